"""Grouped bars: upright for short categories such as years, lying for long ones."""

from dataclasses import dataclass
from decimal import Decimal

from report_builder.charts.canvas import LEADING, Canvas
from report_builder.charts.data import Data
from report_builder.charts.legend import draw_legend, swatch
from report_builder.charts.style import Style
from report_builder.charts.words import LABEL, text_width, widest

_HEIGHT = 112.0
_WIDEST_BAR, _BAR = 34.0, 11.0
_BETWEEN, _GROUPS = 1.6, 8.0
_SHORT = 52.0
"""The widest name that stands under an upright bar, in pt."""
_LABELS = 0.4
"""The part of the width that names of categories may take."""


def draw_bars(canvas: Canvas, data: Data, style: Style) -> None:
    """Bars from a line at zero, each with its value at its end."""
    if fits_upright(data, canvas.width):
        _upright(canvas, data, style)
    else:
        _lying(canvas, data, style)


def fits_upright(data: Data, width: float) -> bool:
    """Whether names and values fit above and below upright bars."""
    slot, names = width / len(data.categories), widest(data.categories)
    values = widest(map(data.plain, data.values))
    return names <= min(slot - 4, _SHORT) and values <= _bar_width(slot, len(data.names)) + 3


def _bar_width(slot: float, series: int) -> float:
    return min(_WIDEST_BAR, 0.8 * slot / series)


@dataclass(frozen=True)
class _Scale:
    """Where values lie along an axis, in pt: `zero` is the line at which bars begin."""

    zero: float
    unit: float

    def length(self, value: Decimal) -> float:
        return abs(float(value)) * self.unit


def _upright(canvas: Canvas, data: Data, style: Style) -> None:
    top = draw_legend(canvas, data.names, swatch(canvas, style)) + LABEL + 1
    below = LABEL + 2 if data.low < 0 else 0.0
    unit = (_HEIGHT - below) / (data.high - data.low)
    scale = _Scale(top + data.high * unit, unit)
    slot = canvas.width / len(data.categories)
    foot = top + _HEIGHT + LABEL + 4
    for column, category in enumerate(data.categories):
        middle = (column + 0.5) * slot
        _upright_group(canvas, data, style, column, middle, scale)
        canvas.text(middle, foot, category, anchor="middle")
    canvas.line((0, scale.zero), (canvas.width, scale.zero), stroke=style.ink, stroke_width=0.6)
    canvas.height = foot + 3


def _upright_group(
    canvas: Canvas, data: Data, style: Style, column: int, middle: float, scale: _Scale
) -> None:
    width = _bar_width(canvas.width / len(data.categories), len(data.names))
    left = middle - width * len(data.names) / 2
    for series, value in enumerate(data.column(column)):
        if value is None:
            continue
        x, length = left + series * width, scale.length(value)
        y = scale.zero - length if value >= 0 else scale.zero
        canvas.add("rect", x=x + _BETWEEN / 2, y=y, width=width - _BETWEEN, height=length,
                   **style.area(series))  # fmt: skip
        end = y - 3 if value >= 0 else y + length + LABEL
        canvas.text(x + width / 2, end, data.plain(value), anchor="middle", bold=True)


def _lying(canvas: Canvas, data: Data, style: Style) -> None:
    named = _names_fit(canvas, data)
    y = 0.0 if named else draw_legend(canvas, data.names, swatch(canvas, style))
    scale, top = _lying_scale(canvas, data), y
    for column, category in enumerate(data.categories):
        lines = canvas.wrapped(category, label_room(canvas, data) - 8)
        bars = len(data.names) * (_BAR + _BETWEEN) - _BETWEEN
        height = max(bars, len(lines) * LEADING)
        canvas.lines(0, y + height / 2, lines)
        _lying_group(canvas, data, style, column, y + (height - bars) / 2, scale)
        if named and column == 0:
            _name(canvas, data, style, y + (height - bars) / 2, scale)
        y += height + _GROUPS
    y -= _GROUPS
    canvas.line((scale.zero, top - 2 if top else 0), (scale.zero, y + 2), stroke=style.ink,
                stroke_width=0.6)  # fmt: skip
    canvas.height = y + 3


def _lying_scale(canvas: Canvas, data: Data) -> _Scale:
    left, values = label_room(canvas, data), data.widest_value() + 4
    before = values if data.low < 0 else 0.0
    unit = (canvas.width - left - values - before) / (data.high - data.low)
    return _Scale(left + before - data.low * unit, unit)


def label_room(canvas: Canvas, data: Data) -> float:
    """What the names of the categories take at the left, in pt."""
    return min(canvas.width * _LABELS, widest(data.categories) + 8)


def _lying_group(
    canvas: Canvas, data: Data, style: Style, column: int, y: float, scale: _Scale
) -> None:
    for series, value in enumerate(data.column(column)):
        if value is not None:
            length = scale.length(value)
            x = scale.zero if value >= 0 else scale.zero - length
            canvas.add("rect", x=x, y=y, width=length, height=_BAR, **style.area(series))
            end, anchor = (x + length + 4, "start") if value >= 0 else (x - 4, "end")
            canvas.text(end, y + _BAR / 2 + 2.7, data.written(value), anchor=anchor, bold=True)
        y += _BAR + _BETWEEN


def _name_start(data: Data, series: int, scale: _Scale) -> float:
    value = data.column(0)[series] or Decimal()
    return scale.zero + scale.length(value) + 4 + text_width(data.written(value)) + 5


def _names_fit(canvas: Canvas, data: Data) -> bool:
    """Whether every series can be named after its bar of the first group."""
    if len(data.names) == 1 or None in data.column(0) or data.low < 0:
        return False
    scale = _lying_scale(canvas, data)
    ends = (_name_start(data, s, scale) + text_width(n) for s, n in enumerate(data.names))
    return max(ends) <= canvas.width


def _name(canvas: Canvas, data: Data, style: Style, y: float, scale: _Scale) -> None:
    for series, name in enumerate(data.names):
        x = _name_start(data, series, scale)
        canvas.text(x, y + _BAR / 2 + 2.7, name, fill=style.muted)
        y += _BAR + _BETWEEN
