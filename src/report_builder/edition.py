"""One PDF of an issue: the issue in one of its layouts, from the templates to the finished file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

# What makes a PDF of the pages is imported where it is needed: it loads while lanes are at work.
from report_builder import sources, store
from report_builder.brand import Brand
from report_builder.conformance.report import Validation
from report_builder.content.model import Report
from report_builder.content.types import slugify
from report_builder.errors import LayoutError, StoppedError, VerificationError
from report_builder.finishing.metadata import Metadata
from report_builder.hyphenation import PATTERNS
from report_builder.layout.composition import Composition, Section
from report_builder.layout.description import Layout
from report_builder.pages import Rendered
from report_builder.rendering.job import Job
from report_builder.rendering.process import Renderer
from report_builder.sections import Bundle, Press, Sheet
from report_builder.standard import Standard

if TYPE_CHECKING:
    from report_builder.finishing.envelope import PageLabel

# Parts of an issue whose pages carry no number in print.
_UNNUMBERED = ("cover", "back-cover")


@dataclass(frozen=True)
class Artefact:
    """A file to be published: its name, its content, and the check it has to pass on disk."""

    name: str
    data: bytes
    verify: Callable[[Path], None] = store.unchecked


@dataclass(frozen=True)
class Publication:
    """A finished PDF: the layout that it is in, its title, its number of pages.

    `validation` is None for drafts, and where there is no validator.
    """

    layout: str
    title: str
    pages: int
    pdf: Artefact
    validation: Validation | None = None


@dataclass(frozen=True)
class Edition:
    """An issue in one of its layouts, with everything that is needed to make a PDF of it.

    The first layout that an issue names makes its main edition, which has the issue's own title
    and file name; every other adds what it is.
    """

    root: Path
    report: Report
    layout: Layout
    brand: Brand
    renderer: Renderer
    draft: bool
    standard: Standard = Standard.ARCHIVE
    press: Press | None = None
    """Renders the sections apart; without it they are one document."""

    @property
    def published(self) -> bool:
        """Whether readers get the issue, with the pictures that go with it."""
        return not self.draft and self.standard is Standard.ARCHIVE

    @property
    def is_main(self) -> bool:
        return self.layout.name == self.report.issue.layout[0]

    @property
    def name(self) -> str:
        """What the edition is called in messages."""
        slug = self.report.slug
        return slug if self.is_main else f"{slug} ({self.layout.name})"

    @property
    def pdf_name(self) -> str:
        return f"{self._stem}-draft.pdf" if self.draft else f"{self._stem}.pdf"

    @cached_property
    def metadata(self) -> Metadata:
        if self.is_main:
            return Metadata(self.report, self.standard)
        label = self.layout.edition(self.report.language)
        return Metadata(self.report, self.standard, label, f"{self._stem}.pdf")

    @cached_property
    def composition(self) -> Composition:
        return Composition(self.root, self.report, self.layout, self.brand)

    @property
    def _stem(self) -> str:
        # A short title in other letters than Latin ones leaves nothing.
        stem = f"{slugify(self.report.series.short_title)}-{self.report.slug}".lstrip("-")
        return stem if self.is_main else f"{stem}-{self.layout.name}"


@dataclass(frozen=True)
class LaidOut:
    """The sections of an edition, and the pages that the renderer made of them."""

    edition: Edition
    sections: Sequence[Section]
    body: Rendered | Bundle


def lay_out(edition: Edition) -> LaidOut:
    """The pages of an edition. Raises StoppedError with the section that is to blame."""
    if edition.press is None:
        whole = list(edition.composition.sections())
        return LaidOut(edition, whole, _in_one(edition, whole))
    sections: list[Section] = []
    bundle = edition.press.bundle(edition.name, _sheets(edition, edition.press, sections))
    return LaidOut(edition, sections, bundle)


def _sheets(edition: Edition, press: Press, sections: list[Section]) -> Iterator[Sheet]:
    """Each section as it is composed, which is added to `sections` as well."""
    for section in edition.composition.sections():
        sections.append(section)
        html = edition.composition.document([section])
        job = sheet_job(edition, press, html, f"“{section.title}” ({section.files[-1]})")
        yield Sheet(section.id, job, press.digest(job))
    from report_builder import assembly  # noqa: F401  # while the last ones are being rendered
    from report_builder.finishing import envelope, inspection  # noqa: F401


def sheet_job(edition: Edition, press: Press, html: str, what: str) -> Job:
    """A document of an edition to be rendered, with every file that it may read."""
    named = sources.named(html, press.digests, edition.root)
    patterns = [name for name in press.digests if name.startswith(f"{PATTERNS}/")]
    files = sorted({*named, *patterns, *edition.brand.font_files()})
    return Job(html, what, tuple(files), edition.renderer.exceptions)


def _in_one(edition: Edition, sections: Sequence[Section]) -> Rendered:
    """All sections as one document, by the reference renderer."""
    try:
        html = edition.composition.document(sections)
        return edition.renderer.render(html, edition.name, edition.standard)
    except StoppedError as error:
        culprit = _culprit(edition, sections)
        raise StoppedError(culprit, error.reason, error.remedy) from error


def _culprit(edition: Edition, sections: Sequence[Section]) -> str:
    """The part of an edition that is too much for the renderer even by itself."""
    renderer, composition = edition.renderer, edition.composition
    if not renderer.survives(composition.document([])):
        return f"layouts/{edition.layout.name}"
    for section in sections:
        if not renderer.survives(composition.document([section])):
            return f"“{section.title}” ({section.files[-1]})"
    return "the issue as a whole, no section by itself"


def finish(laid_out: LaidOut) -> Publication:
    """The finished PDF: the rendered pages in their envelope, under the mark if it is a draft."""
    from report_builder import assembly
    from report_builder.finishing.envelope import envelope

    edition, body = laid_out.edition, laid_out.body
    outside = envelope(edition.metadata, _page_labels(laid_out))
    mark = _draft_mark(edition) if edition.draft else None
    if isinstance(body, Bundle):
        pdf = assembly.join_parts(body.parts, body.photos, _programs(edition), outside, mark)
    else:
        pdf = assembly.join(body.pdf, outside, body.outline, mark)
    artefact = Artefact(edition.pdf_name, pdf, _verification(edition, body.pages))
    return Publication(edition.layout.name, edition.metadata.title, body.pages, artefact)


def _programs(edition: Edition) -> Callable[[str], bytes]:
    """The font files of the brand, by their SHA-256."""
    files = [(edition.root / name).read_bytes() for name in edition.brand.font_files()]
    return {store.digest(data): data for data in files}.__getitem__


def _draft_mark(edition: Edition) -> bytes:
    return edition.renderer.render_plain(edition.composition.draft_mark(), "the draft mark", {})


def _page_labels(laid_out: LaidOut) -> "list[PageLabel]":
    """Labels equal to the printed numbers; pages without a number are called by their title."""
    from report_builder.finishing.envelope import PageLabel

    labels: list[PageLabel] = []
    for section in laid_out.sections:
        prefix = section.title if section.kind in _UNNUMBERED else ""
        if prefix or not labels or labels[-1].prefix:
            labels.append(PageLabel(_first_page(section, laid_out.body), prefix))
    return labels


def _first_page(section: Section, body: Rendered | Bundle) -> int:
    """The page on which a section begins. Raises LayoutError if its template gives no id."""
    if section.id not in body.anchors:
        reason = f'no element has the id “{section.id}”: the root element needs id="{{{{ id }}}}"'
        raise LayoutError(f"{section.kind}.html", None, section.title, reason)
    return body.anchors[section.id]


def _verification(edition: Edition, pages: int) -> Callable[[Path], None]:
    from report_builder.finishing import inspection

    def verify(path: Path) -> None:
        if faults := inspection.faults(path, edition.metadata, pages):
            raise VerificationError(edition.pdf_name, faults)

    return verify
