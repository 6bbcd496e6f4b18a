"""Exceptions that editors make from a rule, each with its reason.

    ignore: [alt-length]
    ignore_reason: The quotation on the picture has to be given in full.

They hold for the mapping in which they stand, not for the mappings within it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from report_builder.content.node import Node
from report_builder.content.rules import Finding
from report_builder.content.validation import at
from report_builder.content.yaml import Path, Tree


def settle(
    node: Node, tree: Tree, findings: Iterable[Finding], held: Collection[str]
) -> Iterator[Finding]:
    """The findings about a file, excused where an exception is made, and exceptions without use.

    An exception is called useless if it is from one of the rules that the file was `held` against
    in full: of a file whose fields could not all be read, none is. One that lacks its reason
    excuses as well: that it is missing is an error by itself.
    """
    holders = {part.origin.path: part for part in node.nodes()}
    used: set[tuple[Path, str]] = set()
    for finding in findings:
        holder = _holder(holders, finding.path)
        if finding.rule in (holder.ignore or ()):
            used.add((holder.origin.path, finding.rule))
            finding = replace(finding, excuse=holder.ignore_reason or "")
        yield finding
    if held:
        yield from _unused(holders.values(), tree, used, held)


def _holder(holders: dict[Path, Node], path: Path) -> Node:
    """The innermost mapping around a place."""
    while path not in holders:
        path = path[:-1]
    return holders[path]


def _unused(
    parts: Iterable[Node], tree: Tree, used: set[tuple[Path, str]], held: Collection[str]
) -> Iterator[Finding]:
    for part in parts:
        for index, rule in enumerate(part.ignore):
            if rule in held and (part.origin.path, rule) not in used:
                path = part.origin.at("ignore", index).path
                yield at(tree, path, "ignore-unused", {"got": f"[{rule}]"})
        if part.ignore_reason and not part.ignore:
            path = part.origin.at("ignore_reason").path
            yield at(tree, path, "ignore-unused", {"got": "[]"}, at_key=True)
