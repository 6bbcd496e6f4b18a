"""What became of the words of a text: which stayed, which were inserted or deleted."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

# An address or a number is one word, and so is a row of the same signs, such as ** or ###.
_TOKEN = re.compile(r"\s+|\w+://[^\s()<>\[\]]+|\d+(?:[.,:]\d+)+|\w+(?:['’]\w+)*|([^\w\s])\1*")
# What begins another block on a new line: lists, headings, quotations, tables, code.
_BLOCK = re.compile(r"[-*+>#|~`:]|\d+[.)]")
_HARD_BREAK = re.compile(r" {2,}\n")
# Between two changes, so few letters that stayed are no help for readers.
_FEW = 4
# Comparing every word with every other: above so many pairs, frequent words are left out.
_MANY = 4_000_000


class Mark(StrEnum):
    EQUAL = "equal"
    INSERTED = "inserted"
    DELETED = "deleted"


class Run(NamedTuple):
    """Words with the spaces and marks between them, as they are written."""

    mark: Mark
    words: str


class _Token(NamedTuple):
    """A word, a mark or a space; `same` is what two that mean the same have in common."""

    text: str
    same: str

    @property
    def is_space(self) -> bool:
        return self.text.isspace()


class _Block(NamedTuple):
    """Words that stayed: where they begin among the old and the new ones, and how many."""

    old: int
    new: int
    size: int


def compared(old: str, new: str) -> list[Run]:
    """Old and new text as runs: the new one is what is equal or inserted, the old one the others.

    Where only the wrapping of lines differs, the spaces are those of the new text. What was
    deleted stands before what was inserted in its place.
    """
    before, after = _tokens(old.strip()), _tokens(new.strip())
    runs: list[Run] = []
    i = j = 0
    for m, n in _anchors(before, after):
        runs += _between(before[i:m], after[j:n])
        runs += [Run(Mark.EQUAL, token.text) for token in after[n : n + 1]]
        i, j = m + 1, n + 1
    return list(_joined(runs))


def is_changed(runs: Sequence[Run]) -> bool:
    return any(run.mark is not Mark.EQUAL for run in runs)


def _tokens(text: str) -> list[_Token]:
    found = _TOKEN.finditer(text)
    return [_Token(each[0], _space(each[0], text, each.end()) or each[0]) for each in found]


def _space(space: str, text: str, end: int) -> str:
    """What a space means in CommonMark: another word, line, block; empty for what is no space."""
    if not space.isspace():
        return ""
    if space.count("\n") > 1:
        return "\n\n"
    if "\n" in space and (_HARD_BREAK.search(space) or _BLOCK.match(text, end)):
        return "\n"
    return " " if space.strip("\n\t ") == "" else space  # no-break spaces are seen


def _anchors(before: list[_Token], after: list[_Token]) -> Iterator[tuple[int, int]]:
    """The places of the words that stayed, among the old and the new tokens; at last, the ends."""
    olds = [i for i, token in enumerate(before) if not token.is_space]
    news = [j for j, token in enumerate(after) if not token.is_space]
    words = ([before[i].text for i in olds], [after[j].text for j in news])
    for block in _readable(_blocks(*words), words[0]):
        for n in range(block.size):
            yield olds[block.old + n], news[block.new + n]
    yield len(before), len(after)


def _blocks(old: list[str], new: list[str]) -> list[_Block]:
    """All blocks in their order, and one of no words at either end."""
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > _MANY)
    return [_Block(0, 0, 0), *(_Block(*block) for block in matcher.get_matching_blocks())]


def _readable(blocks: list[_Block], words: list[str]) -> list[_Block]:
    """The blocks without few letters between places where words were replaced."""
    kept = blocks[:1]
    for block, following in pairwise(blocks[1:]):
        letters = sum(map(len, words[block.old : block.old + block.size]))
        if letters > _FEW or not _is_within_replaced(kept[-1], block, following):
            kept.append(block)
    return kept


def _is_within_replaced(last: _Block, block: _Block, following: _Block) -> bool:
    """Whether there are changes on both sides, and in all something deleted and inserted."""
    deleted = (block.old - last.old - last.size, following.old - block.old - block.size)
    inserted = (block.new - last.new - last.size, following.new - block.new - block.size)
    on_both_sides = all(map(sum, zip(deleted, inserted, strict=True)))
    return on_both_sides and any(deleted) and any(inserted)


def _between(old: list[_Token], new: list[_Token]) -> list[Run]:
    """What lies between two words that stayed; spaces at its edges may have stayed as well."""
    first, last = [], []
    if _is_same_space(old[:1], new[:1]):
        first = [Run(Mark.EQUAL, new[0].text)]
        old, new = old[1:], new[1:]
    if _is_same_space(old[-1:], new[-1:]):
        last = [Run(Mark.EQUAL, new[-1].text)]
        old, new = old[:-1], new[:-1]
    deleted = [Run(Mark.DELETED, token.text) for token in old]
    return [*first, *deleted, *(Run(Mark.INSERTED, token.text) for token in new), *last]


def _is_same_space(old: list[_Token], new: list[_Token]) -> bool:
    return bool(old and new and old[0].is_space and old[0].same == new[0].same)


def _joined(runs: list[Run]) -> Iterator[Run]:
    for mark, same in groupby(runs, key=lambda run: run.mark):
        yield Run(mark, "".join(run.words for run in same))
