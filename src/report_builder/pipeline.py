"""The way of one issue through the stages, from content to the files that readers download."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from report_builder import assembly, covers
from report_builder.brand import Brand
from report_builder.content.model import Report
from report_builder.content.types import slugify
from report_builder.errors import VerificationError
from report_builder.finishing import inspection
from report_builder.finishing.envelope import PageLabel, envelope
from report_builder.finishing.metadata import Metadata
from report_builder.layout.composition import Composition, Section
from report_builder.layout.description import Layout
from report_builder.rendering.document import Rendered, render, render_plain

# Parts of an issue whose pages carry no number in print.
_UNNUMBERED = ("cover", "back-cover")


@dataclass(frozen=True)
class Artefact:
    """A file to be published: its name, its content, and the check it has to pass on disk."""

    name: str
    data: bytes
    verify: Callable[[Path], None] = lambda path: None


@dataclass(frozen=True)
class Product:
    """What the pipeline made of one issue; the PDF comes first, its number of pages with it."""

    pages: int
    artefacts: list[Artefact]


@dataclass(frozen=True)
class Job:
    """One issue to be built, with everything that is needed for it."""

    root: Path
    report: Report
    layout: Layout
    brand: Brand
    draft: bool

    @property
    def pdf_name(self) -> str:
        stem = f"{slugify(self.report.series.short_title)}-{self.report.slug}"
        return f"{stem}-draft.pdf" if self.draft else f"{stem}.pdf"


def run(job: Job) -> Product:
    """Compose, render, finish, join; a final issue gets its pictures as well."""
    composition = Composition(job.root, job.report, job.layout, job.brand)
    sections = composition.sections()
    body = render(composition.document(sections), job.root, job.report.slug)
    metadata = Metadata(job.report)
    outside = envelope(metadata, _page_labels(sections, body))
    mark = _draft_mark(job, composition) if job.draft else None
    pdf = assembly.join(body.pdf, outside, body.outline, mark)
    artefacts = [Artefact(job.pdf_name, pdf, _verification(job, metadata, body.pages))]
    if not job.draft:
        artefacts += [Artefact(*file) for file in _pictures(job, composition, pdf)]
    return Product(body.pages, artefacts)


def _draft_mark(job: Job, composition: Composition) -> bytes:
    return render_plain(composition.draft_mark(), job.root, "the draft mark")


def _page_labels(sections: Sequence[Section], body: Rendered) -> list[PageLabel]:
    """Labels equal to the printed numbers; pages without a number are called by their title."""
    labels: list[PageLabel] = []
    for section in sections:
        prefix = section.title if section.kind in _UNNUMBERED else ""
        if prefix or not labels or labels[-1].prefix:
            labels.append(PageLabel(body.anchors[section.id], prefix))
    return labels


def _verification(job: Job, metadata: Metadata, pages: int) -> Callable[[Path], None]:
    def verify(path: Path) -> None:
        if faults := inspection.faults(path, metadata, pages):
            raise VerificationError(job.pdf_name, faults)

    return verify


def _pictures(job: Job, composition: Composition, pdf: bytes) -> Iterator[tuple[str, bytes]]:
    """Covers, social card and title image; encoding them leaves the interpreter to others."""
    with ThreadPoolExecutor() as threads:
        title_image = threads.submit(covers.title_image, job.report, job.root, _drawn_cover(job))
        cover_files = threads.submit(lambda: list(covers.cover_files(pdf)))
        yield "og.jpg", covers.social_file(_social_card(job, composition, pdf))
        yield from cover_files.result()
        yield "titelbild.jpg", title_image.result()


def _social_card(job: Job, composition: Composition, pdf: bytes) -> bytes:
    name = "build/cover.png"
    picture = covers.png(covers.page_picture(pdf, 2 * covers.SOCIAL_SIZE[0] // 3))
    card = composition.social_card(name)
    return render_plain(card, job.root, "the social card", {name: picture})


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
    return render_plain(html, job.root, str(cover.path))
