"""One chart as SVG."""

from report_builder.charts.bars import draw_bars, fits_upright
from report_builder.charts.canvas import MILLIMETRE, Canvas
from report_builder.charts.data import Data, table
from report_builder.charts.donut import draw_donut
from report_builder.charts.dots import draw_dots
from report_builder.charts.lines import draw_lines
from report_builder.charts.stacks import draw_stacked_bars
from report_builder.charts.style import Style
from report_builder.content.charts import Chart

COLUMN = 114.33 * MILLIMETRE
"""Eight of twelve columns: the width of running text, in pt."""
PAGE = 174 * MILLIMETRE
"""All twelve columns."""
_CROWDED = 14

_KINDS = {
    "bar": draw_bars,
    "line": draw_lines,
    "stacked_bar": draw_stacked_bars,
    "donut": draw_donut,
    "dot": draw_dots,
}


def is_wide(chart: Chart) -> bool:
    """Whether a chart needs the whole width: many bars with short names, many points."""
    points = len(chart.categories)
    if chart.kind == "bar":
        data = table(chart, lambda value, decimals: f"{value:,.{decimals}f}")
        return fits_upright(data, PAGE) and not fits_upright(data, COLUMN)
    return chart.kind == "line" and points > _CROWDED


def draw(chart: Chart, style: Style) -> str:
    """The SVG of a chart that `content.charts` found nothing wrong with."""
    data: Data = table(chart, style.number)
    canvas = Canvas(PAGE if is_wide(chart) else COLUMN, style.font, style.ink, style.language)
    _KINDS[chart.kind](canvas, data, style)
    return canvas.svg(chart.summary, style.definitions())
