"""Who approved which content: `reports/<slug>/review/approvals.yaml`.

    approvals:
      - role: municipality
        by: Erika Muster
        date: 2023-05-12
        content:
          case-studies/musterstadt.yaml: <digest>
    contents:
      case-studies/musterstadt.yaml:
        <digest>:
          /title: <mark>

An approval of the issue as a whole names all its files. What a file said when it was approved
stands once, however many approved it: its digest (SHA-256 of its fields and pictures) and a mark of
each field, which tells later what changed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from report_builder import store
from report_builder.content import validation, yaml
from report_builder.content.loading import REPORTS, SERIES
from report_builder.content.model import Role
from report_builder.content.node import Node
from report_builder.content.rules import Finding, problem
from report_builder.content.types import Date, Line
from report_builder.content.writing import Value, written
from report_builder.errors import ReviewError
from report_builder.project import Project
from report_builder.review.fields import Field
from report_builder.review.rounds import REVIEW

ISSUE = "issue.yaml"
_HEAD = "# Written by report-builder approve; see docs/proofing.md. Not to be edited by hand.\n"
# Twenty versions of a long issue.
_SCALE = 4
_MARK = 16
_CASES = "case-studies/"
_VALUES = "/values/"

Marks = Mapping[str, str]
"""The beginning of the SHA-256 of each field's text and picture, by its pointer."""


@dataclass(frozen=True)
class State:
    """What a file says: the digest of all its fields, and their marks."""

    digest: str
    marks: Marks


@dataclass(frozen=True)
class Signature:
    """Who approves, in which role, and when."""

    role: str
    by: str
    day: date
    note: str = ""


class Approval(Node):
    """`content` has the digest of each file that was approved, by its name in the issue."""

    role: Role
    by: Line
    date: Date
    note: Line | None = None
    content: dict[str, str]

    @property
    def case(self) -> str:
        """The case study that was approved, "" for the issue as a whole."""
        return "" if ISSUE in self.content else case_of(min(self.content))


class Approvals(Node):
    """The file: `contents` has the marks of each file by its digest."""

    approvals: list[Approval] = []
    contents: dict[str, dict[str, dict[str, str]]] = {}

    def state(self, approval: Approval, name: str) -> State:
        """What the file `name` said when it was approved."""
        digest = approval.content[name]
        return State(digest, self.contents[name][digest])


def name_of(file: str, issue: str) -> str:
    """The name of a file in its issue, which stays when the issue's folder gets another one."""
    return file.removeprefix(f"{REPORTS}/{issue}/").removeprefix(f"{REPORTS}/")


def file_in(issue: str, name: str) -> str:
    """The file of that name in its issue, relative to the project."""
    folder = REPORTS if f"{REPORTS}/{name}" == SERIES else f"{REPORTS}/{issue}"
    return f"{folder}/{name}"


def case_file(case: str) -> str:
    """The name of a case study's file in its issue."""
    return f"{_CASES}{case}.yaml"


def case_of(name: str) -> str:
    """The case study that a file of an issue is, "" if it is none."""
    return PurePosixPath(name).stem if name.startswith(_CASES) else ""


def states_of(fields: Iterable[Field], issue: str) -> dict[str, State]:
    """What each file of an issue says, by its name there.

    The order of its keys says nothing, but for the values of charts, which are drawn in theirs.
    """
    files: dict[str, list[Field]] = {}
    for field in fields:
        files.setdefault(name_of(field.file, issue), []).append(field)
    return {
        name: _state(sorted(found, key=lambda f: group_of(f.pointer)))
        for name, found in files.items()
    }


def group_of(pointer: str) -> str:
    """The field, or the values of a chart that it is one of."""
    before, values, _ = pointer.partition(_VALUES)
    return f"{before}{values}".removesuffix("/")


def mark(text: str, picture: str = "") -> str:
    """What an approval keeps of a field."""
    return store.digest(json.dumps([text, picture]).encode())[:_MARK]


def _state(fields: list[Field]) -> State:
    whole = json.dumps([(field.pointer, field.text, field.picture) for field in fields])
    marks = {field.pointer: mark(field.text, field.picture) for field in fields}
    return State(store.digest(whole.encode()), marks)


def file_of(issue: str) -> str:
    """Where the approvals of an issue are kept, relative to the project."""
    return f"{REPORTS}/{issue}/{REVIEW}/approvals.yaml"


def read(project: Project, issue: str) -> Approvals:
    """The approvals of an issue. Raises ReviewError if the file is there and cannot be used."""
    file = file_of(issue)
    if not (project.root / file).exists():
        return Approvals()
    approvals, tree, findings = validation.read(Approvals, project.root, file, _SCALE)
    if approvals is None or findings:
        raise _unusable("cannot be used", findings[0])
    for index, approval in enumerate(approvals.approvals):
        if not _says_what(approval, approvals):
            place = _place(file, tree.position(("approvals", index))[0])
            remedy = "take the file from git again, or remove this approval"
            raise ReviewError(place, f"does not say what was approved; {remedy}")
    return approvals


def _says_what(approval: Approval, approvals: Approvals) -> bool:
    known = approvals.contents
    content = approval.content.items()
    return bool(content) and all(digest in known.get(name, {}) for name, digest in content)


def approve(
    project: Project,
    issue: str,
    states: Mapping[str, State],
    cases: Sequence[str],
    who: Signature,
) -> None:
    """Record an approval of these case studies; without any, of the issue as a whole.

    `states` are what the files of the issue say now. What the same person approved in the same
    role before is replaced, as far as it is approved again. Raises ReviewError, StorageError.
    """
    known = read(project, issue)
    kept = [each for each in known.approvals if not _is_replaced(each, who, cases)]
    parts = [[case_file(case)] for case in cases] or [list(states)]
    new = [_approval(who, {name: states[name].digest for name in names}) for names in parts]
    contents = {name: dict(tables) for name, tables in known.contents.items()}
    for name, state in states.items():
        contents.setdefault(name, {})[state.digest] = dict(state.marks)
    _write(project, file_of(issue), [*kept, *new], contents)


def _is_replaced(approval: Approval, who: Signature, cases: Sequence[str]) -> bool:
    """Whether `who` approves the same again; the issue as a whole is each of its case studies."""
    same = (approval.role, approval.by) == (who.role, who.by)
    return same and (not cases or approval.case in cases)


def _approval(who: Signature, content: dict[str, str]) -> Approval:
    written = {"role": who.role, "by": who.by, "date": who.day.isoformat()}
    return Approval.model_validate(written | {"note": who.note or None, "content": content})


def _write(
    project: Project,
    file: str,
    approvals: list[Approval],
    contents: Mapping[str, Mapping[str, Marks]],
) -> None:
    """Write the file in its one order, and nothing that could not be read again."""
    approvals = sorted(approvals, key=lambda each: (each.case, each.role, each.by))
    used = sorted({part for approval in approvals for part in approval.content.items()})
    tables: dict[str, dict[str, Marks]] = {}
    for name, digest in used:
        tables.setdefault(name, {})[digest] = contents[name][digest]
    value: dict[str, Value] = {
        "approvals": [_entry(approval) for approval in approvals],
        "contents": tables,
    }
    data = (_HEAD + written(value)).encode()
    _, findings = yaml.parse(data, file, _SCALE)
    if findings:
        raise _unusable("cannot be written", findings[0])
    store.write(project.root / file, data)


def _entry(approval: Approval) -> dict[str, Value]:
    """An approval as it stands in the file."""
    entry: dict[str, Value] = {"role": approval.role, "by": approval.by}
    entry["date"] = approval.date.isoformat()
    if approval.note:
        entry["note"] = approval.note
    return entry | {"content": dict(sorted(approval.content.items()))}


def _unusable(what: str, finding: Finding) -> ReviewError:
    found = problem(finding, "en")
    return ReviewError(_place(found.file, found.line), f"{what}: {found.message}. {found.hint}")


def _place(file: str, line: int) -> Path:
    return Path(f"{file}:{line}")
