"""Changed words on laid-out pages: the lines that a bar has to stand beside."""

from conftest import SmallProject
from drafting import fields, laid_out
from reviewing import source_map_of
from sheets import IMAGE, measured

from report_builder.review.changes import compared
from report_builder.review.fields import Field
from report_builder.review.passages import passages

SOURCE = "a.yaml#/text"
NARROW = "p { width: 90pt; hyphens: auto; hyphenate-character: '-'; text-align: justify }"
OLD = "Die Kommunalverwaltung hat den Bürgern zugehört. Sie antwortet schnell und verständlich."


def lines(old: str, new: str, html: str, style: str = NARROW, source: str = SOURCE) -> list[str]:
    """The words of the pieces that a changed field is shown at."""
    before, after = ({source: Field(source, text, 1, 1)} for text in (old, new))
    (change,) = compared(before, after)
    found = source_map_of(measured(html, style))
    return [piece.words for piece in passages(change, found)]


def paragraph(text: str, attributes: str = "") -> str:
    return f'<p data-src="{SOURCE}" {attributes}>{text}</p>'


def test_only_the_lines_with_changed_words() -> None:
    new = OLD.replace("schnell", "langsam")
    assert lines(OLD, new, paragraph(new)) == ["antwortet langsam"]


def test_words_over_several_lines() -> None:
    new = OLD.replace("Bürgern zugehört. Sie", "Menschen lange zugehört. Nun")
    found = lines(OLD, new, paragraph(new))
    assert len(found) == 2
    assert "Menschen" in found[0] and "Nun" in found[1]


def test_a_divided_word_is_on_both_lines() -> None:
    new = OLD.replace("Kommunalverwaltung", "Gemeindeverwaltungen")
    found = lines(OLD, new, paragraph(new))
    assert len(found) == 2
    assert found[0].endswith("-")
    assert "".join(found).replace("-", "").startswith("Die Gemeindeverwaltungen")


def test_a_word_divided_twice_is_on_three_lines() -> None:
    new = OLD.replace("Kommunalverwaltung", "Kommunalverwaltungsmodernisierung")
    narrower = NARROW.replace("90pt", "60pt")
    found = lines(OLD, new, paragraph(new), narrower)
    assert "".join(found).replace("-", "").startswith("Die Kommunalverwaltungsmodernisierung")
    assert len(found) >= 3


def test_a_hyphen_that_is_written_divides_no_word() -> None:
    old, new = "Das große Bau- und Ordnungsamt.", "Das kleine Bau- und Ordnungsamt."
    html = paragraph("Das kleine Bau-<br>und Ordnungsamt.")
    assert lines(old, new, html) == ["Das kleine Bau-"]
    assert lines(new.replace("und", "oder"), new, html) == ["und Ordnungsamt."]


def test_capitals_quotes_and_no_break_spaces() -> None:
    old, new = 'Er sagt "Straße" zu 5 % davon.', 'Er sagt "Gasse" zu 7 % davon.'
    html = paragraph("Er sagt<br>„Gasse“<br>zu 7 %<br>davon.")
    assert lines(old, new, html, "p { text-transform: uppercase }") == ["„GASSE“", "ZU 7 %"]
    sharp = paragraph("weit weg<br>Straße")
    assert lines(
        "weit weg\nGasse", "weit weg\nStraße", sharp, "p { text-transform: uppercase }"
    ) == ["STRASSE"]


def test_every_time_that_it_is_printed() -> None:
    html = paragraph("Ein Tisch<br>für viele") * 2 + paragraph("Ein Tisch")
    assert lines("Ein Tisch für alle", "Ein Tisch für viele", html) == ["für viele"] * 2


def test_marks_of_the_text_are_not_printed() -> None:
    html = paragraph("Siehe <b>dort</b><br>und <a href='https://a.de/neu'>hier</a><br>am Ende")
    new = "Siehe **dort** und [hier](https://a.de/neu) am Ende"
    # The address is not printed: where it belongs to is told all the same.
    assert lines(new.replace("neu", "alt"), new, html) == ["hier"]
    assert lines(new.replace("**", ""), new, html) == ["dort"]


def test_deleted_words_are_shown_at_a_word_beside_them() -> None:
    html = paragraph("eins zwei<br>vier fünf<br>sechs")
    text = "eins zwei vier fünf sechs"
    assert lines("eins zwei drei vier fünf sechs", text, html) == ["vier fünf"]
    assert lines("null " + text, text, html) == ["eins zwei"]
    assert lines(text + " sieben", text, html) == ["sechs"]
    assert lines(text + "\n\nEin Absatz.", text, html) == ["sechs"]


def test_marks_are_shown_at_the_word_before_them() -> None:
    html = paragraph("eins zwei!<br>drei")
    assert lines("eins zwei. drei", "eins zwei! drei", html) == ["eins zwei!"]


def test_notes_at_the_foot_are_found() -> None:
    note = f'<span class="note" data-src="{SOURCE}">Eine neue Anmerkung</span>'
    html = paragraph(f"Text{note} geht weiter")
    old = "Text[^1] geht weiter\n\n[^1]: Eine alte Anmerkung"
    assert lines(old, old.replace("alte", "neue"), html, "") == ["Eine neue Anmerkung"]


def test_what_is_printed_in_other_words() -> None:
    assert lines("city", "district", paragraph("Landkreis")) == ["Landkreis"]
    year = SOURCE + "/start"
    assert lines("2020", "2021", paragraph("seit 2021"), source=year) == ["seit 2021"]


def test_what_is_not_printed_is_nowhere() -> None:
    html = paragraph("etwas anderes")
    assert lines("alt", "neu", html, source="a.yaml#/other") == []
    assert lines("alt", "neu", html, source="b.yaml#/text") == []


def test_a_picture_is_shown_but_not_its_caption() -> None:
    source = "a.yaml#/image"
    html = f"{IMAGE} data-src='{source}/alt'><p data-src='{source}/caption'>Bild von hier</p>"
    found = source_map_of(measured(html))
    name = f"{source}/file"
    before, after = ({name: Field(name, "a.png", 1, 1, digest)} for digest in ("1", "2"))
    (change,) = compared(before, after)
    (piece,) = passages(change, found)
    assert (piece.words, piece.source) == ("", f"{source}/alt")
    (inserted,) = compared({}, {f"{source}/caption": Field(f"{source}/caption", "Bild", 1, 1)})
    assert [piece.words for piece in passages(inserted, found)] == ["Bild von hier"]
    (deleted,) = compared({name: before[name]}, {})
    assert passages(deleted, found) == []


def test_on_the_pages_of_a_layout(project: SmallProject) -> None:
    """The title stands in the contents and over the case study, the figure in other signs."""
    before = fields(project.root, project.slug)
    project.replace(project.case, "Ein Tisch für alle", "Ein runder Tisch für alle")
    project.replace(project.case, "Alle standen.", "Alle standen herum.")
    project.replace(project.case, "population: 48200", "population: 48300")
    printed = source_map_of(laid_out(project.root, project.slug))
    found = {
        change.field.pointer: [(p.page, p.words) for p in passages(change, printed)]
        for change in compared(before, fields(project.root, project.slug))
    }
    assert found == {
        "/title": [(3, "Ein runder Tisch für alle"), (4, "Ein runder Tisch für alle")],
        "/municipality/population": [(4, "48\u202f300")],
        "/challenge": [(5, "Alle standen herum.")],
    }
