"""The order of an alphabetical list, as dictionaries have it (DIN 5007-1)."""

import re
import unicodedata

NO_LETTER = "0–9"
"""The heading of what begins with no letter."""

# Letters whose strokes and joins are no marks of their own in Unicode.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
_PART = re.compile(r"\d+|[^\W\d_]+")

Order = tuple[list[tuple[bool, int, str]], str]


def order(words: str) -> Order:
    """Where words stand: word by word, ä as a and ß as ss, numbers first and by their value.

    What differs in nothing but marks and case stands as it is written.
    """
    parts = _PART.findall(_bare(words))
    return [_rank(part) for part in parts], unicodedata.normalize("NFC", words)


def same(words: str) -> str:
    """What words have in common that differ only in upper and lower case."""
    return unicodedata.normalize("NFC", words.casefold())


def initial(words: str) -> str:
    """The letter under which words stand, a capital without its marks, or NO_LETTER."""
    first = next(iter(_PART.findall(_bare(words))), "0")[0]
    return NO_LETTER if first.isdecimal() else first.upper()


def _bare(words: str) -> str:
    """Words in small letters without their marks."""
    letters = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _rank(part: str) -> tuple[bool, int, str]:
    """A number by its value, however long it is, before any letter."""
    if part.isdecimal():
        digits = part.lstrip("0")
        return False, len(digits), digits
    return True, 0, part
