"""The command line: what it prints where, and how it ends."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from conftest import REPOSITORY, Published, SmallProject
from lxml import html as parser

from report_builder import pipeline, tools
from report_builder.cli import main
from report_builder.edition import Artefact, Publication
from report_builder.rendering import document

PROGRAM = [sys.executable, "-c", "from report_builder.cli import main; main()"]
PROBLEM = re.compile(r"reports/\S+:\d+:\d+: (error|warning): .+ \[[a-z]+(-[a-z]+)*\]")
KEYS = ["file", "line", "column", "field", "severity", "rule", "message", "hint"]
# Pillow looks at the headers of pictures, and fontTools at fonts, whenever content is gathered.
ENGINES = {"weasyprint", "pikepdf", "pypdf", "pypdfium2"}
GATHERING = {"PIL", "babel", "fontTools", "jinja2", "markdown_it", "pydantic", "pyphen", "yaml"}


def run(project: SmallProject, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(project.root)])


def piped(project: SmallProject, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as another program calls it."""
    command = [*PROGRAM, *arguments, "--project", str(project.root)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


# --- help ---------------------------------------------------------------------------------


def commands(group: click.Group, *before: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        inner = isinstance(command, click.Group)
        found += commands(command, *before, name) if inner else [(*before, name)]
    return found


COMMANDS = commands(main)


def test_help_lists_every_command() -> None:
    page = CliRunner().invoke(main, ["--help"]).stdout
    listed = re.findall(r"^  ([a-z][a-z-]*) {2,}\S", page, re.MULTILINE)
    assert listed == list(dict.fromkeys(name for name, *_ in COMMANDS))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert "--project DIRECTORY" in result.stdout
    assert result.stdout.count("\n") > 5


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_is_documented(command: tuple[str, ...]) -> None:
    pages = [REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")]
    words = " ".join(page.read_text("utf-8") for page in pages)
    if words.count("report-builder ") < 3:
        pytest.skip("the documentation is not written yet")
    assert f"report-builder {' '.join(command)}" in words or f"make {'-'.join(command)}" in words


def test_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert re.fullmatch(r"report-builder, version \d+\.\d+\.\d+\n", result.stdout)


# --- exit codes ---------------------------------------------------------------------------


def test_all_good_is_0(content: SmallProject, project: SmallProject) -> None:
    result = run(project, "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 issue checked: 0 errors, 0 warnings\n"


def test_problems_are_1(project: SmallProject) -> None:
    project.replace(project.case, "title: ", "titel: ")
    for command in (["check"], ["html", "01-probe", "-o", "out"], ["build", "--draft"]):
        result = run(project, *command)
        assert result.exit_code == 1, command
        assert "[unknown-key]" in result.stderr
    made = {path.name for path in (project.root / "build").iterdir()}
    assert made <= {"cache", "lock", "pictures.json"}


def test_warnings_are_0(project: SmallProject) -> None:
    project.replace(project.case, "title: Ein Tisch", "title: TODO Tisch")
    result = run(project, "check")
    assert result.exit_code == 0
    assert "warning: " in result.stderr
    assert "0 errors, 1 warning" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nowhere"],
        ["build", "nowhere"],
        ["build", "--draft", "nowhere"],
        ["html", "nowhere", "-o", "out"],
        ["html", "01-probe"],
        ["check", "--format", "xml"],
        ["build", "--fast"],
        ["nonsense"],
        ["new", "case-study", "nowhere", "name"],
        ["new", "case-study", "01-probe", "musterstadt"],
        ["new", "issue", "01-probe"],
        ["new", "issue", "../escape"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(project: SmallProject, arguments: list[str]) -> None:
    result = run(project, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr and "Traceback" not in result.stderr


def test_unknown_issue_names_the_known_ones(project: SmallProject) -> None:
    assert run(project, "check", "01-prob").stderr == (
        "report-builder: there is no issue “01-prob”; there are: 01-probe\n"
    )


def test_no_project_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert "no project here" in result.stderr
    assert "--project DIR" in result.stderr


def test_project_is_found_upwards(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root / "reports" / "01-probe" / "images")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_project_can_stand_before_the_command(project: SmallProject) -> None:
    assert CliRunner().invoke(main, ["--project", str(project.root), "check"]).exit_code == 0


# --- check --------------------------------------------------------------------------------


@pytest.fixture
def faulty(project: SmallProject) -> SmallProject:
    """A project with an error, a warning, and an error in another issue."""
    project.replace(project.case, "population: 48200", "population: 48.200")
    project.replace(project.case, "title: Ein Tisch", "title: TODO Tisch")
    project.write("reports/02-leer/issue.yaml", "number: 2\n")
    return project


def test_problems_are_lines_with_a_hint_below(faulty: SmallProject) -> None:
    result = run(faulty, "check")
    lines = result.stderr.splitlines()
    assert len(lines) > 4
    for problem, hint in zip(lines[::2], lines[1::2], strict=True):
        assert PROBLEM.fullmatch(problem), problem
        assert re.fullmatch(r"    \S.+", hint), hint
    line, column = faulty.place(faulty.case, "48.200")
    assert any(text.startswith(f"{faulty.case}:{line}:{column}: error: ") for text in lines)
    places = [(name, int(line)) for name, line, *_ in (text.split(":") for text in lines[::2])]
    assert places == sorted(places)


def test_check_of_one_issue_shows_its_problems_only(faulty: SmallProject) -> None:
    result = run(faulty, "check", "02-leer")
    assert "02-leer" in result.stderr and "01-probe" not in result.stderr


def test_json_is_all_that_stands_on_stdout(faulty: SmallProject) -> None:
    result = run(faulty, "check", "--format", "json")
    problems = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert [list(problem) for problem in problems] == [KEYS] * len(problems)
    (population,) = [p for p in problems if p["field"] == "/municipality/population"]
    assert (population["line"], population["column"]) == faulty.place(faulty.case, "48.200")
    assert (population["severity"], population["rule"]) == ("error", "wrong-type")


def test_json_of_a_sound_project_is_an_empty_list(project: SmallProject) -> None:
    assert json.loads(run(project, "check", "--format", "json").stdout) == []


def test_quiet_check_says_only_what_is_wrong(project: SmallProject) -> None:
    result = run(project, "check", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_no_escape_codes_in_a_pipe(faulty: SmallProject) -> None:
    done = piped(faulty, "check")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert PROBLEM.fullmatch(done.stderr.splitlines()[0])


def test_check_and_a_build_that_is_done_import_no_engine(built: SmallProject) -> None:
    for command in ("check", "build"):
        found = imported(built, command)
        assert found & ENGINES == set(), command
        assert found & GATHERING, command


def test_a_build_that_knows_that_nothing_changed_imports_next_to_nothing(
    built: SmallProject,
) -> None:
    assert piped(built, "build").stdout == "nothing to do: 1 final issue up to date\n"
    assert imported(built, "build") & (ENGINES | GATHERING) == set()


def imported(project: SmallProject, command: str) -> set[str]:
    """The top-level modules that a command has imported in the end."""
    code = (
        "import sys\nfrom report_builder.cli import main\n"
        f"try: main(['{command}', '--project', {str(project.root)!r}])\n"
        "finally: print(*{m.split('.')[0] for m in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


# --- build --------------------------------------------------------------------------------


def test_build_with_nothing_to_do(built: SmallProject) -> None:
    done = piped(built, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "nothing to do: 1 final issue up to date\n"
    assert piped(built, "build", "--quiet").stdout == ""


def test_build_without_a_final_issue(project: SmallProject) -> None:
    result = run(project, "build")
    assert result.exit_code == 0
    assert result.stdout.startswith("nothing to build: there is no final issue")


def test_a_build_of_nothing_but_pages_says_so(built: SmallProject) -> None:
    built.replace("layouts/site/index.html", "<h1>", '<h1 class="title">')
    assert run(built, "build").output == "wrote pages of the site; no issue had to be built\n"


def test_verbose_build_says_why(built: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    artefact = Artefact("pw-01-probe.pdf", b"%PDF")
    product = pipeline.Product([Publication("magazine", "Alles ausgefüllt", 1, artefact)])
    monkeypatch.setattr(pipeline, "run", lambda *job: product)
    built.append(built.case, "# a note\n")
    result = run(built, "build", "--verbose")
    assert f"building 01-probe: {built.case} changed" in result.stderr
    assert result.stdout == "built dist/01-probe/pw-01-probe.pdf\n"
    built.append(built.case, "# another note\n")
    result = run(built, "build", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


# --- why ----------------------------------------------------------------------------------


def test_why_says_what_would_be_built_and_why(built: SmallProject) -> None:
    before = sorted((built.root / "dist").rglob("*"))
    assert run(built, "why", "01-probe").stdout == "01-probe: nothing to do, it is up to date\n"
    built.replace(built.case, "Der Bauhof zimmerte", "Der Bauhof leimte")
    (built.root / "dist/01-probe/og.jpg").unlink()
    result = run(built, "why", "01-probe")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "01-probe: would be built\n"
        f"    {built.case} changed\n"
        "    dist/01-probe/og.jpg is missing or was changed\n"
        "  sections to be rendered: 1\n"
        f"    “Ein Tisch für alle” ({built.case})\n"
    )
    assert sorted((built.root / "dist").rglob("*")) == [p for p in before if p.name != "og.jpg"]


def test_a_draft_has_the_pages_of_the_final(built: SmallProject) -> None:
    assert run(built, "why", "01-probe", "--draft").stdout == (
        "01-probe: would be built\n    it was never built\n"
        "  sections to be rendered: none, all are known\n"
    )


def test_why_names_versions(built: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tools.versions()
    monkeypatch.setattr(tools, "versions", lambda: real | {"weasyprint": "99.1"})
    said = run(built, "why", "01-probe").stdout
    assert said.startswith(
        f"01-probe: would be built\n    weasyprint {real['weasyprint']} → 99.1\n"
    )


def test_why_tells_the_same_as_build(built: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    built.append(built.case, "# a note\n")
    built.append("layouts/magazine/css/type.css", "\n")
    told = run(built, "why", "01-probe").stdout.splitlines()
    said = told[1 : next(i for i, line in enumerate(told) if line.startswith("  sections"))]
    monkeypatch.setattr(pipeline, "run", lambda *job: pipeline.Product([]))
    result = run(built, "build", "--verbose")
    assert f"building 01-probe: {'; '.join(map(str.strip, said))}\n" in result.stderr


def test_why_of_an_issue_that_is_not_published(built: SmallProject) -> None:
    built.replace(built.issue, "status: final", "status: draft")
    assert run(built, "why", "01-probe").stdout == (
        "01-probe: would be removed from dist/\n    it is no longer a final issue\n"
    )
    assert run(built, "build").exit_code == 0
    assert run(built, "why", "01-probe").stdout == (
        "01-probe: nothing to do, it is a draft\n"
        "    report-builder why --draft tells of its draft\n"
    )


def test_why_of_a_broken_issue_is_1(built: SmallProject) -> None:
    built.replace(built.case, "teaser: ", "taeser: ")
    result = run(built, "why", "01-probe")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[unknown-key]" in result.stderr
    assert result.stderr.endswith("not built: 01-probe\n")
    assert run(built, "why", "nowhere").exit_code == 2


def test_withdrawn_issue_is_told(built: SmallProject) -> None:
    built.replace(built.issue, "status: final", "status: draft")
    result = run(built, "build")
    assert "removed dist/01-probe/: it is no longer a final issue" in result.stdout
    assert result.exit_code == 0


def test_a_broken_template_is_one_line(specimen: SmallProject) -> None:
    specimen.append("layouts/magazine/contents.html", "{{ nonsense }}\n")
    result = run(specimen, "build")
    assert result.exit_code == 1
    told = [
        line for line in result.stderr.splitlines() if "layouts/magazine/contents.html:" in line
    ]
    assert len(told) == 1
    assert "not built: 01-probe" in result.stderr
    assert "Traceback" not in result.output


def test_interrupted_build_leaves_nothing_behind(specimen: SmallProject) -> None:
    command = [*PROGRAM, "build", "--verbose", "--project", str(specimen.root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        while not (renderer := children.read_text().split()):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode not in (0, -signal.SIGKILL)
    assert b"Traceback" not in stderr
    for _ in range(100):
        if not _runs(int(renderer[0])):
            break
        time.sleep(0.1)
    assert not _runs(int(renderer[0]))
    files = [path for name in ("dist", "build") for path in (specimen.root / name).rglob("*.*")]
    assert files == []


def _runs(process: int) -> bool:
    """Whether a process is there, and not only waits for somebody who asks how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


# --- html ---------------------------------------------------------------------------------


@pytest.fixture
def exported(specimen: SmallProject) -> Path:
    folder = specimen.root.parent / f"{specimen.root.name}-html"
    result = run(specimen, "html", specimen.slug, "-o", str(folder))
    assert (result.exit_code, result.stdout) == (0, f"wrote {folder / 'index.html'}\n")
    return folder


def addresses(folder: Path) -> set[str]:
    """Everything that index.html and its stylesheets load."""
    page = parser.parse(folder / "index.html").getroot()
    found = {*page.xpath("//img/@src"), *page.xpath("//link/@href")}
    sheets = [(Path(), "".join(page.xpath("//style/text()")))]
    sheets += [(Path(), style) for style in page.xpath("//@style")]
    sheets += [(Path(a).parent, (folder / a).read_text()) for a in page.xpath("//link/@href")]
    for base, sheet in sheets:
        found |= {str(base / url) for url in re.findall(r"url\([\"']?([^\"')]+)", sheet)}
    return found


def test_exported_html_has_all_it_names(exported: Path) -> None:
    named = [address for address in addresses(exported) if not address.startswith("data:")]
    assert len(named) > 20
    for address in named:
        assert not re.match(r"[a-z]+:|/|\.\.", address), address
        assert (exported / address).is_file(), address


def test_exported_html_renders_by_itself(exported: Path, published: Published) -> None:
    """From the exported folder alone, through a door that leads nowhere else."""
    rendered = document.render((exported / "index.html").read_text(), exported, "the export")
    assert rendered.pages == published.body.pages


def test_exported_folder_has_nothing_that_readers_do_not_need(exported: Path) -> None:
    suffixes = {path.suffix for path in exported.rglob("*") if path.is_file()}
    assert suffixes == {".html", ".css", ".ttf", ".svg", ".png"}
    assert [path.name for path in exported.rglob("*.html")] == ["index.html"]


def test_verbose_check_says_what_was_checked(project: SmallProject) -> None:
    result = run(project, "check", "-v")
    assert "01-probe: draft, 0 problems of its own" in result.stderr
