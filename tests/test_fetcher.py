"""The only door to files: what it serves, what it refuses, and that a refusal fails the page."""

import hashlib
import logging
import os
from pathlib import Path

import pytest
from PIL import Image

from report_builder import reading
from report_builder.errors import RenderError
from report_builder.rendering import fetcher as door
from report_builder.rendering.document import render
from report_builder.rendering.fetcher import BASE_URL, ProjectFetcher

PIXEL = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
         "DwADhgGAWjR9awAAAABJRU5ErkJggg==")  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a stylesheet, an oddly named picture, and a secret beside the project."""
    folder = tmp_path / "project"
    (folder / "reports" / "images").mkdir(parents=True)
    for hidden in ("build", "dist", ".git", "reports/.hidden"):
        (folder / hidden).mkdir()
        (folder / hidden / "style.css").write_text("")
    (folder / "reports" / ".hidden.css").write_text("")
    (folder / "reports" / "style.css").write_text("p { color: #123456 }")
    (folder / "reports" / "images" / "größe 1.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>'
    )
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def fetched(fetcher: ProjectFetcher, url: str) -> tuple[bytes, str]:
    response = fetcher.fetch(url)
    return response.read(), response.content_type


def test_serves_the_bytes_and_type_of_project_files(root: Path) -> None:
    fetcher = ProjectFetcher(root)
    data = (root / "reports" / "style.css").read_bytes()
    assert fetched(fetcher, f"{BASE_URL}reports/style.css") == (data, "text/css")
    assert fetcher.read == {"reports/style.css": hashlib.sha256(data).hexdigest()}
    assert fetcher.refused == []


def test_serves_names_with_spaces_and_umlauts(root: Path) -> None:
    data, kind = fetched(ProjectFetcher(root), f"{BASE_URL}reports/images/gr%C3%B6%C3%9Fe%201.svg")
    assert kind == "image/svg+xml"
    assert data.startswith(b"<svg")


def test_serves_short_data_addresses_and_pictures_from_memory(root: Path) -> None:
    fetcher = ProjectFetcher(root, {"build/cover.png": b"picture"})
    assert fetched(fetcher, PIXEL)[0].startswith(b"\x89PNG")
    assert fetched(fetcher, f"{BASE_URL}build/cover.png") == (b"picture", "image/png")
    assert fetcher.read == {}


def test_a_response_names_no_path_of_the_machine(root: Path) -> None:
    response = ProjectFetcher(root).fetch(f"{BASE_URL}reports/style.css")
    assert response.url == f"{BASE_URL}reports/style.css"
    assert response.path is None


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "http://project.invalid/style.css",
        "https://www.example.org/style.css",
        "https://project.invalid:8443/style.css",
        "https://user@project.invalid/style.css",
        "ftp://project.invalid/style.css",
        "style.css",
        f"{BASE_URL}../secret.txt",
        f"{BASE_URL}images/../../secret.txt",
        f"{BASE_URL}%2e%2e/secret.txt",
        f"{BASE_URL}%2e%2e%2fsecret.txt",
        f"{BASE_URL}images/..%2F..%2Fsecret.txt",
        f"{BASE_URL}/etc/hostname",
        f"{BASE_URL}%2Fetc/hostname",
        f"{BASE_URL}reports/missing.css",
        f"{BASE_URL}reports/style.css%00.png",
        f"{BASE_URL}reports/images",
        f"{BASE_URL}reports/images/",
        f"{BASE_URL}reports\\style.css",
        f"{BASE_URL}build/style.css",
        f"{BASE_URL}dist/style.css",
        f"{BASE_URL}.git/style.css",
        f"{BASE_URL}reports/.hidden/style.css",
        f"{BASE_URL}reports/.hidden.css",
        BASE_URL,
        "data:text/plain," + "x" * door.MAX_DATA_URL,
    ],
)  # fmt: skip
def test_refuses_and_records_everything_else(root: Path, url: str) -> None:
    fetcher = ProjectFetcher(root)
    with pytest.raises(ValueError):
        fetcher.fetch(url)
    assert len(fetcher.refused) == 1
    assert fetcher.refused[0].startswith(url[:200])
    assert fetcher.read == {}


@pytest.mark.parametrize("target", ["../../secret.txt", "/etc/hostname", "../.."])
def test_refuses_links_that_lead_out_of_the_project(root: Path, target: str) -> None:
    (root / "reports" / "link.txt").symlink_to(target)
    fetcher = ProjectFetcher(root)
    with pytest.raises(ValueError, match="outside the project"):
        fetcher.fetch(f"{BASE_URL}reports/link.txt")
    assert fetcher.refused


def test_refuses_files_behind_a_linked_folder(root: Path) -> None:
    (root / "reports" / "out").symlink_to("../..")
    with pytest.raises(ValueError, match="outside the project"):
        ProjectFetcher(root).fetch(f"{BASE_URL}reports/out/secret.txt")


def test_serves_links_within_the_project(root: Path) -> None:
    (root / "reports" / "link.css").symlink_to("style.css")
    assert fetched(ProjectFetcher(root), f"{BASE_URL}reports/link.css")[0].startswith(b"p {")


@pytest.mark.parametrize("part", ["images", "images/inner", "images/inner/x.txt"])
def test_a_link_put_in_meanwhile_does_not_lead_out(root: Path, part: str) -> None:
    """Between the look at a path and the opening of the file."""
    (root / "reports/images/inner").mkdir()
    (root / "reports/images/inner/x.txt").write_text("inside")
    (root.parent / "inner").mkdir()
    for outside in (root.parent / "x.txt", root.parent / "inner" / "x.txt"):
        outside.write_text("secret")
    path = reading.locate(root, "reports/images/inner/x.txt")
    assert reading.read(root, path) == b"inside"
    target = root / "reports" / part
    target.rename(root / "moved")
    target.symlink_to(root.parent / Path(part).relative_to("images"))
    with pytest.raises(OSError):
        reading.read(root, path)


def test_refuses_a_pipe_without_waiting_for_it(root: Path) -> None:
    os.mkfifo(root / "reports" / "pipe.png")
    with pytest.raises(ValueError):
        ProjectFetcher(root).fetch(f"{BASE_URL}reports/pipe.png")


def test_refuses_a_file_that_is_too_large(root: Path) -> None:
    with (root / "reports" / "huge.png").open("wb") as file:
        file.truncate(reading.MAX_BYTES + 1)  # sparse
    with pytest.raises(ValueError):
        ProjectFetcher(root).fetch(f"{BASE_URL}reports/huge.png")


# --- pages fail where a file was refused --------------------------------------------------


def rendered(root: Path, body: str) -> None:
    render(f'<html lang="de"><title>Probe</title>{body}', root, "the probe")


def complaints(root: Path, body: str) -> str:
    with pytest.raises(RenderError) as caught:
        rendered(root, body)
    return str(caught.value)


def draw(root: Path, inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    (root / "reports" / "images" / "drawing.svg").write_text(svg)


def test_a_clean_page_passes(root: Path) -> None:
    rendered(root, f'<link rel="stylesheet" href="reports/style.css"><img src="{PIXEL}" alt="x">')


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<img src="missing.png" alt="x">', "missing.png"),
        ('<link rel="stylesheet" href="missing.css">', "missing.css"),
        ('<style>@import "missing.css";</style>', "missing.css"),
        ('<p style="background: url(missing.png)">x', "missing.png"),
        ('<style>@font-face { font-family: X; src: url(missing.ttf) }</style>', "missing.ttf"),
        ('<style>p { colour: red }</style>', "colour"),
        ('<style>p { color: raed }</style>', "raed"),
        ('<style>p:hovver { color: red }</style>', "hovver"),
        ('<a href="#nowhere">x</a>', "nowhere"),
        ('<img src="../secret.txt" alt="x">', "secret.txt"),
        ('<img src="http://www.example.org/x.png" alt="x">', "www.example.org"),
    ],
)  # fmt: skip
def test_a_page_fails_where_something_is_missing(root: Path, body: str, named: str) -> None:
    message = complaints(root, body)
    assert message.startswith("the probe was not rendered cleanly:")
    assert named in message


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ('<image href="missing.png" width="9" height="9"/>', "images/missing.png"),
        ('<image href="file:///etc/hostname" width="9" height="9"/>', "file:///etc/hostname"),
        ('<image href="../../../secret.txt" width="9" height="9"/>', "/secret.txt"),
        ('<image href="https://www.example.org/x.svg" width="9" height="9"/>', "www.example.org"),
        ('<style>@import "file:///etc/hostname";</style><text y="9">x</text>', "drawing.svg"),
        ("<style>@font-face { font-family: X; src: url(file:///etc/hostname) } text { font-family:"
         " X }</style><text y='9'>x</text>", "/etc/hostname"),
    ],
)  # fmt: skip
def test_a_page_fails_where_a_drawing_reaches_outside(root: Path, inside: str, named: str) -> None:
    draw(root, inside)
    assert named in complaints(root, '<img src="reports/images/drawing.svg" alt="x">')


def test_a_refusal_alone_fails_the_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint swallows what goes wrong while it draws SVG; its log may be silent as well."""
    logger = logging.getLogger("weasyprint")
    monkeypatch.setattr(logger, "disabled", True)
    draw(root, '<image href="file:///etc/hostname" width="9" height="9"/>')
    message = complaints(root, '<img src="reports/images/drawing.svg" alt="x">')
    assert message.count("\n") == 1
    assert "file:///etc/hostname: only files of the project can be used" in message


def test_a_drawing_that_cannot_be_drawn_fails_the_page(root: Path) -> None:
    draw(root, '<g transform="rotate(askew)"><circle r="3"/></g>')
    assert "drawing.svg" in complaints(root, '<img src="reports/images/drawing.svg" alt="x">')


def test_a_drawing_within_a_drawing_is_served(root: Path) -> None:
    inner = '<image href="gr%C3%B6%C3%9Fe%201.svg" width="9" height="9"/>'
    draw(root, inner)
    rendered(root, '<img src="reports/images/drawing.svg" alt="x">')


@pytest.mark.parametrize("name", ["picture.png", "picture.jpg"])
def test_a_picture_that_is_cut_off_fails_the_page(root: Path, name: str) -> None:
    Image.effect_noise((64, 64), 90).save(root / "reports" / name)
    rendered(root, f'<img src="reports/{name}" alt="x">')
    (root / "reports" / name).write_bytes((root / "reports" / name).read_bytes()[:1200])
    assert name in complaints(root, f'<img src="reports/{name}" alt="x">')
