"""The series and its issues in the vocabulary of schema.org, for search engines."""

from typing import Any

from report_builder.site.facts import Issue, Site, downloads

Data = dict[str, Any]


def series(site: Site) -> Data:
    """The series with its issues: a periodical if it has an ISSN. To be written as JSON-LD."""
    facts = site.series
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Periodical" if facts.issn else "CreativeWorkSeries",
            "@id": site.address(),
            "url": site.address(),
            "name": facts.title,
            "issn": facts.issn,
            "inLanguage": facts.language,
            "publisher": _organisation(facts.publisher.name, facts.publisher.url),
            "funder": _organisation(facts.funder.name) if facts.funder else None,
            "license": facts.licence.url or facts.licence.name,
            "hasPart": [_report(site, issue) for issue in site.issues],
        }
    )


def _report(site: Site, issue: Issue) -> Data:
    series = site.series
    return _known(
        {
            "@type": "Report",
            "@id": site.identifier(issue),
            "url": site.landing(issue),
            "name": issue["title"],
            "alternativeHeadline": issue["subtitle"],
            "abstract": issue["summary"],
            "reportNumber": str(issue["number"]),
            "version": issue["version"],
            "inLanguage": issue["languages"][0],
            "datePublished": issue["published"],
            "dateModified": issue["updated"],
            "keywords": issue["keywords"],
            "numberOfPages": issue["pages"],
            "publisher": _organisation(issue["publisher"]),
            "license": series.licence.url or series.licence.name,
            "isAccessibleForFree": True,
            "accessibilityFeature": _accessibility(issue),
            "image": site.picture(issue, "og.jpg"),
            "isPartOf": {"@id": site.address()},
            "encoding": [
                {
                    "@type": "MediaObject",
                    "name": pdf.title,
                    "contentUrl": pdf.address,
                    "encodingFormat": "application/pdf",
                    "contentSize": f"{pdf.size} B",
                    "sha256": pdf.sha256,
                }
                for pdf in downloads(site, issue)
            ],
        }
    )


def _accessibility(issue: Issue) -> list[str]:
    """What was validated, and nothing that only people can tell."""
    return ["taggedPDF"] if issue["validation"]["status"] == "validated" else []


def _organisation(name: str, url: str | None = None) -> Data:
    return _known({"@type": "Organization", "name": name, "url": url})


def _known(facts: Data) -> Data:
    return {key: value for key, value in facts.items() if value not in (None, [])}
