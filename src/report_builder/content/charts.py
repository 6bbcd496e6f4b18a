"""The model of a chart, and what can be wrong with its numbers."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from report_builder.content.node import Node
from report_builder.content.rules import Finding
from report_builder.content.types import Amount, Line, OneOf, sized
from report_builder.content.validation import at
from report_builder.content.yaml import Path, Tree

ChartKind = Annotated[str, OneOf("bar", "line", "stacked_bar", "donut", "dot")]

MAX_SERIES = 4
"""More can be told apart neither by tone nor by pattern."""
# What a kind can show: categories, for bars their number in all.
_MOST = {"bar": 32, "line": 60, "stacked_bar": 20, "donut": 7, "dot": 20}
_WITHOUT_NEGATIVES = ("donut", "stacked_bar")


class ChartSeries(Node):
    name: Line = Field(title="Name der Reihe")
    values: Annotated[dict[str, Amount | None], Field(min_length=1)] = Field(
        title="Werte", description="z. B. {2019: 12, 2020: 18}; ohne Zahl bleibt eine Lücke"
    )


class Chart(Node):
    kind: ChartKind = Field(
        title="Art",
        description=(
            "bar Säulen oder Balken, line Linien, stacked_bar gestapelte Balken, donut Ring, "
            "dot Punkte"
        ),
    )
    title: Annotated[Line, sized(1, 160)] = Field(title="Titel")
    summary: Annotated[Line, sized(20, 600)] = Field(
        title="Textalternative",
        description="20 bis 600 Zeichen: was das Diagramm zeigt, für alle, die es nicht sehen",
    )
    unit: Line | None = Field(None, title="Einheit", description="z. B. %")
    series: Annotated[list[ChartSeries], Field(min_length=1, max_length=MAX_SERIES)] = Field(
        title="Reihen", description="eine bis vier"
    )
    source: Line | None = Field(None, title="Quelle")

    @property
    def categories(self) -> tuple[str, ...]:
        """The keys of all series: numbers such as years in their order, words as they came."""
        found = list(dict.fromkeys(key for series in self.series for key in series.values))
        numeric = all(key.isdecimal() for key in found)
        return tuple(sorted(found, key=int) if numeric else found)

    @property
    def numbers(self) -> list[Decimal]:
        """Every value of every series."""
        return [v for series in self.series for v in series.values.values() if v is not None]

    @property
    def decimals(self) -> int:
        """Places after the decimal sign, the same for every value."""
        exponents = (value.as_tuple().exponent for value in self.numbers)
        return max((-e for e in exponents if isinstance(e, int)), default=0)


def findings(node: Node, tree: Tree) -> Iterator[Finding]:
    """What is wrong with the charts at or below a node; incomplete ones are left out."""
    for chart in node.nodes():
        if isinstance(chart, Chart) and _complete(chart):
            for path, rule, facts in _faults(chart):
                yield at(tree, chart.origin.at(*path).path, rule, facts)


def _complete(chart: Chart) -> bool:
    """Whether it can be checked: a part of a file that does not validate may lack anything."""
    series = chart.series or []
    return bool(chart.kind and series) and all(s and s.name and s.values for s in series)


Fault = tuple[Path, str, dict[str, Any]]


def _faults(chart: Chart) -> Iterator[Fault]:
    if not chart.numbers:
        yield ("series",), "chart-empty", {}
        return
    yield from _size_faults(chart)
    yield from _whole_faults(chart)
    names = Counter(series.name for series in chart.series)
    for index, series in enumerate(chart.series):
        if names[series.name] > 1:
            yield ("series", index, "name"), "duplicate-item", {"got": series.name}


def _size_faults(chart: Chart) -> Iterator[Fault]:
    got = len(chart.categories) * (len(chart.series) if chart.kind == "bar" else 1)
    if got > _MOST[chart.kind]:
        facts = {"kind": chart.kind, "got": got, "allowed": _MOST[chart.kind]}
        yield ("series", 0, "values"), "chart-size", facts


def _whole_faults(chart: Chart) -> Iterator[Fault]:
    """Parts of a whole: none is negative, and a ring shows one whole only."""
    if chart.kind == "donut" and len(chart.series) > 1:
        yield ("series", 1), "chart-one-series", {"got": len(chart.series)}
    if chart.kind in _WITHOUT_NEGATIVES:
        for index, series in enumerate(chart.series):
            for key, value in series.values.items():
                if value is not None and value < 0:
                    place: Path = ("series", index, "values", key)
                    yield place, "chart-negative", {"kind": chart.kind, "got": str(value)}
        if chart.kind == "donut" and not any(chart.numbers):
            yield ("series", 0, "values"), "chart-empty", {}
