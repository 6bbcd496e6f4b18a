"""Where things stand on a page: what leaves it, and what lies over something else."""

from collections.abc import Iterator

from report_builder.craft.book import Book, Fault, line_of, quoted
from report_builder.geometry import Box, Kind, Page, Placement, Rectangle

# In pt: what no eye sees, and how far a picture may go beyond the paper's edge (5 mm).
_UNSEEN = 1.0
_BLEED = 5 * 72 / 25.4
_DELIBERATE = (Placement.SHIFTED, Placement.ABSOLUTE, Placement.MARGIN)

Path = tuple[tuple[int, int, int], ...]


def faults(book: Book) -> Iterator[Fault]:
    for number, page in enumerate(book.pages, 1):
        yield from _outside(book, number, page)
        yield from _over_each_other(book, number, page)


# --- beyond the edges ---------------------------------------------------------------------


def _outside(book: Book, number: int, page: Page) -> Iterator[Fault]:
    """Texts and pictures beyond the paper, or in its margins because they found no room.

    One fault a block of text, or a table.
    """
    told = set()
    for place, box in enumerate(page.boxes):
        rule = _edge_rule(page, place)
        table = book.around(box.element, "table")
        if rule and (whole := box.element if table < 0 else table) not in told:
            told.add(whole)
            facts = {"got": quoted(box.words)} if box.words else {}
            yield book.fault(rule, number, box.element, **facts)


def _edge_rule(page: Page, place: int) -> str | None:
    """The rule that a text or a picture breaks."""
    kind = page.boxes[place].kind
    if kind is Kind.TEXT and _is_text_outside(page, place):
        return "page-overflow"
    return "page-picture" if kind is Kind.PICTURE and _is_picture_outside(page, place) else None


def _is_text_outside(page: Page, place: int) -> bool:
    """A text that is cut off is outside as well."""
    box = page.boxes[place]
    cut = box.clip is not None and _sides(box.area, box.clip)
    return bool(cut or _sides(box.area, page.paper)) or _is_overflow(page, place)


def _is_picture_outside(page: Page, place: int) -> bool:
    beyond = _sides(page.boxes[place].seen, page.paper, _BLEED)
    return bool(beyond) or _is_overflow(page, place)


def _sides(inner: Rectangle, outer: Rectangle, tolerance: float = _UNSEEN) -> set[str]:
    """The sides on which one rectangle leaves the other."""
    return {
        side
        for side, beyond in (
            ("left", outer.left - inner.left),
            ("top", outer.top - inner.top),
            ("right", inner.right - outer.right),
            ("bottom", inner.bottom - outer.bottom),
        )
        if beyond > tolerance
    }


def _is_overflow(page: Page, place: int) -> bool:
    """Whether something stands in the margin that its style has not put there.

    It has left one of the boxes around it on that side. One that was moved by its style, such as a
    band across the page, takes with it what is in it, and is right wherever it is.
    """
    area = page.boxes[place].seen
    if not (beyond := _sides(area, page.content)):
        return False
    while place >= 0 and page.boxes[place].placement not in _DELIBERATE:
        place = page.boxes[place].parent
        frame = page.boxes[place].area if place >= 0 else page.content
        if beyond & _sides(area, frame):
            return True
    return False


# --- over each other ----------------------------------------------------------------------


def _over_each_other(book: Book, number: int, page: Page) -> Iterator[Fault]:
    """Texts that touch another, and pictures that touch a text; one fault a pair of elements."""
    told = set()
    for first, second in _meeting(page):
        pair = page.boxes[first], page.boxes[second]
        pictures = [box for box in pair if box.kind is Kind.PICTURE]
        if len(pictures) == 2 or (key := (pair[0].element, pair[1].element)) in told:
            continue
        told.add(key)
        if not pictures:
            facts = {"got": quoted(_line(page, pair[1])), "other": quoted(_line(page, pair[0]))}
            yield book.fault("page-overlap", number, pair[1].element, pair[0].element, **facts)
            continue
        picture, text = (first, second) if pictures[0] is pair[0] else (second, first)
        if not _is_readable(book, page, picture, text):
            words = quoted(_line(page, page.boxes[text]))
            concerned = (page.boxes[text].element, page.boxes[picture].element)
            yield book.fault("page-covered", number, *concerned, got=words)


def _meeting(page: Page) -> Iterator[tuple[int, int]]:
    """Pairs of texts and pictures that share more than a touch, by a sweep down the page."""
    shown = [n for n, box in enumerate(page.boxes) if box.kind in (Kind.TEXT, Kind.PICTURE)]
    open_ones: list[int] = []
    for place in sorted(shown, key=lambda n: page.boxes[n].seen.top):
        area = page.boxes[place].seen
        open_ones = [n for n in open_ones if page.boxes[n].seen.bottom > area.top + _UNSEEN]
        for other in open_ones:
            common = area.within(page.boxes[other].seen)
            if min(common.width, common.height) > _UNSEEN:
                yield min(place, other), max(place, other)
        open_ones.append(place)


def _line(page: Page, text: Box) -> str:
    line = line_of(page, text)
    return "".join(box.words for box in page.boxes if box.kind is Kind.TEXT
                   and line_of(page, box) == line)  # fmt: skip


def _is_readable(book: Book, page: Page, picture: int, text: int) -> bool:
    """Whether a text lies over a picture on purpose: on a ground of its own, above the picture.

    The ground is the background of a box around the text that is painted after the picture and
    reaches under the whole text: the panel of a cover, a band that grows over a photo. A text in
    the very element that has the picture as its background is its own affair. Everything else is
    an accident, for nothing then says that the text can be read.
    """
    if book.is_within(page.boxes[text].element, page.boxes[picture].element):
        return True
    area, below = page.boxes[text].area, _painted(page, picture)
    grounds = (n for n in _ancestors(page, text) if page.boxes[n].ground)
    return _painted(page, text) > below and any(
        _painted(page, n) > below and not _sides(area, page.boxes[n].area) for n in grounds
    )


def _ancestors(page: Page, place: int) -> Iterator[int]:
    while (place := page.boxes[place].parent) >= 0:
        yield place


def _painted(page: Page, place: int) -> Path:
    """When a box is painted: later ones compare greater.

    CSS 2, appendix E, where each positioned box counts as a stacking context, and without floats.
    """
    layers = [n for n in (place, *_ancestors(page, place)) if page.boxes[n].layer is not None]
    path = tuple((page.boxes[n].layer or 0, 0, n) for n in reversed(layers))
    return path if place in layers else (*path, (0, -1, place))
