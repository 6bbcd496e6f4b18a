"""The content of an issue as flat fields: what comments, changes and approvals speak of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_builder import store
from report_builder.content.loading import Content, IssueContent
from report_builder.content.node import FileNode, Node, Source
from report_builder.content.yaml import Tree

# What says how an issue is published, not what it says: an approval is not about these.
_PUBLISHING = {
    *("status", "published", "version", "changes", "review", "press", "ignore", "ignore_reason")
}


@dataclass(frozen=True)
class Field:
    """A scalar of a YAML file.

    `source` is `<file>#<json-pointer>` (RFC 6901), the file relative to the project; `text` is the
    value as it is written; `line` and `column` (from 1) are where it begins. `picture` is the
    SHA-256 of the picture that the field names, if it names one.
    """

    source: str
    text: str
    line: int
    column: int
    picture: str = ""

    @property
    def file(self) -> str:
        return self.source.partition("#")[0]

    @property
    def pointer(self) -> str:
        return self.source.partition("#")[2]


Fields = Mapping[str, Field]
"""Fields by their source, in print order of their files and in the order of each file."""


def fields_of(root: Path, content: Content, issue: IssueContent) -> dict[str, Field]:
    """The fields of an issue that is usable: of the series, the issue, its case studies in print
    order. What only says how it is published (status, version, press, review) is left out."""
    assert issue.report is not None
    report = issue.report
    documents = {d.tree.file: d for d in (*content.documents, *issue.documents)}
    found: dict[str, Field] = {}
    for node in (report.series, report.issue, *report.case_studies):
        tree = documents[node.origin.file].tree
        pictures = _pictures(root, node)
        for source, text in _scalars(tree):
            line, column = tree.position(source.path)
            name = str(source)
            picture = pictures.get(name) or pictures.get(f"{name}/file", "")  # logo: name.svg
            found[name] = Field(name, text, line, column, picture)
    return found


def nearest(fields: Mapping[str, Field], source: str) -> Field | None:
    """The field at `source`, or else at the nearest place around or below it."""
    file, _, pointer = source.partition("#")
    while True:
        if (exact := fields.get(f"{file}#{pointer}")) is not None:
            return exact
        below = re.compile(re.escape(f"{file}#{pointer}/"))
        for name, field in fields.items():
            if pointer and below.match(name):
                return field
        if not pointer:
            return None
        pointer = pointer.rpartition("/")[0]


def _pictures(root: Path, node: Node) -> dict[str, str]:
    named = [part for part in node.nodes() if isinstance(part, FileNode)]
    return {
        str(part.origin.at("file")): store.digest((root / part.path).read_bytes()) for part in named
    }


def _scalars(tree: Tree) -> Iterator[tuple[Source, str]]:
    if isinstance(tree.value, dict):
        for key, value in tree.value.items():
            if key not in _PUBLISHING:
                yield from _below(Source(tree.file, (key,)), value)


def _below(source: Source, value: Any) -> Iterator[tuple[Source, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in ("ignore", "ignore_reason"):
                yield from _below(source.at(key), part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _below(source.at(index), part)
    elif value is not None:
        yield source, str(value)
