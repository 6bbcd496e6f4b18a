"""Which PDFs somebody signed off as accessible: `reports/<slug>/review/accessibility.yaml`.

    sign_offs:
      - file: zwk-01-krise.pdf
        sha256: <digest>
        by: Erika Muster
        date: 2023-07-05

A sign-off is about one file: of another one, be it the next version of the same, it says nothing.
What is known of earlier files stays, as it is still true of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_builder.content import validation
from report_builder.content.loading import REPORTS
from report_builder.content.node import Node
from report_builder.content.rules import Finding, problem
from report_builder.content.types import Date, Line
from report_builder.content.writing import Value, written
from report_builder.errors import ReviewError
from report_builder.review.rounds import REVIEW

_NAME = "accessibility.yaml"
_HEAD = "# Written by report-builder sign-off; see docs/publishing.md. Not to be edited by hand.\n"
_DIGEST = re.compile("[0-9a-f]{64}")


class SignOff(Node):
    """Who found which file accessible, and when; `file` is its path in the folder of the issue."""

    file: Line
    sha256: Line
    by: Line
    date: Date
    note: Line | None = None


class _Record(Node):
    sign_offs: list[SignOff] = []


@dataclass(frozen=True)
class Standing:
    """What is said of a file that was signed off: by whom last, and whether it is still that
    file."""

    last: SignOff
    holds: bool

    def __str__(self) -> str:
        signed = f"{self.last.file}: signed off by {self.last.by} on {self.last.date}"
        return signed if self.holds else f"{signed}, but it is another file now"


def file_of(issue: str) -> str:
    """Where the sign-offs of an issue are kept, relative to the project."""
    return f"{REPORTS}/{issue}/{REVIEW}/{_NAME}"


def files(root: Path) -> list[Path]:
    """The records of all issues."""
    return sorted(root.glob(file_of("*")))


def read(root: Path, issue: str) -> list[SignOff]:
    """The sign-offs of an issue. Raises ReviewError if the record is there and cannot be used."""
    file = file_of(issue)
    if not (root / file).exists():
        return []
    record, tree, findings = validation.read(_Record, root, file)
    if record is None or findings:
        raise _unusable(findings[0])
    for index, each in enumerate(record.sign_offs):
        if not _DIGEST.fullmatch(each.sha256):
            line, _ = tree.position(("sign_offs", index, "sha256"))
            raise ReviewError(Path(f"{file}:{line}"), "cannot be used: that is no SHA-256")
    return record.sign_offs


def signed(root: Path) -> dict[str, str]:
    """The last day (ISO 8601) on which a file was signed off, by its SHA-256, of all issues.

    Raises ReviewError.
    """
    found: dict[str, str] = {}
    for path in files(root):
        for each in read(root, path.parent.parent.name):
            found[each.sha256] = max(found.get(each.sha256, ""), each.date.isoformat())
    return found


def standings(sign_offs: Sequence[SignOff], digests: Mapping[str, str]) -> Iterator[Standing]:
    """Of each file that was signed off and is there, whether that holds.

    `digests` are the SHA-256 of what is there now, by path in the folder of the issue.
    """
    by_day = sorted(sign_offs, key=lambda each: each.date)
    for file in sorted({each.file for each in by_day} & digests.keys()):
        of_it = [each for each in by_day if each.file == file]
        holding = [each for each in of_it if each.sha256 == digests[file]]
        yield Standing((holding or of_it)[-1], bool(holding))


def lapsed(root: Path, issue: str, digests: Mapping[str, str]) -> list[Standing]:
    """The files of an issue that were signed off and are others now. Raises ReviewError."""
    return [each for each in standings(read(root, issue), digests) if not each.holds]


def with_added(sign_offs: Sequence[SignOff], new: SignOff) -> bytes:
    """The record with one more, in its one order; what the same person said of the same file
    before is replaced."""
    kept = [each for each in sign_offs if (each.sha256, each.by) != (new.sha256, new.by)]
    ordered = sorted([*kept, new], key=lambda each: (each.file, each.date, each.by, each.sha256))
    return (_HEAD + written({"sign_offs": [_entry(each) for each in ordered]})).encode()


def _entry(each: SignOff) -> dict[str, Value]:
    facts = {"file": each.file, "sha256": each.sha256, "by": each.by}
    return {**facts, "date": each.date.isoformat(), **({"note": each.note} if each.note else {})}


def _unusable(finding: Finding) -> ReviewError:
    found = problem(finding, "en")
    place = Path(f"{found.file}:{found.line}")
    return ReviewError(place, f"cannot be used: {found.message}. {found.hint}")
