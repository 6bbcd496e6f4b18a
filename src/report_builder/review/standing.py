"""Where the words of a comment stand in the files of today, and whether their field has changed."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from report_builder import store
from report_builder.content import yaml
from report_builder.content.rules import pointer
from report_builder.review import quotes
from report_builder.review.comments import Comment

_HEADER = re.compile(r"[|>][0-9+-]*")


class Standing(NamedTuple):
    """The field that a comment is about as it is now, and the place of its words: line and column
    from 1, 0 where there is no such file. `stale` says that its text is not that of the draft."""

    field: str
    line: int
    column: int
    stale: bool


def digest(text: str) -> str:
    """By which a text is known again."""
    return store.digest(text.encode())[:12]


@dataclass(frozen=True)
class Written:
    """A content file as it is now; one that cannot be read has no scalars."""

    data: bytes
    file: str

    @cached_property
    def scalars(self) -> dict[str, str]:
        """The text of each scalar by its JSON pointer."""
        return {pointer(path): text for path, text in _scalars((), self._tree.value)}

    @cached_property
    def _tree(self) -> yaml.Tree:
        return yaml.parse(self.data, self.file)[0]

    @cached_property
    def _text(self) -> str:
        return yaml.decode(self.data, self.file)[0] or ""

    @cached_property
    def _lines(self) -> list[int]:
        """Where in the text each line begins."""
        return [0, *(found.end() for found in re.finditer("\r\n?|\n", self._text))]

    @cached_property
    def positions(self) -> dict[str, yaml.Position]:
        """Where each value begins, by its JSON pointer."""
        return {pointer(path): place for path, place in self._tree.values.items()}

    @cached_property
    def _begins(self) -> list[int]:
        tree = self._tree
        places = {*tree.keys.values(), *tree.values.values()}
        return sorted(self._offset(place) for place in places)

    def _offset(self, position: yaml.Position) -> int:
        return self._lines[position[0] - 1] + position[1] - 1

    def place(self, field: str, words: str, near: int) -> yaml.Position:
        """Where words of a scalar stand that had `near` letters before them in the draft.

        Where the scalar begins, if they are not there.
        """
        begin = self._offset(self.positions[field])
        after = bisect_right(self._begins, begin)
        end = self._begins[after] if after < len(self._begins) else len(self._text)
        header = _HEADER.match(self._text, begin, end)
        begin = header.end() if header else begin
        raw = self._text[begin:end]
        letter = quotes.found_near(raw, words, near)
        if letter is None:
            return self.positions[field]
        offset = begin + quotes.letters(raw).places[letter]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _scalars(path: yaml.Path, value: Any) -> Iterator[tuple[yaml.Path, str]]:
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in parts:
            yield from _scalars((*path, step), part)
    elif value is not None:
        yield path, str(value)


class Files:
    """The content files of a project as they are now, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, Written | None] = {}

    def read(self, file: str) -> Written | None:
        """A file by its path relative to the project; None if there is none."""
        if file not in self._files:
            path = (self._root / file).resolve()
            known = bool(file) and path.is_relative_to(self._root) and path.is_file()
            self._files[file] = Written(path.read_bytes(), file) if known else None
        return self._files[file]

    def begin(self, file: str, field: str) -> yaml.Position | None:
        """Where a scalar begins, if it is there."""
        written = self.read(file)
        return written.positions.get(field) if written else None

    def standing(self, comment: Comment) -> Standing:
        """Where the words of a comment are now."""
        written = self.read(comment.file)
        if not comment.field or written is None:
            line = 0 if written is None else 1
            return Standing(comment.field, line, line, bool(comment.field))
        field = _field(written, comment)
        text = written.scalars.get(field)
        if text is None:
            return Standing(field, 1, 1, True)
        line, column = written.place(field, comment.anchor or comment.quote, comment.letters)
        return Standing(field, line, column, digest(text) != comment.digest)


def _field(written: Written, comment: Comment) -> str:
    """The field of a comment; if it has another text now, one of its kind that has the old one:
    the entry of a list that was moved."""
    scalars = written.scalars
    if comment.field in scalars and digest(scalars[comment.field]) == comment.digest:
        return comment.field
    kind = _kind(comment.field)
    moved = (
        f for f, text in scalars.items() if _kind(f) == kind and digest(text) == comment.digest
    )
    return next(moved, comment.field)


def _kind(field: str) -> str:
    """A field without the numbers of the entries it is in."""
    return re.sub(r"/\d+(?=/|$)", "/", field)
