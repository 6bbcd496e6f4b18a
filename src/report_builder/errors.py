"""The two kinds of error: content problems are values, program errors are exceptions."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    IGNORED = "ignored"
    """An exception that an editor has given a reason for: only `check -v` shows it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in what an editor wrote.

    `file` is relative to the project with forward slashes; `line` and `column` count from 1;
    `field` is the JSON pointer (RFC 6901) of the place in that file.
    """

    file: str
    line: int
    column: int
    field: str
    severity: Severity
    rule: str
    message: str
    hint: str

    def as_dict(self) -> dict[str, str | int]:
        """The keys that `check --format json` prints, in their fixed order."""
        return asdict(self)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity}: {self.message} [{self.rule}]"


class ReportBuilderError(Exception):
    """Base of all errors that the command line reports without a traceback."""

    exit_code = 1

    def __reduce__(self) -> tuple[Any, ...]:
        """From one process to another it goes as it is: its facts cannot be given once more."""
        return Exception.__new__, (type(self), *self.args), self.__dict__


class UsageError(ReportBuilderError):
    """The command was called with something that does not exist."""

    exit_code = 2


class NoProjectError(UsageError):
    def __init__(self, start: Path) -> None:
        super().__init__(
            f"no project here: neither {start} nor a folder above it holds reports/ "
            "(use --project DIR)"
        )


class UnknownIssueError(UsageError):
    def __init__(self, slug: str, known: list[str]) -> None:
        super().__init__(f"there is no issue “{slug}”; there are: {', '.join(known) or 'none'}")


class SettingsError(UsageError):
    """A setting of the project; without a `key` the file itself is wrong."""

    def __init__(self, path: Path, key: str, reason: str) -> None:
        place = f"{path}: {key} in [tool.report-builder]" if key else f"{path}"
        super().__init__(f"{place} {reason}")


class LayoutError(ReportBuilderError):
    """A template of a layout is broken; the layout's author has to mend it."""

    def __init__(self, template: str, line: int | None, rendering: str, reason: str) -> None:
        place = template if line is None else f"{template}:{line}"
        super().__init__(f"{place}: {reason} (while rendering {rendering})")


class RenderError(ReportBuilderError):
    """The renderer complained; its complaints are the message."""

    def __init__(self, what: str, complaints: list[str]) -> None:
        self.complaints = complaints
        lines = "".join(f"\n  {line}" for line in complaints)
        super().__init__(f"{what} was not rendered cleanly:{lines}")


class StoppedError(ReportBuilderError):
    """The renderer ended before it was done, by a limit, by another hand or by a crash."""

    def __init__(self, what: str, reason: str, remedy: str) -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{what}: {reason}; {remedy}")


class ClusterError(ReportBuilderError):
    """A Dask cluster cannot be used; that says nothing about any issue."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"the cluster cannot be used: {reason}; {remedy}")


class PictureError(ReportBuilderError):
    """An image file cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is damaged or no image: {reason}; save it anew and try again")


class NativeLibraryError(ReportBuilderError):
    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"a native library of the renderer cannot be loaded ({reason}); "
            "run scripts/setup runtime, which installs it or names the command that does"
        )


class VerificationError(ReportBuilderError):
    """A written artefact was read back and is not what it should be."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__(f"{name} was not published: {'; '.join(faults)}")


class ValidatorError(ReportBuilderError):
    """The validator failed; that says nothing about the PDF."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"veraPDF gave no result: {reason}")


class NoValidatorError(ReportBuilderError):
    def __init__(self) -> None:
        super().__init__(
            "there is no veraPDF on this machine: run make validator, "
            "or install it so that the command verapdf is found"
        )


class ReviewError(ReportBuilderError):
    """Something that is kept of a review, or came back from one, cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}")


class UnknownDraftError(UsageError):
    """A draft that was never sent, or not built."""

    def __init__(self, issue: str, draft: str, sent: list[int]) -> None:
        known = ", ".join(map(str, sent)) or "none"
        super().__init__(
            f"there is no {draft} of {issue}; drafts that were sent: {known} "
            "(report-builder draft send sends one; a revision of git will do as well)"
        )


class DraftError(ReportBuilderError):
    """A draft that cannot be sent."""

    def __init__(self, issue: str, reason: str) -> None:
        super().__init__(f"{issue}: {reason}; make draft ISSUE={issue} builds one that can be sent")


class RevisionError(UsageError):
    """There is nothing to be had from git under this name."""

    def __init__(self, revision: str, reason: str) -> None:
        super().__init__(f"cannot compare with “{revision}”: {reason}")


class ApprovalError(ReportBuilderError):
    """A final issue lacks approvals; `advice` says of each what changed and what to do."""

    def __init__(self, advice: list[str]) -> None:
        self.advice = advice
        lines = "".join(f"\n  {line}" for line in advice)
        super().__init__(f"it is final, but approvals are missing or stale:{lines}")


class PublishError(ReportBuilderError):
    """Something did not go online; readers see nothing half-done."""

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        super().__init__(f"{where}: {reason}; {remedy}")


class VersionedError(ReportBuilderError):
    """What readers have under a version is not what is here under the same one."""

    def __init__(self, paths: list[str]) -> None:
        lines = "".join(f"\n  {path}" for path in paths)
        super().__init__(
            "what is online under a version never changes; raise version in the issue.yaml, "
            f"note the change, and build again:{lines}"
        )


class BusyError(ReportBuilderError):
    def __init__(self, process: str) -> None:
        super().__init__(
            f"another command (process {process}) is at work in this project; "
            "wait until it has ended, then try again"
        )


class StorageError(ReportBuilderError):
    """A file could not be written; what was there before is untouched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot write {path}: {reason}")
