"""What people see of the site, from the templates of layouts/site."""

from pathlib import Path
from typing import Any

from report_builder.brand import Brand
from report_builder.layout.description import read_labels
from report_builder.layout.templates import Templates
from report_builder.site import linked_data
from report_builder.site.facts import INDEX, Issue, Site

SITE = "layouts/site"
EMBED = "embed.html"
ICON = "icon.svg"
ARTICLE = "case-study.html"
"""The page of a case study, which is made with its issue."""


class Pages:
    """The templates, in the language of the series."""

    def __init__(self, root: Path, site: Site, brand: Brand) -> None:
        folder, code = root / SITE, site.series.language
        labels, _ = read_labels(root, folder)
        language = code if code in labels else code.split("-")[0]
        self._templates = Templates(root, folder, code, labels.get(language, {}))
        self._site = site
        self._facts = {"site": site, "series": site.series, "brand": brand, "sizes": _sizes(site)}

    def index(self) -> bytes:
        """The download page. Raises LayoutError."""
        data = linked_data.series(self._site)
        return self._render(INDEX, home="", issues=self._site.issues, linked_data=data).encode()

    def icon(self) -> bytes:
        """What browsers show beside the title of every page. Raises LayoutError."""
        return self._render(ICON).encode()

    def embed(self, issue: Issue) -> bytes:
        """A piece of HTML about an issue, for pages in any encoding. Raises LayoutError."""
        return self._render(EMBED, issue=issue).encode("ascii", "xmlcharrefreplace")

    def _render(self, template: str, **facts: Any) -> str:
        return self._templates.render(template, "the download page", **self._facts, **facts)


def _sizes(site: Site) -> dict[str, int]:
    """The size of each PDF in bytes, by folder and name."""
    return {
        f"{issue['slug']}/{file['name']}": file["bytes"]
        for issue in site.issues
        for file in issue["files"]
        if file["name"].endswith(".pdf")
    }
