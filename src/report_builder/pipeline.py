"""The way of one issue through the stages, from content to the files that readers download."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from report_builder import assembly, covers, store
from report_builder.brand import Brand
from report_builder.content.model import Report
from report_builder.content.types import slugify
from report_builder.errors import VerificationError
from report_builder.finishing import inspection
from report_builder.finishing.envelope import PageLabel, envelope
from report_builder.finishing.metadata import Metadata
from report_builder.layout.composition import Composition, Section
from report_builder.layout.description import Layout
from report_builder.pages import Rendered
from report_builder.rendering.process import Renderer

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
    """What the pipeline made of one issue: its number of pages, and its files, the PDF first."""

    pages: int
    artefacts: list[Artefact]


@dataclass(frozen=True)
class Job:
    """One issue to be built, with everything that is needed for it."""

    root: Path
    report: Report
    layout: Layout
    brand: Brand
    renderer: Renderer
    draft: bool

    @property
    def pdf_name(self) -> str:
        stem = f"{slugify(self.report.series.short_title)}-{self.report.slug}"
        return f"{stem}-draft.pdf" if self.draft else f"{stem}.pdf"


def run(job: Job) -> Product:
    """The PDF of an issue, and of a final one the pictures that go with it."""
    composition = Composition(job.root, job.report, job.layout, job.brand)
    if job.draft:
        return _publication(job, composition)
    with ThreadPoolExecutor() as threads:
        # While the renderer is busy, this process is not.
        title_image = threads.submit(covers.title_image, job.report, job.root, _drawn_cover(job))
        product = _publication(job, composition)
        pdf = product.artefacts[0].data
        encoded = threads.submit(lambda: list(covers.cover_files(pdf)))
        card = _social_card(job, composition, pdf)
        pictures = [*encoded.result(), ("og.jpg", card), ("titelbild.jpg", title_image.result())]
    return Product(product.pages, [*product.artefacts, *(Artefact(*p) for p in pictures)])


def _publication(job: Job, composition: Composition) -> Product:
    """Compose, render, finish, join."""
    sections = composition.sections()
    body = job.renderer.render(composition.document(sections), job.report.slug)
    metadata = Metadata(job.report)
    outside = envelope(metadata, _page_labels(sections, body))
    mark = _draft_mark(job, composition) if job.draft else None
    pdf = assembly.join(body.pdf, outside, body.outline, mark)
    return Product(body.pages, [Artefact(job.pdf_name, pdf, _verification(job, metadata, body))])


def _draft_mark(job: Job, composition: Composition) -> bytes:
    return job.renderer.render_plain(composition.draft_mark(), "the draft mark", {})


def _page_labels(sections: Sequence[Section], body: Rendered) -> list[PageLabel]:
    """Labels equal to the printed numbers; pages without a number are called by their title."""
    labels: list[PageLabel] = []
    for section in sections:
        prefix = section.title if section.kind in _UNNUMBERED else ""
        if prefix or not labels or labels[-1].prefix:
            labels.append(PageLabel(body.anchors[section.id], prefix))
    return labels


def _verification(job: Job, metadata: Metadata, body: Rendered) -> Callable[[Path], None]:
    def verify(path: Path) -> None:
        if faults := inspection.faults(path, metadata, body.pages):
            raise VerificationError(job.pdf_name, faults)

    return verify


def _social_card(job: Job, composition: Composition, pdf: bytes) -> bytes:
    name = "build/cover.png"
    picture = covers.png(covers.page_picture(pdf, covers.SOCIAL_SIZE[0] // 2))
    card = composition.social_card(name)
    return covers.social_file(job.renderer.render_plain(card, "the social card", {name: picture}))


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
