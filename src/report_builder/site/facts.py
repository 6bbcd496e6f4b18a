"""The site as facts: the series, what issue.json says of each issue, and where all that is found.

`issue` is everywhere the content of an issue.json, see `catalogue.entry`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from report_builder.content.model import Series

Issue = Mapping[str, Any]

INDEX, ATOM, JSON_FEED = "index.html", "feed.atom", "feed.json"
# For a series of which nothing has been published.
_NEVER = "1970-01-01"


@dataclass(frozen=True)
class Site:
    """`issues` are those that dist/ offers, the newest first."""

    series: Series
    issues: Sequence[Issue]

    def address(self, path: str = "") -> str:
        """Where a file of dist/ is found online; without a path, the download page."""
        return f"{self.series.base_url.rstrip('/')}/{path}"

    def identifier(self, issue: Issue) -> str:
        """What an issue is known by, here and in its PDF; it stays when titles and pages change."""
        return self.address(f"{issue['slug']}/")

    def landing(self, issue: Issue) -> str:
        """Where people read of an issue: its place on the download page."""
        return self.address(f"#{issue['slug']}")

    @property
    def updated(self) -> str:
        """The day of the last change (ISO 8601)."""
        return max((issue["updated"] for issue in self.issues), default=_NEVER)

    def picture(self, issue: Issue, name: str) -> str | None:
        """The address of a picture of an issue; None if it has no such picture."""
        if any(file["name"] == name for file in issue["files"]):
            return self.address(f"{issue['slug']}/{name}")
        return None


@dataclass(frozen=True)
class Download:
    """A PDF of an issue: its title and address, its size in bytes."""

    title: str
    address: str
    size: int
    sha256: str


def downloads(site: Site, issue: Issue) -> Iterator[Download]:
    """The PDFs of an issue, the main one first."""
    files = {file["name"]: file for file in issue["files"]}
    for edition in issue["editions"]:
        file = files[edition["pdf"]]
        address = site.address(f"{issue['slug']}/{file['name']}")
        yield Download(edition["title"], address, file["bytes"], file["sha256"])


def moment(day: str) -> str:
    """The beginning of a day, as feeds want it (RFC 3339)."""
    return f"{day}T00:00:00Z"
