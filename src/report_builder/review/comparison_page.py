"""A comparison as a page for browsers: words and pages beside each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from report_builder import facsimile
from report_builder.content.loading import SERIES
from report_builder.content.model import Report
from report_builder.geometry import Rectangle
from report_builder.pages import Piece
from report_builder.project import Project
from report_builder.review import changes, excerpts, facing, webpage
from report_builder.review.changes import Change
from report_builder.review.comparison import Comparison
from report_builder.review.facing import Facing, Print

_TEMPLATE = "changes.html"
_PICTURES = "pages"


@dataclass(frozen=True)
class Group:
    """The changes in a file; `title` is that of a case study, otherwise empty."""

    file: str
    title: str
    changes: list[Change]


@dataclass(frozen=True)
class _Page:
    """A page as it is shown: its picture in `file`, and where on it something changed (CSS)."""

    number: int
    file: str
    height: int
    marks: Sequence[str]


@dataclass(frozen=True)
class _Spread:
    old: _Page | None
    new: _Page | None


@dataclass(frozen=True)
class _Edition:
    """The pages in one of the issue's layouts."""

    layout: str
    changed: Sequence[_Spread]
    different: Sequence[_Spread]


def files(project: Project, report: Report, comparison: Comparison) -> dict[str, bytes]:
    """The page `index.html` and its pictures, by their paths. Raises LayoutError, ReviewError."""
    album = _Album()
    editions = list(_editions(project, comparison, album))
    html = webpage.rendered(
        project,
        report.series.language,
        _TEMPLATE,
        "the page of changes",
        report=report,
        series=report.series,
        comparison=comparison,
        groups=groups(comparison),
        editions=editions,
        width=facing.WIDTH,
    )
    return {"index.html": html, **album.files}


# --- fields -------------------------------------------------------------------------------


def groups(comparison: Comparison) -> list[Group]:
    """The changes by file, in the order in which they come; those of a new part after it."""
    found: dict[str, Group] = {}
    for change in comparison.changes:
        file = _file(change)
        group = found.setdefault(file, Group(file, _title(comparison, file), []))
        group.changes.extend(change.each())
    return list(found.values())


def _file(change: Change) -> str:
    """The file that a change is about: of a case study as a whole, its own."""
    if not change.is_case_study:
        return change.field.file
    folder = PurePosixPath(change.field.file).parent
    return f"{folder}/case-studies/{change.field.text}.yaml"


def _title(comparison: Comparison, file: str) -> str:
    if file == SERIES or PurePosixPath(file).name == "issue.yaml":
        return ""
    for state in (comparison.new, comparison.old):
        if (title := state.fields.get(f"{file}#/title")) is not None:
            return title.text
    return ""


# --- pages --------------------------------------------------------------------------------


class _Album:
    """The pictures of pages, each once."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def page(self, name: str, printed: Print, number: int, pieces: Iterable[Piece]) -> _Page:
        """A page with what changed on it."""
        file = f"{_PICTURES}/{name}-{number:03}.png"
        picture = printed.picture(number)
        self.files[file] = facsimile.png(picture)
        page = Rectangle(0, 0, *printed.map.sizes[number - 1])
        marks = [excerpts.place(piece.area, page) for piece in pieces]
        return _Page(number, file, picture.height, marks)


def _editions(project: Project, comparison: Comparison, album: _Album) -> Iterator[_Edition]:
    """The pages in each layout of which both drafts have a PDF that is there."""
    if comparison.old.draft is None or comparison.new.draft is None:
        return
    back = changes.compared(comparison.new.fields, comparison.old.fields)
    before = facing.prints(comparison.old.draft)
    after = facing.prints(comparison.new.draft)
    for layout in (name for name in after if name in before):
        old, new = before[layout], after[layout]
        found = facing.spreads(old, new, comparison.changes, back)
        shown = [
            [_spread(layout, each, old, new, album) for each in spreads]
            for spreads in (found.changed, found.layout)
        ]
        yield _Edition(layout, *shown)


def _spread(layout: str, each: Facing, old: Print, new: Print, album: _Album) -> _Spread:
    return _Spread(
        album.page(f"{layout}-old", old, each.old, each.deleted) if each.old else None,
        album.page(f"{layout}-new", new, each.new, each.inserted) if each.new else None,
    )
