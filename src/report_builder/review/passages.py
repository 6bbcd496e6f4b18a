"""Where on the pages the changed words of a field stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from report_builder.pages import Piece
from report_builder.review.changes import Change, Kind
from report_builder.review.source_map import SourceMap
from report_builder.review.wording import Mark, Run

_WORD = re.compile(r"[^\W_]+")
# Signs of a divided word at the end of a line.
_HYPHENS = ("-", "\u2010")
# What only says where a line may end.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


class _Printed(NamedTuple):
    """A word on the pages; one that is divided stands in several pieces."""

    word: str
    pieces: tuple[Piece, ...]


def passages(change: Change, source_map: SourceMap) -> list[Piece]:
    """The pieces with words that were inserted or changed, in the order of the document.

    Of words that were deleted, a piece with a word next to them; of a picture, the picture; of what
    is printed in other words than written (a choice, a figure, a chart) all pieces. Empty for what
    does not stand on the pages of the new state.
    """
    found = {piece for each in change.each() for piece in _of_field(each, source_map)}
    return [piece for piece in source_map.pieces if piece in found]


def _of_field(change: Change, source_map: SourceMap) -> Iterable[Piece]:
    if change.new is None or change.below:
        return []
    pieces = _pieces(change.new.source, source_map)
    if _is_of_picture(change):
        picture = change.new.source.rpartition("/file")[0] or change.new.source
        return [piece for piece in source_map.of(picture.partition("/focus")[0]) if not piece.words]
    if change.kind is not Kind.CHANGED:
        return pieces
    return _changed(*_flagged(change.words), pieces)


def _is_of_picture(change: Change) -> bool:
    """Whether another picture is printed, or another part of it."""
    assert change.new is not None
    return change.kind is Kind.PICTURE or "/focus/" in change.new.source


def _pieces(source: str, source_map: SourceMap) -> list[Piece]:
    """The pieces of a field or, if it has none, those that are of the nearest part around it."""
    file, _, pointer = source.partition("#")
    pieces = source_map.of(source)
    while not pieces and pointer:
        pointer = pointer.rpartition("/")[0]
        pieces = [piece for piece in source_map.pieces if piece.source == f"{file}#{pointer}"]
    return pieces


# --- the words as they are written --------------------------------------------------------


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.translate(_UNSEEN))]


def _flagged(runs: Sequence[Run]) -> tuple[list[str], set[int]]:
    """The words of the new text, and the places of those to be shown: what is inserted, and one
    word next to what is deleted or no word."""
    words: list[str] = []
    flags: set[int] = set()
    before = ""
    for place, run in enumerate(runs):
        own = [] if run.mark is Mark.DELETED else _words(run.words)
        if run.mark is Mark.INSERTED and own:
            flags.update(range(len(words), len(words) + len(own)))
        elif run.mark is not Mark.EQUAL and not _is_replaced(runs, place):
            goes_on = before == "" or before[-1].isspace()
            flags.add(len(words) if goes_on else len(words) - 1)
        words += own
        before = before if run.mark is Mark.DELETED else run.words
    return words, {min(place, len(words) - 1) for place in flags if words}


def _is_replaced(runs: Sequence[Run], place: int) -> bool:
    """Whether words were inserted in the place of deleted ones."""
    following = runs[place + 1 : place + 2]
    return any(run.mark is Mark.INSERTED and _words(run.words) for run in following)


# --- the words as they are printed --------------------------------------------------------


def _changed(words: Sequence[str], flags: set[int], pieces: Sequence[Piece]) -> set[Piece]:
    """The pieces in which the flagged words stand, every time that they are printed.

    A word that is not printed, such as an address, is where the one before it is.
    """
    printed = _printed(pieces, set(words))
    first, *others = _alignments(words, printed)
    if not first:
        return set(pieces)
    found = [printed[b] for hits in (first, *others) for a, b in hits.items() if a in flags]
    for lost in flags.difference(first, *others):
        nearest = max((a for a in first if a < lost), default=min(first))
        found.append(printed[first[nearest]])
    return {piece for each in found for piece in each.pieces}


def _alignments(words: Sequence[str], printed: Sequence[_Printed]) -> Iterator[dict[int, int]]:
    """Places of written words, each with the place where it is printed: for the first time, for
    the second time, and so on. At least one, which may be empty."""
    left = list(range(len(printed)))
    while True:
        matcher = SequenceMatcher(None, words, [printed[b].word for b in left], autojunk=False)
        blocks = matcher.get_matching_blocks()
        hits = {a + n: left[b + n] for a, b, size in blocks for n in range(size)}
        yield hits
        if not hits:
            return
        taken = {piece for b in hits.values() for piece in printed[b].pieces}
        left = [b for b in left if not taken.intersection(printed[b].pieces)]


def _printed(pieces: Sequence[Piece], known: set[str]) -> list[_Printed]:
    """The words of the pieces; those that are divided are put together if they are `known` so."""
    ends = [(word, piece) for piece in pieces for word in _words(piece.words)]
    found: list[_Printed] = []
    place = 0
    while place < len(ends):
        size = _size_of_divided(ends, place, known)
        parts = ends[place : place + size]
        found.append(_Printed("".join(word for word, _ in parts), tuple(p for _, p in parts)))
        place += size
    return found


def _size_of_divided(words: Sequence[tuple[str, Piece]], place: int, known: set[str]) -> int:
    """How many parts make the word that begins at `place`; 1 for a word that is not divided."""
    whole = words[place][0]
    for last in range(place, len(words) - 1):
        piece, following = words[last][1], words[last + 1][1]
        is_divided = piece.words.translate(_UNSEEN).rstrip().endswith(_HYPHENS)
        if piece is following or not is_divided:
            break
        whole += words[last + 1][0]
        if whole in known:
            return last + 2 - place
    return 1
