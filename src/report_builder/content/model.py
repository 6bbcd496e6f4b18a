"""The models of series.yaml, issue.yaml and the case studies.

Titles and descriptions are German: they are what editors see in the completion of their text
editor, through the JSON Schemas of `schema`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema

from report_builder.content import alphabet
from report_builder.content.charts import Chart
from report_builder.content.node import FileNode, Node, Source
from report_builder.content.types import (
    Boolean,
    Coordinates,
    Count,
    Date,
    Email,
    Figure,
    Focus,
    Integer,
    Issn,
    Language,
    Line,
    OneOf,
    Phone,
    Prose,
    Slug,
    Slugs,
    Url,
    Year,
    failure,
    read_licence,
    sized,
)

LAENDER = (
    "Baden-Württemberg",
    "Bayern",
    "Berlin",
    "Brandenburg",
    "Bremen",
    "Hamburg",
    "Hessen",
    "Mecklenburg-Vorpommern",
    "Niedersachsen",
    "Nordrhein-Westfalen",
    "Rheinland-Pfalz",
    "Saarland",
    "Sachsen",
    "Sachsen-Anhalt",
    "Schleswig-Holstein",
    "Thüringen",
)

MunicipalityKind = Annotated[str, OneOf("large_city", "city", "municipality", "district")]
Land = Annotated[str, OneOf(*LAENDER)]
Status = Annotated[str, OneOf("draft", "final")]
ROLES = ("editor", "municipality", "funder", "accessibility")
Role = Annotated[str, OneOf(*ROLES)]
Title = Annotated[Line, sized(1, 160)]


class Licence(Node):
    spdx: Line | None = Field(None, title="SPDX-Kennung")
    name: Line = Field(title="Name der Lizenz")
    url: Url | None = Field(None, title="Adresse des Lizenztextes")


LicenceField = Annotated[
    Licence,
    BeforeValidator(read_licence),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "examples": ["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"]},
                {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "url": {"type": "string", "format": "uri"},
                    },
                    "required": ["name"],
                },
            ]
        }
    ),
]


def _alt_or_decorative(alt: str | None, info: ValidationInfo) -> str | None:
    if alt is None and not (info.data or {}).get("decorative"):
        raise failure("image-alt")
    return alt


class Image(FileNode):
    file: Line = Field(
        title="Bilddatei", description="Pfad ab dem Ordner des Heftes, z. B. images/rathaus.jpg"
    )
    decorative: Boolean = Field(
        False, title="Schmuckbild", description="true, wenn das Bild nichts mitteilt"
    )
    alt: Annotated[Line | None, AfterValidator(_alt_or_decorative)] = Field(
        None,
        title="Alternativtext",
        description="Was auf dem Bild zu sehen ist, für alle, die es nicht sehen",
        validate_default=True,
    )
    caption: Line | None = Field(None, title="Bildunterschrift")
    credit: Line = Field(title="Bildnachweis", description="z. B. Foto: Stadt Musterstadt")
    licence: LicenceField | None = Field(None, title="Lizenz des Bildes")
    focus: Focus = Field(
        (0.5, 0.5),
        title="Bildmittelpunkt",
        description="Was beim Beschneiden sichtbar bleibt: [von links, von oben], 0 bis 1",
    )

    @property
    def rights(self) -> str:
        """Credit and licence, as the list of picture credits gathers them."""
        return f"{self.credit} ({self.licence.name})" if self.licence else self.credit


class Contact(Node):
    name: Line | None = Field(None, title="Name")
    role: Line | None = Field(None, title="Funktion")
    email: Email | None = Field(None, title="E-Mail")
    phone: Phone | None = Field(None, title="Telefon", description="z. B. +49 30 23125 010")


class Link(Node):
    title: Line = Field(title="Linktext")
    url: Url = Field(title="Adresse")


class KeyFigure(Node):
    value: Figure = Field(
        title="Zahl", description="mit Dezimalpunkt, ohne Tausenderzeichen: 12 oder 3.5"
    )
    unit: Line | None = Field(None, title="Einheit", description="z. B. %")
    label: Line = Field(title="Was die Zahl sagt")
    source: Line | None = Field(None, title="Quelle")


# --- the series ---------------------------------------------------------------------------


class Publisher(Node):
    name: Line = Field(title="Name")
    address: list[Line] = Field([], title="Anschrift", description="eine Zeile je Eintrag")
    email: Email | None = Field(None, title="E-Mail")
    url: Url | None = Field(None, title="Website")


class Project(Node):
    name: Line = Field(title="Name des Projekts")
    url: Url | None = Field(None, title="Website")
    about: Prose | None = Field(None, title="Über das Projekt")


class Logo(FileNode):
    """A logo: its text alternative is the name of whose logo it is, unless `alt` says more."""

    file: Line = Field(title="Bilddatei")
    alt: Line | None = Field(None, title="Alternativtext")
    credit: Line | None = Field(None, title="Bildnachweis")
    licence: LicenceField | None = Field(None, title="Lizenz des Bildes")


LogoField = Annotated[
    Logo,
    BeforeValidator(lambda value: {"file": value} if isinstance(value, str) else value),
]


class Funder(Node):
    name: Line = Field(title="Name der Förderstelle")
    notice: Line | None = Field(None, title="Förderhinweis")
    logo: LogoField | None = Field(None, title="Logo", description="Pfad ab dem Ordner reports/")


class Resource(Node):
    title: Line = Field(title="Titel")
    description: Line | None = Field(None, title="Beschreibung")
    url: Url | None = Field(None, title="Adresse")


class SeriesReview(Node):
    """How drafts of every issue are reviewed."""

    required: list[Role] = Field(
        [], title="Freigaben", description="ohne die kein Heft der Reihe erscheint"
    )


class IssueReview(Node):
    """How the drafts of one issue are reviewed."""

    due: Date | None = Field(None, title="Rückmeldung bis", description="z. B. 2023-05-12")


class Series(Node):
    """reports/series.yaml"""

    title: Title = Field(title="Titel der Reihe")
    short_title: Line = Field(title="Kurztitel", description="für Dateinamen und Kolumnentitel")
    language: Language = Field(title="Sprache", description="Kürzel nach BCP 47: de, en, de-AT")
    publisher: Publisher = Field(title="Herausgeberin")
    project: Project | None = Field(None, title="Projekt")
    funder: Funder | None = Field(None, title="Förderung")
    contact: Contact = Field(title="Kontakt der Redaktion")
    issn: Issn | None = Field(None, title="ISSN")
    licence: LicenceField = Field(
        title="Lizenz der Texte", description="SPDX-Kennung wie CC-BY-4.0, oder name und url"
    )
    base_url: Url = Field(title="Adresse der Downloads", description="wo dist/ im Netz liegt")
    resources: list[Resource] = Field([], title="Weitere Bausteine")
    review: SeriesReview = Field(SeriesReview(), title="Abnahme")


# --- an issue -----------------------------------------------------------------------------


class Change(Node):
    version: Line = Field(title="Version")
    date: Date = Field(title="Datum")
    note: Line = Field(title="Was sich geändert hat")


class Author(Node):
    name: Line = Field(title="Name")
    role: Line | None = Field(None, title="Funktion")
    organisation: Line | None = Field(None, title="Organisation")
    portrait: Image | None = Field(None, title="Porträt")


class Foreword(Node):
    title: Title | None = Field(None, title="Überschrift")
    text: Prose = Field(title="Text")
    author: Author | None = Field(None, title="Verfasst von")


class Introduction(Node):
    title: Title | None = Field(None, title="Überschrift")
    text: Prose = Field(title="Text")
    charts: list[Chart] = Field([], title="Diagramme")


class Conclusion(Node):
    title: Title | None = Field(None, title="Überschrift")
    text: Prose = Field(title="Text")
    charts: list[Chart] = Field([], title="Diagramme")
    recommendations: list[Prose] = Field([], title="Empfehlungen")


class GlossaryEntry(Node):
    term: Line = Field(title="Begriff")
    definition: Prose = Field(title="Erklärung")


class Reference(Node):
    text: Prose = Field(title="Quellenangabe")
    url: Url | None = Field(None, title="Adresse")


class Imprint(Node):
    editors: list[Line] = Field([], title="Redaktion")
    design: Line | None = Field(None, title="Gestaltung")
    note: Prose | None = Field(None, title="Hinweis")


class PressRelease(Node):
    """What the press release of an issue says by itself; the rest is taken from the issue."""

    title: Title | None = Field(None, title="Überschrift")
    teaser: Annotated[Line, sized(1, 600)] | None = Field(
        None, title="Anreißer", description="sonst die Zusammenfassung des Heftes"
    )
    text: Prose | None = Field(
        None, title="Text", description="sonst der Anfang der Einleitung und die Fallbeispiele"
    )
    date: Date | None = Field(None, title="Datum", description="sonst das Erscheinungsdatum")
    contact: Contact | None = Field(
        None, title="Pressekontakt", description="sonst der Kontakt der Redaktion"
    )


def _published_when_final(published: date | None, info: ValidationInfo) -> date | None:
    if published is None and (info.data or {}).get("status") == "final":
        raise failure("missing-published")
    return published


class Issue(Node):
    """reports/<slug>/issue.yaml"""

    number: Count = Field(title="Heftnummer")
    title: Title = Field(title="Titel des Heftes")
    subtitle: Title | None = Field(None, title="Untertitel")
    summary: Annotated[Line, sized(50, 600)] = Field(
        title="Zusammenfassung", description="50 bis 600 Zeichen, für PDF, Website und Feed"
    )
    status: Status = Field(title="Stand", description="Nur final erscheint in dist/")
    published: Annotated[Date | None, AfterValidator(_published_when_final)] = Field(
        None, title="Erscheinungsdatum", description="z. B. 2023-06-28", validate_default=True
    )
    version: Line = Field("1.0", title="Version")
    changes: list[Change] = Field([], title="Änderungen")
    language: Language | None = Field(None, title="Sprache", description="sonst die der Reihe")
    keywords: list[Line] = Field([], title="Schlagwörter")
    layout: Slugs = Field(
        ["magazine"],
        title="Layout",
        description="ein Ordner unter layouts/, oder eine Liste: aus jedem wird ein PDF, "
        "das erste ist das Heft selbst",
    )
    layout_options: dict[str, Any] = Field({}, title="Einstellungen des Layouts")
    cover: Image = Field(title="Titelbild")
    foreword: Foreword | None = Field(None, title="Vorwort")
    introduction: Introduction | None = Field(None, title="Einleitung")
    key_figures: list[KeyFigure] = Field([], title="Zahlen des Heftes")
    charts: list[Chart] = Field([], title="Diagramme des Heftes")
    case_studies: Annotated[list[Slug], Field(min_length=1)] = Field(
        title="Fallbeispiele", description="Dateinamen unter case-studies/, in Druckreihenfolge"
    )
    conclusion: Conclusion | None = Field(None, title="Fazit")
    glossary: list[GlossaryEntry] = Field([], title="Glossar")
    sources: list[Reference] = Field([], title="Quellen")
    imprint: Imprint | None = Field(None, title="Impressum")
    # Excluded: what the press is told is no part of the issue, and must not change its PDF.
    press: PressRelease = Field(PressRelease(), exclude=True, title="Pressemitteilung")
    review: IssueReview = Field(IssueReview(), title="Abnahme")


# --- a case study -------------------------------------------------------------------------


class Municipality(Node):
    name: Line = Field(title="Name der Kommune")
    kind: MunicipalityKind = Field(
        title="Art",
        description="large_city Großstadt, city Stadt, municipality Gemeinde, district Landkreis",
    )
    state: Land = Field(title="Land")
    population: Annotated[Integer, Field(ge=0)] | None = Field(
        None, title="Einwohnerzahl", description="nur Ziffern: 48200"
    )
    coordinates: Coordinates | None = Field(
        None, title="Lage", description="geografische Breite und Länge: [52.1, 9.4]"
    )
    website: Url | None = Field(None, title="Website")


def _after_start(end: int | None, info: ValidationInfo) -> int | None:
    start = (info.data or {}).get("start")
    if end is not None and start is not None and end < start:
        raise failure("period-order", start=start, end=end)
    return end


class Period(Node):
    start: Year = Field(title="Beginn", description="Jahr")
    end: Annotated[Year | None, AfterValidator(_after_start)] = Field(
        None, title="Ende", description="Jahr; weglassen, wenn es weitergeht"
    )


class Quote(Node):
    text: Line = Field(title="Zitat", description="ohne Anführungszeichen")
    person: Line | None = Field(None, title="Wer spricht")
    role: Line | None = Field(None, title="Funktion")


class InfoBox(Node):
    title: Line = Field(title="Überschrift")
    text: Prose = Field(title="Text")


class Step(Node):
    when: Line | None = Field(None, title="Wann", description="z. B. März 2021")
    title: Line = Field(title="Was geschah")
    text: Prose | None = Field(None, title="Erläuterung")


class CaseStudy(Node):
    """reports/<slug>/case-studies/<name>.yaml"""

    title: Title = Field(title="Titel")
    teaser: Annotated[Line, sized(1, 600)] = Field(
        title="Anreißer", description="ein bis drei Sätze"
    )
    municipality: Municipality = Field(title="Kommune")
    topics: list[Line] = Field([], title="Themen")
    period: Period | None = Field(None, title="Zeitraum")
    image: Image = Field(title="Aufmacherbild")
    challenge: Prose = Field(title="Ausgangslage")
    approach: Prose = Field(title="Vorgehen")
    results: Prose = Field(title="Ergebnisse")
    lessons: Prose | None = Field(None, title="Erfolgsfaktoren und Stolpersteine")
    transfer: Prose | None = Field(None, title="Übertragbarkeit")
    key_figures: list[KeyFigure] = Field([], title="Zahlen")
    quotes: list[Quote] = Field([], title="Zitate")
    info_boxes: list[InfoBox] = Field([], title="Infokästen")
    steps: list[Step] = Field([], title="Zeitleiste")
    charts: list[Chart] = Field([], title="Diagramme")
    gallery: list[Image] = Field([], title="Weitere Bilder")
    partners: list[Line] = Field([], title="Beteiligte")
    links: list[Link] = Field([], title="Links")
    contact: Contact | None = Field(None, title="Kontakt")
    example: Boolean = Field(False, title="Erfundenes Beispiel")

    @property
    def name(self) -> str:
        """The name under which the issue lists this case study."""
        return PurePosixPath(self.origin.file).stem


@dataclass(frozen=True)
class IndexEntry:
    """A line of the index: a municipality or a topic, and its case studies in print order."""

    words: str
    case_studies: tuple[CaseStudy, ...]
    municipality: Municipality | None = None

    @property
    def state(self) -> str:
        """The Land of a municipality; two of the same name are told apart by it."""
        return self.municipality.state if self.municipality else ""


def _index_entries(cases: Iterable[CaseStudy]) -> Iterator[IndexEntry]:
    """Municipalities and topics as the case studies name them, those that differ in case as one."""
    found: dict[tuple[str, str], list[IndexEntry]] = {}
    for case in cases:
        lines = [IndexEntry(case.municipality.name, (case,), case.municipality)]
        lines += [IndexEntry(topic, (case,)) for topic in case.topics]
        for line in lines:
            found.setdefault((alphabet.same(line.words), line.state), []).append(line)
    for first, *others in found.values():
        same = {line.case_studies[0].name: line.case_studies[0] for line in (first, *others)}
        yield replace(first, case_studies=tuple(same.values()))


@dataclass(frozen=True)
class Earlier:
    """What a map shows of a final issue with a lower number."""

    origin: Source
    """Where it was written."""
    number: int
    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True)
class Report:
    """One issue with everything that is printed in it.

    `earlier` are the final issues with a lower number, in the order of their numbers.
    """

    slug: str
    series: Series
    issue: Issue
    case_studies: tuple[CaseStudy, ...]
    earlier: tuple[Earlier, ...] = ()

    @property
    def images(self) -> Iterator[Image]:
        """Every image of the issue, in print order."""
        for node in (self.issue, *self.case_studies):
            yield from (part for part in node.nodes() if isinstance(part, Image))

    @property
    def places(self) -> tuple[CaseStudy, ...]:
        """The case studies whose municipality can be shown on a map."""
        return tuple(case for case in self.case_studies if case.municipality.coordinates)

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Those of the case studies that can be shown on a map."""
        return tuple(case.municipality for case in self.places)

    @property
    def overview(self) -> tuple[KeyFigure | Chart, ...]:
        """What the issue as a whole says in figures."""
        return (*self.issue.key_figures, *self.issue.charts)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart of the issue, in print order."""
        before, after = self.issue.introduction, self.issue.conclusion
        owners = (before, self.issue, *self.case_studies, after)
        return tuple(chart for owner in owners if owner is not None for chart in owner.charts)

    @property
    def index(self) -> tuple[tuple[str, tuple[IndexEntry, ...]], ...]:
        """The lines of the index by their initials, in alphabetical order.

        Empty for a single case study, which needs none.
        """
        if len(self.case_studies) == 1:
            return ()
        entries = _index_entries(self.case_studies)
        ordered = sorted(entries, key=lambda line: (alphabet.order(line.words), line.state))
        groups = groupby(ordered, key=lambda line: alphabet.initial(line.words))
        return tuple((letter, tuple(lines)) for letter, lines in groups)

    def files(self) -> Iterator[PurePosixPath]:
        """Every file that the content names, relative to the project."""
        for node in (self.series, self.issue, *self.case_studies):
            yield from (part.path for part in node.nodes() if isinstance(part, FileNode))

    @property
    def language(self) -> str:
        return self.issue.language or self.series.language

    @property
    def date(self) -> date | None:
        """The day that stands for this version: its publication or its last recorded change."""
        if self.issue.published:
            return self.issue.published
        return max((change.date for change in self.issue.changes), default=None)
