"""Printed words, and where in the text of a field they stand.

What is printed differs from what was written: words are divided, spaces collapse, markup is gone,
capitals are a matter of style. So texts are compared by their letters and digits alone.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from report_builder.pages import Piece
from report_builder.review.places import Word

_HYPHENS = "-\u2010\u00ad"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# What markup has that is not printed: addresses of links, languages, calls of notes.
_MARKUP = re.compile(r"\]\([^)\s]*\)|\{lang=[^}\n]*\}|\[\^[^\]\n]*\]")
# What the parts of „Orts- und Stadtteile“ have between them.
_JOINING = {"und", "oder", "bzw", "sowie", "and", "or"}
# Letters around a quote that tell it from the same words elsewhere, and so many of a long quote
# as are looked for where it does not stand as it was printed.
_AROUND, _LONG = 60, 120
# The part of a quote that must be found in one piece, where it is not found as a whole.
_ENOUGH = 0.6


class Quote(NamedTuple):
    """Words that a mark covers, and those of the same field before and after them."""

    words: str
    before: str = ""
    after: str = ""


class Letters(NamedTuple):
    """The letters and digits of a text, folded, and the place in it of each."""

    text: str
    places: Sequence[int]


@lru_cache(maxsize=256)
def letters(text: str) -> Letters:
    """What texts are compared by: without case, accents, ligatures, markup and signs."""
    found, places = [], []
    skipped = [match.span() for match in _MARKUP.finditer(text)]
    begins = [begin for begin, _ in skipped]
    for place, sign in enumerate(text):
        within = bisect_right(begins, place) - 1
        if within < 0 or place >= skipped[within][1]:
            folded = [each for each in _folded(sign) if each.isalnum()]
            found += folded
            places += [place] * len(folded)
    return Letters("".join(found), places)


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign.casefold())


def quoted(words: Sequence[Word], text: str) -> Quote:
    """The covered words, and some around them, as running text; `text` is that of the field."""
    covered = [index for index, word in enumerate(words) if word.covered]
    if not covered:
        return Quote("")
    first, last = covered[0], covered[-1]
    return Quote(
        running([words[index] for index in covered], text).rstrip(",;:"),
        running(words[max(0, first - _AROUND // 4) : first], text),
        running(words[last + 1 : last + 1 + _AROUND // 4], text),
    )


def running(words: Sequence[Word], text: str) -> str:
    """Words as running text, divided ones joined as in `text`."""
    parts = [words[0].text] if words else []
    for word, following in pairwise(words):
        if word.piece is following.piece or not _is_line_end(word.piece, following.piece):
            parts += [_space(word, following), following.text]
        else:
            parts[-1], space = _joint(word.text, following.text, text)
            parts += [space, following.text]
    return "".join(parts).translate(_INVISIBLE)


def _is_line_end(piece: Piece, following: Piece) -> bool:
    both = piece.area.within(following.area).height
    return both < 0.5 * min(piece.area.height, following.area.height)


def _space(word: Word, following: Word) -> str:
    """What is between two words of a line: nothing, where a part of a word is set differently."""
    one, other = word.piece, following.piece
    if one is other:
        return " "
    gap = other.area.left - one.area.right
    apart = one.words[-1:].isspace() or other.words[:1].isspace() or gap > 0.1 * one.area.height
    return " " if apart else ""


def _joint(word: str, following: str, text: str) -> tuple[str, str]:
    """The last word of a line, and what is between it and the first of the next one."""
    if word[-1] not in _HYPHENS or len(word) < 2:
        return word, " "
    written = text.translate(_INVISIBLE)
    start, rest = re.split(r"\W", word[:-1])[-1], re.split(r"\W", following)[0]
    if f"{start}-{rest}" in written:
        return word, ""
    if f"{start}{rest}" in written or (rest[:1].islower() and rest not in _JOINING):
        return word[:-1], ""
    return word, " " if rest in _JOINING or f"{start}- " in written else ""


def found(text: str, quote: Quote) -> int | None:
    """How many letters of a text stand before a quote; None if it is not there.

    Of several places, the one with the same words around it.
    """
    within, sought = letters(text).text, letters(quote.words).text
    before = letters(quote.before).text[-_AROUND:]
    after = letters(quote.after).text[:_AROUND]

    def likeness(place: int) -> int:
        end = place + len(sought)
        return _same(before[::-1], within[max(0, place - _AROUND) : place][::-1]) + _same(
            after, within[end : end + _AROUND]
        )

    places = _places(within, sought)
    return max(places, key=likeness) if places else _alike(within, sought)


def found_near(text: str, words: str, place: int) -> int | None:
    """As `found`, of several places the one that is nearest to `place`."""
    within, sought = letters(text).text, letters(words).text
    places = _places(within, sought)
    return min(places, key=lambda each: abs(each - place)) if places else _alike(within, sought)


def _places(within: str, sought: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(sought)})", within) if sought]


def _same(one: str, other: str) -> int:
    """With how many letters two texts begin alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _alike(within: str, sought: str) -> int | None:
    """Where a text has most of what is sought in one piece."""
    sought = sought[:_LONG]
    match = SequenceMatcher(None, within, sought, autojunk=False).find_longest_match()
    if not sought or match.size < _ENOUGH * len(sought):
        return None
    return max(0, match.a - match.b)
