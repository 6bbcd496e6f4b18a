"""The series of stress/ holds what it promises, builds, and loses nothing on the way to the page.

That its pages look right as well is for the checks of pages to say.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from stress import BARE, FULL

from report_builder.content.model import CaseStudy, Report
from report_builder.errors import Severity
from report_builder.project import Project
from report_builder.workspace import Workspace, gather

NAMES = {"he": "עמית כהן", "ar": "ليلى حداد", "el": "Ελένη Παπαδοπούλου"}
LONG = "Hochwasserschutzmaßnahmenkoordinierungsstelle"


@pytest.fixture(scope="module")
def workspace(stress_project: Path) -> Workspace:
    return gather(Project(stress_project))


@pytest.fixture(scope="module")
def full(workspace: Workspace) -> Report:
    (issue,) = workspace.selected((FULL,))
    assert issue.report is not None
    return issue.report


def final(root: Path, slug: str) -> Path:
    (pdf,) = (root / "dist" / slug).glob(f"*{slug}.pdf")
    return pdf


@cache
def pages(pdf: Path) -> list[str]:
    """The words of each page, in one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    # pdfium has U+FFFE, which it writes as U+0002, where a word is divided.
    return [" ".join(re.sub("[\x02\ufffe]\\s*", "", text).split()) for text in texts]


# --- the content ----------------------------------------------------------------------------


def test_there_is_nothing_to_complain_about(workspace: Workspace) -> None:
    problems = workspace.problems_of(workspace.content.issues)
    assert [p for p in problems if p.severity != Severity.IGNORED] == []


def test_titles_are_as_long_as_they_may_be(full: Report) -> None:
    assert (len(full.issue.title), len(full.issue.subtitle or "")) == (120, 120)
    assert max(len(case.title) for case in full.case_studies) == 160
    assert len(LONG) == 45


def test_every_number_of_things_is_there(full: Report) -> None:
    def numbers(field: str) -> set[int]:
        return {len(getattr(case, field)) for case in full.case_studies}

    assert numbers("key_figures") == set(range(9))
    assert {0, 1, 12} <= numbers("gallery")
    assert numbers("steps") >= {0, 30} and numbers("topics") >= {0, 12}
    assert numbers("partners") >= {0, 12} and numbers("links") >= {0, 8}
    assert numbers("quotes") >= {0, 5} and numbers("info_boxes") >= {0, 4}
    assert {chart.kind for chart in full.charts} == {"bar", "line", "stacked_bar", "donut", "dot"}
    populations = [case.municipality.population for case in full.case_studies]
    assert None in populations and {0, 3_700_000} <= set(populations)
    assert max(len(case.municipality.name) for case in full.case_studies) > 60


@pytest.mark.parametrize("name", ["ein-absatz", "leer"])
def test_a_case_study_with_nothing_but_what_is_required(workspace: Workspace, name: str) -> None:
    cases = (c for i in workspace.content.issues if i.report for c in i.report.case_studies)
    (case,) = (case for case in cases if case.name == name)
    required = {field for field, info in CaseStudy.model_fields.items() if info.is_required()}
    assert case.model_fields_set == required


# --- the pages ------------------------------------------------------------------------------


def test_every_issue_is_published(stressed: Path) -> None:
    drafts = sorted(path.name for path in (stressed / "build" / "drafts").glob("*.pdf"))
    names = [final(stressed, slug).stem for slug in (FULL, BARE)]
    assert drafts == sorted(f"{name}-draft.pdf" for name in (*names, f"{names[0]}-brief"))


def test_a_case_study_has_ten_pages(stressed: Path) -> None:
    with pikepdf.open(final(stressed, FULL)) as pdf:
        starts = [pdf.pages.index(page) for page in _case_starts(pdf)]
    lengths = [b - a for a, b in pairwise(starts)]
    assert max(lengths) >= 10 and min(lengths) <= 2


def _case_starts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Page]:
    """The page on which each case study begins: those of the articles in the structure tree."""
    for article in (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)):
        if article.get("/S") == "/Art":
            yield pikepdf.Page(_page_of(article))


def _page_of(element: pikepdf.Dictionary) -> pikepdf.Dictionary:
    while "/Pg" not in element:
        kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
        element = next(kid for kid in kids if isinstance(kid, pikepdf.Dictionary))
    return element.Pg


def test_a_table_repeats_its_head_and_loses_no_row(stressed: Path) -> None:
    head = "Nr. Vorgang Datum Zuständig Betrag"
    having = {n: text for n, text in enumerate(pages(final(stressed, FULL))) if head in text}
    assert len(having) > 1 and max(having) - min(having) == len(having) - 1
    row = r"\b(\d+) \w+ \d+\. \w+ 202\d \w+ \d+\.\d{3} €"
    rows = re.findall(row, " ".join(having.values()))
    assert rows == [str(number) for number in range(1, 41)]


@pytest.mark.parametrize("language", NAMES)
def test_names_in_other_scripts_are_read_in_their_order(stressed: Path, language: str) -> None:
    """Alone in a line the whole name; in a German line pdfium guesses the order of its words."""
    text = pages(final(stressed, FULL))
    name = NAMES[language]
    imprint, running = text[1], next(page for page in text if "Im Text stehen Namen" in page)
    assert name in imprint
    assert all(running.count(word) >= 4 for word in name.split())


@pytest.mark.parametrize("place", ["34 Αθήνα", "33 תל אביב", "33 القاهرة"])
def test_drawings_set_other_scripts_as_words(stressed: Path, place: str) -> None:
    """Letter by letter, as WeasyPrint has it, תל אביב is written as ביבא לת."""
    (chart,) = (p for p in pages(final(stressed, FULL)) if "Beteiligten" in p and "insgesamt" in p)
    assert place in chart


@pytest.mark.parametrize("language", NAMES)
def test_words_in_other_languages_are_marked(stressed: Path, language: str) -> None:
    with pikepdf.open(final(stressed, FULL)) as pdf:
        dictionaries = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        marked = [o for o in dictionaries if "/Lang" in o and str(o.Lang) == language]
    assert len(marked) >= 8 and {str(o.S) for o in marked} == {"/Span"}


def test_terms_in_other_scripts_come_after_the_others(stressed: Path) -> None:
    (glossary,) = (page for page in pages(final(stressed, FULL)) if "sprochen baladiya" in page)
    meanings = ("Der erste Buchstabe", "Mehrere davon", "Eine Satzung", "Griechisch", "Hebräisch")
    assert sorted(meanings, key=glossary.index) == list(meanings)


def test_what_is_not_there_leaves_no_word_behind(stressed: Path) -> None:
    text = pages(final(stressed, BARE))
    whole = " ".join(text)
    for word in ("Vorwort", "Einleitung", "Fazit", "Glossar", "Quellen", "Einwohnerzahl", "Themen"):
        assert word not in whole
    assert "None" not in whole and all(text[1:])
