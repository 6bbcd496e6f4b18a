"""What keeps readers with a screen reader out: each rule, its neighbour, its exception."""

import json

import pytest
from click.testing import CliRunner
from conftest import CASE, SERIES, SmallProject

from report_builder import schema
from report_builder.cli import main
from report_builder.content import languages
from report_builder.content.rules import IGNORABLE, RULES, WRITTEN
from report_builder.errors import Severity

SERIES_FILE, ISSUE_FILE, CASE_FILE = SmallProject.series, SmallProject.issue, SmallProject.case
ALT, TEXT = "Ein runder Tisch", "  Alle standen.\n"
REASON = "Der Wortlaut muss ganz vorgelesen werden."


def write(project: SmallProject, text: str) -> None:
    """Make this the second paragraph of the text `challenge`."""
    project.replace(CASE_FILE, TEXT, "".join(f"  {line}\n" for line in text.split("\n")))


def rules(project: SmallProject) -> list[str]:
    return [problem.rule for problem in project.problems()]


def only(project: SmallProject, file: str, marker: str) -> str:
    """The rule of the only problem, which stands at the ^ of the marker."""
    [problem] = project.problems()
    before, _, after = marker.partition("^")
    line, column = project.place(file, before + after)
    assert (problem.file, problem.line, problem.column) == (file, line, column + len(before))
    return problem.rule


# --- text alternatives --------------------------------------------------------------------


@pytest.mark.parametrize(
    "alt",
    ["IMG_1234", "DSC01234.JPG", "rathaus.jpg", "P1010012", "tisch", "Tisch.svg", "Bild", "Foto 1",
     "image", "Ein Bild", "Abb. 3", "Logo!", "20230628_1015", "…"],
)  # fmt: skip
def test_an_alternative_that_says_nothing(content, alt):
    content.replace(CASE_FILE, ALT, f"'{alt}'")
    assert only(content, CASE_FILE, f"alt: ^'{alt}'") == "alt-meaningless"


@pytest.mark.parametrize(
    "alt", ["Das Bild hängt schief", "Tisch mit Stuhl", "Foto 1 hängt an der Wand", "12 Stühle"]
)
def test_an_alternative_that_says_something(content, alt):
    content.replace(CASE_FILE, ALT, alt)
    assert content.problems() == []


def test_the_name_of_a_file_is_recognised_with_its_umlauts_written_out(content):
    content.write("reports/01-probe/images/sitzung-im-grossen-buero.svg", content.read(
        "reports/01-probe/images/tisch.svg"))  # fmt: skip
    content.replace(CASE_FILE, "images/tisch.svg", "images/sitzung-im-grossen-buero.svg")
    content.replace(CASE_FILE, ALT, "Sitzung im großen Büro")
    assert rules(content) == ["alt-meaningless"]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [("ein runder Tisch.", ["alt-caption"]), ("Ein runder – TISCH!", ["alt-caption"]),
     ("Ein runder Tisch im Saal", [])],
)  # fmt: skip
def test_an_alternative_that_repeats_the_caption(content, caption, expected):
    content.replace(CASE_FILE, f"alt: {ALT}", f"alt: {ALT}\n  caption: {caption}")
    assert rules(content) == expected


def test_an_alternative_that_repeats_the_credit(content):
    content.replace(CASE_FILE, ALT, "Zeichnung Probe")
    assert only(content, CASE_FILE, "alt: ^Zeichnung Probe") == "alt-credit"


@pytest.mark.parametrize(
    ("alt", "expected"),
    [("Esel", ["alt-length"]), ("Eselx", []), ("Stuhl " * 41 + "Esel", []),
     ("Stuhl " * 41 + "Eselx", ["alt-length"])],
    ids=["4", "5", "250", "251"],
)  # fmt: skip
def test_the_length_of_an_alternative(content, alt, expected):
    content.replace(CASE_FILE, ALT, alt)
    assert rules(content) == expected


def test_a_decorative_image_with_an_alternative(content):
    content.replace(CASE_FILE, f"alt: {ALT}", f"decorative: true\n  alt: {ALT}")
    assert only(content, CASE_FILE, f"alt: ^{ALT}") == "alt-decorative"


def test_a_folded_alternative_is_placed_where_it_begins(content):
    content.replace(CASE_FILE, f"alt: {ALT}", "alt: >-\n    Foto\n    17")
    assert only(content, CASE_FILE, "alt: ^>-") == "alt-meaningless"


PICTURE = "{file: images/tisch.svg, alt: Foto 7, credit: Probe}"


@pytest.mark.parametrize(
    ("file", "text"),
    [(CASE_FILE, f"gallery:\n  - {PICTURE}\n"),
     (ISSUE_FILE, f"foreword: {{text: Hallo, author: {{name: Wir, portrait: {PICTURE}}}}}\n"),
     (SERIES_FILE, "funder: {name: Bund, logo: {file: bund.svg, alt: Foto 7}}\n")],
    ids=["gallery", "portrait", "logo"],
)  # fmt: skip
def test_every_image_is_looked_at(content, file, text):
    content.write("reports/bund.svg", content.read("reports/01-probe/images/tisch.svg"))
    content.append(file, text)
    assert only(content, file, "alt: ^Foto 7") == "alt-meaningless"


def test_a_placeholder_is_not_told_twice(content):
    content.replace(CASE_FILE, ALT, "TODO")
    assert rules(content) == ["placeholder"]


# --- headings -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marker"),
    [("## A\n\n#### B", "^#### B"), ("### A\n\n# B", "^# B"), ("# A\n\n## B\n\n#### C", "^#### C"),
     ("#### A\n\nB\n---", "^B\n  ---"), ("## A\n\n- #### B", "^- #### B")],
)  # fmt: skip
def test_a_heading_of_the_wrong_level(content, text, marker):
    write(content, text)
    assert only(content, CASE_FILE, marker) == "heading-level"


@pytest.mark.parametrize(
    "text", ["### A", "### A\n\n#### B\n\n##### C\n\n### D", "# A\n\n# B", "```\n# A\n### B\n```"]
)
def test_headings_in_order(content, text):
    write(content, text)
    assert content.problems() == []


def test_the_message_names_the_level_that_fits(content):
    write(content, "## Oben\n\n#### Unten")
    [problem] = content.problems()
    assert "„Unten“ hat die Ebene ####, hier passt ###" in problem.message


@pytest.mark.parametrize("text", ["###", "### ###", "### …"])
def test_a_heading_without_words(content, text):
    write(content, text)
    assert only(content, CASE_FILE, f"^{text}\n") == "heading-empty"


def test_headings_of_two_fields_have_nothing_to_do_with_each_other(content):
    write(content, "#### A")
    content.replace(CASE_FILE, "  Alle sitzen.", "  # B")
    assert content.problems() == []


# --- links --------------------------------------------------------------------------------

ADDRESS = "https://a.example/"


@pytest.mark.parametrize(
    "words", ["hier", "Hier", "**hier**", "mehr …", "weiter", "Link", "Klicken Sie hier!", "here",
              "click here", "read more", "» hier «"]
)  # fmt: skip
def test_words_that_do_not_say_where_a_link_leads(content, words):
    write(content, f"Der Tisch steht [{words}]({ADDRESS}), sagt man.")
    assert rules(content) == ["link-text"]
    [problem] = content.problems()
    assert (problem.line, problem.column) == content.place(CASE_FILE, f"[{words}]")


@pytest.mark.parametrize("words", ["Bericht 2023", "hier im Rathaus", "Mehr Grün", "a.example"])
def test_words_that_say_where_a_link_leads(content, words):
    write(content, f"Es folgt der [{words}]({ADDRESS}).")
    assert content.problems() == []


@pytest.mark.parametrize(
    "link", [f"<{ADDRESS}>", f"[{ADDRESS}]({ADDRESS})", "[www.a.example](https://a.example/)"]
)
def test_an_address_as_the_words_of_a_link(content, link):
    write(content, f"Siehe {link}.")
    assert only(content, CASE_FILE, f"^{link}.") == "link-address"


def test_an_e_mail_address_may_be_the_words_of_a_link(content):
    write(content, "Fragen an <haus@a.example> oder [haus@b.example](mailto:haus@b.example).")
    assert content.problems() == []


@pytest.mark.parametrize("link", [f"[]({ADDRESS})", f"[→]({ADDRESS})", f"[ ]({ADDRESS})"])
def test_a_link_without_words(content, link):
    write(content, f"Der Tisch {link}.")
    assert only(content, CASE_FILE, f"^{link}") == "link-empty"


@pytest.mark.parametrize("words", ["siehe", "", "mehr dazu", "hier", "https://a.example"])
def test_references_are_called_by_their_page_as_well(content, words):
    write(content, f"[{words}](case:musterstadt), [siehe](case:musterstadt)")
    assert rules(content) == []


def test_a_reference_and_a_link_of_the_same_words_are_told_apart_by_the_page(content):
    write(content, "[Bauplan](case:musterstadt), [Bauplan](https://a.example)")
    assert rules(content) == []


def test_links_of_one_line_and_of_one_table_have_their_own_columns(content):
    write(content, f"[hier]({ADDRESS}) und [hier]({ADDRESS})\n\n"
                   f"| a | b |\n|---|---|\n| c | [hier]({ADDRESS}) |")  # fmt: skip
    line = content.place(CASE_FILE, "[hier](https://a.example/) und")[0]
    places = [(problem.line, problem.column) for problem in content.problems()]
    assert places == [(line, 3), (line, 34), (line + 4, 9)]


def test_same_words_that_lead_to_different_addresses(content):
    write(content, f"[Plan]({ADDRESS}) und\n[Plan](https://b.example/)")
    assert only(content, CASE_FILE, "^[Plan](https://b.example/)") == "link-same-text"
    [problem] = content.problems()
    assert "https://a.example/" in problem.message


def test_same_words_that_lead_to_the_same_address(content):
    write(content, f"[Plan]({ADDRESS}) und [Plan]({ADDRESS})")
    assert content.problems() == []


LINKS = (
    "links:\n  - {title: %s, url: 'https://a.example'}\n  - {title: %s, url: 'https://b.example'}\n"
)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [(("Bauplan", "Satzung"), []), (("Bauplan", "bauplan"), ["link-same-text"]),
     (("Bauplan", "hier"), ["link-text"]), (("'https://a.example'", "Plan"), ["link-address"])],
)  # fmt: skip
def test_the_list_of_links(content, titles, expected):
    content.append(CASE_FILE, LINKS % titles)
    assert rules(content) == expected


def test_the_title_of_a_resource_is_the_words_of_a_link(content):
    content.append(SERIES_FILE, "resources: [{title: mehr, url: 'https://a.example'}]\n")
    assert only(content, SERIES_FILE, "title: ^mehr") == "link-text"


def test_the_title_of_a_resource_without_address_is_no_link(content):
    content.append(SERIES_FILE, "resources: [{title: mehr}]\n")
    assert content.problems() == []


# --- tables -------------------------------------------------------------------------------

RULER = "|---|---|"


@pytest.mark.parametrize(
    "table",
    [f"| | |\n{RULER}\n| 1 | 2 |", f"| Jahr | |\n{RULER}\n| 1 | 2 |", "| x | y |\n| 1 | 2 |",
     f"{RULER}\n| 1 | 2 |", f"| Jahr |\n{RULER}\n| 1 | 2 |"],
    ids=["all empty", "one empty", "no ruler", "no head", "short head"],
)  # fmt: skip
def test_a_table_without_a_whole_head(content, table):
    write(content, f"Voran.\n\n{table}")
    first = table.split("\n")[0]
    assert only(content, CASE_FILE, f"^{first}\n") == "table-head"


@pytest.mark.parametrize(
    "table",
    [f"| Jahr | Zahl |\n{RULER}\n| 1 | |", f"| | Zahl |\n{RULER}\n| Huhn | 2 |",
     f"Jahr | Zahl\n{RULER}\n1 | 2", f"| a \\| b | c |\n{RULER}\n| \\| | 2 |",
     f"> | a | b |\n> {RULER}\n> | 1 | 2 |", "```\n| 1 | 2 |\n| 3 | 4 |\n```"],
    ids=["whole", "corner", "bare", "escaped", "quoted", "code"],
)  # fmt: skip
def test_a_table_with_its_head(content, table):
    write(content, table)
    assert content.problems() == []


@pytest.mark.parametrize(("row", "cells"), [("| 1 |", 1), ("| 1 | 2 | 3 |", 3)])
def test_a_row_that_does_not_fit_its_table(content, row, cells):
    write(content, f"| a | b |\n{RULER}\n| 8 | 9 |\n{row}")
    assert only(content, CASE_FILE, f"^{row}\n") == "table-row"
    [problem] = content.problems()
    assert f"hat {cells} Zellen, der Kopf hat 2" in problem.message


# --- places -------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["|", "|-", "|2", "|\n"])
def test_the_place_in_a_literal_text(content, header):
    content.replace(CASE_FILE, "results: |\n", f"results: {header}\n")
    content.replace(CASE_FILE, "  Alle sitzen.", f"  Alle\n\n  sitzen [hier]({ADDRESS})")
    assert only(content, CASE_FILE, "^[hier]") == "link-text"


def test_the_place_in_another_text_is_where_it_begins(content):
    content.replace(CASE_FILE, "results: |\n  Alle sitzen.", f"results: Alle [hier]({ADDRESS})")
    assert only(content, CASE_FILE, "^Alle [hier]") == "link-text"


def test_a_carriage_return_ends_a_line_as_well(content):
    """CommonMark counts lines so; a quoted text can have one."""
    text = r'"# Ein Tisch\r\r### Zwei\rund drei\r\r[hier](https://a.example)"'
    content.replace(CASE_FILE, "results: |\n  Alle sitzen.", f"results: {text}")
    assert rules(content) == ["heading-level", "link-text"]


def test_the_place_in_a_text_within_a_list(content):
    text = f"info_boxes:\n  - title: Kasten\n    text: |\n      Alle\n      [hier]({ADDRESS})\n"
    content.append(CASE_FILE, text)
    assert only(content, CASE_FILE, "^[hier]") == "link-text"


# --- languages ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["de", "en", "de-AT", "de-CH", "hsb", "frr", "nds", "sr-Latn-RS",
                                  "es-419", "zh-Hant-TW", "tlh"])  # fmt: skip
def test_registered_languages(code):
    assert languages.is_language(code)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("xx", None), ("ger", "de"), ("deu", "de"), ("eng", "en"), ("DE", "de"), ("de_DE", "de-DE"),
     ("de-DEU", "de-DE"), ("de-at", "de-AT"), ("deutsch", "de"), ("Englisch", "en"),
     ("German", "de"), ("en-UK", "en-GB"), ("sr-latn", "sr-Latn"), ("de-XX", None),
     ("und", None), ("mul", None), ("", None), ("-", None)],
)  # fmt: skip
def test_languages_that_are_not_registered(written, meant):
    assert not languages.is_language(written)
    assert languages.meant(written) == meant


@pytest.mark.parametrize("written", ["ger", "de_DE", "DE"])
def test_the_language_that_was_meant(content, written):
    content.append(ISSUE_FILE, f"language: {written}\n")
    assert only(content, ISSUE_FILE, f"language: ^{written}") == "bad-language"
    [problem] = content.problems()
    assert problem.hint.startswith("Meinten Sie „de")


def test_no_language_is_guessed_where_none_is_near(content):
    content.append(ISSUE_FILE, "language: xx\n")
    [problem] = content.problems()
    assert "Meinten" not in problem.hint


# --- exceptions ---------------------------------------------------------------------------

IGNORE = f"ignore: [%s]\n%signore_reason: {REASON}"


def excuse(rule: str, indent: str = "") -> str:
    return IGNORE % (rule, indent)


BROKEN = {
    "alt-meaningless": (f"alt: {ALT}", "alt: Foto 1", "  "),
    "alt-credit": (f"alt: {ALT}", "alt: Zeichnung Probe", "  "),
    "alt-caption": (f"alt: {ALT}", f"alt: {ALT}\n  caption: {ALT}", "  "),
    "alt-length": (f"alt: {ALT}", "alt: Esel", "  "),
    "heading-level": (TEXT, "  # A\n\n  ### B\n", ""),
    "heading-empty": (TEXT, "  #\n", ""),
    "link-empty": (TEXT, f"  []({ADDRESS})\n", ""),
    "link-text": (TEXT, f"  [hier]({ADDRESS})\n", ""),
    "link-address": (TEXT, f"  <{ADDRESS}>\n", ""),
    "link-same-text": (TEXT, f"  [Plan]({ADDRESS}) [Plan](https://b.example)\n", ""),
    "table-head": (TEXT, "  | a | |\n  |---|---|\n  | 1 | 2 |\n", ""),
    "table-row": (TEXT, "  | a | b |\n  |---|---|\n  | 1 |\n", ""),
    "text-html": (TEXT, "  <b>Alle</b>\n", ""),
    "text-markup": (TEXT, "  ~~Alle~~\n", ""),
    "placeholder": (TEXT, "  Die TODO-Liste hängt am Brett.\n", ""),
}


def test_every_rule_that_can_be_ignored_is_tried():
    assert set(BROKEN) | {"contrast"} == set(WRITTEN)


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_with_and_without_an_exception(content, rule):
    old, new, indent = BROKEN[rule]
    content.replace(CASE_FILE, old, new)
    [problem] = content.problems()
    assert (problem.rule, problem.severity) == (rule, severity_of(rule))
    beside = "credit:" if indent else "results:"
    content.replace(CASE_FILE, beside, f"{excuse(rule, indent)}\n{indent}{beside}")
    assert content.problems() == []


def severity_of(rule: str) -> Severity:
    return Severity.WARNING if rule == "placeholder" else RULES[rule].severity


def test_form_references_and_safety_cannot_be_ignored():
    never = {"missing-file", "file-outside", "image-alt", "image-credit", "alt-decorative",
             "bad-language", "text-link", "yaml-syntax", "unknown-key"}  # fmt: skip
    assert never <= set(RULES) - set(IGNORABLE)


def test_an_exception_needs_its_reason(content):
    content.replace(CASE_FILE, f"alt: {ALT}", "alt: Esel\n  ignore: [alt-length]")
    assert only(content, CASE_FILE, "ignore: ^[alt-length]") == "ignore-reason"
    [problem] = content.problems()
    assert problem.severity is Severity.ERROR
    assert "„ignore_reason: …“" in problem.hint


@pytest.mark.parametrize(
    ("reason", "expected"), [("''", "empty-value"), ("weil", "length"), ("[a]", "wrong-type")]
)
def test_a_reason_that_is_none(content, reason, expected):
    lines = f"alt: Esel\n  ignore: [alt-length]\n  ignore_reason: {reason}"
    content.replace(CASE_FILE, f"alt: {ALT}", lines)
    assert expected in rules(content)


def test_a_reason_that_is_still_to_be_written(content):
    lines = "alt: Esel\n  ignore: [alt-length]\n  ignore_reason: 'TODO: Warum?'"
    content.replace(CASE_FILE, f"alt: {ALT}", lines)
    assert only(content, CASE_FILE, "^'TODO: Warum?'") == "placeholder"


@pytest.mark.parametrize(
    ("rule", "meant"), [("alt-lenght", "alt-length"), ("missing-file", None), ("image-alt", None)]
)
def test_a_rule_that_cannot_be_ignored(content, rule, meant):
    content.replace(CASE_FILE, "results:", f"{excuse(rule)}\nresults:")
    assert only(content, CASE_FILE, f"[^{rule}]") == "not-allowed"
    [problem] = content.problems()
    assert problem.severity is Severity.ERROR
    assert "alt-length, " in problem.hint
    assert meant is None or f"„{meant}“?" in problem.hint


def test_a_mistyped_ignore(content):
    content.replace(CASE_FILE, "results:", "ignor: [alt-length]\nresults:")
    [problem] = content.problems()
    assert (problem.rule, "„ignore“?" in problem.hint) == ("unknown-key", True)


def test_the_keys_of_exceptions_do_not_crowd_the_hints(content):
    content.replace(CASE_FILE, "start:", "zzz: 1, start:")
    [problem] = content.problems()
    assert problem.hint.endswith(": start, end.")


def test_an_exception_that_is_no_longer_needed(content):
    lines = f"ignore: [link-text, alt-length]\n  ignore_reason: {REASON}"
    content.replace(CASE_FILE, f"alt: {ALT}", f"alt: Esel\n  {lines}")
    assert only(content, CASE_FILE, "[^link-text") == "ignore-unused"
    [problem] = content.problems()
    assert problem.severity is Severity.WARNING


def test_a_reason_without_an_exception(content):
    content.replace(CASE_FILE, "results:", f"ignore_reason: {REASON}\nresults:")
    assert only(content, CASE_FILE, "^ignore_reason") == "ignore-unused"


def test_an_exception_holds_for_its_own_mapping_alone(content):
    content.replace(CASE_FILE, ALT, "Esel")
    content.replace(CASE_FILE, "results:", f"{excuse('alt-length')}\nresults:")
    assert rules(content) == ["alt-length", "ignore-unused"]


def test_an_exception_for_one_item_of_a_list(content):
    box = "  - title: Kasten\n    text: '[hier](https://a.example)'\n"
    content.append(CASE_FILE, f"info_boxes:\n{box}{box}    {excuse('link-text', '    ')}\n")
    [problem] = content.problems()
    assert (problem.rule, problem.field) == ("link-text", "/info_boxes/0/text")


def test_an_exception_for_texts_in_a_list(content):
    content.append(ISSUE_FILE, "conclusion:\n  text: Ende\n  recommendations:\n"
                   f"    - '[hier]({ADDRESS})'\n  {excuse('link-text', '  ')}\n")  # fmt: skip
    assert content.problems() == []


def test_an_exception_in_a_file_that_is_partly_broken(content):
    """It excuses all the same, and is not called useless where a field could not be read."""
    content.replace(CASE_FILE, ALT, "Esel")
    content.replace(CASE_FILE, "credit:", f"{excuse('alt-length', '  ')}\n  credit:")
    content.replace(CASE_FILE, "results:", f"{excuse('link-text')}\nresults:")
    content.replace(CASE_FILE, "kind: city", "kind: Stadt")
    assert rules(content) == ["not-allowed"]


def test_a_missing_reason_in_a_file_that_is_partly_broken_is_one_mistake(content):
    content.replace(CASE_FILE, f"alt: {ALT}", "alt: Esel\n  ignore: [alt-length]")
    content.replace(CASE_FILE, "kind: city", "kind: Stadt")
    assert sorted(rules(content)) == ["ignore-reason", "not-allowed"]


def test_an_exception_in_the_series(content):
    content.write(SERIES_FILE, SERIES + "resources:\n  - {title: mehr, url: 'https://a.example', "
                  f"ignore: [link-text], ignore_reason: {REASON}}}\n")  # fmt: skip
    assert content.problems() == []


@pytest.fixture
def excused(project: SmallProject) -> SmallProject:
    """A project that can be built, with one exception."""
    project.replace(CASE_FILE, ALT, "Esel")
    project.replace(CASE_FILE, "credit:", f"{excuse('alt-length', '  ')}\n  credit:")
    return project


def run(project: SmallProject, *arguments: str):
    return CliRunner().invoke(main, [*arguments, "--project", str(project.root)])


def test_check_does_not_show_what_is_ignored(excused):
    result = run(excused, "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "0 errors, 0 warnings" in result.stdout
    assert json.loads(run(excused, "check", "--format", "json", "-v").stdout) == []


def test_verbose_check_lists_exceptions_with_their_reasons(excused):
    result = run(excused, "check", "-v")
    line, column = excused.place(CASE_FILE, "Esel")
    place = f"{CASE_FILE}:{line}:{column}: ignored: Der Alternativtext hat 4 Zeichen [alt-length]"
    assert f"{place}\n    {REASON}\n" in result.stderr
    assert "01-probe: draft, 0 problems of its own" in result.stderr


def test_exceptions_are_no_part_of_the_structured_data(excused):
    from report_builder.finishing.metadata import Metadata

    [issue] = excused.gather().content.issues
    _, data = Metadata(issue.report).attachment()
    assert b"Esel" in data
    assert b"ignore" not in data


def test_the_schemas_know_exceptions_everywhere():
    for whole in dict(schema.schemas()).values():
        for part in [whole, *whole["$defs"].values()]:
            if "properties" in part:
                listed = part["properties"]["ignore"]["items"]
                assert listed["enum"] == list(IGNORABLE)
                assert "ignore_reason" in part["properties"]


def test_check_is_still_complete_when_everything_is_wrong(content):
    """One problem for each fault, in the order of the lines."""
    write(content, f"# A\n\n### B\n\n[hier]({ADDRESS}) <{ADDRESS}>\n\n| a | |\n{RULER}\n| 1 |")
    assert rules(content) == ["heading-level", "link-text", "link-address", "table-head",
                              "table-row"]  # fmt: skip
    assert content.read(CASE_FILE) != CASE
