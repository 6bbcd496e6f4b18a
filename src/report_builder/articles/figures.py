"""The charts and the map of a case study, drawn for its page, and their data as CSV (RFC 4180)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_builder.content.charts import Chart
from report_builder.content.model import CaseStudy, Report
from report_builder.layout.drawings import Drawings
from report_builder.layout.templates import Templates

# Which field of the content a word of a drawing comes from.
_SOURCE = re.compile(r' data-src="[^"]*"')
_INSET = 30.0
"""The width of the map in mm."""
# What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | Decimal | float | None


@dataclass(frozen=True)
class Table:
    """A head and rows, in which numbers are numbers; None is a gap."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Figure:
    """A chart, or the map where that is None: its title, what it shows, the drawing as SVG; whether
    this is one of the `wide` ones."""

    title: str
    summary: str
    svg: str
    table: Table
    chart: Chart | None = None
    wide: bool = False


def of(case: CaseStudy, report: Report, drawings: Drawings, words: Templates) -> Iterator[Figure]:
    """The figures in the order of the page: the map, if there is one, before the charts."""
    if drawings.has_map and case.municipality.coordinates:
        yield _map(case, report, drawings, words)
    for chart in case.charts:
        svg = _SOURCE.sub("", drawings.chart(chart))
        wide = drawings.is_wide(chart)
        yield Figure(chart.title, chart.summary, svg, _numbers(chart, words), chart, wide)


def _map(case: CaseStudy, report: Report, drawings: Drawings, words: Templates) -> Figure:
    place = case.municipality
    state = words.label(f"case.states.{place.state}")
    summary = words.label("case.map_alt", name=place.name, state=state)
    svg = _SOURCE.sub("", drawings.inset(case, _INSET, summary))
    title = words.label("case.map_title", name=place.name)
    return Figure(title, summary, svg, _places(report, words))


def _places(report: Report, words: Templates) -> Table:
    """Every place that the map shows."""
    head = [words.label(f"case.{name}") for name in _PLACE]
    places = (case.municipality for case in report.places)
    return Table(
        head,
        [
            [each.name, words.label(f"case.states.{each.state}"), *(each.coordinates or ())]
            for each in places
        ],
    )


_PLACE = ("municipality", "state", "latitude", "longitude")


def _numbers(chart: Chart, words: Templates) -> Table:
    """A row for each category, a column for each series, whose head has the unit as well."""
    unit = f" ({chart.unit})" if chart.unit else ""
    head = [words.label("case.category"), *(f"{series.name}{unit}" for series in chart.series)]
    rows = [[name, *(s.values.get(name) for s in chart.series)] for name in chart.categories]
    return Table(head, rows)


def as_csv(table: Table) -> bytes:
    """UTF-8, commas, lines that end with CR LF, decimal points; a gap is an empty cell.

    An apostrophe stands before words that a spreadsheet would take for a formula (OWASP, CSV
    Injection).
    """
    text = io.StringIO()
    csv.writer(text).writerows(map(_cells, (table.head, *table.rows)))
    return text.getvalue().encode()


def _cells(row: Iterable[Cell]) -> list[str]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else repr(cell)
