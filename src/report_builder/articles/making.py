"""From an issue that is laid out to the pages of its case studies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_builder import store
from report_builder.articles import figures
from report_builder.articles.page import Content, Pages
from report_builder.articles.pictures import Picture, Pictures, images
from report_builder.content.model import CaseStudy
from report_builder.edition import Artefact, Edition
from report_builder.singles import FOLDER, Single
from report_builder.site.pages import ARTICLE, SITE


@dataclass(frozen=True)
class Figure:
    """The data of a chart or map as a file of the issue."""

    title: str
    csv: Artefact


@dataclass(frozen=True)
class Article:
    """The page of a case study, its figures in the order of the page, its pictures."""

    case: CaseStudy
    page: Artefact
    figures: Sequence[Figure]
    pictures: Sequence[Artefact]

    @property
    def artefacts(self) -> list[Artefact]:
        return [self.page, *(figure.csv for figure in self.figures), *self.pictures]


def of(edition: Edition, pictures: Pictures, singles: Sequence[Single]) -> list[Article]:
    """The pages of all case studies in print order; none where layouts/site has no template.

    Raises LayoutError.
    """
    if not (edition.root / SITE / ARTICLE).is_file():
        return []
    issue = _Issue(edition, pictures, {single.case.name: single for single in singles})
    return [issue.article(place) for place in range(len(edition.report.case_studies))]


@dataclass(frozen=True)
class _Issue:
    """What the pages of all case studies of an issue are made with."""

    edition: Edition
    pictures: Pictures
    singles: dict[str, Single]

    def article(self, place: int) -> Article:
        """The case study at a place (from 0) of the issue."""
        case = self.edition.report.case_studies[place]
        shown = dict(self._shown(case))
        page, found = self.edition.kept(
            "the page of a case study",
            lambda: self._made(place, shown),
            *self._made_of(place, shown),
        )
        files = [Artefact(f"{FOLDER}/{name}", each.data) for name, each in shown.items()]
        return Article(case, page, found, files)

    def _shown(self, case: CaseStudy) -> Iterator[tuple[str, Picture]]:
        """The pictures by their paths, relative to the page."""
        for number, image in enumerate(images(case), 1):
            picture = self.pictures[image.path]
            yield f"images/{case.name}-{number}{picture.suffix}", picture

    def _made(self, place: int, shown: dict[str, Picture]) -> tuple[Artefact, list[Figure]]:
        report, pages = self.edition.report, self._pages
        case = report.case_studies[place]
        drawn = figures.of(case, report, pages.drawings, pages.words)
        named = [(f"{case.name}-{number}.csv", each) for number, each in enumerate(drawn, 1)]
        before, after = self._around(place)
        single = self.singles.get(case.name)
        html = pages.html(Content(case, list(shown.items()), named, single, before, after))
        return Artefact(f"{FOLDER}/{case.name}.html", html), [
            Figure(each.title, Artefact(f"{FOLDER}/{name}", figures.as_csv(each.table)))
            for name, each in named
        ]

    def _around(self, place: int) -> tuple[CaseStudy | None, CaseStudy | None]:
        cases = self.edition.report.case_studies
        return (
            cases[place - 1] if place else None,
            cases[place + 1] if place + 1 < len(cases) else None,
        )

    def _made_of(self, place: int, shown: dict[str, Picture]) -> Iterator[str]:
        """Everything that a page is made of, for the key under which it is kept."""
        if self.edition.press is None:
            return
        digests, case = self.edition.press.digests, self.edition.report.case_studies[place]
        yield from (digests[name] for name in (case.origin.file, *self._files))
        yield self._facts
        single = self.singles.get(case.name)
        yield repr(single and _told(single))
        yield repr([each and _called(each) for each in self._around(place)])
        yield repr([(name, each.width, each.height) for name, each in shown.items()])

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self.edition)

    @cached_property
    def _files(self) -> list[str]:
        """The files that all pages are made of: of the templates those that are inputs of issues,
        see `ledger`."""
        edition = self.edition
        assert edition.press is not None
        used = sorted(name for name in edition.press.digests if name.startswith(f"{SITE}/"))
        return [edition.report.series.origin.file, *map(str, edition.brand.files()), *used]

    @cached_property
    def _facts(self) -> str:
        """What all pages say of their issue, and where its case studies lie."""
        report = self.edition.report
        issue = report.issue
        places = [(each.name, _called(each)) for each in report.places]
        return store.digest(
            repr(
                (
                    *(report.slug, report.language, issue.number, issue.title, issue.version),
                    *(issue.published, self.edition.stem, places),
                )
            ).encode()
        )


def _told(single: Single) -> tuple[object, ...]:
    """What pages say of a PDF."""
    return single.first_page, single.pages, len(single.pdf.data), single.validation is not None


def _called(case: CaseStudy) -> tuple[object, ...]:
    """What pages say of other case studies."""
    place = case.municipality
    return case.name, case.title, place.name, place.state, place.coordinates
