"""Two states of an issue held against each other: what changed, and who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from report_builder.review import authors, changes
from report_builder.review.authors import Authors
from report_builder.review.changes import Change
from report_builder.review.states import Origin, State


@dataclass(frozen=True)
class Comparison:
    """What changed in an issue from an old state to a new one."""

    issue: str
    old: State
    new: State
    changes: Sequence[Change]
    authors: Authors

    def who(self, change: Change) -> list[str]:
        """Those who made a change, as far as that is known."""
        return authors.of(self.authors, change, self.issue)


def compare(root: Path, issue: str, old: State, new: State) -> Comparison:
    """Hold two states of an issue against each other; `root` is the project's folder."""
    found = changes.compared(old.fields, new.fields)
    return Comparison(issue, old, new, found, _authors(root, old, new))


def _authors(root: Path, old: State, new: State) -> Authors:
    """Those who changed files between two states; nobody where git knows the end of it no more."""
    if new.origin in (Origin.WORKING, Origin.BUILT):
        return authors.since(root, old.commit, old.day)
    return authors.since(root, old.commit, old.day, new.commit) if new.commit else {}
