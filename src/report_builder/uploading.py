"""The command that puts dist/ online."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_builder.console import project_at, with_project
from report_builder.errors import UsageError

if TYPE_CHECKING:
    from report_builder.project import Project
    from report_builder.publishing.addresses import Address
    from report_builder.publishing.files import File
    from report_builder.publishing.plan import Plan


@click.command()
@click.argument("target", required=False)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option(
    "--prune",
    is_flag=True,
    help="Remove what was published before and is no longer in dist/; never versioned files.",
)
@click.option(
    "--verify",
    "address",
    metavar="URL",
    help="Then ask the website at this address for every file, and compare.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@with_project
def publish(
    target: str | None,
    dry_run: bool,
    prune: bool,
    address: str | None,
    quiet: bool,
    folder: Path | None,
) -> None:
    """Put dist/ online at TARGET: a folder, sftp://, s3://, webdav:// or webdavs://.

    Only what differs is sent, and readers see each file as a whole. Without TARGET it goes to the
    one that [tool.report-builder] in pyproject.toml names as publish. See docs/publishing.md.
    """
    from report_builder import store
    from report_builder.publishing.files import files_of

    found = project_at(folder)
    where = _address(found, target)
    with store.locked(found.lock):
        files = files_of(found.dist)
        if not files:
            raise UsageError("there is nothing in dist/: report-builder build makes it")
        _publish(found, where, files, prune=prune, dry_run=dry_run, quiet=quiet)
    if address is not None:
        _verify(files, address, quiet)


def _address(found: "Project", target: str | None) -> "Address":
    from report_builder.publishing import addresses

    if target is None and not found.target:
        raise UsageError(
            "say where to: report-builder publish TARGET, or publish = “…” under "
            "[tool.report-builder] in pyproject.toml"
        )
    where = addresses.parse(target or found.target, Path.cwd() if target else found.root)
    if where.protocol == addresses.FOLDER and Path(where.path).is_relative_to(found.dist):
        raise UsageError("dist/ cannot be published into itself; name another folder")
    return where


def _publish(
    found: "Project",
    where: "Address",
    files: "list[File]",
    *,
    prune: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    from report_builder.publishing import plan as planning
    from report_builder.publishing.connection import connect
    from report_builder.site import versions

    def tell(done: str, path: str) -> None:
        if not quiet:
            click.echo(f"{done} {path}")

    target = connect(where)
    plan = planning.make(files, target, prune)
    if dry_run:
        _show(plan)
        return
    planning.carry_out(plan, found.dist, files, target, tell)
    versions.seal(found.dist, [file.path for file in files])
    if not quiet:
        click.echo(f"{where}: {_summary(plan, 'sent', 'removed')}")


def _show(plan: "Plan") -> None:
    for file in plan.upload:
        click.echo(f"would upload {file.path} ({file.size} bytes)")
    for path in (*plan.remove, *plan.litter):
        click.echo(f"would remove {path}")
    click.echo(_summary(plan, "to be sent", "to be removed"))


def _summary(plan: "Plan", sent: str, removed: str) -> str:
    number, total = len(plan.upload), sum(file.size for file in plan.upload)
    said = [f"{number} of {number + plan.current} files {sent}, {total / 10**6:.1f} MB"]
    if plan.remove:
        said.append(f"{len(plan.remove)} {removed}")
    if plan.stray:
        said.append(f"{len(plan.stray)} that are not in dist/ are left alone")
    return "; ".join(said)


def _verify(files: "list[File]", address: str, quiet: bool) -> None:
    from report_builder.publishing import serving

    found = serving.differences(files, address)
    for said in found:
        click.secho(said, fg="red", err=True)
    if found:
        sys.exit(1)
    if not quiet:
        click.echo(f"{address}: all {len(files)} files are as they should be")
