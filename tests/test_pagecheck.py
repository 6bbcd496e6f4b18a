"""`check --pages`: what is wrong on the pages, as problems of the content that is there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import SmallProject

from report_builder.cli import main
from report_builder.rendering.process import Renderer

LONG = "X" * 80
TEXT = "Es gab keinen Tisch."
REASON = "ignore: [page-overflow]\nignore_reason: Die Zeile soll in den Rand ragen."
PLACE = "reports/01-probe/case-studies/musterstadt.yaml:13:12"


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, "--project", str(root)])


@pytest.fixture
def rigid(project: SmallProject) -> SmallProject:
    """The small project with layouts that let no word go over two lines without a hyphen."""
    for layout in ("magazine", "brief"):
        rule = "\n* { overflow-wrap: normal !important }\n"
        project.append(f"layouts/{layout}/css/page.css", rule)
    return project


@pytest.fixture
def crowded(rigid: SmallProject) -> SmallProject:
    """With a word that no page has room for."""
    rigid.replace(rigid.case, TEXT, LONG)
    return rigid


def test_a_fault_names_page_and_field(crowded: SmallProject) -> None:
    result = check(crowded.root, "--pages")
    assert result.exit_code == 1
    (line,) = (line for line in result.stderr.splitlines() if not line.startswith(" "))
    assert line.startswith(f"{PLACE}: error: Auf Seite 5 hat „XXX")
    assert line.endswith("[page-overflow]")
    assert "reports/hyphenation.txt" in result.stderr
    assert result.stdout == "1 issue with 6 pages checked: 1 error, 0 warnings\n"


def test_faults_as_json(crowded: SmallProject) -> None:
    crowded.replace(crowded.series, "language: de", "language: en")
    result = check(crowded.root, "--pages", "--format", "json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)
    assert {name: problem[name] for name in ("file", "line", "field", "severity", "rule")} == {
        "file": crowded.case, "line": 13, "field": "/challenge",
        "severity": "error", "rule": "page-overflow",
    }  # fmt: skip
    assert problem["message"].startswith("on page 5 there is no room for “XXX")


def test_good_pages_are_0(project: SmallProject) -> None:
    result = check(project.root, "--pages", project.slug)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 issue with 6 pages checked: 0 errors, 0 warnings\n"


def test_pages_are_only_looked_at_when_asked_for(
    crowded: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Renderer, "__init__", lambda *a: pytest.fail("a renderer was started"))
    result = check(crowded.root)
    assert result.stdout == "1 issue checked: 0 errors, 0 warnings\n"


def test_the_pages_of_broken_content_are_not_looked_at(crowded: SmallProject) -> None:
    crowded.replace(crowded.case, "title: ", "titel: ")
    result = check(crowded.root, "--pages")
    assert result.exit_code == 1
    assert "[unknown-key]" in result.stderr and "page-overflow" not in result.stderr
    assert "01-probe: its pages were not looked at, because of the errors" in result.stderr
    assert "1 issue with 0 pages checked" in result.stdout


def test_an_issue_that_cannot_be_laid_out_is_told(crowded: SmallProject) -> None:
    crowded.append("layouts/magazine/contents.html", "{{ nonsense }}\n")
    result = check(crowded.root, "--pages", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "[]\n")
    assert "01-probe: layouts/magazine/contents.html:" in result.stderr
    assert "Traceback" not in result.output


# --- places -------------------------------------------------------------------------------


def test_words_of_the_layout_are_a_matter_of_their_section(rigid: SmallProject) -> None:
    """Where no field is around, and none within: the file of the section."""
    cover = "layouts/magazine/back-cover.html"
    rigid.replace(cover, "</section>", f"<p>{LONG}</p></section>")
    (problem,) = json.loads(check(rigid.root, "--pages", "--format", "json").stdout)
    assert (problem["file"], problem["line"], problem["field"]) == (rigid.issue, 1, "")


def test_faults_in_the_series_name_the_issue(rigid: SmallProject) -> None:
    rigid.replace(rigid.series, "name: Redaktion Probe", f"name: {LONG * 2}")
    result = check(rigid.root, "--pages")
    assert "reports/series.yaml:8:9: error: Auf Seite 2 (01-probe) hat „XXX" in result.stderr


def test_faults_in_another_edition_name_its_layout(rigid: SmallProject) -> None:
    rigid.append(rigid.issue, "layout: [magazine, brief]\n")
    rigid.replace("layouts/brief/back.html", '<div class="more">', f"<p>{LONG * 2}</p><div>")
    result = check(rigid.root, "--pages")
    assert f"{rigid.issue}:1:1: error: Auf Seite 3 (brief) hat „XXX" in result.stderr


# --- exceptions ---------------------------------------------------------------------------


def test_an_exception_holds(crowded: SmallProject) -> None:
    crowded.append(crowded.case, REASON)
    result = check(crowded.root, "--pages", "-v")
    assert result.exit_code == 0
    assert f"{PLACE}: ignored: Auf Seite 5" in result.stderr
    assert "Die Zeile soll in den Rand ragen." in result.stderr


def test_an_exception_is_called_useless_by_who_can_tell(project: SmallProject) -> None:
    project.append(project.case, REASON)
    assert "0 errors, 0 warnings" in check(project.root).stdout
    result = check(project.root, "--pages")
    assert "[ignore-unused]" in result.stderr
    assert "0 errors, 1 warning" in result.stdout


def test_an_exception_in_the_series_may_be_for_another_issue(project: SmallProject) -> None:
    project.append(project.series, REASON)
    assert "0 errors, 0 warnings" in check(project.root, "--pages").stdout


# --- the samples --------------------------------------------------------------------------


def test_the_pages_of_the_samples_have_no_fault(samples: Path) -> None:
    result = check(samples, "--pages")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "issues with " in result.stdout


def test_the_series_that_pages_can_break_at_breaks_none(stress_project: Path) -> None:
    result = check(stress_project, "--pages")
    assert (result.exit_code, result.stderr) == (0, "")
