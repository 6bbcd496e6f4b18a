"""The series and its issues in the vocabulary of schema.org, for search engines."""

from typing import Any

from report_builder.site.facts import Download, Issue, Site

Data = dict[str, Any]

_CONTEXT = {"@context": "https://schema.org"}


def series(site: Site) -> Data:
    """The series: a periodical if it has an ISSN. To be written as JSON-LD.

    Of each issue it says what it is and where it is; all else stands on the issue's own page.
    """
    return _known(
        {
            **_CONTEXT,
            **_series(site),
            "inLanguage": site.series.language,
            "publisher": _publisher(site),
            "funder": _funder(site),
            "license": _licence(site),
            "hasPart": [_report(site, issue) for issue in site.issues],
        }
    )


def report(site: Site, issue: Issue, accessibility: str) -> Data:
    """An issue with its PDFs and those of its case studies. To be written as JSON-LD.

    `accessibility` says in words what was checked.
    """
    downloads = site.downloads(issue)
    return _known(
        {
            **_CONTEXT,
            **_report(site, issue),
            "alternativeHeadline": issue["subtitle"],
            "abstract": issue["summary"],
            "version": issue["version"],
            "inLanguage": issue["languages"][0],
            "dateModified": issue["updated"],
            "keywords": issue["keywords"],
            "numberOfPages": issue["pages"],
            "publisher": _publisher(site) | {"name": issue["publisher"]},
            "funder": _funder(site),
            "license": _licence(site),
            "isAccessibleForFree": True,
            "accessibilityFeature": _features(downloads[0]),
            "accessibilitySummary": accessibility,
            "thumbnailUrl": site.picture(issue, "cover-640.jpg"),
            "isPartOf": _series(site),
            "encoding": [_media(pdf) for pdf in downloads],
            "hasPart": _parts(site, issue),
        }
    )


def _series(site: Site) -> Data:
    return _known(
        {
            "@type": "Periodical" if site.series.issn else "CreativeWorkSeries",
            "@id": site.address(),
            "url": site.address(),
            "name": site.series.title,
            "issn": site.series.issn,
        }
    )


def _report(site: Site, issue: Issue) -> Data:
    return _known(
        {
            "@type": "Report",
            "@id": site.landing(issue),
            "url": site.landing(issue),
            "name": issue["title"],
            "reportNumber": str(issue["number"]),
            "datePublished": issue["published"],
            "image": site.picture(issue, "og.jpg"),
        }
    )


def _parts(site: Site, issue: Issue) -> list[Data]:
    """The case studies that are there by themselves, as the page of each knows itself."""
    singles, found = site.singles(issue), []
    for case in issue["case_studies"]:
        page = site.address(f"{issue['slug']}/{case['page']}") if case["page"] else None
        pdf = singles.get(case["name"])
        if page or pdf:
            found.append(_part(case["title"], page, pdf))
    return found


def _part(title: str, page: str | None, pdf: Download | None) -> Data:
    return _known(
        {
            "@type": "Article",
            "@id": page or (pdf and pdf.address),
            "url": page,
            "headline": title,
            "accessibilityFeature": _features(pdf) if pdf else None,
            "encoding": [_media(pdf)] if pdf else None,
        }
    )


def _media(pdf: Download) -> Data:
    return {
        "@type": "MediaObject",
        "name": pdf.title,
        "contentUrl": pdf.address,
        "encodingFormat": "application/pdf",
        "contentSize": f"{pdf.size} B",
        "sha256": pdf.sha256,
    }


def _features(pdf: Download) -> list[str]:
    """In the words of the vocabulary of accessibility properties (W3C): what was validated, and
    what only people can tell where somebody has signed it off."""
    validated = ["taggedPDF"] if "PDF/UA" in pdf.checked else []
    return [*validated, *(["alternativeText", "readingOrder"] if pdf.signed else [])]


def _publisher(site: Site) -> Data:
    publisher = site.series.publisher
    return _known({"@type": "Organization", "name": publisher.name, "url": publisher.url})


def _funder(site: Site) -> Data | None:
    funder = site.series.funder
    return {"@type": "Organization", "name": funder.name} if funder else None


def _licence(site: Site) -> str:
    return site.series.licence.url or site.series.licence.name


def _known(facts: Data) -> Data:
    return {key: value for key, value in facts.items() if value not in (None, [])}
