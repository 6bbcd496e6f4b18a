"""Editorial checks on content that is already well-formed."""

import html
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from report_builder.content import text
from report_builder.content.node import Node
from report_builder.content.rules import Finding
from report_builder.content.suggestion import closest
from report_builder.content.text import Hyperlink
from report_builder.content.types import RichText
from report_builder.content.validation import at
from report_builder.content.yaml import Tree
from report_builder.errors import Severity

# What the scaffolds leave to be replaced: words, and the name of a picture.
PLACEHOLDERS = ("TODO", "platzhalter.svg")


def text_findings(node: Node, tree: Tree, placeholders: Severity) -> Iterator[Finding]:
    """What is wrong in the texts of a file; leftovers of a scaffold weigh `placeholders`."""
    for source, value in (*node.texts(str), *node.texts(RichText)):
        if any(placeholder in value for placeholder in PLACEHOLDERS):
            yield at(tree, source.path, "placeholder", {"severity": placeholders})
    for source, value in node.texts(RichText):
        for fault in text.faults(value):
            finding = at(tree, source.path, fault.rule, {"got": fault.got[:60]})
            line = tree.line_of(source.path, fault.line)
            yield finding if line == finding.line else replace(finding, line=line, column=1)


def reference_findings(node: Node, tree: Tree, names: Sequence[str]) -> Iterator[Finding]:
    """References that lead to none of the case studies called `names`."""
    for source, value in node.texts(RichText):
        # Parsing takes long; the word has no other spelling than by character references.
        parts = text.parts(value) if "case" in html.unescape(value) else ()
        for link in (part for part in parts if isinstance(part, Hyperlink)):
            name = text.case_name(link.address)
            if name is not None and name not in names:
                facts = {"got": name[:60], "meant": closest(name, names)}
                place = tree.place_in(source.path, link.line, link.column)
                yield Finding("text-reference", tree.file, *place, source.path, facts)


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


def glyph_findings(node: Node, tree: Tree, drawable: Container[int]) -> Iterator[Finding]:
    """Characters in the texts of a file that no font of the brand can draw."""
    for source, value in (*node.texts(str), *node.texts(RichText)):
        if source.path[-1] in _UNPRINTED:
            continue
        if missing := missing_glyphs(value, drawable):
            finding = at(tree, source.path, "missing-glyph", {"got": missing})
            lines = enumerate(value.split("\n"))
            first = next((i for i, line in lines if missing_glyphs(line, drawable)), 0)
            line = tree.line_of(source.path, first)
            yield finding if line == finding.line else replace(finding, line=line, column=1)


def missing_glyphs(text: str, drawable: Container[int]) -> str:
    """The characters of a text, however it writes them (&#9731;), that no font can draw.

    At most five, with code and name: 🚀 (U+1F680 ROCKET), …; empty where there are none.
    """
    characters = unicodedata.normalize("NFC", _GLYPHLESS.sub("", html.unescape(text)))
    missing = [_named(c) for c in dict.fromkeys(characters) if not _is_drawn(c, drawable)]
    return ", ".join(missing[:5] + ["…"] * (len(missing) > 5))


def _is_drawn(character: str, drawable: Container[int]) -> bool:
    """Whether there is a glyph for a character, or for each part of it."""
    whole = _DRAWN_AS.get(character, character)
    return ord(whole) in drawable or all(
        ord(part) in drawable for part in unicodedata.normalize("NFD", whole)
    )


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"{character} (U+{ord(character):04X}{' ' * bool(name)}{name})"


class Numbered(Protocol):
    @property
    def file(self) -> str: ...

    @property
    def number(self) -> int | None: ...

    @property
    def tree(self) -> Tree: ...


N = TypeVar("N", bound=Numbered)


def duplicate_numbers(issues: Iterable[N]) -> Iterator[tuple[N, Finding]]:
    """Issues whose number another issue has already."""
    owners: dict[int, str] = {}
    for issue in issues:
        if issue.number is None:
            continue
        if issue.number in owners:
            facts = {"number": issue.number, "other": owners[issue.number]}
            yield issue, at(issue.tree, ("number",), "duplicate-number", facts)
        owners.setdefault(issue.number, issue.file)
