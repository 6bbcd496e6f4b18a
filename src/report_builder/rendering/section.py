"""A section by itself: laid out where it is going to stand, drawn as a part of the issue's PDF.

`survey` says what a section takes, `render` makes the part. Both depend on their job alone. What
was surveyed is kept in the process: if only page numbers turn out to be different, rendering it
only has to finish and draw the pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.document import Document, Page
from weasyprint.layout import page as paging

from report_builder.pages import Extent, Heading, Part, Picture, Place
from report_builder.rendering import (
    document,
    fontfiles,
    measuring,
    pictures,
    placing,
    sheets,
    tagging,
    tracing,
    words,
)
from report_builder.rendering.fetcher import ProjectFetcher
from report_builder.rendering.job import Job
from report_builder.rendering.placing import Surroundings
from report_builder.standard import Standard

_OPTIONS = document.PUBLICATION[Standard.ARCHIVE]
# Page breaks that may leave a page blank; areas of a page whose style the layout depends on.
_SIDES = ("left", "right", "recto", "verso")
_AREAS = (None, "@footnote", "@note-area")
_kept: dict[tuple[Path, str], "_Layout"] = {}


def survey(root: Path, job: Job) -> Extent:
    """Lay a section out, and keep it for `render`. Raises RenderError."""
    layout = _kept[root, job.html] = _lay_out(root, job)
    return layout.extent()


def render(root: Path, job: Job) -> Part:
    """The part that a section is of its issue. Raises RenderError."""
    layout = _kept.pop((root, job.html), None)
    if layout is None or not layout.fits(job.place):
        layout = _lay_out(root, job)
    return layout.part(job)


def encode(root: Path, picture: Picture) -> bytes:
    """A photo for the parts that show it; see `pictures.encoded`. Raises RenderError."""
    fetcher = ProjectFetcher(root)
    return document.watched(
        fetcher, picture.address, lambda: pictures.encoded(fetcher, picture, _OPTIONS)
    )


def _lay_out(root: Path, job: Job) -> "_Layout":
    fetcher, around = ProjectFetcher(root), Surroundings(job.place)
    photos: dict[str, Any] = {}

    def lay_out() -> _Layout:
        sheets.install()
        with placing.within(around):
            source = document.prepared(job.html, fetcher, job.exceptions)
            laid_out = document.rendered(source, cache=photos, **_OPTIONS)
        return _Layout(laid_out, source, around, fetcher, photos)

    return document.watched(fetcher, job.what, lay_out)


@dataclass
class _Layout:
    """A section whose pages are laid out, but have no margin boxes and are not drawn."""

    document: Document
    source: weasyprint.HTML
    around: Surroundings
    fetcher: ProjectFetcher
    photos: dict[str, Any]

    def extent(self) -> Extent:
        """What the section takes and needs, as far as is known before it is drawn."""
        around, pages = self.around, self.document.pages
        linked = {name for page in pages for kind, name, *_ in page.links if kind == "internal"}
        anchors = document.anchors(self.document)
        return Extent(
            len(pages),
            around.footnotes[0] - around.place.notes,
            anchors,
            frozenset(around.wanted),
            frozenset(linked - anchors.keys()),
            around.counts,
        )

    def fits(self, place: Place) -> bool:
        """Whether pages would be laid out the same at another place, but for their references."""
        around, maker = self.around, self.around.context.page_maker
        shift = place.first_page - around.place.first_page
        return (
            (place.notes == around.place.notes or around.footnotes == [around.place.notes])
            and (place.pages == around.place.pages or not around.counts)
            and (not shift or not self._prints_own_pages())
            and (not shift % 2 or not any(entry[1]["break"] in _SIDES for entry in maker))
            and all(self._same_style(page, shift) for page in self.document.pages)
        )

    def _prints_own_pages(self) -> bool:
        """Whether numbers of pages of the section stand in its text."""
        items = self.around.context.target_collector.counter_lookup_items.values()
        return self.around.counts_within or any(item.missing_counters for item in items)

    def _same_style(self, page: Page, shift: int) -> bool:
        """Whether a page has the style of the one that many pages later."""
        before, style_for = page._page_box.page_type, self.around.context.style_for
        after = _later(before, shift)
        paging.set_page_type_computed_styles(after, self.source, style_for)
        rules = style_for.get_cascaded_styles()
        return all(rules.get((before, area)) == rules.get((after, area)) for area in _AREAS)

    def part(self, job: Job) -> Part:
        """Draw the section at the place of `job`, which it `fits`."""
        return document.watched(self.fetcher, job.what, lambda: self._drawn(job.place))

    def _drawn(self, place: Place) -> Part:
        self._move(place.first_page - self.around.place.first_page)
        tagging.install()
        with placing.within(self.around), pictures.apart(), fontfiles.apart() as programs:
            self.around.settle(place)
            self.document.pages = [Page(box) for box in self.around.finished()]
            pdf = self.document.write_pdf(**_OPTIONS)
        digests = {name: sha256(program.data).hexdigest() for name, program in programs.items()}
        return Part(
            pdf,
            replace(self.extent(), linked=frozenset(self.around.linked)),
            list(_headings(self.document)),
            digests,
            {digests[name]: program.data for name, program in programs.items() if program.own},
            pictures.shown(self.photos),
            dict(self.fetcher.read),
            tracing.traced(measuring.measured(self.document)),
        )

    def _move(self, shift: int) -> None:
        for page in self.document.pages:
            page._page_box.page_type = _later(page._page_box.page_type, shift)


def _later(page_type: Any, shift: int) -> Any:
    """The type of the page that many pages later."""
    sides = {"left": "right", "right": "left"}
    side = sides[page_type.side] if shift % 2 else page_type.side
    return page_type._replace(side=side, index=page_type.index + shift)


def _headings(laid_out: Document) -> Iterator[Heading]:
    for number, page in enumerate(laid_out.pages, 1):
        for level, title, (x, y), _ in page.bookmarks:
            place = (0.75 * x, 0.75 * (page.height - y))
            yield Heading(level, words.spoken(title), number, *place)
