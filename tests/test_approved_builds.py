"""No final issue appears without its approvals unless somebody says so; status tells of all."""

import json
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from conftest import SmallProject, png
from test_builder import OTHER, Bench, NoRenderer
from test_cli import run
from test_faults import made_up

from report_builder import builder, pipeline
from report_builder.proofing.status import WIDTH, _width
from report_builder.review import approvals, comments, coverage, rounds
from report_builder.review.approvals import Signature
from report_builder.review.comments import Comment, Mark

REQUIRED = "review: {required: [editor, municipality]}\n"
NOTHING = "nothing to do: 2 final issues up to date\n"
ENTRY = "dist/01-probe/issue.json"
DAY = date(2023, 5, 12)


def approve(
    project: SmallProject, *cases: str, slug: str = "01-probe", role: str = "editor"
) -> None:
    workspace = project.gather()
    (issue,) = workspace.selected((slug,))
    covered = coverage.of(workspace.project, workspace.content, issue)
    who = Signature(role, "Erika Muster", DAY)
    approvals.approve(workspace.project, slug, covered.states, cases, who)


def approve_everything(project: SmallProject) -> None:
    for slug in ("01-probe", "02-andere"):
        for role in ("editor", "municipality"):
            approve(project, slug=slug, role=role)


def entry(project: SmallProject) -> dict[str, object]:
    found = json.loads(project.read(ENTRY))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def bench(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Two final issues of a series that requires approvals, approved and built."""
    project.publish()
    project.append(project.series, REQUIRED)
    shutil.copytree(project.root / "reports/01-probe", project.root / "reports/02-andere")
    project.replace(OTHER, "number: 1", "number: 2")
    bench = Bench(project)
    monkeypatch.setattr(pipeline, "run", made_up)
    monkeypatch.setattr(builder, "Renderer", NoRenderer)
    approve_everything(project)
    assert list(bench.build().built) == ["01-probe", "02-andere"]
    return bench


@pytest.fixture
def changed(bench: Bench) -> Bench:
    """A sentence of the first issue is not as it was approved."""
    bench.project.replace(bench.project.case, "Es gab keinen Tisch", "Es gab einen Tisch")
    return bench


# --- refused ------------------------------------------------------------------------------


def test_an_approved_issue_says_so(bench: Bench) -> None:
    assert entry(bench.project)["approved"] is True
    assert "missing_approvals" not in entry(bench.project)
    summary = bench.build()
    assert (summary.current, summary.exit_code) == (["01-probe", "02-andere"], 0)


def test_a_change_after_approval_blocks_the_issue_and_names_the_field(changed: Bench) -> None:
    before = changed.dist()
    summary = changed.build()
    assert summary.exit_code == 1
    assert summary.failed == {
        "01-probe": "it is final, but approvals are missing or stale:\n"
        "  editor: stale; since the approval by Erika Muster on 2023-05-12:\n"
        "      reports/01-probe/case-studies/musterstadt.yaml:13 challenge changed\n"
        "      report-builder approve 01-probe musterstadt --role editor --by 'Erika Muster'\n"
        "  municipality, case study musterstadt: stale; "
        "since the approval by Erika Muster on 2023-05-12:\n"
        "      reports/01-probe/case-studies/musterstadt.yaml:13 challenge changed\n"
        "      report-builder approve 01-probe musterstadt --role municipality --by 'Erika Muster'"
    }
    assert changed.dist() == before, "what was published stays"


def test_the_other_issues_are_built(changed: Bench) -> None:
    changed.project.append(OTHER, "subtitle: Etwas anders\n")
    for role in ("editor", "municipality"):
        approve(changed.project, slug="02-andere", role=role)
    summary = changed.build()
    assert (list(summary.built), list(summary.failed)) == (["02-andere"], ["01-probe"])
    assert summary.removed == []


def test_the_same_content_again_is_approved_again(changed: Bench) -> None:
    changed.project.replace(changed.project.case, "Es gab einen Tisch", "Es gab keinen Tisch")
    assert changed.build().current == ["01-probe", "02-andere"]


def test_a_new_approval_lets_it_pass(changed: Bench) -> None:
    for role in ("editor", "municipality"):
        approve(changed.project, "musterstadt", role=role)
    assert list(changed.build().built) == ["01-probe"]
    assert entry(changed.project)["approved"] is True


def test_another_picture_blocks_the_issue(bench: Bench) -> None:
    bench.project.write("reports/01-probe/images/titel.png", png(13))
    assert "issue.yaml:7 cover/file changed" in bench.build().failed["01-probe"]


def test_what_is_published_about_it_does_not(bench: Bench) -> None:
    bench.project.append(bench.project.issue, 'version: "1.1"\n')
    assert list(bench.build().built) == ["01-probe"]


def test_a_draft_becomes_final_with_the_approvals_it_has(bench: Bench) -> None:
    bench.project.replace(bench.project.issue, "status: final", "status: draft")
    assert bench.build().removed == ["01-probe"]
    bench.project.replace(bench.project.issue, "status: draft", "status: final")
    assert list(bench.build().built) == ["01-probe"]


def test_drafts_and_trials_need_no_approval(changed: Bench) -> None:
    assert list(changed.build("01-probe", draft=True).built) == ["01-probe"]


def test_without_requirements_nobody_is_asked(bench: Bench) -> None:
    bench.project.replace(bench.project.series, REQUIRED, "")
    bench.project.write("reports/01-probe/review/approvals.yaml", "damaged: [")
    assert bench.build().exit_code == 0
    assert "approved" not in entry(bench.project)


def test_a_lost_record_blocks_the_issue(bench: Bench) -> None:
    (bench.project.root / "reports/01-probe/review/approvals.yaml").unlink()
    summary = bench.build()
    assert summary.failed["01-probe"].splitlines()[1:3] == [
        "  editor: missing",
        "      report-builder approve 01-probe --role editor --by NAME",
    ]


def test_a_damaged_record_fails_its_issue_alone(bench: Bench) -> None:
    before = bench.dist()
    bench.project.replace("reports/01-probe/review/approvals.yaml", "contents:", "contents")
    summary = bench.build()
    assert summary.current == ["02-andere"]
    assert summary.failed["01-probe"].startswith("reports/01-probe/review/approvals.yaml:")
    assert bench.dist() == before


# --- without approval ---------------------------------------------------------------------


def without_approval(bench: Bench) -> builder.Summary:
    bench.events.clear()
    return builder.build(bench.project.gather(), (), False, bench.hear, without_approval=True)


def test_without_approval_it_is_published_with_a_mark(changed: Bench) -> None:
    summary = without_approval(changed)
    assert (list(summary.built), summary.current) == (["01-probe"], ["02-andere"])
    assert list(summary.unapproved) == ["01-probe"]
    found = entry(changed.project)
    assert found["approved"] is False
    assert found["missing_approvals"] == [
        {"role": "editor", "case_study": None, "state": "stale"},
        {"role": "municipality", "case_study": "musterstadt", "state": "stale"},
    ]
    assert "Erika" not in changed.project.read(ENTRY), "people are not published"


def test_without_approval_it_is_said_each_time(changed: Bench) -> None:
    without_approval(changed)
    summary = without_approval(changed)
    assert (summary.built, list(summary.unapproved)) == ({}, ["01-probe"])


def test_the_mark_goes_with_the_next_approval(changed: Bench) -> None:
    without_approval(changed)
    approve(changed.project, "musterstadt")
    without_approval(changed)
    assert changed.reasons() == [
        "approvals editor: stale; municipality, case study musterstadt: stale → "
        "municipality, case study musterstadt: stale"
    ]
    approve(changed.project, "musterstadt", role="municipality")
    assert list(changed.build().built) == ["01-probe"]
    assert changed.reasons() == ["approvals municipality, case study musterstadt: stale → complete"]
    assert entry(changed.project)["approved"] is True


def test_what_was_published_without_approval_is_refused_next_time(changed: Bench) -> None:
    without_approval(changed)
    before = changed.dist()
    assert list(changed.build().failed) == ["01-probe"]
    assert changed.dist() == before


# --- on the command line ------------------------------------------------------------------


def test_a_build_with_nothing_to_do_misses_no_stale_approval(bench: Bench) -> None:
    project = bench.project
    assert [run(project, "build").stdout for _ in range(2)] == [NOTHING, NOTHING]
    record = project.read("reports/01-probe/review/approvals.yaml")
    project.write("reports/01-probe/review/approvals.yaml", "approvals: []\n")
    result = run(project, "build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "01-probe: it is final, but approvals are missing or stale:" in result.stderr
    assert "not built: 01-probe" in result.stderr
    project.write("reports/01-probe/review/approvals.yaml", record)
    assert run(project, "build").stdout == NOTHING


def test_without_approval_there_is_a_warning_each_time(changed: Bench) -> None:
    warning = (
        "01-probe: published without approval "
        "(editor: stale; municipality, case study musterstadt: stale)\n"
    )
    first = run(changed.project, "build", "--without-approval")
    assert (first.exit_code, first.stderr) == (0, warning)
    assert "built dist/01-probe/" in first.stdout
    second = run(changed.project, "build", "--without-approval")
    assert (second.exit_code, second.stderr, second.stdout) == (0, warning, NOTHING)
    assert run(changed.project, "build").exit_code == 1


def test_why_says_what_is_missing(changed: Bench) -> None:
    result = run(changed.project, "why", "01-probe")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:4] == [
        "01-probe: would not be published, for want of approvals",
        "    editor: stale; since the approval by Erika Muster on 2023-05-12:",
        "        reports/01-probe/case-studies/musterstadt.yaml:13 challenge changed",
        "        report-builder approve 01-probe musterstadt --role editor --by 'Erika Muster'",
    ]
    assert run(changed.project, "why", "--draft", "01-probe").stdout.startswith(
        "01-probe: would be built\n"
    )


# --- status -------------------------------------------------------------------------------


def status(project: SmallProject, *arguments: str) -> list[str]:
    result = run(project, "status", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "json" in arguments or max(map(_width, lines)) <= WIDTH
    return lines


def send_draft(project: SmallProject) -> None:
    folder = rounds.folder_of(project.found, project.slug) / "draft-2"
    for path, data in rounds.files_of(
        rounds.Round(folder, project.slug, 2, DAY, []), [], []
    ).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def comment(name: str, file: str, state: str = comments.OPEN) -> Comment:
    mark = Mark([], name, "copy.pdf")
    return Comment(name, 2, "magazine", 1, "note", "", "", "Aha", mark, file=file, state=state)


def test_status_is_one_table(changed: Bench) -> None:
    project = changed.project
    send_draft(project)
    project.append(project.issue, "review: {due: 2023-05-20}\n")
    approve(project, role="accessibility")
    project.replace(project.issue, "title: Probeheft", "title: TODO Probeheft")
    case = "reports/01-probe/case-studies/musterstadt.yaml"
    told = [comment("a", case), comment("b", case, comments.RESOLVED)]
    told += [comment("c", "reports/series.yaml"), comment("d", "")]
    comments.save(project.found, project.slug, told)
    project.replace(OTHER, "status: final", "status: draft")
    assert status(project) == [
        "               COMMENTS  PROBLEMS  APPROVALS",
        "",
        "01-probe: final, version 1.0; cannot be built because of its errors",
        "  dist/ has version 1.0",
        "  draft 2 was sent on 2023-05-12, comments by 2023-05-20",
        "  the issue           2  1 error   editor: stale, title changed in issue.yaml and 1 more",
        "                                   accessibility: stale, title changed in issue.yaml",
        f"{'':35}municipality: stale, title changed in issue.yaml and 1 more",
        "  musterstadt         1  –         municipality: stale, challenge changed",
        "",
        "02-andere: draft, version 1.0; would be removed from dist/",
        "  dist/ has version 1.0",
        "  the issue           –  –         editor ✓ Erika Muster 2023-05-12",
        "                                   municipality ✓ Erika Muster 2023-05-12",
        "  musterstadt         –  –         municipality ✓ Erika Muster 2023-05-12",
    ]


def test_status_as_json(changed: Bench) -> None:
    send_draft(changed.project)
    (found,) = json.loads("\n".join(status(changed.project, "01-probe", "--format", "json")))
    cases = found.pop("case_studies")
    signed = [{"by": "Erika Muster", "date": "2023-05-12"}]
    change = {
        "file": "reports/01-probe/case-studies/musterstadt.yaml",
        "line": 13,
        "pointer": "/challenge",
        "kind": "changed",
    }
    stale = {"state": "stale", "by": signed, "changes": [change]}
    assert cases == [
        {
            "name": "musterstadt",
            "open_comments": 0,
            "errors": 0,
            "warnings": 0,
            "approvals": [{"role": "municipality", **stale}],
        }
    ]
    assert (
        found.pop("reasons")[0]
        == "editor: stale; since the approval by Erika Muster on 2023-05-12:"
    )
    assert found == {
        "issue": "01-probe",
        "title": "Probeheft",
        "state": "final",
        "version": "1.0",
        "published_version": "1.0",
        "build": "would not be published, for want of approvals",
        "draft": 2,
        "sent": "2023-05-12",
        "due": None,
        "signed_off": [],
        "open_comments": 0,
        "errors": 0,
        "warnings": 0,
        "approvals": [{"role": "editor", **stale}, {"role": "municipality", **stale}],
        "faults": [],
    }


def test_status_of_what_is_broken(project: SmallProject) -> None:
    project.append(project.series, "review: {required: [editor]}\n")
    project.replace(project.case, "teaser: ", "taeser: ")
    project.write("reports/01-probe/review/comments.yaml", "comments\n")
    project.write("reports/02-leer/notes.txt", "")
    lines = status(project)
    assert lines[2] == "01-probe: draft, version 1.0; cannot be built because of its errors"
    assert lines[3].startswith("  reports/01-probe/review/comments.yaml is damaged: line 1: a list")
    assert "  the issue           –  –         not known" in lines
    assert "  musterstadt         –  1 error   not known" in lines
    assert "02-leer: unreadable; cannot be built because of its errors" in lines


def test_status_where_the_series_is_broken(project: SmallProject) -> None:
    project.replace(project.series, "title: Neues", "titel: Neues")
    lines = status(project)
    assert "01-probe: draft, version 1.0; cannot be built because of its errors" in lines
    assert lines[-1] == "series, brand and layouts: 1 error (report-builder check)"


def test_status_of_a_damaged_record(project: SmallProject) -> None:
    project.publish()
    project.append(project.series, REQUIRED)
    project.write("reports/01-probe/review/approvals.yaml", "approvals: nobody\n")
    text = " ".join(" ".join(status(project)).split())
    assert "reports/01-probe/review/approvals.yaml:1 cannot be used: expected a list" in text
    assert text.count("cannot be used") == 1
    assert "musterstadt – – not known" in text


def test_status_holds_wide_and_long_names(project: SmallProject) -> None:
    name = "eine-kommune-mit-einem-sehr-langen-namen-im-hohen-norden"
    (project.root / project.case).rename(
        project.root / f"reports/01-probe/case-studies/{name}.yaml"
    )
    project.replace(project.issue, "  - musterstadt", f"  - {name}")
    arguments = ("--by", "王小明" * 20, "--role", "municipality")
    assert run(project, "approve", "01-probe", name, *arguments).exit_code == 0
    (row,) = [line for line in status(project) if line.startswith("  eine-kommune")]
    assert row.startswith(
        "  eine-kommune-mit-einem-sehr-lan…         –  –         municipality ✓ 王"
    )
    assert row.endswith("…")


def test_status_asks_for_an_issue_that_is_there(project: SmallProject) -> None:
    assert run(project, "status", "01-prob").exit_code == 2
