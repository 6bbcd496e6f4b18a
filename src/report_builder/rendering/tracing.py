"""Where each field of the content is printed, of what was measured."""

from collections.abc import Iterator, Sequence

from report_builder.geometry import Box, Geometry, Kind, Placement, Rectangle
from report_builder.pages import Piece, Trace

# Of the size of the type; fonts for reading differ by 0.05.
_ASCENDER, _DESCENDER = 0.95, 0.25


def traced(geometry: Geometry) -> Trace:
    """What is printed on measured pages: texts and pictures, with the fields they are from."""
    sizes = [(page.paper.width, page.paper.height) for page in geometry.pages]
    return Trace(sizes, list(_pieces(geometry)))


def _pieces(geometry: Geometry) -> Iterator[Piece]:
    for number, page in enumerate(geometry.pages, 1):
        for box in page.boxes:
            if box.kind in (Kind.TEXT, Kind.PICTURE):
                source = _source(box, page.boxes, geometry)
                yield Piece(number, _area(box).within(box.clip), source, box.words)


def _source(box: Box, on_page: Sequence[Box], geometry: Geometry) -> str:
    """The field of the element, or of the text that a running head takes from an attribute."""
    if box.element >= 0 and (source := geometry.elements[box.element].source):
        return source
    around = box
    while around.placement is not Placement.MARGIN:
        if around.parent < 0:
            return ""
        around = on_page[around.parent]
    of_strings = (source for text, source in geometry.strings.items() if _is_of(box.words, text))
    return next(of_strings, "")


def _is_of(words: str, text: str) -> bool:
    """Whether a line is one of a text: a number alone is that of the page."""
    return words == text or (bool(words) and not words.isdecimal() and words in text)


def _area(box: Box) -> Rectangle:
    """Of a text the whole height of its line; it is measured from capitals to the baseline."""
    if box.kind is Kind.PICTURE:
        return box.area
    left, _, right, baseline = box.area
    top, bottom = baseline - _ASCENDER * box.size, baseline + _DESCENDER * box.size
    return Rectangle(left, min(top, box.area.top), right, bottom)
