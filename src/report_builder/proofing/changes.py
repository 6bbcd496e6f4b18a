"""The command that says what changed between two states of an issue."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from report_builder.console import project_at, show, with_project

if TYPE_CHECKING:
    from report_builder.content.loading import IssueContent
    from report_builder.project import Project
    from report_builder.review.changes import Change
    from report_builder.review.comparison import Comparison
    from report_builder.review.fields import Field

# Signs and colours as in git diff --word-diff.
_MARKS = {"inserted": ("{+", "+}", "green"), "deleted": ("[-", "-]", "red")}
# So many words stay around what changed.
_AROUND = 8


@click.command()
@click.argument("slug", metavar="ISSUE")
@click.option(
    "--from",
    "old",
    metavar="STATE",
    help="The number of a draft that was sent, or a revision of git; else the draft sent last.",
)
@click.option(
    "--to",
    "new",
    metavar="STATE",
    default="working",
    show_default=True,
    help="The same, “built” for the draft built last, or “working” for the files as they are.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write a page for browsers there, with the pages of both drafts.",
)
@with_project
def diff(
    slug: str, old: str | None, new: str, form: str, output: Path | None, folder: Path | None
) -> None:
    """Say what changed in ISSUE, word by word, since the last draft that was sent.

    The exit status is 0 whether something changed or not.
    """
    from report_builder.content import loading
    from report_builder.review import comparison
    from report_builder.review.states import States
    from report_builder.workspace import Workspace

    found = project_at(folder)
    content = loading.load(found.root)
    # Without brand and layouts: whatever is wrong with them, words can be compared.
    workspace = Workspace(found, content, None, problems=content.problems)
    (issue,) = workspace.selected((slug,))
    if issue.broken:
        show(workspace.problems_of([issue]))
        click.secho(f"not compared: {issue.slug} has errors", fg="red", err=True)
        sys.exit(1)
    states = States(found, content, issue)
    before = states.named(old) if old else states.last_sent()
    compared = comparison.compare(found.root, issue.slug, before, states.named(new))
    if form == "json":
        click.echo(json.dumps(_as_dict(compared), ensure_ascii=False, indent=2))
    else:
        _show(compared)
    if output:
        _write(found, issue, compared, output)


def _write(found: "Project", issue: "IssueContent", compared: "Comparison", output: Path) -> None:
    from report_builder import store
    from report_builder.review import comparison_page

    assert issue.report is not None
    files = comparison_page.files(found, issue.report, compared)
    store.write_all({output.resolve() / name: data for name, data in files.items()}, {})
    click.echo(f"wrote {output / 'index.html'}", err=True)


# --- for people ---------------------------------------------------------------------------


def _show(compared: "Comparison") -> None:
    between = f"between {compared.old} and {compared.new}"
    if not compared.changes:
        click.echo(f"nothing changed {between}")
        return
    number = len(compared.changes)
    click.echo(f"{number} change{'s' * (number != 1)} {between}")
    for change in compared.changes:
        _show_change(compared, change, "")


def _show_change(compared: "Comparison", change: "Change", indent: str) -> None:
    who = "" if indent else ", ".join(compared.who(change))
    head = click.style(f"{_place(change.field)} {_said(change)}", bold=True)
    click.echo(f"\n{indent}{head}{f' ({who})' if who else ''}")
    for line in "".join(_words(change)).splitlines():
        click.echo(f"{indent}    {line}" if line else "")
    for below in change.below:
        _show_change(compared, below, f"{indent}    ")


def _place(field: "Field") -> str:
    return f"{field.file}:{field.line} {field.pointer[1:]}"


def _said(change: "Change") -> str:
    """What happened; of a case study as a whole, with its name."""
    if change.kind == "moved":
        said = f"moved from place {change.places[0]} to place {change.places[1]}"
    elif change.kind == "picture":
        said = "is another picture"
    elif change.kind == "deleted":
        said = "deleted (the line is the old one)"
    else:
        said = "renamed" if change.is_case_study and change.kind == "changed" else change.kind
    return f"case study {change.field.text} {said}" if change.is_case_study else said


def _words(change: "Change") -> Iterator[str]:
    """The words with signs around what changed, and without those far from it."""
    if change.is_case_study and change.kind != "changed":
        return
    last = len(change.words) - 1
    for place, run in enumerate(change.words):
        if run.mark in _MARKS:
            start, end, color = _MARKS[run.mark]
            yield click.style(f"{start}{run.words}{end}", fg=color)
        else:
            yield _abridged(run.words, place > 0, place < last)


def _abridged(words: str, follows: bool, goes_on: bool) -> str:
    """The first words if a change is before them, the last ones if there is one after them."""
    parts = re.findall(r"\s*\S+\s*", words)
    if len(parts) <= _AROUND * (follows + goes_on) + 1 or not (follows or goes_on):
        return words
    first = "".join(parts[:_AROUND]) if follows else ""
    return f"{first}… {''.join(parts[-_AROUND:])}" if goes_on else f"{first}…"


# --- for programs -------------------------------------------------------------------------


def _as_dict(compared: "Comparison") -> dict[str, Any]:
    return {
        "issue": compared.issue,
        "from": str(compared.old),
        "to": str(compared.new),
        "changes": [_change_as_dict(compared, change) for change in compared.changes],
    }


def _change_as_dict(compared: "Comparison", change: "Change") -> dict[str, Any]:
    return {
        "kind": change.kind,
        "old": _field_as_dict(change.old),
        "new": _field_as_dict(change.new),
        "words": [[run.mark, run.words] for run in change.words],
        "places": change.places if change.kind == "moved" else None,
        "who": compared.who(change),
        "below": [_change_as_dict(compared, below) for below in change.below],
    }


def _field_as_dict(field: "Field | None") -> dict[str, Any] | None:
    if field is None:
        return None
    place = {"file": field.file, "line": field.line, "field": field.pointer}
    return place | {"text": field.text, "picture": field.picture}
