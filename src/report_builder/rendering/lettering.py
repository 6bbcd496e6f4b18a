"""Words in a drawing set as words.

WeasyPrint draws the text of an SVG letter by letter from left to right: without kerning, Arabic
in letters that do not join, Hebrew backwards.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint import svg

# What gives each letter a place of its own.
_PER_LETTER = ("dx", "dy", "rotate", "letter-spacing", "textLength")
_letter_by_letter = svg.text


class _Whole(str):
    """A text that is taken for a single letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def install() -> None:
    """Make WeasyPrint, which has no public way for this, draw text with `draw_text`."""
    svg.TAGS |= {tag: draw_text for tag, draw in svg.TAGS.items() if draw is _letter_by_letter}
    svg.text = draw_text


def draw_text(drawing: Any, node: Any, font_size: float) -> None:
    """Draw the text of a node at once, unless the drawing places its letters one by one."""
    placed = any(node.get(name) for name in _PER_LETTER)
    placed = placed or any(len(node.get(name, "").split()) > 1 for name in ("x", "y"))
    if node.text and not placed:
        node._etree_node.text = _Whole(node.text)
    _letter_by_letter(drawing, node, font_size)
