"""Pages that are laid out again, for a page number on them, lose nothing of the one before."""

from pathlib import Path

import pypdfium2
import pytest

from report_builder.errors import RenderError
from report_builder.pages import Place
from report_builder.rendering import relayout, section, widths
from report_builder.rendering.document import render
from report_builder.rendering.job import Job

STYLE = """\
@page { size: 100mm 60mm; margin: 10mm }
p { margin: 0; orphans: 1; widows: 1 }
.note { float: footnote }
.float { float: right; width: 20mm }
.page::after { content: target-counter(attr(href), page) }
"""
LINE = "<p>Zeile</p>"
REFERENCE = "<p><a class='page' href='#target'>siehe Seite </a></p>"
CALL = f"<p>Ruf<span class='note'>{'Die Fußnote geht über viele Zeilen. ' * 4}</span></p>"
FLOAT = f"<div class='float'>{''.join(f'<p>Zettel {n}</p>' for n in range(12))}</div>"
TARGET = "<h2 id='target' style='break-before: page'>Ziel</h2>"


def pages(tmp_path: Path, body: str) -> list[str]:
    html = f"<html lang='de'><style>{STYLE}</style><h1>Titel</h1>{body}"
    with pypdfium2.PdfDocument(render(html, tmp_path, "the test").pdf) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.mark.parametrize("before", range(12))
def test_a_footnote_that_goes_over_to_a_page_with_a_reference(tmp_path: Path, before: int) -> None:
    found = pages(tmp_path, LINE * before + CALL + LINE * 3 + REFERENCE + TARGET)
    assert "".join(found).count("Fußnote") == 4
    assert f"siehe Seite {len(found)}" in "".join(found)


@pytest.mark.parametrize("before", range(12))
def test_a_footnote_behind_a_reference_whose_number_moves_lines(
    tmp_path: Path, before: int
) -> None:
    reference = REFERENCE.replace("<p>", f"<p>{'Wort ' * (10 + before)}")
    found = pages(tmp_path, reference + LINE * 2 + CALL + LINE * 3 + REFERENCE + TARGET)
    assert "".join(found).count("Fußnote") == 4


@pytest.mark.parametrize("before", range(12))
def test_a_footnote_at_the_end_of_the_document(tmp_path: Path, before: int) -> None:
    found = pages(tmp_path, "<h2 id='target'>Ziel</h2>" + LINE * before + REFERENCE + CALL)
    assert "".join(found).count("Fußnote") == 4


@pytest.mark.parametrize("before", range(8))
def test_the_rest_of_a_float(tmp_path: Path, before: int) -> None:
    found = pages(tmp_path, LINE * before + FLOAT + LINE * 12 + REFERENCE + TARGET)
    assert "".join(found).count("Zettel") == 12


def test_an_anchor_stands_on_the_page_on_which_its_element_begins(tmp_path: Path) -> None:
    """It is on every page of the element for WeasyPrint."""
    html = f"<style>{STYLE}</style>{LINE}<section id='long'>{LINE * 40}</section>"
    rendered = render(html, tmp_path, "the test")
    assert rendered.pages > 3
    assert rendered.anchors["long"] == 1


def test_a_footnote_that_is_lost_all_the_same_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint by itself; once nothing fails here, it has no need of `relayout`."""
    monkeypatch.setattr(relayout, "remake_page", relayout._remake_page)
    with pytest.raises(RenderError, match="Footnote “Die Fußnote geht über"):
        for before in range(12):
            pages(tmp_path, LINE * before + CALL + LINE * 3 + REFERENCE + TARGET)


ELSEWHERE = "<p><a class='page' href='#elsewhere'>siehe Seite </a></p>"


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers (from 0) of the pages that are laid out."""
    log: list[int] = []
    former = relayout._remake_page
    monkeypatch.setattr(relayout, "_remake_page", lambda *a: log.append(a[0]) or former(*a))
    return log


def job(body: str, **references: int) -> Job:
    html = f"<html lang='de'><style>{STYLE}</style><h1>Titel</h1>{body}"
    return Job(html, "the test", place=Place(5, 40, references=references))


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_only_pages_whose_numbers_become_known_are_laid_out_again(
    tmp_path: Path, laid_out: list[int]
) -> None:
    surveyed = section.survey(tmp_path, job(LINE * 12 + ELSEWHERE))
    assert laid_out == list(range(surveyed.pages))
    part = section.render(tmp_path, job(LINE * 12 + ELSEWHERE, elsewhere=17))
    assert laid_out[surveyed.pages :] == [surveyed.pages - 1]
    assert part.extent.pages == surveyed.pages


TABLE = f"<table><tr><td>{ELSEWHERE}</td><td>{'Wort ' * 40}</td></tr></table>"


def test_a_section_is_the_same_with_and_without_a_survey(tmp_path: Path) -> None:
    """What is laid out first decides on the widths of columns."""
    known = job(TABLE, elsewhere=317)
    section.survey(tmp_path, job(TABLE))
    surveyed = section.render(tmp_path, known)
    assert section.render(tmp_path, known).pdf == surveyed.pdf
    assert "317" in text(surveyed.pdf)


def test_the_own_page_beside_that_of_a_reference(tmp_path: Path) -> None:
    style = "<style>.page::after { content: target-counter(attr(href), page) ' v. ' counter(page) }"
    part = section.render(tmp_path, job(f"{style}</style>{ELSEWHERE}", elsewhere=17))
    assert "17 v. 5" in text(part.pdf)


def test_words_of_a_grid_are_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []
    former = widths._split_first_line
    monkeypatch.setattr(
        widths, "_split_first_line", lambda *a, **how: log.append(a[0]) or former(*a, **how)
    )
    grid = "<div style='display: grid; grid-template-columns: 1fr 1fr'><p>Gemeinderat</p></div>"
    section.render(tmp_path, job(f"{grid}<p>davor</p>{REFERENCE}{TARGET}", elsewhere=1))
    assert log.count("Gemeinderat") == 1
