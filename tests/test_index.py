"""The index: alphabetical order, one line for each municipality and topic, the pages of all."""

import re

import pypdfium2
import pytest
from conftest import Published, SmallProject
from hypothesis import given
from hypothesis import strategies as st
from outline import read
from test_layout import document, kinds

from report_builder.content import loading
from report_builder.content.alphabet import NO_LETTER, initial, order
from report_builder.content.model import Report

# --- the alphabet -------------------------------------------------------------------------

IN_ORDER = """\
3. Ort
12 Bänke
100-Tage-Plan
Ahr
Amt
Ämter
Amtsblatt
Bürgerrat
Bus
E-Mail
École
Ehrenamt
Łużica
Neu Ulm
Neubau
ökologisch
Ørsted
Ort
Strasse
Straße
Straßenbau
übermorgen
Umland
Zug
Ωmega"""


@pytest.mark.parametrize("turned", [False, True])
def test_words_stand_as_in_a_dictionary(turned: bool) -> None:
    words = IN_ORDER.split("\n")
    assert sorted(sorted(words, reverse=turned), key=order) == words


@pytest.mark.parametrize(
    ("words", "letter"),
    [("Ämter", "A"), ("„Öffnung“", "O"), ("ßa", "S"), ("Łużica", "L"), ("(nicht) allein", "N"),
     ("3. Ort", NO_LETTER), ("§ 8 a", NO_LETTER), ("–", NO_LETTER), ("Ωmega", "Ω")],
)  # fmt: skip
def test_words_stand_under_their_first_letter(words: str, letter: str) -> None:
    assert initial(words) == letter


@given(st.lists(st.text()))
def test_any_words_have_a_place_and_letters_follow_each_other(words: list[str]) -> None:
    letters = [initial(one) for one in sorted(words, key=order)]
    changes = [letter for n, letter in enumerate(letters) if n == 0 or letters[n - 1] != letter]
    assert len(changes) == len(set(changes))


def test_long_numbers_stand_by_their_value() -> None:
    assert sorted(["1" * 5000, "2", "010", "9"], key=order) == ["2", "9", "010", "1" * 5000]


# --- its lines ----------------------------------------------------------------------------


def report(project: SmallProject, cases: dict[str, tuple[str, str, str]]) -> Report:
    """The small project with these case studies: the name, Land and topics of each."""
    text = project.read(project.case)
    for name, (place, state, topics) in cases.items():
        case = text.replace("name: Musterstadt", f"name: {place}")
        case = case.replace("Niedersachsen", state).replace("period:", f"topics: {topics}\nperiod:")
        project.write(f"reports/01-probe/case-studies/{name}.yaml", case)
    listed = ", ".join(cases)
    project.replace(project.issue, "case_studies:\n  - musterstadt", f"case_studies: [{listed}]")
    (issue,) = loading.load(project.root).issues
    assert issue.report is not None, issue.problems
    return issue.report


def index(report: Report) -> list[tuple[str, str, str, list[str]]]:
    """Letter, words, Land and the names of the case studies of each line."""
    return [
        (letter, line.words, line.state, [case.name for case in line.case_studies])
        for letter, lines in report.index
        for line in lines
    ]


def test_municipalities_and_topics_in_one_alphabet(content: SmallProject) -> None:
    cases = {
        "musterstadt": ("Ostdorf", "Bremen", "[öffentlicher Raum, Ehrenamt]"),
        "anders": ("Ähren", "Hessen", "[ehrenamt, 3. Ort]"),
    }
    assert index(report(content, cases)) == [
        (NO_LETTER, "3. Ort", "", ["anders"]),
        ("A", "Ähren", "Hessen", ["anders"]),
        ("E", "Ehrenamt", "", ["musterstadt", "anders"]),
        ("O", "öffentlicher Raum", "", ["musterstadt"]),
        ("O", "Ostdorf", "Bremen", ["musterstadt"]),
    ]


def test_the_same_name_can_mean_several_things(content: SmallProject) -> None:
    cases = {
        "musterstadt": ("Neustadt", "Hessen", "[Neustadt]"),
        "zweite": ("Neustadt", "Bayern", "[Neustadt, NEUSTADT]"),
        "dritte": ("Neustadt", "Hessen", "[]"),
    }
    assert index(report(content, cases)) == [
        ("N", "Neustadt", "", ["musterstadt", "zweite"]),
        ("N", "Neustadt", "Bayern", ["zweite"]),
        ("N", "Neustadt", "Hessen", ["musterstadt", "dritte"]),
    ]


def test_a_single_case_study_needs_no_index(content: SmallProject) -> None:
    alone = {"musterstadt": ("Ostdorf", "Bremen", "[Ehrenamt]")}
    assert report(content, alone).index == ()


# --- its pages ----------------------------------------------------------------------------


def test_an_index_can_be_left_out(specimen: SmallProject) -> None:
    assert "index" in kinds(specimen)
    specimen.replace(specimen.issue, 'justify: "false"', "index: false")
    assert "index" not in kinds(specimen)
    assert "Register" not in document(specimen)


def test_the_index_prints_the_pages_of_the_case_studies(published: Published) -> None:
    first, second = (published.body.anchors[f"case-study-{name}"]
                     for name in ("musterstadt", "zweitdorf"))  # fmt: skip
    page = published.body.anchors["index"]
    with pypdfium2.PdfDocument(published.pdf) as pdf:
        text = " ".join(pdf[page - 1].get_textpage().get_text_bounded().split())
    assert re.search(
        f"Register {NO_LETTER} 12 Sitzbänke {second} M Möbelbau {first} "
        f"Musterstadt, Niedersachsen {first} S Sitzordnung {first} Z Zweitdorf, Bremen {second}",
        text,
    ), text


def test_every_number_is_a_link_that_says_where_it_leads(published: Published) -> None:
    tree = read(published.pdf)
    names = [str(link.Contents) for link in tree.annotations]
    for name, place in (("musterstadt", "Musterstadt"), ("zweitdorf", "Zweitdorf")):
        page = published.body.anchors[f"case-study-{name}"]
        assert names.count(f"{place}, Seite {page}") == {"musterstadt": 3, "zweitdorf": 2}[name]
