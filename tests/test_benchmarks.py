"""The series that benchmarks are made with."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import manuscript, peers, process, results, series
from report_builder.project import Project
from report_builder.workspace import Workspace, gather


def _gathered(folder: Path) -> Workspace:
    return gather(Project(folder))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("series")
    series.write(folder, issues=2, case_studies=16)
    return folder


def test_a_series_has_the_issues_asked_for_and_no_problems(written: Path) -> None:
    workspace = _gathered(written)
    assert workspace.problems_of(workspace.content.issues) == []
    shapes = [len(issue.report.case_studies) for issue in workspace.content.issues if issue.report]
    assert shapes == [16, 16]


def test_no_two_case_studies_are_the_same(written: Path) -> None:
    texts = [path.read_text("utf-8") for path in written.glob("reports/*/case-studies/*.yaml")]
    bodies = [text[text.index("challenge:") :] for text in texts]
    assert len(set(bodies)) == len(set(texts)) == 32


def test_references_footnotes_tables_charts_and_pictures_occur(written: Path) -> None:
    issue = written / "reports" / "001-heft"
    text = "".join(path.read_text("utf-8") for path in issue.glob("case-studies/*.yaml"))
    for mark in ("(case:", "[^1]:", "|---|", "charts:", "quotes:", "steps:", "key_figures:"):
        assert mark in text, mark
    digests = {hashlib.sha256(path.read_bytes()).digest() for path in issue.glob("images/*")}
    assert len(digests) >= 16


def test_the_same_call_writes_the_same_files(written: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.series", tmp_path, "--case-studies", "16"]
    subprocess.run(command, check=True, cwd=series.ROOT, env=os.environ | {"PYTHONHASHSEED": "1"})
    for path in sorted((tmp_path / "reports").rglob("*.*")):
        assert path.read_bytes() == (written / path.relative_to(tmp_path)).read_bytes(), path


def test_changes_are_made_and_undone(written: Path) -> None:
    edits = [series.another_sentence(written, "001-heft"), series.another_page(written, "001-heft")]
    for edit in (*edits, series.another_style(written)):
        before = edit.file.read_bytes()
        edit.apply()
        workspace = _gathered(written)
        assert edit.file.read_bytes() != before
        assert workspace.problems_of(workspace.content.issues) == []
        edit.undo()
        assert edit.file.read_bytes() == before


def test_another_sentence_is_about_as_long(written: Path) -> None:
    edits = [series.another_sentence(written, "001-heft", which) for which in range(3)]
    assert len({edit.after for edit in edits}) == 3
    assert all(abs(len(edit.after) - len(edit.before)) < 10 for edit in edits)


def test_the_page_shows_the_results() -> None:
    assert results.PAGE.read_text("utf-8") == results.page(results.PAGE.read_text("utf-8"))
    assert {file: file.read_text("utf-8") for file in results.plots()} == results.plots()


def test_a_result_brings_its_section_and_none_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = "<!-- scale -->\n<!-- end -->\n\n<!-- peers -->\n<!-- end -->\n"
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    assert results.page(frame) == frame
    machine = {"machine": results._machine(), "rounds": 1, "case_studies": 8}
    tools = [{"name": "Typst", "missing": "exit status 1: no fonts"}]
    (tmp_path / "peers.json").write_text(json.dumps({**machine, "tools": tools}), "utf-8")
    shown = results.page(frame)
    assert "## Other tools" in shown
    assert "Not measured: Typst (exit status 1: no fonts)." in shown
    assert "## From one issue" not in shown
    assert results.page(shown) == shown


def test_a_page_reference_is_right_if_the_first_number_after_the_title_is_the_page() -> None:
    contents = peers._plain("Musterstadt: Der Markt 7\nBeispielheim: Die 3 Brücken 12")
    market, bridges = map(peers._plain, ("Der Markt", "Die 3 Brücken"))
    assert peers._lists(contents, market, 7)
    assert peers._lists(contents, bridges, 12)
    assert not peers._lists(contents, market, 12)
    assert not peers._lists(peers._plain("Der Markt\nDie 3 Brücken"), bridges, 12)


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        process.run([sys.executable, "-c", "import sys; sys.exit('no paper')"])
    assert failed.value.output == "no paper\n"


def test_an_issue_becomes_a_manuscript_with_all_its_case_studies(written: Path) -> None:
    (report, _) = [issue.report for issue in _gathered(written).content.issues]
    assert report is not None
    source = manuscript.write(report, written / "typst")
    content = json.loads(source.with_name("issue.json").read_text("utf-8"))
    named = [case["name"] for case in content["cases"]]
    assert named == [case.name for case in report.case_studies]
    words = json.dumps(content, ensure_ascii=False)
    for mark in ("#footnote[", "#table(columns: 2", '#reference(\\"case-study-', "#strong["):
        assert mark in words, mark
