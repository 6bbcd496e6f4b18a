"""The page of a case study, from the template of layouts/site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from report_builder import store
from report_builder.articles import linked_data
from report_builder.articles.figures import Figure
from report_builder.articles.linked_data import Dataset, Online
from report_builder.articles.pictures import Picture
from report_builder.content import text
from report_builder.content.model import CaseStudy
from report_builder.edition import Edition
from report_builder.layout.description import Labels, read_labels
from report_builder.layout.drawings import Drawings
from report_builder.layout.templates import Templates
from report_builder.singles import FOLDER, Single
from report_builder.site.facts import Download, Site, checked
from report_builder.site.pages import ARTICLE, SITE

_HOME = "../../"


@dataclass(frozen=True)
class Content:
    """Everything of a case study for its page: the pictures in their order, the figures, both with
    the paths of their files, relative to the page; its own PDF, and the case studies around it."""

    case: CaseStudy
    pictures: Sequence[tuple[str, Picture]]
    figures: Sequence[tuple[str, Figure]]
    single: Single | None
    previous: CaseStudy | None
    following: CaseStudy | None


class Pages:
    """The pages of one issue, in its language where layouts/site speaks it, otherwise in that of
    the series."""

    def __init__(self, edition: Edition) -> None:
        self._report, self._brand = edition.report, edition.brand
        labels, _ = read_labels(edition.root, edition.root / SITE)
        report = self._report
        self._language = _spoken(labels, (report.language, report.series.language))
        self.words = Templates(
            edition.root,
            edition.root / SITE,
            self._language,
            labels.get(self._language) or labels.get(self._language.split("-")[0], {}),
        )
        self.drawings = Drawings(edition.root, report, edition.brand, self.words)
        # The frame takes the language of the page for that of the series.
        self._series = report.series.model_copy(update={"language": self._language})
        self._site = Site(self._series, [])

    def html(self, content: Content) -> bytes:
        """Raises LayoutError where the template is broken."""
        report, case, notes = self._report, content.case, list[str]()
        online = self._online(content)
        # As wide as it needs to be, below the width of the page.
        name = escape(self.words.label("case.table"))
        table = f'<div class="scroll" tabindex="0" role="group" aria-label="{name}">'

        def prose(value: str, level: int) -> str:
            made = text.render_online(value, level=level, notes=notes)
            return made.replace("<table>", f"{table}<table>").replace("</table>", "</table></div>")

        return self.words.render(
            ARTICLE,
            f"the page of {case.origin.file}",
            home=_HOME,
            site=self._site,
            series=self._series,
            brand=self._brand,
            report=report,
            issue=report.issue,
            case=case,
            content=content,
            foreign=report.language if report.language != self._language else None,
            prose=prose,
            notes=notes,
            online=online,
            download=self._download(content.single, online),
            linked_data=linked_data.article(report, case, online),
        ).encode()

    def _download(self, single: Single | None, online: Online) -> Download | None:
        if single is None or online.pdf is None:
            return None
        pdf, checks = single.pdf, checked(single.validation.summary()) if single.validation else ()
        digest = store.digest(pdf.data)
        return Download(
            single.case.title, pdf.name, online.pdf, len(pdf.data), single.pages, digest, checks
        )

    def _online(self, content: Content) -> Online:
        issue, single = f"{self._report.slug}/", content.single
        beside = f"{issue}{FOLDER}/"

        def address(name: str) -> str:
            return self._site.address(beside + name)

        return Online(
            page=address(f"{content.case.name}.html"),
            issue=self._site.address(issue),
            series=self._site.address(),
            images=[address(name) for name, _ in content.pictures],
            datasets=[Dataset(f.title, f.summary, address(name)) for name, f in content.figures],
            pdf=self._site.address(issue + single.pdf.name) if single else None,
            pages=_pages(single),
        )


def _pages(single: Single | None) -> tuple[int, int] | None:
    """The first and the last page within the issue."""
    return (single.first_page, single.first_page + single.pages - 1) if single else None


def _spoken(labels: Mapping[str, Labels], languages: Sequence[str]) -> str:
    """The first of the languages that there are labels for, at least without its region."""
    spoken = (code for code in languages if {code, code.split("-")[0]} & labels.keys())
    return next(spoken, languages[-1])
