"""What a press release says: taken from the issue, unless its `press` says it itself.

Only plain values, so that two releases that are equal look the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from report_builder.content import text
from report_builder.content.model import CaseStudy, Contact, Image, Report

# As much of the introduction as is read in a minute.
_OPENING = 1200
# More case studies have a line each, without their teasers: two pages have no room for more.
_TEASERS = 12


@dataclass(frozen=True)
class Case:
    """A case study, and where its page is found online; `teaser` is empty where there are many."""

    title: str
    place: str
    teaser: str
    address: str


@dataclass(frozen=True)
class Picture:
    """The title image: its file in the project, whose it is, and where it is found online."""

    file: str
    alt: str
    caption: str
    credit: str
    licence: str
    licence_url: str
    address: str


@dataclass(frozen=True)
class Logo:
    """The funder's logo: its file in the project."""

    file: str
    alt: str


@dataclass(frozen=True)
class Download:
    """A PDF of the issue, and where it is found online."""

    title: str
    address: str


@dataclass(frozen=True)
class Release:
    """`title` is empty if the issue gives none, `text` is CommonMark, `address` that of the issue;
    `references` are the addresses of case studies that the text may refer to, by their names;
    `invented` are the municipalities that do not exist."""

    language: str
    series: str
    publisher: str
    number: int
    issue: str
    subtitle: str
    title: str
    teaser: str
    text: str
    cases: Sequence[Case]
    references: Sequence[tuple[str, str]]
    invented: Sequence[str]
    date: date | None
    about: str
    contact: Sequence[str]
    email: str
    phone: str
    funding: str
    funder: Logo | None
    address: str
    downloads: Sequence[Download]
    image: Picture

    @property
    def files(self) -> set[str]:
        """The files of the project that it shows."""
        return {self.image.file, *([self.funder.file] if self.funder else [])}


def of(report: Report, folder: str, downloads: Sequence[tuple[str, str]]) -> Release:
    """The release of a report. `folder` is the address of its files, with a slash at its end;
    `downloads` are title and file name of its PDFs."""
    series, issue, press = report.series, report.issue, report.issue.press
    introduction, project, funder = issue.introduction, series.project, series.funder
    opening = text.opening(introduction.text, _OPENING) if introduction else ""
    contact = press.contact or series.contact
    logo = funder.logo if funder else None
    return Release(
        language=report.language,
        series=series.title,
        publisher=series.publisher.name,
        number=issue.number,
        issue=issue.title,
        subtitle=issue.subtitle or "",
        title=press.title or "",
        teaser=press.teaser or issue.summary,
        text=press.text or opening,
        cases=() if press.text else _cases(report.case_studies, folder),
        references=tuple((each.name, _page(each, folder)) for each in report.case_studies),
        invented=tuple(each.municipality.name for each in report.case_studies if each.example),
        date=press.date or report.date,
        about=(project.about or "") if project else "",
        contact=_names(contact, series.publisher.name),
        email=contact.email or "",
        phone=contact.phone or "",
        funding=(funder.notice or funder.name) if funder else "",
        funder=Logo(str(logo.path), logo.alt or funder.name) if funder and logo else None,
        address=folder,
        downloads=tuple(Download(title, folder + name) for title, name in downloads),
        image=_picture(issue.cover, report, f"{folder}titelbild.jpg"),
    )


def _cases(cases: Sequence[CaseStudy], folder: str) -> tuple[Case, ...]:
    few = len(cases) <= _TEASERS
    return tuple(
        Case(case.title, _place(case), case.teaser if few else "", _page(case, folder))
        for case in cases
    )


def _page(case: CaseStudy, folder: str) -> str:
    return f"{folder}case-studies/{case.name}.html"


def _place(case: CaseStudy) -> str:
    """The municipality and its Land, of a city that is one its name."""
    town = case.municipality
    return town.name if town.name == town.state else f"{town.name}, {town.state}"


def _names(contact: Contact, publisher: str) -> tuple[str, ...]:
    """Who is to be asked, in lines."""
    return tuple(line for line in (contact.name or publisher, contact.role) if line)


def _picture(cover: Image, report: Report, address: str) -> Picture:
    licence = cover.licence or report.series.licence
    return Picture(
        file=str(cover.path),
        alt=cover.alt or "",
        caption=cover.caption or "",
        credit=cover.credit,
        licence=licence.name,
        licence_url=licence.url or "",
        address=address,
    )
