"""Comments on an issue, and their ledger: `reports/<slug>/review/comments.yaml`.

One mapping for each comment, by their ids: two branches that import different copies add lines at
different places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from report_builder import store
from report_builder.content import yaml
from report_builder.content.rules import problem
from report_builder.content.writing import written
from report_builder.errors import ReviewError
from report_builder.geometry import Rectangle
from report_builder.project import Project
from report_builder.review import rounds
from report_builder.review.rounds import Proof

LEDGER = "comments.yaml"
OPEN, RESOLVED, REJECTED = "open", "resolved", "rejected"
STATES = (OPEN, RESOLVED, REJECTED)
# What the states that viewers offer (ISO 32000-1, table 171) mean for the work that is to be done.
_MEANINGS = {"Completed": RESOLVED, "Rejected": REJECTED, "Cancelled": REJECTED}
_HEAD = "# Written by report-builder comments; the commands resolve, reject and reopen change it.\n"
# By what a comment is found again in its field.
_FOUND = ("anchor", "letters", "digest")
_NUMBERS = {"draft", "page", "line", "column", "letters"}
# A ledger of two thousand long comments.
_SCALE = 16
# By how much, in pt, viewers move a mark that they save again.
_NEAR = 3


@dataclass(frozen=True)
class Reply:
    """What somebody answered; `date` is in ISO 8601 or empty."""

    author: str
    date: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """A review state that somebody gave in a viewer: Accepted, Rejected, Cancelled, Completed."""

    author: str
    date: str
    state: str


@dataclass(frozen=True)
class Mark:
    """How a comment stands in the PDF: its `areas` in pt from the upper left corner of the page,
    its name there, the file in which it came, and the `build` that it is a copy of."""

    areas: Sequence[Rectangle]
    name: str
    copy: str
    build: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment on a draft.

    `page` counts from the cover (1); 0 is the sheet in front of it, or a page that is none of the
    draft. `file` and `field` (a JSON pointer) are empty where it is about no field; `line` and
    `column` (from 1) are those of the marked words in the draft. `anchor` are other words of the
    field that tell the place, where there is no quote; `letters` how many letters of
    it stand before, and `digest` is that of its text in the draft.
    """

    id: str
    draft: int
    layout: str
    page: int
    kind: str
    author: str
    date: str
    text: str
    mark: Mark
    quote: str = ""
    file: str = ""
    field: str = ""
    line: int = 0
    column: int = 0
    anchor: str = ""
    letters: int = 0
    digest: str = ""
    state: str = OPEN
    note: str = ""
    replies: Sequence[Reply] = ()
    verdicts: Sequence[Verdict] = ()

    def is_on(self, number: int, proof: Proof) -> bool:
        """Whether it is on this PDF of the draft with that number, and on no earlier build of it:
        as long as a draft is not sent, the next one has its number."""
        same = (self.draft, self.layout) == (number, proof.layout)
        return same and self.mark.build in ("", proof.build)

    def is_same(self, other: "Comment") -> bool:
        """Whether both are the same annotation, which viewers may have moved a little, renamed or
        given a new text."""
        mine, theirs = ((c.draft, c.layout, c.page, c.kind, c.author) for c in (self, other))
        named = bool(self.mark.name) and self.mark.name == other.mark.name
        if mine != theirs:
            return False
        if _is_near(self.mark.areas, other.mark.areas):
            return named or self.text == other.text
        return named and bool(self.text) and self.text == other.text

    def joined(self, other: "Comment") -> "Comment":
        """This comment with what another copy of it has in addition.

        A newer text replaces the old one. A new state from a viewer counts unless the team has
        decided otherwise.
        """
        answers = [(reply.author, reply.text) for reply in self.replies]
        replies = [*self.replies]
        replies += [r for r in other.replies if (r.author, r.text) not in answers]
        verdicts = [*self.verdicts, *(v for v in other.verdicts if v not in self.verdicts)]
        verdicts.sort(key=lambda verdict: verdict.date)
        followed = self.state == meaning(self.verdicts)
        newer = other if other.date > self.date and other.text else self
        return replace(
            self,
            text=newer.text,
            date=newer.date,
            replies=tuple(sorted(replies, key=lambda reply: reply.date)),
            verdicts=tuple(verdicts),
            state=meaning(verdicts) if followed else self.state,
        )


def _is_near(areas: Sequence[Rectangle], others: Sequence[Rectangle]) -> bool:
    edges = [[edge for area in each for edge in area] for each in (areas, others)]
    return len(areas) == len(others) and all(
        abs(a - b) <= _NEAR for a, b in zip(*edges, strict=True)
    )


def meaning(verdicts: Sequence[Verdict]) -> str:
    """The state that the last of the states from viewers leaves a comment in."""
    return _MEANINGS.get(verdicts[-1].state, OPEN) if verdicts else OPEN


def path_of(project: Project, issue: str) -> Path:
    """The ledger of an issue."""
    return rounds.folder_of(project, issue) / LEDGER


def issues_with(project: Project) -> list[str]:
    """The issues that have a ledger."""
    return sorted(
        path.parents[1].name for path in project.reports.glob(f"*/{rounds.REVIEW}/{LEDGER}")
    )


def load(project: Project, issue: str) -> dict[str, Comment]:
    """The comments on an issue by their ids. Raises ReviewError if the ledger is damaged."""
    path = path_of(project, issue)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ReviewError(path, f"cannot be read: {error.strerror or error}") from error
    found: dict[str, Comment] = {}
    for comment in _read(path, data):
        earlier = found.get(comment.id, comment)
        first, second = sorted((earlier, comment), key=lambda each: each.state == OPEN)
        found[comment.id] = first if first is second else first.joined(second)
    return found


def save(project: Project, issue: str, comments: Iterable[Comment]) -> None:
    """Replace the ledger of an issue. Raises StorageError."""
    listed = [_entry(comment) for comment in sorted(comments, key=lambda each: each.id)]
    store.write(path_of(project, issue), (_HEAD + written({"comments": listed})).encode())


def _entry(comment: Comment) -> dict[str, Any]:
    """A comment as it is written: what is empty is left out, what programs need is at the end."""
    entry = {key: value for key, value in asdict(comment).items() if value or key == "page"}
    mark = entry.pop("mark")
    areas = [" ".join(f"{edge:.1f}" for edge in area) for area in mark["areas"]]
    for key in _FOUND:
        mark[key] = entry.pop(key, "")
    return entry | {"mark": {k: v for k, v in mark.items() if v} | {"areas": areas}}


def _read(path: Path, data: bytes) -> Iterator[Comment]:
    tree, findings = yaml.parse(data, path.name, _SCALE)
    if findings:
        fault = problem(findings[0], "en")
        raise ReviewError(path, f"is damaged: line {fault.line}: {fault.message}; {_REMEDY}")
    listed = tree.value.get("comments") if isinstance(tree.value, dict) else None
    for index, entry in enumerate(_list(path, 1, listed)):
        line = tree.position(("comments", index))[0]
        try:
            yield _comment(entry)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"is damaged: the comment in line {line} ({error}); {_REMEDY}"
            raise ReviewError(path, reason) from error


_REMEDY = "take the last version from git, or mend it by hand"


def _list(path: Path, line: int, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ReviewError(
            path, f"is damaged: line {line}: a list of comments is missing; {_REMEDY}"
        )
    return value


def _comment(entry: Mapping[str, Any]) -> Comment:
    """A comment from its entry. Raises KeyError, TypeError, ValueError, AttributeError."""
    facts = {"author": "", "date": "", "text": ""} | {k: v or "" for k, v in entry.items()}
    mark = facts.pop("mark")
    facts |= {key: mark.pop(key) for key in _FOUND if key in mark}
    for key in _NUMBERS & facts.keys():
        facts[key] = int(facts[key])
    if facts.setdefault("state", OPEN) not in STATES:
        raise ValueError(f"its state is {facts['state']}")
    facts["replies"] = tuple(Reply(**reply) for reply in facts.get("replies", ()))
    facts["verdicts"] = tuple(Verdict(**verdict) for verdict in facts.get("verdicts", ()))
    answers = (*facts["replies"], *facts["verdicts"])
    for date in filter(None, (facts["date"], *(answer.date for answer in answers))):
        datetime.fromisoformat(date)
    areas = [Rectangle(*map(float, area.split())) for area in mark.pop("areas")]
    return Comment(**facts, mark=Mark(areas, **({"name": "", "copy": ""} | mark)))
