"""Dots on a line for each category: how far apart the series are."""

from collections.abc import Sequence

from report_builder.charts.bars import label_room
from report_builder.charts.canvas import LEADING, Canvas, spread
from report_builder.charts.data import Data
from report_builder.charts.legend import dot, draw_legend
from report_builder.charts.scale import ticks
from report_builder.charts.style import Style, marker
from report_builder.charts.words import LABEL, text_width

_ROW, _TALL_ROW = 17.0, 24.0
_NEAR = 10.0
"""How far a name may stand from the dot that it names, in pt."""


class _Axis:
    """Where values lie between the names of the categories and the right edge."""

    def __init__(self, canvas: Canvas, data: Data) -> None:
        levels = ticks(min(data.low, 0.0), data.high, 5)
        room = data.widest_value() + 9
        self._left = label_room(canvas, data) + room
        self._low, self._high = float(levels[0]), max(data.high, float(levels[0]) + 1e-9)
        self._width = canvas.width - self._left - room

    def x(self, value: object) -> float:
        share = (float(str(value)) - self._low) / (self._high - self._low)
        return self._left + share * self._width


def draw_dots(canvas: Canvas, data: Data, style: Style) -> None:
    """Values stand at both ends of each line; with more than two series over their dots."""
    axis = _Axis(canvas, data)
    y = _heads(canvas, data, style, axis)
    row = _ROW if len(data.names) <= 2 else _TALL_ROW
    for column, category in enumerate(data.categories):
        lines = canvas.wrapped(category, label_room(canvas, data) - 8)
        height = max(row, len(lines) * LEADING + 5)
        middle = y + height / 2 + (row - _ROW) / 2
        canvas.lines(0, middle, lines)
        _row(canvas, data, style, column, middle, axis)
        y += height
    canvas.height = y + 2


def _row(canvas: Canvas, data: Data, style: Style, column: int, y: float, axis: _Axis) -> None:
    values = [(s, v) for s, v in enumerate(data.column(column)) if v is not None]
    ordered = sorted((axis.x(v), s, data.written(v)) for s, v in values)
    if not ordered:
        return
    start = axis.x(0) if len(data.names) == 1 and data.low == 0 else ordered[0][0]
    canvas.line((start, y), (ordered[-1][0], y), stroke=style.hairline, stroke_width=2.4)
    for x, series, _ in ordered:
        canvas.add("path", d=marker(series, x, y, 3.6), fill=style.color(series),
                   stroke=style.paper, stroke_width=0.8)  # fmt: skip
    _values(canvas, ordered, y, len(data.names))


def _values(
    canvas: Canvas, ordered: Sequence[tuple[float, int, str]], y: float, series: int
) -> None:
    if series > 2:
        sizes = [text_width(words) + 4 for _, _, words in ordered]
        places = spread([x for x, _, _ in ordered], sizes, 0, canvas.width)
        for place, (_, _, words) in zip(places, ordered, strict=True):
            canvas.text(place, y - 7, words, anchor="middle", bold=True)
        return
    canvas.text(ordered[-1][0] + 7, y + 2.7, ordered[-1][2], bold=True)
    if len(ordered) > 1:
        canvas.text(ordered[0][0] - 7, y + 2.7, ordered[0][2], anchor="end", bold=True)


def _heads(canvas: Canvas, data: Data, style: Style, axis: _Axis) -> float:
    """The series' names over the first dots, where they fit, or in a legend; the y below."""
    first = [value for value in data.column(0) if value is not None]
    if len(data.names) == 1:
        return 0.0
    if len(first) == len(data.names) and len(first) == 2:
        sizes = [text_width(name) + 8 for name in data.names]
        centres = [axis.x(value) for value in first]
        places = spread(centres, sizes, 0, canvas.width)
        if all(abs(a - b) <= _NEAR for a, b in zip(places, centres, strict=True)):
            for place, name in zip(places, data.names, strict=True):
                canvas.text(place, LABEL - 1, name, anchor="middle")
            return LABEL + 2
    return draw_legend(canvas, data.names, dot(canvas, style)) - 4
