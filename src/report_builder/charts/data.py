"""The numbers of a chart in rows and columns, and how they are written."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from report_builder.charts.words import widest
from report_builder.content.charts import Chart

# Units that are written after a number; longer ones stand in the caption only.
_SHORT_UNIT = 2


@dataclass(frozen=True)
class Data:
    """`rows` has the values of each series in the order of the categories, None for a gap."""

    categories: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[Decimal | None, ...], ...]
    unit: str
    decimals: int
    number: Callable[[Decimal, int], str]

    @property
    def values(self) -> list[Decimal]:
        return [value for row in self.rows for value in row if value is not None]

    @property
    def low(self) -> float:
        """The lowest value, or zero."""
        return min(0.0, float(min(self.values)))

    @property
    def high(self) -> float:
        """The highest value, or zero; above `low` even where all values are zero."""
        return max(0.0, float(max(self.values))) or float(self.low == 0)

    def column(self, category: int) -> list[Decimal | None]:
        """The values of one category, series by series."""
        return [row[category] for row in self.rows]

    def total(self, category: int) -> Decimal:
        return sum((value for value in self.column(category) if value is not None), Decimal())

    def plain(self, value: Decimal) -> str:
        """The number alone."""
        return self.number(value, self.decimals)

    def written(self, value: Decimal) -> str:
        """The number with its unit, if that is short."""
        unit = self.unit if len(self.unit) <= _SHORT_UNIT else ""
        return f"{self.plain(value)}\u202f{unit}" if unit else self.plain(value)

    def widest_value(self) -> float:
        """The room that every value has enough of, in pt."""
        return widest(map(self.written, self.values))


def table(chart: Chart, number: Callable[[Decimal, int], str]) -> Data:
    """The chart's series side by side."""
    categories = chart.categories
    rows = tuple(tuple(s.values.get(c) for c in categories) for s in chart.series)
    names = tuple(series.name for series in chart.series)
    return Data(categories, names, rows, chart.unit or "", chart.decimals, number)
