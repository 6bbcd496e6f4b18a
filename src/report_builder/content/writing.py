"""YAML that the program writes: a value a line, texts as blocks, so that git can merge it.

What is written here, `yaml.parse` reads back as it was.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Value = str | int | Sequence["Value"] | Mapping[str, "Value"]

# Words that need no quotes wherever they stand; whatever looks otherwise gets them.
_PLAIN = re.compile(r"[^\W_][\w./+ –-]*(?::[\w./+–-]+)*|/[\w./~-]*")
_NULLS = {"null", "Null", "NULL"}


def written(value: Mapping[str, Value]) -> str:
    """A mapping of texts, numbers, lists and mappings as YAML.

    The texts must be of characters that `yaml.clean` leaves.
    """
    return "".join(f"{line}\n" for line in _mapping(value))


def _mapping(value: Mapping[str, Value]) -> Iterator[str]:
    for key, part in value.items():
        yield from _entry(f"{_inline(key)}:", part)


def _entry(mark: str, value: Value) -> Iterator[str]:
    """A value after its key or dash; what does not fit into the line is indented below it."""
    if isinstance(value, str | int):
        yield from _scalar(mark, str(value))
    elif not value:
        yield f"{mark} {'{}' if isinstance(value, Mapping) else '[]'}"
    elif isinstance(value, Mapping) and mark == "-":
        yield from _after_dash(_mapping(value))
    else:
        yield mark
        inner = _mapping(value) if isinstance(value, Mapping) else _items(value)
        yield from (f"  {line}" if line else "" for line in inner)


def _items(values: Sequence[Value]) -> Iterator[str]:
    for value in values:
        yield from _entry("-", value)


def _after_dash(lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{'  ' if number else '- '}{line}" if line else ""


def _scalar(mark: str, text: str) -> Iterator[str]:
    if "\n" in text and _is_block(text):
        yield f"{mark} |-"
        yield from (f"  {line}" if line else "" for line in text.split("\n"))
    else:
        yield f"{mark} {_inline(text)}"


def _inline(text: str) -> str:
    """A text or a key on one line, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text not in _NULLS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _is_block(text: str) -> bool:
    """Whether a block gives the text back: its first line sets the indentation, its end is cut."""
    return not text[0].isspace() and not text.endswith("\n") and "\r" not in text
