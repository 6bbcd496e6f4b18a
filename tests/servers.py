"""Real servers on this machine to publish to, a line that can be cut, a website, a reader.

All listen on 127.0.0.1 only and end with the `with` that starts them.
"""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from report_builder import store

SSHD = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin")
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
            time.sleep(0.002)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens on {port}")
