"""What all commands have in common: the project, signals, problems, errors as one line."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import click

from report_builder import project
from report_builder.errors import Problem, ReportBuilderError, Severity
from report_builder.project import Project

F = TypeVar("F", bound=Callable[..., Any])

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.IGNORED: "cyan"}


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the program silently and in order, with their usual exit status.

    What is half-written is removed and the renderer is ended; a second signal does not disturb it.
    """

    def end(number: int, frame: FrameType | None) -> None:
        for each in former:
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    former = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)


class Commands(click.Group):
    """Reports the errors of the program as one line and their exit code."""

    def main(self, *args: Any, **extra: Any) -> Any:
        with _ended_by_signals():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReportBuilderError as error:
            click.secho(f"report-builder: {error}", fg="red", err=True)
            ctx.exit(error.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def with_project(command: F) -> F:
    """The option --project, which every command takes, and the group as well."""
    return click.option(
        "--project",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The project; otherwise the nearest folder upwards with reports/.",
    )(command)


def project_at(folder: Path | None) -> Project:
    """The project that a command is about. Raises NoProjectError, SettingsError."""
    inherited: Path | None = click.get_current_context().find_root().params.get("folder")
    return project.find(folder or inherited or Path.cwd())


def one_line(text: str) -> str:
    """What was typed, as one line of signs that a record can hold."""
    from report_builder.content.yaml import clean

    return " ".join(clean(text).split())


def show(problems: list[Problem]) -> None:
    """Print problems with their hints."""
    for problem in problems:
        click.secho(str(problem), fg=_COLORS[problem.severity], err=True)
        click.echo(f"    {problem.hint}", err=True)
