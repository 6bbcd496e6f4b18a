"""Where words may be divided: the project's patterns and the exceptions of its series.

WeasyPrint asks Pyphen. A project brings better patterns than Pyphen's as a TeX pattern file in
assets/hyphenation/<language>/; they hold for all regions of the language. Where there are none,
Pyphen's own are used.
"""

import re
from collections.abc import Iterable, Mapping, Set
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pyphen

PATTERNS = "assets/hyphenation"

Breaks = Mapping[str, tuple[int, ...]]
"""Words in lower case, and how many letters stand before each place where they may be divided."""

# Covid19, musterstadt.de: no words of the language, and patterns take a full stop for their end.
_NO_WORD = re.compile(r"[\d.]")
_WORD = re.compile(r"\w{6,}")


class _TexFile:
    """A TeX pattern file as Pyphen reads dictionaries: the encoding, then a pattern a line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self, mode: str) -> BytesIO:
        return BytesIO(b"UTF-8")

    def read_text(self, encoding: str) -> str:
        text = re.sub("%.*", "", self._path.read_text(encoding, errors="replace"))
        patterns = text.partition(r"\patterns{")[2].partition("}")[0].split()
        if not patterns:
            raise ValueError(f"{self._path.name} has no \\patterns{{…}} in {encoding}")
        return "\n".join([encoding, *patterns])


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc]  # Pyphen ships no types
    """A dictionary of Pyphen's that knows the exceptions, and TeX's pattern files as well.

    For a third line WeasyPrint asks where the rest of a word may be divided, as if it were a word:
    Be-, teil-igung. So the rest of a word in the document is divided where the word is.
    """

    exceptions: ClassVar[Breaks] = {}
    vocabulary: ClassVar[Set[str]] = frozenset()

    def __init__(self, path: Path) -> None:
        super().__init__(_TexFile(path) if path.suffix == ".pat" else path)

    def positions(self, word: str) -> list[pyphen.DataInt]:
        word = word.lower()
        if word in self.vocabulary:
            return self._of_word(word)
        owners = (owner for owner in self.vocabulary if owner.endswith(word))
        rests = [rest for owner in owners if (rest := self._of_rest(owner, word)) is not None]
        if not rests:
            return self._of_word(word)
        return [position for position in rests[0] if all(position in rest for rest in rests)]

    def _of_word(self, word: str) -> list[pyphen.DataInt]:
        if _NO_WORD.search(word):
            return []
        breaks = self.exceptions.get(word)
        if breaks is not None:
            return [pyphen.DataInt(position) for position in breaks]
        return list(super().positions(word))

    def _of_rest(self, owner: str, rest: str) -> list[pyphen.DataInt] | None:
        """The breaks in the rest of a word; None where the word is not divided before it."""
        start, breaks = len(owner) - len(rest), self._of_word(owner)
        if start not in breaks:
            return None
        return [pyphen.DataInt(b - start, reference=b) for b in breaks if b > start]


@cache
def install(root: Path) -> None:
    """Let the project's patterns take the place of Pyphen's, for this process.

    They are read when a word has to be divided.
    """
    pyphen.HyphDict = _Dictionary
    for path in _patterns(root):
        language = path.parent.name
        for name in pyphen.LANGUAGES:
            if name.split("_")[0] == language:
                pyphen.LANGUAGES[name] = path


@cache
def load(root: Path) -> None:
    """As `install`, and read all of them now. Raises OSError or ValueError for a file that cannot
    be used."""
    install(root)
    for path in _patterns(root):
        pyphen.Pyphen(filename=path)  # which keeps it


def _patterns(root: Path) -> list[Path]:
    return sorted((root / PATTERNS).glob("*/*.pat"))


def use(exceptions: Breaks, text: Iterable[str]) -> None:
    """Divide the words of a document: these as given, in every language, the others by patterns."""
    _Dictionary.exceptions = exceptions
    speak(text)


def speak(text: Iterable[str]) -> None:
    """The words whose rests are to be known as such are now those of `text`."""
    _Dictionary.vocabulary = {word.lower() for part in text for word in _WORD.findall(part)}
