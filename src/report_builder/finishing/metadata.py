"""What a finished PDF says of itself, taken from the content alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from report_builder import __version__, xmp
from report_builder.content.model import Report
from report_builder.standard import Standard

PRODUCER = "WeasyPrint, pypdf, pikepdf"
CREATOR_TOOL = f"report-builder {__version__}"

# Whatever PDF/A does not know of itself (ISO 19005-3, 6.6.2.3.1). The series' data are in the
# vocabulary of publishers, PRISM 3.0.
_EXTENSIONS = (
    xmp.ExtensionSchema(
        "pdfuaid",
        "PDF/UA identification schema",
        (xmp.Property("part", "Integer", "Part of ISO 14289 that is followed", external=False),),
    ),
    xmp.ExtensionSchema(
        "prism",
        "PRISM Basic Metadata 3.0",
        (
            xmp.Property("publicationName", "Text", "Title of the series"),
            xmp.Property("number", "Text", "Number of the issue in its series"),
            xmp.Property("versionIdentifier", "Text", "Version of the issue"),
            xmp.Property("issn", "Text", "ISSN of the series"),
            xmp.Property("url", "URL", "Address at which the issue is published"),
            xmp.Property("startingPage", "Text", "First page within the issue"),
            xmp.Property("endingPage", "Text", "Last page within the issue"),
        ),
    ),
    xmp.ExtensionSchema(
        "dcterms",
        "DCMI Metadata Terms",
        (xmp.Property("isPartOf", "URL", "Address of the issue that this is a part of"),),
    ),
    xmp.ExtensionSchema(
        "cc",
        "Creative Commons Rights Expression Language",
        (xmp.Property("license", "URL", "Address of the licence"),),
    ),
)


_CLAIMS: dict[Standard, dict[str, xmp.Value | None]] = {
    Standard.ARCHIVE: {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"},
    Standard.MODERN: {
        "pdfaid:part": "4",
        "pdfaid:rev": "2020",
        "pdfaid:conformance": "F",
        "pdfuaid:part": "2",
        "pdfuaid:rev": "2024",
    },
}


@dataclass(frozen=True)
class Metadata:
    """Everything that goes into Info, XMP and the catalog of one report's PDF.

    A PDF beside the main one says which `edition` it is; its identifier is the address of its
    `file`, and not that of the issue. A draft has `facts` by which a copy of it is known again: its
    `build`, and whatever else is attached as `draft.json`.
    """

    report: Report
    standard: Standard = Standard.ARCHIVE
    edition: str | None = None
    file: str = ""
    facts: Mapping[str, object] | None = None

    @property
    def title(self) -> str:
        title = self.report.issue.title
        return f"{title} – {self.edition}" if self.edition else title

    @property
    def summary(self) -> str:
        return self.report.issue.summary

    @property
    def keywords(self) -> list[str]:
        return self.report.issue.keywords

    @property
    def language(self) -> str:
        return self.report.language

    @property
    def date(self) -> date | None:
        return self.report.date

    @property
    def address(self) -> str:
        """Where the edition is found online: its identifier."""
        return f"{self.report.series.base_url.rstrip('/')}/{self.report.slug}/{self.file}"

    def info(self) -> dict[str, str]:
        """The document information dictionary (ISO 32000-1, 14.3.3), equal to the XMP.

        PDF/A-4 wants none (ISO 19005-4, 6.1.3).
        """
        if self.standard is Standard.MODERN:
            return {}
        entries = {
            "/Title": self.title,
            "/Author": self.report.series.publisher.name,
            "/Subject": self.summary,
            "/Keywords": ", ".join(self.keywords),
            "/Creator": CREATOR_TOOL,
            "/Producer": PRODUCER,
            "/ReportBuilderBuild": str(self.facts["build"]) if self.facts else "",
        }
        if self.date:
            stamp = f"D:{self.date:%Y%m%d}000000Z"
            entries |= {"/CreationDate": stamp, "/ModDate": stamp}
        return {key: value for key, value in entries.items() if value}

    @cached_property
    def packet(self) -> bytes:
        """The XMP packet: the standards it is made to, Dublin Core, rights, the series."""
        # PDF/A-4 knows no extension schemas, and needs none.
        extensions = _EXTENSIONS if self.standard is Standard.ARCHIVE else ()
        return xmp.packet(_CLAIMS[self.standard] | self._properties, self.language, extensions)

    @cached_property
    def attachments(self) -> dict[str, bytes]:
        """The files that travel with the PDF, by name."""
        files = dict([self.attachment()])
        if self.facts:
            files["draft.json"] = json.dumps(dict(self.facts), ensure_ascii=False).encode()
        return files

    def attachment(self) -> tuple[str, bytes]:
        """Name and content of the structured data of the report."""
        report = self.report
        parts = {"series": report.series, "issue": report.issue}
        data: dict[str, object] = {
            name: part.model_dump(mode="json", exclude_defaults=True)
            for name, part in parts.items()
        }
        data["case_studies"] = {
            case.name: case.model_dump(mode="json", exclude_defaults=True)
            for case in report.case_studies
        }
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        return f"{report.slug}.json", text.encode()

    @property
    def relations(self) -> dict[str, xmp.Value | None]:
        """What the XMP says of a larger whole."""
        return {}

    @cached_property
    def _properties(self) -> dict[str, xmp.Value | None]:
        series, issue = self.report.series, self.report.issue
        stamp = f"{self.date:%Y-%m-%d}T00:00:00Z" if self.date else None
        return {
            "dc:title": xmp.Localised(self.title),
            "dc:creator": xmp.Ordered((series.publisher.name,)),
            "dc:description": xmp.Localised(self.summary),
            "dc:subject": xmp.Bag(tuple(self.keywords)) if self.keywords else None,
            "dc:publisher": xmp.Bag((series.publisher.name,)),
            "dc:rights": xmp.Localised(_rights(self.report)),
            "dc:language": xmp.Bag((self.language,)),
            "dc:identifier": self.address,
            "dc:date": xmp.Ordered((stamp,)) if stamp else None,
            "dc:type": xmp.Bag(("Text",)),
            "dc:format": "application/pdf",
            "pdf:Keywords": ", ".join(self.keywords) or None,
            "pdf:Producer": PRODUCER,
            "xmp:CreatorTool": CREATOR_TOOL,
            "xmp:CreateDate": stamp,
            "xmp:ModifyDate": stamp,
            "xmp:MetadataDate": stamp,
            "xmpRights:Marked": "True",
            "xmpRights:WebStatement": series.licence.url,
            "xmpRights:UsageTerms": xmp.Localised(series.licence.name),
            "cc:license": series.licence.url,
            "prism:publicationName": series.title,
            "prism:number": str(issue.number),
            "prism:versionIdentifier": issue.version,
            "prism:issn": series.issn,
            "prism:url": self.address,
            **self.relations,
        }


def _rights(report: Report) -> str:
    year = f" {report.date.year}" if report.date else ""
    return f"©{year} {report.series.publisher.name}, {report.series.licence.name}"
