"""Maps: places lie where they are, names touch nothing, and a project without a map has no hole."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import astuple
from itertools import combinations

import pikepdf
import pytest
from conftest import REPOSITORY, Published, SmallProject
from lxml import etree, html
from test_charts import Box, labels, style

from report_builder import brand
from report_builder.charts.geography import Bounds, outlines, simplified
from report_builder.charts.maps import BaseMap, Place, inset, overview
from report_builder.layout.composition import Composition
from report_builder.ledger import Ledger

FOUND, _, _ = brand.read(REPOSITORY)
assert FOUND is not None and FOUND.map is not None
FILE = FOUND.map
BOUNDS = Bounds(*map(float, (FILE.west, FILE.north, FILE.east, FILE.south)))
GERMANY = BaseMap(outlines(REPOSITORY / FILE.path), BOUNDS)
SIZE = (GERMANY.outlines.width, GERMANY.outlines.height)
# The order of the file: by the names of the Länder in English.
BERLIN, BREMEN, HAMBURG, SAARLAND = 2, 4, 5, 11
WIDTH = 324.0


def place(name: str, latitude: float, longitude: float) -> Place:
    return Place(name, latitude, longitude, f"a.yaml#/{name}")


def box_of(area: int) -> tuple[float, float, float, float]:
    points = [point for ring in GERMANY.outlines.areas[area] for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def drawn(places: Sequence[Place], width: float = WIDTH) -> etree._Element:
    return parsed(overview(GERMANY, places, style(), width, "Karte"))


def parsed(svg: str) -> etree._Element:
    root = etree.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return root


@pytest.mark.parametrize(
    ("area", "north_west", "south_east"),
    [
        (BERLIN, (52.675, 13.088), (52.338, 13.761)),
        (SAARLAND, (49.639, 6.356), (49.112, 7.404)),
        (HAMBURG, (53.740, 9.730), (53.395, 10.325)),
    ],
)
def test_the_edges_of_a_land_lie_where_the_map_has_them(
    area: int, north_west: tuple[float, float], south_east: tuple[float, float]
) -> None:
    left, top = (s * n for s, n in zip(BOUNDS.share(*north_west), SIZE, strict=True))
    right, bottom = (s * n for s, n in zip(BOUNDS.share(*south_east), SIZE, strict=True))
    assert (left, top, right, bottom) == pytest.approx(box_of(area), abs=2.5)


@pytest.mark.parametrize(
    ("area", "city"),
    [(BERLIN, (52.52, 13.405)), (BREMEN, (53.08, 8.80)), (HAMBURG, (53.55, 10.0)),
     (SAARLAND, (49.24, 6.99))],
)  # fmt: skip
def test_cities_lie_within_their_land(area: int, city: tuple[float, float]) -> None:
    left, top, right, bottom = box_of(area)
    x, y = (share * length for share, length in zip(BOUNDS.share(*city), SIZE, strict=True))
    assert left < x < right and top < y < bottom


def test_all_sixteen_laender_are_drawn() -> None:
    assert len(GERMANY.outlines.areas) == 16
    paths = drawn([]).xpath("//path/@d")
    assert len(paths) == 16 and all(paths)


RUHR = [
    place("Duisburg", 51.43, 6.76), place("Oberhausen", 51.47, 6.85),
    place("Mülheim an der Ruhr", 51.43, 6.88), place("Essen", 51.46, 7.01),
    place("Bottrop", 51.52, 6.93), place("Gelsenkirchen", 51.51, 7.1),
    place("Bochum", 51.48, 7.22), place("Herne", 51.54, 7.22), place("Dortmund", 51.51, 7.47),
]  # fmt: skip
EDGES = [
    place("Landkreis Vorpommern-Greifswald", 53.9, 14.1), place("Görlitz", 51.15, 14.99),
    place("Selfkant", 51.02, 5.93), place("List auf Sylt", 55.02, 8.43),
    place("Oberstdorf", 47.41, 10.28), place("Landkreis Berchtesgadener Land", 47.7, 12.95),
]  # fmt: skip


@pytest.mark.parametrize("places", [RUHR, EDGES, RUHR + EDGES, RUHR[:1]])
@pytest.mark.parametrize("width", [WIDTH, 240.0])
def test_names_touch_nothing_and_stay_on_the_map(places: list[Place], width: float) -> None:
    root = drawn(places, width)
    _, _, right, bottom = map(float, root.get("viewBox").split())
    names = list(labels(root))
    assert sorted(name.what for name in names) == sorted(p.name for p in places)
    dots = [
        Box(x - r, y - r, x + r, y + r, "dot")
        for x, y, r in ((float(e.get(k)) for k in ("cx", "cy", "r")) for e in root.iter("circle"))
    ]
    assert [(a.what, b.what) for a, b in combinations(names, 2) if a.meets(b)] == []
    assert [name.what for name in names for dot in dots if name.meets(dot)] == []
    assert all(
        n.left >= 0 and n.right <= right and n.top >= 0 and n.bottom <= bottom for n in names
    )


def test_a_name_that_is_too_long_for_a_line_stays_on_the_map_in_two() -> None:
    name = "Wiesenhausen-Unterkirchberg an der Hochwasserschutzmaßnahme"
    root = drawn([place(name, 54.6, 13.5)])
    lines = list(labels(root))
    assert " ".join(line.what for line in lines) == name
    assert len(lines) == 2 and all(line.left >= 0 and line.right <= WIDTH for line in lines)
    assert {e.get("data-src") for e in root.iter("text")} == {f"a.yaml#/{name}"}


def test_every_name_says_which_field_it_is_from() -> None:
    sources = {e.text: e.get("data-src") for e in drawn(EDGES).iter("text")}
    assert sources == {p.name: p.source for p in EDGES}


def test_a_small_map_marks_one_place_more_than_the_others() -> None:
    root = parsed(inset(GERMANY, EDGES, EDGES[1], style(), 57, "Lage von Görlitz"))
    sizes = [float(circle.get("r")) for circle in root.iter("circle")]
    assert sorted(sizes, reverse=True)[0] > 2 * sorted(sizes, reverse=True)[1]
    assert len(sizes) == len(EDGES) and not list(root.iter("text"))
    assert root.findtext("title") == "Lage von Görlitz"


def test_a_small_map_is_light() -> None:
    small = inset(GERMANY, EDGES, EDGES[0], style(), 57, "Lage")
    assert len(small) < len(overview(GERMANY, EDGES, style(), WIDTH, "Karte")) / 3


def test_a_ring_loses_its_near_points_and_a_speck_vanishes() -> None:
    assert simplified(((0, 0), (0.2, 0), (5, 0), (5, 5)), 1) == [(0, 0), (5, 0), (5, 5)]
    assert simplified(((0, 0), (0.2, 0), (0.2, 0.2)), 1) == []


def test_a_map_with_other_paths_is_refused(tmp_path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{}"/></svg>'
    good, bad = tmp_path / "good.svg", tmp_path / "bad.svg"
    good.write_text(svg.format("m 1,1 2,0 l 0,2 z m 4,4 1,0 0,1 z"), "utf-8")
    bad.write_text(svg.format("M1 1C2 2 3 3 4 4z"), "utf-8")
    rings = ((1, 1), (3, 1), (3, 3)), ((5, 5), (6, 5), (6, 6))
    assert astuple(outlines(good)) == (9, 9, (rings,))
    with pytest.raises(ValueError, match="straight lines"):
        outlines(bad)


# --- in the document ------------------------------------------------------------------------


def document(project: SmallProject) -> html.HtmlElement:
    workspace = project.gather()
    (found,) = workspace.selected((project.slug,))
    assert found.report is not None and workspace.brand is not None
    layout = workspace.layouts["magazine"]
    composition = Composition(project.root, found.report, layout, workspace.brand)
    return html.document_fromstring(composition.document(composition.sections()))


def test_the_list_beside_the_map_has_every_municipality(specimen: SmallProject) -> None:
    page = document(specimen)
    names = page.xpath("//*[@class='places__list']//*[@class='places__name']/text()")
    assert names == ["Musterstadt", "Zweitdorf"]
    assert page.xpath("//*[@class='places__map']//text/text()") == ["Musterstadt"]
    for link in page.xpath("//*[@class='places__list']//a/@href"):
        assert page.xpath(f"//*[@id='{link[1:]}']")


def test_the_map_shows_the_municipalities_of_earlier_final_issues(specimen: SmallProject) -> None:
    """As rings with a list; those of drafts and of later issues are not for readers."""
    folder = specimen.root / "reports" / specimen.slug
    for slug, number, status in (
        ("older", 1, "final"),
        ("other", 2, "draft"),
        ("newer", 9, "final"),
    ):
        shutil.copytree(folder, folder.with_name(slug))
        issue = specimen.read(f"reports/{slug}/issue.yaml")
        issue = re.sub(r"(?m)^number: .*", f"number: {number}", issue)
        specimen.write(
            f"reports/{slug}/issue.yaml", re.sub(r"(?m)^status: .*", f"status: {status}", issue)
        )
    issue = specimen.read(specimen.issue)
    specimen.write(specimen.issue, re.sub(r"(?m)^number: .*", "number: 5", issue))
    page = document(specimen)
    (former,) = page.xpath("//*[@class='places__former']")
    assert " ".join(former.text_content().split()) == "Frühere Ausgaben: Nr. 1 Musterstadt"
    (name,) = former.xpath(".//span[2]/@data-src")
    assert name.startswith("reports/older/case-studies/")
    rings = [c for c in page.xpath("//*[@class='places__map']//circle") if c.get("r") == "1.9"]
    assert len(rings) == 1


def test_names_keep_clear_of_rings() -> None:
    root = parsed(overview(GERMANY, RUHR[:1], style(), WIDTH, "Karte", former=RUHR[1:]))
    (name,) = labels(root)
    circles = ((float(e.get(k)) for k in ("cx", "cy", "r")) for e in root.iter("circle"))
    assert not any(name.meets(Box(x - r, y - r, x + r, y + r, "ring")) for x, y, r in circles)


def test_the_map_in_the_pdf_names_its_places(published: Published) -> None:
    with pikepdf.open(published.pdf) as pdf:
        spoken = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert any("Musterstadt (Niedersachsen)" in words for words in spoken)
    assert any(re.fullmatch(r"Kleine Karte.*Musterstadt.*", words) for words in spoken)


def test_the_imprint_names_whose_map_it_is(specimen: SmallProject) -> None:
    (rights,) = document(specimen).xpath("//*[@id='imprint']//dd[last()][.//a[@href='#places']]")
    assert "MapSVG, bearbeitet von Victor Cazanave (CC BY 4.0)" in rights.text_content()


def _nowhere(project: SmallProject) -> None:
    project.replace(project.case, "  coordinates: [52.1, 9.4]\n", "")


def _without_map(project: SmallProject) -> None:
    text = project.read("assets/_brand.yml")
    project.write("assets/_brand.yml", text[: text.index("    map:")])


@pytest.mark.parametrize("change", [_nowhere, _without_map])
def test_without_coordinates_or_base_map_there_is_no_map_and_no_hole(
    specimen: SmallProject, change
) -> None:
    change(specimen)
    page = document(specimen)
    assert not page.xpath("//*[@id='places'] | //*[@href='#places']")
    assert not page.xpath("//*[@class='profile__map']")
    assert "MapSVG" not in page.text_content()


def test_the_base_map_is_an_input_of_every_issue() -> None:
    assert FILE.path in list(FOUND.files())


def test_an_issue_is_built_again_when_the_map_of_earlier_ones_changes(
    specimen: SmallProject,
) -> None:
    """And only then: what else is written in them does not concern it."""
    folder = specimen.root / "reports" / specimen.slug
    shutil.copytree(folder, folder.with_name("older"))
    case = specimen.case.replace(specimen.slug, "older")
    for file, number in ((specimen.issue, 5), ("reports/older/issue.yaml", 1)):
        text = re.sub(r"(?m)^number: .*", f"number: {number}", specimen.read(file))
        specimen.write(file, re.sub(r"(?m)^status: .*", "status: final", text))

    def inputs() -> dict[str, str]:
        workspace = specimen.gather()
        (issue,) = workspace.selected((specimen.slug,))
        return Ledger(workspace).inputs(issue)

    before = inputs()
    specimen.append(case, "# Ein Kommentar\n")
    assert inputs() == before
    specimen.replace(case, "[52.1, 9.4]", "[52.2, 9.4]")
    assert {name for name, value in inputs().items() if before.get(name) != value} == {
        "the map of earlier issues"
    }
