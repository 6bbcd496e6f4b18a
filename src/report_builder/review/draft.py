"""A draft that is about to be built: its number, its day, what it is compared with."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from report_builder import store
from report_builder.content.loading import Content, IssueContent
from report_builder.project import Project
from report_builder.review import comparison, dates, repository, rounds
from report_builder.review.comparison import Comparison
from report_builder.review.fields import Fields, fields_of
from report_builder.review.rounds import Proof, Round
from report_builder.review.source_map import SourceMap
from report_builder.review.states import State, States

TEMPLATES = "layouts/review"
# How many digits of SHA-256 identify a PDF, in print as well.
_DIGITS = 12


@dataclass(frozen=True)
class Wishes:
    """What a draft should have beyond the usual: numbered lines, and marks for what changed since
    another state than the last draft that was sent (see `States.named`)."""

    line_numbers: bool = False
    since: str = ""


@dataclass(frozen=True)
class Draft:
    """The draft of an issue that is usable.

    `number` counts those that were sent, from 1; `base` is what it is compared with, None for a
    first draft.
    """

    project: Project
    content: Content
    issue: IssueContent
    number: int
    base: State | None
    wishes: Wishes
    inputs: Mapping[str, str]
    """Everything that it is made of, by name (see `Ledger.inputs`)."""

    @cached_property
    def day(self) -> tuple[date | None, bool]:
        """When its content was last changed, and whether it was changed once more: see `dates`.
        Without git, the day that the issue gives itself."""
        day, since = dates.last_change(self.project.root, self.issue.slug, list(self.inputs))
        if day or since:
            return day, since
        report = self.issue.report
        return report.date if report else None, False

    @cached_property
    def fields(self) -> Fields:
        return fields_of(self.project.root, self.content, self.issue)

    @cached_property
    def comparison(self) -> Comparison | None:
        """What changed since its base."""
        if self.base is None:
            return None
        working = States(self.project, self.content, self.issue).working()
        return comparison.compare(self.project.root, self.issue.slug, self.base, working)

    @property
    def made_of(self) -> dict[str, str]:
        """What it is made of beyond its files: two drafts that differ in it are not the same."""
        base = str(self.base) + self.base.commit if self.base else "nothing"
        lines = ", with line numbers" if self.wishes.line_numbers else ""
        day, since = self.day
        changed = " and later" if since else ""
        about = f"draft {self.number} of {day}{changed}, compared with {base}{lines}"
        return {"what the draft says of itself": about}

    def build(self, layout: str) -> str:
        """What identifies its PDF in one of the layouts."""
        made_of = [layout, dict(sorted(self.inputs.items())), self.made_of]
        return store.digest(json.dumps(made_of).encode())[:_DIGITS]

    def printed(self, layout: str) -> dict[str, object]:
        """What templates print of it on every page."""
        day, since = self.day
        names = {"number": self.number, "build": self.build(layout)}
        return names | {"day": day, "changed_since": since}

    def facts(self, layout: str) -> dict[str, object]:
        """By what a copy of its PDF is known again: see `recognition`."""
        names = {"issue": self.issue.slug, "draft": self.number, "layout": layout}
        return names | {"build": self.build(layout)}

    def files(self, proofs: Sequence[Proof], maps: Sequence[SourceMap]) -> dict[Path, bytes]:
        """What is kept of it beside the PDFs, until another one is built."""
        folder = rounds.workshop(self.project, self.issue.slug)
        commit = repository.head(self.project.root)
        draft = Round(folder, self.issue.slug, self.number, None, proofs, commit)
        return rounds.files_of(draft, list(self.fields.values()), maps)


def begun(
    project: Project,
    content: Content,
    issue: IssueContent,
    inputs: Mapping[str, str],
    wishes: Wishes,
) -> Draft:
    """The next draft of an issue.

    Raises UnknownDraftError, RevisionError, ReviewError where there is nothing to compare it with
    that was wished for.
    """
    earlier = rounds.sent(project, issue.slug)
    states = States(project, content, issue)
    base = None
    if wishes.since:
        base = states.named(wishes.since)
    elif earlier:
        base = states.last_sent()
    number = earlier[-1].number + 1 if earlier else 1
    return Draft(project, content, issue, number, base, wishes, inputs)
