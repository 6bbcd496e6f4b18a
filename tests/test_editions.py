"""An issue in several layouts: its PDFs, what they say of themselves, what readers are offered."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner
from conftest import SmallProject
from lxml import html as parser

from report_builder import builder
from report_builder.cli import main
from report_builder.conformance.report import Validation
from report_builder.conformance.validator import Run

MAIN, BRIEF = "pw-01-probe.pdf", "pw-01-probe-brief.pdf"
TITLES = ["Alles ausgefüllt", "Alles ausgefüllt – Kurzfassung"]
ADDRESS = "https://downloads.example/neues/01-probe/"


@pytest.fixture
def folder(both: SmallProject) -> Path:
    return both.root / "dist" / both.slug


@pytest.fixture
def readers(folder: Path) -> Iterator[list[pypdf.PdfReader]]:
    with pypdf.PdfReader(folder / MAIN) as first, pypdf.PdfReader(folder / BRIEF) as second:
        yield [first, second]


@pytest.fixture
def entry(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "issue.json").read_bytes())


@pytest.fixture
def copy(both: SmallProject, tmp_path: Path) -> SmallProject:
    """A copy of the built project, for tests to change."""
    project = SmallProject(tmp_path)
    shutil.copytree(both.root, project.root, dirs_exist_ok=True)
    return project


def test_each_layout_gives_a_pdf_and_the_first_the_pictures(folder: Path) -> None:
    covers = {f"cover-{w}.{kind}" for w in (320, 640, 1280) for kind in ("avif", "webp", "jpg")}
    names = {path.name for path in folder.iterdir()}
    names -= {"cite.bib", "cite.csl.json", "cite.ris", "embed.html", "index.html"}
    assert names == covers | {MAIN, BRIEF, "case-studies", "press", "v1.27", "issue.json", "og.jpg",
                              "titelbild.jpg"}  # fmt: skip


def test_further_editions_say_what_they_are(readers: list[pypdf.PdfReader]) -> None:
    assert [reader.metadata.title for reader in readers] == TITLES
    packets = [reader.xmp_metadata for reader in readers]
    assert [packet.dc_title for packet in packets] == [
        {"x-default": title, "de": title} for title in TITLES
    ]
    assert [packet.dc_identifier for packet in packets] == [ADDRESS, ADDRESS + BRIEF]


def test_editions_share_all_else_that_they_say(readers: list[pypdf.PdfReader]) -> None:
    first, second = (dict(reader.metadata) for reader in readers)
    assert {key for key in first if first[key] != second[key]} == {"/Title"}
    assert [list(reader.attachments) for reader in readers] == [["01-probe.json"]] * 2


def test_issue_json_lists_every_edition(
    entry: dict[str, Any], readers: list[pypdf.PdfReader]
) -> None:
    editions = entry["editions"]
    assert [edition["layout"] for edition in editions] == ["magazine", "brief"]
    assert [edition["title"] for edition in editions] == TITLES
    assert [edition["pdf"] for edition in editions] == [MAIN, BRIEF]
    assert [edition["pages"] for edition in editions] == [len(reader.pages) for reader in readers]
    assert [edition["validation"]["status"] for edition in editions] == ["validated"] * 2


def test_issue_json_says_of_the_main_edition_what_it_always_did(entry: dict[str, Any]) -> None:
    main = entry["editions"][0]
    assert all(entry[key] == main[key] for key in ("title", "pdf", "pages", "validation"))


def test_download_page_offers_every_edition(folder: Path, entry: dict[str, Any]) -> None:
    page = parser.parse(folder.parent / "index.html").getroot()
    links = page.xpath("//a[contains(@href, '.pdf')]")
    assert [link.get("href") for link in links] == [f"01-probe/{MAIN}", f"01-probe/{BRIEF}"]
    labels = (f"PDF herunterladen: {TITLES[0]}", TITLES[1])
    for link, label, edition in zip(links, labels, entry["editions"], strict=True):
        size = round((folder / edition["pdf"]).stat().st_size / 1000)
        told = f"{label} PDF, {size} KB, {edition['pages']} Seiten, PDF/UA- und PDF/A-geprüft"
        assert " ".join(link.getparent().text_content().split()) == told


def test_nothing_is_published_if_one_does_not_conform(
    copy: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of two, found by the validator."""
    results = Run.results

    def second_fails(run: Run) -> list[Validation]:
        first, second = results(run)
        failing = [replace(verdict, compliant=False) for verdict in second.profiles]
        return [first, replace(second, profiles=tuple(failing))]

    def published() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in (copy.root / "dist").rglob("*") if p.is_file()}

    before = published()
    monkeypatch.setattr(Run, "results", second_fails)
    copy.append(copy.case, "# a note\n")
    summary = builder.build(copy.gather(), (), False, lambda *event: None)
    assert summary.failed[copy.slug].startswith(f"{BRIEF} was not published: ")
    assert published() == before


@pytest.mark.parametrize(("name", "title"), [("magazine", TITLES[0]), ("brief", TITLES[1])])
def test_html_of_each_layout(both: SmallProject, tmp_path: Path, name: str, title: str) -> None:
    command = ["html", both.slug, "-o", str(tmp_path), "--project", str(both.root)]
    result = CliRunner().invoke(main, [*command, *(["--layout", name] if name == "brief" else [])])
    assert result.exit_code == 0, result.output
    page = parser.parse(tmp_path / "index.html").getroot()
    assert page.findtext("head/title") == title
    assert (tmp_path / "layouts" / name / "css" / "page.css").is_file()


def test_html_of_a_layout_that_the_issue_does_not_name(both: SmallProject, tmp_path: Path) -> None:
    command = ["html", both.slug, "-o", str(tmp_path), "--project", str(both.root)]
    result = CliRunner().invoke(main, [*command, "--layout", "breif"])
    assert result.exit_code == 2
    assert "01-probe has no layout “breif”; it has: magazine, brief" in result.stderr
