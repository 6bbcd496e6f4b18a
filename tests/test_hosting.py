"""dist/ served by nginx with the configuration that was generated for it; and _headers."""

import gzip
import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import servers
from conftest import Published, absent
from servers import Online

from report_builder.site import kinds

PDF = "01-probe/pw-01-probe.pdf"


@pytest.fixture(scope="module")
def server(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Online]:
    if servers.NGINX is None:
        absent("there is no nginx here: scripts/setup dev installs it")
    with servers.nginx(published.project.root, tmp_path_factory.mktemp("nginx")) as online:
        yield online


def listed(dist: Path) -> list[dict[str, str]]:
    files: list[dict[str, str]] = json.loads((dist / "manifest.json").read_bytes())["files"]
    return files


# --- nginx --------------------------------------------------------------------------------


def test_every_file_of_the_manifest_is_served_as_what_it_is(server: Online) -> None:
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


def test_a_pdf_is_shown_and_saved_under_its_name(server: Online) -> None:
    said = server.get(PDF).headers["Content-Disposition"]
    assert said == "inline; filename*=UTF-8''pw-01-probe.pdf"


def test_a_version_may_be_kept_for_ever(server: Online) -> None:
    for name in ("01-probe/v1.27/pw-01-probe.pdf", "01-probe/v1.27/version.json"):
        answer = server.get(name)
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert "immutable" not in server.get(PDF).headers["Cache-Control"]


def test_a_part_of_a_pdf_can_be_asked_for(server: Online) -> None:
    whole = (server.dist / PDF).read_bytes()
    answer = server.get(PDF, Range="bytes=100-299")
    assert (answer.status, answer.body) == (206, whole[100:300])
    assert answer.headers["Content-Range"] == f"bytes 100-299/{len(whole)}"
    assert answer.headers["Content-Type"] == "application/pdf"
    last = server.get(PDF, Range="bytes=-64")  # where readers of PDFs begin
    assert (last.status, last.body) == (206, whole[-64:])
    assert server.get(PDF).headers["Accept-Ranges"] == "bytes"
    # A part of another version is none.
    stale = server.get(PDF, Range="bytes=100-299", If_Range='"another"')
    assert (stale.status, stale.body) == (200, whole)
    assert server.get(PDF, Range=f"bytes={len(whole)}-").status == 416


def test_what_is_known_is_not_sent_again(server: Online) -> None:
    tag = server.get(PDF).headers["ETag"]
    answer = server.get(PDF, If_None_Match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert server.get(PDF, If_None_Match='"another"').status == 200
    for file in listed(server.dist):
        known = server.get(file["path"]).headers
        assert server.get(file["path"], If_None_Match=known["ETag"]).status == 304, file
        assert server.get(file["path"], If_Modified_Since=known["Last-Modified"]).status == 304


def test_text_is_compressed_on_the_way_and_nothing_else(server: Online) -> None:
    for file in listed(server.dist):
        answer = server.get(file["path"], Accept_Encoding="gzip")
        whole = (server.dist / file["path"]).read_bytes()
        drawn = file["type"] == "image/svg+xml"
        packed = file["type"].startswith(("image/", "application/pdf", "application/zip"))
        if (packed and not drawn) or len(whole) < 1024:
            assert (answer.headers["Content-Encoding"], answer.body) == (None, whole), file
            continue
        assert answer.headers["Content-Encoding"] == "gzip", file
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert len(answer.body) < len(whole) and gzip.decompress(answer.body) == whole
        known = server.get(
            file["path"], Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"]
        )
        assert known.status == 304, file


def test_folders_are_not_listed_and_configuration_is_not_served(server: Online) -> None:
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
                if fnmatchcase(f"/{name}", path.replace(":issue", "*"))
                for header in headers.items()]  # fmt: skip
        kind = kinds.of(name)
        expected = {**kinds.EVERYWHERE, "Content-Type": kind.content_type, **kind.headers}
        if name.endswith(".pdf"):
            expected["Content-Disposition"] = "inline"
        del expected["Cache-Control"]
        if kinds.is_versioned(name) or not kind.versioned:
            expected["Cache-Control"] = kinds.cache_control(name)
        assert sorted(said) == sorted(expected.items()), name
    assert blocks(dist)["/"] == blocks(dist)["/*/"] == blocks(dist)["/*.html"]
