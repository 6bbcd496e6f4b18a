"""What one document may take of the machine: the settings, the limits, and who is told."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from conftest import REPOSITORY, SmallProject, process_of
from test_cli import PROGRAM

from report_builder import pipeline, project
from report_builder.edition import Edition
from report_builder.errors import SettingsError, StoppedError
from report_builder.pages import Rendered
from report_builder.project import Limits
from report_builder.rendering.process import Renderer
from report_builder.standard import Standard

# --- settings -----------------------------------------------------------------------------


def limits(root: Path, settings: str) -> Limits:
    (root / "reports").mkdir(exist_ok=True)
    (root / "pyproject.toml").write_text(settings)
    return project.find(root).limits


@pytest.mark.parametrize("text", ["", "[tool.ruff]\n", "[tool.report-builder]\n"])
def test_without_settings_there_are_limits_all_the_same(tmp_path: Path, text: str) -> None:
    assert limits(tmp_path, text) == Limits(300, 4096, 1024)
    (tmp_path / "pyproject.toml").unlink()
    assert project.find(tmp_path).limits == Limits(300, 4096, 1024)


def test_limits_can_be_set_one_by_one(tmp_path: Path) -> None:
    head = "[tool.report-builder]\n"
    assert limits(tmp_path, head + "render-seconds = 20") == Limits(20, 4096)
    assert limits(tmp_path, head + "render-memory-mb = 1024") == Limits(300, 1024)
    assert limits(tmp_path, head + "cache-mb = 64") == Limits(300, 4096, 64)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("render-second = 3", "render-second in [tool.report-builder] is unknown; there are: "
         "render-seconds, render-memory-mb, cache-mb, publish"),
        *[(f"render-seconds = {value}",
           "render-seconds in [tool.report-builder] has to be a whole number of at least 1")
          for value in ("0", "-5", "1.5", "true", '"20"', "[1]")],
        ("render-memory-mb = 255",
         "render-memory-mb in [tool.report-builder] has to be a whole number of at least 256"),
        ("cache-mb = 63",
         "cache-mb in [tool.report-builder] has to be a whole number of at least 64"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_its_file(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(f"{tmp_path}/pyproject.toml: {message}")):
        limits(tmp_path, f"[tool.report-builder]\n{line}\n")


@pytest.mark.parametrize("text", ["[tool", "tool = 1", "tool.report-builder = 1", "\udcff"])
def test_settings_that_cannot_be_read_are_wrong_usage(tmp_path: Path, text: str) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "pyproject.toml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(SettingsError, match=r"pyproject\.toml cannot be read") as caught:
        project.find(tmp_path)
    assert caught.value.exit_code == 2


# --- one document -------------------------------------------------------------------------


def document(body: str) -> str:
    return f'<html lang="de"><title>x</title><body>{body}</body></html>'


FLEX = '<div style="display: flex">' * 14 + "x" + "</div>" * 14
CHAIN = "".join(f"--v{n + 1}: {f'var(--v{n}) ' * 10};" for n in range(12))
VARIABLES = (
    f"<style>:root {{ --v0: {'x ' * 1000}; {CHAIN} }} p {{ font-family: var(--v12) }}</style><p>x"
)
TABLE = f"<table>{'<tr><td>x' * 200_000}</table>"
TEXT = f"<p>{'x' * 60_000_000}"


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(REPOSITORY, Limits(4, 256)) as renderer:
        renderer.use((REPOSITORY / "assets/fonts").rglob("*.ttf"), {})
        yield renderer


@pytest.mark.parametrize("bomb", [VARIABLES, TABLE], ids=["variables", "table"])
def test_a_bomb_is_ended_and_the_next_document_is_rendered(renderer: Renderer, bomb: str) -> None:
    with pytest.raises(StoppedError, match=r"^the bomb: stopped (after 4 s|at 256 MB of memory); "):
        renderer.render(document(bomb), "the bomb")
    assert renderer.render(document("<p>x"), "the next").pages == 1


def test_running_out_of_time_says_what_helps(renderer: Renderer) -> None:
    with pytest.raises(StoppedError) as caught:
        renderer.render(document(FLEX), "musterstadt")
    assert str(caught.value) == (
        "musterstadt: stopped after 4 s; likely a very large table or boxes nested too deeply; "
        "if it is really that long, raise render-seconds in pyproject.toml"
    )
    assert not renderer.survives(document(FLEX))
    assert renderer.survives(document('<a href="#nowhere">x</a>'))


def test_running_out_of_memory_says_what_helps(
    renderer: Renderer, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StoppedError) as caught:
        renderer.render(document(TEXT), "musterstadt")
    assert str(caught.value) == (
        "musterstadt: stopped at 256 MB of memory; likely a very large table or picture, or style "
        "rules that multiply; if it really needs more, raise render-memory-mb in pyproject.toml"
    )
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("number", "reason"),
    [(9, "the renderer was killed from outside; "), (11, "the renderer crashed (SIGSEGV); ")],
)
def test_another_end_is_told_apart(renderer: Renderer, number: int, reason: str) -> None:
    renderer.render(document("<p>x"), "the first")
    os.kill(process_of(renderer), number)
    with pytest.raises(StoppedError, match=re.escape(f"musterstadt: {reason}")):
        renderer.render(document("<p>x"), "musterstadt")
    assert renderer.render(document("<p>x"), "the next").pages == 1


# --- a whole issue ------------------------------------------------------------------------


def test_the_section_that_is_too_much_is_named_and_the_other_issue_is_built(
    project: SmallProject,
) -> None:
    project.publish()
    shutil.copytree(project.root / "reports/01-probe", project.root / "reports/02-andere")
    project.replace("reports/02-andere/issue.yaml", "number: 1", "number: 2")
    project.replace(project.case, "title: Ein Tisch für alle", "title: Bombe")
    bomb = '{% if case.title == "Bombe" %}{{ ("x" * 120000000) | safe }}{% endif %}\n{% endcall %}'
    project.replace("layouts/magazine/case-study.html", "{% endcall %}", bomb)
    project.write("pyproject.toml", "[tool.report-builder]\nrender-memory-mb = 320\n")
    command = [*PROGRAM, "build", "--project", str(project.root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stdout == "built dist/02-andere/probe-02-andere.pdf\n"
    assert done.stderr.splitlines() == [
        f"01-probe: “Bombe” ({project.case}): stopped at 320 MB of memory; likely a very large "
        "table or picture, or style rules that multiply; if it really needs more, raise "
        "render-memory-mb in pyproject.toml",
        "not built: 01-probe",
    ]


class Weak:
    """A renderer that is stopped by every document with a certain text in it."""

    def __init__(self, marker: str) -> None:
        self.marker = marker

    def render(self, html: str, what: str, standard: Standard) -> Rendered:
        raise StoppedError(what, "stopped", "do something")

    def render_plain(self, *request: object) -> bytes:
        return b""

    def survives(self, html: str) -> bool:
        return self.marker not in html


@pytest.mark.parametrize(
    ("marker", "blamed"),
    [
        ("Ein Ort zeigt", "“Zweitens ohne Zutaten” (reports/01-probe/case-studies/zweitdorf.yaml)"),
        ("Einleitende Worte", "“Hinein ins Thema” (reports/01-probe/issue.yaml)"),
        ("</html>", "layouts/magazine"),
        ("a text that is nowhere", "the issue as a whole, no section by itself"),
    ],
)
def test_blame_falls_on_what_is_too_much_by_itself(
    specimen: SmallProject, marker: str, blamed: str
) -> None:
    workspace = specimen.gather()
    report = workspace.content.issues[0].report
    assert report is not None and workspace.brand is not None
    edition = Edition(specimen.root, report, workspace.layouts["magazine"], workspace.brand,
                      cast(Renderer, Weak(marker)), draft=None)  # fmt: skip
    with pytest.raises(StoppedError, match=f"^{re.escape(blamed)}: stopped; do something$"):
        pipeline.run([edition])


def test_a_wrong_setting_stops_every_command(project: SmallProject) -> None:
    project.write("pyproject.toml", "[tool.report-builder]\nrender-minutes = 3\n")
    for command in ("build", "check"):
        arguments = [*PROGRAM, command, "--project", str(project.root)]
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2
        assert "pyproject.toml: render-minutes in [tool.report-builder] is unknown" in done.stderr
        assert len(done.stderr.splitlines()) == 1
