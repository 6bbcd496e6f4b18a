"""What the renderer hands on: pages, and the outline that the assembly writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


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
