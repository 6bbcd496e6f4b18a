"""Where everything stands on laid-out pages, as plain values that know no engine.

All lengths are pt; places are measured from the upper left corner of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Rectangle(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def within(self, other: "Rectangle | None") -> "Rectangle":
        """The part that is inside another one, of no or negative size where there is none."""
        if other is None:
            return self
        return Rectangle(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Kind(StrEnum):
    BOX = "box"
    """Whatever holds other boxes."""
    LINE = "line"
    TEXT = "text"
    PICTURE = "picture"
    """An image, a drawing, or a picture in the background of a box."""


class Placement(StrEnum):
    """How a box has come to its place."""

    FLOW = "flow"
    FLOAT = "float"
    SHIFTED = "shifted"
    """In the flow, and moved by its style: a negative margin, an offset, a transformation."""
    ABSOLUTE = "absolute"
    NOTES = "notes"
    """The area of the footnotes."""
    MARGIN = "margin"
    """A box in the margin of the page, such as running heads."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the HTML. Its number is its place in the order of the document.

    `parent` is the number of the element around it, -1 at the top; what is within it has the
    numbers up to `end`. `source` is the nearest `data-src`, on it or around it, and `section` the
    id of the child of body that it is in; both may be empty.
    """

    tag: str
    parent: int
    end: int
    source: str
    section: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of an element that stands on one page.

    `element` is a number, -1 for boxes of the page itself; `parent` the place of the box around it
    among those of its page, -1 at the top. `area` is the border box; of a text, the band from the
    height of its capitals to its baseline. Nothing outside `clip` is seen.
    """

    element: int
    parent: int
    kind: Kind
    area: Rectangle
    placement: Placement = Placement.FLOW
    clip: Rectangle | None = None
    words: str = ""
    """Of a text."""
    size: float = 0
    """Of the type of a text."""
    generated: bool = False
    """Made by the style sheet: `::before` and the like."""
    whole: bool = False
    """Not to be divided between pages (`break-inside: avoid`)."""
    ground: bool = False
    """With a colour or a gradient behind it that hides what is below."""
    layer: int | None = None
    """The z-index of a box that is painted after its surroundings; None for all others."""

    @property
    def seen(self) -> Rectangle:
        """The part of the area that nothing cuts off."""
        return self.area.within(self.clip)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its paper, the area inside its margins, and its boxes, each after the one around it.

    What nobody can see – transparent text, boxes cut down to nothing – has no box. `blank` is a
    page that only makes the next one a left or a right one.
    """

    paper: Rectangle
    content: Rectangle
    boxes: Sequence[Box]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Geometry:
    """A laid-out document; the first page is page 1.

    `strings` are the texts that running heads take from attributes, with the field of each.
    """

    elements: Sequence[Element]
    pages: Sequence[Page]
    strings: Mapping[str, str] = field(default_factory=dict)
