"""Every rule is broken once, and named with file, line, column and field."""

import os
import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from conftest import CASE, SERIES, SmallProject, png

from report_builder.content import loading
from report_builder.content.rules import LAID_OUT, RULES
from report_builder.content.yaml import MAX_BYTES, MAX_NODES
from report_builder.errors import Problem, Severity

SERIES_FILE, ISSUE_FILE, CASE_FILE = SmallProject.series, SmallProject.issue, SmallProject.case
LAYOUT_FILE, BRAND_FILE = "layouts/probe/layout.yaml", "assets/_brand.yml"


@dataclass(frozen=True)
class Mistake:
    """A text that is replaced by one that breaks a rule.

    `at` is a piece of the changed file with ^ where the problem has to stand, "^" its beginning.
    The problem stands in `where`, by default the file that was changed.
    """

    rule: str
    file: str
    old: str
    new: str
    at: str
    field: str = ""
    where: str = ""

    def make(self, project: SmallProject) -> None:
        project.replace(self.file, self.old, self.new)

    def expected(self, project: SmallProject) -> tuple[str, str, int, int, str]:
        file = self.where or self.file
        return self.rule, file, *spot(project, file, self.at), self.field

    def __str__(self) -> str:
        return f"{self.rule}-{self.field.strip('/').replace('/', '-') or 'file'}"


def spot(project: SmallProject, file: str, marker: str) -> tuple[int, int]:
    """Line and column of the ^ in a marker."""
    before, _, after = marker.partition("^")
    if not before + after:
        return 1, 1
    line, column = project.place(file, before + after)
    return line, column + len(before)


def summary(problem: Problem) -> tuple[str, str, int, int, str]:
    return problem.rule, problem.file, problem.line, problem.column, problem.field


STATUS = "status: draft"


def chart(kind: str, series: str) -> str:
    """A case study that goes on with a chart before its challenge."""
    rest = "title: Gäste am Tisch, summary: Was das Diagramm in Worten zeigt."
    return f"charts: [{{kind: {kind}, {rest}, series: [{series}]}}]\nchallenge: |"


def chart_mistake(rule: str, kind: str, series: str, at: str, field: str) -> Mistake:
    return Mistake(rule, CASE_FILE, "challenge: |", chart(kind, series), at, f"/charts/0{field}")


MANY = "{name: b, values: {" + ", ".join(f"{year}: 1" for year in range(1984, 2024)) + "}}"
CHART_MISTAKES = [
    chart_mistake("chart-empty", "bar", "{name: a, values: {x: ~}}", "series: ^[", "/series"),
    chart_mistake("chart-empty", "donut", "{name: a, values: {x: 0}}", "values: ^{",
                  "/series/0/values"),
    chart_mistake("chart-size", "bar", MANY, "values: ^{", "/series/0/values"),
    chart_mistake("chart-size", "donut", MANY, "values: ^{", "/series/0/values"),
    chart_mistake("chart-one-series", "donut",
                  "{name: a, values: {x: 1}}, {name: b, values: {y: 2}}", "^{name: b", "/series/1"),
    chart_mistake("chart-negative", "donut", "{name: a, values: {x: 3, y: -2}}", "^-2",
                  "/series/0/values/y"),
    chart_mistake("chart-negative", "stacked_bar", "{name: a, values: {x: -2}}", "^-2",
                  "/series/0/values/x"),
    chart_mistake("wrong-type", "line", "{name: a, values: {2023: viele}}", "^viele",
                  "/series/0/values/2023"),
    chart_mistake("thousands", "line", "{name: a, values: {2023: 15.000}}", "^15.000",
                  "/series/0/values/2023"),
    chart_mistake("item-count", "line", "{name: a, values: {}}", "values: ^{", "/series/0/values"),
    chart_mistake("not-allowed", "pie", "{name: a, values: {x: 1}}", "^pie", "/kind"),
]  # fmt: skip

YAML_MISTAKES = [
    Mistake("yaml-syntax", CASE_FILE, "Ein Tisch für alle", '"Ein" Möbel für alle', "^Möbel"),
    Mistake("yaml-colon", CASE_FILE, "Ein Tisch für alle", "Ein Tisch: für alle", "^: für alle"),
    Mistake("yaml-character", CASE_FILE, "name: Musterstadt", "name: @Musterstadt", "^@Muster"),
    Mistake("yaml-quote", CASE_FILE, 'Zeichnung: Probe"', "Zeichnung: Probe", 'credit: ^"'),
    Mistake("yaml-documents", CASE_FILE, "Alle sitzen.\n", "Alle sitzen.\n---\na: b\n", "^---"),
    Mistake("yaml-anchor", CASE_FILE, "48200", "&zahl 48200", "^&zahl", "/municipality/population"),
    Mistake("yaml-alias", CASE_FILE, "48200", "*zahl", "^*zahl", "/municipality/population"),
    Mistake("yaml-tag", CASE_FILE, "48200", "!!int 48200", "^!!int", "/municipality/population"),
    Mistake("lost-text", CASE_FILE, "Ein Tisch für alle", "Tisch #1", "title: ^Tisch", "/title"),
    Mistake("yaml-key", CASE_FILE, "period:", "? [a]\n: b\nperiod:", "^[a]"),
    Mistake(
        "duplicate-key",
        CASE_FILE,
        "  kind: city",
        "  kind: city\n  name: Zweistadt",
        "^name: Zwei",
        "/municipality/name",
    ),
]

VALUE_MISTAKES = [
    Mistake("unknown-key", CASE_FILE, "period:", "perod:", "^perod", "/perod"),
    Mistake("unknown-key", CASE_FILE, "start:", "begin: 1, start:", "^begin", "/period/begin"),
    Mistake("unknown-key", CASE_FILE, "period:", "a/b~c: 1\nperiod:", "^a/b~c", "/a~1b~0c"),
    Mistake("missing-key", SERIES_FILE, "title: Neues aus der Probe\n", "", "^", "/title"),
    Mistake("missing-key", CASE_FILE, "  kind: city\n", "", "^municipality:", "/municipality/kind"),
    Mistake("empty-value", CASE_FILE, "Musterstadt\n", "\n", "^name:", "/municipality/name"),
    Mistake("empty-value", CASE_FILE, "Ein Tisch für alle", "''", "^title:", "/title"),
    Mistake("empty-value", CASE_FILE, "  Alle sitzen.\n", "", "^results:", "/results"),
    Mistake(
        "thousands",
        CASE_FILE,
        "challenge: |",
        "key_figures: [{value: 15.000, label: Tische}]\nchallenge: |",
        "value: ^15.000",
        "/key_figures/0/value",
    ),
    Mistake("wrong-type", CASE_FILE, "48200", "48 200", "^48 200", "/municipality/population"),
    Mistake("wrong-type", CASE_FILE, "48200", "9" * 5000, ": ^999", "/municipality/population"),
    Mistake("wrong-type", CASE_FILE, "{start: 2021, end: 2023}", "2021", "^2021", "/period"),
    Mistake("wrong-type", CASE_FILE, "start: 2021", "start: 21", "start: ^21", "/period/start"),
    Mistake("out-of-range", ISSUE_FILE, "number: 1", "number: 0", "number: ^0", "/number"),
    Mistake("item-count", ISSUE_FILE, "\n  - musterstadt", " []", "^[]", "/case_studies"),
    Mistake("not-allowed", CASE_FILE, "city", "village", "^village", "/municipality/kind"),
    Mistake("bad-url", SERIES_FILE, "https://www.", "www.", "^www.", "/base_url"),
    Mistake("bad-email", SERIES_FILE, "info@", "info(at)", "^info(at)", "/publisher/email"),
    Mistake("bad-phone", SERIES_FILE, "+49 30 23125 010", "keins", "^keins", "/contact/phone"),
    Mistake("bad-issn", SERIES_FILE, "licence:", "issn: 0378-5954\nlicence:", "^0378", "/issn"),
    Mistake("bad-language", ISSUE_FILE, STATUS, f"{STATUS}\nlanguage: klar", "^klar", "/language"),
    Mistake("bad-name", ISSUE_FILE, STATUS, f"{STATUS}\nlayout: Mein L", "^Mein L", "/layout"),
    Mistake("bad-name", ISSUE_FILE, STATUS, f"{STATUS}\nlayout: [a, B c]", "^B c", "/layout/1"),
    Mistake("item-count", ISSUE_FILE, STATUS, f"{STATUS}\nlayout: []", "^[]", "/layout"),
    Mistake(
        "length",
        ISSUE_FILE,
        "Ein kleines Heft mit einem einzigen Fallbeispiel, an dem alles geprobt wird.",
        "Zu kurz.",
        "^Zu kurz.",
        "/summary",
    ),
    Mistake(
        "bad-date",
        ISSUE_FILE,
        STATUS,
        f"{STATUS}\npublished: 2024-13-01",
        "^2024-13-01",
        "/published",
    ),
]

REFERENCE_MISTAKES = [
    Mistake("missing-file", ISSUE_FILE, "titel.png", "titl.png", "^images/titl", "/cover/file"),
    Mistake(
        "missing-file",
        SERIES_FILE,
        "contact:",
        "funder: {name: Bund, logo: bund.svg}\ncontact:",
        "logo: ^bund.svg",
        "/funder/logo/file",
    ),
    Mistake("file-outside", ISSUE_FILE, "images/", "../../../", "^../../../", "/cover/file"),
    Mistake(
        "file-type", ISSUE_FILE, "images/titel.png", "issue.yaml", "^issue.yaml", "/cover/file"
    ),
    Mistake(
        "missing-case-study",
        ISSUE_FILE,
        "- musterstadt",
        "- musterstadt\n  - neustadt",
        "^neustadt",
        "/case_studies/1",
    ),
    Mistake(
        "duplicate-item",
        ISSUE_FILE,
        "- musterstadt",
        "- musterstadt\n  - musterstadt  # again",
        "^musterstadt  #",
        "/case_studies/1",
    ),
]

CARE_MISTAKES = [
    Mistake(
        "image-alt",
        ISSUE_FILE,
        "  alt: Eine einfarbige Fläche\n",
        "",
        "^file: images",
        "/cover/alt",
    ),
    Mistake(
        "image-credit", ISSUE_FILE, '  credit: "Grafik: Probe"\n', "", "^cover:", "/cover/credit"
    ),
    Mistake("missing-published", ISSUE_FILE, STATUS, "status: final", "^", "/published"),
    Mistake("period-order", CASE_FILE, "end: 2023", "end: 2019", "^2019", "/period/end"),
    Mistake("placeholder", CASE_FILE, "Wie Musterstadt", "TODO Wer", "^TODO", "/teaser"),
    Mistake("text-footnote", CASE_FILE, "  Alle standen", "  Alle[^9]", "^  Alle[", "/challenge"),
    Mistake("text-language", CASE_FILE, "  Alle standen", "  [A]{lang=x1}", "^  [A]", "/challenge"),
    Mistake("text-html", CASE_FILE, "  Alle standen", "  <b>Alle", "^  <b>Alle", "/challenge"),
    Mistake(
        "text-link",
        SERIES_FILE,
        "contact:",
        "project:\n  name: Probe\n  about: '[x](y.html)'\ncontact:",
        "^'[x]",
        "/project/about",
    ),
    Mistake("text-link", CASE_FILE, "  Alle standen", "  [a](b.pdf)", "^  [a]", "/challenge"),
    Mistake(
        "text-reference",
        CASE_FILE,
        "  Alle standen",
        "  Alle [siehe](case:musterstad)",
        "^[siehe]",
        "/challenge",
    ),
    Mistake(
        "text-reference",
        SERIES_FILE,
        "contact:",
        "project:\n  name: Probe\n  about: '[x](case:musterstadt)'\ncontact:",
        "^'[x]",
        "/project/about",
    ),
    Mistake("text-markup", CASE_FILE, "  Alle standen", "  ~~Alle~~", "^  ~~A", "/challenge"),
    Mistake("text-image", CASE_FILE, "  Alle standen", "  ![a](b.png)", "^  ![a]", "/challenge"),
    Mistake("too-deep", CASE_FILE, "  Alle standen", "  " + "![" * 2001, "^|\n  Es", "/challenge"),
    Mistake("text-lost", CASE_FILE, "  Alle standen", "  [a]: Satz", "^  [a]", "/challenge"),
]

ACCESSIBILITY_MISTAKES = [
    Mistake(
        "alt-meaningless",
        ISSUE_FILE,
        "alt: Eine einfarbige Fläche",
        "alt: IMG_1234",
        "^IMG_1234",
        "/cover/alt",
    ),
    Mistake(
        "alt-credit",
        ISSUE_FILE,
        "alt: Eine einfarbige Fläche",
        "alt: 'Grafik: Probe'",
        "^'Grafik",
        "/cover/alt",
    ),
    Mistake(
        "alt-caption",
        ISSUE_FILE,
        "alt: Eine einfarbige Fläche",
        "alt: Farbe pur\n  caption: Farbe, pur.",
        "^Farbe pur",
        "/cover/alt",
    ),
    Mistake(
        "alt-length", ISSUE_FILE, "alt: Eine einfarbige Fläche", "alt: Petr", "^Petr", "/cover/alt"
    ),
    Mistake(
        "alt-decorative",
        ISSUE_FILE,
        "alt: Eine",
        "decorative: true\n  alt: Eine",
        "^Eine",
        "/cover/alt",
    ),
    Mistake(
        "heading-level",
        CASE_FILE,
        "  Alle standen.",
        "  ## Oben\n\n  #### Unten",
        "^#### Unten",
        "/challenge",
    ),
    Mistake("heading-empty", CASE_FILE, "  Alle standen.", "  ##", "^##", "/challenge"),
    Mistake(
        "link-empty",
        CASE_FILE,
        "  Alle standen.",
        "  Alle [](https://a.example)",
        "^[]",
        "/challenge",
    ),
    Mistake(
        "link-text",
        CASE_FILE,
        "  Alle standen.",
        "  Alle [hier](https://a.example)",
        "^[hier]",
        "/challenge",
    ),
    Mistake(
        "link-address",
        CASE_FILE,
        "  Alle standen.",
        "  Alle <https://a.example>",
        "^<https:",
        "/challenge",
    ),
    Mistake(
        "link-same-text",
        CASE_FILE,
        "  Alle standen.",
        "  [Eins](https://a.example), [eins](https://b.example)",
        "^[eins]",
        "/challenge",
    ),
    Mistake(
        "table-head",
        CASE_FILE,
        "  Alle standen.",
        "  | Jahr | |\n  |---|---|\n  | 1 | 2 |",
        "^| Jahr",
        "/challenge",
    ),
    Mistake(
        "table-row",
        CASE_FILE,
        "  Alle standen.",
        "  | a | b |\n  |---|---|\n  | 1 |",
        "^| 1 |",
        "/challenge",
    ),
    Mistake(
        "ignore-reason",
        ISSUE_FILE,
        "  alt: Eine",
        "  ignore: [alt-length]\n  alt: Eine",
        "^[alt-length]",
        "/cover/ignore",
    ),
    Mistake(
        "ignore-unused",
        ISSUE_FILE,
        "  alt: Eine",
        "  ignore: [alt-length]\n  ignore_reason: Das muss so sein.\n  alt: Eine",
        "^alt-length",
        "/cover/ignore/0",
    ),
]

MISTAKES = [
    *(*YAML_MISTAKES, *VALUE_MISTAKES, *CHART_MISTAKES),
    *(*REFERENCE_MISTAKES, *CARE_MISTAKES, *ACCESSIBILITY_MISTAKES),
]

LAYOUT_MISTAKES = [
    Mistake("unknown-layout", ISSUE_FILE, "layout: probe", "layout: prob", "^prob\n", "/layout"),
    Mistake(
        "unknown-layout",
        ISSUE_FILE,
        "layout: probe",
        "layout: [probe, kurz, prob]",
        "^prob]",
        "/layout/2",
    ),
    Mistake(
        "duplicate-item",
        ISSUE_FILE,
        "layout: probe",
        "layout:\n  - probe\n  - kurz\n  - probe",
        "^probe\nstatus",
        "/layout/2",
    ),
    Mistake(
        "layout-place",
        ISSUE_FILE,
        "layout: probe",
        "layout: kurz",
        "^kurz\n",
        "/layout",
    ),
    Mistake(
        "layout-place",
        ISSUE_FILE,
        "layout: probe",
        "layout: [zweite, probe]",
        "^probe]",
        "/layout/1",
    ),
    Mistake(
        "not-allowed",
        ISSUE_FILE,
        "layout: probe",
        "layout: [probe, kurz]\nlayout_options: {imprint: up}",
        "^up}",
        "/layout_options/imprint",
    ),
    Mistake(
        "missing-part",
        LAYOUT_FILE,
        "needs: issue.foreword",
        "needs: issue.foreword\n    required: true",
        "^probe\n",
        "/layout",
        ISSUE_FILE,
    ),
    Mistake("missing-labels", ISSUE_FILE, STATUS, f"{STATUS}\nlanguage: fr", "^fr\n", "/language"),
    Mistake("missing-template", LAYOUT_FILE, "id: foreword", "id: fore", "^fore\n", "/parts/1/id"),
    Mistake(
        "unknown-key",
        ISSUE_FILE,
        STATUS,
        f"{STATUS}\nlayout_options: {{justfy: true}}",
        "^justfy",
        "/layout_options/justfy",
    ),
    Mistake(
        "not-allowed",
        ISSUE_FILE,
        STATUS,
        f"{STATUS}\nlayout_options: {{justify: perhaps}}",
        "^perhaps",
        "/layout_options/justify",
    ),
    Mistake("contrast", BRAND_FILE, "0B4F5C", "8FB4BA", "^petrol\n  back", "/color/foreground"),
    Mistake("bad-color", BRAND_FILE, '"#0B4F5C"', '"#0B4F5"', '^"#0B4F5"', "/color/palette/petrol"),
    Mistake(
        "missing-file",
        BRAND_FILE,
        "files: []",
        "files: [{path: serif.ttf}]",
        "^serif.ttf",
        "/typography/fonts/0/files/0/path",
    ),
    Mistake("not-allowed", BRAND_FILE, "base: Serif", "base: Sans", "^Sans", "/typography/base"),
    Mistake(
        "not-allowed", BRAND_FILE, "primary: petrol", "primary: pterol", "^pterol", "/color/primary"
    ),
]

# What is wrong with a whole file: written as the case study.
BROKEN_FILES: list[tuple[str, bytes, int, int]] = [
    ("encoding", "title: Tür\nteaser: Tür".encode("latin-1"), 1, 9),
    ("control-character", b"title: x\nteaser: a\0b", 2, 10),
    ("file-too-large", b"#" * (MAX_BYTES + 1), 1, 1),
    ("too-deep", b"[" * MAX_BYTES, 1, 26),
    ("too-many-values", b"- x\n" * MAX_NODES, MAX_NODES, 3),
    ("empty-file", b"# to be written\n", 1, 1),
    ("wrong-type", b"only text", 1, 1),
]

# Broken by a function of their own, because no single edit breaks them.
OTHER_RULES = {
    "unreadable-file",
    "unlisted-case-study",
    "unexpected-file",
    "missing-issue-file",
    "duplicate-number",
    # in test_linkcheck.py
    "dead-link",
    "site-link",
    # in test_hyphenation.py
    "hyphenation-word",
    "hyphenation-break",
    "hyphenation-duplicate",
    # in test_security.py
    "image-format",
    "image-damaged",
    "image-too-large",
    "image-colours",
    "image-animated",
    "svg-active",
    "svg-reference",
    "svg-too-complex",
    "svg-size",
    "missing-glyph",
    "bad-font",
    # in test_craft.py and test_pagecheck.py
    *LAID_OUT,
}


LAYOUT = """\
title: Probe
version: "1"
options:
  - {id: justify, type: boolean, title: Blocksatz, default: false}
parts:
  - id: cover
  - id: foreword
    needs: issue.foreword
"""

BRAND = """\
meta: {name: Probe}
color:
  palette: {petrol: "#0B4F5C", paper: "#FFFFFF"}
  foreground: petrol
  background: paper
  primary: petrol
typography:
  fonts: [{family: Serif, files: []}]
  base: Serif
"""


@pytest.fixture
def dressed(content: SmallProject) -> SmallProject:
    """The small project with a layout and a brand that are as small."""
    content.write(LAYOUT_FILE, LAYOUT)
    content.write(BRAND_FILE, BRAND)
    content.write("layouts/probe/labels.de.yaml", "cover: Titel\n")
    content.write("layouts/probe/contrast.yaml", "text: {background: [foreground]}\n")
    for name in ("document", "draft", "social", "cover", "foreword"):
        content.write(f"layouts/probe/{name}.html", "")
    content.replace(ISSUE_FILE, STATUS, f"layout: probe\n{STATUS}")
    # One that can only come second, and one that can only come first.
    for name in ("kurz", "zweite"):
        shutil.copytree(content.root / "layouts/probe", content.root / "layouts" / name)
    (content.root / "layouts/kurz/social.html").unlink()
    content.write("layouts/kurz/labels.de.yaml", "edition: Kurz\n")
    content.replace("layouts/kurz/layout.yaml", "id: justify", "id: imprint")
    return content


# --- every rule ---------------------------------------------------------------------------


def test_every_rule_is_broken_here():
    edited = {mistake.rule for mistake in [*MISTAKES, *LAYOUT_MISTAKES]}
    assert edited | {rule for rule, *_ in BROKEN_FILES} | OTHER_RULES == set(RULES)


def test_the_small_project_breaks_no_rule(dressed):
    assert dressed.problems() == []
    assert dressed.all_problems() == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_is_the_only_problem_of_its_file(content, mistake):
    mistake.make(content)
    found = [summary(p) for p in content.problems() if p.file == mistake.file]
    assert found == [mistake.expected(content)]


@pytest.mark.parametrize("mistake", LAYOUT_MISTAKES, ids=str)
def test_a_mistake_of_layout_or_brand_is_the_only_problem(dressed, mistake):
    mistake.make(dressed)
    assert [summary(p) for p in dressed.all_problems()] == [mistake.expected(dressed)]


@pytest.mark.parametrize(("rule", "data", "line", "column"), BROKEN_FILES, ids=lambda v: str(v)[:9])
def test_a_broken_file_is_the_only_problem(content, rule, data, line, column):
    content.write(CASE_FILE, data)
    assert [summary(p) for p in content.problems()] == [(rule, CASE_FILE, line, column, "")]


def test_a_missing_series_file(content):
    (content.root / SERIES_FILE).unlink()
    assert [summary(p) for p in content.problems()] == [("unreadable-file", SERIES_FILE, 1, 1, "")]


def test_a_mistyped_key_is_one_mistake(content):
    content.replace(CASE_FILE, "teaser:", "teasr:")
    assert [problem.rule for problem in content.problems()] == ["unknown-key"]


def test_a_broken_file_is_checked_as_far_as_it_can_be_read(content):
    content.replace(CASE_FILE, "kind: city", "kind: Stadt")
    content.replace(CASE_FILE, "file: images/tisch.svg", "file: images/stuhl.svg")
    content.replace(CASE_FILE, "  Alle standen", "  <b>Alle</b> standen")
    content.replace(ISSUE_FILE, "number: 1", "number: eins")
    content.replace(ISSUE_FILE, "file: images/titel.png", "file: images/titl.png")
    found = [(problem.rule, problem.file) for problem in content.problems()]
    assert sorted(found) == [
        ("missing-file", CASE_FILE),
        ("missing-file", ISSUE_FILE),
        ("not-allowed", CASE_FILE),
        ("text-html", CASE_FILE),
        ("wrong-type", ISSUE_FILE),
    ]


def test_a_case_study_with_another_ending(content):
    file = "reports/01-probe/case-studies/neustadt.yml"
    content.write(file, CASE)
    [problem] = content.problems()
    assert summary(problem) == ("unexpected-file", file, 1, 1, "")
    assert "neustadt.yaml" in problem.hint


def test_a_case_study_that_no_issue_lists(content):
    file = "reports/01-probe/case-studies/neustadt.yaml"
    content.write(file, CASE)
    assert [summary(p) for p in content.problems()] == [("unlisted-case-study", file, 1, 1, "")]


def test_parked_files_and_folders_are_not_read(content):
    content.write("reports/01-probe/case-studies/_neustadt.yaml", "[")
    content.write("reports/_02-zwei/issue.yaml", "[")
    assert content.problems() == []


def test_a_folder_without_an_issue(content):
    content.write("reports/02-leer/notiz.txt", "")
    expected = ("missing-issue-file", "reports/02-leer/issue.yaml", 1, 1, "")
    assert [summary(p) for p in content.problems()] == [expected]


def test_a_number_that_another_issue_has(content):
    shutil.copytree(content.root / "reports/01-probe", content.root / "reports/02-zwei")
    [problem] = content.problems()
    assert summary(problem) == ("duplicate-number", "reports/02-zwei/issue.yaml", 1, 9, "/number")
    assert "reports/01-probe/issue.yaml" in problem.message


def test_the_name_of_a_folder(content):
    (content.root / "reports/01-probe").rename(content.root / "reports/Größe 1")
    [problem] = content.problems()
    assert summary(problem) == ("bad-name", "reports/Größe 1", 1, 1, "")
    assert problem.hint.endswith("groesse-1")


# --- all at once --------------------------------------------------------------------------

TEN_MISTAKES = [
    Mistake("length", CASE_FILE, "Ein Tisch für alle", "x" * 161, "title: ^x", "/title"),
    Mistake("empty-value", CASE_FILE, "teaser: Wie", "teaser:  # Wie", "^teaser:", "/teaser"),
    Mistake("empty-value", CASE_FILE, "Musterstadt\n", "''\n", "^name:", "/municipality/name"),
    Mistake("not-allowed", CASE_FILE, "kind: city", "kind: Stadt", "^Stadt", "/municipality/kind"),
    Mistake("not-allowed", CASE_FILE, "Niedersachsen", "NDS", "^NDS", "/municipality/state"),
    Mistake("wrong-type", CASE_FILE, "48200", "48.200", "^48.200", "/municipality/population"),
    Mistake("period-order", CASE_FILE, "end: 2023", "end: 2020", "^2020", "/period/end"),
    Mistake("wrong-type", CASE_FILE, "Ein runder Tisch", "[]", "^[]", "/image/alt"),
    Mistake("unknown-key", CASE_FILE, "approach:", "extra: 1\napproach:", "^extra", "/extra"),
    Mistake("empty-value", CASE_FILE, "  Alle sitzen.\n", "", "^results:", "/results"),
]


def test_ten_mistakes_are_ten_problems_on_ten_lines(content):
    for mistake in TEN_MISTAKES:
        mistake.make(content)
    problems = content.problems()
    assert [summary(p) for p in problems] == [m.expected(content) for m in TEN_MISTAKES]
    assert len({p.line for p in problems}) == 10


def test_problems_of_all_files_come_by_file_and_line(content):
    content.replace(SERIES_FILE, "licence: CC-BY-4.0", "licence: frei")
    content.replace(CASE_FILE, "kind: city", "kind: town")
    content.replace(ISSUE_FILE, "number: 1", "number: 0")
    problems = content.problems()
    assert [p.file for p in problems] == [CASE_FILE, ISSUE_FILE, SERIES_FILE]
    assert problems == sorted(problems)


def test_a_broken_series_hides_no_problem_of_an_issue(content):
    content.write(SERIES_FILE, "[")
    content.replace(CASE_FILE, "kind: city", "kind: town")
    assert [p.rule for p in content.problems()] == ["not-allowed", "yaml-syntax"]


def test_a_broken_issue_file_hides_no_problem_of_its_case_studies(content):
    content.write(ISSUE_FILE, "title: a: b")
    content.replace(CASE_FILE, "kind: city", "kind: town")
    assert [p.rule for p in content.problems()] == ["not-allowed", "yaml-colon"]


def test_a_broken_case_study_hides_no_problem_of_another(content):
    other = "reports/01-probe/case-studies/neustadt.yaml"
    content.write(other, CASE.replace("48200", "viele"))
    content.replace(ISSUE_FILE, "- musterstadt", "- musterstadt\n  - neustadt")
    content.write(CASE_FILE, "[")
    assert [(p.file, p.rule) for p in content.problems()] == [
        (CASE_FILE, "yaml-syntax"),
        (other, "wrong-type"),
    ]


@pytest.mark.parametrize("name", [b"\xff", b"\x1b[2J", b"a\nb"])
def test_names_of_files_do_not_reach_the_terminal_as_they_are(content, name):
    folder = Path(os.fsdecode(bytes(content.root / "reports") + b"/" + name))
    folder.mkdir()
    (folder / "issue.yaml").write_text("number: x\n")
    found = content.problems()
    assert found
    for problem in found:
        str(problem).encode()
        assert "\x1b" not in str(problem)
        assert "\n" not in str(problem)
        assert "\ufffd" in problem.file


def test_a_broken_issue_leaves_the_others_usable(content):
    shutil.copytree(content.root / "reports/01-probe", content.root / "reports/02-zwei")
    content.replace("reports/02-zwei/issue.yaml", "number: 1", "number: 2")
    content.replace(CASE_FILE, "kind: city", "kind: town")
    first, second = loading.load(content.root).issues
    assert (first.broken, first.report) == (True, None)
    assert not second.broken
    assert second.problems == []


def test_an_item_that_is_no_name_does_not_shift_the_lines_of_the_next(content):
    content.replace(ISSUE_FILE, "- musterstadt", "- {}\n  - musterstadt\n  - neustadt")
    assert [(p.rule, p.line, p.field) for p in content.problems()] == [
        ("wrong-type", 10, "/case_studies/0"),
        ("missing-case-study", 12, "/case_studies/2"),
    ]


def test_leading_empty_lines_of_a_text_count(content):
    content.replace(CASE_FILE, "challenge: |\n", "challenge: |\n\n\n  <br>\n")
    [problem] = content.problems()
    assert (problem.rule, problem.line) == ("text-html", content.place(CASE_FILE, "<br>")[0])


@pytest.mark.parametrize(("publish", "severity"), [(False, "warning"), (True, "error")])
def test_placeholders_weigh_more_in_a_final_issue(content, publish, severity):
    content.replace(CASE_FILE, "Es gab keinen Tisch.", "TODO")
    if publish:
        content.publish()
    assert [(p.rule, p.severity) for p in content.problems()] == [("placeholder", severity)]


def test_a_decorative_image_needs_no_alternative(content):
    content.replace(CASE_FILE, "alt: Ein runder Tisch", "decorative: true")
    assert content.problems() == []


def test_html_in_a_text_is_only_a_warning(content):
    content.replace(CASE_FILE, "Alle standen.", "<i>Alle</i> standen.")
    assert [(p.rule, p.severity) for p in content.problems()] == [("text-html", Severity.WARNING)]
    assert not loading.load(content.root).issues[0].broken


# --- words --------------------------------------------------------------------------------


def write_english(project: SmallProject) -> None:
    project.write(SERIES_FILE, SERIES.replace("language: de", "language: en"))
    project.write("layouts/probe/labels.en.yaml", "cover: Cover\n")


def assert_plain_words(problems: list[Problem]) -> None:
    """No fact was left out of a message, and none shows its name in the program."""
    assert problems
    for text in [text for p in problems for text in (p.message, p.hint)]:
        assert text == text.strip() != ""
        assert not re.search(r"\{\w*\}", text), text
        assert not any(part in text for part in ("expected:", "got:", "None", "  "))


@pytest.mark.parametrize("english", [False, True], ids=["de", "en"])
@pytest.mark.parametrize("mistake", [*MISTAKES, *LAYOUT_MISTAKES], ids=str)
def test_every_message_is_whole(dressed, mistake, english):
    if english:
        write_english(dressed)
    mistake.make(dressed)
    assert_plain_words(dressed.all_problems())


@pytest.mark.parametrize("rule", RULES)
def test_both_languages_use_the_same_facts(rule):
    def facts(texts):
        return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}

    assert facts(RULES[rule].de) == facts(RULES[rule].en)
    assert RULES[rule].de != RULES[rule].en


def test_messages_in_german(content):
    content.replace(CASE_FILE, "48200", "48 200")
    [problem] = content.problems()
    assert "ganze Zahl" in problem.message
    assert "48 200" in problem.message
    assert str(problem) == f"{CASE_FILE}:7:15: error: {problem.message} [wrong-type]"


def test_messages_in_english(content):
    write_english(content)
    content.replace(CASE_FILE, "48200", "[1, 2]")
    [problem] = content.problems()
    assert "whole number" in problem.message
    assert "a list" in problem.message


GERMAN, ENGLISH = "„village“", "“village”"


@pytest.mark.parametrize(
    ("series", "word"),
    [
        (SERIES.replace("language: de", "language: de-AT"), GERMAN),
        (SERIES.replace("language: de", "language: en-GB"), ENGLISH),
        (SERIES.replace("language: de", "language: fr"), ENGLISH),
        ("language: en\n", ENGLISH),
        ("language: en\n[", GERMAN),
        ("", GERMAN),
    ],
    ids=["de-AT", "en-GB", "fr", "incomplete", "unreadable", "empty"],
)
def test_the_language_of_messages_is_that_of_the_series(content, series, word):
    content.write(SERIES_FILE, series)
    content.replace(CASE_FILE, "kind: city", "kind: village")
    [message] = [p.message for p in content.problems() if p.rule == "not-allowed"]
    assert word in message


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        (CASE_FILE, "period:", "perod:", "period"),
        (CASE_FILE, "period:", "PERIOD:", "period"),
        (CASE_FILE, "end:", "ende:", "end"),
        (CASE_FILE, "kind: city", "kind: City", "city"),
        (CASE_FILE, "Niedersachsen", "Nidersachsen", "Niedersachsen"),
        (ISSUE_FILE, "- musterstadt", "- musterstat", "musterstadt"),
        (CASE_FILE, "Alle sitzen", "Alle, [siehe](case:Musterstädt)", "musterstadt"),
        (ISSUE_FILE, "images/titel.png", "images/titl.png", "images/titel.png"),
        (ISSUE_FILE, "images/titel.png", "titel.png", "images/titel.png"),
        (ISSUE_FILE, "layout: probe", "layout: prbe", "probe"),
        (BRAND_FILE, "primary: petrol", "primary: petrl", "petrol"),
    ],
)
def test_what_was_meant(dressed, file, old, new, meant):
    dressed.replace(file, old, new)
    [hint] = [p.hint for p in dressed.all_problems() if p.file == file]
    assert f"„{meant}“?" in hint


def test_what_was_meant_in_a_list_of_layouts(dressed):
    dressed.replace(ISSUE_FILE, "layout: probe", "layout: [probe, kutz]")
    [problem] = dressed.all_problems()
    assert "„kurz“?" in problem.hint


def test_an_option_of_any_layout_is_known(dressed):
    chosen = "layout: [probe, kurz]\nlayout_options: {imprint: true, justify: true}"
    dressed.replace(ISSUE_FILE, "layout: probe", chosen)
    assert dressed.all_problems() == []
    workspace = dressed.gather()
    report = workspace.content.issues[0].report
    first, second = (layout.options(report.issue.layout_options)
                     for layout in workspace.layouts_of(report))  # fmt: skip
    assert (first, second) == ({"justify": True}, {"imprint": True})


def test_a_layout_that_is_broken_hides_no_option(dressed):
    """What it offers is not known, so that nothing is called unknown."""
    dressed.replace("layouts/kurz/layout.yaml", "title: Probe", "titel: Probe")
    dressed.replace(ISSUE_FILE, "layout: probe", "layout: [probe, kurz]\nlayout_options: {x: y}")
    assert {p.file for p in dressed.all_problems()} == {"layouts/kurz/layout.yaml"}


def test_no_guess_where_nothing_is_near(content):
    content.replace(CASE_FILE, "period:", "zzz:")
    [problem] = content.problems()
    assert "?" not in problem.hint
    assert "title, teaser, municipality," in problem.hint


def test_known_keys_are_those_of_the_place(content):
    content.replace(CASE_FILE, "start:", "zzz: 1, start:")
    [problem] = content.problems()
    assert problem.hint.endswith(": start, end.")


@pytest.mark.parametrize("word", ["meant", "{got}", "%s", "{0}"])
def test_words_of_the_catalogue_in_the_content_are_shown_as_written(content, word):
    content.replace(CASE_FILE, "kind: city", f"kind: '{word}'")
    [problem] = content.problems()
    assert f"„{word}“" in problem.message


def test_long_values_are_cut_in_messages(content):
    content.replace(CASE_FILE, "48200", "9" * 5000)
    [problem] = content.problems()
    assert len(problem.message) < 130


def test_problems_as_json_have_the_fixed_keys(content):
    content.replace(CASE_FILE, "kind: city", "kind: town")
    [problem] = content.problems()
    keys = ["file", "line", "column", "field", "severity", "rule", "message", "hint"]
    assert list(problem.as_dict()) == keys


# --- files --------------------------------------------------------------------------------


def cover_problem(project: SmallProject, name: str) -> Problem | None:
    """What is wrong when the cover names this file."""
    project.replace(ISSUE_FILE, "images/titel.png", name)
    problems = project.problems()
    assert len(problems) <= 1
    return problems[0] if problems else None


@pytest.mark.parametrize(("on_disk", "in_text"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_umlauts_match_however_they_are_composed(content, on_disk, in_text):
    name = "images/Brücke über die Ähre.png"
    content.write(f"reports/01-probe/{unicodedata.normalize(on_disk, name)}", png())
    assert cover_problem(content, unicodedata.normalize(in_text, name)) is None
    report = loading.load(content.root).issues[0].report
    assert (content.root / report.issue.cover.path).is_file()


def test_upper_and_lower_case_count(content):
    problem = cover_problem(content, "Images/Titel.PNG")
    assert problem.rule == "missing-file"
    assert "„images/titel.png“?" in problem.hint


@pytest.mark.parametrize("name", ["images", "images/", ".", "https://a.example/b.png", "a\\b.png"])
def test_what_is_no_file_is_missing(content, name):
    assert cover_problem(content, name).rule == "missing-file"


@pytest.mark.parametrize("name", ["./images/titel.png", "images/../images/titel.png"])
def test_dots_in_a_path_inside_the_project(content, name):
    assert cover_problem(content, name) is None


@pytest.mark.parametrize("name", ["/etc/hostname", "../../../x.png", "images/../../../../x.png"])
def test_files_outside_the_project_are_refused(content, name):
    assert cover_problem(content, name).rule == "file-outside"


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the project, with a picture."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "secret.png").write_bytes(png())
    return folder


def test_a_link_to_a_file_outside_is_refused(content, elsewhere):
    (content.root / "reports/01-probe/images/link.png").symlink_to(elsewhere / "secret.png")
    assert cover_problem(content, "images/link.png").rule == "file-outside"


def test_a_file_in_a_linked_folder_outside_is_refused(content, elsewhere):
    (content.root / "reports/01-probe/linked").symlink_to(elsewhere)
    assert cover_problem(content, "linked/secret.png").rule == "file-outside"


def test_a_link_inside_the_project_is_a_file_like_others(content):
    (content.root / "reports/01-probe/images/link.png").symlink_to("titel.png")
    assert cover_problem(content, "images/link.png") is None


def test_a_link_to_itself_is_missing(content):
    (content.root / "reports/01-probe/images/loop.png").symlink_to("loop.png")
    assert cover_problem(content, "images/loop.png").rule == "missing-file"


def test_a_case_study_that_is_a_link_out_of_the_project_is_not_read(content, elsewhere):
    (elsewhere / "secret.yaml").write_text("password", "utf-8")
    (content.root / CASE_FILE).unlink()
    (content.root / CASE_FILE).symlink_to(elsewhere / "secret.yaml")
    [problem] = content.problems()
    assert summary(problem) == ("file-outside", CASE_FILE, 1, 1, "")
    assert "password" not in problem.message
