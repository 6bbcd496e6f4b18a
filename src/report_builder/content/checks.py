"""Editorial checks on content that is already well-formed."""

import html
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from report_builder.content import text
from report_builder.content.model import Issue
from report_builder.content.node import Node
from report_builder.content.rules import Finding
from report_builder.content.types import RichText
from report_builder.content.validation import at
from report_builder.content.yaml import Tree
from report_builder.errors import Severity

# What the scaffolds leave to be replaced: words, and the name of a picture.
_PLACEHOLDERS = ("TODO", "platzhalter.svg")


def text_findings(node: Node, tree: Tree, placeholders: Severity) -> Iterator[Finding]:
    """What is wrong in the texts of a file; leftovers of a scaffold weigh `placeholders`."""
    for source, value in (*node.texts(str), *node.texts(RichText)):
        if any(placeholder in value for placeholder in _PLACEHOLDERS):
            yield at(tree, source.path, "placeholder", {"severity": placeholders})
    for source, value in node.texts(RichText):
        for fault in text.faults(value):
            finding = at(tree, source.path, fault.rule, {"got": fault.got[:60]})
            line = tree.line_of(source.path, fault.line)
            yield finding if line == finding.line else replace(finding, line=line, column=1)


# Names of files, and what is spoken, not printed.
_UNPRINTED = ("file", "alt")
# Spaces are drawn without a glyph; so is what Unicode calls default-ignorable (UAX #44), except the
# Hangul and Khmer fillers.
_GLYPHLESS = re.compile(
    "[\\s\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# HarfBuzz draws a non-breaking hyphen as a hyphen.
_DRAWN_AS = {"\u2011": "\u2010"}
_NAMED = 5


def glyph_findings(node: Node, tree: Tree, drawable: Container[int]) -> Iterator[Finding]:
    """Characters in the texts of a file that no font of the brand can draw."""
    for source, value in (*node.texts(str), *node.texts(RichText)):
        if source.path[-1] in _UNPRINTED:
            continue
        lines = [_undrawable(line, drawable) for line in value.split("\n")]
        if missing := list(dict.fromkeys(character for line in lines for character in line)):
            names = [_named(character) for character in missing[:_NAMED]]
            names += ["…"] if len(missing) > _NAMED else []
            finding = at(tree, source.path, "missing-glyph", {"got": names})
            line = tree.line_of(source.path, next(i for i, found in enumerate(lines) if found))
            yield finding if line == finding.line else replace(finding, line=line, column=1)


def _undrawable(text: str, drawable: Container[int]) -> list[str]:
    """The characters, however a text writes them (&#9731;), that have no glyph."""
    characters = unicodedata.normalize("NFC", _GLYPHLESS.sub("", html.unescape(text)))
    return [
        character
        for character in characters
        if ord(_DRAWN_AS.get(character, character)) not in drawable
        and not all(ord(c) in drawable for c in unicodedata.normalize("NFD", character))
    ]


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"{character} (U+{ord(character):04X}{' ' if name else ''}{name})"


class Loaded(Protocol):
    file: str
    issue: Issue | None
    tree: Tree


L = TypeVar("L", bound=Loaded)


def duplicate_numbers(issues: Iterable[L]) -> Iterator[tuple[L, Finding]]:
    """Issues whose number another issue has already."""
    owners: dict[int, str] = {}
    for loaded in issues:
        if loaded.issue is None:
            continue
        number = loaded.issue.number
        if number in owners:
            facts = {"number": number, "other": owners[number]}
            yield loaded, at(loaded.tree, ("number",), "duplicate-number", facts)
        owners.setdefault(number, loaded.file)
