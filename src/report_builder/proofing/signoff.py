"""The command that records that somebody found a published PDF accessible."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from report_builder.console import one_line, project_at, with_project
from report_builder.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from report_builder.project import Project


@click.command("sign-off")
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who checked it.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="When, if not today.")
@click.option("--note", default="", metavar="TEXT", help="How it was checked, say.")
@with_project
def sign_off(pdf: Path, by: str, day: "datetime | None", note: str, folder: Path | None) -> None:
    """Record that NAME checked PDF, a file in dist/, by hand and found it accessible.

    It is kept in reports/ISSUE/review/accessibility.yaml. The pages of the site call this very file
    accessible from the next build on, and another one, be it the next version, only when that is
    signed off in its turn.
    """
    from datetime import date

    from report_builder import store
    from report_builder.review import signoffs

    on = day.date() if day else date.today()
    if on > date.today():
        raise UsageError(f"{on} is still to come; say when the file was checked: --on DATE")
    found = project_at(folder)
    with store.locked(found.lock):
        issue, name, digest = _published(found, pdf.resolve())
        facts = {"file": name, "sha256": digest, "by": one_line(by), "date": on.isoformat()}
        if not facts["by"]:
            raise UsageError("say who checked the file: --by NAME")
        new = signoffs.SignOff.model_validate(facts | {"note": one_line(note) or None})
        known = signoffs.read(found.root, issue)
        file = signoffs.file_of(issue)
        store.write(found.root / file, signoffs.with_added(known, new))
    click.echo(f"{new.by} signed off {issue}/{name} as accessible")
    click.echo(f"wrote {file}; make has the pages of the site say so")


def _published(found: "Project", pdf: Path) -> tuple[str, str, str]:
    """The issue of a PDF in dist/, its name there and its SHA-256.

    Raises UsageError for what cannot be signed off, ReviewError for what cannot be signed off now.
    """
    from report_builder import store
    from report_builder.errors import ReviewError
    from report_builder.site import catalogue

    issue, _, name = _below(found.dist, pdf).partition("/")
    entry = found.dist / issue / catalogue.ENTRY
    facts = catalogue.read(entry) if entry.exists() else {"files": []}
    digest = catalogue.digests(facts).get(name)
    if digest is None or not _is_final(found, issue):
        raise UsageError(f"{pdf} is no file of a final issue; name a PDF below {found.dist}")
    if store.digest(pdf.read_bytes()) != digest:
        raise ReviewError(pdf, "is not the file that was built; build again, and check it anew")
    document = _document(facts, digest)
    if document is None:
        raise UsageError(f"{pdf} is no PDF of the version that readers get now")
    if not _is_valid(document["validation"]):
        remedy = "make validator sets one up, then build again, and check the new file"
        raise ReviewError(pdf, f"was seen by no validator; {remedy}")
    return issue, str(document["pdf"]), digest


def _below(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""


def _is_final(found: "Project", issue: str) -> bool:
    from report_builder.content import loading

    known = (each for each in loading.load(found.root).issues if each.slug == issue)
    return any(each.readable is not None and each.readable.status == "final" for each in known)


def _document(facts: "dict[str, Any]", digest: str) -> "dict[str, Any] | None":
    """What issue.json says of the PDF with this digest, under whichever of its names."""
    from report_builder.site import catalogue

    digests = catalogue.digests(facts)
    listed = (*facts["editions"], *facts["case_studies"])
    return next((each for each in listed if digests[each["pdf"]] == digest), None)


def _is_valid(validation: "dict[str, Any]") -> bool:
    profiles = validation.get("profiles", [])
    return bool(profiles) and all(verdict["compliant"] for verdict in profiles)
