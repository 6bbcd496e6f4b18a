"""The command that records who approved what."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_builder.console import one_line, project_at, show, with_project
from report_builder.errors import UsageError

if TYPE_CHECKING:
    from report_builder.project import Project
    from report_builder.review.coverage import Coverage

ROLES = ("editor", "municipality", "funder", "accessibility")


@click.command()
@click.argument("slug", metavar="ISSUE")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("--by", required=True, metavar="NAME", help="Who approves.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="In which role.")
@click.option("--note", default="", metavar="TEXT", help="What is to be remembered of it.")
@with_project
def approve(
    slug: str, cases: tuple[str, ...], by: str, role: str, note: str, folder: Path | None
) -> None:
    """Record that NAME approves ISSUE as it is now, or only its case studies CASE.

    It is kept in reports/ISSUE/review/approvals.yaml, and becomes stale when what was approved
    changes.
    """
    from datetime import date

    from report_builder import store
    from report_builder.review import approvals, coverage
    from report_builder.review.approvals import Signature
    from report_builder.workspace import gather

    who = Signature(role, one_line(by), date.today(), one_line(note))
    if not who.by:
        raise UsageError("say who approves: --by NAME")
    found = project_at(folder)
    workspace = gather(found)
    (issue,) = workspace.selected((slug,))
    show(workspace.problems_of([issue]))
    if not workspace.usable(issue):
        click.secho(f"not approved: {issue.slug} has errors", fg="red", err=True)
        sys.exit(1)
    with store.locked(found.lock):
        covered = coverage.of(found, workspace.content, issue)
        _require_known(cases, covered)
        approvals.approve(found, issue.slug, covered.states, cases, who)
    click.echo(f"{who.by} ({role}) approved {', '.join(cases) or 'the whole issue'}")
    click.echo(f"wrote {approvals.file_of(issue.slug)}")
    _warn_of_what_the_draft_lacks(found, covered, cases)


def _require_known(cases: tuple[str, ...], covered: "Coverage") -> None:
    from report_builder.content.suggestion import closest

    for case in cases:
        if case not in covered.cases:
            meant = closest(case, covered.cases)
            hint = f"did you mean “{meant}”? " if meant else ""
            known = ", ".join(covered.cases)
            raise UsageError(f"there is no case study “{case}”; {hint}there are: {known}")


def _warn_of_what_the_draft_lacks(
    found: "Project", covered: "Coverage", cases: tuple[str, ...]
) -> None:
    """Whoever approves has read a draft: what they approve may say something else by now."""
    from report_builder.review import rounds

    for draft in rounds.sent(found, covered.issue)[-1:]:
        changes = covered.since(draft.fields, cases)
        if changes:
            said = f"approved as it is now; since draft {draft.number} was sent on {draft.sent}:"
            click.secho(said, fg="yellow", err=True)
        for change in changes:
            click.echo(f"    {change}", err=True)
