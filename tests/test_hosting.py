"""dist/ served by nginx with the configuration that was generated for it; and _headers."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from getpass import getuser
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from conftest import Published
from lxml import etree
from lxml import html as parser

from report_builder.site import kinds

BASE = "https://downloads.example/neues/"
PDF = "01-probe/pw-01-probe.pdf"

CONFIGURATION = """
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
class Server:
    """nginx, which serves dist/ where its base_url says."""

    port: int
    dist: Path

    def get(self, path: str, **headers: str) -> Answer:
        """The answer for a path in dist/, or for an address below base_url."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        target = urljoin("/neues/", path.removeprefix(BASE).partition("#")[0])
        connection.request("GET", target or "/neues/", headers=named)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer


@pytest.fixture(scope="module")
def server(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("there is no nginx here: scripts/setup dev installs it")
    here, root = tmp_path_factory.mktemp("nginx"), published.project.root
    (here / "www").mkdir()
    (here / "www" / "neues").symlink_to(root / "dist")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    facts = {"user": getuser(), "here": here, "port": port,
             "included": root / "build/hosting/nginx.conf"}  # fmt: skip
    (here / "nginx.conf").write_text(CONFIGURATION.format(**facts))
    command = [program, "-e", "stderr", "-p", str(here), "-c", str(here / "nginx.conf")]
    with (
        (here / "errors").open("wb") as errors,
        subprocess.Popen(command, stderr=errors) as process,
    ):
        try:
            _wait(process, port, here / "errors")
            yield Server(port, root / "dist")
        finally:
            process.terminate()


def _wait(process: "subprocess.Popen[bytes]", port: int, errors: Path) -> None:
    for _ in range(100):
        assert process.poll() is None, errors.read_text()
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def listed(dist: Path) -> list[dict[str, str]]:
    files: list[dict[str, str]] = json.loads((dist / "manifest.json").read_bytes())["files"]
    return files


# --- nginx --------------------------------------------------------------------------------


def test_every_file_of_the_manifest_is_served_as_what_it_is(server: Server) -> None:
    for file in [*listed(server.dist), {"path": "manifest.json"}, {"path": "SHA256SUMS"}]:
        answer, kind = server.get(file["path"]), kinds.of(file["path"])
        assert answer.status == 200, file
        assert answer.body == (server.dist / file["path"]).read_bytes()
        assert answer.headers.get_all("Content-Type") == [kind.content_type]
        assert answer.headers.get_all("Cache-Control") == [kinds.cache_control(file["path"])]
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers.get_all("Referrer-Policy") == ["same-origin"]
        assert ("default-src 'none'" in str(answer.headers["Content-Security-Policy"])) == (
            kind.media_type == "text/html"
        )


def test_a_pdf_is_shown_and_saved_under_its_name(server: Server) -> None:
    said = server.get(PDF).headers["Content-Disposition"]
    assert said == "inline; filename*=UTF-8''pw-01-probe.pdf"


def test_a_version_may_be_kept_for_ever(server: Server) -> None:
    for name in ("01-probe/v1.27/pw-01-probe.pdf", "01-probe/v1.27/version.json"):
        answer = server.get(name)
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert "immutable" not in server.get(PDF).headers["Cache-Control"]


def test_a_part_of_a_pdf_can_be_asked_for(server: Server) -> None:
    whole = (server.dist / PDF).read_bytes()
    answer = server.get(PDF, Range="bytes=100-299")
    assert (answer.status, answer.body) == (206, whole[100:300])
    assert answer.headers["Content-Range"] == f"bytes 100-299/{len(whole)}"


def test_what_is_known_is_not_sent_again(server: Server) -> None:
    tag = server.get(PDF).headers["ETag"]
    answer = server.get(PDF, If_None_Match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert server.get(PDF, If_None_Match='"another"').status == 200


def test_folders_are_not_listed_and_configuration_is_not_served(server: Server) -> None:
    assert (server.dist / "_headers").is_file()
    for path in (
        "01-probe/case-studies/",
        "_headers",
        ".htaccess",
        "01-probe/.hidden",
        "nothing.pdf",
    ):
        answer = server.get(path)
        assert answer.status in (403, 404), path
        assert b"cover-320" not in answer.body
    for folder in ("", "01-probe/"):
        page = server.get(folder)
        assert page.body == (server.dist / folder / "index.html").read_bytes()
        assert "style-src" in page.headers["Content-Security-Policy"]


def test_every_address_on_pages_and_in_feeds_leads_somewhere(server: Server) -> None:
    pages = [(path, parser.fromstring(server.get(path).body))
             for path in ("index.html", "01-probe/index.html", "01-probe/embed.html")]  # fmt: skip
    found = set()
    for path, page in pages:
        addresses = [*page.xpath("//@href"), *page.xpath("//@src")]
        addresses += [part.split()[0] for s in page.xpath("//@srcset") for part in s.split(",")]
        addresses += page.xpath("//meta[@property='og:image']/@content")
        found |= {urljoin(f"{BASE}{path}", address) for address in addresses}
    atom = feedparser.parse(server.get("feed.atom").body)
    found |= {link.href for entry in atom.entries for link in entry.links}
    root = etree.fromstring(server.get("sitemap.xml").body)
    found |= {str(place.text) for place in root.iter("{*}loc")}
    own = {address for address in found if address.startswith(BASE)}
    assert len(own) > 15
    assert {address for address in own if server.get(address).status != 200} == set()


# --- _headers -----------------------------------------------------------------------------


def blocks(dist: Path) -> dict[str, dict[str, str]]:
    """The headers of each block by its path."""
    texts = (dist / "_headers").read_text("utf-8").strip().split("\n\n")
    found = {}
    for path, *lines in (text.split("\n") for text in texts):
        found[path] = dict(line.strip().split(": ", 1) for line in lines)
    return found


def test_headers_file_says_everything_of_each_file_once(published: Published) -> None:
    dist = published.folder.parent
    names = [file["path"] for file in listed(dist)] + ["manifest.json", "SHA256SUMS"]
    for name in names:
        said = [header for path, headers in blocks(dist).items()
                if fnmatchcase(f"/{name}", path) for header in headers.items()]  # fmt: skip
        kind = kinds.of(name)
        expected = {**kinds.EVERYWHERE, "Content-Type": kind.content_type, **kind.headers}
        if name.endswith(".pdf"):
            expected["Content-Disposition"] = "inline"
        del expected["Cache-Control"]
        if kinds.is_versioned(name) or not kind.versioned:
            expected["Cache-Control"] = kinds.cache_control(name)
        assert sorted(said) == sorted(expected.items()), name
    assert blocks(dist)["/"] == blocks(dist)["/*/"] == blocks(dist)["/*.html"]
