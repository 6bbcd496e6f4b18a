"""The command that shows how every issue stands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_builder.console import project_at, with_project

if TYPE_CHECKING:
    from report_builder.review.coverage import Standing
    from report_builder.status import Row, Status
    from report_builder.workspace import Workspace

WIDTH = 100
_GAP = "  "
_HEAD = ("", "COMMENTS", "PROBLEMS", "APPROVALS")
_WHOLE = "the issue"


@click.command()
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@with_project
def status(issues: tuple[str, ...], form: str, folder: Path | None) -> None:
    """Show how every issue stands: published, out for review, commented, approved, in error.

    The exit status is 0 whatever is still to do.
    """
    from report_builder import status as standing
    from report_builder.workspace import gather

    workspace = gather(project_at(folder))
    found = [standing.of(workspace, issue) for issue in workspace.selected(issues)]
    if form == "json":
        listed = [each.as_dict() for each in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for line in _table(found):
        click.echo(line)
    if said := _of_all(workspace):
        click.echo(f"\n{said}")


def _of_all(workspace: "Workspace") -> str:
    """What is wrong with what all issues share."""
    from report_builder.content.loading import shown
    from report_builder.errors import Severity

    problems = shown(workspace.problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if not problems:
        return ""
    counted = _problems(errors, len(problems) - errors)
    return f"series, brand and layouts: {counted} (report-builder check)"


def _table(found: "list[Status]") -> Iterator[str]:
    cells = {each.issue: [_cells(row) for row in each.rows] for each in found}
    flat = [_HEAD, *((*row[:3], "") for rows in cells.values() for row in rows)]
    widths = [max(_width(row[column]) for row in flat) for column in range(3)]
    widths[0] = min(widths[0], 34)
    yield _line(_HEAD, widths)
    for each in found:
        yield ""
        yield from _wrapped(f"{each.issue}: {_state(each)}", "")
        for line in _more(each):
            yield from _wrapped(line, "  ")
        for name, comments, problems, *approvals in cells[each.issue]:
            yield _line((name, comments, problems, approvals[0]), widths)
            yield from (_line(("", "", "", more), widths) for more in approvals[1:])


def _cells(row: "Row") -> tuple[str, ...]:
    """A row of the table; the approvals, one a line, at the end."""
    known = ["not known"] if row.approvals is None else [_approval(each) for each in row.approvals]
    name, approvals = f"  {row.case or _WHOLE}", known or ["–"]
    return name, str(row.comments or "–"), _problems(row.errors, row.warnings), *approvals


def _state(status: "Status") -> str:
    version = f", version {status.version}" if status.version else ""
    return f"{status.state}{version}; {status.build}"


def _more(status: "Status") -> Iterator[str]:
    if status.published is not None:
        yield f"dist/ has version {status.published}"
    if status.draft is not None:
        due = f", comments by {status.due}" if status.due else ""
        yield f"draft {status.draft} was sent on {status.sent}{due}"
    for each in status.accessible:
        yield f"accessible: {each}"
    yield from status.faults


def _problems(errors: int, warnings: int) -> str:
    named = ((errors, "error"), (warnings, "warning"))
    return ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in named if n) or "–"


def _approval(standing: "Standing") -> str:
    if standing.hold == "missing":
        return f"{standing.role}: missing"
    if standing.hold == "stale":
        first, *others = standing.changes
        more = f" and {len(others)} more" if others else ""
        file = "" if standing.case else f" in {Path(first.file).name}"
        return f"{standing.role}: stale, {first.pointer[1:] or 'all'} {first.kind}{file}{more}"
    signed = ", ".join(f"{each.by} {each.date}" for each in standing.approvals)
    return f"{standing.role} ✓ {signed}"


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    name, comments, problems, approval = cells
    first = _padded(_cut(name, widths[0]), widths[0])
    counts = f"{comments:>{widths[1]}}{_GAP}{_padded(problems, widths[2])}"
    return _cut(f"{first}{_GAP}{counts}{_GAP}{approval}", WIDTH).rstrip()


def _wrapped(text: str, indent: str) -> list[str]:
    from textwrap import wrap

    return wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str, width: int) -> str:
    """As much of `text` as fits, with a mark where something is left out."""
    if _width(text) <= width:
        return text
    while _width(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def _width(text: str) -> int:
    """How many columns of a terminal it takes."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)
