"""The way of one issue through the stages, from content to the files that readers download."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from report_builder import assembly, covers, store
from report_builder.brand import Brand
from report_builder.conformance import validator
from report_builder.conformance.report import Validation
from report_builder.conformance.validator import Validator
from report_builder.content.model import Report
from report_builder.content.types import slugify
from report_builder.covers import Picture
from report_builder.errors import LayoutError, StoppedError, VerificationError
from report_builder.finishing import inspection
from report_builder.finishing.envelope import PageLabel, envelope
from report_builder.finishing.metadata import Metadata
from report_builder.layout.composition import Composition, Section
from report_builder.layout.description import Layout
from report_builder.pages import Rendered
from report_builder.rendering.process import Renderer
from report_builder.standard import Standard

# Parts of an issue whose pages carry no number in print.
_UNNUMBERED = ("cover", "back-cover")


@dataclass(frozen=True)
class Artefact:
    """A file to be published: its name, its content, and the check it has to pass on disk."""

    name: str
    data: bytes
    verify: Callable[[Path], None] = store.unchecked


@dataclass(frozen=True)
class Product:
    """What the pipeline made of one issue: its number of pages, and its files, the PDF first.

    `validation` is None for drafts, and where there is no validator.
    """

    pages: int
    artefacts: list[Artefact]
    validation: Validation | None = None


@dataclass(frozen=True)
class Job:
    """One issue to be built, with everything that is needed for it."""

    root: Path
    report: Report
    layout: Layout
    brand: Brand
    renderer: Renderer
    draft: bool
    standard: Standard = Standard.ARCHIVE
    validator: Validator | None = None

    @property
    def published(self) -> bool:
        """Whether readers get the issue, with the pictures that go with it."""
        return not self.draft and self.standard is Standard.ARCHIVE

    @property
    def pdf_name(self) -> str:
        # A short title in other letters than Latin ones leaves nothing.
        stem = f"{slugify(self.report.series.short_title)}-{self.report.slug}".lstrip("-")
        return f"{stem}-draft.pdf" if self.draft else f"{stem}.pdf"


def run(job: Job) -> Product:
    """Compose, render, finish; what is published is validated, and gets the pictures.

    Raises VerificationError if the validator finds that it does not conform.
    """
    composition = Composition(job.root, job.report, job.layout, job.brand)
    sections = composition.sections()
    if not job.published:
        body = _render(job, composition, sections)
        return Product(body.pages, [_publication(job, composition, sections, body)])
    drawn_cover = _drawn_cover(job)
    body = _render(job, composition, sections)
    # Beside the joining of the pages, not before: while pages are laid out, memory is dear.
    with ExitStack() as closing, ThreadPoolExecutor() as threads:
        title_image = threads.submit(covers.title_image, job.report, job.root, drawn_cover)
        first_page = covers.page_picture(body.pdf, max(covers.WIDTHS))
        encoded = threads.submit(lambda: list(covers.cover_files(first_page)))
        card = threads.submit(_social_card, job, composition, first_page)
        publication = _publication(job, composition, sections, body)
        validating = job.validator and closing.enter_context(
            validator.Run(job.validator, [publication.data])
        )
        pictures = [*encoded.result(), ("og.jpg", card.result())]
        pictures.append(("titelbild.jpg", title_image.result()))
        validation = _conforming(publication.name, validating) if validating else None
    artefacts = [publication, *(Artefact(*picture) for picture in pictures)]
    return Product(body.pages, artefacts, validation)


def _conforming(name: str, validating: validator.Run) -> Validation:
    """The result of the validator. Raises VerificationError if it found a fault."""
    (validation,) = validating.results()
    if not validation.compliant:
        raise VerificationError(name, validation.faults())
    return validation


def _render(job: Job, composition: Composition, sections: Sequence[Section]) -> Rendered:
    """All sections as one document. Raises StoppedError with the section that is to blame."""
    try:
        html = composition.document(sections)
        return job.renderer.render(html, job.report.slug, job.standard)
    except StoppedError as error:
        culprit = _culprit(job, composition, sections)
        raise StoppedError(culprit, error.reason, error.remedy) from error


def _culprit(job: Job, composition: Composition, sections: Sequence[Section]) -> str:
    """The part of an issue that is too much for the renderer even by itself."""
    if not job.renderer.survives(composition.document([])):
        return f"layouts/{job.report.issue.layout}"
    for section in sections:
        if not job.renderer.survives(composition.document([section])):
            return f"“{section.title}” ({section.files[-1]})"
    return "the issue as a whole, no section by itself"


def _publication(
    job: Job, composition: Composition, sections: Sequence[Section], body: Rendered
) -> Artefact:
    """The finished PDF: the rendered pages in their envelope."""
    metadata = Metadata(job.report, job.standard)
    outside = envelope(metadata, _page_labels(sections, body))
    mark = _draft_mark(job, composition) if job.draft else None
    pdf = assembly.join(body.pdf, outside, body.outline, mark)
    return Artefact(job.pdf_name, pdf, _verification(job, metadata, body))


def _draft_mark(job: Job, composition: Composition) -> bytes:
    return job.renderer.render_plain(composition.draft_mark(), "the draft mark", {})


def _page_labels(sections: Sequence[Section], body: Rendered) -> list[PageLabel]:
    """Labels equal to the printed numbers; pages without a number are called by their title."""
    labels: list[PageLabel] = []
    for section in sections:
        prefix = section.title if section.kind in _UNNUMBERED else ""
        if prefix or not labels or labels[-1].prefix:
            labels.append(PageLabel(_first_page(section, body), prefix))
    return labels


def _first_page(section: Section, body: Rendered) -> int:
    """The page on which a section begins. Raises LayoutError if its template gives no id."""
    if section.id not in body.anchors:
        reason = f'no element has the id “{section.id}”: the root element needs id="{{{{ id }}}}"'
        raise LayoutError(f"{section.kind}.html", None, section.title, reason)
    return body.anchors[section.id]


def _verification(job: Job, metadata: Metadata, body: Rendered) -> Callable[[Path], None]:
    def verify(path: Path) -> None:
        if faults := inspection.faults(path, metadata, body.pages):
            raise VerificationError(job.pdf_name, faults)

    return verify


def _social_card(job: Job, composition: Composition, first_page: Picture) -> bytes:
    name = "build/cover.jpg"
    card = composition.social_card(name)
    pictures = {name: covers.card_picture(first_page)}
    return covers.social_file(job.renderer.render_plain(card, "the social card", pictures))


def _drawn_cover(job: Job) -> bytes | None:
    """A cover image that is a drawing, as a page of its own; None for a photo."""
    cover = job.report.issue.cover
    if cover.path.suffix.lower() != ".svg":
        return None
    html = (
        "<style>@page {size: 210mm 297mm; margin: 0} body {margin: 0}"
        "img {width: 210mm; height: 297mm; object-fit: cover}</style>"
        f'<img src="{quote(str(cover.path))}">'
    )
    return job.renderer.render_plain(html, str(cover.path), {})
