"""Strict YAML with positions.

Every scalar stays the text that was written (`NO`, `12:30`, `0123` and `3.10` are text); only an
empty plain scalar, `~` and `null` are the absence of a value. Typed fields read their text
themselves, see `types`. Anchors, aliases, tags, duplicate keys and several documents in one file
are findings, not features: an editor never needs them, and they are how YAML files surprise.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from report_builder.content.rules import Finding

# Ten times what a long case study needs; whatever it holds is read within a second.
MAX_BYTES = 262_144
MAX_DEPTH = 24
MAX_NODES = 10_000

Path = tuple[str | int, ...]
Position = tuple[int, int]
"""Line and column, both from 1."""

Mark = yaml.error.Mark | yaml._yaml.Mark | None

START: Position = (1, 1)
# Controls, and the line breaks that YAML counts and text editors do not (U+0085, U+2028, U+2029).
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_LINE_BREAK = re.compile("\r\n?|\n")
_LOST = re.compile(r"[ \t]+(#[^\s#].*)")
_NULLS = {"", "~", "null"}
_CONFUSED_BY_COLON = "mapping values are not allowed"
_CONFUSED_BY_CHARACTER = ("cannot start any token", "scanning an alias", "scanning an anchor")


@dataclass
class Tree:
    """The parsed file: `value` of dicts, lists, str and None, and where each part stands.

    `keys` has the position of every mapping key, `values` that of every value; both are indexed
    by the path of keys and list indices from the root. `literal` are the paths of block scalars
    (`|`), whose lines of text are lines of the file, and by how many spaces they are indented.
    """

    file: str
    value: Any = None
    keys: dict[Path, Position] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)
    literal: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path, text_line: int) -> int:
        """The line of the file in which line `text_line` (from 0) of the text at `path` stands."""
        line = self.position(path)[0]
        return line + 1 + text_line if path in self.literal else line

    def place_in(self, path: Path, line: int, column: int) -> Position:
        """Where a sign of the text at `path` stands; without `|`, where the text begins.

        `line` and `column` are those within the text, from 0.
        """
        if path not in self.literal:
            return self.position(path)
        return self.line_of(path, line), self.literal[path] + 1 + column

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Where `path` stands, or the nearest enclosing part that exists."""
        while path:
            order = (self.keys, self.values) if key else (self.values, self.keys)
            for positions in order:
                if path in positions:
                    return positions[path]
            path = path[:-1]
        return START


class _TooMuchError(Exception):
    """The file is deeper or larger than any report is."""

    def __init__(self, rule: str, mark: Mark) -> None:
        self.rule = rule
        self.mark = mark


def parse(data: bytes, file: str, scale: int = 1) -> tuple[Tree, list[Finding]]:
    """Read one YAML file; what cannot be read is `None` in the tree and a finding.

    It may be `scale` times as large as what an editor writes.
    """
    tree = Tree(file)
    text, findings = decode(data, file, scale)
    if text is None:
        return tree, findings
    composer = _Composer(tree, text, scale * MAX_NODES)
    try:
        tree.value = composer.document()
    except yaml.MarkedYAMLError as error:
        composer.findings.append(_syntax_finding(error, file, text))
    except _TooMuchError as error:
        composer.add(error.rule, error.mark, ())
    return tree, composer.findings


def decode(data: bytes, file: str, scale: int = 1) -> tuple[str | None, list[Finding]]:
    """The text of a file, or None and what is wrong with its size, encoding or characters."""
    if len(data) > (limit := scale * MAX_BYTES):
        return None, [Finding("file-too-large", file, *START, (), {"limit": limit // 1024})]
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return None, [Finding("encoding", file, *_position_after(before), (), {})]
    if found := _FORBIDDEN.search(text):
        where = _position_after(text[: found.start()])
        facts = {"character": _code_point(found[0])}
        return None, [Finding("control-character", file, *where, (), facts)]
    return text, []


def clean(text: str) -> str:
    """A text of any origin with no character that a file may not have, and `\\n` at line ends."""
    return _FORBIDDEN.sub(" ", _LINE_BREAK.sub("\n", text))


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _position(mark: Mark) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else START


def _position_after(text: str) -> Position:
    lines = _LINE_BREAK.split(text)
    return len(lines), len(lines[-1]) + 1


def _syntax_finding(error: yaml.MarkedYAMLError, file: str, text: str) -> Finding:
    context = error.context or ""
    begin = error.context_mark if context.startswith("while scanning") else None
    mark = begin or error.problem_mark or error.context_mark
    reason = ", ".join(part for part in (context, error.problem) if part)
    # What is missing at the end of the file is missed on a line behind it.
    where = min(_position(mark), _position_after(text))
    return Finding(_syntax_rule(reason), file, *where, (), {"reason": reason})


def _syntax_rule(reason: str) -> str:
    if _CONFUSED_BY_COLON in reason:
        return "yaml-colon"
    if any(part in reason for part in _CONFUSED_BY_CHARACTER):
        return "yaml-character"
    if "scanning a quoted scalar" in reason:
        return "yaml-quote"
    return "yaml-syntax"


class _Composer:
    """Builds the tree from the parser's events, without recursion into the C composer."""

    def __init__(self, tree: Tree, text: str, limit: int) -> None:
        self.tree = tree
        self.findings: list[Finding] = []
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._lines = text.splitlines()
        self._nodes, self._limit = 0, limit

    def add(self, rule: str, mark: Mark, path: Path, **facts: Any) -> None:
        self.findings.append(Finding(rule, self.tree.file, *_position(mark), path, facts))

    def document(self) -> Any:
        value = None
        for number, event in enumerate(self._documents()):
            if number:
                self.add("yaml-documents", event.start_mark, ())
                self._discard((), 0)
            else:
                value = self._node(next(self._events), (), 0)
        return value

    def _documents(self) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield event

    def _node(self, event: yaml.Event, path: Path, depth: int) -> Any:
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > self._limit:
            rule = "too-deep" if depth > MAX_DEPTH else "too-many-values"
            raise _TooMuchError(rule, event.start_mark)
        self._refuse_features(event, path)
        self.tree.values[path] = _position(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth + 1)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth + 1)
        if isinstance(event, yaml.ScalarEvent):
            if event.style == "|":
                self.tree.literal[path] = self._indentation(event)
            self._look_for_lost_text(event, path)
            return None if event.implicit[0] and event.value in _NULLS else event.value
        return None

    def _indentation(self, event: yaml.ScalarEvent) -> int:
        """How many spaces of its lines in the file a block scalar does not have."""
        begin = event.start_mark.line + 1 if event.start_mark else 0
        for written, value in zip(self._lines[begin:], event.value.split("\n"), strict=False):
            if value.strip():
                return len(written) - len(value)
        return 0

    def _look_for_lost_text(self, event: yaml.ScalarEvent, path: Path) -> None:
        """` #1` after plain text is a comment to YAML, but hardly to who wrote it."""
        end = event.end_mark
        if event.implicit[0] and end is not None:
            rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
            if found := _LOST.match(rest):
                self.add("lost-text", event.start_mark, path, got=found[1][:40])

    def _refuse_features(self, event: yaml.Event, path: Path) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self.add("yaml-alias", event.start_mark, path, name=anchor)
        elif anchor:
            self.add("yaml-anchor", event.start_mark, path, name=anchor)
        if tag:
            self.add("yaml-tag", event.start_mark, path, name=tag)
        if found := _FORBIDDEN.search(getattr(event, "value", "")):
            self.add("control-character", event.start_mark, path, character=_code_point(found[0]))

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self._until(yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), depth))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, path, depth)
            if key is None:
                self._discard(path, depth)
                continue
            if key in pairs:
                first = self.tree.keys[(*path, key)][0]
                self.add("duplicate-key", event.start_mark, (*path, key), key=key, first=first)
                self._discard(path, depth)
                continue
            self.tree.keys[(*path, key)] = _position(event.start_mark)
            pairs[key] = self._node(next(self._events), (*path, key), depth)
        return pairs

    def _key(self, event: yaml.Event, path: Path, depth: int) -> str | None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_features(event, path)
            return event.value
        self.add("yaml-key", event.start_mark, path)
        self._node(event, (*path, "?"), depth)
        return None

    def _discard(self, path: Path, depth: int) -> None:
        """Read a value that has no place of its own into a tree that nobody keeps."""
        tree, self.tree = self.tree, Tree(self.tree.file)
        try:
            self._node(next(self._events), (*path, "?"), depth)
        finally:
            self.tree = tree

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event
