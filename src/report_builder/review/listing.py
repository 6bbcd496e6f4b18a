"""The comments on issues as lists: for people, for spreadsheets and for other programs."""

import csv
import io
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from report_builder.project import Project
from report_builder.review import comments
from report_builder.review.comments import OPEN, Comment
from report_builder.review.standing import Files, Standing

_CHANGED = "text has changed"
_FORMULA = re.compile(r"[=+\-@\t]")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#])")
_LEAST_WIDTH, _TEXT_BEGINS = 60, 10


@dataclass(frozen=True)
class Listed:
    """A comment on an issue, and where its words stand now."""

    issue: str
    comment: Comment
    standing: Standing

    @property
    def author(self) -> str:
        """Who said it; where viewers do not tell, the file in which it came."""
        return self.comment.author or f"({self.comment.mark.copy})"

    @property
    def place(self) -> str:
        """The file with its line, as messages have it."""
        return f"{self.comment.file}:{self.standing.line}" if self.comment.file else "the draft"

    def as_dict(self) -> dict[str, Any]:
        """The keys that `comments list --format json` prints, in their fixed order."""
        comment = self.comment
        replies = [{"author": r.author, "date": r.date, "text": r.text} for r in comment.replies]
        return {
            "id": comment.id,
            "issue": self.issue,
            "draft": comment.draft,
            "file": comment.file,
            "line": self.standing.line,
            "field": self.standing.field,
            "page": comment.page,
            "kind": comment.kind,
            "author": self.author,
            "date": comment.date,
            "quote": comment.quote,
            "text": comment.text,
            "state": comment.state,
            "replies": replies,
            "stale": self.standing.stale,
            "note": comment.note,
        }


def listed(project: Project, issues: Iterable[str], state: str | None) -> list[Listed]:
    """The comments on issues, all or those in a state, in the order of their pages.

    Raises ReviewError.
    """
    files = Files(project.root)
    found = [
        Listed(issue, comment, files.standing(comment))
        for issue in issues
        for comment in comments.load(project, issue).values()
        if state in (None, comment.state)
    ]
    return sorted(found, key=_order)


def _order(each: Listed) -> tuple[Any, ...]:
    comment = each.comment
    top = min((area.top for area in comment.mark.areas), default=0)
    return each.issue, comment.draft, comment.layout, comment.page, top, comment.id


def as_csv(found: Sequence[Listed]) -> str:
    """A table for spreadsheets: no text in it is taken for a formula."""
    output = io.StringIO()
    rows = [each.as_dict() for each in found]
    names = list(rows[0]) if rows else ["id"]
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        row["replies"] = "\n".join(f"{r['author']}: {r['text']}" for r in row["replies"])
        writer.writerow([_cell(value) for value in row.values()])
    return output.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def as_markdown(found: Sequence[Listed]) -> str:
    """A list to tick off, by files."""
    lines: list[str] = []
    for file, group in groupby(sorted(found, key=lambda e: (e.issue, e.comment.file)), _file):
        lines += [f"## {file}", "", *(_ticked(each) for each in group), ""]
    return "\n".join(lines)


def _file(each: Listed) -> str:
    return each.comment.file or f"{each.issue}: the draft as a whole"


def _ticked(each: Listed) -> str:
    comment, tick = each.comment, " " if each.comment.state == OPEN else "x"
    changed = f" ({_CHANGED})" if each.standing.stale else ""
    quote = f" “{_escaped(comment.quote)}”" if comment.quote else ""
    said = [f"**{_escaped(each.author)}**: {_escaped(comment.text) or '–'}"]
    said += [f"{_escaped(reply.author)}: {_escaped(reply.text)}" for reply in comment.replies]
    place = f"line {each.standing.line}, `{each.standing.field}`, " if each.standing.field else ""
    where = f"{place}draft {comment.draft}, {_page(comment)}"
    head = f"- [{tick}] `{comment.id}` {where}, {comment.kind}{quote}{changed}"
    return "\n".join([head, *(f"  - {line}" for line in said)])


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def as_text(found: Sequence[Listed], width: int) -> str:
    """A table for a terminal that is so many letters wide: under the name of each draft a line for
    the place, then the words."""
    width = max(width, _LEAST_WIDTH)
    lines: list[str] = []
    for draft, group in groupby(found, _draft):
        lines += [""] * bool(lines) + [draft]
        lines += (row for each in group for row in _rows(each, width))
    return "\n".join(lines)


def _draft(each: Listed) -> str:
    return f"{each.issue}: draft {each.comment.draft} ({each.comment.layout})"


def _page(comment: Comment) -> str:
    return f"page {comment.page}" if comment.page else "no page"


def _rows(each: Listed, width: int) -> list[str]:
    comment = each.comment
    folder = f"reports/{each.issue}/"
    place = each.place.removeprefix(folder) if comment.file else "(the draft as a whole)"
    state = "" if comment.state == OPEN else f"{comment.state}  "
    changed = f"  [{_CHANGED}]" if each.standing.stale else ""
    page = f"p. {comment.page or '–':<4}"
    head = f"{comment.id:<{_TEXT_BEGINS}}{state}{page}{place} {each.standing.field}".rstrip()
    author = f"{each.author}, {comment.date[:10]}" if comment.date else each.author
    rows = [_cut(head, width - len(changed)) + changed]
    quote = f"{comment.kind} “{_shortened(comment.quote)}”" if comment.quote else comment.kind
    rows += _indented(f"{author}: {quote}", width)
    rows += _indented(comment.text, width)
    for reply in comment.replies:
        rows += _indented(f"– {reply.author}: {reply.text}", width)
    return rows


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _shortened(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:45]} … {words[-40:]}"


def _indented(text: str, width: int) -> list[str]:
    margin = " " * _TEXT_BEGINS
    return textwrap.wrap(
        " ".join(text.split()), width, initial_indent=margin, subsequent_indent=margin
    )


def as_page(each: Listed) -> str:
    """Everything that is known of a comment."""
    comment, standing = each.comment, each.standing
    column = f":{standing.column}" if comment.file else ""
    facts = {
        "place": f"{each.place}{column} {standing.field}".rstrip(),
        "in the draft": f"draft {comment.draft} ({comment.layout}), {_page(comment)}"
        + (f", line {comment.line}, column {comment.column}" if comment.line else ""),
        "text": _CHANGED if standing.stale else "as in the draft",
        "by": f"{each.author} {comment.date}".rstrip(),
        "came in": comment.mark.copy,
        "kind": comment.kind,
        "quote": comment.quote,
        "state": comment.state,
        "note": comment.note,
    }
    if not comment.field:
        del facts["text"]
    lines = [f"{comment.id}: {each.issue}"]
    lines += [f"  {name}: {value}" for name, value in facts.items() if value]
    lines += ["", *(f"  {line}" for line in comment.text.split("\n"))]
    lines += [f"  – {r.author} {r.date}: {r.text}" for r in comment.replies]
    lines += [f"  – {v.author} {v.date}: {v.state}" for v in comment.verdicts]
    return "\n".join(line.rstrip() for line in lines)
