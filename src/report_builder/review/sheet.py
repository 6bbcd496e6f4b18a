"""The sheet in front of a draft: what changed since another one, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.brand import Brand
from report_builder.content.model import Report
from report_builder.pages import Piece
from report_builder.project import Project
from report_builder.review import comparison_page, names, passages, templates
from report_builder.review.changes import Change, Kind
from report_builder.review.comparison import Comparison
from report_builder.review.draft import TEMPLATES, Draft
from report_builder.review.source_map import SourceMap
from report_builder.review.wording import Mark, Run

_TEMPLATE = "sheet.html"
ID = "changes"
# Around what changed, so many signs of what stayed.
_CONTEXT = 60


@dataclass(frozen=True)
class _Line:
    """A change as the sheet tells it: the field, its words, the pages (from 1) it is on, who made
    it."""

    kind: str
    field: str
    words: Sequence[Run]
    places: tuple[int, int] | None
    pages: Sequence[int]
    who: Sequence[str]


@dataclass(frozen=True)
class _Group:
    title: str
    of_series: bool
    lines: Sequence[_Line]


def exists(project: Project) -> bool:
    """Whether the project has a template for it."""
    return (project.root / TEMPLATES / _TEMPLATE).is_file()


def changed(comparison: Comparison, source_map: SourceMap) -> list[Piece]:
    """What has changed on the pages."""
    return [p for change in comparison.changes for p in passages.passages(change, source_map)]


def html(draft: Draft, report: Report, brand: Brand, source_map: SourceMap) -> str:
    """The document; a link `#page-7` leads to page 7 of the issue. Raises LayoutError."""
    comparison = draft.comparison
    assert comparison is not None
    return templates.rendered(
        draft.project,
        report.series.language,
        _TEMPLATE,
        "the sheet of changes",
        id=ID,
        draft=draft,
        report=report,
        series=report.series,
        brand=brand,
        base=comparison.old,
        groups=list(_groups(comparison, source_map, report.series.language)),
    )


def pages(source_map: SourceMap, sheet: int) -> dict[str, int]:
    """The pages of the issue by the names that links have for them, in the PDF with the sheet."""
    return {f"page-{number}": sheet + number for number in range(1, len(source_map.sizes) + 1)}


def _groups(comparison: Comparison, source_map: SourceMap, language: str) -> Iterator[_Group]:
    whole = [change for change in comparison.changes if _is_whole_case(change)]
    within = {id(below) for change in whole for below in change.below}
    for group in comparison_page.groups(comparison):
        lines = [
            _line(comparison, change, _pages(change, group.file, source_map), language)
            for change in group.changes
            if id(change) not in within and (_is_whole_case(change) or not change.below)
        ]
        yield _Group(group.title, group.file.endswith("series.yaml"), lines)


def _is_whole_case(change: Change) -> bool:
    """Whether a case study came or went: that says enough, its pages have the words."""
    return change.is_case_study and change.kind in (Kind.INSERTED, Kind.DELETED)


def _pages(change: Change, file: str, source_map: SourceMap) -> list[int]:
    """The pages that a change is on; of a case study that was moved, those with its title."""
    moved = change.kind is Kind.MOVED and change.is_case_study
    found = source_map.of(f"{file}#/title") if moved else passages.passages(change, source_map)
    return sorted({piece.page for piece in found})


def _line(comparison: Comparison, change: Change, pages: Sequence[int], language: str) -> _Line:
    kinds = "case_kinds." if change.is_case_study else "kinds."
    return _Line(
        kinds + change.kind.value,
        names.name_of(change.field.source, language),
        list(_excerpt(change.words)),
        change.places if change.kind is Kind.MOVED else None,
        pages,
        comparison.who(change),
    )


def _excerpt(runs: Sequence[Run]) -> Iterator[Run]:
    """The words, of long ones that stayed only the ends."""
    for place, run in enumerate(runs):
        words = run.words
        if run.mark is Mark.EQUAL and len(words) > 2 * _CONTEXT:
            before = words[:_CONTEXT].rsplit(maxsplit=1)[0] if place else ""
            after = words[-_CONTEXT:].split(maxsplit=1)[-1] if place < len(runs) - 1 else ""
            words = f"{before} … {after}"
        yield Run(run.mark, words)
