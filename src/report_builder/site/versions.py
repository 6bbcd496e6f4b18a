"""The versions of an issue: each has its PDFs in a folder of its own, where they never change.

Beside them lies version.json, so that a folder tells of itself when the issue has moved on. What is
not yet online may still be built anew under its version; `publish` seals what it has put there.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_builder import store
from report_builder.content.types import slugify
from report_builder.errors import VerificationError, VersionedError
from report_builder.site.kinds import is_versioned

if TYPE_CHECKING:
    from report_builder.pipeline import Product

RECORD = "version.json"
# Hidden, as it is for this machine only.
_SEAL = ".published"
_RESTORE = "fetch it from where the site is published, or remove the folder of that version"

Facts = Mapping[str, Any]
"""version.json: `version`, `updated` (ISO 8601), `folder`, and of each PDF, whole issues first:
`title`, `name` (a path in the folder of the issue), `pages`, `bytes`, `sha256`."""


@dataclass(frozen=True)
class Version:
    """A version with its files by their paths in the folder of the issue."""

    facts: Facts
    files: Mapping[str, bytes]


def folder_of(version: str) -> str:
    """The folder of a version: v1.0"""
    steps = (slugify(step) for step in version.split("."))
    return "v" + (".".join(filter(None, steps)) or store.digest(version.encode())[:8])


def made(version: str, updated: str | None, product: "Product") -> Version:
    """The version that an issue has now."""
    folder = folder_of(version)
    pdfs = [(each.title, each.pages, each.pdf) for each in product.publications]
    pdfs += [(each.case.title, each.pages, each.pdf) for each in product.case_studies]
    described = [
        {
            "title": title,
            "name": f"{folder}/{pdf.name}",
            "pages": pages,
            "bytes": len(pdf.data),
            "sha256": pdf.digest,
        }
        for title, pages, pdf in pdfs
    ]
    facts = {"version": version, "updated": updated, "folder": folder, "pdfs": described}
    files = {f"{folder}/{pdf.name}": pdf.data for _, _, pdf in pdfs}
    return Version(facts, files | {f"{folder}/{RECORD}": store.as_json(facts)})


def others(issue: Path, folder: str) -> list[Facts]:
    """The versions in the folder of an issue but for the one in `folder`, the newest first.

    Raises VerificationError where a file is not what it was.
    """
    records = (path for path in issue.glob(f"v*/{RECORD}") if path.parent.name != folder)
    found = [_read(path) for path in records]
    for facts in found:
        _verify(issue, facts)
    return sorted(found, key=lambda facts: (facts["updated"] or "", facts["folder"]), reverse=True)


def _read(path: Path) -> Facts:
    where = f"{path.parent.parent.name}/{path.parent.name}/{RECORD}"
    try:
        facts = json.loads(path.read_bytes())
        if facts["folder"] == path.parent.name and {"version", "updated", "pdfs"} <= facts.keys():
            return dict(facts)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise VerificationError(where, [_RESTORE])


def _verify(issue: Path, facts: Facts) -> None:
    there = _pdfs(issue, facts["folder"])
    changed = [pdf["name"] for pdf in facts["pdfs"] if there.get(pdf["name"]) != pdf["sha256"]]
    if changed:
        faults = [f"{name} is not what it was; {_RESTORE}" for name in changed]
        raise VerificationError(f"{issue.name}/{facts['folder']}", faults)


def check(issue: Path, version: Version) -> None:
    """Raises VersionedError where readers have other bytes under this version already."""
    folder = version.facts["folder"]
    if not _is_sealed(issue / folder):
        return
    now = {pdf["name"]: pdf["sha256"] for pdf in version.facts["pdfs"]}
    there = _pdfs(issue, folder)
    if changed := [name for name, digest in there.items() if now.get(name) != digest]:
        raise VersionedError([f"{issue.name}/{name}" for name in changed])


def _pdfs(issue: Path, folder: str) -> dict[str, str]:
    """The PDFs that lie in the folder of a version."""
    return store.digests(issue, (issue / folder).rglob("*.pdf"))


def seal(dist: Path, paths: Iterable[str]) -> None:
    """Note that these files are online: those of versions stay as they are. Raises StorageError."""
    for folder in sorted({dist.joinpath(*Path(p).parts[:2]) for p in paths if is_versioned(p)}):
        if not _is_sealed(folder):
            store.write(folder / _SEAL, b"")


def is_sealed(issue: Path, version: str) -> bool:
    """Whether readers have a version of the issue that lies in this folder."""
    return _is_sealed(issue / folder_of(version))


def _is_sealed(folder: Path) -> bool:
    return (folder / _SEAL).exists()


def seals(issue: Path) -> list[Path]:
    """The seals of the versions of an issue."""
    return sorted(issue.glob(f"v*/{_SEAL}"))


def digests(versions: Sequence[Facts]) -> dict[str, str]:
    """The files of versions by their paths in the folder of the issue."""
    pdfs = {pdf["name"]: pdf["sha256"] for facts in versions for pdf in facts["pdfs"]}
    records = {f"{facts['folder']}/{RECORD}": store.as_json(facts) for facts in versions}
    return pdfs | {name: store.digest(data) for name, data in records.items()}
