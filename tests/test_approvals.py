"""Approvals: what is recorded, when it is stale, what changed since, what an issue lacks."""

import re
import subprocess
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import Result
from conftest import SmallProject, png
from test_cli import run

from report_builder import store
from report_builder.content import loading
from report_builder.content.model import ROLES
from report_builder.errors import ReviewError
from report_builder.proofing import approvals as command
from report_builder.review import approvals, coverage, rounds
from report_builder.review.approvals import Signature
from report_builder.review.coverage import Coverage, Hold, Standing

FILE = "reports/01-probe/review/approvals.yaml"
OTHER = "reports/01-probe/case-studies/anderstadt.yaml"
DAY = date(2023, 5, 12)


@pytest.fixture
def probe(content: SmallProject) -> SmallProject:
    """Two case studies, and three approvals that are required."""
    case = content.read(content.case).replace("title: Ein Tisch für alle", "title: Ein Stuhl")
    content.write(OTHER, case.replace("name: Musterstadt", "name: Anderstadt"))
    content.replace(content.issue, "  - musterstadt\n", "  - musterstadt\n  - anderstadt\n")
    content.append(content.series, "review: {required: [editor, municipality]}\n")
    return content


def covered(project: SmallProject) -> Coverage:
    content = loading.load(project.root)
    assert content.all_problems() == []
    return coverage.of(project.found, content, content.issues[0])


def approve(
    project: SmallProject, *cases: str, role: str = "editor", by: str = "Erika", day: date = DAY
) -> None:
    who = Signature(role, by, day)
    approvals.approve(project.found, project.slug, covered(project).states, cases, who)


def approve_everything(project: SmallProject) -> None:
    approve(project)
    approve(project, "musterstadt", "anderstadt", role="municipality", by="Max")


def editor(project: SmallProject) -> Standing:
    return covered(project).standing("editor", "")


def changes(project: SmallProject) -> list[str]:
    """What changed since an editor approved the issue as a whole, without the folder."""
    return [str(change).removeprefix("reports/") for change in editor(project).changes]


def lacking(project: SmallProject) -> list[str]:
    return [str(standing) for standing in covered(project).lacking()]


def entries(project: SmallProject) -> list[tuple[str, str, str]]:
    known = approvals.read(project.found, project.slug).approvals
    return [(each.case, each.role, each.by) for each in known]


# --- the record ---------------------------------------------------------------------------


def test_the_record_says_who_what_when_and_which_content(probe: SmallProject) -> None:
    approve(probe, "musterstadt", role="municipality", by="Erika Muster")
    text = probe.read(FILE)
    digest = covered(probe).states["case-studies/musterstadt.yaml"].digest
    assert text.startswith("# Written by report-builder approve; see docs/proofing.md.")
    assert (
        "  - role: municipality\n    by: Erika Muster\n    date: 2023-05-12\n    content:\n"
        f"      case-studies/musterstadt.yaml: {digest}\n"
    ) in text
    assert re.search(rf"  case-studies/musterstadt.yaml:\n    {digest}:\n      /approach: ", text)
    assert re.search(r"^      /title: [0-9a-f]{16}$", text, re.MULTILINE)
    assert "anderstadt" not in text


def test_whole_issues_name_the_series_the_issue_and_each_case_study(probe: SmallProject) -> None:
    approve(probe)
    (approval,) = approvals.read(probe.found, probe.slug).approvals
    assert list(approval.content) == [
        "case-studies/anderstadt.yaml",
        "case-studies/musterstadt.yaml",
        "issue.yaml",
        "series.yaml",
    ]
    assert approval.case == ""


def test_what_several_approve_stands_once(probe: SmallProject) -> None:
    approve(probe)
    once = probe.read(FILE).count("/population")
    approve(probe, role="funder", by="Ministerium")
    approve(probe, "musterstadt", role="municipality", by="Max")
    assert probe.read(FILE).count("/population") == once == 2


def test_the_same_person_in_the_same_role_replaces_the_earlier_one(probe: SmallProject) -> None:
    approve(probe, "musterstadt", "anderstadt")
    probe.replace(probe.case, "title: Ein Tisch", "title: Ein neuer Tisch")
    approve(probe, "musterstadt", day=date(2023, 6, 1))
    assert entries(probe) == [("anderstadt", "editor", "Erika"), ("musterstadt", "editor", "Erika")]
    assert "2023-06-01" in probe.read(FILE)
    approve(probe)
    assert entries(probe) == [("", "editor", "Erika")]
    assert probe.read(FILE).count("/population") == 2, "the old text is forgotten"


def test_two_people_in_the_same_role_stand_side_by_side(probe: SmallProject) -> None:
    approve(probe, by="Erika")
    probe.replace(probe.case, "title: Ein Tisch", "title: Ein neuer Tisch")
    approve(probe, by="Berta", day=date(2023, 6, 1))
    assert entries(probe) == [("", "editor", "Berta"), ("", "editor", "Erika")]
    standing = editor(probe)
    assert (standing.hold, [each.by for each in standing.approvals]) == (Hold.APPROVED, ["Berta"])
    probe.replace(probe.case, "title: Ein neuer Tisch", "title: Ein Tisch")
    standing = editor(probe)
    assert standing.hold is Hold.APPROVED, "what Erika approved holds again"
    assert sorted(each.by for each in standing.approvals) == ["Berta", "Erika"]


def test_the_order_of_the_record_does_not_depend_on_who_came_first(probe: SmallProject) -> None:
    steps: list[Callable[[], None]] = [
        lambda: approve(probe, "musterstadt", role="municipality", by="Max"),
        lambda: approve(probe, "anderstadt", role="municipality", by="Ada"),
        lambda: approve(probe),
    ]
    for step in steps:
        step()
    forwards = probe.read(FILE)
    (probe.root / FILE).unlink()
    for step in reversed(steps):
        step()
    assert probe.read(FILE) == forwards


def test_approvals_of_two_branches_merge_in_git(probe: SmallProject) -> None:
    """Of two people who approve on branches of their own, once there is a record."""

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@probe.example"]
        command = ["git", *who, *arguments]
        subprocess.run(command, cwd=probe.root, check=True, capture_output=True)

    approve(probe, "musterstadt", role="editor")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    approve(probe, "anderstadt", role="municipality", by="Ada")
    git("commit", "-qam", "two")
    git("checkout", "-q", "main")
    approve(probe, "musterstadt", role="municipality", by="Max")
    git("commit", "-qam", "three")
    git("merge", "-q", "other")
    assert entries(probe) == [
        ("anderstadt", "municipality", "Ada"),
        ("musterstadt", "editor", "Erika"),
        ("musterstadt", "municipality", "Max"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- role: editor", "- role: editress", r"approvals\.yaml:3 cannot be used: “editress”"),
        ("    by: Erika", "    buy: Erika", r"approvals\.yaml:4 cannot be used: .*“buy”.*“by”"),
        ("  date: 2023-05-12", "  date: gestern", r"approvals\.yaml:5 cannot be used: .*“gestern”"),
        ("    by: Erika", "<<<<<<< HEAD\n    by: Erika", r"approvals\.yaml:[34] cannot be used"),
        ("contents:\n", "contents:\n  a: b\n", r"approvals\.yaml:\d+ cannot be used"),
        ("contents:\n", "content:\n", r"approvals\.yaml:\d+ cannot be used: .*“content”"),
        ("      issue.yaml: ", "      issue.yaml: f", r"approvals\.yaml:3 does not say what was"),
        ("      issue.yaml: ", "      issues.yaml: ", r"approvals\.yaml:3 does not say what was"),
    ],
)
def test_a_damaged_record_is_named_with_its_line(
    probe: SmallProject, old: str, new: str, said: str
) -> None:
    approve(probe)
    probe.replace(FILE, old, new)
    with pytest.raises(ReviewError, match=f"^reports/01-probe/review/{said}"):
        covered(probe)
    damaged = probe.read(FILE)
    with pytest.raises(ReviewError):
        approvals.approve(probe.found, probe.slug, {}, [], Signature("editor", "Max", DAY))
    assert probe.read(FILE) == damaged


def test_an_empty_record_is_named_too(probe: SmallProject) -> None:
    probe.write(FILE, "")
    with pytest.raises(ReviewError, match=r"approvals\.yaml:1 cannot be used"):
        covered(probe)


def test_an_approval_of_other_digests_proves_nothing(probe: SmallProject) -> None:
    """Somebody put another digest into the record, here and there."""
    approve(probe)
    digest = covered(probe).states["issue.yaml"].digest
    text = probe.read(FILE)
    probe.write(FILE, text.replace(digest, "0" * 64))
    assert changes(probe) == ["01-probe/issue.yaml:1 as a whole changed"]


def test_a_name_that_could_not_be_read_again_is_refused(probe: SmallProject) -> None:
    with pytest.raises(ReviewError, match=r"cannot be written: .*U\+0007"):
        approve(probe, by="Erika\x07")
    assert not (probe.root / FILE).exists()


def test_keys_with_any_signs_are_kept(probe: SmallProject) -> None:
    """Keys that editors choose themselves, such as those of a chart's data."""
    probe.append(probe.issue, 'layout_options: {"a: b #c": 1, "d\'e": 2, "~": 3}\n')
    approve(probe)
    assert changes(probe) == []
    probe.replace(probe.issue, '"a: b #c": 1', '"a: b #c": 4')
    assert changes(probe) == ["01-probe/issue.yaml:12 layout_options/a: b #c changed"]


# --- stale --------------------------------------------------------------------------------


def test_nothing_is_stale_at_first(probe: SmallProject) -> None:
    approve_everything(probe)
    assert lacking(probe) == []
    assert [each.hold for each in covered(probe).required()] == [Hold.APPROVED] * 3


def test_a_changed_field_is_named_with_file_and_line(probe: SmallProject) -> None:
    approve(probe)
    probe.replace(probe.case, "population: 48200", "population: 48201")
    assert changes(probe) == [
        "01-probe/case-studies/musterstadt.yaml:7 municipality/population changed"
    ]
    assert lacking(probe)[0] == "editor: stale"


def test_added_and_removed_fields_are_named(probe: SmallProject) -> None:
    approve(probe)
    probe.replace(probe.case, "  population: 48200\n", "")
    probe.append(probe.case, "lessons: Tische kippeln.\n")
    probe.replace(probe.series, "short_title: Probe", "short_title: Prüfung")
    assert changes(probe) == [
        "series.yaml:2 short_title changed",
        "01-probe/case-studies/musterstadt.yaml:4 municipality/population removed",
        "01-probe/case-studies/musterstadt.yaml:20 lessons added",
    ]


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: p.publish(),
        lambda p: p.append(p.issue, 'version: "2.0"\n'),
        lambda p: p.append(p.issue, "changes: [{version: '2', date: 2024-01-02, note: Neu}]\n"),
        lambda p: p.append(p.issue, "review: {due: 2023-05-20}\n"),
        lambda p: p.append(p.issue, "press: {title: Für Zeitungen}\n"),
        lambda p: p.replace(p.series, "[editor, municipality]", "[editor, municipality, funder]"),
        lambda p: p.append(p.case, "# eine Notiz\n"),
        lambda p: p.replace(p.case, "{start: 2021, end: 2023}", "{end: 2023, start: 2021}"),
        lambda p: p.write("reports/01-probe/images/neu.png", png()),
        lambda p: p.write("reports/hyphenation.txt", "Tisch\n"),
    ],
    ids=[
        "final",
        "version",
        "changes",
        "due",
        "press",
        "required",
        "comment",
        "order of keys",
        "unused picture",
        "hyphenation",
    ],
)
def test_what_is_no_content_makes_nothing_stale(
    probe: SmallProject, edit: Callable[[SmallProject], None]
) -> None:
    approve_everything(probe)
    approve(probe, role="funder", by="Ministerium")
    edit(probe)
    assert lacking(probe) == []


def test_other_bytes_of_a_picture_make_it_stale(probe: SmallProject) -> None:
    approve(probe)
    probe.write("reports/01-probe/images/titel.png", png(13))
    assert changes(probe) == ["01-probe/issue.yaml:6 cover/file changed"]


def test_the_same_picture_under_another_name_is_a_change_of_its_name(probe: SmallProject) -> None:
    approve(probe)
    (probe.root / "reports/01-probe/images/titel.png").rename(
        probe.root / "reports/01-probe/images/neu.png"
    )
    probe.replace(probe.issue, "images/titel.png", "images/neu.png")
    assert changes(probe) == ["01-probe/issue.yaml:6 cover/file changed"]


def test_another_order_of_case_studies_is_told_as_such(probe: SmallProject) -> None:
    approve_everything(probe)
    probe.replace(
        probe.issue, "  - musterstadt\n  - anderstadt\n", "  - anderstadt\n  - musterstadt\n"
    )
    assert changes(probe) == ["01-probe/issue.yaml:10 case_studies moved"]
    assert lacking(probe) == ["editor: stale"], "the case studies say what they said"


def test_another_order_of_a_charts_values_is_told_as_such(probe: SmallProject) -> None:
    """They are drawn in the order in which they stand."""
    first, second = "          '2021': 1\n", "          '2022': 3\n"
    probe.append(
        probe.case,
        "charts:\n  - kind: bar\n    title: Stühle\n    unit: Stück\n    source: Zählung\n"
        "    summary: Die Zahl der Stühle ist in einem Jahr auf drei gestiegen.\n"
        "    series:\n      - name: Stühle\n        values:\n"
        f"{first}{second}",
    )
    approve(probe)
    probe.replace(probe.case, first + second, second + first)
    assert changes(probe) == [
        "01-probe/case-studies/musterstadt.yaml:30 charts/0/series/0/values moved"
    ]


def test_a_case_study_more_is_one_change_and_its_place_another(probe: SmallProject) -> None:
    approve_everything(probe)
    case = probe.read(probe.case)
    probe.write("reports/01-probe/case-studies/neustadt.yaml", case)
    probe.replace(probe.issue, "  - musterstadt\n", "  - neustadt\n  - musterstadt\n")
    assert changes(probe) == [
        "01-probe/issue.yaml:10 case_studies/0 added",
        "01-probe/case-studies/neustadt.yaml:1 as a whole added",
    ]
    assert lacking(probe) == ["editor: stale", "municipality, case study neustadt: missing"]


def test_a_case_study_less_is_one_change(probe: SmallProject) -> None:
    approve_everything(probe)
    (probe.root / probe.case).unlink()
    probe.replace(probe.issue, "  - musterstadt\n", "")
    assert changes(probe) == ["01-probe/issue.yaml:10 case_studies/0 removed"]
    assert lacking(probe) == ["editor: stale"]


def test_another_name_of_the_folder_changes_nothing(probe: SmallProject) -> None:
    approve_everything(probe)
    (probe.root / "reports/01-probe").rename(probe.root / "reports/01-tische")
    assert lacking(probe) == []


# --- coverage -----------------------------------------------------------------------------


def test_a_municipality_approves_its_case_study_and_others_the_whole(probe: SmallProject) -> None:
    assert lacking(probe) == [
        "editor: missing",
        "municipality, case study musterstadt: missing",
        "municipality, case study anderstadt: missing",
    ]
    approve(probe, "musterstadt", role="municipality", by="Max")
    assert lacking(probe) == ["editor: missing", "municipality, case study anderstadt: missing"]


def test_a_municipality_may_approve_the_whole_instead(probe: SmallProject) -> None:
    approve(probe, role="municipality", by="Max")
    assert lacking(probe) == ["editor: missing"]
    probe.replace(OTHER, "title: Ein Stuhl", "title: Zwei Stühle")
    probe.replace(probe.issue, "title: Probeheft", "title: Heft")
    assert lacking(probe) == ["editor: missing", "municipality, case study anderstadt: stale"]


def test_an_editor_approves_again_what_changed_and_no_more(probe: SmallProject) -> None:
    approve_everything(probe)
    probe.replace(probe.case, "title: Ein Tisch", "title: Ein neuer Tisch")
    assert editor(probe).again == ["musterstadt"]
    approve(probe, "musterstadt", by="Berta", day=date(2023, 6, 1))
    standing = editor(probe)
    assert standing.hold is Hold.APPROVED
    assert sorted(each.by for each in standing.approvals) == ["Berta", "Erika"]


def test_case_studies_alone_are_no_whole(probe: SmallProject) -> None:
    approve(probe, "musterstadt", "anderstadt")
    assert editor(probe).hold is Hold.MISSING


def test_another_role_does_not_count(probe: SmallProject) -> None:
    approve(probe, role="funder")
    approve(probe, role="accessibility")
    assert lacking(probe)[0] == "editor: missing"


def test_advice_names_the_command_and_a_few_of_many_fields(probe: SmallProject) -> None:
    approve(probe, by="Erika O'Muster")
    probe.write(probe.case, probe.read(OTHER).replace("Tisch", "Schrank").replace("202", "201"))
    lines = coverage.advice(covered(probe).lacking()[:1], probe.slug)
    assert lines[0] == "editor: stale; since the approval by Erika O'Muster on 2023-05-12:"
    assert lines[1].startswith("    reports/01-probe/case-studies/musterstadt.yaml:1 title changed")
    assert lines[-2] == f"    and {len(editor(probe).changes) - 6} more"
    assert lines[-1] == (
        "    report-builder approve 01-probe musterstadt --role editor"
        """ --by 'Erika O'"'"'Muster'"""
    )


# --- the command --------------------------------------------------------------------------


def said(project: SmallProject, *arguments: str) -> Result:
    return run(project, "approve", "01-probe", *arguments)


ERIKA = ("--by", "Erika Muster", "--role", "editor")


def test_the_command_records_today(project: SmallProject) -> None:
    result = said(project, *ERIKA, "--note", "per  E-Mail: „gut“ #1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Erika Muster (editor) approved the whole issue\nwrote {FILE}\n"
    (approval,) = approvals.read(project.found, project.slug).approvals
    assert (approval.by, approval.date) == ("Erika Muster", date.today())
    assert approval.note == "per E-Mail: „gut“ #1"


def test_the_command_knows_the_roles() -> None:
    assert command.ROLES == ROLES


def test_an_unknown_case_study_is_wrong_usage(project: SmallProject) -> None:
    result = said(project, "musterstad", *ERIKA)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "report-builder: there is no case study “musterstad”; "
        "did you mean “musterstadt”? there are: musterstadt\n"
    )
    assert not (project.root / FILE).exists()


@pytest.mark.parametrize(
    "who", [("--by", "  ", "--role", "editor"), ("--by", "x", "--role", "boss")]
)
def test_nobody_and_an_unknown_role_are_wrong_usage(
    project: SmallProject, who: tuple[str, ...]
) -> None:
    assert said(project, *who).exit_code == 2
    assert not (project.root / FILE).exists()


def test_content_with_errors_is_refused_and_the_problems_are_shown(project: SmallProject) -> None:
    project.replace(project.case, "teaser: ", "taeser: ")
    result = said(project, *ERIKA)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "musterstadt.yaml:2:1: error: " in result.stderr
    assert "not approved: 01-probe has errors" in result.stderr
    assert not (project.root / FILE).exists()


def test_content_with_warnings_can_be_approved(project: SmallProject) -> None:
    project.replace(project.case, "title: Ein Tisch", "title: TODO Tisch")
    result = said(project, "musterstadt", *ERIKA)
    assert result.exit_code == 0
    assert "warning: " in result.stderr
    assert entries(project) == [("musterstadt", "editor", "Erika Muster")]


def test_what_no_reviewer_has_seen_is_said(project: SmallProject) -> None:
    fields = covered(project).fields
    folder = rounds.folder_of(project.found, project.slug) / "draft-1"
    draft = rounds.Round(folder, project.slug, 1, DAY, [])
    for path, data in rounds.files_of(draft, list(fields.values()), []).items():
        store.write(path, data)
    assert said(project, *ERIKA).stderr == ""
    project.replace(project.case, "title: Ein Tisch", "title: Ein neuer Tisch")
    result = said(project, *ERIKA)
    assert result.exit_code == 0
    assert result.stderr == (
        "approved as it is now; since draft 1 was sent on 2023-05-12:\n"
        "    reports/01-probe/case-studies/musterstadt.yaml:1 title changed\n"
    )


def test_no_approval_is_recorded_while_another_command_writes(project: SmallProject) -> None:
    with store.locked(project.found.lock):
        assert said(project, *ERIKA).exit_code == 1
    assert not (project.root / FILE).exists()
