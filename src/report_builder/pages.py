"""What the renderer hands on: pages, and the outline that the assembly writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from report_builder.geometry import Rectangle


class Piece(NamedTuple):
    """A line of text, a part of one, or a picture, as it is printed.

    `page` counts from 1; `area` is in pt from the upper left corner of the page, of a text from
    ascenders to descenders; `source` is `<file>#<json-pointer>`, empty for what the layout prints
    by itself; `words` are as printed (divided words keep their hyphen), empty for a picture.
    """

    page: int
    area: Rectangle
    source: str
    words: str


@dataclass(frozen=True)
class Trace:
    """Where everything is printed, in the order of the document; width and height of each page in
    pt."""

    sizes: Sequence[tuple[float, float]]
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Bookmark:
    """A heading: `page` counts from 1, `left` and `top` are PDF units (pt) from the lower left."""

    title: str
    page: int
    left: float
    top: float
    children: Sequence["Bookmark"] = ()


@dataclass(frozen=True)
class Rendered:
    """A PDF, its number of pages, the page (from 1) on which each anchor begins, the outline."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    outline: Sequence[Bookmark]
    trace: Trace


@dataclass(frozen=True)
class Place:
    """Where a section stands in its issue, and what it prints of the others.

    `first_page` is the number of its first page (from 1; odd ones are right pages), `pages` the
    number of pages of the issue, `notes` the number of footnotes before the section, `references`
    the page (from 1) of each anchor in other sections.
    """

    first_page: int = 1
    pages: int = 0
    notes: int = 0
    references: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Extent:
    """What a section takes, and what it needs to know of the others.

    `pages` and `notes` are its numbers of pages and footnotes, `anchors` the page of each of its
    anchors, counted from 1 within it. `wanted` are the anchors of other sections whose page it
    prints, `linked` those that it links to; `counts` says that it prints the number of pages of
    the issue.
    """

    pages: int
    notes: int
    anchors: Mapping[str, int]
    wanted: frozenset[str]
    linked: frozenset[str]
    counts: bool


@dataclass(frozen=True)
class Heading:
    """A bookmark before the outline is put together: its `level` from 1, its page in the section
    from 1, its place as in Bookmark."""

    level: int
    title: str
    page: int
    left: float
    top: float


@dataclass(frozen=True)
class Picture:
    """A photo as a part of an issue shows it: its address, its file in the project (empty for one
    within the document), how it is turned, and the part of its resolution (at most 1) that its
    largest place needs."""

    address: str
    file: str
    orientation: str | tuple[int, bool]
    interpolate: bool
    ratio: float


@dataclass(frozen=True)
class Part:
    """A section as a tagged PDF of its own, to be joined with the others.

    What issues hold once stays outside: `fonts` gives the SHA-256 of the font program behind each
    BaseFont of the PDF (without the slash), whose streams are empty; `programs` has those programs
    that are no file of the project, by their SHA-256. `pictures` are the photos; the PDF has an
    image of one pixel with the entry /Picture, their name, in the place of each. Links into other
    sections are annotations with a named destination (/Dest, a string) that the PDF does not have.
    `read` is the SHA-256 of each project file that was used; `trace` counts pages from 1 within it.
    """

    pdf: bytes
    extent: Extent
    headings: Sequence[Heading]
    fonts: Mapping[str, str]
    programs: Mapping[str, bytes]
    pictures: Mapping[str, Picture]
    read: Mapping[str, str]
    trace: Trace


class Stamp(NamedTuple):
    """A form of an overlay on a page: its number from 0, where its lower left corner is, in pt from
    that of the page, and how many times as wide and as high it is drawn."""

    form: int
    left: float = 0
    bottom: float = 0
    across: float = 1
    up: float = 1


@dataclass(frozen=True)
class Overlay:
    """What is laid over the pages of a PDF: another one with a form on each page, the stamps of
    each page, and what kind of artefact they are (ISO 32000-1, table 330)."""

    forms: bytes
    stamps: Sequence[Sequence[Stamp]]
    kind: str = "Watermark"
