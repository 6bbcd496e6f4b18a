"""The way of one issue through the stages, from content to the files that readers download."""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import quote

from report_builder import cache, covers, facsimile, singles
from report_builder.articles import making as articles
from report_builder.articles import pictures as page_pictures
from report_builder.articles.making import Article
from report_builder.conformance import validator
from report_builder.conformance.report import Validation
from report_builder.conformance.validator import Validator
from report_builder.edition import Artefact, Edition, Publication, finish, lay_out, sheet_job
from report_builder.errors import VerificationError
from report_builder.facsimile import Picture
from report_builder.press_kit import kit as press_kits
from report_builder.press_kit.kit import Kit
from report_builder.sections import Press
from report_builder.singles import Single

D = TypeVar("D", Publication, Single, Kit)
E = TypeVar("E", Single, Kit)


@dataclass(frozen=True)
class Product:
    """What the pipeline made of one issue: its PDFs, the main one first, its pictures, its case
    studies in print order, as PDFs and as pages, and what the press gets."""

    publications: Sequence[Publication]
    pictures: Sequence[Artefact] = ()
    case_studies: Sequence[Single] = ()
    articles: Sequence[Article] = ()
    press: Kit | None = None

    @property
    def artefacts(self) -> list[Artefact]:
        """Every file of the product, the PDFs first."""
        editions = [publication.pdf for publication in self.publications]
        singles = [single.pdf for single in self.case_studies]
        pages = [artefact for article in self.articles for artefact in article.artefacts]
        press = [self.press.pdf, *self.press.others] if self.press else []
        return [*editions, *singles, *pages, *self.pictures, *press]


def run(editions: Sequence[Edition], judge: Validator | None = None) -> Product:
    """Compose, render, finish; what is published is validated, and gets the pictures, the PDFs of
    single case studies, the pages of all and the press kit.

    `editions` are those of one issue, the main one first; it gives pictures and case studies.
    Raises VerificationError if the validator finds that a PDF does not conform.
    """
    main = editions[0]
    if not main.published:
        return Product([finish(lay_out(edition)) for edition in editions])
    drawn_cover = _drawn_cover(main)
    laid_out = [lay_out(edition) for edition in editions]
    # Beside the joining of the pages, not before: while pages are laid out, memory is dear.
    with ExitStack() as closing, ThreadPoolExecutor() as threads:
        title_image = threads.submit(_title_image, main, drawn_cover)
        shown = threads.submit(page_pictures.of, laid_out[0])
        releases = [threads.submit(press_kits.release, editions)] if press_kits.exists(main) else []
        publications = [finish(each) for each in laid_out]
        first_page = facsimile.page(publications[0].pdf.data, 1, max(covers.WIDTHS))
        encoded = threads.submit(_cover_files, main, first_page)
        card = threads.submit(_social_card, main, first_page)
        cases = [_recalled(main, judge, each) for each in singles.of(laid_out[0])]
        made = [press_kits.kit(main, each.result(), title_image.result()) for each in releases]
        kits = [_recalled(main, judge, each) for each in made]
        extracts: list[Single | Kit] = [*cases, *kits]
        documents = [each.pdf.data for each in publications]
        documents += [each.pdf.data for each in extracts if each.validation is None]
        validating = judge and closing.enter_context(validator.Run(judge, documents))
        pictures = [*encoded.result(), ("og.jpg", card.result())]
        pictures.append(("titelbild.jpg", title_image.result()))
        if judge and validating:
            results = iter(validating.results())
            publications = [_conforming(each, next(results)) for each in publications]
            cases = list(_judged(main, judge, cases, results))
            kits = list(_judged(main, judge, kits, results))
        pages = articles.of(main, shown.result(), cases)
    artefacts = [Artefact(*picture) for picture in pictures]
    return Product(publications, artefacts, cases, pages, next(iter(kits), None))


def _conforming(document: D, validation: Validation) -> D:
    """With what the validator found. Raises VerificationError if it found a fault."""
    if not validation.compliant:
        raise VerificationError(document.pdf.name, validation.faults())
    return replace(document, validation=validation)


def _recalled(main: Edition, judge: Validator | None, document: E) -> E:
    """With what the validator found of the same PDF in an earlier build, if it did."""
    if main.press is None or judge is None:
        return document
    data = main.press.cache.get(_verdict(main.press, judge, document.pdf))
    return replace(document, validation=pickle.loads(data)) if data else document


def _judged(
    main: Edition, judge: Validator, documents: Sequence[E], results: Iterator[Validation]
) -> Iterator[E]:
    """With what the validator found just now of those that had no verdict; it is kept."""
    for document in documents:
        if document.validation is None:
            document = _conforming(document, next(results))
            if main.press:
                key = _verdict(main.press, judge, document.pdf)
                main.press.cache.put(key, pickle.dumps(document.validation))
        yield document


def _verdict(press: Press, judge: Validator, pdf: Artefact) -> str:
    return cache.key("verdict", press.tools, judge.identity, pdf.data)


def _cover_files(main: Edition, first_page: Picture) -> list[tuple[str, bytes]]:
    def encode() -> list[tuple[str, bytes]]:
        return list(covers.cover_files(first_page))

    return main.kept("cover pictures", encode, first_page.tobytes())


def _social_card(main: Edition, first_page: Picture) -> bytes:
    name = "build/cover.jpg"
    card = main.composition.social_card(name)

    def draw() -> bytes:
        pictures = {name: covers.card_picture(first_page)}
        return covers.social_file(main.renderer.render_plain(card, "the social card", pictures))

    job = main.press and main.press.digest(
        sheet_job(main.brand, main.press, card, "the social card")
    )
    return main.kept("social card", draw, first_page.tobytes(), job or "")


def _title_image(main: Edition, drawn: bytes | None) -> bytes:
    photo = drawn or (main.root / main.report.issue.cover.path).read_bytes()
    facts = covers.title_image_facts(main.report)

    def encode() -> bytes:
        return covers.title_image(main.report, main.root, drawn)

    return main.kept("title image", encode, photo, facts)


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
