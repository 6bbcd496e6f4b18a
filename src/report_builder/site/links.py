"""Whether the pages in dist/ lead somewhere: each link to a file of the site, or a place in a page.

Places in PDFs are not looked up.
"""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from report_builder.content.rules import Finding


class _Page(HTMLParser):
    """`links` are the addresses on a page with line and column from 1, `names` its places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, int, int]] = []
        self.names: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        for name, value in attributes:
            if value and name in ("href", "src"):
                self.links.append((value, line, column + 1))
            elif value and name == "srcset":
                found = (part.split()[0] for part in value.split(",") if part.strip())
                self.links += [(address, line, column + 1) for address in found]
            elif value and name == "id":
                self.names.add(value)


def findings(dist: Path, base: str) -> Iterator[Finding]:
    """Links that lead nowhere, page by page; `base` is the address of dist/, with a slash."""
    paths = sorted(dist.rglob("*.html"))
    pages = {path: _Page(path.read_text("utf-8", "replace")) for path in paths}
    for path, page in pages.items():
        place = path.relative_to(dist).as_posix()
        for address, line, column in page.links:
            if _is_dead(urljoin(base + place, address), dist, base, pages):
                file, facts = f"{dist.name}/{place}", {"address": address}
                yield Finding("site-link", file, line, column, (), facts)


def _is_dead(address: str, dist: Path, base: str, pages: Mapping[Path, _Page]) -> bool:
    url, name = urldefrag(address)
    if not url.startswith(base):
        return False
    path = unquote(url.removeprefix(base).partition("?")[0])
    file = dist / path / "index.html" if path.endswith("/") or not path else dist / path
    if not file.is_file():
        return True
    return bool(name) and file in pages and unquote(name) not in pages[file].names
