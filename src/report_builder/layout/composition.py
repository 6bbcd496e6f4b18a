"""One report in one layout: an ordered list of sections, and the documents made of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from report_builder.brand import Brand
from report_builder.content.model import CaseStudy, Report
from report_builder.content.node import Node
from report_builder.layout.description import (
    DRAFT_MARK,
    PLACES,
    SHELL,
    SOCIAL_CARD,
    STRIP,
    Layout,
    Part,
    content_at,
)
from report_builder.layout.drawings import Drawings
from report_builder.layout.templates import Templates


@dataclass(frozen=True)
class Section:
    """The unit of the pipeline: one fragment of HTML that begins on a new page.

    `id` is unique in the issue and the id of the fragment's element; `kind` is the part of the
    layout; `files` are the content files that it prints, relative to the project; `case` is the
    case study that it is about, if it is one of those that are printed one by one.
    """

    id: str
    kind: str
    html: str
    title: str
    files: tuple[str, ...]
    case: CaseStudy | None = None


@dataclass(frozen=True)
class Entry:
    """A line of the contents: what a section will be, before it is rendered."""

    id: str
    kind: str
    title: str
    node: Node | None = None
    """The content that is printed, if it has a title of its own."""

    @property
    def case(self) -> CaseStudy | None:
        return self.node if isinstance(self.node, CaseStudy) else None


class Composition:
    """Puts a report into a layout. Raises LayoutError where a template is broken."""

    def __init__(self, root: Path, report: Report, layout: Layout, brand: Brand) -> None:
        language = layout.speaks(report.language) or report.language
        self.report = report
        self.layout = layout
        self.templates = Templates(root, layout.folder, report.language, layout.labels[language])
        self._drawings = Drawings(root, report, brand, self.templates)
        self._context = {
            "report": report,
            "series": report.series,
            "issue": report.issue,
            "case_studies": report.case_studies,
            "language": report.language,
            "options": layout.options(report.issue.layout_options),
            "brand": brand,
            "drawings": self._drawings,
        }

    def sections(self) -> Iterator[Section]:
        """Every section of the issue, in print order."""
        outline = list(self._outline())
        for entry in outline:
            yield self._section(entry, outline)

    def document(self, sections: Iterable[Section]) -> str:
        """One HTML document of some sections; its addresses are relative to the project."""
        bodies = [Markup(section.html) for section in sections]
        return self._render(SHELL, SHELL, sections=bodies)

    def draft_mark(self, facts: Mapping[str, Any], lines: int) -> str:
        """What is laid over the pages of a draft: a page for the mark, one for the bar beside what
        changed, one for each number of a line. `facts` are its `number`, its `build`, the `day` of
        its content if that is known, and whether it was `changed_since`."""
        return self._render(DRAFT_MARK, "the draft mark", draft=facts, lines=lines)

    def strip(self, address: str) -> str | None:
        """What is laid over the first page of a case study that is published by itself: a page that
        says which issue it is from, and that this is found at `address`. None where the layout has
        no such page."""
        if not (self.layout.folder / STRIP).is_file():
            return None
        return self._render(STRIP, "the strip of case studies", address=address)

    def social_card(self, cover: str) -> str:
        """A document of one page of 1200 × 630 px, around the picture of the cover page."""
        return self._render(SOCIAL_CARD, "the social card", cover_picture=cover)

    def _outline(self) -> Iterator[Entry]:
        for part in self.layout.parts(self.report):
            if part.needs == PLACES and not self._drawings.has_map:
                continue
            if part.each:
                for case in content_at(self.report, part.each):
                    yield Entry(f"{part.id}-{case.name}", part.id, case.title, case)
            else:
                yield self._entry(part)

    def _entry(self, part: Part) -> Entry:
        node = content_at(self.report, part.needs) if part.needs else None
        title = getattr(node, "title", None) if isinstance(node, Node) else None
        if title:
            return Entry(part.id, part.id, title, node)
        return Entry(part.id, part.id, self.templates.label(f"parts.{part.id}"))

    def _section(self, entry: Entry, outline: list[Entry]) -> Section:
        rendering = entry.case.origin.file if entry.case else f"{entry.kind} of {self.report.slug}"
        context = {"id": entry.id, "case": entry.case, "entry": entry, "outline": outline}
        html = self._render(f"{entry.kind}.html", rendering, **context)
        files = self._files(entry.case)
        return Section(entry.id, entry.kind, html, entry.title, files, entry.case)

    def _files(self, case: CaseStudy | None) -> tuple[str, ...]:
        if case is not None:
            return (case.origin.file,)
        return (self.report.series.origin.file, self.report.issue.origin.file)

    def _render(self, template: str, rendering: str, **context: Any) -> str:
        return self.templates.render(template, rendering, **self._context, **context)
