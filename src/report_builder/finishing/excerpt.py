"""What the PDF of a single case study says of itself."""

import json
from dataclasses import KW_ONLY, dataclass

from report_builder import xmp
from report_builder.content.model import CaseStudy
from report_builder.finishing.metadata import Metadata

# What the data of a case study say of the issue that it is from.
_ISSUE = {"number", "title", "subtitle", "published", "version", "language"}


@dataclass(frozen=True)
class Excerpt(Metadata):
    """The `case` and the issue that it is a part of, whose publisher, rights and dates it has.

    `pages` are the first and the last page (from 1) within the issue.
    """

    _: KW_ONLY
    case: CaseStudy
    pages: tuple[int, int]

    @property
    def title(self) -> str:
        return self.case.title

    @property
    def summary(self) -> str:
        return self.case.teaser

    @property
    def keywords(self) -> list[str]:
        return self.case.topics

    @property
    def relations(self) -> dict[str, xmp.Value | None]:
        whole = Metadata(self.report).address
        first, last = map(str, self.pages)
        return {
            "dc:relation": xmp.Bag((whole,)),
            "dcterms:isPartOf": whole,
            "prism:startingPage": first,
            "prism:endingPage": last,
        }

    def attachment(self) -> tuple[str, bytes]:
        """The data of the case study in the form of a whole report's."""
        issue = self.report.issue
        data = {
            "series": self.report.series.model_dump(mode="json", exclude_defaults=True),
            "issue": issue.model_dump(mode="json", exclude_defaults=True, include=_ISSUE),
            "case_studies": {
                self.case.name: self.case.model_dump(mode="json", exclude_defaults=True)
            },
        }
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        return f"{self.report.slug}-{self.case.name}.json", text.encode()
