"""A case study in the vocabulary of schema.org, for search engines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from report_builder.content.model import CaseStudy, Municipality, Period, Report

Data = dict[str, Any]


@dataclass(frozen=True)
class Dataset:
    """The data of a figure: what it is, in short and at length, and where its CSV is online."""

    title: str
    summary: str
    address: str


@dataclass(frozen=True)
class Online:
    """Where a case study and everything around it is found online.

    `pdf` is the one of its own, with its first and last page (from 1) within the issue; None where
    it has none.
    """

    page: str
    issue: str
    series: str
    images: Sequence[str]
    datasets: Sequence[Dataset]
    pdf: str | None = None
    pages: tuple[int, int] | None = None


def article(report: Report, case: CaseStudy, online: Online) -> Data:
    """The case study as a part of its issue. To be written as JSON-LD."""
    first, last = online.pages or (None, None)
    published = report.issue.published
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": online.page,
            "url": online.page,
            "headline": case.title,
            "abstract": case.teaser,
            "inLanguage": report.language,
            "datePublished": published.isoformat() if published else None,
            "version": report.issue.version,
            "keywords": case.topics,
            "pageStart": first,
            "pageEnd": last,
            "temporalCoverage": _coverage(case.period),
            "contentLocation": _place(case.municipality),
            "image": list(online.images),
            **_rights(report),
            "author": _publisher(report),
            "publisher": _publisher(report),
            "isPartOf": _issue(report, online),
            "encoding": _file("MediaObject", online.pdf, "application/pdf"),
            "hasPart": [_dataset(report, dataset) for dataset in online.datasets],
        }
    )


def _issue(report: Report, online: Online) -> Data:
    series = report.series
    kind = "Periodical" if series.issn else "CreativeWorkSeries"
    whole = {"@type": kind, "@id": online.series, "name": series.title, "issn": series.issn}
    return {
        "@type": "Report",
        "@id": online.issue,
        "url": online.issue,
        "name": report.issue.title,
        "reportNumber": str(report.issue.number),
        "isPartOf": _known(whole),
    }


def _dataset(report: Report, dataset: Dataset) -> Data:
    return {
        "@type": "Dataset",
        "name": dataset.title,
        "description": dataset.summary,
        "creator": _publisher(report),
        **_rights(report),
        "distribution": _file("DataDownload", dataset.address, "text/csv"),
    }


def _file(kind: str, address: str | None, media_type: str) -> Data | None:
    if address is None:
        return None
    return {"@type": kind, "contentUrl": address, "encodingFormat": media_type}


def _place(place: Municipality) -> Data:
    latitude, longitude = place.coordinates or (None, None)
    geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    region = {"@type": "PostalAddress", "addressRegion": place.state, "addressCountry": "DE"}
    facts = {"@type": "Place", "name": place.name, "url": place.website, "address": region}
    return _known(facts | ({"geo": geo} if place.coordinates else {}))


def _coverage(period: Period | None) -> str | None:
    """As ISO 8601 writes it; an open end is two points."""
    return f"{period.start}/{period.end or '..'}" if period else None


def _rights(report: Report) -> Data:
    licence = report.series.licence
    return {"license": licence.url or licence.name, "isAccessibleForFree": True}


def _publisher(report: Report) -> Data:
    publisher = report.series.publisher
    return _known({"@type": "Organization", "name": publisher.name, "url": publisher.url})


def _known(facts: Data) -> Data:
    return {key: value for key, value in facts.items() if value not in (None, [])}
