"""The commands around comments: from the PDFs that came back into the ledger, and worked off."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from report_builder.console import Commands, project_at, with_project
from report_builder.errors import ReportBuilderError, UsageError
from report_builder.project import Project

if TYPE_CHECKING:
    from report_builder.review.comments import Comment
    from report_builder.review.intake import Intake

_STATES = ("open", "resolved", "rejected")
_FORMATS = ("text", "json", "csv", "markdown")


@click.group("comments", cls=Commands)
def comments_commands() -> None:
    """Comments of reviewers: read from their PDFs, listed, worked off, sent back."""


@comments_commands.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@with_project
def import_comments(files: tuple[Path, ...], folder: Path | None) -> None:
    """Read the comments in PDFs that reviewers sent back; each FILE is a copy of a draft.

    A comment that is known already is not taken twice. The exit status is 1 if a file could not be
    used; the others are read all the same.
    """
    from report_builder import store
    from report_builder.review import intake

    project = project_at(folder)
    failed = 0
    for path in files:
        try:
            with store.locked(project.lock):
                taken = intake.take(project, path)
            _tell(taken)
        except ReportBuilderError as error:
            failed += 1
            click.secho(f"report-builder: {error}", fg="red", err=True)
    if failed:
        number = f"{failed} of {len(files)} files" if len(files) > 1 else "the file"
        click.secho(f"not imported: {number}", fg="red", err=True)
        sys.exit(1)


def _tell(intake: "Intake") -> None:
    counts = {"new": intake.new, "known": intake.known, "changed": intake.changed}
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    draft = f"draft {intake.draft} of {intake.issue}"
    click.echo(f"{intake.path.name}: {draft}: {said or 'no comments'}")
    for warning in intake.warnings:
        click.secho(f"{intake.path.name}: warning: {warning}", fg="yellow", err=True)


@comments_commands.command("list")
@click.argument("issue", required=False)
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@with_project
def list_comments(issue: str | None, state: str | None, form: str, folder: Path | None) -> None:
    """List the comments on ISSUE, or on all issues, with file, line and field of today."""
    from report_builder.review import listing

    project = project_at(folder)
    found = listing.listed(project, _issues(project, issue), state)
    if form == "json":
        objects = [each.as_dict() for each in found]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(listing.as_csv(found), nl=False)
    elif form == "markdown":
        click.echo(listing.as_markdown(found), nl=False)
    else:
        if found:
            click.echo(listing.as_text(found, shutil.get_terminal_size().columns))
        click.echo(_counted([each.comment for each in found]))


def _issues(project: Project, issue: str | None) -> list[str]:
    """The issues that a command is about. Raises UnknownIssueError."""
    from report_builder.content.files import folders
    from report_builder.errors import UnknownIssueError
    from report_builder.review import comments

    known = folders(project.reports)
    if issue is not None and issue not in known:
        raise UnknownIssueError(issue, known)
    return comments.issues_with(project) if issue is None else [issue]


def _counted(comments: "list[Comment]") -> str:
    """How many comments there are in each state."""
    counts = {state: sum(comment.state == state for comment in comments) for state in _STATES}
    said = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    return f"{len(comments)} comment{'s' * (len(comments) != 1)}{f': {said}' if said else ''}"


@comments_commands.command("show")
@click.argument("name", metavar="ID")
@with_project
def show(name: str, folder: Path | None) -> None:
    """Show everything that is known of a comment; the beginning of its ID will do."""
    from report_builder.review import listing

    project = project_at(folder)
    issue, comment = _find(project, name)
    (found,) = (e for e in listing.listed(project, [issue], None) if e.comment.id == comment.id)
    click.echo(listing.as_page(found))


def _find(project: Project, name: str) -> "tuple[str, Comment]":
    """The comment whose id begins so, and its issue. Raises UsageError."""
    from report_builder.review import comments

    found = [
        (issue, comment)
        for issue in comments.issues_with(project)
        for comment in comments.load(project, issue).values()
        if comment.id.startswith(name.lower())
    ]
    if len(found) != 1:
        ids = ", ".join(sorted(comment.id for _, comment in found)[:8])
        several = f"several comments begin with “{name}”: {ids}"
        raise UsageError(several if found else f"there is no comment “{name}” (see comments list)")
    return found[0]


def _deciding(state: str, verb: str, explanation: str) -> Callable[..., None]:
    """A command that gives comments a state."""

    @comments_commands.command(verb, help=explanation)
    @click.argument("names", nargs=-1, required=True, metavar="ID...")
    @click.option("--note", default="", help="Why, or what was done; reviewers see it in exports.")
    @with_project
    def decide(names: tuple[str, ...], note: str, folder: Path | None) -> None:
        from dataclasses import replace

        from report_builder import store
        from report_builder.review import comments

        project = project_at(folder)
        with store.locked(project.lock):
            for issue, comment in [_find(project, name) for name in names]:
                ledger = comments.load(project, issue)
                changed: Any = replace(comment, state=state, note=note or comment.note)
                comments.save(project, issue, (ledger | {comment.id: changed}).values())
                click.echo(f"{comment.id}: {state}")

    return decide


resolve = _deciding("resolved", "resolve", "Say of comments that they were seen to.")
reject = _deciding("rejected", "reject", "Say of comments that they will not be followed.")
reopen = _deciding("open", "reopen", "Say of comments that there is something to do once more.")


def _output(explanation: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option for the file to write."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.option(
        "-o", "--output", type=file, required=True, metavar="FILE", help=explanation
    )


@comments_commands.command("page")
@click.argument("issue")
@_output("The HTML file to write.")
@with_project
def write_page(issue: str, output: Path, folder: Path | None) -> None:
    """Write the comments on ISSUE as one HTML file, each with a picture of its place."""
    from report_builder import store
    from report_builder.review import comments_page

    project = project_at(folder)
    _issues(project, issue)
    made = comments_page.make(project, issue)
    store.write(output.resolve(), made.html)
    click.echo(f"wrote {output}: {made.comments} comment{'s' * (made.comments != 1)}")


@comments_commands.command("export")
@click.argument("issue")
@_output("The PDF to write.")
@click.option(
    "--layout", default="", metavar="NAME", help="Otherwise the first layout with comments."
)
@with_project
def export_comments(issue: str, output: Path, layout: str, folder: Path | None) -> None:
    """Write the last draft of ISSUE that has comments, with these and their replies in it."""
    from report_builder import store
    from report_builder.review import export

    project = project_at(folder)
    _issues(project, issue)
    made = export.export(project, issue, layout)
    store.write(output.resolve(), made.pdf)
    said = f"{made.written} comment{'s' * (made.written != 1)}"
    click.echo(f"wrote {output}: draft {made.draft} ({made.layout}) with {said}")
    if made.others:
        said = f"{made.others} on other drafts, or in other layouts (--layout NAME)"
        click.echo(f"not in it: {said}", err=True)
