"""The outline of a PDF (ISO 32000-1, 12.3.3): its first level is open, all below is closed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf

from report_builder.pages import Bookmark, Part


def tree(parts: Iterable[Part]) -> list[Bookmark]:
    """The outline of an issue: each heading is below the nearest one before it of a higher level.

    As in WeasyPrint, a level that is skipped is not there.
    """
    outline: list[Bookmark] = []
    above: list[tuple[int, list[Bookmark]]] = [(0, outline)]
    before = 0
    for part in parts:
        for heading in part.headings:
            while above[-1][0] >= heading.level:
                above.pop()
            children: list[Bookmark] = []
            page = before + heading.page
            bookmark = Bookmark(heading.title, page, heading.left, heading.top, children)
            above[-1][1].append(bookmark)
            above.append((heading.level, children))
        before += part.extent.pages
    return outline


def elements(catalog: Object) -> list[Object]:
    """The structure elements of the renderer's outline, in its order."""
    return list(_elements(catalog.get(Name.Outlines, Dictionary())))


def _elements(item: Object) -> Iterator[Object]:
    child = item.get(Name.First)
    while child is not None:
        yield child.SE
        yield from _elements(child)
        child = child.get(Name.Next)


def add(pdf: Pdf, outline: Sequence[Bookmark], headings: Iterable[Object]) -> None:
    """Give `pdf` an outline; `headings` are the structure elements of its bookmarks, in order."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=len(outline)))
    _link(pdf, root, outline, iter(headings))
    pdf.Root.Outlines = root


def _link(
    pdf: Pdf, parent: Object, bookmarks: Sequence[Bookmark], headings: Iterator[Object]
) -> None:
    items = [_item(pdf, parent, bookmark, headings) for bookmark in bookmarks]
    if not items:
        return
    parent.First, parent.Last = items[0], items[-1]
    for item, follower in pairwise(items):
        item.Next, follower.Prev = follower, item


def _item(pdf: Pdf, parent: Object, bookmark: Bookmark, headings: Iterator[Object]) -> Object:
    place = [Name.XYZ, round(bookmark.left, 2), round(bookmark.top, 2), 0]
    destination = Array([pdf.pages[bookmark.page - 1].obj, *place])
    heading = next(headings)
    entry = Dictionary(Title=bookmark.title, Parent=parent, SE=heading)
    if pdf.pdf_version >= "2":  # which leads to elements as well (ISO 14289-2, 8.8)
        entry.A = Dictionary(S=Name.GoTo, D=destination, SD=Array([heading, *place]))
    else:
        entry.Dest = destination
    if bookmark.children:
        entry.Count = -len(bookmark.children)
    item = pdf.make_indirect(entry)
    _link(pdf, item, bookmark.children, headings)
    return item
