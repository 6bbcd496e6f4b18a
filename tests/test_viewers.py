"""Copies of a draft that reviewers made in real viewers: `viewers/` has what these wrote.

The draft is the second one of the small project, as `draft send` froze it. What was done to it in
each viewer is told in docs/proofing.md.
"""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from conftest import SmallProject
from reviewing import CASE

from report_builder.cli import main

FOLDER = Path(__file__).parent / "viewers"
# Chromium writes none.
DAYS = {"chromium": ""}
# The second draft has another sentence than the first one.
CHANGED = ("der Bauhof schreibt jedes Wort mit", "der Bauhof schreibt alles mit")

ASKED = "Schneller als wann? Bitte eine Jahreszahl."
MISSING = "Hier fehlt der Name."
# In each copy the kind of a comment, its field, words of the line that it is on, what is quoted,
# who wrote it, what it says; in the order of the pages.
COPIES: dict[str, list[tuple[str, str, str, str, str, str]]] = {
    "pdfjs": [
        ("freetext", "/approach", "stellte Stühle", "", "(pdfjs.pdf)", "Welche Bohlen?"),
        ("ink", "/quotes/0/person", "Bürgermeisterin", "", "(pdfjs.pdf)", ""),
        ("highlight", "/results", "als früher", "schneller als früher", "(pdfjs.pdf)", ASKED),
    ],
    "firefox": [
        ("freetext", "/approach", "stellte Stühle", "", "(firefox.pdf)", "Geduld streichen"),
        ("ink", "/quotes/0/person", "Bürgermeisterin", "", "(firefox.pdf)", ""),
        ("highlight", "/results", "als früher", "schneller als früher", "(firefox.pdf)", ASKED),
    ],
    "okular": [
        ("underline", "/approach", "rund und groß", "rund und groß", "Anna Weber", ""),
        ("strikeout", "/approach", "brachte Kuchen", "Kuchen", "Anna Weber", ""),
        ("note", "/quotes/0/person", "Bürgermeisterin", "", "Anna Weber", MISSING),
        ("highlight", "/results", "als früher", "schneller als früher", "Anna Weber", ASKED),
        ("ink", "/results", "schreibt alles", "", "Anna Weber", ""),
    ],
    "evince": [
        ("note", "/quotes/0/person", "Bürgermeisterin", "", "Bernd Koch", MISSING),
        ("highlight", "/results", "als früher", "schneller als früher", "Bernd Koch", ASKED),
    ],
    "chromium": [
        ("highlight", "/challenge", "im Flur, wenn", "standen im Flur", "(chromium.pdf)", ""),
        ("ink", "/quotes/0/person", "Bürgermeisterin", "", "(chromium.pdf)", ""),
    ],
}


@pytest.fixture
def proofed(content: SmallProject) -> SmallProject:
    """The small project with the draft that was annotated."""
    content.write(content.case, CASE.replace(*CHANGED))
    folder = content.root / "reports/01-probe/review/draft-2"
    shutil.copytree(FOLDER / "draft-2", folder)
    return content


def run(project: SmallProject, *arguments: str) -> Result:
    root = ["--project", str(project.root)]
    return CliRunner().invoke(main, ["comments", *arguments, *root])


@pytest.mark.parametrize("viewer", COPIES)
def test_comments_arrive_with_field_and_line(proofed: SmallProject, viewer: str) -> None:
    imported = run(proofed, "import", str(FOLDER / f"{viewer}.pdf"))
    expected = COPIES[viewer]
    said = f"{viewer}.pdf: draft 2 of 01-probe: {len(expected)} new\n"
    assert (imported.exit_code, imported.stderr, imported.stdout) == (0, "", said)
    listed = json.loads(run(proofed, "list", "--format", "json").stdout)
    lines = [(kind, field, proofed.place(proofed.case, line)[0], quote, author, text)
             for kind, field, line, quote, author, text in expected]  # fmt: skip
    keys = ("kind", "field", "line", "quote", "author", "text")
    assert [tuple(comment[key] for key in keys) for comment in listed] == lines
    assert {(c["file"], c["page"], c["draft"]) for c in listed} == {(proofed.case, 5, 2)}
    assert {c["date"][:10] for c in listed} == {DAYS.get(viewer, "2026-11-27")}


def test_other_drawings_in_a_page_are_not_taken_for_strokes(proofed: SmallProject) -> None:
    path = proofed.root / "drawn.pdf"
    with pikepdf.open(FOLDER / "chromium.pdf") as pdf:
        pdf.pages[5].contents_add(pdf.make_stream(b"1 0 0 rg 10 10 50 5 re f"))
        pdf.save(path)
    result = run(proofed, "import", str(path))
    assert result.stdout == "drawn.pdf: draft 2 of 01-probe: 2 new\n"
    assert "page 6: what was drawn into the page itself is no comment" in result.stderr


def test_what_cannot_be_read_is_said(proofed: SmallProject) -> None:
    """Xournal++ prints its drawings into a new PDF."""
    result = run(proofed, "import", str(FOLDER / "xournalpp.pdf"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "it was printed to a PDF or flattened by “cairo 1.16.0" in result.stderr
