"""The colours that layouts set on each other: the formula, the lists, what is really printed."""

import re
from collections.abc import Iterator
from ctypes import byref, c_float, c_uint
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import REPOSITORY, SmallProject
from PIL import Image

from report_builder import brand, contrast
from report_builder.contrast import Pair

LAYOUTS = REPOSITORY / "layouts"
DOCUMENTS = ("magazine", "brief")
BRAND, _, _ = brand.read(REPOSITORY)
COLORS = BRAND.colors()


# --- the formula --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.478),  # just too little for text
        ("#767676", "#FFFFFF", 4.542),  # just enough
        ("#FF0000", "#FFFFFF", 3.998),
        ("#0000ff", "#ffffff", 8.592),
    ],
)
def test_known_ratios(one, other, expected):
    assert contrast.ratio(one, other) == pytest.approx(expected, abs=0.001)
    assert contrast.ratio(one, other) == contrast.ratio(other, one)


def test_a_pair_has_to_reach_what_its_use_needs():
    pairs = [Pair("gray", "white", 4.5, "a"), Pair("gray", "black", 3.0, "a")]
    colors = {"gray": "#777777", "white": "#FFFFFF", "black": "#000000"}
    assert list(contrast.shortfalls(colors, pairs)) == [(pairs[0], 4.47)]


def test_the_strictest_use_of_a_pair_counts():
    pairs = [Pair("a", "b", 3.0, "x"), Pair("a", "b", 4.5, "y"), Pair("a", "b", 3.0, "z")]
    [(pair, _)] = contrast.shortfalls({"a": "#777777", "b": "#FFFFFF"}, pairs)
    assert pair.file == "y"


def test_a_colour_that_the_brand_does_not_have_is_left_out():
    assert list(contrast.shortfalls({"b": "#FFFFFF"}, [Pair("a", "b", 4.5, "x")])) == []


# --- the brand of a project ---------------------------------------------------------------


def found(project: SmallProject) -> list[tuple[str, int, int, str]]:
    return [(p.rule, p.line, p.column, p.field) for p in project.all_problems()]


def test_the_brand_of_the_repository_has_contrast(project):
    assert project.all_problems() == []


def test_a_colour_of_the_palette_without_contrast(project):
    project.replace(brand.BRAND_FILE, "#55606A", "#8A949E")
    line, column = project.place(brand.BRAND_FILE, '"#8A949E"')
    assert found(project) == [("contrast", line, column, "/color/palette/slate")] * 2
    problem, other = project.all_problems()
    assert "„slate“ (#8A949E) auf „background“ (#FFFFFF)" in problem.message
    assert "3,08:1" in problem.message
    assert "auf „light“ (#F6F1E7)" in other.message
    assert "4,5:1" in problem.hint
    assert "layouts/brief/contrast.yaml" in problem.hint  # the first that says so


def test_a_semantic_colour_without_contrast(project):
    project.replace(brand.BRAND_FILE, "secondary: ember-deep", "secondary: ochre")
    line, column = project.place(brand.BRAND_FILE, "ochre\n  tertiary")
    assert ("contrast", line, column, "/color/secondary") in found(project)


def test_a_substitute_without_contrast_points_to_the_colours(project):
    """Without `secondary` the layout gets `primary`, which one cannot read if it is light."""
    project.replace(brand.BRAND_FILE, "primary: petrol", "primary: ochre")
    project.replace(brand.BRAND_FILE, "  secondary: ember-deep\n", "")
    place = project.place(brand.BRAND_FILE, "palette:")
    assert ("contrast", *place) in {entry[:3] for entry in found(project)}


def test_a_brand_of_three_colours_can_be_read(project):
    """The layout stands in for every colour that is left out, with one that has contrast."""
    for line in ("secondary: ember-deep", "tertiary: ochre", "light: sand", "dark: petrol-night"):
        project.replace(brand.BRAND_FILE, f"  {line}\n", "")
    assert found(project) == []


EXCUSE = "  ignore: [contrast]\n  ignore_reason: Grau ist nur ein Zusatz.\n  palette:"


def test_a_reasoned_exception_in_the_brand(project):
    project.replace(brand.BRAND_FILE, "#55606A", "#8A949E")
    project.replace(brand.BRAND_FILE, "  palette:", EXCUSE)
    assert project.all_problems() == []
    workspace = project.gather()
    excused = workspace.exceptions_of(workspace.content.issues)
    assert {(problem.rule, problem.hint) for problem in excused} == {
        ("contrast", "Grau ist nur ein Zusatz.")
    }


def test_an_exception_in_the_brand_that_is_not_needed(project):
    project.replace(brand.BRAND_FILE, "  palette:", EXCUSE)
    assert [entry[0] for entry in found(project)] == ["ignore-unused"]


def test_a_mistake_in_the_list_of_pairs(project):
    file = "layouts/site/contrast.yaml"
    project.replace(file, "graphics:", "graphic:")
    assert [(p.rule, p.file) for p in project.all_problems()] == [("unknown-key", file)]


# --- the lists against the style sheets ---------------------------------------------------


def sheets(folder: str) -> str:
    """All CSS of a layout, without comments."""
    css = "".join(path.read_text("utf-8") for path in sorted((LAYOUTS / folder).rglob("*.css")))
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def uses(folder: str) -> dict[str, set[str]]:
    """Colours as they are written, by what they colour: `color`, `background`, `outline`."""
    values: dict[str, set[str]] = {}
    pattern = r"(?<![\w-])(color|background(?:-color)?|outline):\s*([^;}]+)"
    for name, value in re.findall(pattern, sheets(folder)):
        values.setdefault(name, set()).add(value.strip())
    return values


def names(folder: str, values: set[str]) -> set[str]:
    """The brand's names in values such as `var(--color-dark)`, and `var(--ground)`, which the CSS
    gives to one of them by day and to another at night."""
    aliases: dict[str, set[str]] = {}
    for alias, name in re.findall(r"--([a-z-]+):\s*var\(--color-([a-z-]+)", sheets(folder)):
        aliases.setdefault(alias, set()).add(name)
    written = {found for value in values for found in re.findall(r"var\(--([a-z-]+)", value)}
    return {n for w in written for n in aliases.get(w, {w.removeprefix("color-")})}


def pairs(folder: str) -> list[Pair]:
    return [p for p in contrast.read(REPOSITORY)[0] if p.file.startswith(f"layouts/{folder}/")]


@pytest.mark.parametrize("folder", [*DOCUMENTS, "site", "press"])
def test_every_colour_of_text_is_in_a_pair_and_no_other(folder):
    found = uses(folder)
    text = {pair.color for pair in pairs(folder) if pair.minimum == 4.5}
    large = {pair.color for pair in pairs(folder)}
    assert text <= names(folder, found["color"]) <= large
    assert large - names(folder, found["color"]) <= names(folder, found.get("outline", set()))


@pytest.mark.parametrize("folder", [*DOCUMENTS, "site", "press"])
def test_every_ground_is_in_a_pair_and_no_other(folder):
    grounds = {pair.ground for pair in pairs(folder)}
    # The timeline's dots, and the corner of a draft, whose pair says it the other way round; and
    # lines in tables.
    bare = {"secondary", "sand-deep"} if folder in DOCUMENTS else set()
    named = names(folder, uses(folder).get("background", set()))
    assert named | {"background"} | bare == grounds | bare


@pytest.mark.parametrize("folder", [*DOCUMENTS, "site", "press"])
def test_colours_come_from_the_brand_and_are_not_mixed(folder):
    css = sheets(folder)
    assert not re.search(r"color-mix|rgba?\(|hsla?\(|filter:|mix-blend", css)
    fixed = {value for value in uses(folder)["color"] if "var(" not in value}
    assert fixed <= {"inherit", "transparent"}  # transparent: headings for screen readers alone
    opaque = re.findall(r"([.\w-]+) \{[^}]*opacity:", css)
    assert opaque == ([".mark"] if folder in DOCUMENTS else [])  # .corner says the same


@pytest.mark.parametrize("folder", DOCUMENTS)
def test_the_mark_of_drafts_leaves_the_text_under_it_readable(folder):
    opacity = float(re.search(r"opacity: ([\d.]+)", sheets(folder))[1])
    for pair in (pair for pair in pairs(folder) if pair.ground == "background"):
        under = [mix(COLORS["secondary"], COLORS[c], opacity) for c in (pair.color, pair.ground)]
        assert contrast.ratio(*under) >= pair.minimum


def mix(over: str, under: str, opacity: float) -> str:
    parts = [(int(over[i : i + 2], 16), int(under[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in parts)


# --- what is really printed ---------------------------------------------------------------

SCALE = 2  # pixels a point


def printed(path: Path) -> Iterator[tuple[str, str, float]]:
    """The colour of every text, the commonest other colour around it, and its size in points."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            picture = page.render(scale=SCALE).to_pil().convert("RGB")
            for thing in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
                if color := fill(thing):
                    left, bottom, right, top = (SCALE * part for part in thing.get_bounds())
                    edges = (left - 4, picture.height - top - 4, right + 4,
                             picture.height - bottom + 4)  # fmt: skip
                    yield color, ground(picture.crop([round(e) for e in edges]), color), size(thing)


def fill(thing: pypdfium2.PdfObject) -> str | None:
    """The colour of a text, None if one cannot see it."""
    parts = [c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(thing, *map(byref, parts))
    return "#" + "".join(f"{part.value:02X}" for part in parts[:3]) if parts[3].value else None


def ground(picture: Image.Image, color: str) -> str:
    counted = sorted(picture.getcolors(picture.width * picture.height), reverse=True)
    shown = ("#" + "".join(f"{part:02X}" for part in pixel) for _, pixel in counted)
    return next(value for value in shown if value != color)


def size(thing: pypdfium2.PdfObject) -> float:
    given = c_float()
    pdfium.FPDFTextObj_GetFontSize(thing, byref(given))
    return given.value * abs(thing.get_matrix().get()[3])


@pytest.mark.parametrize(("folder", "name"), [("magazine", ""), ("brief", "-brief")])
def test_every_text_of_a_page_is_of_a_pair_that_its_size_allows(
    both: SmallProject, folder: str, name: str
) -> None:
    allowed = {(COLORS[p.color], COLORS[p.ground]): p.minimum for p in pairs(folder)}
    seen = set(printed(both.root / "dist" / both.slug / f"pw-01-probe{name}.pdf"))
    # The land of a map is a tint of the primary colour, which no pair can name.
    drawn = {entry for entry in seen if entry[1] not in COLORS.values()}
    assert all(contrast.ratio(color, on) >= 4.5 for color, on, _ in drawn)
    seen -= drawn
    assert {(color, on) for color, on, _ in seen} - set(allowed) == set()
    assert len({(color, on) for color, on, _ in seen}) >= 8
    assert all(allowed[color, on] >= 4.5 or points >= 18 for color, on, points in seen)
