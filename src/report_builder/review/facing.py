"""The pages of two drafts beside each other: which show changes, and which only look different."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf

from report_builder import facsimile
from report_builder.errors import ReviewError
from report_builder.facsimile import Picture
from report_builder.geometry import Rectangle
from report_builder.pages import Piece
from report_builder.review import alignment
from report_builder.review.alignment import Item
from report_builder.review.changes import Change
from report_builder.review.fields import Field
from report_builder.review.passages import passages
from report_builder.review.rounds import Round
from report_builder.review.source_map import SourceMap

# In which pages are compared, and shown: px.
WIDTH = 1000
# Around what is compared, for letters that stand out of their lines: px.
_AROUND = 2
_SIGNS = re.compile(r"[\W_]+")


class Print:
    """The pages of a PDF of a draft after the sheet in front of them, without what is laid over
    them; the first one is page 1."""

    def __init__(self, path: Path, sheet: int, source_map: SourceMap) -> None:
        self.map = source_map
        self._path = path
        self._sheet = sheet

    @cached_property
    def _pdf(self) -> bytes:
        with pikepdf.open(self._path) as pdf:
            for page in pdf.pages:
                _uncover(pdf, page)
            buffer = io.BytesIO()
            pdf.save(buffer)
        return buffer.getvalue()

    @property
    def pages(self) -> range:
        return range(1, len(self.map.sizes) + 1)

    def content(self, page: int) -> list[Piece]:
        """What stands on a page, but for what the layout prints by itself."""
        return [piece for piece in self.map.on(page) if piece.source]

    def picture(self, page: int) -> Picture:
        """Raises ReviewError."""
        try:
            return facsimile.page(self._pdf, self._sheet + page, WIDTH)
        except (OSError, ValueError, pikepdf.PdfError) as error:
            raise ReviewError(self._path, f"cannot be shown: {error}") from error


def _uncover(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take away what a draft has over a page, which is the last part of its content."""
    content = page.obj.get(pikepdf.Name.Contents)
    if isinstance(content, pikepdf.Array) and b"/Watermark" in content[-1].read_bytes():
        content[-1] = pdf.make_stream(b"Q")  # as it begins: it closes what is around the page


def prints(draft: Round) -> dict[str, Print]:
    """The PDFs of a draft that are there, by the layout that each is in. Raises ReviewError."""
    found = {}
    for proof in draft.proofs:
        if (path := draft.pdf(proof)).is_file():
            found[proof.layout] = Print(path, proof.sheet, draft.map_of(proof))
    return found


@dataclass(frozen=True)
class Facing:
    """A page in both drafts, None where it is in one only; what was changed on either."""

    old: int | None
    new: int | None
    deleted: Sequence[Piece] = ()
    inserted: Sequence[Piece] = ()


@dataclass(frozen=True)
class Spreads:
    """The pages on which something was changed, and those that look different without that."""

    changed: Sequence[Facing]
    layout: Sequence[Facing]


def spreads(old: Print, new: Print, changes: Sequence[Change], back: Sequence[Change]) -> Spreads:
    """The pages of two drafts beside each other; `back` are the changes from the new to the old.

    Raises ReviewError.
    """
    deleted, inserted = _by_page(back, old.map), _by_page(changes, new.map)
    facing = [
        Facing(i, j, deleted.get(i or 0, []), inserted.get(j or 0, []))
        for i, j in _side_by_side(old, new)
    ]
    files = {field.file for field in _fields(changes)}
    changed = [each for each in facing if each.deleted or each.inserted]
    others = [each for each in facing if not (each.deleted or each.inserted)]
    return Spreads(changed, [each for each in others if _looks_different(each, old, new, files)])


def _by_page(changes: Sequence[Change], source_map: SourceMap) -> dict[int, list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for piece in {piece: None for change in changes for piece in passages(change, source_map)}:
        found.setdefault(piece.page, []).append(piece)
    return found


def _fields(changes: Sequence[Change]) -> Iterator[Field]:
    for change in (each for whole in changes for each in whole.each()):
        yield from (field for field in (change.old, change.new) if field)


def _side_by_side(old: Print, new: Print) -> Iterator[tuple[int | None, int | None]]:
    """The pages that say the same or nearly the same, or stand between such pages."""
    found = alignment.pairs([_item(old, n) for n in old.pages], [_item(new, n) for n in new.pages])
    found += list(alignment.replaced(found, len(old.pages), len(new.pages)))
    return alignment.side_by_side(found, old.pages, new.pages)


def _item(printed: Print, page: int) -> Item:
    """What a page says, however its lines are divided."""
    words = [piece.words for piece in printed.content(page)]
    name = f"{_SIGNS.sub('', ''.join(words))} with {words.count('')} pictures"
    return Item(name, alignment.words_of(" ".join(words)))


def _looks_different(facing: Facing, old: Print, new: Print, files: set[str]) -> bool:
    """Whether a page looks different though nothing was changed in any of its `files`."""
    if facing.old and facing.new and _item(old, facing.old).name == _item(new, facing.new).name:
        # On the other side of a sheet of paper, a page is mirrored.
        is_on_same_side = (facing.old - facing.new) % 2 == 0
        return is_on_same_side and _is_drawn_differently(old, facing.old, new, facing.new)
    sides = ((old, facing.old), (new, facing.new))
    there = {p.source.partition("#")[0] for side, n in sides if n for p in side.content(n)}
    return bool(there) and not there & files


def _is_drawn_differently(old: Print, before: int, new: Print, after: int) -> bool:
    """Whether the content of two pages looks different; what reviewers get around it is left out:
    the line that names the draft, bars beside changes, numbers of lines."""
    areas = [_pixels(p.area, old, before) for p in old.content(before)]
    areas += [_pixels(p.area, new, after) for p in new.content(after)]
    return facsimile.differ(old.picture(before), new.picture(after), areas)


def _pixels(area: Rectangle, printed: Print, page: int) -> Rectangle:
    scale = WIDTH / printed.map.sizes[page - 1][0]
    left, top, right, bottom = (round(side * scale) for side in area)
    return Rectangle(left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)
