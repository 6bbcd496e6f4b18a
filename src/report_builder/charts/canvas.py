"""The elements of a chart as SVG 1.1 text; lengths in points, y downwards."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil

from report_builder.charts.words import LABEL, wrapped

LEADING = 9.6
"""From one line of a label to the next, in pt."""
MILLIMETRE = 72 / 25.4
"""A millimetre in pt."""
BASELINE = 4.5 * MILLIMETRE
"""The grid of the page in pt: the height of every drawing is a multiple of it."""

Point = tuple[float, float]


def spread(
    centres: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres moved so little that labels of these sizes do not touch, between `low` and `high`.

    Their order stays. Where there is not room enough they overlap evenly beyond `high`.
    """
    order = sorted(range(len(centres)), key=lambda n: centres[n])
    placed = list(centres)
    edge = low
    for n in order:
        placed[n] = max(placed[n], edge + sizes[n] / 2)
        edge = placed[n] + sizes[n] / 2
    edge = max(high, low + sum(sizes))
    for n in reversed(order):
        placed[n] = min(placed[n], edge - sizes[n] / 2)
        edge = placed[n] - sizes[n] / 2
    return placed


class Canvas:
    """Collects the elements of one drawing `width` pt wide; `height` is set when it is known."""

    def __init__(self, width: float, font: str, ink: str, language: str) -> None:
        self.width = width
        self.height = 0.0
        self._font = font
        self._ink = ink
        self._language = language
        self._elements: list[str] = []

    def add(self, name: str, /, **attributes: object) -> None:
        """An empty element; `stroke_width=1` becomes the attribute stroke-width."""
        self._elements.append(f"<{name}{_attributes(attributes)}/>")

    def text(
        self, x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False,
        fill: str | None = None, size: float = LABEL, source: str | None = None,
    ) -> None:  # fmt: skip
        """Words on the baseline `y`; `source` is the field that they come from."""
        shown = {
            "x": x, "y": y, "text_anchor": anchor, "font_family": self._font, "font_size": size,
            "font_weight": 600 if bold else 400, "fill": fill or self._ink,
            "data_src": source,
        }  # fmt: skip
        self._elements.append(f"<text{_attributes(shown)}>{escape(words)}</text>")

    def wrapped(self, words: str, width: float, most: int = 3) -> list[str]:
        """`words` in at most so many lines of `width` pt, divided as their language does."""
        return wrapped(words, width, most, self._language)

    def lines(
        self, x: float, middle: float, lines: Sequence[str], *, anchor: str = "start",
        bold: bool = False, source: str | None = None,
    ) -> None:  # fmt: skip
        """Lines of a label, as a whole centred on the height `middle`."""
        first = middle + 0.34 * LABEL - (len(lines) - 1) * LEADING / 2
        for number, words in enumerate(lines):
            y = first + number * LEADING
            self.text(x, y, words, anchor=anchor, bold=bold, source=source)

    def line(self, start: Point, end: Point, **stroke: object) -> None:
        self.add("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **stroke)

    def svg(self, description: str, definitions: str) -> str:
        """The whole drawing; `description` is its text alternative."""
        height = ceil(round(self.height / BASELINE, 3)) * BASELINE
        size = f'width="{number(self.width)}pt" height="{number(height)}pt"'
        view = f'viewBox="0 0 {number(self.width)} {number(height)}"'
        title = f"<title>{escape(description)}</title><defs>{definitions}</defs>"
        body = "\n".join(self._elements)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {view} {size}>{title}\n'
            f"{body}\n</svg>"
        )


def number(value: object) -> str:
    """A length without superfluous digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _attributes(attributes: Mapping[str, object]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(number(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
