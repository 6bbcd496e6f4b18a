"""What goes wrong around the program: writes that fail, kills, full disks, two builds at once.

After each fault two things have to hold: every file in dist/ is the old one or the new one, whole;
and the next build equals a clean build. The number of faults is printed below the test results.
`FAULT_ROUNDS=500` kills more often than usual.

Most tests publish a `Product` that is made up: what is looked at is how it is written, not made.
"""

import ast
import errno
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import SmallProject
from test_architecture import modules
from test_builder import NoRenderer
from test_cli import PROGRAM
from test_pipeline import SITE

from report_builder import builder, pipeline, scaffold, schema, store
from report_builder.content import loading
from report_builder.edition import Artefact, Edition, Publication
from report_builder.errors import BusyError, ReportBuilderError, StorageError
from report_builder.pipeline import Product
from report_builder.review import approvals, coverage
from report_builder.review.approvals import Signature
from report_builder.site import catalogue, making
from report_builder.workspace import Workspace

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "40"))
STAGED = ".staged-"
# The lock, the memory that check has of pictures, and what builds keep for later ones.
APART = ("build/lock", "build/pictures.json", "build/cache/")
Tree = dict[str, bytes]
Record = Callable[[str, Any], None]


# --- what is on disk ----------------------------------------------------------------------


def tree(root: Path, *folders: str) -> Tree:
    """Every file in some folders of `root`, by its path, but what is no artefact."""
    files = [path for folder in folders for path in (root / folder).rglob("*")]
    names = {path.relative_to(root).as_posix(): path for path in files if path.is_file()}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith(APART)}


def restore(root: Path, files: Tree, *folders: str) -> None:
    for folder in folders:
        shutil.rmtree(root / folder, ignore_errors=True)
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def assert_whole(root: Path, old: Tree, new: Tree, *folders: str, page: Tree | None = None) -> None:
    """Every file is the old or the new one; a record may also tell of an unfinished build."""
    allowed = [old, new, page or {}]
    for name, data in tree(root, *folders).items():
        if STAGED not in name and data not in [files.get(name) for files in allowed]:
            assert name.startswith("build/state/"), f"{name} is neither old nor new"
            record = store.recall(root / name)
            assert record and record.outputs, f"{name} is damaged"
    for name in old.keys() & new.keys():
        assert (root / name).is_file(), f"{name} is gone"


def staged(root: Path) -> list[str]:
    return [path.name for path in root.rglob(f"{STAGED}*")]


# --- a project whose issue is written, but not rendered -----------------------------------


def made_up(editions: list[Edition], judge: object) -> Product:
    """Files of some sizes, each different for every text that an editor can change."""
    (edition,) = editions
    text = repr((edition.report.issue, edition.report.case_studies)).encode()
    names = [edition.pdf_name, *([] if edition.draft else ["cover.jpg", "cover.avif", "og.jpg"])]
    files = [(name, (name.encode() + text) * (3 + index)) for index, name in enumerate(names)]
    pdf, *pictures = (Artefact(name, data, whole(data)) for name, data in files)
    return Product([Publication(edition.layout.name, edition.metadata.title, 3, pdf)], pictures)


def made_up_site(plan: object, root: Path, dist: Path, *_: object) -> tuple[Tree, dict[str, str]]:
    """A page, and a file beside each issue; nothing stays."""
    return pages_of(dist), {}


def pages_of(dist: Path) -> Tree:
    entries = catalogue.entries(dist)
    page = "".join(f"{entry}\n" for entry in entries).encode()
    return {"index.html": page} | {f"{entry['slug']}/cite.bib": page for entry in entries}


def whole(data: bytes) -> Callable[[Path], None]:
    def verify(path: Path) -> None:
        assert path.read_bytes() == data

    return verify


@pytest.fixture
def written(specimen: SmallProject, monkeypatch: pytest.MonkeyPatch) -> SmallProject:
    """The specimen, published."""
    monkeypatch.setattr(pipeline, "run", made_up)
    monkeypatch.setattr(making, "files", made_up_site)
    monkeypatch.setattr(builder, "Renderer", NoRenderer)
    monkeypatch.setattr(os, "fsync", lambda file: None)  # nobody pulls the plug
    assert build(specimen.gather()) == (0, "")
    return specimen


def build(workspace: Workspace, draft: bool = False) -> tuple[int, str]:
    """Exit status and messages of a build."""
    try:
        summary = builder.build(workspace, (), draft, lambda *event: None)
    except ReportBuilderError as error:
        return error.exit_code, str(error)
    return summary.exit_code, "\n".join(summary.failed.values())


# --- the N-th write fails -----------------------------------------------------------------

# Each call that changes the disk, and how it fails.
CALLS = {"mkdir": errno.ENOSPC, "open": errno.EACCES, "write": errno.ENOSPC, "fsync": errno.EIO,
         "chmod": errno.EPERM, "replace": errno.EIO, "unlink": errno.EACCES,
         "rmdir": errno.EBUSY}  # fmt: skip
NEEDS_SPACE = {"mkdir", "open", "write", "fsync"}


class Disk:
    """The calls that change the disk; from an armed one on, one or all of them fail."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left = 0
        self.full = False
        self.deadly = False
        self.injected = 0
        for name in CALLS.keys() - {"write"}:
            patch.setattr(os, name, self._failing(name, getattr(os, name)))
        fdopen = os.fdopen
        patch.setattr(os, "fdopen", lambda *a, **k: TornFile(fdopen(*a, **k), self))

    def arm(self, number: int, full: bool) -> None:
        """Let the call of this number fail; on a disk that is `full` all later ones as well."""
        self.left, self.full, self.injected = number, full, 0

    def fails(self, name: str) -> bool:
        if self.full and name not in NEEDS_SPACE:
            return False
        self.left -= 1
        failing = self.left == 0 or (self.full and self.left < 0 and self.injected > 0)
        self.injected += failing
        return failing

    def error(self, name: str) -> OSError:
        if self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        number = errno.ENOSPC if self.full else CALLS[name]
        return OSError(number, os.strerror(number))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if self.fails(name):
                raise self.error(name)
            return real(*arguments, **options)

        return call


class TornFile:
    """A file whose write may fail half-way."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file = file
        self._disk = disk

    def __enter__(self) -> "TornFile":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        if self._disk.fails("write"):
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise self._disk.error("write")
        return int(self._file.write(data))


Action = Callable[[], tuple[int, str]]
Page = Callable[[], Tree]
NO_PAGE: Page = dict


def every_fault(
    root: Path, action: Action, new: Tree, folders: tuple[str, ...], page: Page = NO_PAGE
) -> int:
    """Let the first write fail, the second, …, until `action` succeeds; returns the number.

    `new` is what `action` makes of `root` when nothing fails; `page` is the download page of what
    is in dist/ at the moment.
    """
    old, faults = tree(root, *folders), 0
    for full in (False, True):
        for number in count(1):
            restore(root, old, *folders)
            with pytest.MonkeyPatch.context() as patch:
                disk = Disk(patch)
                disk.arm(number, full)
                status, message = action()
            if not disk.injected:
                break
            faults += 1
            assert_whole(root, old, new, *folders, page=page())
            assert staged(root) == []
            if status:
                assert (status, message.startswith(f"cannot write {root}/")) == (1, True), message
                assert action() == (0, "")
            # Otherwise what failed was not needed, such as making a folder that is there.
            assert tree(root, *folders) == new, f"after fault {number} (full: {full})"
    return faults


def change_text(project: SmallProject) -> None:
    project.replace(project.case, "Alle sitzen nun.", "Alle sitzen hier.")


def change_name(project: SmallProject) -> None:
    """Every file changes, and the PDF gets another name."""
    change_text(project)
    project.replace(project.series, "short_title: PW", "short_title: QX")


def withdraw(project: SmallProject) -> None:
    project.replace(project.issue, "status: final", "status: draft")


def change_page(project: SmallProject) -> None:
    project.append("layouts/site/index.css", "p { margin: 0 }\n")


def begin(project: SmallProject) -> None:
    for folder in ("dist", "build"):
        shutil.rmtree(project.root / folder)


def page_of(workspace: Workspace) -> Tree:
    """The site of what is in dist/, which may be less than what there should be."""
    found = workspace.project
    files = pages_of(found.dist)
    return {f"dist/{name}": data for name, data in files.items()}


def cleanly_built(project: SmallProject, workspace: Workspace, draft: bool = False) -> Tree:
    """What a build makes where nothing was built before; the former state is put back."""
    before = tree(project.root, "dist", "build")
    restore(project.root, {}, "dist", "build")
    assert build(workspace, draft) == (0, "")
    clean = tree(project.root, "dist", "build")
    restore(project.root, before, "dist", "build")
    return clean


@pytest.mark.parametrize("change", [begin, change_name, withdraw, change_page])
def test_any_failing_write_leaves_a_final_issue_whole(
    written: SmallProject, change: Callable[[SmallProject], None], record_property: Record
) -> None:
    change(written)
    workspace = written.gather()
    new = cleanly_built(written, workspace)
    number = every_fault(
        written.root, lambda: build(workspace), new, ("dist", "build"), lambda: page_of(workspace)
    )
    record_property("faults", f"{number} writes failed: {change.__name__.replace('_', ' ')}")
    assert number > 5


def test_any_failing_write_leaves_a_draft_whole(
    written: SmallProject, record_property: Record
) -> None:
    begin(written)
    assert build(written.gather(), draft=True) == (0, "")
    change_text(written)
    workspace = written.gather()
    new = cleanly_built(written, workspace, draft=True)
    number = every_fault(written.root, lambda: build(workspace, True), new, ("dist", "build"))
    record_property("faults", f"{number} writes failed: draft")
    assert number > 20


def commands(project: SmallProject) -> dict[str, Callable[[], object]]:
    """What else writes files, by the folder it writes to."""
    return {
        "new issue": lambda: scaffold.new_issue(project.found, "de", "Neues Heft", None),
        "new case-study": lambda: scaffold.new_case_study(
            project.found, "de", "01-probe", "neustadt", "Neustadt"
        ),
        "schema": lambda: schema.write(project.root / "out"),
        "approve": lambda: approved(project),
    }


def approved(project: SmallProject) -> None:
    content = loading.load(project.root)
    states = coverage.of(project.found, content, content.issues[0]).states
    approvals.approve(project.found, project.slug, states, [], Signature("editor", "Max", date.min))


@pytest.mark.parametrize("name", ["new issue", "new case-study", "schema", "approve"])
def test_any_failing_write_leaves_other_commands_to_be_tried_again(
    specimen: SmallProject, name: str, record_property: Record
) -> None:
    command = commands(specimen)[name]

    def action() -> tuple[int, str]:
        try:
            command()
        except StorageError as error:
            if name.startswith("new"):
                assert tree(specimen.root, "reports") == old
            return error.exit_code, str(error)
        return 0, ""

    old = tree(specimen.root, "reports", "out")
    assert action() == (0, "")
    new = tree(specimen.root, "reports", "out")
    restore(specimen.root, old, "reports", "out")
    number = every_fault(specimen.root, action, new, ("reports", "out"))
    record_property("faults", f"{number} writes failed: {name}")
    assert number > 10


# Beside the store only what prepares the temporary folder of a renderer or a validator does, here
# or on a worker of a cluster; and what writes where readers are, which has checks of its own.
WRITERS = {
    "conformance.validator",
    "outpost",
    "publishing.target",
    "publishing.webdav",
    "review.revisions",
    "store",
    "rendering.fonts",
    "rendering.process",
    "rendering.worker",
}
WRITING = {"write_text", "write_bytes", "mkstemp", "touch", "rename", "unlink", "rmdir", "mkdir",
           "makedirs", "copyfile", "copytree", "move", "rmtree", "symlink_to", "hardlink_to",
           "chmod", "mkdtemp", "TemporaryDirectory", "NamedTemporaryFile"}  # fmt: skip


def writes(call: ast.Call) -> bool:
    verb = ast.unparse(call.func).rpartition(".")[2]
    modes = [n.value for n in call.args if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    opened = verb in {"open", "fdopen"} and any(set(mode) & set("wax+") for mode in modes)
    return verb in WRITING or opened


def test_no_module_but_the_store_writes_files() -> None:
    found = {
        module
        for module, parsed in modules().items()
        if any(writes(node) for node in ast.walk(parsed) if isinstance(node, ast.Call))
    }
    assert found == WRITERS


AUDIT: dict[str, Any] = {"root": None, "seen": []}


def audit(event: str, arguments: tuple[Any, ...]) -> None:
    """Keep the paths below a root that are opened for writing, and the sources of renames."""
    # When the interpreter ends, this is called without its names.
    if AUDIT is None or AUDIT["root"] is None or event not in ("open", "os.rename"):
        return
    path, _, flags = (*arguments, None)[:3]
    writing = event == "os.rename" or (flags or 0) & (os.O_WRONLY | os.O_RDWR)
    if writing and str(path).startswith(AUDIT["root"]):
        AUDIT["seen"].append(Path(str(path)))


@pytest.mark.usefixtures("rerun")
def test_no_library_writes_beside_the_store_either(built: SmallProject) -> None:
    """A whole build as the interpreter sees it: what is opened is staged, or the lock."""
    built.append(built.case, "# a note\n")
    workspace = built.gather()
    sys.addaudithook(audit)
    AUDIT["root"] = str(built.root)
    try:
        assert build(workspace) == (0, "")
    finally:
        AUDIT["root"] = None
    names = [path.name for path in AUDIT["seen"]]
    assert len(names) > 20
    assert {name for name in names if not name.startswith(STAGED)} == {"lock"}


# --- killed -------------------------------------------------------------------------------


@contextmanager
def forked(action: Callable[[], object]) -> Iterator[int]:
    """`action` in a process of its own, which is gone afterwards."""
    if not (pid := os.fork()):
        try:
            action()
        finally:
            os._exit(0)
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def kill_at(number: int, workspace: Workspace) -> int:
    """Build in another process, which is killed at its N-th call; returns its status."""

    def action() -> None:
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch)
            disk.deadly = True
            disk.arm(number, full=False)
            build(workspace)

    with forked(action) as pid:
        ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        return ended.si_status if ended else 0


@pytest.mark.parametrize("change", [begin, change_name, withdraw])
def test_a_kill_at_any_call_leaves_all_files_whole(
    written: SmallProject, change: Callable[[SmallProject], None], record_property: Record
) -> None:
    change(written)
    workspace = written.gather()
    old, new = tree(written.root, "dist", "build"), cleanly_built(written, workspace)
    for number in count(1):
        restore(written.root, old, "dist", "build")
        if not kill_at(number, workspace):
            break
        assert_whole(written.root, old, new, "dist", "build")
        assert build(workspace) == (0, "")
        assert tree(written.root, "dist", "build") == new
        assert staged(written.root) == []
    assert tree(written.root, "dist", "build") == new
    record_property("faults", f"{number - 1} kills, one at each call: {change.__name__}")
    assert number > 20


def test_a_kill_at_any_time_of_writing_leaves_all_files_whole(
    written: SmallProject, record_property: Record
) -> None:
    change_name(written)
    workspace = written.gather()
    old, new = tree(written.root, "dist", "build"), cleanly_built(written, workspace)
    started = time.perf_counter()
    with forked(lambda: build(workspace)) as pid:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    duration, chance = time.perf_counter() - started, random.Random(3)
    for _ in range(ROUNDS):
        restore(written.root, old, "dist", "build")
        with forked(lambda: build(workspace)):
            time.sleep(chance.uniform(0, duration))
        assert_whole(written.root, old, new, "dist", "build")
        assert build(workspace) == (0, "")
        assert tree(written.root, "dist", "build") == new
        assert staged(written.root) == []
    record_property("faults", f"{ROUNDS} kills at random times of writing")


def cleanly_rendered(project: SmallProject) -> Tree:
    """What the real program makes of a copy in which nothing was built before."""
    copy = SmallProject.__new__(SmallProject)
    copy.root = project.root.parent / f"{project.root.name}-clean"
    shutil.copytree(project.root, copy.root, ignore=shutil.ignore_patterns("dist", "build"))
    finished(program(copy, "build"))
    return tree(copy.root, "dist")


def program(project: SmallProject, *arguments: str) -> "subprocess.Popen[str]":
    """The real program, in a session of its own, as in a terminal of its own."""
    command = [*PROGRAM, *arguments, "--project", str(project.root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)  # fmt: skip
    STARTED.append(process)
    return process


STARTED: list["subprocess.Popen[str]"] = []


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """No program runs on when its test has failed."""
    yield
    while STARTED:
        process = STARTED.pop()
        process.kill()
        process.communicate()


def finished(process: "subprocess.Popen[str]") -> None:
    assert (process.communicate()[1], process.returncode) == ("", 0)


def children(process: int) -> list[int]:
    with suppress(FileNotFoundError):
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
        return [int(child) for child in listed.split()]
    return []


def gone(process: int, within: float) -> bool:
    """Whether a process ends within some seconds; one that only waits to be fetched has ended."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_a_kill_of_the_real_program_leaves_all_files_whole(
    built: SmallProject, record_property: Record
) -> None:
    """Wherever it is: loading, rendering, drawing covers, writing."""
    before = tree(built.root, "dist", "build")
    old = tree(built.root, "dist")
    change_text(built)
    chance, rounds = random.Random(5), max(ROUNDS // 10, 1)
    started = time.perf_counter()
    new = cleanly_rendered(built)
    duration = time.perf_counter() - started
    for number in range(rounds):
        restore(built.root, before, "dist", "build")
        process = program(built, "build")
        time.sleep(duration * (number + chance.random()) / rounds)
        renderers = [each for child in children(process.pid) for each in (child, *children(child))]
        process.kill()
        process.communicate()
        assert all(gone(renderer, within=2) for renderer in renderers)
        assert_whole(built.root, old, new, "dist")
    finished(program(built, "build"))
    assert tree(built.root, "dist") == new
    assert staged(built.root) == []
    record_property("faults", f"{rounds} kills of the program at any time")


def test_files_of_an_unfinished_build_are_not_left_when_their_name_changes_again(
    written: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_name(written)
    stop_before_the_entry(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        build(written.gather())
    monkeypatch.undo()
    assert "dist/01-probe/qx-01-probe.pdf" in tree(written.root, "dist")
    written.replace(written.series, "short_title: QX", "short_title: RY")
    monkeypatch.setattr(pipeline, "run", made_up)
    monkeypatch.setattr(builder, "Renderer", NoRenderer)
    workspace = written.gather()
    clean = cleanly_built(written, workspace)
    assert build(workspace) == (0, "")
    assert tree(written.root, "dist", "build") == clean


def test_files_of_an_unfinished_first_build_are_withdrawn_with_their_issue(
    written: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(written)
    stop_before_the_entry(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        build(written.gather())
    monkeypatch.undo()
    assert "dist/01-probe/pw-01-probe.pdf" in tree(written.root, "dist")
    withdraw(written)
    assert build(written.gather()) == (0, "")
    assert tree(written.root, "dist").keys() == {f"dist/{name}" for name in SITE}


def stop_before_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill when all files of an issue are written, but issue.json, which lists them."""
    replace = Path.replace

    def killed(staged: Path, path: Path) -> Path:
        if path.name == catalogue.ENTRY:
            raise KeyboardInterrupt
        return replace(staged, path)

    monkeypatch.setattr(Path, "replace", killed)


def test_what_a_kill_left_is_removed_and_nothing_else(written: SmallProject) -> None:
    for name in ("dist/.staged-a.html", "dist/01-probe/.staged-b.pdf", "build/state/.staged-c.json",
                 "build/drafts/.staged-d.pdf", "dist/01-probe/.hidden", "dist/staged-e.pdf",
                 "reports/01-probe/.staged-f.yaml"):  # fmt: skip
        written.write(name, "half a file")
    assert build(written.gather()) == (0, "")
    assert staged(written.root) == [".staged-f.yaml"]
    assert (written.root / "dist/01-probe/.hidden").exists()
    assert (written.root / "dist/staged-e.pdf").exists()


# --- told to stop -------------------------------------------------------------------------


@pytest.fixture
def endless(specimen: SmallProject) -> SmallProject:
    """A project whose rendering does not end within a test's time."""
    nested = '<div style="display: flex">' * 16 + "x" + "</div>" * 16
    specimen.replace("layouts/magazine/case-study.html", "{% endcall %}", nested + "{% endcall %}")
    return specimen


def rendering(project: SmallProject) -> tuple["subprocess.Popen[str]", int]:
    """The program and the server of its renderer, in the middle of a document."""
    process = program(project, "build")
    while not (found := children(process.pid)):
        time.sleep(0.02)
    while not list(scratch_folder(found[0]).glob("weasyprint-*")):  # where it keeps fonts
        time.sleep(0.02)
    return process, found[0]


@pytest.mark.parametrize(
    ("number", "send", "status"),
    [(signal.SIGINT, os.kill, 130), (signal.SIGINT, os.killpg, 130), (signal.SIGTERM, os.kill, 143),
     (signal.SIGKILL, os.kill, -9)],
    ids=["Ctrl-C", "Ctrl-C in a terminal", "SIGTERM", "SIGKILL"],
)  # fmt: skip
def test_a_build_that_is_told_to_stop_is_gone_at_once(
    endless: SmallProject, number: int, send: Callable[[int, int], None], status: int
) -> None:
    process, renderer = rendering(endless)
    scratch, lanes = scratch_folder(renderer), children(renderer)
    send(process.pid, number)
    assert gone(process.pid, within=2)
    assert gone(renderer, within=2)
    assert all(gone(lane, within=2) for lane in lanes)
    assert (process.communicate(), process.returncode) == (("", ""), status)
    assert tree(endless.root, "dist", "build/state", "build/drafts") == {}
    assert not scratch.exists()


def scratch_folder(renderer: int) -> Path:
    while True:
        arguments = Path(f"/proc/{renderer}/cmdline").read_text().split("\0")
        if "report_builder.rendering.worker" in arguments:  # no longer the build that forked
            return Path(arguments[-2])


def test_a_renderer_that_is_killed_fails_its_issue_and_nothing_else(
    built: SmallProject,
) -> None:
    before = tree(built.root, "dist")
    change_text(built)
    process, renderer = rendering(built)
    for lane in children(renderer):
        os.kill(lane, signal.SIGKILL)
    _, stderr = process.communicate()
    assert process.returncode == 1
    assert re.fullmatch(
        r"01-probe: “.+” \(reports/.+\.yaml\): the renderer was killed from outside; likely "
        r"because the machine ran out of memory: end other programs and try again\n"
        r"not built: 01-probe\n",
        stderr,
    )
    assert tree(built.root, "dist") == before


# --- two builds at once -------------------------------------------------------------------


def test_a_second_build_says_that_one_is_running(endless: SmallProject) -> None:
    first, _ = rendering(endless)
    try:
        for arguments in (["build"], ["build", "--draft"]):
            second = program(endless, *arguments)
            assert second.communicate()[1] == (
                f"report-builder: another command (process {first.pid}) is at work in this "
                "project; wait until it has ended, then try again\n"
            )
            assert second.returncode == 1
        finished(program(endless, "check"))
    finally:
        first.kill()
        first.communicate()
    with store.locked(endless.found.lock):
        pass  # what was killed has left no lock


def test_many_builds_at_once_are_never_mixed(written: SmallProject) -> None:
    change_text(written)
    workspace = written.gather()
    new = cleanly_built(written, workspace)

    def attempt() -> None:
        with suppress(BusyError):
            builder.build(workspace, (), False, lambda *event: None)

    with forked(attempt), forked(attempt), forked(attempt):
        attempt()
        time.sleep(1)
    assert build(workspace) == (0, "")
    assert tree(written.root, "dist", "build") == new


# --- a disk that is full or closed --------------------------------------------------------


def test_files_that_may_not_grow_leave_the_old_ones(
    written: SmallProject, record_property: Record
) -> None:
    """RLIMIT_FSIZE, the full disk that every machine has: the kernel refuses a part of a write."""
    change_text(written)
    workspace = written.gather()
    old, new = tree(written.root, "dist", "build"), cleanly_built(written, workspace)
    sizes = sorted({len(data) - 1 for data in new.values()})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in sizes:
        restore(written.root, old, "dist", "build")
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            status, message = build(workspace)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (status, message.startswith(f"cannot write {written.root}/")) == (1, True)
        assert message.endswith(": File too large")
        assert_whole(written.root, old, new, "dist", "build", page=page_of(workspace))
        assert staged(written.root) == []
        assert build(workspace) == (0, "")
        assert tree(written.root, "dist", "build") == new
    record_property("faults", f"{len(sizes)} sizes of file refused")


# The command line with the made-up files.
REPLAY = """
from test_faults import NoRenderer, made_up, made_up_site
from report_builder import builder, cli, pipeline
from report_builder.site import making
pipeline.run, making.files, builder.Renderer = made_up, made_up_site, NoRenderer
cli.main()
"""


def replay(project: SmallProject) -> list[str]:
    return [sys.executable, "-c", REPLAY, "build", "--project", str(project.root)]


def apart(script: str, command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run shell commands and then the command where file systems can be mounted by anybody."""
    space = ["unshare", "--map-root-user", "--mount", "sh", "-ec"]
    try:
        subprocess.run([*space, "mount -t tmpfs none /mnt"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine lets nobody mount a file system")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.run([*space, script, "sh", *command], env=environment,
                          capture_output=True, text=True)  # fmt: skip


def on_a_disk_of(kilobytes: int, then: str, project: SmallProject, folder: str) -> str:
    """Shell commands: `folder` lies on a small disk, is used, and is as it then is afterwards."""
    place = project.root / folder
    saved = project.root.parent / f"{project.root.name}-saved"
    return f"""
        rm -rf {saved}; mkdir -p {saved}/before {saved}/after; cp -a {place}/. {saved}/before
        mount -t tmpfs -o size={kilobytes}k none {place}
        cp -a {saved}/before/. {place}; {then}
        status=0; "$@" || status=$?
        cp -a {place}/. {saved}/after; umount {place}
        rm -rf {place}; cp -a {saved}/after {place}; exit $status
    """


@pytest.mark.parametrize("folder", ["dist", "build"])
def test_a_full_disk_leaves_the_old_files(
    written: SmallProject, folder: str, record_property: Record
) -> None:
    change_text(written)
    workspace = written.gather()
    old, new = tree(written.root, "dist", "build"), cleanly_built(written, workspace)
    used = sum(-(-len(data) // 4096) * 4 for name, data in old.items() if name.startswith(folder))
    failed, free = 0, 0
    while True:
        restore(written.root, old, "dist", "build")
        done = apart(on_a_disk_of(used + free, "", written, folder), replay(written))
        if not done.returncode:
            break
        failed += 1
        assert done.returncode == 1
        assert f"cannot write {written.root}/{folder}/" in done.stderr
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr
        assert_whole(written.root, old, new, "dist", "build", page=page_of(workspace))
        assert staged(written.root) == []
        assert build(workspace) == (0, "")
        assert tree(written.root, "dist", "build") == new
        free += 12
    assert failed > 0
    assert tree(written.root, "dist", "build") == new
    record_property("faults", f"{failed} full disks: {folder}/")


@pytest.mark.parametrize("folder", ["dist", "build"])
def test_a_disk_that_is_read_only_is_named(written: SmallProject, folder: str) -> None:
    change_text(written)
    old = tree(written.root, "dist")
    script = on_a_disk_of(4096, f"mount -o remount,ro {written.root / folder}", written, folder)
    done = apart(script, replay(written))
    assert done.returncode == 1
    assert f"cannot write {written.root}/{folder}/" in done.stderr
    assert done.stderr.splitlines()[0].endswith(": Read-only file system")
    assert "Traceback" not in done.stderr
    assert tree(written.root, "dist") == old


def test_a_folder_without_permission_is_named(written: SmallProject) -> None:
    change_text(written)
    old = tree(written.root, "dist")
    folder = written.root / "dist/01-probe"
    folder.chmod(0o555)
    # What lets root write everywhere is dropped.
    drop = ["setpriv", "--bounding-set=-dac_override"] if not os.geteuid() else []
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run([*drop, *replay(written)], env=environment, capture_output=True,
                          text=True)  # fmt: skip
    folder.chmod(0o755)
    assert done.returncode == 1
    assert f"cannot write {folder}/pw-01-probe.pdf: Permission denied" in done.stderr
    assert tree(written.root, "dist") == old


# --- something else in the place of a file ------------------------------------------------


def replaced_by_a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("a file of the team")


def replaced_by_a_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "note.txt").write_text("a file of the team")


def replaced_by_a_dead_link(path: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to(path.parent / "nowhere")


@pytest.mark.parametrize(
    ("path", "replace"),
    [
        ("dist", replaced_by_a_file),
        ("dist", replaced_by_a_dead_link),
        ("dist/01-probe", replaced_by_a_file),
        ("dist/01-probe/pw-01-probe.pdf", replaced_by_a_folder),
        ("dist/01-probe/issue.json", replaced_by_a_folder),
        ("dist/index.html", replaced_by_a_folder),
        ("build", replaced_by_a_file),
        ("build/state", replaced_by_a_file),
        ("build/state/01-probe.final.json", replaced_by_a_folder),
        ("build/lock", replaced_by_a_folder),
    ],
)
def test_something_else_in_the_place_of_a_file_is_named_and_left_alone(
    written: SmallProject, path: str, replace: Callable[[Path], None]
) -> None:
    change_text(written)
    workspace = written.gather()
    new = cleanly_built(written, workspace)
    place = written.root / path
    replace(place)
    stranger = tree(written.root, path) if place.is_dir() else {}
    status, message = build(workspace)
    assert status == 1
    assert message.startswith(f"cannot write {place}")
    assert {name: tree(written.root, path).get(name) for name in stranger} == stranger
    assert place.is_symlink() or place.is_dir() or place.read_text() == "a file of the team"
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    assert build(workspace) == (0, "")
    assert tree(written.root, "dist", "build") == new


def test_dist_may_be_a_link_to_another_folder(written: SmallProject) -> None:
    elsewhere = written.root.parent / f"{written.root.name}-elsewhere"
    shutil.move(written.root / "dist", elsewhere)
    (written.root / "dist").symlink_to(elsewhere)
    change_name(written)
    workspace = written.gather()
    assert build(workspace) == (0, "")
    assert (written.root / "dist").is_symlink()
    assert (elsewhere / "01-probe/qx-01-probe.pdf").is_file()
    assert not (elsewhere / "01-probe/pw-01-probe.pdf").exists()


# --- a record that is damaged -------------------------------------------------------------


def test_a_record_with_any_other_byte_is_noticed(
    written: SmallProject, record_property: Record
) -> None:
    path = written.root / "build/state/site.json"
    data = path.read_bytes()
    intact = store.recall(path)
    assert intact and intact.inputs and intact.outputs
    for place, byte in enumerate(data):
        path.write_bytes(data[:place] + bytes([byte ^ 1 << place % 8]) + data[place + 1 :])
        assert store.recall(path) == store.Record({}, {}), f"byte {place}"
    for size in range(len(data)):
        path.write_bytes(data[:size])
        assert store.recall(path) == store.Record({}, {}), f"cut off after {size} bytes"
    record_property("faults", f"{2 * len(data)} records damaged")


def test_an_issue_with_a_damaged_record_is_built_anew(written: SmallProject) -> None:
    path = written.root / "build/state/01-probe.final.json"
    new, data, workspace = tree(written.root, "dist", "build"), path.read_bytes(), written.gather()
    for place in (0, len(data) // 3, len(data) // 2, len(data) - 2):
        for damaged in (data[:place], data[:place] + b"x" + data[place + 1 :]):
            path.write_bytes(damaged)
            assert store.reasons(written.root, store.recall(path), {}) == [
                "the record of its last build is unfinished or damaged"
            ]
            summary = builder.build(workspace, (), False, lambda *event: None)
            assert list(summary.built) == ["01-probe"]
            assert tree(written.root, "dist", "build") == new
