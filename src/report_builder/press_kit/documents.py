"""A press release in its three forms, from the templates of layouts/press and layouts/site."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from report_builder import store
from report_builder.brand import Brand
from report_builder.content import text
from report_builder.content.model import Series
from report_builder.layout.description import read_labels
from report_builder.layout.templates import Templates, sources
from report_builder.press_kit.plain import plain
from report_builder.press_kit.releases import Release

PRESS, SITE = "layouts/press", "layouts/site"
ID = "press-release"
_PAGE = "press.html"


class Documents:
    """The release in the language of its issue; around the page there is the site, in the language
    of the series. Raises LayoutError where a template is broken."""

    def __init__(self, root: Path, series: Series, brand: Brand, release: Release) -> None:
        self._templates = _templates(root, PRESS, release.language, series.language)
        self._site = _templates(root, SITE, series.language)
        self._names = _templates(root, PRESS, series.language)
        self._facts = {"release": release, "series": series, "brand": brand, "id": ID}
        self._release = release

    @cached_property
    def title(self) -> str:
        given = self._release.title
        return given or self._templates.label("new_issue", title=self._release.issue)

    def name(self, key: str, **facts: str) -> str:
        """What a file of the kit is called, in the language of the series."""
        return self._names.label(f"names.{key}", **facts)

    def text(self) -> bytes:
        """As plain text."""
        return plain(self._render("text.html", article=self._render("release.html"))).encode()

    def document(self) -> str:
        """For pages of paper: an HTML document whose addresses are relative to the project."""
        return self._render("document.html", article=self._render("release.html", paper=True))

    def page(self, home: str, folder: str, logos: Mapping[str, str]) -> bytes:
        """A page of the site; from there the front page is found at `home`, the files of the issue
        in `folder`; `logos` are the names of files beside it."""
        facts = self._shared | {"home": home, "folder": folder, "logos": logos}
        facts |= {"article": self._render("release.html"), "words": self._names.label}
        return self._site.render(_PAGE, self.title, **facts).encode()

    def note(self) -> bytes:
        """What is to be known of the title image, as plain text."""
        return plain(self._render("image.html")).encode()

    @cached_property
    def _shared(self) -> dict[str, Any]:
        """What all forms have in common: the words of the release, its long texts as HTML."""
        release, addresses = self._release, dict(self._release.references)
        return self._facts | {
            "title": self.title,
            "language": release.language,
            "body": text.render(release.text, level=2, addresses=addresses),
            "about": text.render(release.about, level=3, addresses=addresses),
            "paper": False,
        }

    def _render(self, template: str, **facts: object) -> str:
        return self._templates.render(template, self.title, **self._shared | facts)


def templates(root: Path) -> list[Path]:
    """The templates that documents for the press are made of."""
    return [*store.files_below(root / PRESS), *sources(root / SITE, _PAGE)]


def _templates(root: Path, name: str, *languages: str) -> Templates:
    """The templates of a folder in the first language that it has words for."""
    labels, _ = read_labels(root, root / name)
    codes = [(code, spoken) for code in languages for spoken in (code, code.split("-")[0])]
    code, words = next(
        ((code, labels[spoken]) for code, spoken in codes if spoken in labels), (languages[-1], {})
    )
    return Templates(root, root / name, code, words)
