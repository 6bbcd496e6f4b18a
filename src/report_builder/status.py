"""How each issue stands: what is published, out for review, open, approved and wrong."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from report_builder import builder
from report_builder.content.loading import IssueContent
from report_builder.errors import ReportBuilderError, Severity
from report_builder.project import Project
from report_builder.review import comments, coverage, rounds, signoffs
from report_builder.review.approvals import case_file, file_in
from report_builder.review.coverage import Standing
from report_builder.site import catalogue
from report_builder.workspace import Workspace

T = TypeVar("T")

_UNUSABLE = "cannot be built because of its errors"


@dataclass(frozen=True)
class Row:
    """A case study, or the issue without its case studies ("").

    `comments` are the open ones; `approvals` is None where content or record cannot be read.
    """

    case: str
    comments: int
    errors: int
    warnings: int
    approvals: Sequence[Standing] | None

    def as_dict(self) -> dict[str, Any]:
        """As `status --format json` prints it."""
        own = {"open_comments": self.comments, "errors": self.errors, "warnings": self.warnings}
        known = self.approvals
        return own | {"approvals": None if known is None else [_as_dict(each) for each in known]}


@dataclass(frozen=True)
class Status:
    """An issue: `published` is the version in dist/; `build` and `reasons` are what `why` says.

    `draft` is the last one that was sent out, `accessible` are the PDFs in dist/ that were signed
    off as accessible, and whether they are still the same. `faults` say what is kept of its review
    and cannot be read.
    """

    issue: str
    title: str
    state: str
    version: str
    published: str | None
    build: str
    reasons: Sequence[str]
    draft: int | None
    sent: date | None
    due: date | None
    accessible: Sequence[signoffs.Standing]
    rows: Sequence[Row]
    faults: Sequence[str]

    def as_dict(self) -> dict[str, Any]:
        """As `status --format json` prints it."""
        own, *cases = self.rows
        return {
            "issue": self.issue,
            "title": self.title,
            "state": self.state,
            "version": self.version,
            "published_version": self.published,
            "build": self.build,
            "reasons": list(self.reasons),
            "draft": self.draft,
            "sent": self.sent and self.sent.isoformat(),
            "due": self.due and self.due.isoformat(),
            "signed_off": [_as_signed(each) for each in self.accessible],
            **own.as_dict(),
            "case_studies": [{"name": row.case, **row.as_dict()} for row in cases],
            "faults": list(self.faults),
        }


def of(workspace: Workspace, issue: IssueContent) -> Status:
    """How an issue stands, broken or not."""
    return _Reader(workspace, issue).status()


class _Reader:
    """Asks everybody who knows something of an issue, and notes who could not answer."""

    def __init__(self, workspace: Workspace, issue: IssueContent) -> None:
        self._workspace = workspace
        self._project = workspace.project
        self._issue = issue
        self._faults: list[str] = []

    def status(self) -> Status:
        issue, read = self._issue, self._issue.readable
        unknown: tuple[str, list[str]] = ("cannot be told", [])
        build, reasons = self._ask(self._build, unknown)
        draft = self._ask(self._last_draft, None)
        return Status(
            issue=issue.slug,
            title=(read and read.title) or "",
            state=(read and read.status) or "unreadable",
            version=(read and read.version) or "",
            published=self._ask(self._published, None),
            build=build,
            reasons=reasons,
            draft=draft.number if draft else None,
            sent=draft.sent if draft else None,
            due=(read and read.review and read.review.due) or None,
            accessible=self._ask(self._accessible, []),
            rows=self._rows(),
            faults=list(dict.fromkeys(self._faults)),
        )

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        try:
            return question()
        except ReportBuilderError as error:
            self._faults.append(str(error).replace(f"{self._project.root}/", ""))
            return otherwise

    def _build(self) -> tuple[str, list[str]]:
        if not self._workspace.usable(self._issue):
            return _UNUSABLE, []
        return builder.why(self._workspace, self._issue, draft=False)

    def _last_draft(self) -> rounds.Round | None:
        drafts = rounds.sent(self._project, self._issue.slug)
        return drafts[-1] if drafts else None

    def _published(self) -> str | None:
        path = self._project.dist / self._issue.slug / catalogue.ENTRY
        return str(catalogue.read(path)["version"]) if path.exists() else None

    def _accessible(self) -> list[signoffs.Standing]:
        path = self._project.dist / self._issue.slug / catalogue.ENTRY
        digests = catalogue.digests(catalogue.read(path)) if path.exists() else {}
        known = signoffs.read(self._project.root, self._issue.slug)
        return list(signoffs.standings(known, digests))

    def _rows(self) -> list[Row]:
        slug, read = self._issue.slug, self._issue.readable
        listed = [case for case in (read and read.case_studies) or [] if case]
        places = {file_in(slug, case_file(case)): case for case in listed}
        nothing: list[str] = []
        open_ones = self._ask(lambda: _open_comments(self._project, slug), nothing)
        standings = self._ask(self._standings, None)
        found = Counter((places.get(p.file, ""), p.severity) for p in self._issue.problems)
        said = Counter(places.get(file, "") for file in open_ones)
        return [
            Row(
                case,
                said[case],
                found[case, Severity.ERROR],
                found[case, Severity.WARNING],
                None if standings is None else [s for s in standings if s.case == case],
            )
            for case in ["", *dict.fromkeys(listed)]
        ]

    def _standings(self) -> list[Standing] | None:
        if self._issue.report is None:
            return None
        return coverage.of(self._project, self._workspace.content, self._issue).everything()


def _open_comments(project: Project, slug: str) -> list[str]:
    """The files that open comments are about, empty where they are about none."""
    found = comments.load(project, slug).values()
    return [comment.file for comment in found if comment.state == comments.OPEN]


def _as_signed(standing: signoffs.Standing) -> dict[str, Any]:
    last = standing.last
    signed = {"file": last.file, "by": last.by, "date": last.date.isoformat()}
    return signed | {"holds": standing.holds}


def _as_dict(standing: Standing) -> dict[str, Any]:
    signed = [{"by": each.by, "date": each.date.isoformat()} for each in standing.approvals]
    changes = [vars(change) for change in standing.changes]
    return {"role": standing.role, "state": standing.hold, "by": signed, "changes": changes}
