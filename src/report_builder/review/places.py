"""What a mark on a page is about: the field whose text it covers, or that is nearest to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from report_builder.geometry import Rectangle
from report_builder.pages import Piece
from report_builder.review.threads import MARKING

_ENCLOSING = (*MARKING, "square", "circle")
# Kinds that point at a place; what they cover is chance.
_POINTING = ("note", "caret", "fileattachment")
# Viewers draw quads higher than the line is: this part of it, above and below, does not count, and
# no more pt than that of a box around several lines.
_LOOSE, _MOST = 0.25, 6.0
# A field that has less of what is covered than this part of what the layout prints is not meant.
_LEAST = 0.25
# A mark that is further than this, in pt, from every field is about the page.
_FAR = 100.0
# So near to a text, in pt, a mark on a picture is about the text.
_REACH = 6.0
# Widths of letters, in parts of that of an n; the places of words in a line are estimated by them.
_WIDTHS = dict.fromkeys("iljtfrI.,;:!|'()[]- ", 0.55) | dict.fromkeys("mwMW%—", 1.5)
_WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """A word of a piece as printed, and whether the mark covers it."""

    piece: Piece
    text: str
    covered: bool


def source_of(pieces: Sequence[Piece], kind: str, areas: Sequence[Rectangle]) -> str:
    """The source that a mark is about, among the `pieces` of its page; empty for the page."""
    texts = [piece for piece in pieces if piece.words]
    for meant in (texts, pieces) if kind in MARKING else (pieces,):
        overlaps = _overlaps(meant, _tightened(kind, areas)) if kind not in _POINTING else {}
        layout = overlaps.pop("", 0)
        if overlaps and (share := max(overlaps.values())) >= _LEAST * (share + layout):
            return max(overlaps, key=overlaps.__getitem__)
        if layout:
            return ""
    piece = nearest(texts if kind == "caret" else pieces, areas)
    return piece.source if piece else ""


def _overlaps(pieces: Sequence[Piece], areas: Sequence[Rectangle]) -> dict[str, float]:
    """How much of each source the areas cover, without those that they do not."""
    found: dict[str, float] = defaultdict(float)
    for piece in pieces:
        if share := sum(_common(piece.area, area) for area in areas):
            found[piece.source] += share
    return found


def _tightened(kind: str, areas: Sequence[Rectangle]) -> list[Rectangle]:
    if kind not in MARKING:
        return list(areas)
    cuts = [min(_LOOSE * area.height, _MOST) for area in areas]
    return [
        Rectangle(area.left, area.top + cut, area.right, area.bottom - cut)
        for area, cut in zip(areas, cuts, strict=True)
    ]


def _common(one: Rectangle, other: Rectangle) -> float:
    both = one.within(other)
    return max(0.0, both.width) * max(0.0, both.height)


def nearest(pieces: Sequence[Piece], areas: Sequence[Rectangle]) -> Piece | None:
    """The piece that is nearest to the middle of the first area; None if all are far away.

    Of two around that point, the line whose middle is nearer, and a text before a picture.
    """
    x, y = _middle(areas[0])
    ranked = []
    for index, piece in enumerate(pieces):
        distance = max(0.0, _distance(piece.area, x, y) - (_REACH if piece.words else 0.0))
        ranked.append((distance, not piece.words, abs(y - _middle(piece.area)[1]), index))
    distance, _, _, index = min(ranked, default=(_FAR + 1, True, 0.0, 0))
    return pieces[index] if distance <= _FAR else None


def _middle(area: Rectangle) -> tuple[float, float]:
    return (area.left + area.right) / 2, (area.top + area.bottom) / 2


def _distance(area: Rectangle, x: float, y: float) -> float:
    across = max(area.left - x, 0.0, x - area.right)
    down = max(area.top - y, 0.0, y - area.bottom)
    return float((across**2 + down**2) ** 0.5)


def words_of(
    pieces: Sequence[Piece], page: int, kind: str, areas: Sequence[Rectangle]
) -> list[Word]:
    """All words of the pieces, and which of them the mark on `page` covers: at least one."""
    tight = _tightened(kind, areas) if kind in _ENCLOSING else []
    words = [(piece, text, area) for piece in pieces for text, area in _divided(piece)]
    covered = {
        index
        for index, (piece, _, area) in enumerate(words)
        if piece.page == page and any(_covers(each, area) for each in tight)
    }
    if not covered:
        x, y = _middle(areas[0])
        here = [index for index, (piece, _, _) in enumerate(words) if piece.page == page]
        covered = set(sorted(here, key=lambda index: _distance(words[index][2], x, y))[:1])
    return [Word(piece, text, index in covered) for index, (piece, text, _) in enumerate(words)]


def _covers(area: Rectangle, word: Rectangle) -> bool:
    """Whether an area goes over the middle of a word."""
    height = area.within(word).height
    return area.left <= _middle(word)[0] <= area.right and height >= 0.4 * min(
        area.height, word.height
    )


def _divided(piece: Piece) -> Iterator[tuple[str, Rectangle]]:
    """The words of a piece, and about where each of them stands."""
    widths = [0.0, *accumulate(_WIDTHS.get(letter, 1.0) for letter in piece.words)]
    area, unit = piece.area, piece.area.width / (widths[-1] or 1.0)
    for found in _WORD.finditer(piece.words):
        left, right = (area.left + unit * widths[place] for place in found.span())
        yield found[0], Rectangle(left, area.top, right, area.bottom)
