"""Lines: categories that are numbers, such as years, lie at their true distances."""

from dataclasses import dataclass
from decimal import Decimal

from report_builder.charts.canvas import LEADING, Canvas, Point, spread
from report_builder.charts.data import Data
from report_builder.charts.legend import draw_legend, stroke
from report_builder.charts.scale import decimals, ticks
from report_builder.charts.style import Style, marker
from report_builder.charts.words import LABEL, text_width, widest

_HEIGHT = 124.0
_NAMES = 0.3
"""The part of the width that the names at the ends of lines may take."""
_MOST_MARKERS = 12
_SIGN = 20.0
"""From the end of a line to its name, with the marker between them, in pt."""


@dataclass(frozen=True)
class _Frame:
    """The area of the lines in pt, and what its edges stand for."""

    left: float
    right: float
    top: float
    low: float
    high: float
    places: tuple[float, ...]

    @property
    def bottom(self) -> float:
        return self.top + _HEIGHT

    def x(self, category: int) -> float:
        span = (self.places[-1] - self.places[0]) or 1.0
        if len(self.places) == 1:
            return (self.left + self.right) / 2
        share = (self.places[category] - self.places[0]) / span
        return self.left + share * (self.right - self.left)

    def y(self, value: Decimal) -> float:
        return self.bottom - _HEIGHT * (float(value) - self.low) / ((self.high - self.low) or 1)


def draw_lines(canvas: Canvas, data: Data, style: Style) -> None:
    """One line for each series, named at its end; a gap interrupts it."""
    labelled = len(data.names) == 1 and _room_for_values(canvas, data)
    named = len(data.names) > 1 and all(row[-1] is not None for row in data.rows)
    top = LABEL + 3 + (0 if named else draw_legend(canvas, data.names, stroke(canvas, style)))
    levels = ticks(*_range(data))
    frame = _frame(canvas, data, levels, top, named)
    if not labelled:
        _draw_levels(canvas, data, style, frame, levels)
    elif frame.low == 0:
        canvas.line((0, frame.bottom), (canvas.width, frame.bottom), stroke=style.ink,
                    stroke_width=0.6)  # fmt: skip
    _categories(canvas, data, style, frame)
    for series in reversed(range(len(data.names))):
        _series(canvas, data, style, frame, series)
    if labelled:
        _values(canvas, data, frame)
    if named:
        _ends(canvas, data, style, frame)
    canvas.height = frame.bottom + LABEL + 8


def _range(data: Data) -> tuple[float, float]:
    """Lowest and highest value; from zero, unless all lies far above it."""
    low, high = float(min(data.values)), float(max(data.values))
    near = 0 <= low <= 0.6 * high
    return (0.0 if near else low, 0.0 if low == high < 0 else high)


def _frame(canvas: Canvas, data: Data, levels: list[Decimal], top: float, named: bool) -> _Frame:
    values = widest(map(data.written, data.values))
    names = max(min(canvas.width * _NAMES, widest(data.names)), values) + _SIGN
    half = max(text_width(data.categories[-1]), values) / 2
    right = names if named else max(8.0, half)
    left = max(8.0, text_width(data.categories[0]) / 2, _level_room(data, levels, named))
    low, high = float(levels[0]), float(levels[-1])
    return _Frame(left, canvas.width - right, top, low, high, _places(data))


def _level_room(data: Data, levels: list[Decimal], named: bool) -> float:
    if len(data.names) == 1 and not named:
        return widest(map(data.plain, data.values)) / 2
    return widest(data.number(level, decimals(levels)) for level in levels) + 6


def _places(data: Data) -> tuple[float, ...]:
    """Where the categories stand: numbers by their value, words at equal distances."""
    if all(category.isdecimal() for category in data.categories):
        return tuple(map(float, data.categories))
    return tuple(map(float, range(len(data.categories))))


def _room_for_values(canvas: Canvas, data: Data) -> bool:
    return (widest(map(data.plain, data.values)) + 4) * len(data.categories) <= canvas.width * 0.85


def _draw_levels(
    canvas: Canvas, data: Data, style: Style, frame: _Frame, levels: list[Decimal]
) -> None:
    """Hairlines at round numbers, the numbers on them at the left; a stronger one at zero."""
    for level in levels:
        y = frame.y(level)
        color = style.ink if level == 0 else style.hairline
        width = 0.6 if level == 0 else 0.4
        canvas.line((0, y), (frame.right, y), stroke=color, stroke_width=width)
        words = data.number(level, decimals(levels))
        canvas.text(0, y - 2.5, words, fill=style.muted)


def _categories(canvas: Canvas, data: Data, style: Style, frame: _Frame) -> None:
    """As many names as have room: always the first and the last."""
    y, last = frame.bottom + LABEL + 4, len(data.categories) - 1
    edge = -1.0
    limit = frame.x(last) - text_width(data.categories[last]) / 2 - 5
    for column, category in enumerate(data.categories):
        x, half = frame.x(column), text_width(category) / 2
        if column == last or (x - half > edge and x + half < limit):
            start = min(max(x, half), canvas.width - half)
            canvas.text(start, y, category, anchor="middle")
            edge = x + half + 5


def _series(canvas: Canvas, data: Data, style: Style, frame: _Frame, series: int) -> None:
    color = style.color(series)
    for run in _runs(data, frame, series):
        path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in run)
        canvas.add("path", d=path, fill="none", stroke=color, stroke_width=1.8,
                   stroke_linejoin="round", stroke_dasharray=style.dash(series))  # fmt: skip
        marked = run if len(data.categories) <= _MOST_MARKERS else [run[0], run[-1]]
        for x, y in marked:
            canvas.add("path", d=marker(series, x, y, 2.8), fill=color, stroke=style.paper,
                       stroke_width=0.8)  # fmt: skip


def _runs(data: Data, frame: _Frame, series: int) -> list[list[Point]]:
    """The points of a series, divided at its gaps."""
    runs: list[list[Point]] = [[]]
    for column, value in enumerate(data.rows[series]):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((frame.x(column), frame.y(value)))
    return [run for run in runs if run]


def _values(canvas: Canvas, data: Data, frame: _Frame) -> None:
    """Each value of a single series over its point, or under it in a valley."""
    row = data.rows[0]
    for column, value in enumerate(row):
        if value is not None:
            around = [row[n] for n in (column - 1, column + 1) if 0 <= n < len(row)]
            valley = all(other is not None and other > value for other in around)
            below = valley and frame.y(value) < frame.bottom - 14
            y = frame.y(value) + (LABEL + 4 if below else -6)
            canvas.text(frame.x(column), y, data.plain(value), anchor="middle", bold=True)


def _ends(canvas: Canvas, data: Data, style: Style, frame: _Frame) -> None:
    """Value and name of each series beside the end of its line."""
    last = [row[-1] or Decimal() for row in data.rows]
    x, room = frame.right + _SIGN, canvas.width - frame.right - _SIGN
    names = [canvas.wrapped(name, room, most=2) for name in data.names]
    sizes = [(1 + len(lines)) * LEADING + 3 for lines in names]
    middles = spread([frame.y(v) for v in last], sizes, 0, frame.bottom + LABEL + 6)
    for series, (lines, value, middle) in enumerate(zip(names, last, middles, strict=True)):
        first = middle - len(lines) * LEADING / 2 + 2.7
        sign = marker(series, x - 8, first - 2.7, 2.8)
        canvas.add("path", d=sign, fill=style.color(series))
        canvas.text(x, first, data.written(value), bold=True)
        for number, words in enumerate(lines, 1):
            canvas.text(x, first + number * LEADING, words)
