"""Words in a drawing: how wide they are, and how they are divided into lines."""

from collections.abc import Iterable, Iterator
from functools import cache

import pyphen

LABEL = 8.0
"""Size of all lettering in pt: the smallest of the interface."""

# Width of a sign of a humanist sans in its semibold, as a share of its size: rather too much than
# too little, so that what is said to fit fits. A test holds it against the brand's own font.
_NARROW, _WIDE, _USUAL = 0.36, 0.88, 0.585
_NARROW_SIGNS = frozenset("fijlrtIJ.,:;|!'()[]/- \u2013\u2018\u2019\u202f\u00a0\u00ad")
_WIDE_SIGNS = frozenset("mwMWOQGDHNU%@—€&")


def text_width(words: str, size: float = LABEL) -> float:
    """The room that a line needs, in pt."""
    return size * sum(
        _NARROW if sign in _NARROW_SIGNS else _WIDE if sign in _WIDE_SIGNS else _USUAL
        for sign in words
    )


def widest(lines: Iterable[str]) -> float:
    return max(map(text_width, lines), default=0.0)


def wrapped(words: str, width: float, most: int, language: str) -> list[str]:
    """`words` in lines of `width` pt; what does not fit into `most` lines ends in an ellipsis."""
    lines = [""]
    for word in words.split():
        for piece in _pieces(word, width, language):
            longer = f"{lines[-1]} {piece}".strip()
            if lines[-1] and (text_width(longer) > width or lines[-1].endswith("\u2010")):
                lines.append(piece)
            else:
                lines[-1] = longer
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], width)]
    return [line.replace("\u2010", "-") for line in lines]


def _pieces(word: str, width: float, language: str) -> Iterator[str]:
    """The word whole if a line can hold it, otherwise in pieces that end in a hyphen (U+2010)."""
    while text_width(word) > width and len(word) > 2:
        fitting = [n for n in _places(word, language) if text_width(f"{word[:n]}-") <= width]
        end = max(fitting, default=0) or _most_signs(word, width)
        yield word[:end].removesuffix("-") + "\u2010"
        word = word[end:]
    yield word


def _most_signs(word: str, width: float) -> int:
    """Where no division fits: as many signs as do, at least one."""
    fitting = (n for n in range(1, len(word)) if text_width(f"{word[:n]}-") <= width)
    return max(fitting, default=1)


def _places(word: str, language: str) -> list[int]:
    """Where a word can be divided."""
    rules = _rules(language)
    return list(rules.positions(word)) if rules else []


@cache
def _rules(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=found) if found else None


def _cut(line: str, width: float) -> str:
    line = line.rstrip("\u2010")
    while line and text_width(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"
