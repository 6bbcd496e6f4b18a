"""Parts of a whole as a ring, every part named beside it."""

from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

from report_builder.charts.canvas import LEADING, Canvas, Point, spread
from report_builder.charts.data import Data
from report_builder.charts.style import Style
from report_builder.charts.words import text_width

_OUTER, _INNER = 56.0, 35.0
_TOP = 8.0
_WHOLE = Decimal(100)
_LEADER = 10.0
_BIG = 16.0


@dataclass(frozen=True)
class _Part:
    number: int
    start: float
    end: float
    """Angles from twelve o'clock, clockwise, in radians."""
    lines: list[str]
    value: str

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def size(self) -> float:
        """The height of its label in pt."""
        return (1 + len(self.lines)) * LEADING + 4

    @property
    def at_right(self) -> bool:
        return self.middle <= pi


def draw_donut(canvas: Canvas, data: Data, style: Style) -> None:
    """Parts clockwise from the top in the order of the data; the sum stands in the middle."""
    parts = _parts(canvas, data)
    sides = [[p for p in parts if p.at_right == right] for right in (True, False)]
    height = max(2 * (_OUTER + _TOP), *(sum(p.size for p in side) for side in sides))
    centre = (canvas.width / 2, height / 2)
    for part in parts:
        _ring(canvas, style, part, len(parts), centre)
    for side in sides:
        _labels(canvas, style, side, centre, height)
    _middle(canvas, data, style, centre)
    canvas.height = height


def _parts(canvas: Canvas, data: Data) -> list[_Part]:
    present = [(c, v) for c, v in zip(data.categories, data.rows[0], strict=True) if v]
    total = float(sum(value for _, value in present))
    room = canvas.width / 2 - _OUTER - 2 * _LEADER - 6
    parts, angle = [], 0.0
    for number, (category, value) in enumerate(present):
        end = angle + 2 * pi * float(value) / total
        lines = canvas.wrapped(category, room)
        parts.append(_Part(number, angle, end, lines, data.written(value)))
        angle = end
    return parts


def _on(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def _ring(canvas: Canvas, style: Style, part: _Part, parts: int, centre: Point) -> None:
    """A piece of the ring in two arcs each way, so that a whole circle can be drawn as well."""
    angles = (part.start, part.middle, part.end)
    outer = [_on(centre, _OUTER, angle) for angle in angles]
    inner = [_on(centre, _INNER, angle) for angle in reversed(angles)]
    path = f"M{outer[0][0]:.2f} {outer[0][1]:.2f}"
    path += "".join(f"A{_OUTER} {_OUTER} 0 0 1 {x:.2f} {y:.2f}" for x, y in outer[1:])
    path += f"L{inner[0][0]:.2f} {inner[0][1]:.2f}"
    path += "".join(f"A{_INNER} {_INNER} 0 0 0 {x:.2f} {y:.2f}" for x, y in inner[1:])
    canvas.add("path", d=path + "z", fill=style.shade(part.number, parts), stroke=style.paper,
               stroke_width=1.6)  # fmt: skip


def _labels(canvas: Canvas, style: Style, side: list[_Part], centre: Point, height: float) -> None:
    """Value and name of each part beside the ring, with a line to it."""
    sizes = [part.size for part in side]
    wished = [_on(centre, _OUTER + 6, part.middle)[1] for part in side]
    for part, y in zip(side, spread(wished, sizes, 0, height), strict=True):
        way = 1 if part.at_right else -1
        anchor = "start" if part.at_right else "end"
        edge = centre[0] + way * (_OUTER + _LEADER + 6)
        _leader(canvas, style, _on(centre, _OUTER + 1.5, part.middle), (edge, y))
        first = y - len(part.lines) * LEADING / 2 + 2.7
        x = edge + way * 3
        canvas.text(x, first, part.value, anchor=anchor, bold=True)
        for number, words in enumerate(part.lines, 1):
            canvas.text(x, first + number * LEADING, words, anchor=anchor)


def _leader(canvas: Canvas, style: Style, start: Point, end: Point) -> None:
    way = 1 if end[0] > start[0] else -1
    path = f"M{start[0]:.2f} {start[1]:.2f}L{end[0] - way * 5:.2f} {end[1]:.2f}H{end[0]:.2f}"
    canvas.add("path", d=path, fill="none", stroke=style.hairline, stroke_width=0.7)


def _middle(canvas: Canvas, data: Data, style: Style, centre: Point) -> None:
    """The sum; where it is 100 %, the largest part, which the tone of the ring explains."""
    whole = abs(sum(data.values, Decimal()) - _WHOLE) <= 1 and data.unit == "%"
    value = max(data.values) if whole else sum(data.values, Decimal())
    words = data.written(value)
    size = min(_BIG, _BIG * (2 * _INNER - 8) / text_width(words, _BIG))
    canvas.text(centre[0], centre[1] + (5 if whole else 2), words, anchor="middle", bold=True,
                size=size, fill=style.color(0))  # fmt: skip
    if not whole:
        canvas.text(centre[0], centre[1] + 13, style.total, anchor="middle")
