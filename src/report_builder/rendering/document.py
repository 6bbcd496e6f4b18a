"""The reference renderer: one HTML document, one WeasyPrint call, one tagged PDF."""

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from PIL import ImageFile

from report_builder import hyphenation
from report_builder.errors import NativeLibraryError, RenderError
from report_builder.geometry import Geometry
from report_builder.hyphenation import Breaks
from report_builder.pages import Bookmark, Rendered
from report_builder.pictures import raster
from report_builder.standard import Standard

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
except OSError as error:  # what cffi raises when Pango and its kin cannot be loaded
    raise NativeLibraryError(str(error).splitlines()[0]) from error

from report_builder.rendering import (
    lettering,
    measuring,
    pictures,
    relayout,
    tagging,
    tracing,
    widths,
    words,
)
from report_builder.rendering.fetcher import BASE_URL, ProjectFetcher

# Importing WeasyPrint makes Pillow accept images that were cut off.
ImageFile.LOAD_TRUNCATED_IMAGES = False

T = TypeVar("T")

# As fine as print can show; what a camera delivers beyond it only weighs.
_IMAGES: dict[str, Any] = {"dpi": 300, "jpeg_quality": 82}
# Of the pair of formats that makes up each standard, WeasyPrint takes care of the one for archives;
# `tagging` and the envelope do the rest.
PUBLICATION: dict[Standard, dict[str, Any]] = {
    Standard.ARCHIVE: {"pdf_variant": "pdf/a-3a", "pdf_tags": True, **_IMAGES},
    Standard.MODERN: {"pdf_variant": "pdf/a-4f", "pdf_tags": True, **_IMAGES},
}


def render(
    html: str,
    root: Path,
    what: str,
    standard: Standard = Standard.ARCHIVE,
    exceptions: Breaks | None = None,
) -> Rendered:
    """Lay out `html`, whose addresses are relative to the project `root`, as a tagged PDF.

    `what` names the document in errors, `exceptions` are words with breaks of their own. Raises
    RenderError for every warning and error of the renderer, and for every refused file.
    """
    tagging.install()
    options = PUBLICATION[standard]
    return _laid_out(
        html, ProjectFetcher(root), what, exceptions or {}, options, lambda d: _written(d, options)
    )


def render_plain(
    html: str,
    root: Path,
    what: str,
    pictures: Mapping[str, bytes],
    exceptions: Breaks | None = None,
) -> bytes:
    """A PDF without tags, to be drawn or laid over pages; `pictures` exist only in memory."""
    fetcher = ProjectFetcher(root, pictures)
    return _laid_out(
        html, fetcher, what, exceptions or {}, _IMAGES, lambda d: _written(d, _IMAGES).pdf
    )


def measure(html: str, root: Path, what: str, exceptions: Breaks | None = None) -> Geometry:
    """Where everything stands on the pages that `render` would make of a document."""
    options = PUBLICATION[Standard.ARCHIVE]
    return _laid_out(
        html, ProjectFetcher(root), what, exceptions or {}, options, measuring.measured
    )


def _laid_out(
    html: str,
    fetcher: ProjectFetcher,
    what: str,
    exceptions: Breaks,
    options: dict[str, Any],
    use: Callable[[weasyprint.Document], T],
) -> T:
    """What `use` makes of the laid-out document."""
    return watched(
        fetcher, what, lambda: use(rendered(prepared(html, fetcher, exceptions), **options))
    )


def watched(fetcher: ProjectFetcher, what: str, make: Callable[[], T]) -> T:
    """What `make` makes. Raises RenderError for everything that WeasyPrint complains of."""
    with _complaints() as complaints:
        try:
            made = make()
        except MemoryError:
            raise
        except Exception as error:
            complaints += [f"{type(error).__name__}: {error}", *_damaged_images(fetcher)]
            raise RenderError(what, complaints) from error
    if complaints or fetcher.refused:
        raise RenderError(what, [*complaints, *fetcher.refused])
    return made


def prepared(html: str, fetcher: ProjectFetcher, exceptions: Breaks) -> weasyprint.HTML:
    """A document before its layout, with what is ours in the place of WeasyPrint's own."""
    relayout.install()
    widths.install()
    hyphenation.load(fetcher.root)
    lettering.install()
    pictures.install()
    source = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
    words.prepare(source.etree_element)
    hyphenation.use(exceptions, source.etree_element.itertext())
    return source


def rendered(source: weasyprint.HTML, **options: Any) -> weasyprint.Document:
    """A laid-out document, with the fonts of the brand."""
    return source.render(font_config=_fonts(), **options)


def _written(document: weasyprint.Document, options: dict[str, Any]) -> Rendered:
    pdf = document.write_pdf(**options)
    trace = tracing.traced(measuring.measured(document))
    return Rendered(pdf, len(document.pages), anchors(document), _outline(document), trace)


@cache
def _fonts() -> FontConfiguration:
    """The fonts of the brand, read once for all documents of the process."""
    return FontConfiguration()


def _damaged_images(fetcher: ProjectFetcher) -> Iterator[str]:
    """The raster images among the served files that cannot be decoded to their end."""
    for name in fetcher.read:
        if Path(name).suffix.lower() in raster.FORMATS:
            for fault in raster.decoding_faults((fetcher.root / name).read_bytes()):
                yield f"{name}: {fault.facts['reason']}"


def anchors(document: weasyprint.Document) -> dict[str, int]:
    """The page on which each anchor begins; an element has its anchor on all of its pages."""
    pages = reversed(list(enumerate(document.pages, 1)))
    return {name: number for number, page in pages for name in page.anchors}


def _outline(document: weasyprint.Document) -> list[Bookmark]:
    tree = document.make_bookmark_tree(scale=0.75, transform_pages=True)
    return [_bookmark(*entry) for entry in tree]


def _bookmark(
    title: str, place: tuple[int, float, float], children: list[Any], state: str
) -> Bookmark:
    page, left, top = place
    below = [_bookmark(*child) for child in children]
    return Bookmark(words.spoken(title), page + 1, left, top, below)


class _Collector(logging.Handler):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage().replace(BASE_URL, "")
        self._complaints.append(f"{record.levelname.lower()}: {message[:300]}")


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """Everything that WeasyPrint logs as a warning or worse, without duplicates' noise."""
    complaints: list[str] = []
    handler = _Collector(complaints)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield complaints
    finally:
        logger.removeHandler(handler)
