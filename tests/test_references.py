"""References to case studies: the words, the page behind them, and where they lead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import REPOSITORY, Published, SmallProject
from outline import Tree, read
from test_layout import document

from report_builder.content import text
from report_builder.errors import LayoutError, RenderError
from report_builder.rendering.document import render
from report_builder.standard import Standard

ARCHIVE = Standard.ARCHIVE
STYLE = (REPOSITORY / "layouts/magazine/css/references.css").read_text("utf-8")
# The links between charts and their tables end with a page as well.
_OF_CHARTS = re.compile("Daten:|.* Diagramm auf")


@dataclass(frozen=True)
class Printed:
    """A reference: its words, the page that it names, and its annotations."""

    words: str
    page: int
    links: list[pikepdf.Dictionary]


def references(tree: Tree) -> list[Printed]:
    found = []
    for link in tree.document.find("Link"):
        parts = re.fullmatch(r"(.*?)\s*Seite\s*(\d+)", link.text)
        if parts and not _OF_CHARTS.fullmatch(parts[1]):
            found.append(Printed(parts[1], int(parts[2]), link.links))
    return found


def reached(pdf: pikepdf.Pdf, link: pikepdf.Dictionary) -> int:
    """The page (from 1) that a link annotation leads to."""
    place = link.get("/Dest", link.get("/A", {}).get("/D"))
    if isinstance(place, pikepdf.String):
        place = pikepdf.NameTree(pdf.Root.Names.Dests)[str(place)]
    return 1 + next(n for n, page in enumerate(pdf.pages) if page.objgen == place[0].objgen)


# --- what is printed ----------------------------------------------------------------------


def test_a_reference_prints_the_page_of_its_case_study(published: Published) -> None:
    printed = {one.words: one.page for one in references(read(published.pdf))}
    assert printed == {
        "dazu": published.body.anchors["case-study-zweitdorf"],
        "nachzulesen": published.body.anchors["case-study-musterstadt"],
    }


def test_a_reference_leads_to_the_page_that_it_names(published: Published) -> None:
    tree = read(published.pdf)
    found = references(tree)
    assert [[reached(tree.pdf, link) for link in one.links] for one in found] == [
        [one.page] for one in found
    ]


def test_references_of_the_samples_lead_to_openers(samples: Path) -> None:
    (first,) = samples.glob("dist/01-*/*.pdf")
    (second,) = samples.glob("build/drafts/*-02-*.pdf")
    assert [one.words for one in references(read(second))] == ["siehe"]
    found = references(read(first))
    assert sorted(one.words for one in found) == [*["siehe"] * 4, "zeigt Nordersiel auf"]
    with pypdfium2.PdfDocument(first) as pdf:
        for one in found:
            assert "Steckbrief" in pdf[one.page - 1].get_textpage().get_text_bounded()


def small(tmp_path: Path, body: str, style: str = "", standard: Standard = ARCHIVE) -> Path:
    """A document of two sections: a rich text, and a case study of several pages."""
    html = text.render(body, level=2, page="Seite")
    case = f'<section id="case-study-a" style="break-before: page">{"<p>Satz</p>" * 90}</section>'
    page = f"<html lang='de'><style>{STYLE}{style}</style><h1>Titel</h1>{html}{case}"
    rendered = render(page, tmp_path, "the test", standard)
    assert (rendered.pages, rendered.anchors["case-study-a"]) == (5, 2)
    path = tmp_path / "small.pdf"
    path.write_bytes(rendered.pdf)
    return path


def lines(path: Path) -> Sequence[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].get_textpage().get_text_bounded().split("\r\n")


@pytest.mark.parametrize("standard", Standard)
def test_a_reference_leads_to_where_the_case_study_begins(
    tmp_path: Path, standard: Standard
) -> None:
    tree = read(small(tmp_path, "Ein Satz, [siehe](case:a).", standard=standard))
    assert [(one.page, reached(tree.pdf, *one.links)) for one in references(tree)] == [(2, 2)]


@pytest.mark.parametrize("width", range(20, 60, 2))
def test_the_number_stays_with_the_word_for_page(tmp_path: Path, width: int) -> None:
    style = f"p {{ hyphens: auto; hyphenate-limit-chars: 6 2 3; width: {width}mm }}"
    found = lines(small(tmp_path, "Das alles ist erprobt, [siehe](case:a), und gilt.", style))
    assert any("Seite" in line and "2" in line for line in found), found


def test_a_reference_is_called_by_its_words_and_its_page(tmp_path: Path) -> None:
    path = small(tmp_path, 'Ein Satz, [**siehe** dort auf](case:a "Titel"), ([](case:a)).')
    tree = read(path)
    assert [str(link.Contents) for link in tree.annotations] == [
        "siehe dort auf Seite 2",
        "Seite 2",
    ]


def test_a_reference_to_what_a_layout_does_not_print_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="case-study-b"):
        small(tmp_path, "[siehe](case:b)")


def test_the_word_for_page_is_one_of_the_labels(project: SmallProject) -> None:
    project.replace("layouts/magazine/labels.de.yaml", "\npage: Seite\n", "\npage: Blatt\n")
    project.replace(project.case, "Alle standen.", "Alle standen, [siehe](case:musterstadt).")
    assert ">siehe Blatt</a>" in document(project)
    project.replace("layouts/magazine/labels.de.yaml", "\npage: Blatt\n", "\n")
    with pytest.raises(LayoutError, match="no label “page”"):
        document(project)


# --- what is not --------------------------------------------------------------------------

PLACES = {
    "foreword": "foreword: {text: %s}",
    "introduction": "introduction: {text: %s}",
    "conclusion": "conclusion: {text: A, recommendations: [%s]}",
    "glossary": "glossary: [{term: A, definition: %s}]",
    "sources": "sources: [{text: %s}]",
    "imprint": "imprint: {note: %s}",
}


@pytest.mark.parametrize("field", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("name", ["musterstadt", "neustadt"])
def test_references_are_held_against_the_list(content: SmallProject, field: str, name: str) -> None:
    content.append(content.issue, field % f'"Ein Satz, [siehe](case:{name})."' + "\n")
    found = [(p.rule, p.file) for p in content.problems()]
    assert found == ([] if name == "musterstadt" else [("text-reference", content.issue)])


def test_a_case_study_may_refer_to_itself(content: SmallProject) -> None:
    content.replace(content.case, "Alle standen.", "Alle [siehe](case:musterstadt).")
    assert content.problems() == []


def test_a_case_study_that_is_not_listed_is_none_of_the_issue(content: SmallProject) -> None:
    content.write("reports/01-probe/case-studies/neustadt.yaml", content.read(content.case))
    content.replace(content.case, "Alle standen.", "Alle [siehe](case:neustadt).")
    assert [p.rule for p in content.problems()] == ["text-reference", "unlisted-case-study"]


def test_nothing_is_said_of_references_where_the_list_cannot_be_read(content: SmallProject) -> None:
    content.replace(content.issue, "case_studies:\n  - musterstadt\n", "case_studies: ~\n")
    content.replace(content.case, "Alle standen.", "Alle [siehe](case:neustadt).")
    assert "text-reference" not in {p.rule for p in content.problems()}


@pytest.mark.parametrize(
    "written", ["[x][1]\n\n  [1]: case:y", "[x](c&#97;se:y)", "[x](case\\:y)", "[x](case:%79)",
                "[x](case:)", "[x](case:Y.yaml)", "a[^1]\n\n  [^1]: b [x](case:y)"],
)  # fmt: skip
def test_a_reference_is_found_in_every_spelling(content: SmallProject, written: str) -> None:
    content.replace(content.case, "Alle standen.", written)
    assert [p.rule for p in content.problems()] == ["text-reference"]
