"""The command line: arguments, progress, messages and exit codes."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

# All else is imported where it is needed: it takes longer than telling that nothing has changed.
from report_builder import __version__
from report_builder.console import Commands, project_at, show, with_project
from report_builder.errors import Problem, Severity, UsageError
from report_builder.means import Means
from report_builder.project import Project
from report_builder.proofing.approvals import approve
from report_builder.proofing.changes import diff
from report_builder.proofing.comments import comments_commands
from report_builder.proofing.drafts import draft_commands
from report_builder.proofing.signoff import sign_off
from report_builder.proofing.status import status
from report_builder.standard import Standard
from report_builder.uploading import publish

if TYPE_CHECKING:
    from report_builder.builder import Listener, Summary
    from report_builder.cache import Cache
    from report_builder.conformance.report import Validation
    from report_builder.content.loading import IssueContent
    from report_builder.pagecheck import Inspection
    from report_builder.rendering.process import Renderer
    from report_builder.unchanged import Memory
    from report_builder.workspace import Workspace


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="report-builder")
@with_project
def main(folder: Path | None) -> None:
    """Case studies in YAML become accessible, archivable PDF reports for download."""


@main.command()
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@click.option("--draft", is_flag=True, help="Draft PDFs of all or the named issues.")
@click.option(
    "--standard",
    "wanted",
    type=click.Choice([standard.value for standard in Standard]),
    default=Standard.ARCHIVE.value,
    show_default=True,
    help="pdf/a-3a with PDF/UA-1; or, as an experiment, pdf/ua-2 with PDF/A-4f into build/ua-2/.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes render; otherwise as many as there are cores and memory for.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Render on the workers of a Dask cluster, as in tcp://HOST:8786.",
)
@click.option(
    "--single-document", is_flag=True, help="Render each issue as a whole, slowly, to compare with."
)
@click.option(
    "--without-approval",
    is_flag=True,
    help="Publish final issues that lack approvals, and say so in their issue.json.",
)
@click.option("--line-numbers", is_flag=True, help="Number the lines of drafts in the margin.")
@click.option(
    "--since",
    metavar="STATE",
    default="",
    help="Mark in drafts what changed since the draft with this number, or since a revision of "
    "git; otherwise since the last draft that was sent.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say why something is built.")
@with_project
def build(
    issues: tuple[str, ...],
    draft: bool,
    wanted: str,
    jobs: int | None,
    cluster: str | None,
    single_document: bool,
    without_approval: bool,
    line_numbers: bool,
    since: str,
    quiet: bool,
    verbose: bool,
    folder: Path | None,
) -> None:
    """Build every final issue into dist/, or drafts into build/drafts/."""
    from report_builder.unchanged import Memory

    standard = Standard(wanted)
    if draft and standard is not Standard.ARCHIVE:
        raise UsageError(f"--draft and --standard {wanted} do not go together")
    if cluster and (single_document or standard is not Standard.ARCHIVE):
        raise UsageError("--cluster does not go with --single-document or another --standard")
    if (line_numbers or since) and not draft:
        raise UsageError("--line-numbers and --since are for drafts: add --draft")
    found = project_at(folder)
    way = "a single document" if single_document else "sections"
    kind = _draft(found, line_numbers, since) if draft else "final"
    memory = Memory(found, [wanted, kind, way, *issues])
    # A revision of git can be another one by now.
    if not since and (outcome := memory.recall()):
        show(outcome.problems)
        if not quiet:
            _say_nothing_to_do(outcome.current, draft)
        return
    from report_builder.review.draft import Wishes

    options = {
        "slugs": issues,
        "draft": draft,
        "standard": standard,
        "means": Means(jobs, single_document, cluster),
        "without_approval": without_approval,
        "wishes": Wishes(line_numbers, since),
    }
    _build(memory, options, quiet, verbose)


def _draft(found: Project, line_numbers: bool, since: str) -> str:
    """What a draft is asked to be; it tells of its day in git as well."""
    from report_builder.review import repository

    return f"draft at {repository.head(found.root)}, {line_numbers}, {since}"


def _build(memory: "Memory", options: dict[str, Any], quiet: bool, verbose: bool) -> None:
    """Build what is not current, and let the memory know how that went."""
    from report_builder import builder, heap
    from report_builder.content.loading import has_errors
    from report_builder.unchanged import Outcome
    from report_builder.workspace import gather

    found = memory.project
    heap.give_back()
    with ExitStack() as closing:
        # Something has changed: it loads while the content is being read.
        renderer = closing.enter_context(_renderer(found, options["means"].jobs))
        workspace = gather(found, memory.seen)
        tell = closing.enter_context(_listener(quiet, verbose))
        summary = builder.build(workspace, tell=tell, renderer=renderer, **options)
    concerned = [issue for issue in workspace.content.issues if issue.slug in summary.slugs]
    problems = workspace.problems_of(concerned)
    show(problems)
    for name, reason in summary.failed.items():
        click.secho(f"{name}: {reason}", fg="red", err=True)
    _warn_of_missing_approvals(summary)
    for standing in summary.lapsed:
        click.secho(f"{standing}: sign it off anew", fg="yellow", err=True)
    if not quiet:
        _summarise(summary, workspace.project.root, options["draft"])
    if summary.exit_code or has_errors(workspace.problems):
        sys.exit(1)
    if not summary.unapproved:  # that is to be said each time
        memory.remember(Outcome(len(summary.slugs), problems))


@contextmanager
def _listener(quiet: bool, verbose: bool) -> "Iterator[Listener]":
    """What shows progress, as far as somebody is watching."""
    if quiet or not (verbose or sys.stderr.isatty()):
        yield lambda name, event, reasons: None
        return
    from report_builder.progress import Reporter

    with Reporter(verbose=verbose) as reporter:
        yield reporter.tell


def _warn_of_missing_approvals(summary: "Summary") -> None:
    for slug, lacking in summary.unapproved.items():
        named = "; ".join(map(str, lacking))
        click.secho(f"{slug}: published without approval ({named})", fg="yellow", err=True)


def _summarise(summary: "Summary", root: Path, draft: bool) -> None:
    for path in (path for paths in summary.built.values() for path in paths):
        click.echo(f"built {path.relative_to(root)}")
    for slug in summary.removed:
        click.echo(f"removed dist/{slug}/: it is no longer a final issue")
    if summary.unvalidated:
        names = ", ".join(summary.unvalidated)
        click.echo(f"not validated: {names}; there is no veraPDF here (make validator installs it)")
    if summary.failed or summary.broken:
        names = ", ".join([*summary.failed, *summary.broken])
        click.secho(f"not built: {names}", fg="red", err=True)
    elif summary.pages and summary.current and not summary.built:
        click.echo("wrote pages of the site; no issue had to be built")
    elif not summary.built:
        _say_nothing_to_do(len(summary.current), draft)


def _say_nothing_to_do(current: int, draft: bool) -> None:
    if current:
        what = "draft" if draft else "final issue"
        click.echo(f"nothing to do: {current} {what}{'s' * (current != 1)} up to date")
    else:
        click.echo("nothing to build: there is no final issue (make draft builds drafts)")


@main.command()
@click.argument("slug", metavar="ISSUE")
@click.option("--draft", is_flag=True, help="Ask about its draft.")
@with_project
def why(slug: str, draft: bool, folder: Path | None) -> None:
    """Say what build would make of ISSUE, and for what reasons, without doing it.

    The exit status is 0 whether there is something to do or not, and 1 if errors in the content
    keep the issue from being built.
    """
    from report_builder import builder
    from report_builder.workspace import gather

    workspace = gather(project_at(folder))
    (issue,) = workspace.selected((slug,))
    if not workspace.usable(issue):
        show(workspace.problems_of([issue]))
        click.secho(f"not built: {issue.slug}", fg="red", err=True)
        sys.exit(1)
    event, reasons = builder.why(workspace, issue, draft)
    click.echo(f"{issue.slug}: {event}")
    for reason in reasons:
        click.echo(f"    {reason}")
    if event == builder.DUE:
        _show_due(builder.due(workspace, issue, draft))


def _show_due(sections: list[str]) -> None:
    click.echo(f"  sections to be rendered: {len(sections) or 'none, all are known'}")
    for section in sections:
        click.echo(f"    {section}")


@main.command()
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--pages", is_flag=True, help="Lay the issues out, and look at their pages too.")
@click.option("--links", is_flag=True, help="Follow every link of content and site.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was checked and ignored.")
@with_project
def check(
    issues: tuple[str, ...],
    form: str,
    pages: bool,
    links: bool,
    quiet: bool,
    verbose: bool,
    folder: Path | None,
) -> None:
    """Show every problem in the content, all at once; and, with --pages, on the pages.

    References within an issue are always checked; with --links so are links to other websites, and
    those between the pages that are in dist/.
    """
    from report_builder.content import loading
    from report_builder.workspace import gather

    found = project_at(folder)
    with ExitStack() as closing:
        renderer = closing.enter_context(_renderer(found, jobs=1)) if pages else None
        workspace = gather(found)
        selected = workspace.selected(issues)
        inspection = _inspect(workspace, selected, renderer, quiet, verbose) if renderer else None
    if links:
        _follow_links(workspace, selected, quiet)
    problems = workspace.problems_of(selected)
    for issue in selected if verbose else ():
        state = issue.readable.status if issue.readable else "unreadable"
        own = len(loading.shown(issue.problems))
        click.echo(f"{issue.slug}: {state}, {own} problems of its own", err=True)
    if verbose:
        show(workspace.exceptions_of(selected))
    if form == "json":
        listed = [problem.as_dict() for problem in problems]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        show(problems)
        if not quiet:
            _count(problems, len(selected), inspection)
    if inspection:
        _show_unseen(inspection)
    sys.exit(int(loading.has_errors(problems) or bool(inspection and inspection.failed)))


def _renderer(found: Project, jobs: int | None) -> "Renderer":
    """A renderer that loads while the content is being read."""
    from report_builder.rendering.process import Renderer

    return Renderer(found.root, found.limits, jobs)


def _inspect(
    workspace: "Workspace",
    issues: "list[IssueContent]",
    renderer: "Renderer",
    quiet: bool,
    verbose: bool,
) -> "Inspection":
    from report_builder import pagecheck

    with _listener(quiet, verbose) as tell:
        return pagecheck.inspect(workspace, issues, renderer, tell)


def _follow_links(workspace: "Workspace", issues: "list[IssueContent]", quiet: bool) -> None:
    from report_builder import cache, linkcheck
    from report_builder.content import loading
    from report_builder.site import links

    content = workspace.content
    if content.series is not None:
        found = links.findings(workspace.project.dist, content.series.base_url.rstrip("/") + "/")
        workspace.problems += loading.problems(found, content.language)
    asked, known = linkcheck.check(workspace, issues, cache.of(workspace.project))
    if not quiet:
        said = f"{asked} addresses asked for, {known} that answered within the last days"
        click.echo(said, err=True)


def _show_unseen(inspection: "Inspection") -> None:
    """The issues whose pages could not be looked at."""
    for slug, reason in inspection.failed.items():
        click.secho(f"{slug}: {reason}", fg="red", err=True)
    for slug in inspection.broken:
        said = "its pages were not looked at, because of the errors in its content"
        click.secho(f"{slug}: {said}", fg="red", err=True)


def _count(problems: list[Problem], issues: int, inspection: "Inspection | None") -> None:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    plural = "" if issues == 1 else "s"
    counted = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    seen = f" with {inspection.pages} pages" if inspection else ""
    click.echo(f"{issues} issue{plural}{seen} checked: {counted}")


@main.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@with_project
def validate(files: tuple[Path, ...], form: str, folder: Path | None) -> None:
    """Ask veraPDF whether PDF files are PDF/A-3a and PDF/UA-1; they need not be of a project."""
    from report_builder.conformance import validator

    validations = validator.validate([path.read_bytes() for path in files])
    found = list(zip(files, validations, strict=True))
    if form == "json":
        listed = [{"file": str(path), **validation.as_dict()} for path, validation in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        for path, validation in found:
            _show_validation(path, validation)
    sys.exit(int(not all(validation.compliant for validation in validations)))


def _show_validation(path: Path, validation: "Validation") -> None:
    for verdict in validation.profiles:
        checks = f"{verdict.checks_passed} checks passed, {verdict.checks_failed} failed"
        word, color = ("conforms", "green") if verdict.compliant else ("does not conform", "red")
        click.secho(f"{path}: {verdict.profile} {word} ({checks})", fg=color)
        for reason in verdict.reasons():
            click.echo(f"    {reason}")


@main.group(cls=Commands)
def new() -> None:
    """Start an issue or a case study from a commented template."""


@new.command("issue")
@click.argument("slug", required=False)
@click.option("--title", prompt=sys.stdin.isatty(), help="The issue's title.")
@with_project
def new_issue(slug: str | None, title: str | None, folder: Path | None) -> None:
    """Start an issue; without SLUG its folder is named after number and title."""
    from report_builder import scaffold
    from report_builder.content import loading

    found = project_at(folder)
    if slug is None and title is None:
        raise UsageError("name the new issue: report-builder new issue [SLUG] --title TITLE")
    language = loading.load(found.root).language
    _wrote(found, scaffold.new_issue(found, language, title or "TODO", slug))


@new.command("case-study")
@click.argument("issue")
@click.argument("name")
@click.option("--title", default="TODO", help="The case study's title.")
@with_project
def new_case_study(issue: str, name: str, title: str, folder: Path | None) -> None:
    """Start a case study NAME in ISSUE and list it there."""
    from report_builder import scaffold
    from report_builder.content import loading

    found = project_at(folder)
    language = loading.load(found.root).language
    _wrote(found, scaffold.new_case_study(found, language, issue, name, title))


def _wrote(found: Project, paths: list[Path]) -> None:
    for path in paths:
        click.echo(f"wrote {path.relative_to(found.root)}")


@main.command()
@click.argument("issue")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR")
@click.option("--layout", "name", help="One of the issue's layouts; otherwise its first.")
@with_project
def html(issue: str, output: Path, name: str | None, folder: Path | None) -> None:
    """Write the merged HTML of ISSUE with all its resources to DIR."""
    from report_builder import export
    from report_builder.workspace import gather

    workspace = gather(project_at(folder))
    (selected,) = workspace.selected((issue,))
    show(workspace.problems_of([selected]))
    if selected.report is None or workspace.brand is None or not workspace.usable(selected):
        sys.exit(1)
    named = selected.report.issue.layout
    if name is not None and name not in named:
        raise UsageError(f"{selected.slug} has no layout “{name}”; it has: {', '.join(named)}")
    layout = workspace.layouts[name or named[0]]
    path = export.write(
        workspace.project, selected.report, layout, workspace.brand, output.resolve()
    )
    click.echo(f"wrote {path}")


@main.group("cache", cls=Commands)
def cache_commands() -> None:
    """What builds keep in build/cache/, so that later ones are quicker."""


def _cache(folder: Path | None) -> "Cache":
    from report_builder import cache

    return cache.of(project_at(folder))


@cache_commands.command("info")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@with_project
def cache_info(form: str, folder: Path | None) -> None:
    """Say how much is kept, and when it was used."""
    info = _cache(folder).info()
    if form == "json":
        click.echo(json.dumps(info.as_dict(), indent=2))
        return
    megabytes = f"{info.size / 2**20:.1f} of {info.limit // 2**20} MB"
    click.echo(f"{_entries(info.entries)}, {megabytes}")
    if info.oldest is not None and info.newest is not None:
        click.echo(f"used between {_time(info.oldest)} and {_time(info.newest)}")


@cache_commands.command("prune")
@with_project
def cache_prune(folder: Path | None) -> None:
    """Remove what was not used for longest until cache-mb is kept to, as each build does."""
    click.echo(f"removed {_entries(_cache(folder).prune())}")


@cache_commands.command("clear")
@with_project
def cache_clear(folder: Path | None) -> None:
    """Remove everything; the next build makes it again."""
    click.echo(f"removed {_entries(_cache(folder).clear())}")


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
              help="Instead of reports/.schema.")  # fmt: skip
@with_project
def schema(output: Path | None, folder: Path | None) -> None:
    """Write the JSON Schemas of the content files, for text editors."""
    from report_builder import schema as schemas

    target = output or project_at(folder).reports / schemas.FOLDER
    for path in schemas.write(target):
        click.echo(f"wrote {path}")


main.add_command(approve)
main.add_command(sign_off)
main.add_command(diff)
main.add_command(status)
main.add_command(comments_commands)
main.add_command(draft_commands)
main.add_command(publish)
