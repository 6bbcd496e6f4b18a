"""A small valid project in a temporary folder, for tests to break and to build.

    def test_something(project):
        project.replace(project.issue, "number: 1", "number: one")
        assert [p.rule for p in project.problems()] == ["wrong-type"]

`project` has everything: content, generated images, and copies of the repository's layouts/ and
assets/, so that it can be built. `content` is the same without layouts/ and assets/, for tests that
only read YAML. Every test gets a project of its own.

The issue `01-probe` is a draft with one case study, `musterstadt`; `publish` makes it final. All
paths are relative to `project.root`; `series`, `issue` and `case` are those of the YAML files.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
import stress
import verapdf
from PIL import Image
from specimen import fill

from report_builder.conformance import validator
from report_builder.conformance.validator import Validator
from report_builder.content import loading
from report_builder.errors import Problem
from report_builder.means import Means
from report_builder.project import Project
from report_builder.workspace import Workspace, gather

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from report_builder.pages import Rendered
    from report_builder.rendering.process import Renderer

REPOSITORY = Path(__file__).resolve().parents[1]
ISSUE_ONE = "01-arbeiten-im-krisenmodus"

SERIES = """\
title: Neues aus der Probe
short_title: Probe
language: de
publisher:
  name: Probe e. V.
  email: info@probe.example
contact:
  name: Redaktion Probe
  email: redaktion@probe.example
  phone: +49 30 23125 010
licence: CC-BY-4.0
base_url: https://www.probe.example/neues/
"""

ISSUE = """\
number: 1
title: Probeheft
summary: Ein kleines Heft mit einem einzigen Fallbeispiel, an dem alles geprobt wird.
status: draft
cover:
  file: images/titel.png
  alt: Eine einfarbige Fläche
  credit: "Grafik: Probe"
case_studies:
  - musterstadt
"""

CASE = """\
title: Ein Tisch für alle
teaser: Wie Musterstadt einen Tisch aufstellte und wer sich daran setzte.
municipality:
  name: Musterstadt
  kind: city
  state: Niedersachsen
  population: 48200
period: {start: 2021, end: 2023}
image:
  file: images/tisch.svg
  alt: Ein runder Tisch
  credit: "Zeichnung: Probe"
challenge: |
  Es gab keinen Tisch.

  Alle standen.
approach: |
  Der Bauhof zimmerte einen Tisch.
results: |
  Alle sitzen.
"""

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8" width="12" height="8">
  <circle cx="6" cy="4" r="3" fill="#0B4F5C"/>
</svg>
"""


class SmallProject:
    """A project with one issue, and what tests do with it."""

    slug = "01-probe"
    series = "reports/series.yaml"
    issue = "reports/01-probe/issue.yaml"
    case = "reports/01-probe/case-studies/musterstadt.yaml"

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.write(self.series, SERIES)
        self.write(self.issue, ISSUE)
        self.write(self.case, CASE)
        self.write("reports/01-probe/images/titel.png", png())
        self.write("reports/01-probe/images/tisch.svg", DRAWING)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file exactly as given; returns its absolute path."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which has to stand in the file exactly once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def append(self, path: str, text: str) -> None:
        self.write(path, self.read(path) + text)

    def place(self, path: str, marker: str) -> tuple[int, int]:
        """Line and column, from 1, of a text that stands in the file exactly once."""
        text = self.read(path)
        assert text.count(marker) == 1, f"{marker!r} stands {text.count(marker)} times in {path}"
        before = text[: text.index(marker)].split("\n")
        return len(before), len(before[-1]) + 1

    def publish(self) -> None:
        """Make the issue final."""
        self.replace(self.issue, "status: draft", "status: final\npublished: 2023-06-28")

    def problems(self) -> list[Problem]:
        """The problems of the content, without those of brand and layouts."""
        return loading.load(self.root).all_problems()

    @property
    def found(self) -> Project:
        return Project(self.root)

    def gather(self) -> Workspace:
        """Content, brand and layouts, as every command reads them."""
        return gather(self.found)

    def all_problems(self) -> list[Problem]:
        """What `check` shows: content, brand and layouts."""
        workspace = self.gather()
        return workspace.problems_of(workspace.content.issues)


def png(width: int = 12, height: int = 8) -> bytes:
    """A picture of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), "#0B4F5C").save(buffer, "PNG")
    return buffer.getvalue()


def absent(reason: str) -> NoReturn:
    """Skip a test whose tool is not here; in CI every tool has to be."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def found_validator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Validator | None]:
    """This machine's veraPDF. Before it, builds find one that calls everything valid at once."""
    found = validator.find()
    quick = verapdf.install(tmp_path_factory.mktemp("verapdf"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(quick.parent), prepend=os.pathsep)
        yield found


@pytest.fixture(scope="session")
def real_validator(found_validator: Validator | None) -> Validator:
    """The real veraPDF; in CI it has to be there."""
    if found_validator is None:
        absent("there is no veraPDF here: make validator installs it")
    return found_validator


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, for pages to be opened in (see browsing.py); in CI it has to be there.

    It goes with its module: it takes the memory of three lanes, and asyncio would find Playwright's
    loop running.
    """
    import browsing

    program = browsing.find()
    if program is None:
        absent("there is no chromium here: scripts/setup dev installs it")
    with browsing.started(program) as started:
        yield started


@pytest.fixture
def content(tmp_path: Path) -> SmallProject:
    """The small project without layouts/ and assets/: quick, and enough to read content."""
    return SmallProject(tmp_path)


@pytest.fixture
def project(content: SmallProject) -> SmallProject:
    """The small project with the repository's layouts and brand, ready to be built."""
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, content.root / folder)
    return content


@pytest.fixture
def specimen(project: SmallProject) -> SmallProject:
    """The small project with every optional field filled (see specimen.py), and final."""
    fill(project)
    return project


@dataclass(frozen=True)
class Published:
    """The specimen, built into dist/: `body` is what the renderer made of it. Only to be read."""

    project: SmallProject
    body: "Rendered"

    @property
    def folder(self) -> Path:
        return self.project.root / "dist" / self.project.slug

    @property
    def pdf(self) -> Path:
        return self.folder / "pw-01-probe.pdf"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The specimen, built once for all tests that look at what is built."""
    from report_builder import builder
    from report_builder.rendering.process import Renderer

    project = SmallProject(tmp_path_factory.mktemp("published"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    fill(project)
    summary = builder.build(project.gather(), (), False, lambda *event: None)
    assert list(summary.built) == [project.slug], summary
    whole = SmallProject(tmp_path_factory.mktemp("whole"))
    shutil.copytree(project.root, whole.root, dirs_exist_ok=True)
    rendered, render = [], Renderer.render
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "render", lambda *a: rendered.append(render(*a)) or rendered[0])
        means = Means(single_document=True)
        builder.build(whole.gather(), (), False, lambda *event: None, means=means)
    return Published(project, rendered[0])


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """The specimen in both layouts of the repository, built into dist/. Only to be read."""
    from report_builder import builder

    project = SmallProject(tmp_path_factory.mktemp("both"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    fill(project)
    project.replace(project.issue, "layout: magazine", "layout: [magazine, brief]")
    summary = builder.build(project.gather(), (), False, lambda *event: None)
    assert list(summary.built) == [project.slug], summary
    return project


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's series with its final issue in dist/ and all drafts in build/drafts/."""
    root = tmp_path_factory.mktemp("samples")
    for folder in ("reports", "layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    _build_all(root)
    return root


@pytest.fixture(scope="session")
def stress_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series that pages can break at (see stress/), not built. Only to be read."""
    root = tmp_path_factory.mktemp("stress")
    stress.write(root)
    return root


@pytest.fixture(scope="session")
def stressed(stress_project: Path) -> Path:
    """`stress_project` with its issues in dist/ and as drafts in build/drafts/."""
    _build_all(stress_project)
    return stress_project


def _build_all(root: Path) -> None:
    """Build every issue; a draft has the pages of the final, which are in the cache."""
    from report_builder import builder

    workspace = gather(Project(root))
    for draft in (False, True):
        summary = builder.build(workspace, (), draft, lambda *event: None)
        assert summary.exit_code == 0, summary


@pytest.fixture(scope="session")
def issue_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """dist/ with the repository's first issue, built in a copy of it. Only to be read."""
    root = tmp_path_factory.mktemp("checkout")
    for folder in ("reports", "layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(REPOSITORY / "pyproject.toml", root)
    _build_issue_one(root)
    return root / "dist"


@pytest.fixture(scope="session")
def issue_one_draft(issue_one: Path) -> Path:
    """build/drafts/ with the draft of the first issue, from the same copy. Only to be read."""
    _build_issue_one(issue_one.parent, "--draft")
    return issue_one.parent / "build" / "drafts"


def _build_issue_one(root: Path, *options: str) -> None:
    program = [sys.executable, "-c", "from report_builder.cli import main; main()"]
    command = [*program, "build", ISSUE_ONE, *options, "--project", str(root)]
    at_home = {"TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    subprocess.run(command, check=True, env=os.environ | at_home, stdout=subprocess.DEVNULL)


@pytest.fixture
def built(published: Published, tmp_path: Path) -> SmallProject:
    """A copy of the built specimen, for tests to change."""
    project = SmallProject(tmp_path)
    shutil.copytree(published.project.root, project.root, dirs_exist_ok=True)
    return project


@pytest.fixture
def rerun(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds get their pages from what was rendered before, in no time."""
    from report_builder import builder

    class Rerun:
        def __init__(self, *arguments: object) -> None: ...

        def __enter__(self) -> "Rerun":
            return self

        def __exit__(self, *error: object) -> None: ...

        def use(self, fonts: object, exceptions: object) -> None: ...

        def render(self, *request: object) -> "Rendered":
            return published.body

        def render_plain(self, *request: object) -> bytes:
            return published.pdf.read_bytes()

    monkeypatch.setattr(builder, "Renderer", Rerun)
    monkeypatch.setattr(builder._Build, "_press", lambda *job: None)


def process_of(renderer: "Renderer") -> int:
    """The process behind the first lane."""
    process = renderer.lanes[0]._process
    assert process is not None and process.number is not None
    return process.number


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many faults the tests injected; see test_faults.py."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "faults":
                terminalreporter.write_line(f"faults: {value}")
