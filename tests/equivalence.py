"""Whether two PDFs of an issue are the same for everybody who looks, reads, listens or clicks.

`differences` names what differs between the reference renderer's PDF and one of sections that were
rendered apart and joined; see docs/architecture.md.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import outline
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream

DPI = 100
LARGER = 1.03
"""How much larger the joined file may be."""


def differences(reference: Path, joined: Path) -> list[str]:
    """What differs, by the place where it first does."""
    found = [*_of_pages(reference, joined)]
    with pikepdf.open(reference) as expected, pikepdf.open(joined) as actual:
        for what, listed in _CONTENTS.items():
            found += _first(what, listed(expected), listed(actual))
    for what, told in (("structure", _structure), ("fault", _faults)):
        found += _first(what, told(reference), told(joined))
    if (ratio := joined.stat().st_size / reference.stat().st_size) > LARGER:
        found.append(f"size: {ratio:.3f} times")
    return found


def _of_pages(reference: Path, joined: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(reference) as expected, pypdfium2.PdfDocument(joined) as actual:
        if len(expected) != len(actual):
            yield f"pages: {len(actual)}, not {len(expected)}"
        for number, pages in enumerate(zip(expected, actual, strict=False), 1):
            if len({_drawn(page) for page in pages}) > 1:
                yield f"pixels: page {number}"
            if len({page.get_textpage().get_text_range() for page in pages}) > 1:
                yield f"text: page {number}"


def _drawn(page: Any) -> tuple[tuple[int, int], bytes]:
    bitmap = page.render(scale=DPI / 72)
    return (bitmap.width, bitmap.height), bytes(bitmap.buffer)


def _structure(path: Path) -> list[str]:
    """Each element with what it carries, and where it stands."""
    tree = outline.read(path)
    attributes = [str(node.entry.get("/A", "")) for node in tree.document.walk()]
    lines = outline.outline(tree.document)
    return [f"{line} {more}" for line, more in zip(lines, attributes, strict=True)]


def _faults(path: Path) -> list[str]:
    """Also those of the parent tree and of the order."""
    return outline.faults(outline.read(path))


def _outline(pdf: Pdf) -> list[str]:
    """Each bookmark: its depth, title, place, and the role of the element that it is."""
    found: list[str] = []

    def walk(item: Any, depth: int) -> None:
        child = item.get(Name.First)
        while child is not None:
            line = (depth, child.Title, child.get(Name.Count), _place(pdf, child.Dest), child.SE.S)
            found.append(" ".join(map(str, line)))
            walk(child, depth + 1)
            child = child.get(Name.Next)

    walk(pdf.Root.get(Name.Outlines, Dictionary()), 0)
    return found


def _links(pdf: Pdf) -> list[str]:
    """Each link: its page and area, what it is called, and where it leads."""
    places = _named(pdf)
    return [
        f"{number} {list(note.Rect)} {note.Contents} {note.StructParent} {note.F} "
        + (places[str(note.Dest)] if Name.Dest in note else str(note.A.URI))
        for number, page in enumerate(pdf.pages, 1)
        for note in page.get(Name.Annots, Array())
    ]


def _destinations(pdf: Pdf) -> list[str]:
    return [f"{name}: {place}" for name, place in _named(pdf).items()]


def _named(pdf: Pdf) -> dict[str, str]:
    names = list(pdf.Root.Names.Dests.Names)
    places = [_place(pdf, place) for place in names[1::2]]
    return dict(zip(map(str, names[::2]), places, strict=True))


def _place(pdf: Pdf, destination: Any) -> str:
    page, *rest = destination
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return f"page {numbers[page.objgen]} {' '.join(map(str, rest))}"


def _metadata(pdf: Pdf) -> list[str]:
    """What the file says of itself and all its pages, in its catalog, Info and XMP."""
    elsewhere = {"/Pages", "/StructTreeRoot", "/Outlines", "/Names"}
    entries = [_plain(pdf.Root[name]) for name in sorted(pdf.Root.keys() - elsewhere)]
    packet = pdf.Root.Metadata.read_bytes().decode().splitlines()
    return [pdf.pdf_version, *entries, _plain(pdf.trailer.get(Name.Info)), *packet]


def _fonts(pdf: Pdf) -> list[str]:
    """Each face, with everything that it has but its program."""
    fonts = [font for page in pdf.pages for font in page.Resources.get(Name.Font, {}).values()]
    described = {
        font.objgen: f"{_plain(font)} {font.ToUnicode.read_bytes().decode()}" for font in fonts
    }
    return sorted(described.values())


def _held(pdf: Pdf) -> list[str]:
    """How many streams of each kind are in the file, but for its own tables and hints."""
    kinds = Counter(
        tuple(str(stream.get(name, "")) for name in (Name.Type, Name.Subtype, Name.N))
        for stream in pdf.objects
        if isinstance(stream, Stream)
        and stream.get(Name.Type) not in (Name.ObjStm, Name.XRef)
        and Name.S not in stream
    )
    return [f"{times} of {kind}" for kind, times in sorted(kinds.items())]


def _plain(item: Any) -> str:
    """An object with what it refers to, except for streams."""
    if isinstance(item, Stream):
        return "stream"
    if isinstance(item, Dictionary):
        return f"<{' '.join(f'{key} {_plain(item[key])}' for key in sorted(item.keys()))}>"
    return f"[{' '.join(map(_plain, item))}]" if isinstance(item, Array) else str(item)


_CONTENTS: dict[str, Callable[[Pdf], list[str]]] = {
    "outline": _outline,
    "links": _links,
    "destinations": _destinations,
    "metadata": _metadata,
    "fonts": _fonts,
    "held": _held,
}


def _first(what: str, expected: list[str], actual: list[str]) -> Iterator[str]:
    for before, after in zip_longest(expected, actual, fillvalue="nothing"):
        if before != after:
            yield f"{what}: {after!r}, not {before!r}"
            return
