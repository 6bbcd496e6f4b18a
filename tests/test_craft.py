"""What is wrong with laid-out pages: each rule finds its defect, page and field, and only that."""

import pytest
from sheets import IMAGE, PICTURE, lines, measured, text

from report_builder import craft
from report_builder.craft.book import Book, Fault
from report_builder.geometry import Box, Element, Geometry, Kind, Page, Rectangle

HERE = "data-src='a.yaml#/here'"
NEXT = "data-src='a.yaml#/next'"
LONG = "X" * 60
PANEL = "position: absolute; top: 80pt; left: 0"
OVER = f"<div style='position: absolute; top: 0; left: 0'>{IMAGE}></div>"


def faults(body: str, style: str = "") -> list[Fault]:
    return craft.faults(measured(f"<section id=teil>{body}</section>", style))


def brief(found: list[Fault]) -> list[tuple[str, int, str]]:
    return [(fault.rule, fault.page, fault.source) for fault in found]


CLEAN = {
    "a page": text(16),
    "paragraphs over pages": text(10) + text(10) + text(20),
    # beyond the edges
    "a long word that is divided": f"<p style='overflow-wrap: anywhere'>{LONG}</p>",
    "a long word beside its box, on the page": "<p style='width: 10pt'>Wort</p>",
    "a band to the edges": "<p style='margin: 0 -40pt; padding-left: 2pt'>Wort</p>",
    "a mark that hangs": "<p style='text-indent: -8pt'>„Wort</p>",
    "text that was put into the margin": "<p style='position: absolute; left: -30pt'>Wort</p>",
    "text for screen readers": (
        "<p>Satz</p><p style='width: 0.1pt; height: 0.1pt; overflow: hidden'>Wort</p>"
    ),
    "a picture that bleeds": f"{IMAGE} style='margin-left: -48pt; width: 316pt'>",
    "a picture that is cut to its frame": (
        f"<div style='margin: 0 -40pt; overflow: hidden'>{IMAGE} style='width: 400pt'></div>"
    ),
    "notes": "<p>Wort<span class=note>Anmerkung</span></p>",
    # over each other
    "tight lines": f"<p style='line-height: 8pt'>{lines(3, 'Äpfel')}</p>",
    "a raised number": "<p>Wort<sup>1</sup></p>",
    "a panel over a picture": f"{OVER}<p style='{PANEL}; background: #fff'>Wort</p>",
    "text in front of its own background": f"<p style='background: url({PICTURE})'>Wort</p>",
    "a picture below the surroundings": (
        "<div style='position: relative; z-index: 0'><div style='background: #fff'>"
        f"{IMAGE} style='position: absolute; z-index: -1; top: 0'><p>Wort</p></div></div>"
    ),
    # headings
    "a heading with two lines": text(13) + "<h2>Titel</h2>" + text(2),
    "a heading above all of its text": (
        text(14) + "<section style='break-before: auto'><h2>Titel</h2><p>kurz</p></section>"
        + text(4)
    ),
    "a heading above a picture": text(12) + f"<h2>Titel</h2>{IMAGE}>" + text(4),
    "a heading above a table": (
        text(14) + "<h2>Titel</h2><table><thead><tr><th>A<tbody><tr><td>b<tr><td>c</table>"
    ),
    "a heading that hangs beside its text": (
        text(13) + "<div style='position: relative'><h2 style='position: absolute; top: 0; "
        f"left: 160pt'>Titel</h2>{text(6)}</div>"
    ),
    "a heading at the very end": text(5) + "<h2>Titel</h2>",
    # pages
    "a section with a short end": text(18),
    "a page left blank": (
        "<p>Wort</p></section><section id=b style='break-before: left'><p>Wort</p></section>"
        "<section id=c style='break-before: left'><p>Wort</p>"
    ),
    # boxes
    "a box that is larger than a page": f"<aside>{text(20)}</aside>",
    "a box that stays whole": text(14) + f"<aside style='break-inside: avoid'>{text(6)}</aside>",
    "a figure with its caption": f"<figure>{IMAGE}><figcaption>Wort</figcaption></figure>",
    "a table that repeats its head": (
        "<table><thead><tr><th>Kopf<tbody>" + "<tr><td>Zelle" * 20 + "</table>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_wrong_with(name: str) -> None:
    assert faults(CLEAN[name]) == []


LOOSE = "style='orphans: 1; widows: 1'"
PLANTED = {
    # beyond the edges
    "a long word": (f"<p {HERE}>{LONG}</p>", "page-overflow", 1),
    "a wide table": (
        f"<div {HERE}><table><tr><td>{'W' * 20}<td>{'W' * 20}</table></div>", "page-overflow", 1
    ),
    "a word too long for its band": (
        f"<p {HERE} style='margin: 0 -40pt; padding: 0 40pt'>{LONG}</p>", "page-overflow", 1
    ),
    "text beyond the paper": (
        f"<p {HERE} style='position: absolute; left: -50pt'>Wort</p>", "page-overflow", 1
    ),
    "text that is cut off": (
        f"<div {HERE} style='height: 30pt; overflow: hidden'>{text(3)}</div>", "page-overflow", 1
    ),
    "a note that is too long": (
        f"<p>Wort<span class=note {HERE}>{LONG}</span></p>", "page-overflow", 1
    ),
    "a picture that is too wide": (f"{IMAGE} {HERE} style='width: 240pt'>", "page-picture", 1),
    "a picture far beyond the paper": (
        f"{IMAGE} {HERE} style='margin-left: -60pt'>", "page-picture", 1
    ),
    # over each other
    "text over text": (
        f"<p>Satz</p><p {HERE} style='position: absolute; top: 2pt; left: 0'>Wort</p>",
        "page-overlap", 1,
    ),
    "lines over each other": (
        f"<p {HERE} style='line-height: 5pt'>{lines(2)}</p>", "page-overlap", 1
    ),
    "text over running heads": (
        f"<p {HERE} style='position: absolute; top: 330pt; left: 0'>Wort</p>", "page-overlap", 1
    ),
    "text over a picture": (f"{OVER}<p {HERE} style='position: relative'>Wort</p>",
                            "page-covered", 1),
    "a picture over text": (f"<p {HERE}>Wort</p>{OVER}", "page-covered", 1),
    "a picture over the panel": (
        f"<p {HERE} style='position: absolute; top: 0; background: #fff'>Wort</p>{OVER}",
        "page-covered", 1,
    ),
    "a panel that is too small": (
        f"{OVER}<div style='position: absolute; top: 0; background: #fff; width: 5pt'>"
        f"<p {HERE}>Wort</p></div>", "page-covered", 1,
    ),
    "a code over text": (
        f"<p {HERE}>Wort</p><div style='position: absolute; top: 0; width: 40pt; height: 40pt;"
        f" background: url({PICTURE})'></div>", "page-covered", 1,
    ),
    # headings
    "a heading with one line": (
        text(14) + f"<h2 style='break-after: auto'>Titel</h2><p {HERE}>kurz</p>" + text(4),
        "page-heading", 1,
    ),
    "a heading alone": (
        text(15) + f"<h2 {HERE} style='break-after: auto'>Titel</h2>" + text(4), "page-heading", 1
    ),
    "a heading that hangs without its text": (
        text(14) + "<div style='position: relative'><h2 style='position: absolute; top: 0'>Titel"
        f"</h2><div style='height: 20pt'></div><p {HERE}>{lines(5)}</p></div>", "page-heading", 1
    ),
    # lines
    "an orphan": (text(15) + f"<p {HERE} {LOOSE}>{lines(5)}</p>", "page-orphan", 1),
    "a widow": (text(12) + f"<p {HERE} {LOOSE}>{lines(5)}</p>", "page-widow", 2),
    "an orphan in a list": (
        text(15) + f"<ul {HERE}><li {LOOSE}>{lines(5)}</li></ul>", "page-orphan", 1
    ),
    # pages
    "a page with three lines": (
        f"<p {HERE}>{lines(3)}</p><figure style='height: 310pt'>{IMAGE}></figure>",
        "page-sparse", 1,
    ),
    "an empty page": (f"<p {HERE}>Wort</p><div style='break-before: page'></div>",
                      "page-sparse", 2),
    # boxes
    "a torn box": (text(12) + f"<aside {HERE}>{text(8)}</aside>", "page-torn", 1),
    "a torn figure": (
        text(12) + f"<figure><p {HERE}>{lines(8)}</p></figure>", "page-torn", 1
    ),
    "a torn row": (
        text(10) + f"<table {HERE}><thead><tr><th>Kopf<tbody><tr><td>{lines(8)}</table>",
        "page-torn", 1,
    ),
    "a caption on the next page": (
        f"<figure>{IMAGE} style='height: 300pt'><figcaption {HERE}>{lines(2)}</figcaption>"
        "</figure>", "page-caption", 2,
    ),
    "a table without its head": (
        f"<table {HERE}><thead style='display: table-row-group'><tr><th>Kopf<tbody>"
        + "<tr><td>Zelle" * 20 + "</table>", "page-table", 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_the_fault_is_found(name: str) -> None:
    body, rule, page = PLANTED[name]
    assert brief(faults(body)) == [(rule, page, "a.yaml#/here")]


def test_every_rule_has_its_defect() -> None:
    from report_builder.content.rules import LAID_OUT

    assert {rule for _, rule, _ in PLANTED.values()} == set(LAID_OUT)


def test_faults_name_what_is_concerned() -> None:
    (fault,) = faults(text(15) + "<h2 style='break-after: auto'>Titel</h2>" + text(4))
    assert fault == Fault("page-heading", 1, "", "teil", {"got": "Titel"})
    (fault,) = faults(f"<p>Erster Satz</p><p style='margin-top: -18pt'>Zweiter {LONG[:9]}</p>")
    assert fault.facts == {"got": f"Zweiter {LONG[:9]}", "other": "Erster Satz"}
    (fault,) = faults(text(3) + f"<figure style='height: 310pt'>{IMAGE}></figure>")
    assert fault.facts == {"got": 19}


def test_a_fault_without_a_field_around_it_has_one_from_within() -> None:
    inner = "".join(f"<p data-src='a.yaml#/{n}'>Wort</p>" for n in range(8))
    (fault,) = faults(text(12) + f"<aside>{inner}</aside>")
    assert (fault.rule, fault.source) == ("page-torn", "a.yaml#/0")


def test_one_block_has_one_fault() -> None:
    rows = "<tr><td>" + "W" * 40
    (fault,) = faults(f"<table {HERE}>{rows * 5}</table>")
    assert fault.rule == "page-overflow"
    assert len(faults(f"<p {HERE}>{LONG} {LONG} {LONG}</p>")) == 1


def test_faults_stand_in_the_order_of_pages() -> None:
    found = faults(text(15) + text(3, LOOSE) + text(13) + f"<p>{LONG}</p>")
    assert [fault.page for fault in found] == sorted(fault.page for fault in found) != []


# --- what no document makes the engine do -------------------------------------------------

PAPER = Rectangle(0, 0, 300, 400)
CONTENT = Rectangle(40, 40, 260, 360)


def torn(*, whole: bool, height: float) -> list[Fault]:
    """A list that is divided between two pages."""
    elements = [
        Element("html", -1, 4, "", ""),
        Element("body", 0, 4, "", ""),
        Element("section", 1, 4, "", "teil"),
        Element("ol", 2, 4, "a.yaml#/x", "teil"),
    ]

    def page(top: float) -> Page:
        area = Rectangle(40, top, 260, top + height)
        line = Rectangle(40, top, 260, top + 20)
        outer = [Box(n, n - 1, Kind.BOX, CONTENT) for n in range(3)]
        block = Box(3, 2, Kind.BOX, area, whole=whole)
        found = [Box(3, 3, Kind.LINE, line), Box(3, 4, Kind.TEXT, line, words="eins"),
                 Box(3, 3, Kind.LINE, _below(line)),
                 Box(3, 6, Kind.TEXT, _below(line), words="zwei")]  # fmt: skip
        return Page(PAPER, CONTENT, [*outer, block, *found])

    return craft.faults(Geometry(elements, [page(360 - height), page(40)]))


def _below(line: Rectangle) -> Rectangle:
    return line._replace(top=line.top + 20, bottom=line.bottom + 20)


def test_what_its_style_keeps_whole_is_not_torn() -> None:
    assert brief(torn(whole=True, height=100)) == [("page-torn", 1, "a.yaml#/x")]
    assert torn(whole=False, height=100) == []
    assert torn(whole=True, height=170) == []  # does not fit on a page


def test_a_book_has_its_items_in_the_order_of_reading() -> None:
    geometry = measured(f"<h2>A</h2><p>B<span class=note>C</span></p>{IMAGE}><ul><li>D</ul>")
    items = Book(geometry).items
    assert [item.words or item.box.kind for item in items] == ["A", "B1", "picture", "D"]
