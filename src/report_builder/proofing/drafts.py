"""The command that sends drafts out."""

import sys
from datetime import date
from pathlib import Path

import click

from report_builder.console import Commands, project_at, show, with_project


@click.group("draft", cls=Commands)
def draft_commands() -> None:
    """Drafts for reviewers; report-builder build --draft makes them."""


@draft_commands.command("send")
@click.argument("slug", metavar="ISSUE")
@with_project
def send(slug: str, folder: Path | None) -> None:
    """Keep the draft of ISSUE that was built last as the one that reviewers get.

    Its PDFs, its content and where that stands on the pages are frozen below reports/ISSUE/review/;
    the next draft has the next number, and shows what changed since.
    """
    from report_builder import store
    from report_builder.review import sending
    from report_builder.workspace import gather

    project = project_at(folder)
    workspace = gather(project)
    (issue,) = workspace.selected((slug,))
    if not workspace.usable(issue):
        show(workspace.problems_of([issue]))
        click.secho(f"not sent: {issue.slug} has errors", fg="red", err=True)
        sys.exit(1)
    with store.locked(project.lock):
        draft = sending.send(project, workspace.content, issue, date.today())
    for proof in draft.proofs:
        click.echo(f"draft {draft.number}: {draft.pdf(proof).relative_to(project.root)}")
