"""Stacked bars: one lying bar for each category, cut into its series."""

from decimal import Decimal

from report_builder.charts.bars import label_room
from report_builder.charts.canvas import LEADING, Canvas
from report_builder.charts.data import Data
from report_builder.charts.legend import draw_legend, swatch
from report_builder.charts.style import Style
from report_builder.charts.words import LABEL, text_width

_BAR, _APART = 18.0, 7.0
_WHOLE = Decimal(100)


def draw_stacked_bars(canvas: Canvas, data: Data, style: Style) -> None:
    """Values stand in their piece where they fit, the sum at the end unless it is 100 %."""
    unit, left = _unit(canvas, data), label_room(canvas, data)
    y = _heads(canvas, data, style, left, unit)
    top = y
    for column, category in enumerate(data.categories):
        lines = canvas.wrapped(category, left - 8)
        height = max(_BAR, len(lines) * LEADING)
        canvas.lines(0, y + height / 2, lines)
        _stack(canvas, data, style, column, (left, y + (height - _BAR) / 2), unit)
        y += height + _APART
    y -= _APART
    canvas.line((left, top - 2), (left, y + 2), stroke=style.ink, stroke_width=0.6)
    canvas.height = y + 3


def _unit(canvas: Canvas, data: Data) -> float:
    sums = [data.total(column) for column in range(len(data.categories))]
    room = max((text_width(data.written(s)) for s in sums), default=0) + 4 if _sums(data) else 1
    return (canvas.width - label_room(canvas, data) - room) / (float(max(sums)) or 1)


def _sums(data: Data) -> bool:
    """Whether the sums say something: there are several series, and they do not make 100 %."""
    sums = (data.total(column) for column in range(len(data.categories)))
    return len(data.names) > 1 and not all(abs(s - _WHOLE) <= 1 for s in sums)


def _heads(canvas: Canvas, data: Data, style: Style, left: float, unit: float) -> float:
    """The series' names over the first bar, where they fit, or in a legend; the y below them."""
    starts = [left + unit * float(s) for s in _starts(data, 0)]
    ends = [start + text_width(name) for start, name in zip(starts, data.names, strict=True)]
    limits = [*(start - 6 for start in starts[1:]), canvas.width]
    if len(data.names) == 1 or None in data.column(0) or any(
        end > limit for end, limit in zip(ends, limits, strict=True)
    ):  # fmt: skip
        return draw_legend(canvas, data.names, swatch(canvas, style)) or 2.0
    for start, name in zip(starts, data.names, strict=True):
        canvas.text(start + 1, LABEL - 1, name)
    return LABEL + 5


def _starts(data: Data, column: int) -> list[Decimal]:
    """The sum of what lies before each series."""
    values = [value or Decimal() for value in data.column(column)]
    return [sum(values[:series], Decimal()) for series in range(len(values))]


def _stack(
    canvas: Canvas, data: Data, style: Style, column: int, place: tuple[float, float], unit: float
) -> None:
    left, y = place
    for series, value in enumerate(data.column(column)):
        if value:
            x = left + unit * float(_starts(data, column)[series])
            _piece(canvas, data, style, series, value, (x, y, unit * float(value)))
    if _sums(data):
        end = left + unit * float(data.total(column)) + 4
        total = data.written(data.total(column))
        canvas.text(end, y + _BAR / 2 + 2.7, total, bold=True)


def _piece(
    canvas: Canvas, data: Data, style: Style, series: int, value: Decimal,
    box: tuple[float, float, float],
) -> None:  # fmt: skip
    x, y, width = box
    canvas.add("rect", x=x, y=y, width=width, height=_BAR, **style.area(series))
    if x:
        canvas.line((x, y), (x, y + _BAR), stroke=style.paper, stroke_width=1.2)
    words, ground = data.plain(value), style.ground(series)
    room = text_width(words) + 5
    if room <= width:
        canvas.add("rect", x=x + (width - room) / 2, y=y + 3.2, width=room, height=_BAR - 6.4,
                   fill=ground)  # fmt: skip
        canvas.text(x + width / 2, y + _BAR / 2 + 2.7, words, anchor="middle", bold=True,
                    fill=style.on(ground))  # fmt: skip
