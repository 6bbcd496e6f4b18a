"""Which item of a list is which item of another state of the list."""

import string
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

# Two items are the same one if so much of their words is in both.
_MOSTLY = 0.5
# Holding every item against every other one: above so many pairs only equal ones are found.
_MANY = 40_000
_MARKS = string.punctuation + "„“”‚‘’«»–…"

Pair = tuple[int, int]
T = TypeVar("T")


class Item(NamedTuple):
    """An item of a list: the name by which it is known, and its words."""

    name: str
    words: Counter[str]


def words_of(text: str) -> Counter[str]:
    """The words of a text, without the marks around them."""
    return Counter(word.strip(_MARKS).casefold() for word in text.split())


def pairs(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """The places (from 0) of each item that is in both lists, in the order of the new one.

    Items of the same name are the same; of the others, those that are most alike.
    """
    matcher = SequenceMatcher(None, [i.name for i in old], [i.name for i in new], autojunk=False)
    found = [(a + n, b + n) for a, b, size in matcher.get_matching_blocks() for n in range(size)]
    found += _of_same_name(old, new, found)
    found += _alike(old, new, found)
    return sorted(found, key=lambda pair: pair[1])


def _of_same_name(old: Sequence[Item], new: Sequence[Item], found: list[Pair]) -> Iterator[Pair]:
    """Items that stand elsewhere."""
    rest_of_old, rest_of_new = _rest(len(old), len(new), found)
    places: dict[str, list[int]] = {}
    for i in reversed(rest_of_old):
        places.setdefault(old[i].name, []).append(i)
    for j in rest_of_new:
        if places.get(new[j].name):
            yield places[new[j].name].pop(), j


def _alike(old: Sequence[Item], new: Sequence[Item], found: list[Pair]) -> Iterator[Pair]:
    """Items that were changed: of all pairs first those that have most in common."""
    rest_of_old, rest_of_new = _rest(len(old), len(new), found)
    if len(rest_of_old) * len(rest_of_new) > _MANY:
        return
    candidates = [
        (-_likeness(old[i], new[j]), abs(i - j), i, j) for i in rest_of_old for j in rest_of_new
    ]
    free_old, free_new = set(rest_of_old), set(rest_of_new)
    for negative, _, i, j in sorted(candidates):
        if -negative >= _MOSTLY and i in free_old and j in free_new:
            free_old.remove(i)
            free_new.remove(j)
            yield i, j


def _rest(old: int, new: int, found: list[Pair]) -> tuple[list[int], list[int]]:
    """The places that are in no pair."""
    taken_old, taken_new = {i for i, _ in found}, {j for _, j in found}
    return (
        [i for i in range(old) if i not in taken_old],
        [j for j in range(new) if j not in taken_new],
    )


def _likeness(one: Item, other: Item) -> float:
    """The part of the words of two items that is in both, 0 to 1."""
    words = one.words.total() + other.words.total()
    return 2 * (one.words & other.words).total() / words if words else 0


def steady(found: Sequence[Pair]) -> list[Pair]:
    """As many pairs as possible whose items did not pass each other; all others were moved.

    `found` is in the order of the new list.
    """
    ends: list[int] = []  # the least old place at which a run of each length can end
    chains: list[list[Pair]] = []
    for pair in found:
        length = bisect_left(ends, pair[0])
        chain = [*(chains[length - 1] if length else []), pair]
        ends[length : length + 1] = [pair[0]]
        chains[length : length + 1] = [chain]
    return chains[-1] if chains else []


def replaced(found: Sequence[Pair], old: int, new: int) -> Iterator[Pair]:
    """Items without a pair that may have taken each other's place: as many old as new in a row.

    `old` and `new` are the lengths of the lists, `found` in the order of the new one.
    """
    olds, news = {i for i, _ in found}, {j for _, j in found}
    last = (-1, -1)
    for pair in (*steady(found), (old, new)):
        gap = (range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1]))
        if len(gap[0]) == len(gap[1]):
            both = zip(*gap, strict=True)
            yield from ((i, j) for i, j in both if i not in olds and j not in news)
        last = pair


def side_by_side(
    found: Sequence[Pair], old: Sequence[T], new: Sequence[T]
) -> Iterator[tuple[T | None, T | None]]:
    """All items of both lists, each with its other self; None for what is in one list only.

    In the order of the new list; what was deleted comes after what it came after.
    """
    places = dict(found)
    gone: dict[int, list[T]] = {}
    last = -1
    for i, item in enumerate(old):
        last = places.get(i, last)
        if i not in places:
            gone.setdefault(last, []).append(item)
    others = {j: old[i] for i, j in found}
    yield from ((item, None) for item in gone.get(-1, []))
    for j, item in enumerate(new):
        yield others.get(j), item
        yield from ((lost, None) for lost in gone.get(j, []))
