"""What people see of the site, from the templates of layouts/site."""

from datetime import date
from pathlib import Path
from typing import Any

from report_builder.brand import Brand
from report_builder.layout.description import read_labels
from report_builder.layout.templates import Templates
from report_builder.site import citations, linked_data
from report_builder.site.facts import INDEX, Download, Issue, Site, checked, history, place_in

SITE = "layouts/site"
EMBED = "embed.html"
ICON = "icon.svg"
ARTICLE = "case-study.html"
"""The page of a case study, which is made with its issue."""
_ISSUE = "issue.html"


class Pages:
    """The templates, in the language of the series."""

    def __init__(self, root: Path, site: Site, brand: Brand) -> None:
        folder, code = root / SITE, site.series.language
        labels, _ = read_labels(root, folder)
        language = code if code in labels else code.split("-")[0]
        self._templates = Templates(root, folder, code, labels.get(language, {}))
        self._site = site
        self._facts = {
            "site": site,
            "series": site.series,
            "brand": brand,
            "place_in": place_in,
            "checked": checked,
        }

    def index(self) -> bytes:
        """The page of the series. Raises LayoutError."""
        data, issues = linked_data.series(self._site), self._site.issues
        return self._render(INDEX, "its page", home="", issues=issues, linked_data=data).encode()

    def issue(self, issue: Issue, newer: Issue | None, older: Issue | None) -> bytes:
        """The page of an issue, which leads to its neighbours. Raises LayoutError."""
        site, downloads = self._site, self._site.downloads(issue)
        said = self._accessibility(downloads[0])
        facts = {
            "home": "../",
            "issue": issue,
            "newer": newer,
            "older": older,
            "downloads": downloads,
            "singles": site.singles(issue),
            "files": {file["name"]: file for file in issue["files"]},
            "history": history(issue),
            "reference": citations.facts(site, issue),
            "accessibility": said,
            "linked_data": linked_data.report(site, issue, said),
        }
        return self._render(_ISSUE, f"the page of {issue['slug']}", **facts).encode()

    def icon(self) -> bytes:
        """What browsers show beside the title of every page. Raises LayoutError."""
        return self._render(ICON, "the icon of the site").encode()

    def embed(self, issue: Issue) -> bytes:
        """A piece of HTML about an issue, for pages in any encoding. Raises LayoutError."""
        facts = {"issue": issue, "downloads": self._site.downloads(issue)}
        page = self._render(EMBED, f"{EMBED} of {issue['slug']}", **facts)
        return page.encode("ascii", "xmlcharrefreplace")

    def _accessibility(self, pdf: Download) -> str:
        """What was checked of a PDF, in words."""
        label, day = self._templates.label, pdf.signed and date.fromisoformat(pdf.signed)
        checked = label("accessibility.checked" if pdf.checked else "accessibility.unchecked")
        signed = label("accessibility.unsigned")
        if day:
            signed = label("accessibility.signed", date=self._templates.date(day))
        return f"{checked} {signed}"

    def _render(self, template: str, what: str, **facts: Any) -> str:
        return self._templates.render(template, what, **self._facts, **facts)
