"""The pages of two drafts beside each other."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import drafting
import pytest
from browsing import faults, visit
from click.testing import CliRunner, Result
from conftest import REPOSITORY, SmallProject
from drafting import without_overlay
from PIL import Image
from playwright.sync_api import Browser

from report_builder import facsimile
from report_builder.cli import main
from report_builder.errors import ReviewError
from report_builder.geometry import Rectangle
from report_builder.pages import Piece
from report_builder.review import changes, facing, rounds
from report_builder.review.facing import Facing, Print, Spreads
from report_builder.review.fields import Field
from report_builder.review.source_map import SourceMap

ISSUE = "01-probe"
SOURCES = "sources:\n  - text: Ein Buch über Tische.\n  - text: Ein Buch über Stühle.\n"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """A draft that was sent, one that was built since; only to be read.

    The case study has another text on page 5, the sources have another colour on page 6.
    """
    project = SmallProject(tmp_path_factory.mktemp("drafted"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    project.append(project.issue, SOURCES)
    drafting.send(project.root, ISSUE, pages=True)
    project.replace(project.case, "Es gab keinen Tisch.", "Es gab einen runden Tisch.")
    project.append("layouts/magazine/css/type.css", ".sources { color: #a00 }\n")
    drafting.build(project.root, ISSUE)
    return project


def write(project: SmallProject, folder: Path, *arguments: str) -> Result:
    command = ["diff", ISSUE, "-o", str(folder), *arguments, "--project", str(project.root)]
    return CliRunner().invoke(main, command)


@pytest.fixture
def copy(drafted: SmallProject, tmp_path: Path) -> SmallProject:
    """The same, to be changed."""
    project = SmallProject(tmp_path / "copy")
    shutil.copytree(drafted.root, project.root, dirs_exist_ok=True)
    return project


# --- pages of real drafts -----------------------------------------------------------------


def test_pages_stand_beside_each_other(drafted: SmallProject, tmp_path: Path) -> None:
    result = write(drafted, tmp_path)
    assert (result.exit_code, result.stderr) == (0, f"wrote {tmp_path / 'index.html'}\n")
    names = [path.name for path in sorted(tmp_path.glob("pages/*"))]
    assert names == [f"magazine-{side}-00{page}.png" for side in ("new", "old") for page in (5, 6)]
    text = (tmp_path / "index.html").read_text("utf-8")
    fields, pages, layout = text.partition("<main>")[2].split('<h2 id="')[1:]
    assert "keinen" in fields
    assert [src in pages for src in names] == [True, False, True, False]
    assert [src in layout for src in names] == [False, True, False, True]
    assert pages.count('class="mark"') == 2 and "mark" not in layout
    assert 'alt="Bild der Seite 5, Entwurf 1 (1. Mai 2023); was' in pages


def test_pictures_are_those_of_the_pages(drafted: SmallProject, tmp_path: Path) -> None:
    write(drafted, tmp_path)
    new, old = (Image.open(tmp_path / f"pages/magazine-{side}-005.png") for side in ("new", "old"))
    assert new.size == old.size == (1000, 1414)
    built = rounds.built(drafted.found, ISSUE)
    assert built is not None
    (printed,) = facing.prints(built).values()
    whole = Rectangle(0, 0, *new.size)
    assert facsimile.differ(new.convert("RGB"), old.convert("RGB"), [whole])
    assert built.proofs[0].pages == len(printed.pages) == 7


def test_the_same_page_every_time(drafted: SmallProject, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(drafted, tmp_path / name)
    one, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "other")
    )
    assert one == other and len(one) == 5


def test_changes_that_were_not_built_have_no_pages(copy: SmallProject, tmp_path: Path) -> None:
    copy.replace(copy.case, "Alle standen.", "Alle standen herum.")
    write(copy, tmp_path / "out")
    text = (tmp_path / "out/index.html").read_text("utf-8")
    assert "Den jetzigen baut make draft" in text
    assert "<img" not in text
    write(copy, tmp_path / "out", "--to", "built")
    assert "<img" in (tmp_path / "out/index.html").read_text("utf-8")


def test_a_draft_without_its_pdf_has_no_pages(copy: SmallProject, tmp_path: Path) -> None:
    next(copy.root.glob("reports/*/review/draft-1/*.pdf")).unlink()
    assert write(copy, tmp_path / "out").exit_code == 0
    assert "<img" not in (tmp_path / "out/index.html").read_text("utf-8")


def test_a_draft_names_no_file_elsewhere(copy: SmallProject, tmp_path: Path) -> None:
    file = "reports/01-probe/review/draft-1/draft.json"
    copy.replace(file, '"layout": "magazine"', '"layout": "../magazine"')
    result = write(copy, tmp_path / "out")
    assert result.exit_code == 1
    assert "draft-1/draft.json cannot be read: “../magazine” is no name" in result.stderr


def test_a_damaged_pdf_is_named(copy: SmallProject, tmp_path: Path) -> None:
    next(copy.root.glob("reports/*/review/draft-1/*.pdf")).write_bytes(b"%PDF-1.7 cut off")
    result = write(copy, tmp_path / "out")
    assert result.exit_code == 1
    assert "review/draft-1/probe-01-probe-draft-1.pdf cannot be shown: " in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_damaged_map_is_named(copy: SmallProject, tmp_path: Path) -> None:
    path = next(copy.root.glob("reports/*/review/draft-1/*.map.json"))
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"sources": []}))
    result = write(copy, tmp_path / "out")
    assert result.exit_code == 1
    assert "review/draft-1/magazine.map.json cannot be read: " in result.stderr


def test_the_sheet_in_front_is_left_out(drafted: SmallProject) -> None:
    draft = rounds.sent(drafted.found, ISSUE)[0]
    path = draft.folder / draft.proofs[0].pdf
    printed = Print(path, 2, SourceMap([(595, 842)] * 4, []))
    assert printed.picture(3) == facsimile.page(without_overlay(path), 5, facing.WIDTH)
    with pytest.raises(ReviewError, match="page 8 cannot be drawn"):
        printed.picture(6)


# --- pages of any content -----------------------------------------------------------------


def spreads(drafted: SmallProject, old: list[str], new: list[str]) -> Spreads:
    """Pages of one field each, drawn as those of a real PDF."""
    draft = rounds.sent(drafted.found, ISSUE)[0]
    path = draft.folder / draft.proofs[0].pdf
    states, prints = [], []
    for texts in (old, new):
        sources = [f"{text.split()[0]}.yaml#/text" for text in texts]
        area = Rectangle(60, 60, 500, 70)
        pieces = [
            Piece(n, area, s, t) for n, (s, t) in enumerate(zip(sources, texts, strict=True), 1)
        ]
        states.append({s: Field(s, t, 1, 1) for s, t in zip(sources, texts, strict=True)})
        prints.append(Print(path, 0, SourceMap([(595, 842)] * len(texts), pieces)))
    forth, back = changes.compared(*states), changes.compared(states[1], states[0])
    return facing.spreads(prints[0], prints[1], forth, back)


def pairs(found: Sequence[Facing]) -> list[tuple[int | None, int | None]]:
    return [(each.old, each.new) for each in found]


def test_pages_are_known_by_what_stands_on_them(drafted: SmallProject) -> None:
    found = spreads(
        drafted,
        ["eins ist hier", "zwei ist dort", "drei war immer da"],
        ["null kam dazu", "eins ist hier", "zwei ist da", "drei war immer da"],
    )
    assert pairs(found.changed) == [(None, 1), (2, 3)]
    assert pairs(found.layout) == []


def test_a_page_that_is_gone(drafted: SmallProject) -> None:
    found = spreads(drafted, ["eins ist hier", "zwei ist dort"], ["zwei ist dort"])
    assert pairs(found.changed) == [(1, None)]


def test_pages_that_took_each_others_place(drafted: SmallProject) -> None:
    """However different they are."""
    found = spreads(
        drafted,
        ["eins ist hier", "zwei alt", "drei ist da"],
        ["eins ist hier", "zwei neu und viel länger als je zuvor", "drei ist da"],
    )
    assert pairs(found.changed) == [(2, 2)]


def test_lines_that_are_divided_elsewhere_are_a_matter_of_layout(drafted: SmallProject) -> None:
    draft = rounds.sent(drafted.found, ISSUE)[0]
    path = draft.folder / draft.proofs[0].pdf
    area = Rectangle(60, 60, 500, 800)
    lines = (["Ver-", "waltung und"], ["Verwal-", "tung und"])
    one, other = (
        Print(path, 0, SourceMap([(595, 842)], [Piece(1, area, "a#/b", words) for words in each]))
        for each in lines
    )
    assert pairs(facing.spreads(one, other, [], []).layout) == []
    moved = [Piece(1, area, "a#/b", "Verwaltung"), Piece(1, area, "a#/b", "und mehr")]
    further = Print(path, 0, SourceMap([(595, 842)], moved))
    assert pairs(facing.spreads(one, further, [], []).layout) == [(1, 1)]


# --- pictures -----------------------------------------------------------------------------


def test_only_what_is_asked_for_is_compared() -> None:
    one = Image.new("RGB", (40, 40), "white")
    other = one.copy()
    other.putpixel((30, 30), (200, 0, 0))
    other.putpixel((5, 5), (252, 252, 252))
    assert facsimile.differ(one, other, [Rectangle(0, 0, 10, 10), Rectangle(28, 28, 32, 32)])
    assert not facsimile.differ(one, other, [Rectangle(0, 0, 10, 10)])
    assert not facsimile.differ(one, other, [])
    assert facsimile.differ(one, Image.new("RGB", (40, 41), "white"), [])


# --- in a browser -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(drafted: SmallProject, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of changes with the pages of both drafts. Only to be read."""
    folder = tmp_path_factory.mktemp("changes")
    assert write(drafted, folder).exit_code == 0
    return folder / "index.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_browser_finds_nothing_wrong(
    browser: Browser, page: Path, width: int, scheme: str
) -> None:
    with visit(browser, page, width, scheme) as visited:
        visited.page.locator("img").last.scroll_into_view_if_needed()
        assert faults(visited) == []
        assert len(visited.requests) > 1  # pictures, of its own folder


def test_words_of_any_length_stay_in_the_window(
    browser: Browser, copy: SmallProject, tmp_path: Path
) -> None:
    text = f"<script>alert(1)</script> {'w' * 5000} שלום"
    copy.append(copy.case, f"lessons: {text!r}\n")
    assert write(copy, tmp_path / "out").exit_code == 0
    with visit(browser, tmp_path / "out" / "index.html", 320) as visited:
        assert faults(visited) == []
        assert "<script>alert(1)" in visited.page.locator("ins").last.inner_text()
