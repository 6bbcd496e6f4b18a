"""The line that names the series, where they cannot be named in the drawing itself."""

from collections.abc import Callable, Sequence

from report_builder.charts.canvas import LEADING, Canvas, Point
from report_builder.charts.style import Style, marker
from report_builder.charts.words import LABEL, text_width

Sign = Callable[[int, Point], None]
"""Draws what stands for a series beside its name, 12 pt wide, centred on a height."""

_SIGN, _APART = 15.0, 14.0


def draw_legend(canvas: Canvas, names: Sequence[str], sign: Sign) -> float:
    """Sign and name of each series in one or more lines; returns the y below them."""
    if len(names) == 1:
        return 0.0
    x, y = 0.0, LABEL / 2
    for series, name in enumerate(names):
        lines = canvas.wrapped(name, canvas.width - _SIGN, most=1)
        width = _SIGN + text_width(lines[0])
        if x and x + width > canvas.width:
            x, y = 0.0, y + LEADING + 3
        sign(series, (x, y))
        canvas.lines(x + _SIGN, y, lines)
        x += width + _APART
    return y + LABEL / 2 + 9


def swatch(canvas: Canvas, style: Style) -> Sign:
    """An area as the bars have it."""

    def draw(series: int, place: Point) -> None:
        x, y = place
        canvas.add("rect", x=x + 0.3, y=y - 3.6, width=10.4, height=7.2, **style.area(series))

    return draw


def stroke(canvas: Canvas, style: Style) -> Sign:
    """A piece of a line with its marker."""

    def draw(series: int, place: Point) -> None:
        x, y = place
        dash = style.dash(series)
        canvas.line((x, y), (x + 12, y), stroke=style.color(series), stroke_width=1.6,
                    stroke_dasharray=dash)  # fmt: skip
        canvas.add("path", d=marker(series, x + 6, y, 2.6), fill=style.color(series))

    return draw


def dot(canvas: Canvas, style: Style) -> Sign:
    """A marker alone."""

    def draw(series: int, place: Point) -> None:
        canvas.add("path", d=marker(series, place[0] + 6, place[1]), fill=style.color(series))

    return draw
