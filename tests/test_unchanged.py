"""A build that finds everything as another one left it: it says the same, and misses no change."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import SmallProject
from test_cli import run
from test_diff import commit, git
from test_faults import build, made_up, written

from report_builder import builder, pipeline, tools
from report_builder.conformance import validator
from report_builder.edition import Edition
from report_builder.pipeline import Product
from report_builder.unchanged import Memory, Outcome
from report_builder.workspace import gather

__all__ = ["written"]

NOTHING = "nothing to do: 1 final issue up to date\n"
OUTCOME = Outcome(1, [])
Change = Callable[[SmallProject], object]


def memory(project: SmallProject, *request: str) -> Memory:
    return Memory(project.found, list(request))


@pytest.fixture
def remembered(content: SmallProject) -> SmallProject:
    """A project of which it is known that nothing is to be done."""
    content.write("layouts/magazine/css/type.css", "p { margin: 0 }\n")
    content.write("dist/01-probe/probe.pdf", "%PDF")
    content.write("build/state/01-probe.final.json", "{}")
    content.write("build/drafts/probe-draft.pdf", "%PDF")
    (content.root / "assets").mkdir()
    (content.root / "assets/logo.svg").symlink_to("../reports/01-probe/images/tisch.svg")
    content.write("assets/other.svg", content.read("reports/01-probe/images/tisch.svg"))
    memory(content).remember(OUTCOME)
    assert memory(content).recall() == OUTCOME
    return content


def relink(project: SmallProject) -> None:
    """Another file of the same content."""
    (project.root / "assets/logo.svg").unlink()
    (project.root / "assets/logo.svg").symlink_to("other.svg")


def unlike(path: str) -> Change:
    """The last byte of a file is another one; time and size are as they were."""

    def change(project: SmallProject) -> None:
        file = project.root / path
        data, times = file.read_bytes(), file.stat()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    return change


CHANGES: dict[str, Change] = {
    "a text": unlike(SmallProject.case),
    "the series": unlike(SmallProject.series),
    "a picture": unlike("reports/01-probe/images/titel.png"),
    "a style": unlike("layouts/magazine/css/type.css"),
    "a new file": lambda p: p.write("reports/01-probe/case-studies/neu.yaml", ""),
    "a new folder": lambda p: (p.root / "reports/02-neu").mkdir(),
    "a name that is no Unicode": lambda p: p.write(os.fsdecode(b"reports/01-probe/\xff.yaml"), ""),
    "a removed file": lambda p: (p.root / p.case).unlink(),
    "another name": lambda p: (p.root / p.case).rename(p.root / "reports/01-probe/andere.yaml"),
    "a link": relink,
    "a PDF": unlike("dist/01-probe/probe.pdf"),
    "a lost PDF": lambda p: (p.root / "dist/01-probe/probe.pdf").unlink(),
    "a lost draft": lambda p: (p.root / "build/drafts/probe-draft.pdf").unlink(),
    "another issue in dist/": lambda p: p.write("dist/02-fremd/issue.json", "{}"),
    "a record": unlike("build/state/01-probe.final.json"),
    "a lost record": lambda p: shutil.rmtree(p.root / "build/state"),
    "no dist/": lambda p: shutil.rmtree(p.root / "dist"),
    "a folder that leads elsewhere": lambda p: (p.root / "dist/x").symlink_to("01-probe"),
    "a damaged entry": lambda p: [
        path.write_bytes(path.read_bytes()[:-1]) for path in p.found.cache.iterdir()
    ],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_noticed(remembered: SmallProject, change: Change) -> None:
    change(remembered)
    assert memory(remembered).recall() is None


def test_another_request_another_program_and_other_libraries_are_noticed(
    remembered: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert memory(remembered, "draft").recall() is None
    versions = ["weasyprint-99.1.dist-info", *tools.installed()]
    judge = validator.find()
    assert judge
    for module, name, value in [
        (tools, "installed", versions),
        (tools, "program", "0" * 64),
        (validator, "find", None),
        (validator, "find", replace(judge, identity="another")),
    ]:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, lambda value=value: value)
            assert memory(remembered).recall() is None, name
    assert memory(remembered).recall() == OUTCOME


def test_what_is_installed_has_its_version() -> None:
    assert [name for name in tools.installed() if name.startswith("weasyprint-")] == [
        f"weasyprint-{tools.versions()['weasyprint']}.dist-info"
    ]


@pytest.mark.parametrize("path", ["notes.txt", "reports/.hidden", "build/pictures.json"])
def test_what_does_not_matter_is_not_looked_at(remembered: SmallProject, path: str) -> None:
    remembered.write(path, "x")
    assert memory(remembered).recall() == OUTCOME


def test_what_changed_during_a_build_is_not_remembered(remembered: SmallProject) -> None:
    before = memory(remembered)
    remembered.append(remembered.case, "# eine Notiz\n")
    before.remember(OUTCOME)
    assert memory(remembered).recall() is None


def test_nothing_is_known_of_folders_that_lead_elsewhere(content: SmallProject) -> None:
    shutil.move(content.root / "reports/01-probe/images", content.root / "images")
    (content.root / "reports/01-probe/images").symlink_to("../../images")
    memory(content).remember(OUTCOME)
    assert memory(content).recall() is None


# --- with builds --------------------------------------------------------------------------


def test_a_build_says_the_same_whether_it_looks_or_remembers(written: SmallProject) -> None:
    written.replace(written.series, "title: Neues aus", "title: TODO Neues aus")
    written.append(written.case, "# eine Notiz\n")
    assert run(written, "build").exit_code == 0
    remembers = run(written, "build")
    shutil.rmtree(written.found.cache)
    looks = run(written, "build")
    assert (remembers.stdout, looks.stdout) == (NOTHING, NOTHING)
    assert remembers.stderr == looks.stderr
    assert "warning" in looks.stderr
    assert run(written, "build", "--quiet").stdout == ""


def test_every_way_to_build_is_remembered_by_itself(
    written: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = [["build"], ["build", "01-probe"], ["build", "--draft"]]
    for way in ways:
        assert run(written, *way).exit_code == 0
    said = [run(written, *way).stdout for way in ways]
    monkeypatch.setattr(builder, "build", None)
    assert run(written, "build", "--draft").stdout == "nothing to do: 1 draft up to date\n"
    assert said == [NOTHING, NOTHING, "nothing to do: 1 draft up to date\n"]


def test_a_draft_that_is_compared_with_another_state_is_another_one(written: SmallProject) -> None:
    git(written.root, "init")
    commit(written)
    for _ in range(2):
        assert run(written, "build", "--draft").exit_code == 0
    assert run(written, "build", "--draft", "--since", "HEAD").exit_code == 0
    assert run(written, "build", "--draft").stdout.startswith("built build/drafts/")


def test_a_draft_is_built_again_when_its_day_in_git_is_another_one(written: SmallProject) -> None:
    git(written.root, "init")
    commit(written)
    written.append(written.case, "# eine Notiz\n")
    assert run(written, "build", "--draft").exit_code == 0
    assert run(written, "build", "--draft").stdout == "nothing to do: 1 draft up to date\n"
    commit(written)
    assert run(written, "build", "--draft").stdout.startswith("built build/drafts/")


def test_a_build_with_errors_is_not_remembered(written: SmallProject) -> None:
    written.replace(written.case, "teaser: ", "taeser: ")
    for _ in range(2):
        result = run(written, "build")
        assert (result.exit_code, "[unknown-key]" in result.stderr) == (1, True)


def test_what_changed_while_another_issue_was_built_is_built_next_time(
    written: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was read before, and would be taken for what was built."""
    shutil.copytree(written.root / "reports/01-probe", written.root / "reports/02-andere")
    written.replace("reports/02-andere/issue.yaml", "number: 71\n", "number: 72\n")
    case = "reports/02-andere/case-studies/musterstadt.yaml"
    written.append("layouts/magazine/css/type.css", "\n")

    def meanwhile(editions: list[Edition], judge: object) -> Product:
        if editions[0].report.slug == "01-probe":
            written.append(case, "# während des Baus\n")
        return made_up(editions, judge)

    monkeypatch.setattr(pipeline, "run", meanwhile)
    seen = memory(written).seen
    assert build(gather(written.found, seen)) == (0, "")
    monkeypatch.setattr(pipeline, "run", made_up)
    summary = builder.build(written.gather(), (), False, lambda *event: None)
    assert list(summary.built) == ["02-andere"]
