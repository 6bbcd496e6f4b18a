"""The part of a page that a comment is about, as a picture with the marked place in it."""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from report_builder import facsimile
from report_builder.facsimile import Picture
from report_builder.geometry import Rectangle
from report_builder.review.comments import Comment
from report_builder.review.facing import Print

Prints = Mapping[str, Print]
"""The PDFs of drafts, by the ids of comments on them."""

# px: what is shown at least, as far as there is page, and how much around the marked place.
_WIDTH, _HEIGHT, _AROUND = 640, 200, 60
# px: what is larger is made smaller, so that hundreds of pictures fit into a page.
_MOST = (640, 480)


@dataclass(frozen=True)
class Excerpt:
    """A picture as a data URI, its size in px, and where in it the marks are (CSS)."""

    address: str
    width: int
    height: int
    marks: Sequence[str]


def excerpts(prints: Prints, found: Iterable[Comment]) -> dict[str, Excerpt]:
    """An excerpt for each comment whose page is there, by its id.

    Comments of one page stand together: each page is drawn once. Raises ReviewError.
    """
    there = (comment for comment in found if comment.id in prints)
    pages = groupby(there, lambda each: (prints[each.id], each.page))
    return {
        name: excerpt
        for (printed, page), group in pages
        if page in printed.pages
        for name, excerpt in _on(printed, page, group)
    }


def _on(printed: Print, page: int, found: Iterable[Comment]) -> Iterator[tuple[str, Excerpt]]:
    paper = Rectangle(0, 0, *printed.map.sizes[page - 1])
    picture = printed.picture(page)
    for comment in found:
        areas = [area.within(paper) for area in comment.mark.areas]
        areas = [area for area in areas if area.width >= 0 and area.height >= 0]
        if areas:
            yield comment.id, _excerpt(picture, picture.width / paper.width, areas)


def _excerpt(picture: Picture, scale: float, areas: Sequence[Rectangle]) -> Excerpt:
    """`areas` in pt, of which a pixel of the picture has 1 / `scale`."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    left, right = _window(scale * min(lefts), scale * max(rights), _WIDTH, picture.width)
    top, bottom = _window(scale * min(tops), scale * max(bottoms), _HEIGHT, picture.height)
    part = picture.crop((left, top, right, bottom))
    part.thumbnail(_MOST)
    frame = Rectangle(*(side / scale for side in (left, top, right, bottom)))
    address = f"data:image/webp;base64,{base64.b64encode(facsimile.webp(part)).decode()}"
    return Excerpt(address, *part.size, [place(area, frame) for area in areas])


def _window(begin: float, end: float, least: int, whole: int) -> tuple[int, int]:
    """From where to where a picture is cut, so that the part has enough around the place."""
    length = min(max(round(end - begin) + 2 * _AROUND, least), whole)
    first = min(max(round((begin + end - length) / 2), 0), whole - length)
    return first, first + length


def place(area: Rectangle, frame: Rectangle) -> str:
    """Where an area is within a frame, in per cent (CSS)."""
    sides = {"left": (area.left - frame.left) / frame.width}
    sides |= {"top": (area.top - frame.top) / frame.height}
    sides |= {"width": area.width / frame.width, "height": area.height / frame.height}
    return "; ".join(f"{side}: {100 * part:.2f}%" for side, part in sides.items())
