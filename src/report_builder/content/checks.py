"""Editorial checks on content that is already well-formed."""

from collections.abc import Iterable, Iterator
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
