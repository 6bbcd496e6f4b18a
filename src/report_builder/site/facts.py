"""The site as facts: the series, what issue.json says of each issue, and where all that is found.

`issue` is everywhere the content of an issue.json, see `catalogue.entry`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from report_builder.content.model import Series

Issue = Mapping[str, Any]

INDEX, ATOM, JSON_FEED = "index.html", "feed.atom", "feed.json"
# For a series of which nothing has been published.
_NEVER = "1970-01-01"


@dataclass(frozen=True)
class Download:
    """A PDF: its title, its path in dist/ and its address; size in bytes, number of pages.

    `checked` are the standards that a validator found it to conform to, PDF/UA and PDF/A, and
    `signed` is the day (ISO 8601) on which somebody signed off this very file as accessible.
    """

    title: str
    path: str
    address: str
    size: int
    pages: int
    sha256: str
    checked: Sequence[str] = ()
    signed: str | None = None


@dataclass(frozen=True)
class Site:
    """`issues` are those that dist/ offers, the newest first; `signed` is the day (ISO 8601) on
    which a PDF was signed off as accessible, by its SHA-256."""

    series: Series
    issues: Sequence[Issue]
    signed: Mapping[str, str] = field(default_factory=dict)

    def address(self, path: str = "") -> str:
        """Where a file of dist/ is found online; without a path, the page of the series."""
        return f"{self.series.base_url.rstrip('/')}/{path}"

    def landing(self, issue: Issue) -> str:
        """Where people read of an issue; it is also what the issue is known by, here and in its
        PDF, and stays when titles and pages change."""
        return self.address(f"{issue['slug']}/")

    @property
    def updated(self) -> str:
        """The day of the last change (ISO 8601)."""
        return max((issue["updated"] for issue in self.issues), default=_NEVER)

    def picture(self, issue: Issue, name: str) -> str | None:
        """The address of a picture of an issue; None if it has no such picture."""
        if any(file["name"] == name for file in issue["files"]):
            return self.address(f"{issue['slug']}/{name}")
        return None

    def downloads(self, issue: Issue) -> list[Download]:
        """The PDFs of an issue as a whole, the main one first."""
        return list(self._pdfs(issue, issue["editions"]))

    def singles(self, issue: Issue) -> dict[str, Download]:
        """The PDFs of its case studies in print order, by the name of the case study; of those that
        have one of their own."""
        cases = [case for case in issue["case_studies"] if case["pdf"]]
        found = self._pdfs(issue, cases)
        return {case["name"]: pdf for case, pdf in zip(cases, found, strict=True)}

    def _pdfs(self, issue: Issue, described: Sequence[Issue]) -> Iterator[Download]:
        files = {file["name"]: file for file in issue["files"]}
        for each in described:
            file, path = files[each["pdf"]], f"{issue['slug']}/{each['pdf']}"
            yield Download(
                each["title"],
                path,
                self.address(path),
                file["bytes"],
                each["pages"],
                file["sha256"],
                checked(each["validation"]),
                self.signed.get(file["sha256"]),
            )


def checked(validation: Mapping[str, Any]) -> list[str]:
    """PDF/UA and PDF/A, as far as a validator found it so."""
    verdicts = validation.get("profiles", ())
    found = [verdict["profile"] for verdict in verdicts if verdict["compliant"]]
    return sorted((profile.rpartition("-")[0] for profile in found), reverse=True)


@dataclass(frozen=True)
class Step:
    """A version: its day (ISO 8601) as far as that is known, what changed in it, and its PDF (name,
    pages, bytes and more, see `catalogue.entry`), if that is there to be had."""

    version: str
    date: str | None
    notes: Sequence[str] = ()
    pdf: Mapping[str, Any] | None = None


def history(issue: Issue) -> list[Step]:
    """The versions of an issue, the newest first: what it has now, what is kept, what is told."""
    changes, kept = issue["changes"], issue["versions"]
    names = [issue["version"], *(each["version"] for each in (*kept, *changes))]
    found = [_step(name, changes, kept) for name in dict.fromkeys(names)]
    return sorted(found, key=lambda step: (step.version == issue["version"], step.date or ""))[::-1]


def _step(version: str, changes: Sequence[Issue], kept: Sequence[Issue]) -> Step:
    told = [each for each in changes if each["version"] == version]
    there = [each for each in kept if each["version"] == version]
    days = [*(each["date"] for each in told), *(each["updated"] for each in there)]
    pdfs = [pdf for each in there for pdf in each["pdfs"]]
    notes = [each["note"] for each in told]
    return Step(version, days[0] if days else None, notes, pdfs[0] if pdfs else None)


def place_in(pdf: str, line: Issue) -> str:
    """The address of a line of the contents in the PDF at `pdf`, by number and name (RFC 8118).

    Where both are given, Chromium takes the number, and PDF.js (Firefox) the name; viewers that
    know but one of them arrive as well.
    """
    return f"{pdf}#page={line['page']}&nameddest={quote(line['destination'])}"


def moment(day: str) -> str:
    """The beginning of a day, as feeds want it (RFC 3339)."""
    return f"{day}T00:00:00Z"
