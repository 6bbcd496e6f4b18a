"""The round trip by machine: words are selected on laid-out pages, marked in a PDF in the ways that
viewers do it, read back, and have to be those of the field that they were selected in.

The pages are those of both sample issues and of the stress issue.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import REPOSITORY
from pypdf import PdfReader, PdfWriter
from reviewing import Selection, annotation, source_map_of
from stress import FULL

from report_builder.layout.composition import Composition
from report_builder.pages import Piece
from report_builder.project import Project
from report_builder.rendering.process import Renderer
from report_builder.review import annotations, places, threads
from report_builder.review.annotations import Corners
from report_builder.review.source_map import SourceMap
from report_builder.workspace import gather

ISSUES = ("01-arbeiten-im-krisenmodus", "02-trends-in-der-buergerbeteiligung")
SELECTIONS = 2000
# So many of a thousand selections may be taken for those of another field.
TOLERATED = 5


@pytest.fixture(scope="module")
def source_maps(stress_project: Path) -> list[SourceMap]:
    return [*_laid_out(REPOSITORY, ISSUES), *_laid_out(stress_project, (FULL,))]


def _laid_out(root: Path, slugs: tuple[str, ...]) -> Iterator[SourceMap]:
    """The source maps of issues in their main layout."""
    workspace = gather(Project(root))
    assert workspace.brand is not None
    with Renderer(root, workspace.project.limits, 1) as renderer:
        renderer.use([root / n for n in workspace.brand.font_files()], workspace.content.exceptions)
        for issue in workspace.selected(slugs):
            assert issue.report is not None
            layout = workspace.layouts_of(issue.report)[0]
            composition = Composition(root, issue.report, layout, workspace.brand)
            html = composition.document(composition.sections())
            yield source_map_of(renderer.measure(html, issue.slug))


@dataclass(frozen=True)
class Case:
    """Pieces that were selected, and the form in which a viewer would mark them."""

    form: str
    selection: Selection


def select(source_map: SourceMap, random_: random.Random) -> Selection:
    """One to six pieces of a field in a row, the first and the last in part.

    What the layout prints by itself is no running text, and is selected by the piece.
    """
    while True:
        first = random_.randrange(len(source_map.pieces))
        piece = source_map.pieces[first]
        if piece.words:
            break
    row, most = [piece], random_.randint(1, 6) if piece.source else 1
    for following in source_map.pieces[first + 1 : first + most]:
        if (following.page, following.source) != (piece.page, piece.source):
            break
        row += [following] if following.words else []
    return Selection.of(row, random_)


def read_back(source_map: SourceMap, cases: list[Case]) -> Iterator[tuple[Case, str]]:
    """What each selection is taken for, after it was an annotation in a PDF."""
    writer = PdfWriter()
    for width, height in source_map.sizes:
        writer.add_blank_page(width, height)
    for number, case in enumerate(cases):
        page = case.selection.pieces[0].page
        height = source_map.sizes[page - 1][1]
        writer.add_annotation(page - 1, annotation(case.selection, case.form, height, str(number)))
    buffer = io.BytesIO()
    writer.write(buffer)
    for number, page in enumerate(PdfReader(buffer, strict=True).pages, 1):
        found, unread = annotations.read(page, number)
        assert unread == 0
        box = Corners(*map(float, page.mediabox))
        size = source_map.sizes[number - 1]
        for remark in threads.remarks([found], [box])[0]:
            areas = threads.placed(remark, box, box, size)
            source = places.source_of(source_map.on(number), remark.kind, areas)
            yield cases[int(remark.name)], source


def test_selections_find_their_fields(source_maps: list[SourceMap]) -> None:
    random_ = random.Random(6)
    forms = ("tight", "loose", "one box", "swapped")
    failed, total = [], 0
    for number, source_map in enumerate(source_maps):
        count = SELECTIONS // 3 + (number < SELECTIONS % 3)
        cases = [Case(forms[n % 4], select(source_map, random_)) for n in range(count)]
        for case, source in read_back(source_map, cases):
            total += 1
            if source != case.selection.source:
                failed.append(_told(case, source))
    print(*failed, sep="\n")
    assert total == SELECTIONS
    assert len(failed) * 1000 <= TOLERATED * total, f"{len(failed)} of {total}"


def _told(case: Case, source: str) -> str:
    pieces: list[Piece] = list(case.selection.pieces)
    words = " / ".join(piece.words for piece in pieces)
    meant = case.selection.source
    return f"{case.form}: page {pieces[0].page}: “{words}” of {meant} taken for {source or '–'}"
