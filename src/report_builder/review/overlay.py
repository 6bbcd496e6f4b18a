"""What is laid over the pages of a draft: the mark, bars beside what changed, line numbers.

All lengths are pt. The forms are the pages of the layout's `draft.html`, in this order.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from report_builder.geometry import Rectangle
from report_builder.pages import Piece, Stamp
from report_builder.review.source_map import SourceMap

MARK, BAR, NUMBERS = range(3)
# A bar: its width, and how far it stands from the passage; the form is one inch (72 pt) square.
_WIDTH, _GAP, _FORM = 1.8, 5.5, 72
# From the edge of the paper.
_EDGE = 4
# Lines of one passage follow each other with less between them, and begin about as far left.
_LEADING, _INDENT = 9, 30
# Two parts of a line have less between them.
_SPACE = 12
# The form of a line number: its size, where its baseline is, how far it stands from the edge.
_NUMBER_WIDTH, _BASELINE, _OUTSIDE = 24, 2, 12
# In parts of the height of a line: its descenders.
_DESCENDERS = 0.25 / 1.2
# Lines of two columns whose baselines are closer get one number.
_SAME = 5


def stamps(
    source_map: SourceMap, changed: Iterable[Piece], numbered: Collection[int]
) -> list[list[Stamp]]:
    """The stamps of each page: the mark on all, bars beside the `changed` pieces, numbers for the
    lines of the pages (from 1) that are `numbered`."""
    passages = list(changed)
    found = []
    for number, (width, height) in enumerate(source_map.sizes, 1):
        on_page = source_map.on(number)
        marks = [Stamp(MARK)]
        marks += _bars([p for p in passages if p.page == number], on_page, height)
        if number in numbered:
            left = width - _OUTSIDE - _NUMBER_WIDTH if number % 2 else _OUTSIDE
            marks += _numbers(on_page, left, height)
        found.append(marks)
    return found


def forms(found: Sequence[Sequence[Stamp]]) -> int:
    """How many forms the stamps are of: the mark, the bar if something changed, line numbers."""
    return 1 + max((stamp.form for page in found for stamp in page), default=MARK)


def _bars(changed: list[Piece], on_page: list[Piece], height: float) -> Iterator[Stamp]:
    areas = sorted({_line(piece, on_page) for piece in changed}, key=lambda a: (a.left, a.top))
    for area in _merged(areas):
        left = max(area.left - _GAP, _EDGE)
        tall = area.bottom - area.top
        yield Stamp(BAR, left, height - area.bottom, _WIDTH / _FORM, tall / _FORM)


def _line(piece: Piece, on_page: list[Piece]) -> Rectangle:
    """The area of a piece, from the beginning of its line."""
    beside = [
        other.area
        for other in on_page
        if other.words and other.area.left < piece.area.left and _is_beside(other.area, piece.area)
    ]
    left, right = piece.area.left, piece.area.right
    for area in sorted(beside, key=lambda each: -each.right):
        if left - area.right < _SPACE:
            left = min(left, area.left)
    return Rectangle(left, piece.area.top, right, piece.area.bottom)


def _is_beside(one: Rectangle, other: Rectangle) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height)


def _merged(areas: list[Rectangle]) -> list[Rectangle]:
    """Lines that follow each other as one area."""
    merged: list[Rectangle] = []
    for area in sorted(areas, key=lambda each: each.top):
        for place, other in enumerate(merged):
            near = area.top - other.bottom < _LEADING and abs(area.left - other.left) < _INDENT
            if near:
                merged[place] = Rectangle(
                    min(area.left, other.left),
                    other.top,
                    max(area.right, other.right),
                    max(area.bottom, other.bottom),
                )
                break
        else:
            merged.append(area)
    return merged


def _numbers(on_page: list[Piece], left: float, height: float) -> Iterator[Stamp]:
    for number, baseline in enumerate(_baselines(on_page)):
        yield Stamp(NUMBERS + number, left, height - baseline - _BASELINE)


def _baselines(on_page: list[Piece]) -> list[float]:
    """Those of the lines of text on a page, from above."""
    texts = [piece.area for piece in on_page if piece.words and piece.source]
    heights = sorted(area.bottom - _DESCENDERS * area.height for area in texts)
    return heights[:1] + [low for high, low in pairwise(heights) if low - high >= _SAME]
