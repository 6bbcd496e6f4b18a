"""The way of one issue through the stages, from content to the files that readers download."""

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import quote

from report_builder import cache, covers, facsimile
from report_builder.conformance import validator
from report_builder.conformance.report import Validation
from report_builder.conformance.validator import Validator
from report_builder.edition import Artefact, Edition, Publication, finish, lay_out, sheet_job
from report_builder.errors import VerificationError
from report_builder.facsimile import Picture

T = TypeVar("T")


@dataclass(frozen=True)
class Product:
    """What the pipeline made of one issue: its PDFs, the main one first, and its pictures."""

    publications: Sequence[Publication]
    pictures: Sequence[Artefact] = ()

    @property
    def artefacts(self) -> list[Artefact]:
        """Every file of the product, the PDFs first."""
        return [*(publication.pdf for publication in self.publications), *self.pictures]


def run(editions: Sequence[Edition], judge: Validator | None = None) -> Product:
    """Compose, render, finish; what is published is validated, and gets the pictures.

    `editions` are those of one issue, the main one first; it gives the pictures. Raises
    VerificationError if the validator finds that one does not conform.
    """
    main = editions[0]
    if not main.published:
        return Product([finish(lay_out(edition)) for edition in editions])
    drawn_cover = _drawn_cover(main)
    laid_out = [lay_out(edition) for edition in editions]
    # Beside the joining of the pages, not before: while pages are laid out, memory is dear.
    with ExitStack() as closing, ThreadPoolExecutor() as threads:
        title_image = threads.submit(_title_image, main, drawn_cover)
        publications = [finish(each) for each in laid_out]
        first_page = facsimile.page(publications[0].pdf.data, 1, max(covers.WIDTHS))
        encoded = threads.submit(_cover_files, main, first_page)
        card = threads.submit(_social_card, main, first_page)
        validating = judge and closing.enter_context(
            validator.Run(judge, [publication.pdf.data for publication in publications])
        )
        pictures = [*encoded.result(), ("og.jpg", card.result())]
        pictures.append(("titelbild.jpg", title_image.result()))
        if validating:
            results = zip(publications, validating.results(), strict=True)
            publications = [_conforming(*result) for result in results]
    return Product(publications, [Artefact(*picture) for picture in pictures])


def _conforming(publication: Publication, validation: Validation) -> Publication:
    """With what the validator found. Raises VerificationError if it found a fault."""
    if not validation.compliant:
        raise VerificationError(publication.pdf.name, validation.faults())
    return replace(publication, validation=validation)


def _cover_files(main: Edition, first_page: Picture) -> list[tuple[str, bytes]]:
    def encode() -> list[tuple[str, bytes]]:
        return list(covers.cover_files(first_page))

    return _kept(main, "cover pictures", encode, first_page.tobytes())


def _social_card(main: Edition, first_page: Picture) -> bytes:
    name = "build/cover.jpg"
    card = main.composition.social_card(name)

    def draw() -> bytes:
        pictures = {name: covers.card_picture(first_page)}
        return covers.social_file(main.renderer.render_plain(card, "the social card", pictures))

    job = main.press and main.press.digest(
        sheet_job(main.brand, main.press, card, "the social card")
    )
    return _kept(main, "social card", draw, first_page.tobytes(), job or "")


def _title_image(main: Edition, drawn: bytes | None) -> bytes:
    photo = drawn or (main.root / main.report.issue.cover.path).read_bytes()
    facts = covers.title_image_facts(main.report)

    def encode() -> bytes:
        return covers.title_image(main.report, main.root, drawn)

    return _kept(main, "title image", encode, photo, facts)


def _kept(main: Edition, what: str, make: Callable[[], T], *made_of: bytes | str) -> T:
    """What `make` makes of these, or made in an earlier build."""
    if main.press is None:
        return make()
    key = cache.key(what, main.press.tools, *made_of)
    if data := main.press.cache.get(key):
        made: T = pickle.loads(data)
        return made
    made = make()
    main.press.cache.put(key, pickle.dumps(made))
    return made


def _drawn_cover(main: Edition) -> bytes | None:
    """A cover image that is a drawing, as a page of its own; None for a photo."""
    cover = main.report.issue.cover
    if cover.path.suffix.lower() != ".svg":
        return None
    html = (
        "<style>@page {size: 210mm 297mm; margin: 0} body {margin: 0}"
        "img {width: 210mm; height: 297mm; object-fit: cover}</style>"
        f'<img src="{quote(str(cover.path))}">'
    )
    return main.renderer.render_plain(html, str(cover.path), {})
