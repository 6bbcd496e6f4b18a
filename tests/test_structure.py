"""What a screen reader meets: the structure tree of the sample issue and of small documents."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import REPOSITORY, Published, png
from outline import Tree, faults, outline, read
from pypdf import PdfReader

from report_builder import builder
from report_builder.errors import RenderError
from report_builder.project import Project
from report_builder.rendering.document import render
from report_builder.workspace import gather

GOLDEN = Path(__file__).parent / "golden" / "structure.txt"
SLUG = "01-arbeiten-im-krisenmodus"


@pytest.fixture(scope="session")
def issue_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first issue of this repository, built."""
    root = tmp_path_factory.mktemp("issue")
    for folder in ("reports", "layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    summary = builder.build(gather(Project(root)), (SLUG,), False, lambda *event: None)
    assert list(summary.built) == [SLUG], summary
    return summary.built[SLUG][0]


@pytest.fixture(scope="session")
def issue(issue_pdf: Path) -> Tree:
    return read(issue_pdf)


@pytest.fixture(scope="session")
def specimen_tree(published: Published) -> Tree:
    return read(published.pdf)


Maker = Callable[[str], Tree]


@pytest.fixture
def made(tmp_path: Path) -> Maker:
    """Makes the tree of a small document with one heading and the body given."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/picture.png").write_bytes(png())

    def make(body: str) -> Tree:
        style = "p, ul, dl, dd { margin: 0 } @page { size: A5 } .note { float: footnote }"
        html = f'<html lang="de"><style>{style}</style><h1>Titel</h1>{body}'
        path = tmp_path / "small.pdf"
        path.write_bytes(render(html, tmp_path, "the test").pdf)
        return read(path)

    return make


def lines(tree: Tree) -> list[str]:
    """The outline of a small document without the heading that all of them have."""
    found = [line.removeprefix("  ") for line in outline(tree.document)]
    assert found[:2] == ["Document", "H1 “Titel”"]
    return found[2:]


# --- the sample issue ---------------------------------------------------------------------


def test_outline_is_the_reviewed_one(issue: Tree) -> None:
    """UPDATE_GOLDEN=1 writes it anew where a change is wanted; read the difference."""
    text = "\n".join(outline(issue.document)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_issue_breaks_no_promise(issue: Tree) -> None:
    assert faults(issue) == []


def test_brief_breaks_no_promise(issue_pdf: Path) -> None:
    assert faults(read(issue_pdf.with_stem(f"{issue_pdf.stem}-brief"))) == []


def test_specimen_breaks_no_promise(specimen_tree: Tree) -> None:
    assert faults(specimen_tree) == []


def test_pictures_carry_their_captions(specimen_tree: Tree) -> None:
    captions = {
        figure.entry_text("/Alt"): [kid.text for kid in figure.kids]
        for figure in specimen_tree.document.find("Figure")
    }
    assert captions["Ein runder Holztisch"] == ["Der Tisch von oben"]
    assert captions["Werkbank im Licht"] == ["Blick in die Werkstatt"]
    assert captions["Dorfplatz leer"] == []


def test_decorative_pictures_are_not_read(specimen_tree: Tree) -> None:
    figures = [figure.entry_text("/Alt") for figure in specimen_tree.document.find("Figure")]
    charts = {"Rückenlehnen wachsen, Armlehnen schrumpfen.",
              "Alt und Jung sitzen beisammen, Jung öfter.",
              "Die Zahl der Gäste steigt vier Jahre lang an.",
              "Fast die Hälfte besteht aus Nadelholz."}  # fmt: skip
    pictures = [figure for figure in figures if figure not in charts and "Karte" not in figure]
    assert sorted(pictures) == ["Dorfplatz leer", "Ein runder Holztisch", "Kopf der Vorsitzenden",
                                "Titelfläche in Petrol", "Wappenvogel", "Werkbank im Licht",
                                "Zukunftswerkstatt Kommunen"]  # fmt: skip


def test_profile_reads_term_before_value(specimen_tree: Tree) -> None:
    section = next(
        node for node in specimen_tree.document.find("Sect")
        if node.kids and node.kids[0].text == "Steckbrief"
    )  # fmt: skip
    heading, facts = section.kids
    assert (heading.role, facts.role) == ("H3", "L")
    assert [(item.kids[0].text, item.kids[1].text) for item in facts.kids] == [
        ("Kommune", "Musterstadt"),
        ("Art", "Stadt"),
        ("Land", "Niedersachsen"),
        ("Einwohnerzahl", "48 200"),
        ("Zeitraum", "2011–2019"),
        ("Themen", "Möbelbau , Sitzordnung"),
        ("Website", "rathaus.example"),
        ("Lage", ""),
    ]
    (where,) = facts.kids[-1].kids[1].kids
    assert where.entry_text("/Alt") == (
        "Kleine Karte, auf der Musterstadt in Niedersachsen hervorgehoben ist"
    )


def test_contents_refer_to_every_section(issue: Tree) -> None:
    """By the title of the section, or by the words above it."""
    heads = [
        [_plain(kid.text) for kid in section.kids[:4] if kid.role in ("H2", "P")]
        for section in issue.document.kids
        if section.find("H2") and not section.find("TOC")
    ]
    entries = issue.document.find("TOCI")
    assert [[kid.role for kid in entry.kids] for entry in entries] == [["Reference"]] * len(heads)
    for entry, titles in zip(entries, heads, strict=True):
        name = _plain(str(entry.find("Link")[0].links[0].Contents))
        known = "|".join(re.escape(title) for title in titles)
        assert re.fullmatch(rf"(.*:)?({known}),Seite\d+", name), (name, titles)


def test_outline_of_the_file_lists_every_section_and_heading(issue_pdf: Path, issue: Tree) -> None:
    """Left out are only the headings that every case study has, and those of info boxes."""
    report = next(one.report for one in gather(Project(REPOSITORY)).content.issues)
    assert report is not None
    frame = {"Steckbrief", "In Zahlen", "Einblicke", "Beteiligte", "Links", "Kontakt"}
    frame |= {box.title for case in report.case_studies for box in case.info_boxes}
    silent = {_plain(title) for title in frame}
    headings = [_plain(node.text) for node in issue.document.find("H1", "H2", "H3")]
    listed = [_plain(title) for title in _titles(PdfReader(issue_pdf).outline)]
    assert listed == [heading for heading in headings if heading not in silent]


def _titles(outline: list[Any]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield str(item["/Title"])


def _plain(text: str) -> str:
    """A text without what lines do to it."""
    return re.sub(r"[\s\-\u2010\u00ad\x02]", "", text)


def test_compounds_with_a_hyphen_are_found(issue_pdf: Path) -> None:
    with pypdfium2.PdfDocument(issue_pdf) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert text.count("E-Mail") >= 3
    assert "\u2010" not in text


def test_words_in_another_language_say_so(issue: Tree) -> None:
    spoken = {node.text: node.entry_text("/Lang") for node in issue.document.walk()
              if "/Lang" in node.entry}  # fmt: skip
    assert spoken == {"Sendai Framework for Disaster Risk Reduction": "en"}


# --- small documents: what becomes of HTML ------------------------------------------------

PICTURE = '<img src="assets/picture.png" alt="Ein Tisch">'
LONG = "<p>" + "Wort " * 900 + "</p>"

PLAIN = {
    "a section with a paragraph": (
        "<section><h2>Teil</h2><div><p>Satz <em>mit</em> Nachdruck</p></div></section>",
        ["Sect", "  H2 “Teil”", "  P “Satz mit Nachdruck”"],
    ),
    "text outside of paragraphs": (
        "<section><div>eins</div><div>zwei <b>drei</b></div></section>",
        ["Sect", "  P “eins”", "  P “zwei drei”"],
    ),
    "a figure with its caption": (
        f"<figure><div>{PICTURE}</div><figcaption>Der Tisch</figcaption></figure>",
        ["Figure Alt=Ein Tisch", "  Caption “Der Tisch”"],
    ),
    "a figure of words": (
        "<figure><blockquote>Ach!</blockquote><figcaption>Sie</figcaption></figure>",
        ["BlockQuote", "  P “Ach!”", "P “Sie”"],
    ),
    "two pictures in one figure": (
        f"<figure>{PICTURE}{PICTURE}<figcaption>Tische</figcaption></figure>",
        ["P", "  Figure Alt=Ein Tisch", "  Figure Alt=Ein Tisch", "P “Tische”"],
    ),
    "a picture that says nothing": (
        '<p>Satz</p><img src="assets/picture.png" alt="">',
        ["P “Satz”"],
    ),
    "a picture from the style sheet": (
        "<style>p::before { content: url(assets/picture.png) }</style><p>Satz</p>",
        ["P “Satz”"],
    ),
    "a drawing with a title": (
        "<p><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>Punkt</title>"
        "<circle r='4'/></svg></p>",
        ["P", "  Figure Alt=Punkt"],
    ),
    "definitions in groups": (
        "<dl><div><dt>Ort</dt><dd>Auental</dd></div>"
        "<div><dt>Art</dt><dd><p>Stadt</p></dd></div></dl>",
        ["L", "  LI", "    Lbl “Ort”", "    LBody “Auental”",
         "  LI", "    Lbl “Art”", "    LBody", "      P “Stadt”"],
    ),
    "definitions without groups": (
        "<dl><dt>Ort</dt><dd>Auental</dd><dt>Art</dt><dd>Stadt</dd></dl>",
        ["L", "  LI", "    Lbl “Ort”", "    LBody “Auental”",
         "  LI", "    Lbl “Art”", "    LBody “Stadt”"],
    ),
    "lists within lists": (
        "<ol><li>eins<ul><li>unten</li></ul></li><li>zwei</li></ol>"
        "<style>ol, ul { list-style: none } ul li::before { content: '–' }"
        "ol { counter-reset: n } ol > li { counter-increment: n }"
        "ol > li::before { content: counter(n) '.' }</style>",
        ["L Decimal", "  LI", "    Lbl “1.”", "    LBody “eins – unten”", "      L Disc",
         "        LI", "          Lbl “–”", "          LBody “unten”",
         "  LI", "    Lbl “2.”", "    LBody “zwei”"],
    ),
    "a list without marks": (
        "<ul style='list-style: none'><li>eins</li><li><p>zwei</p></li></ul>",
        ["L", "  LI", "    LBody “eins”", "  LI", "    LBody", "      P “zwei”"],
    ),
    "contents": (
        "<nav><ol style='list-style: none'><li><a href='#a' title='Teil A, Seite'>A</a></li></ol>"
        "</nav><style>a::after { content: ' ' target-counter(attr(href), page) }</style>"
        "<p id='a'>Ziel</p>",
        ["TOC", "  TOCI", "    Reference", "      Link [Teil A, Seite 1] “A 1”", "P “Ziel”"],
    ),
    "a link with more in it": (
        "<p>Die <a href='https://a.example/'>Seite <b>der Stadt</b></a>.</p>",
        ["P “Die Seite der Stadt .”", "  Link [Seite der Stadt] “Seite der Stadt”"],
    ),
    "a block that is a link": (
        "<section><a style='display: block' href='https://a.example/'>Seite</a></section>",
        ["Sect", "  P", "    Link [Seite] “Seite”"],
    ),
    "other languages": (
        "<p>Ein <span lang='en'>public <i>value</i></span></p>"
        "<blockquote lang='fr'>Oui</blockquote><div lang='en'><p>Yes</p></div>",
        ["P “Ein public value”", "  Span Lang=en “public value”",
         "BlockQuote Lang=fr", "  P “Oui”", "Div Lang=en", "  P “Yes”"],
    ),
    "a note behind its call": (
        "<p>Satz<span class='note'>Ein <i>Wort</i>.</span> weiter</p>",
        ["P “Satz 1 weiter”", "  Reference “1”", "  Note ID=note-1 “1. Ein Wort .”",
         "    Lbl “1.”"],
    ),
    "a table": (
        "<table><thead><tr><th scope='col'>Jahr</th><th>Zahl</th></tr></thead>"
        "<tbody><tr><th>2023</th><td></td></tr></tbody></table>",
        ["Table", "  THead", "    TR", "      TH Column “Jahr”", "      TH Column “Zahl”",
         "  TBody", "    TR", "      TH Row “2023”", "      TD"],
    ),
    "elements that hold nothing": (
        "<section><p></p><ul style='list-style: none'><li></li></ul><div><span></span></div>"
        "</section><p>Satz</p>",
        ["P “Satz”"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), PLAIN.values(), ids=PLAIN)
def test_html_becomes(made: Maker, body: str, expected: list[str]) -> None:
    tree = made(body)
    assert lines(tree) == expected
    assert faults(tree) == []


def test_a_paragraph_over_two_pages_is_one(made: Maker) -> None:
    tree = made(f"<section>{LONG}</section>")
    assert [line.split(" “")[0].strip() for line in lines(tree)] == ["Sect", "P"]
    assert {page for page, _ in tree.document.find("P")[0].content} >= {0, 1}
    assert faults(tree) == []


def test_the_head_of_a_table_is_read_once(made: Maker) -> None:
    row = "<tr><td>Wort</td></tr>"
    tree = made(f"<table><thead><tr><th>Kopf</th></tr></thead><tbody>{row * 90}</tbody></table>")
    assert [head.text for head in tree.document.find("TH")] == ["Kopf"]
    assert len(tree.document.find("TR")) == 91
    assert faults(tree) == []


def test_running_heads_are_not_read(made: Maker) -> None:
    tree = made("<style>@page { @top-left { content: 'Kolumne' } }</style><p>Satz</p>")
    assert lines(tree) == ["P “Satz”"]
    assert faults(tree) == []


def test_a_place_of_a_picture_is_in_points_from_below(made: Maker) -> None:
    place = "position: absolute; left: 1in; top: 1in; width: 2in; height: 1in"
    tree = made(
        "<style>@page { margin: 0 }</style>"
        f'<img src="assets/picture.png" alt="Tisch" style="{place}">'
    )
    (figure,) = tree.document.find("Figure")
    height = 210 / 25.4 * 72
    expected = [72, height - 144, 216, height - 72]
    assert [float(edge) for edge in figure.entry.A.BBox] == pytest.approx(expected, abs=0.01)


def test_a_picture_without_words_fails_the_build(made: Maker) -> None:
    with pytest.raises(RenderError, match="no required alt description"):
        made('<img src="assets/picture.png">')


# --- the checks themselves: each finds a defect that was planted --------------------------

DEFECTS = {
    "headings: 3 after 1": "<h3>Zu tief</h3>",
    "headings: 2 of level 1": "<h1>Noch einer</h1>",
    "link: called “https://a.example/”": "<p><a href='https://a.example/'>https://a.example/</a></p>",
    "link: called “→”": "<p><a href='https://a.example/'>→</a></p>",
    "table: not a head and a body": "<table><tr><td>Wort</td></tr></table>",
    "table: rows of different lengths": (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>C</td></tr></tbody></table>"
    ),
    "nesting: ['H2'] in TOC": "<nav><h2>Inhalt</h2></nav>",
}  # fmt: skip


@pytest.mark.parametrize(("fault", "body"), DEFECTS.items(), ids=DEFECTS)
def test_a_defect_in_a_template_is_found(made: Maker, fault: str, body: str) -> None:
    assert fault in faults(made(body))


def _lose_content(tree: Tree) -> None:
    tree.document.find("P")[0].content.pop()


def _repeat_content(tree: Tree) -> None:
    tree.document.find("P")[0].content *= 2


def _swap_pages(tree: Tree) -> None:
    tree.document.kids.reverse()


SABOTAGE: dict[str, Callable[[Tree], object]] = {
    "content: not read exactly once": _lose_content,
    "content: not read exactly once ": _repeat_content,
    "order: pages are not read one after the other": _swap_pages,
    "role: NonStruct": lambda tree: setattr(tree.document.find("P")[0], "role", "NonStruct"),
    "empty: Sect": lambda tree: tree.document.find("Sect")[0].kids.clear(),
    "nesting: ['P'] in P": lambda tree: tree.document.find("P")[0].kids.append(
        tree.document.find("P")[1]
    ),
    "figure: without text alternative": lambda tree: tree.document.find("Figure")[
        0
    ].entry.__delitem__("/Alt"),
    "link: annotations and elements do not agree": lambda tree: tree.annotations.clear(),
    "note: identifiers": lambda tree: tree.identifiers.clear(),
    "note: not after its call": lambda tree: tree.document.find("P")[1].kids.reverse(),
    "table: head without scope": lambda tree: tree.document.find("TH")[0].entry.__delitem__("/A"),
    "nesting: text in Sect": lambda tree: tree.document.find("Sect")[0].content.append((0, 0)),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "change"), SABOTAGE.items(), ids=SABOTAGE)
def test_a_defect_in_the_tree_is_found(
    made: Maker, fault: str, change: Callable[[Tree], object]
) -> None:
    tree = made(
        f"<section>{LONG}</section><p>Satz<span class='note'>Note</span></p>{PICTURE}"
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>B</td></tr></tbody></table>"
        "<p><a href='https://a.example/'>Seite</a></p>"
    )
    assert faults(tree) == []
    change(tree)
    assert any(found.startswith(fault.strip()) for found in faults(tree)), faults(tree)
