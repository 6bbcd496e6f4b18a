"""One PDF of an issue: the issue in one of its layouts, from the templates to the finished file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

# What makes a PDF of the pages is imported where it is needed: it loads while lanes are at work.
from report_builder import sources, store
from report_builder.brand import Brand
from report_builder.conformance.report import Validation
from report_builder.content.model import CaseStudy, Report
from report_builder.content.types import slugify
from report_builder.errors import LayoutError, StoppedError, VerificationError
from report_builder.finishing.metadata import Metadata
from report_builder.hyphenation import PATTERNS
from report_builder.layout.composition import Composition, Section
from report_builder.layout.description import DRAFT_MARK, Layout
from report_builder.pages import Overlay, Part, Rendered, Stamp
from report_builder.rendering.job import Job
from report_builder.rendering.process import Renderer
from report_builder.review import overlay as overlays
from report_builder.review import sheet as sheets
from report_builder.review import source_map as source_maps
from report_builder.review.draft import Draft
from report_builder.review.rounds import Proof
from report_builder.review.source_map import SourceMap
from report_builder.sections import Bundle, Press, Sheet
from report_builder.standard import Standard

if TYPE_CHECKING:
    from report_builder.finishing.envelope import PageLabel

T = TypeVar("T")

# Parts of an issue whose pages carry no number in print.
_UNNUMBERED = ("cover", "back-cover")
# What pages are called that a draft has before its cover.
_FRONT = "Δ"


@dataclass(frozen=True)
class Artefact:
    """A file to be published: its name, its content, and the check it has to pass on disk."""

    name: str
    data: bytes
    verify: Callable[[Path], None] = store.unchecked

    @cached_property
    def digest(self) -> str:
        """SHA-256"""
        return store.digest(self.data)


@dataclass(frozen=True)
class Chapter:
    """A section of a finished PDF: the named destination of its first page, and the number of that
    page (from 1); `case` as in `Section`."""

    title: str
    kind: str
    destination: str
    page: int
    case: CaseStudy | None = None


@dataclass(frozen=True)
class Publication:
    """A finished PDF: the layout that it is in, its title, its number of pages.

    `validation` is None for drafts, and where there is no validator; `proof` is None for what is no
    draft; `chapters` are those of what is none.
    """

    layout: str
    title: str
    pages: int
    pdf: Artefact
    validation: Validation | None = None
    proof: tuple[Proof, SourceMap] | None = None
    chapters: Sequence[Chapter] = ()


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
    draft: Draft | None
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
        return f"{self.stem}-draft.pdf" if self.draft else f"{self.stem}.pdf"

    @cached_property
    def metadata(self) -> Metadata:
        facts = self.draft.facts(self.layout.name) if self.draft else None
        if self.is_main:
            return Metadata(self.report, self.standard, facts=facts)
        label = self.layout.edition(self.report.language)
        return Metadata(self.report, self.standard, label, f"{self.stem}.pdf", facts)

    @cached_property
    def composition(self) -> Composition:
        return Composition(self.root, self.report, self.layout, self.brand)

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        # A short title in other letters than Latin ones leaves nothing.
        stem = f"{slugify(self.report.series.short_title)}-{self.report.slug}".lstrip("-")
        return stem if self.is_main else f"{stem}-{self.layout.name}"

    def kept(self, what: str, make: Callable[[], T], *made_of: bytes | str) -> T:
        """What `make` makes of these, or made in an earlier build if such things are kept."""
        return self.press.kept(what, make, *made_of) if self.press else make()


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
    for section, sheet in sheets_of(edition.composition, edition.brand, press):
        sections.append(section)
        yield sheet
    from report_builder import assembly  # noqa: F401  # while the last ones are being rendered
    from report_builder.finishing import envelope, inspection  # noqa: F401


def sheets_of(
    composition: Composition, brand: Brand, press: Press
) -> Iterator[tuple[Section, Sheet]]:
    """The sections of a report as they are composed, each with what is to be rendered of it."""
    for section in composition.sections():
        html = composition.document([section])
        job = sheet_job(brand, press, html, f"“{section.title}” ({section.files[-1]})")
        yield section, Sheet(section.id, job, press.digest(job))


def sheet_job(brand: Brand, press: Press, html: str, what: str) -> Job:
    """A document to be rendered, with every file that it may read."""
    named = sources.named(html, press.digests, press.root)
    patterns = [name for name in press.digests if name.startswith(f"{PATTERNS}/")]
    files = sorted({*named, *patterns, *brand.font_files()})
    return Job(html, what, tuple(files), press.exceptions)


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
    """The finished PDF: the rendered pages in their envelope, under the overlay of a draft."""
    from report_builder.finishing.envelope import envelope

    edition, body = laid_out.edition, laid_out.body
    proofing = _proofing(laid_out, edition.draft) if edition.draft else None
    sheet = proofing.sheet if proofing else None
    front = sheet.extent.pages if sheet else 0
    outside = envelope(edition.metadata, _page_labels(laid_out, front))
    pdf = _joined(laid_out, outside, proofing)
    pages = front + body.pages
    verify = verification(edition.pdf_name, edition.metadata, pages)
    artefact = Artefact(edition.pdf_name, pdf, verify)
    title, layout = edition.metadata.title, edition.layout.name
    if edition.draft is None or proofing is None:
        chapters = list(_chapters(laid_out))
        return Publication(layout, title, body.pages, artefact, chapters=chapters)
    proof = Proof(layout, edition.draft.build(layout), edition.pdf_name, body.pages, front)
    return Publication(layout, title, pages, artefact, proof=(proof, proofing.source_map))


def _joined(laid_out: LaidOut, outside: bytes, proofing: "_Proofing | None") -> bytes:
    from report_builder import assembly

    body, over = laid_out.body, proofing.overlay if proofing else None
    if isinstance(body, Rendered):
        return assembly.join(body.pdf, outside, body.outline, over)
    parts, pages = body.parts, dict[str, int]()
    if proofing and proofing.sheet:
        parts = [proofing.sheet, *parts]
        pages = sheets.pages(proofing.source_map, proofing.sheet.extent.pages)
    return assembly.join_parts(parts, body.photos, programs(laid_out.edition), outside, over, pages)


@dataclass(frozen=True)
class _Proofing:
    """What a draft has beyond the final: the map of its pages, the sheet before them, the overlay
    over all."""

    source_map: SourceMap
    sheet: Part | None
    overlay: Overlay


def _proofing(laid_out: LaidOut, draft: Draft) -> _Proofing:
    edition, body = laid_out.edition, laid_out.body
    traces = [part.trace for part in body.parts] if isinstance(body, Bundle) else [body.trace]
    source_map = source_maps.joined(traces)
    comparison = draft.comparison
    changed = sheets.changed(comparison, source_map) if comparison else []
    numbered = _numbered(laid_out) if draft.wishes.line_numbers else ()
    sheet = _sheet(edition, draft, source_map)
    front = [[Stamp(overlays.MARK)]] * (sheet.extent.pages if sheet else 0)
    stamps = [*front, *overlays.stamps(source_map, changed, numbered)]
    return _Proofing(source_map, sheet, Overlay(_forms(edition, draft, stamps), stamps))


def _forms(edition: Edition, draft: Draft, stamps: Sequence[Sequence[Stamp]]) -> bytes:
    """What is stamped on pages. Raises LayoutError where the layout has not all of it."""
    from report_builder.finishing import inspection

    needed = overlays.forms(stamps)
    facts = draft.printed(edition.layout.name)
    html = edition.composition.draft_mark(facts, max(0, needed - overlays.NUMBERS))
    forms = edition.renderer.render_plain(html, "the draft mark", {})
    if (there := inspection.pages(forms)) < needed:
        template = f"layouts/{edition.layout.name}/{DRAFT_MARK}"
        reason = f"it has {there} page{'s' * (there != 1)}, but bars beside changes and numbers of "
        reason += "lines are further ones: see “What drafts have on top” in docs/layouts.md"
        raise LayoutError(template, None, "the draft mark", reason)
    return forms


def _sheet(edition: Edition, draft: Draft, source_map: SourceMap) -> Part | None:
    """The sheet that tells what changed, if there is something to compare with."""
    if draft.comparison is None or edition.press is None or not sheets.exists(draft.project):
        return None
    html = sheets.html(draft, edition.report, edition.brand, source_map)
    job = sheet_job(edition.brand, edition.press, html, "the sheet of changes")
    sheet = Sheet(sheets.ID, job, edition.press.digest(job))
    return edition.press.alone(f"{edition.name}, sheet of changes", sheet)


def _numbered(laid_out: LaidOut) -> set[int]:
    """The pages (from 1) whose lines can be numbered: those with a number in print."""
    pages = set(range(1, laid_out.body.pages + 1))
    firsts = [_first_page(section, laid_out.body) for section in laid_out.sections]
    ends = [*firsts[1:], laid_out.body.pages + 1]
    for section, first, end in zip(laid_out.sections, firsts, ends, strict=True):
        if section.kind in _UNNUMBERED:
            pages -= set(range(first, end))
    return pages


def leaflet(edition: Edition, html: str, metadata: Metadata, anchor: str) -> bytes:
    """A document beside the issue as a finished PDF, verified: a single section, whose root element
    has the id `anchor`.

    Raises RenderError, StoppedError, VerificationError.
    """
    from report_builder.finishing.envelope import PageLabel, envelope

    press, what = edition.press, f"{edition.name}, {anchor}"
    if press is None:
        laid_out = LaidOut(edition, [], edition.renderer.render(html, what))
    else:
        job = sheet_job(edition.brand, press, html, what)
        sheet = Sheet(anchor, job, press.digest(job))
        laid_out = LaidOut(edition, [], press.bundle(what, [sheet]))
    pdf = _joined(laid_out, envelope(metadata, [PageLabel(1)]), None)
    verification(metadata.file, metadata, laid_out.body.pages)(BytesIO(pdf))
    return pdf


def programs(edition: Edition) -> Callable[[str], bytes]:
    """The font files of the brand, by their SHA-256."""
    files = [(edition.root / name).read_bytes() for name in edition.brand.font_files()]
    return {store.digest(data): data for data in files}.__getitem__


def _page_labels(laid_out: LaidOut, front: int) -> "list[PageLabel]":
    """Labels equal to the printed numbers; pages without a number are called by their title, and
    `front` pages before the first by a sign."""
    from report_builder.finishing.envelope import PageLabel

    labels: list[PageLabel] = [PageLabel(1, _FRONT)] if front else []
    for section in laid_out.sections:
        prefix = section.title if section.kind in _UNNUMBERED else ""
        if prefix or not labels or labels[-1].prefix:
            number = _first_page(section, laid_out.body)
            labels.append(PageLabel(front + number, prefix, number))
    return labels


def _chapters(laid_out: LaidOut) -> Iterator[Chapter]:
    for section in laid_out.sections:
        page = _first_page(section, laid_out.body)
        yield Chapter(section.title, section.kind, section.id, page, section.case)


def _first_page(section: Section, body: Rendered | Bundle) -> int:
    """The page on which a section begins. Raises LayoutError if its template gives no id."""
    if section.id not in body.anchors:
        reason = f'no element has the id “{section.id}”: the root element needs id="{{{{ id }}}}"'
        raise LayoutError(f"{section.kind}.html", None, section.title, reason)
    return body.anchors[section.id]


def verification(name: str, metadata: Metadata, pages: int) -> Callable[[Path | BytesIO], None]:
    """The check of a PDF: that it has so many pages, and says of itself what it should."""
    from report_builder.finishing import inspection

    def verify(pdf: Path | BytesIO) -> None:
        if faults := inspection.faults(pdf, metadata, pages):
            raise VerificationError(name, faults)

    return verify
