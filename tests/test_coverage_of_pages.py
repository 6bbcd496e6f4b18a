"""The source map of a draft covers its pages: whatever is printed of the content is known by its
field, and nothing is printed where the map has nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from drafting import without_overlay

from report_builder.layout.description import read_labels
from report_builder.pages import Piece
from report_builder.project import Project
from report_builder.review import rounds
from report_builder.review.rounds import Proof, Round

# Signs may reach over the area of their piece, by so many pt.
_BEYOND = 1.5
# Shorter words are no help to tell whose they are.
_TELLING = 6
DRAFTS = {
    "01-arbeiten-im-krisenmodus": "samples",
    "02-trends-in-der-buergerbeteiligung": "samples",
    "01-haertefall": "stressed",
    "02-pflichtfelder": "stressed",
}


@pytest.fixture(scope="module", params=DRAFTS)
def draft(request: pytest.FixtureRequest) -> Round:
    project = Project(request.getfixturevalue(DRAFTS[request.param]))
    found = rounds.built(project, request.param)
    assert found is not None
    return found


def test_every_sign_of_every_page_is_in_the_map(draft: Round) -> None:
    for proof in draft.proofs:
        labels, signs, lost = " ".join(labels_of(draft, proof)), 0, dict[int, str]()
        for page, sign, left, middle in printed(draft.pdf(proof)):
            signs += 1
            areas = [piece.area for piece in on_page(draft, proof, page)]
            if not any(
                area.left - _BEYOND <= left <= area.right + _BEYOND
                and area.top - _BEYOND <= middle <= area.bottom + _BEYOND
                for area in areas
            ):
                lost[page] = lost.get(page, "") + sign
        assert signs > 1000
        # Labels that only screen readers read are no part of what is printed.
        assert {page: word for page, word in lost.items() if plain(word) not in labels} == {}


def test_what_is_of_the_content_has_its_field(draft: Round) -> None:
    texts = [plain(field.text) for field in draft.fields.values()]
    for proof in draft.proofs:
        labels = labels_of(draft, proof)
        nameless = {
            words
            for piece in draft.map_of(proof).pieces
            if not piece.source and len(words := plain(piece.words)) >= _TELLING
        }
        nameless -= {words for words in nameless if any(words in label for label in labels)}
        assert {words for words in nameless if any(words in text for text in texts)} == set()


def test_every_source_is_of_a_file_of_the_issue(draft: Round) -> None:
    known = {field.file for field in draft.fields.values()}
    for proof in draft.proofs:
        files = {piece.source.partition("#")[0] for piece in draft.map_of(proof).pieces}
        # The map of places shows the municipalities of earlier issues.
        assert {file for file in files if f"/{draft.issue}/" in file} <= known


def labels_of(draft: Round, proof: Proof) -> list[str]:
    """The words that a layout prints by itself."""
    root = draft.folder.parents[2]
    found, _ = read_labels(root, root / "layouts" / proof.layout)
    return [plain(word) for word in _leaves(found)]


def _leaves(value: object) -> Iterator[str]:
    for part in value.values() if isinstance(value, dict) else ():
        yield from _leaves(part)
    if isinstance(value, str):
        yield value


def on_page(draft: Round, proof: Proof, page: int) -> list[Piece]:
    key = (draft.issue, proof.layout)
    if key not in _pages:
        _pages[key] = {}
        for piece in draft.map_of(proof).pieces:
            _pages[key].setdefault(piece.page, []).append(piece)
    return _pages[key].get(page, [])


_pages: dict[tuple[str, str], dict[int, list[Piece]]] = {}


def printed(path: Path) -> Iterator[tuple[int, str, float, float]]:
    """The signs of a draft's own pages: page, sign, left and middle in pt from the upper left."""
    pdf = pypdfium2.PdfDocument(without_overlay(path))
    for number, page in enumerate(pdf, 1):
        height, text = page.get_height(), page.get_textpage()
        for index, sign in enumerate(text.get_text_range()):
            if not sign.isalnum():
                continue
            left, bottom, right, top = text.get_charbox(index)
            if right > left:
                yield number, sign, (left + right) / 2, height - (bottom + top) / 2
    pdf.close()


def plain(words: str) -> str:
    return " ".join(re.sub(r"[\u00ad*_]", "", words).split()).lower()
