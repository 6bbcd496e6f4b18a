"""Templates for new issues and case studies, and where they are listed."""

import pytest
from conftest import SERIES, SmallProject

from report_builder import scaffold
from report_builder.content import loading, yaml
from report_builder.errors import UsageError

SECOND = "reports/02-zweites-heft"


def new_issue(content: SmallProject, title: str, slug: str | None = None) -> list[str]:
    language = loading.load(content.root).language
    return names(content, scaffold.new_issue(content.found, language, title, slug))


def new_case_study(content: SmallProject, name: str, title: str = "TODO") -> list[str]:
    language = loading.load(content.root).language
    slug = SmallProject.slug
    return names(content, scaffold.new_case_study(content.found, language, slug, name, title))


def names(content: SmallProject, paths: list) -> list[str]:
    return [path.relative_to(content.root).as_posix() for path in paths]


def rules(content: SmallProject) -> set[tuple[str, str]]:
    return {(problem.severity, problem.rule) for problem in content.problems()}


def files(content: SmallProject) -> dict[str, bytes]:
    """Every file of the project with its bytes."""
    found = [path for path in content.root.rglob("*") if path.is_file()]
    return {path.relative_to(content.root).as_posix(): path.read_bytes() for path in found}


# --- issues -------------------------------------------------------------------------------


def test_a_new_issue_is_a_draft_with_nothing_but_placeholders(content):
    assert new_issue(content, "Zweites Heft") == [
        f"{SECOND}/issue.yaml",
        f"{SECOND}/images/platzhalter.svg",
        f"{SECOND}/case-studies/musterstadt.yaml",
    ]
    assert rules(content) == {("warning", "placeholder")}
    issue = loading.load(content.root).issues[1].report.issue
    assert (issue.number, issue.title, issue.status) == (2, "Zweites Heft", "draft")


def test_a_new_issue_that_is_made_final_has_errors(content):
    new_issue(content, "Zweites Heft")
    final = "\nstatus: final\npublished: 2026-01-31  #"
    content.replace(f"{SECOND}/issue.yaml", "\nstatus: draft", final)
    assert rules(content) == {("error", "placeholder")}


def is_placeholder(value: str) -> bool:
    return "TODO" in value or "platzhalter.svg" in value


def test_every_placeholder_is_pointed_out(content):
    new_issue(content, "Zweites Heft")
    for name in ("issue.yaml", "case-studies/musterstadt.yaml"):
        file = f"{SECOND}/{name}"
        lines = content.read(file).split("\n")
        told = {problem.line for problem in content.problems() if problem.file == file}
        values = [n for n, line in enumerate(lines, 1) if is_placeholder(line.split("#")[0])]
        assert len(told) == len(values) > 0


def test_a_new_issue_can_be_built_as_it_is(project):
    new_issue(project, "Zweites Heft")
    workspace = project.gather()
    [issue] = workspace.selected(("02-zweites-heft",))
    assert workspace.usable(issue)


def test_the_name_of_the_folder_can_be_chosen(content):
    assert new_issue(content, "Zweites Heft", "sonderheft")[0] == "reports/sonderheft/issue.yaml"


def test_umlauts_in_the_title_are_spelled_out_in_the_name(content):
    assert new_issue(content, "Größe & Übermut")[0] == "reports/02-groesse-uebermut/issue.yaml"


TITLES = """\
Lage: ernst
# eins
eins #zwei
- eins
[eins]
*eins*
@eins
'eins'
die "Eins"
a\\b
{{ eins }}
$title
100 %
!eins
&eins
–
null
NO
2024"""


@pytest.mark.parametrize("title", TITLES.split("\n"))
def test_any_title_is_kept_as_it_was_given(content, title):
    new_issue(content, title, "zwei")
    tree, findings = yaml.parse(content.read("reports/zwei/issue.yaml").encode(), "issue.yaml")
    assert findings == []
    assert tree.value["title"] == title


def test_a_new_issue_gets_a_number_that_is_free(content):
    content.replace(content.issue, "number: 1", "number: 2")
    new_issue(content, "Neues Heft")
    assert ("error", "duplicate-number") not in rules(content)


# --- case studies -------------------------------------------------------------------------


def test_a_new_case_study_has_nothing_but_placeholders(content):
    assert new_case_study(content, "neustadt", "Ein neuer Tisch") == [
        "reports/01-probe/images/platzhalter.svg",
        "reports/01-probe/case-studies/neustadt.yaml",
        content.issue,
    ]
    assert rules(content) == {("warning", "placeholder")}
    cases = loading.load(content.root).issues[0].report.case_studies
    assert [case.name for case in cases] == ["musterstadt", "neustadt"]
    assert cases[1].title == "Ein neuer Tisch"


def test_the_placeholder_image_is_written_once(content):
    new_case_study(content, "neustadt")
    assert "reports/01-probe/images/platzhalter.svg" not in new_case_study(content, "altstadt")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - musterstadt\n", "  - musterstadt\n  - neustadt\n"),
        ("  - musterstadt  # first\n# end\n", "  - musterstadt  # first\n  - neustadt\n# end\n"),
        ("- musterstadt\n\nkeywords: [a]\n", "- musterstadt\n- neustadt\n\nkeywords: [a]\n"),
        ("  -   musterstadt\n", "  -   musterstadt\n  -   neustadt\n"),
        ("  - 'musterstadt'\nversion: 1\n", "  - 'musterstadt'\n  - neustadt\nversion: 1\n"),
        ("  - musterstadt", "  - musterstadt\n  - neustadt\n"),
    ],
    ids=["plain", "comments", "not-indented", "wide", "quoted", "no-line-end"],
)
def test_it_is_listed_right_below_the_last_one(content, before, after):
    content.replace(content.issue, "  - musterstadt\n", before)
    start = content.read(content.issue).removesuffix(before)
    new_case_study(content, "neustadt")
    assert content.read(content.issue).rstrip("\n") == (start + after).rstrip("\n")


def test_windows_line_ends_stay(content):
    content.write(content.issue, content.read(content.issue).replace("\n", "\r\n"))
    before = content.read(content.issue)
    new_case_study(content, "neustadt")
    assert content.read(content.issue) == before + "  - neustadt\r\n"


def test_a_list_on_one_line_is_left_to_the_editor(content):
    content.replace(content.issue, "\n  - musterstadt", " [musterstadt]")
    before = content.read(content.issue)
    assert content.issue not in new_case_study(content, "neustadt")
    assert content.read(content.issue) == before
    assert ("error", "unlisted-case-study") in rules(content)


# --- languages ----------------------------------------------------------------------------


def test_an_english_series_gets_english_templates(content):
    content.write(content.series, SERIES.replace("language: de", "language: en-GB"))
    paths = new_issue(content, "Second Issue")
    assert paths[2] == "reports/02-second-issue/case-studies/sampletown.yaml"
    text = content.read(paths[0]) + content.read(paths[2])
    assert " the " in text
    assert " und " not in text
    assert rules(content) == {("warning", "placeholder")}


@pytest.mark.parametrize("language", ["de", "de-AT"])
def test_a_german_series_gets_german_templates(content, language):
    content.write(content.series, SERIES.replace("language: de", f"language: {language}"))
    paths = new_issue(content, "Zweites Heft")
    text = content.read(paths[0]) + content.read(paths[2])
    assert " und " in text
    assert " the " not in text


def test_the_templates_of_both_languages_have_the_same_keys(content):
    keys = []
    for language, slug in (("de", "zwei"), ("en", "three")):
        scaffold.new_issue(content.found, language, "Titel", slug)
        [case] = (content.root / "reports" / slug / "case-studies").iterdir()
        for path in (content.root / "reports" / slug / "issue.yaml", case):
            keys.append(list(yaml.parse(path.read_bytes(), path.name)[0].value))
    assert keys[:2] == keys[2:]


def test_templates_point_to_their_schemas(content):
    paths = new_issue(content, "Zweites Heft")
    schema = "# yaml-language-server: $schema="
    assert content.read(paths[0]).startswith(f"{schema}../.schema/issue.schema.json\n")
    assert content.read(paths[2]).startswith(f"{schema}../../.schema/case-study.schema.json\n")


# --- refusals -----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["Heft", "zwei heft", "größe", "../zwei", "zwei/drei", ".", "-a"])
def test_names_that_do_not_serve_for_files_are_refused(content, slug):
    before = files(content)
    with pytest.raises(UsageError):
        new_issue(content, "Titel", slug)
    with pytest.raises(UsageError):
        new_case_study(content, slug)
    assert files(content) == before


def test_an_existing_issue_is_not_overwritten(content):
    before = files(content)
    with pytest.raises(UsageError, match="01-probe"):
        new_issue(content, "Titel", "01-probe")
    assert files(content) == before


def test_an_existing_case_study_is_not_overwritten(content):
    before = files(content)
    with pytest.raises(UsageError, match="musterstadt"):
        new_case_study(content, "musterstadt")
    assert files(content) == before


def test_a_case_study_needs_an_issue(content):
    with pytest.raises(UsageError, match="02-zwei"):
        scaffold.new_case_study(content.found, "de", "02-zwei", "neustadt", "Titel")
    assert not (content.root / "reports/02-zwei").exists()
