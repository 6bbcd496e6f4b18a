"""The words of a series that are divided otherwise than the patterns would: hyphenation.txt."""

import re
import unicodedata
from itertools import accumulate
from pathlib import Path

from report_builder.content.rules import Finding
from report_builder.content.validation import read_text

EXCEPTIONS = "reports/hyphenation.txt"
# Fewer letters are not parted from a word.
MIN_BEFORE, MIN_AFTER = 2, 3

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read(root: Path) -> tuple[dict[str, tuple[int, ...]], list[Finding]]:
    """Each word in lower case, how many letters stand before each of its breaks; and what is wrong.

    One word a line, hyphens where it may be divided, after `#` a comment. The file is optional.
    """
    words: dict[str, tuple[int, ...]] = {}
    if not (root / EXCEPTIONS).exists():
        return words, []
    text, findings = read_text(root, EXCEPTIONS)
    lines: dict[str, int] = {}
    for number, line in enumerate(unicodedata.normalize("NFC", text or "").splitlines(), 1):
        written = line.partition("#")[0].rstrip()
        entry = written.lstrip()
        word = entry.replace("-", "").lower()
        fault = _fault(entry)
        if fault is not None:
            rule, letters = fault
            column = len(written) - len(entry) + letters + 1
            findings.append(Finding(rule, EXCEPTIONS, number, column, (), {"got": entry[:60]}))
        elif word in words:
            facts = {"got": entry[:60], "other": lines[word]}
            findings.append(Finding("hyphenation-duplicate", EXCEPTIONS, number, 1, (), facts))
        elif word:
            words[word] = tuple(accumulate(map(len, entry.split("-")[:-1])))
            lines[word] = number
    return words, findings


def _fault(entry: str) -> tuple[str, int] | None:
    """The rule that an entry breaks, and how many of its characters stand before the place."""
    if not entry:
        return None
    found = _WORD.match(entry)
    if found is None or found.end() < len(entry):
        return "hyphenation-word", found.end() if found else 0
    parts = entry.split("-")
    if len(parts) > 1 and len(parts[0]) < MIN_BEFORE:
        return "hyphenation-break", len(parts[0])
    if len(parts) > 1 and len(parts[-1]) < MIN_AFTER:
        return "hyphenation-break", entry.rindex("-")
    return None
