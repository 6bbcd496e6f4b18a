"""Which approvals an issue has and which it lacks.

An approval holds for each file that still says what was approved: what changed since has to be
approved again, and no more. A municipality approves its case study; every other role approves the
issue as a whole: series.yaml, issue.yaml and each case study.
"""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from report_builder.content.loading import Content, IssueContent
from report_builder.project import Project
from report_builder.review import approvals, drift
from report_builder.review.approvals import (
    ISSUE,
    Approval,
    Approvals,
    State,
    case_file,
    case_of,
    states_of,
)
from report_builder.review.drift import Change
from report_builder.review.fields import Field, fields_of

MUNICIPALITY = "municipality"
_SHOWN = 6


class Hold(StrEnum):
    """Whether there is an approval, and whether it still holds."""

    APPROVED = "approved"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True)
class Standing:
    """An approval of a case study, or of the issue as a whole (""), in a role: is it there?

    `approvals` are those that hold; of a stale one, those that held before the `changes`. `again`
    are the case studies that have to be approved, none where it is the issue as a whole.
    """

    role: str
    case: str
    hold: Hold
    approvals: Sequence[Approval] = ()
    changes: Sequence[Change] = ()
    again: Sequence[str] = ()

    def __str__(self) -> str:
        of_what = f"{self.role}, case study {self.case}" if self.case else self.role
        return f"{of_what}: {self.hold}"


@dataclass(frozen=True)
class Coverage:
    """The content of an issue as it is now, its approvals, and the roles that are required."""

    issue: str
    fields: Mapping[str, Field]
    known: Approvals
    roles: Sequence[str]
    cases: Sequence[str]

    def required(self) -> list[Standing]:
        """Every approval without which the issue does not appear."""
        return [self.standing(role, case) for role in self.roles for case in self._parts(role)]

    def lacking(self) -> list[Standing]:
        """Those that are required and are not there."""
        return [each for each in self.required() if each.hold is not Hold.APPROVED]

    def everything(self) -> list[Standing]:
        """Those that are required, and what was approved beyond them."""
        required = self.required()
        known = {(each.role, each.case) for each in required}
        given = dict.fromkeys((each.role, each.case) for each in self.known.approvals)
        more = [pair for pair in given if pair not in known and pair[1] in ("", *self.cases)]
        return required + [self.standing(*pair) for pair in more]

    def standing(self, role: str, case: str) -> Standing:
        """Whether a case study, or the issue as a whole (""), is approved in a role."""
        last = self._last(role)
        if (case_file(case) if case else ISSUE) not in last:
            return Standing(role, case, Hold.MISSING, again=[case] if case else [])
        names = [case_file(case)] if case else list(self.states)
        before = {name: self.known.state(last[name], name) for name in names if name in last}
        now = {name: self.states[name] for name in names}
        changed = drift.changes(before, now, self.fields, self.issue)
        signed = {
            (last[name].case, last[name].by): last[name]
            for name in changed or names
            if name in last
        }
        return Standing(
            role,
            case,
            Hold.STALE if changed else Hold.APPROVED,
            list(signed.values()),
            [change for found in changed.values() for change in found],
            _cases_alone(changed),
        )

    def since(self, draft: Mapping[str, Field], cases: Sequence[str]) -> list[Change]:
        """What changed in these case studies, or in the whole issue, since a draft said `draft`."""
        names = [case_file(case) for case in cases] or list(self.states)
        before = states_of(draft.values(), self.issue)
        now = {name: self.states[name] for name in names}
        found = drift.changes(before, now, self.fields, self.issue)
        return [change for changes in found.values() for change in changes]

    @cached_property
    def states(self) -> dict[str, State]:
        """What each file of the issue says, by its name there."""
        return states_of(self.fields.values(), self.issue)

    def _parts(self, role: str) -> Sequence[str]:
        return self.cases if role == MUNICIPALITY else [""]

    def _last(self, role: str) -> dict[str, Approval]:
        """The approval in a role that counts for each file: the last that holds, or the last."""
        found: dict[str, Approval] = {}
        for each in sorted(self.known.approvals, key=lambda each: each.date):
            for name in each.content if each.role == role else ():
                if (
                    name not in found
                    or self._holds(each, name)
                    or not self._holds(found[name], name)
                ):
                    found[name] = each
        return found

    def _holds(self, approval: Approval, name: str) -> bool:
        return name in self.states and approval.content[name] == self.states[name].digest


def of(project: Project, content: Content, issue: IssueContent) -> Coverage:
    """The approvals of an issue that is usable. Raises ReviewError."""
    report = issue.report
    assert report is not None
    return Coverage(
        issue.slug,
        fields_of(project.root, content, issue),
        approvals.read(project, issue.slug),
        report.series.review.required,
        report.issue.case_studies,
    )


def advice(lacking: Sequence[Standing], issue: str) -> list[str]:
    """What is wrong with each approval, and the command that mends it, in lines."""
    return [line for each in lacking for line in _advice(each, issue)]


def _advice(standing: Standing, issue: str) -> list[str]:
    changes = [f"    {change}" for change in standing.changes[:_SHOWN]]
    if len(standing.changes) > _SHOWN:
        changes.append(f"    and {len(standing.changes) - _SHOWN} more")
    return [_verdict(standing), *changes, f"    {_command(standing, issue)}"]


def mark(lacking: Sequence[Standing]) -> dict[str, object]:
    """What issue.json says of the approvals of an issue that needs some: no names of people."""
    missing = [
        {"role": each.role, "case_study": each.case or None, "state": each.hold.value}
        for each in lacking
    ]
    return {"approved": not missing} | ({"missing_approvals": missing} if missing else {})


def _verdict(standing: Standing) -> str:
    if standing.hold is not Hold.STALE:
        return str(standing)
    signed = ", ".join(f"{each.by} on {each.date}" for each in standing.approvals)
    return f"{standing}; since the approval by {signed}:"


def _command(standing: Standing, issue: str) -> str:
    by = standing.approvals[-1].by if standing.approvals else "NAME"
    what = " ".join([issue, *standing.again])
    return f"report-builder approve {what} --role {standing.role} --by {shlex.quote(by)}"


def _cases_alone(changed: Mapping[str, object]) -> list[str]:
    """The case studies that changed, if nothing but case studies did."""
    cases = [case_of(name) for name in changed]
    return cases if all(cases) else []
