"""Real servers on this machine to publish to, a line that can be cut, a website, a reader.

All listen on 127.0.0.1 only and end with the `with` that starts them.
"""

import http.client
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from getpass import getuser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from report_builder import store

# Debian has servers where not everybody's path leads.
_PATH = os.environ.get("PATH", "") + ":/usr/sbin"
SSHD, NGINX = (shutil.which(name, path=_PATH) for name in ("sshd", "nginx"))
PASSWORD = "offen & ehrlich"


@contextmanager
def sshd(folder: Path) -> Iterator[int]:
    """OpenSSH's server with keys of its own; `folder` becomes the home that a client needs.

    Its .ssh has the key that is let in. Gives the port.
    """
    home = folder / ".ssh"
    home.mkdir(parents=True, mode=0o700)
    for name in (home / "id_ed25519", folder / "host"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(name)]
        subprocess.run(command, check=True)
    port = _free_port()
    settings = folder / "sshd_config"
    settings.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\n"
        f"AuthorizedKeysFile {home / 'id_ed25519.pub'}\nPidFile {folder / 'pid'}\n"
        "StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        "Subsystem sftp internal-sftp\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with (folder / "sshd.log").open("wb") as log:
        process = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(settings)], stderr=log)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def trust(folder: Path, port: int) -> None:
    """Let the client know the host key of `sshd(folder)` at this port."""
    kind, key, *_ = (folder / "host.pub").read_text().split()
    with (folder / ".ssh" / "known_hosts").open("a") as known:
        known.write(f"[127.0.0.1]:{port} {kind} {key}\n")


class Line:
    """A line to a server: `limit` bytes go there, then it is cut; None never.

    One that is `hanging` then carries nothing any more, until it is `cut`.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self.limit: int | None = None
        self.hanging = False
        self.hangs = threading.Event()
        self.cut = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> "Line":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut.set()
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._socket.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for ends in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        carried = 0
        with suppress(OSError), source, target:
            while data := source.recv(65536):
                carried += len(data)
                if counted and self.limit is not None and carried > self.limit:
                    if self.hanging:
                        self.hangs.set()
                        self.cut.wait()
                    for end in (source, target):
                        end.shutdown(socket.SHUT_RDWR)
                    return
                target.sendall(data)


_NGINX = """
daemon off;
user {user};
pid {here}/pid;
error_log stderr;
worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {here}/www;
        include {included};
    }}
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Online:
    """A `dist` that nginx serves on a port, below the path of its `base` address."""

    dist: Path
    base: str
    port: int

    @property
    def origin(self) -> str:
        """What stands in front of its paths here; browsers trust localhost as if it had TLS."""
        return f"http://localhost:{self.port}{urlsplit(self.base).path}"

    def get(self, path: str, **headers: str) -> Answer:
        """The answer for a path in dist/, or for an address below `base`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        target = urlsplit(urljoin(self.base, path)).path
        connection.request("GET", target, headers=named)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer


@contextmanager
def nginx(root: Path, here: Path) -> Iterator[Online]:
    """Debian's nginx, which serves dist/ of a project as the configuration in build/ says."""
    base = json.loads((root / "dist" / "manifest.json").read_bytes())["base_url"]
    place, port = here / "www" / urlsplit(base).path.strip("/"), _free_port()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(root / "dist")
    facts = {"user": getuser(), "here": here, "port": port}
    included = root / "build" / "hosting" / "nginx.conf"
    (here / "nginx.conf").write_text(_NGINX.format(included=included, **facts))
    command = [str(NGINX), "-e", "stderr", "-p", str(here), "-c", str(here / "nginx.conf")]
    with (here / "errors").open("wb") as errors:
        process = subprocess.Popen(command, stderr=errors)
    try:
        _wait_for(port)
        yield Online(root / "dist", base, port)
    except AssertionError as error:
        error.add_note((here / "errors").read_text())
        raise
    finally:
        process.terminate()
        process.wait()


@contextmanager
def webdav(folder: Path) -> Iterator[int]:
    """WsgiDAV with one user, zwk, who has a PASSWORD. Gives the port."""
    from werkzeug.serving import WSGIRequestHandler, make_server
    from werkzeug.wsgi import get_input_stream
    from wsgidav.wsgidav_app import WsgiDAVApp

    class _Silent(WSGIRequestHandler):
        def log(self, *_: object) -> None:
            pass

    app = WsgiDAVApp({
        "provider_mapping": {"/": str(folder)},
        "simple_dc": {"user_mapping": {"*": {"zwk": {"password": PASSWORD}}}},
        "logging": {"enable": False},
        "verbose": 0,
    })  # fmt: skip

    def limited(environ: Any, start: Any) -> Any:
        """WsgiDAV reads on where a body ends; the server lets it."""
        return app(environ | {"wsgi.input": get_input_stream(environ)}, start)

    server = make_server("127.0.0.1", 0, limited, threaded=True, request_handler=_Silent)
    with _serving(server) as port:
        yield port


@contextmanager
def website(answer: Callable[[str, str], tuple[int, dict[str, str], bytes]]) -> Iterator[int]:
    """A web server that answers to method and path as it is told. Gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            status, headers, body = answer(self.command, self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = _do  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield port


@contextmanager
def _serving(server: Any) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Reader:
    """Somebody who looks at a folder all the while: its `states`, as digests by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.states: list[dict[str, str]] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Reader":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.is_set():
            # The front page first: what it names has to be there afterwards.
            state = {"index.html": store.digest((self._folder / "index.html").read_bytes())}
            for path in self._folder.rglob("*"):
                name = path.relative_to(self._folder).as_posix()
                if not path.name.startswith(".") and name not in state and path.is_file():
                    state[name] = store.digest(path.read_bytes())
            self.states.append(state)
            time.sleep(0.02)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens on {port}")
