"""A draft is the final plus a mark: the same pages, the same text, and the mark over every page."""

import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import REPOSITORY, Published, SmallProject
from drafting import marks, page_texts, without_overlay
from PIL import Image, ImageChops
from specimen import fill

from report_builder import builder


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """The specimen with its draft PDF."""
    project = SmallProject(tmp_path_factory.mktemp("drafted"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    fill(project)
    builder.build(project.gather(), (project.slug,), True, lambda *event: None)
    return project


@pytest.fixture(scope="module")
def draft(drafted: SmallProject) -> Path:
    return drafted.root / "build" / "drafts" / "pw-01-probe-draft.pdf"


def test_draft_lies_in_the_drafts_and_nowhere_else(drafted: SmallProject, draft: Path) -> None:
    assert list(drafted.root.rglob("*.pdf")) == [draft]
    assert not (drafted.root / "dist").exists()


def test_draft_has_the_pages_and_the_text_of_the_final(draft: Path, published: Published) -> None:
    assert page_texts(without_overlay(draft)) == page_texts(published.pdf)


def test_every_page_of_a_draft_is_marked(draft: Path) -> None:
    with pikepdf.open(draft) as pdf:
        assert [len(list(marks(page))) for page in pdf.pages] == [1] * len(pdf.pages)
    assert all("Entwurf 1 · " in text for text in page_texts(draft))


def test_nobody_selects_the_large_word_with_the_text_below_it(draft: Path) -> None:
    """Viewers that find words by where they stand would mark half the page."""
    assert not any("ENTWURF" in text for text in page_texts(draft))
    difference = ImageChops.difference(picture(draft), picture(without_overlay(draft)))
    left, top, right, bottom = difference.getbbox()
    assert (right - left, bottom - top) > (300, 500)


def picture(pdf: Path | bytes) -> Image.Image:
    """The second page, a pixel for each pt, but for its foot."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[1].render().to_pil().crop((0, 0, 595, 800))
    finally:
        document.close()


def test_the_mark_is_no_part_of_the_structure(draft: Path) -> None:
    with pikepdf.open(draft) as pdf:
        (mark,) = {mark.objgen: mark for page in pdf.pages for mark in marks(page)}.values()
        assert not {"/StructParent", "/StructParents"} & set(mark.keys())
        operators = {str(operator) for _, operator in pikepdf.parse_content_stream(mark)}
        assert not {"BDC", "BMC"} & operators
        assert pdf.check_pdf_syntax() == []


def test_a_final_has_no_mark(published: Published) -> None:
    with pikepdf.open(published.pdf) as pdf:
        assert not any(list(marks(page)) for page in pdf.pages)
    assert not any("ENTWURF" in text for text in page_texts(published.pdf))


def test_an_issue_in_preparation_has_no_final(project: SmallProject) -> None:
    summary = builder.build(project.gather(), (), False, lambda *event: None)
    assert (summary.built, summary.exit_code) == ({}, 0)
    assert not (project.root / "dist" / project.slug).exists()
