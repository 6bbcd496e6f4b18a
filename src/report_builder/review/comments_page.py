"""The comments on an issue as one file for browsers, which needs no other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath

from report_builder import store
from report_builder.content import alphabet
from report_builder.content.loading import SERIES
from report_builder.project import Project
from report_builder.review import comments, facing, rounds, webpage
from report_builder.review.comments import Comment
from report_builder.review.excerpts import Prints, excerpts
from report_builder.review.facing import Print
from report_builder.review.listing import Listed, listed
from report_builder.review.standing import Files

_TEMPLATE = "comments.html"
# Those that the labels have words for.
_KINDS = (
    *("highlight", "underline", "squiggly", "strikeout", "replace", "note", "caret"),
    *("freetext", "ink", "square", "circle", "stamp"),
)


@dataclass(frozen=True)
class _Section:
    """The comments on a file, on the draft as a whole where it is empty.

    `kind` is "file", "issue", "series" or "draft_as_a_whole"; a case study has a `title`.
    """

    file: str
    kind: str
    title: str
    entries: list[Listed] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The first page with one of them."""
        return min(each.comment.page for each in self.entries)


@dataclass(frozen=True)
class Made:
    """A page, and the number of comments on it."""

    html: bytes
    comments: int


def make(project: Project, issue: str) -> Made:
    """The page of an issue's comments, in the language of the series.

    What is wrong with the content does not matter. Raises LayoutError, ReviewError.
    """
    found = listed(project, [issue], None)
    prints = _prints(project, issue, [each.comment for each in found])
    texts = {name: _texts(project, name) for name in (SERIES, f"reports/{issue}/issue.yaml")}
    series, own = texts.values()
    language = series.get("/language", "en")
    states = Counter(each.comment.state for each in found)
    html = webpage.rendered(
        project,
        language,
        _TEMPLATE,
        "the page of comments",
        series=series.get("/title", ""),
        title=own.get("/title", issue),
        issue_language=own.get("/language", language),
        sections=_sections(project, issue, found, prints),
        excerpts=excerpts(prints, (each.comment for each in found)),
        persons=sorted({each.author for each in found}, key=alphabet.order),
        states={state: states[state] for state in comments.STATES},
        layouts=len({each.comment.layout for each in found}),
        kinds=_KINDS,
        day=_day,
        nonce=_nonce(found),
    )
    return Made(html, len(found))


def _texts(project: Project, file: str) -> dict[str, str]:
    """The texts of a file by their JSON pointers; none if it cannot be read."""
    written = Files(project.root).read(file)
    return written.scalars if written else {}


def _nonce(found: Sequence[Listed]) -> str:
    """By which the browser knows the page's own script: no comment can contain it."""
    return store.digest(repr(found).encode())[:32]


def _day(written: str) -> date | None:
    """The day of a moment in ISO 8601, if there is one."""
    return datetime.fromisoformat(written).date() if written else None


def _prints(project: Project, issue: str, found: Sequence[Comment]) -> Prints:
    prints: dict[str, Print] = {}
    for draft in rounds.kept(project, issue):
        own = [comment for comment in found if comment.draft == draft.number]
        there = facing.prints(draft) if own else {}
        for proof in draft.proofs if there else ():
            named = [comment.id for comment in own if comment.is_on(draft.number, proof)]
            prints |= {name: there[proof.layout] for name in named if proof.layout in there}
    return prints


def _sections(
    project: Project, issue: str, found: Sequence[Listed], prints: Prints
) -> list[_Section]:
    """The comments by file, in the order of their first pages; first those on the whole."""
    sections: dict[str, _Section] = {}
    for each in found:
        file = each.comment.file or _around(each, prints)
        section = sections.setdefault(file, _section(project, issue, file))
        section.entries.append(each)
    return sorted(sections.values(), key=lambda section: (bool(section.file), section.page))


def _around(each: Listed, prints: Prints) -> str:
    """The file that has most of a page, where a comment is on what the layout prints there."""
    printed = prints.get(each.comment.id)
    if printed is None:
        return ""
    words: Counter[str] = Counter()
    for piece in printed.content(each.comment.page):
        words[piece.source.partition("#")[0]] += len(piece.words)
    return max(words, key=words.__getitem__, default="")


def _section(project: Project, issue: str, file: str) -> _Section:
    kinds = {"": "draft_as_a_whole", SERIES: "series", f"reports/{issue}/issue.yaml": "issue"}
    kind = kinds.get(file, "file")
    is_case_study = PurePosixPath(file).parent.name == "case-studies"
    return _Section(file, kind, _texts(project, file).get("/title", "") if is_case_study else "")
