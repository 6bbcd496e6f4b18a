"""Where boxes stand: what is read from WeasyPrint's private page boxes is where it was put."""

import pytest
from conftest import REPOSITORY
from sheets import IMAGE, PICTURE, lines, measured, text

from report_builder.geometry import Box, Kind, Page, Placement
from report_builder.project import Project
from report_builder.rendering.process import Renderer
from report_builder.rendering.tracing import traced


def boxes(page: Page, kind: Kind) -> list[Box]:
    return [box for box in page.boxes if box.kind is kind]


def text_box(page: Page, words: str) -> Box:
    (box,) = (box for box in page.boxes if box.words == words)
    return box


def around(page: Page, box: Box, placement: Placement) -> bool:
    """Whether a box, or one around it, came to its place so."""
    while box.placement is not placement and box.parent >= 0:
        box = page.boxes[box.parent]
    return box.placement is placement


def near(*edges: float) -> object:
    return pytest.approx(edges, abs=0.1)


def test_pages_know_their_paper_and_their_content() -> None:
    (page,) = measured("<p>Wort</p>").pages
    assert page.paper == near(0, 0, 300, 400)
    assert page.content == near(40, 40, 260, 360)
    assert not page.blank


def test_blank_pages_are_called_so() -> None:
    geometry = measured("<p>eins</p><p style='break-before: left'>zwei</p><p style='break-before:"
                        " left'>drei</p>")  # fmt: skip
    assert [page.blank for page in geometry.pages] == [False, False, True, False]


def test_text_is_a_band_from_its_capitals_to_its_baseline() -> None:
    (page,) = measured("<p>Wort</p>").pages
    box = text_box(page, "Wort")
    assert box.area.left == 40
    assert 18 < box.area.width < 24
    assert box.area.height == pytest.approx(6.8)
    # A line of 20 pt around type of 10 pt: the baseline is a little below the middle.
    assert 50 < box.area.bottom < 56
    line = page.boxes[box.parent]
    assert (line.kind, line.area.top, line.area.height) == (Kind.LINE, 40, 20)


def test_pictures_and_boxes_have_their_edges() -> None:
    body = f"<div style='padding: 10pt; border: 2pt solid'>{IMAGE}></div>"
    (page,) = measured(body).pages
    (picture,) = boxes(page, Kind.PICTURE)
    assert picture.area == near(52, 52, 152, 112)
    assert page.boxes[picture.parent].area == near(40, 40, 260, 124)


def test_pictures_in_the_background_are_pictures() -> None:
    style = f"width: 50pt; height: 30pt; background: url({PICTURE})"
    (page,) = measured(f"<div style='{style}'></div>").pages
    (picture,) = boxes(page, Kind.PICTURE)
    assert picture.area == near(40, 40, 90, 70)


def test_elements_are_numbered_in_their_order() -> None:
    body = "<section id=a data-src='a.yaml#/x'><h2>A</h2><p data-src='a.yaml#/y'><b>B</b></p>"
    geometry = measured(f"{body}</section><section id=b><p>C</p></section>")
    tags = [e.tag for e in geometry.elements]
    assert tags[-7:] == ["body", "section", "h2", "p", "b", "section", "p"]
    section, heading, paragraph, bold, other, last = geometry.elements[-6:]
    assert (section.end, paragraph.end) == (len(tags) - 2, len(tags) - 2)
    assert [e.source for e in (section, heading, paragraph, bold, other)] == [
        "a.yaml#/x", "a.yaml#/x", "a.yaml#/y", "a.yaml#/y", "",
    ]  # fmt: skip
    assert [e.section for e in (section, bold, last)] == ["a", "a", "b"]
    assert geometry.elements[bold.parent] == paragraph


@pytest.mark.parametrize(
    ("style", "placement"),
    [
        ("", Placement.FLOW),
        ("float: left", Placement.FLOAT),
        ("position: absolute", Placement.ABSOLUTE),
        ("position: relative", Placement.FLOW),
        ("position: relative; top: 4pt", Placement.SHIFTED),
        ("margin: 0 -10pt", Placement.SHIFTED),
        ("transform: rotate(4deg)", Placement.SHIFTED),
        ("text-indent: -10pt", Placement.SHIFTED),
    ],
)
def test_boxes_know_how_they_were_placed(style: str, placement: Placement) -> None:
    (page,) = measured(f"<div style='{style}'>Wort</div>").pages
    assert around(page, text_box(page, "Wort"), placement)
    others = set(Placement) - {placement, Placement.FLOW}
    assert not any(around(page, text_box(page, "Wort"), other) for other in others)


def test_margins_and_notes_are_apart() -> None:
    (page,) = measured("<p>Wort<span class=note>Anmerkung</span></p>").pages
    assert around(page, text_box(page, "Fuß"), Placement.MARGIN)
    assert text_box(page, "Fuß").element == -1
    assert around(page, text_box(page, "Anmerkung"), Placement.NOTES)
    assert text_box(page, "Anmerkung").element >= 0


def test_turned_text_has_the_rectangle_around_it() -> None:
    (page,) = measured("<p style='width: 100pt; transform: rotate(90deg)'>Wort</p>").pages
    area = text_box(page, "Wort").area
    assert area.height > 18 and area.width == pytest.approx(6.8)
    assert 80 < area.left < 100


@pytest.mark.parametrize(
    "style",
    ["visibility: hidden", "color: transparent", "opacity: 0",
     "width: 0.1pt; height: 0.1pt; overflow: hidden"],
)  # fmt: skip
def test_what_nobody_sees_has_no_box(style: str) -> None:
    (page,) = measured(f"<p style='{style}'>Wort</p><p>Satz</p>").pages
    assert [box.words for box in page.boxes if box.words] == ["Satz", "Fuß"]


def test_what_is_cut_off_is_known() -> None:
    body = f"<div style='overflow: hidden; height: 30pt'>{IMAGE}></div>"
    (page,) = measured(body).pages
    (picture,) = boxes(page, Kind.PICTURE)
    assert picture.area == near(40, 40, 140, 100)
    assert picture.seen == near(40, 40, 140, 70)


@pytest.mark.parametrize(
    ("style", "ground"),
    [("", False), ("background: #fff", True), ("background: #ffffff40", False),
     ("background: linear-gradient(#fff, #000)", True), (f"background: url({PICTURE})", False)],
)  # fmt: skip
def test_grounds_hide_what_is_below(style: str, ground: bool) -> None:
    (page,) = measured(f"<p style='{style}'>Wort</p>").pages
    assert any(box.ground for box in page.boxes) is ground


def test_layers_and_boxes_to_be_kept_whole_are_known() -> None:
    body = "<p style='position: relative; z-index: -1'>a</p><p style='break-inside: avoid'>b</p>"
    (page,) = measured(body).pages
    first, second = (page.boxes[page.boxes[text_box(page, w).parent].parent] for w in "ab")
    assert (first.layer, second.layer) == (-1, None)
    assert (first.whole, second.whole) == (False, True)


def test_what_the_style_sheet_adds_is_marked() -> None:
    style = "ul { list-style: none } li::before { content: '–'; position: absolute; left: 0 }"
    (page,) = measured("<ul><li>Wort</li></ul>", style).pages
    marks = {box.words: box.generated for box in page.boxes if box.words}
    assert marks == {"–": True, "Wort": False, "Fuß": False}


def test_every_line_is_on_its_page() -> None:
    geometry = measured(text(40))
    assert [len(boxes(page, Kind.LINE)) for page in geometry.pages] == [17, 17, 9]  # with the foot
    words = [b.words for page in geometry.pages for b in page.boxes if b.words.startswith("Zeile")]
    assert "<br>".join(words) == lines(40)


def test_the_renderers_process_measures() -> None:
    with Renderer(REPOSITORY, Project(REPOSITORY).limits) as renderer:
        geometry = renderer.measure("<p>Wort</p>", "the test")
    assert len(geometry.pages) == 1


def test_the_number_of_a_page_is_of_no_field_that_has_it() -> None:
    style = """@page { @top-left { content: string(head) } @bottom-left { content: counter(page) } }
    h2 { string-set: head attr(data-head) }"""
    head = 'data-head="Band 1" data-head-src="f.yaml#/title"'
    geometry = measured(f'<h2 data-src="f.yaml#/name" {head}>Wort</h2>', style)
    sources = {piece.words: piece.source for piece in traced(geometry).pieces}
    assert sources == {"Wort": "f.yaml#/name", "Band 1": "f.yaml#/title", "1": ""}
