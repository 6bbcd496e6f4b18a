"""The outline of a report, as the renderer finds it and the assembly writes it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bookmark:
    """A heading: `page` counts from 1, `left` and `top` are PDF units (pt) from the lower left."""

    title: str
    page: int
    left: float
    top: float
    children: Sequence["Bookmark"] = ()
