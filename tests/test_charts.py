"""Charts: what is drawn keeps its promises, measured on the SVG and in the brand's own font."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from itertools import combinations
from typing import Any

import pikepdf
import pytest
from conftest import REPOSITORY, Published, SmallProject
from fontTools.ttLib import TTFont
from lxml import etree
from lxml import html as parser

from report_builder import brand
from report_builder.charts.canvas import BASELINE, spread
from report_builder.charts.colors import contrast
from report_builder.charts.drawing import COLUMN, PAGE, draw, is_wide
from report_builder.charts.scale import ticks
from report_builder.charts.style import Style, marker
from report_builder.charts.words import text_width, wrapped
from report_builder.content.charts import Chart
from report_builder.layout.composition import Composition
from report_builder.layout.templates import Templates
from report_builder.project import Project
from report_builder.workspace import gather

BRAND, _, _ = brand.read(REPOSITORY)
assert BRAND is not None
COLORS = BRAND.colors()
FONTS = REPOSITORY / "assets/fonts/source-sans-3"
SUMMARY = "Was das Diagramm zeigt, in Worten."
LONG = ("Beschwerden über Wartezeiten", "Donaudampfschifffahrtsgesellschaft", "Hilfe & Rat")


def chart(kind: str, *series: dict[str, Any], unit: str | None = "%") -> Chart:
    """A chart whose series are called by letters."""
    named = [
        {"name": f"Reihe {letter}", "values": {k: written(v) for k, v in values.items()}}
        for letter, values in zip("ABCD", series, strict=False)
    ]
    facts = {"kind": kind, "title": "Titel", "summary": SUMMARY, "unit": unit, "series": named}
    return Chart.model_validate(facts)


def written(value: Any) -> str | None:
    return None if value is None else f"{Decimal(str(value)):f}"


def years(*values: Any, first: int = 2019) -> dict[str, Any]:
    return {str(first + n): value for n, value in enumerate(values)}


def words(*values: Any) -> dict[str, Any]:
    return {LONG[n % 3] + "·" * (n // 3): value for n, value in enumerate(values)}


SAMPLES = {
    "columns": chart("bar", years(12, 18.5, 23, 31, 29)),
    "columns of two series": chart("bar", years(12, 18, 23), years(10, 20, 28)),
    "columns of four series and a gap": chart(
        "bar", years(12, 18), years(10, 20), years(2, 3), years(8, None)
    ),
    "columns below zero": chart("bar", years(12, -8, 3, -15)),
    "twelve months, twice": chart("bar", years(*range(20, 32)), years(*range(30, 42))),
    "bars": chart("bar", words(46, 24, 12)),
    "bars of two series": chart("bar", words(46, 24, 12), words(17, 38, 31)),
    "bars below zero": chart("bar", words(12.5, -8.25, 3)),
    "twenty bars": chart("bar", words(*range(20))),
    "one bar": chart("bar", years(5)),
    "bars of nothing": chart("bar", years(0, 0)),
    "a giant among bars": chart("bar", years(1_000_000_000, 3, 0), unit="€"),
    "small decimals": chart("bar", years(0.000012, 0.000034)),
    "one line": chart("line", years(120, 340, 310, 280)),
    "three lines that meet at the end": chart(
        "line", years(9, 12, 14.1), years(8, 11, 14.2), years(7, 8, 14)
    ),
    "lines with a gap": chart("line", years(9, None, 14, 3), years(8, 11, 14, 2)),
    "a line that ends early": chart("line", years(9, 4, None), years(8, 11, 14)),
    "lines around zero": chart("line", years(-5, 3, -2), years(2, 1, 6.5)),
    "lines below zero": chart("line", years(-5, -3), years(-2, -8)),
    "lines of nothing": chart("line", years(0, 0), years(0, 0)),
    "one point": chart("line", years(5)),
    "sixty years": chart("line", years(*range(60), first=1960)),
    "a line of decimals": chart("line", years(0.000012, 0.000034)),
    "stacks": chart("stacked_bar", words(42, 58, 61), words(20, 22, 24), words(38, 20, 15)),
    "stacks of counts": chart(
        "stacked_bar", words(22, 14), words(2, 4), words(1, 2), words(4, None), unit="Leihen"
    ),
    "stacks of nothing": chart("stacked_bar", words(0, 0), words(0, 0)),
    "dots": chart("dot", words(9, 31, 6), words(24, 8, 19)),
    "dots that nearly meet": chart("dot", words(20, 20, 20), words(20, 21, 20.5)),
    "four dots": chart("dot", words(9, 31), words(14, 30), words(24, 40), words(25, 41)),
    "dots below zero": chart("dot", words(-9, 31), words(24, -8)),
    "dots of one series": chart("dot", words(35, 14, 11), unit="Minuten"),
    "a ring": chart("donut", words(41, 33, 26)),
    "a ring of counts": chart("donut", words(10, 2, 1), unit="Projekte"),
    "a ring of crumbs": chart("donut", words(41000, 1, 2, 3, 1500, 4, 11000), unit="€"),
    "a ring of one": chart("donut", years(7), unit="Stück"),
}
samples = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())


def style(language: str = "de") -> Style:
    labels = {"group_separator": "\u202f"} if language == "de" else {}
    templates = Templates(REPOSITORY, REPOSITORY / "layouts/magazine", language, labels)
    return Style(COLORS, "Source Sans 3", templates.number, "insgesamt", language, "c")


def drawn(sample: Chart, language: str = "de") -> etree._Element:
    root = etree.fromstring(draw(sample, style(language)))
    for element in root.iter():
        element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return root


@cache
def font(weight: str) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    face = TTFont(FONTS / f"SourceSans3-{'Semibold' if weight == '600' else 'Regular'}.ttf")
    return face.getBestCmap(), face["hmtx"].metrics, face["head"].unitsPerEm


def measured(text: str, size: float, weight: str) -> float:
    """The width of a line in the brand's font, in pt, without kerning."""
    signs, advances, unit = font(weight)
    return sum(advances[signs.get(ord(sign), "space")][0] for sign in text) * size / unit


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.1 and down > 0.1


def labels(root: etree._Element) -> Iterator[Box]:
    """Every line of text: from the height of its capitals to just below its baseline."""
    for element in root.iter("text"):
        x, y, size = (float(element.get(key)) for key in ("x", "y", "font-size"))
        width = measured(element.text, size, element.get("font-weight"))
        left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor")]
        yield Box(left, y - 0.66 * size, left + width, y + 0.12 * size, element.text)


def shapes(root: etree._Element) -> Iterator[Box]:
    """Every rectangle and line outside the definitions."""
    for element in root.xpath("//rect[not(ancestor::defs)]"):
        x, y, width, height = (float(element.get(k)) for k in ("x", "y", "width", "height"))
        yield Box(x, y, x + width, y + height, "rect")
    for element in root.iter("line"):
        x1, y1, x2, y2 = (float(element.get(k)) for k in ("x1", "y1", "x2", "y2"))
        yield Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), "line")


@samples
def test_nothing_lies_outside_the_drawing(sample: Chart) -> None:
    root = drawn(sample)
    _, _, width, height = map(float, root.get("viewBox").split())
    for box in (*labels(root), *shapes(root)):
        assert box.left >= -0.1 and box.right <= width + 0.1, box
        assert box.top >= -0.1 and box.bottom <= height + 0.1, box


@samples
def test_no_label_touches_another(sample: Chart) -> None:
    met = [(a.what, b.what) for a, b in combinations(labels(drawn(sample)), 2) if a.meets(b)]
    assert met == []


@samples
def test_no_lettering_is_smaller_than_eight_points(sample: Chart) -> None:
    assert all(float(e.get("font-size")) >= 8 for e in drawn(sample).iter("text"))


@samples
def test_drawings_stand_on_the_baseline_grid_in_eight_or_twelve_columns(sample: Chart) -> None:
    _, _, width, height = map(float, drawn(sample).get("viewBox").split())
    assert width == pytest.approx(PAGE if is_wide(sample) else COLUMN, abs=0.01)
    assert height / BASELINE == pytest.approx(round(height / BASELINE), abs=0.001)


@samples
def test_the_summary_is_the_text_alternative(sample: Chart) -> None:
    assert drawn(sample).findtext("title") == SUMMARY


@samples
def test_the_same_chart_is_drawn_with_the_same_bytes(sample: Chart) -> None:
    assert draw(sample, style()) == draw(sample, style())


@samples
def test_words_read_well_on_paper_and_on_the_light_ground(sample: Chart) -> None:
    plates = [style().ground(series) for series in range(4)]
    for element in drawn(sample).iter("text"):
        grounds = [COLORS["background"], COLORS["light"]]
        if element.get("fill") == COLORS["background"]:  # only in a dark piece of a bar
            grounds = [plate for plate in plates if contrast(plate, COLORS["foreground"]) < 4.5]
        least = 3 if float(element.get("font-size")) >= 14 else 4.5
        assert min(contrast(element.get("fill"), ground) for ground in grounds) >= least


def test_words_in_a_piece_read_well_on_it() -> None:
    for series in range(4):
        ground = style().ground(series)
        assert contrast(style().on(ground), ground) >= 4.5


def test_lines_and_outlines_stand_out_from_every_ground() -> None:
    for series in range(4):
        for ground in (COLORS["background"], COLORS["light"]):
            assert contrast(style().color(series), ground) >= 3


def test_areas_differ_without_colour() -> None:
    """By their pattern; the two plain ones by their lightness."""
    tiles = etree.fromstring(f"<defs>{style().definitions()}</defs>")
    overlays = {p.get("id"): [c.tag for c in p][1:] for p in tiles}
    kinds = [str(overlays.get(str(style().area(s)["fill"])[5:-1], "plain")) for s in range(4)]
    plain = [style().ground(s) for s in range(4) if kinds[s] == "plain"]
    assert len({kind for kind in kinds if kind != "plain"}) == 4 - len(plain)
    assert all(contrast(a, b) >= 3 for a, b in combinations(plain, 2))


def test_lines_and_dots_differ_without_colour() -> None:
    assert len({style().dash(series) for series in range(4)}) == 4
    forms = {re.sub(r"[^a-zA-Z]", "", marker(series, 0, 0)) for series in range(4)}
    assert len(forms) == 4


def test_parts_of_a_ring_are_named_beside_it() -> None:
    shown = {box.what for box in labels(drawn(SAMPLES["a ring of counts"]))}
    assert {"10", "2", "1", "13", "insgesamt"} <= shown


def test_categories_that_are_years_lie_at_their_distances() -> None:
    root = drawn(chart("line", {"2010": 1, "2011": 2, "2020": 3}))
    places = {b.what: (b.left + b.right) / 2 for b in labels(root)}
    assert (places["2020"] - places["2010"]) == pytest.approx(
        10 * (places["2011"] - places["2010"]), rel=0.01
    )


def test_years_are_put_in_order() -> None:
    assert chart("line", {"2021": 1, "2019": 2}, {"2020": 3}).categories == ("2019", "2020", "2021")


def test_a_gap_interrupts_a_line() -> None:
    root = drawn(chart("line", years(1, 2, None, 4, 5)))
    paths = root.xpath("//path[@fill='none'][not(ancestor::defs)]/@d")
    assert [path.count("M") + path.count("L") for path in paths] == [2, 2]


def test_bars_begin_at_zero() -> None:
    root = drawn(chart("bar", years(100, 200)))
    low, high = (float(h) for h in root.xpath("//rect[not(ancestor::defs)]/@height"))
    assert high == pytest.approx(2 * low, rel=0.001)


@pytest.mark.parametrize(("language", "expected"), [("de", "12\u202f345,5"), ("en", "12,345.5")])
def test_numbers_are_written_in_the_language_of_the_issue(language: str, expected: str) -> None:
    shown = [b.what for b in labels(drawn(chart("bar", {"x": 12345.5}, unit=None), language))]
    assert expected in shown


def test_all_numbers_of_a_chart_have_the_same_decimals_and_a_true_minus() -> None:
    shown = {b.what for b in labels(drawn(chart("bar", years(12, -3.5), unit=None)))}
    assert {"12,0", "−3,5"} <= shown


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 19, ["0", "5", "10", "15", "20"]),
        (-5, 6.5, ["-5", "0", "5", "10"]),
        (0, 0.000034, ["0.00000", "0.00001", "0.00002", "0.00003", "0.00004"]),
        (97, 103, ["96", "98", "100", "102", "104"]),
    ],
)  # fmt: skip
def test_ticks_are_round(low: float, high: float, expected: list[str]) -> None:
    assert [f"{tick:f}" for tick in ticks(low, high)] == expected


@pytest.mark.parametrize("weight", ["400", "600"])
def test_estimated_widths_are_enough_for_the_font_of_the_brand(weight: str) -> None:
    lines = {*LONG, "1\u202f000\u202f000", "−12,5\u202f%", "Mecklenburg-Vorpommern", "Wohnungen",
             "Gemeinden", "MAMMUTWORT", "nach einem halben Jahr", "Übergang"}  # fmt: skip
    for line in lines:
        real = measured(line, 8, weight)
        assert real <= text_width(line) <= 1.35 * real, line


def test_labels_are_wrapped_and_long_words_divided() -> None:
    lines = wrapped("Öffentlichkeitsarbeit am Hafen der Stadt Nordersiel", 60, 3, "de")
    assert lines == ["Öffentlich-", "keitsarbeit am", "Hafen der…"]
    assert max(map(text_width, lines)) <= 60


def test_a_hyphen_of_its_own_is_enough_where_a_word_is_divided() -> None:
    lines = wrapped("Oberzimmersdorf-Niederhagenau", text_width("Oberzimmersdorf--"), 3, "de")
    assert lines == ["Oberzimmersdorf-", "Niederhagenau"]


def test_words_of_an_unknown_language_are_divided_where_the_line_ends() -> None:
    lines = wrapped("ABCDEFGHIJKLMNOP", 40, 9, "tlh")
    assert "".join(lines).replace("-", "") == "ABCDEFGHIJKLMNOP"
    assert max(map(text_width, lines)) <= 40


def test_labels_are_moved_apart_as_little_as_they_need() -> None:
    assert spread([10, 50], [10, 10], 0, 100) == [10, 50]
    assert spread([10, 12], [10, 10], 0, 100) == [10, 20]
    assert spread([99, 98], [10, 10], 0, 100) == [95, 85]


# --- in the document ------------------------------------------------------------------------


@pytest.fixture(
    scope="module", params=["01-arbeiten-im-krisenmodus", "02-trends-in-der-buergerbeteiligung"]
)
def issue(request: pytest.FixtureRequest) -> Any:
    workspace = gather(Project(REPOSITORY))
    (found,) = workspace.selected((request.param,))
    assert found.report is not None and workspace.brand is not None
    layout = workspace.layouts["magazine"]
    composition = Composition(REPOSITORY, found.report, layout, workspace.brand)
    document = parser.document_fromstring(composition.document(composition.sections()))
    return found.report, composition, document


def test_the_table_has_the_numbers_of_the_chart(issue: Any) -> None:
    report, composition, document = issue
    number = partial(composition.templates.number)
    tables = document.xpath("//table[@class='data']")
    assert len(tables) == len(report.charts) > 0
    for table, sample in zip(tables, report.charts, strict=True):
        heads = [h.text_content() for h in table.xpath(".//thead//th[@scope='col']")]
        assert heads[1:] == [series.name for series in sample.series]
        for row, category in zip(table.xpath(".//tbody/tr"), sample.categories, strict=True):
            cells = [number(s.values[category], sample.decimals) for s in sample.series]
            assert [c.text_content() for c in row] == [category, *cells]
            assert row[0].tag == "th" and row[0].get("scope") == "row"


def test_chart_and_table_lead_to_each_other(issue: Any) -> None:
    _, _, document = issue
    for figure in document.xpath("//figure[contains(@class, 'chart')]"):
        (there,) = figure.xpath(".//a/@href")
        (table,) = document.xpath(f"//table[@id='{there[1:]}']")
        assert table.xpath("./caption//a/@href") == [f"#{figure.get('id')}"]


def test_every_kind_is_among_the_samples() -> None:
    workspace = gather(Project(REPOSITORY))
    reports = [found.report for found in workspace.content.issues if found.report]
    kinds = {sample.kind for report in reports for sample in report.charts}
    assert kinds == {"bar", "line", "stacked_bar", "donut", "dot"}


def test_an_issue_without_charts_has_no_pages_for_their_data(project: SmallProject) -> None:
    workspace = project.gather()
    (found,) = workspace.selected((project.slug,))
    assert found.report is not None and workspace.brand is not None
    layout = workspace.layouts["magazine"]
    composition = Composition(project.root, found.report, layout, workspace.brand)
    assert "chart-data" not in [section.kind for section in composition.sections()]


def test_the_figure_in_the_pdf_speaks_its_summary_once(published: Published) -> None:
    with pikepdf.open(published.pdf) as pdf:
        spoken = [
            str(element.Alt) for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
            and "/Alt" in element
        ]  # fmt: skip
    assert spoken.count("Alt und Jung sitzen beisammen, Jung öfter.") == 1
