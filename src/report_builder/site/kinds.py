"""The kinds of files that dist/ has: what each is, and how a server hands it out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

# Seconds for which pages, and whatever else names files, may be kept; and other files, whose names
# stay when an issue gets a new version.
_PAGE, _FILE = 300, 3600

CACHING = "Cache-Control"
FOREVER = "public, max-age=31536000, immutable"
"""How long files may be kept that lie in the folder of a version."""
VERSION = r"v[0-9a-z][0-9a-z.-]*"
"""The name of such a folder, which lies in that of the issue, as a regular expression."""
_VERSIONED = re.compile(f"[^/]+/{VERSION}/.+")

EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
# Styles stand in the pages; what stands there as script is data, which no browser runs. Nothing
# connects, but tools that judge a page (Lighthouse) ask for robots.txt in its name.
_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# Ends of media types that are text, beside text/*; other files are compressed in themselves.
_TEXT = ("json", "xml", "-bibtex", "-systems")


@dataclass(frozen=True)
class Kind:
    """Files whose path in dist/ matches `pattern`, in which * stands for anything.

    `offered` files are shown by the browser and saved under their own name; `age` is how many
    seconds a copy is good for. `versioned` ones may lie in the folder of a version as well.
    """

    pattern: str
    content_type: str
    age: int = _FILE
    offered: bool = False
    versioned: bool = False

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0]

    @property
    def compressible(self) -> bool:
        """Whether a server does well to compress such files on the way."""
        return self.media_type.startswith("text/") or self.media_type.endswith(_TEXT)

    @property
    def headers(self) -> dict[str, str]:
        """What the server says of such a file, but of its type and its name."""
        found = {CACHING: f"public, max-age={self.age}"}
        if self.media_type == "text/html":
            found["Content-Security-Policy"] = _POLICY
        return found


# No path matches two: hosts that read _headers would send the headers of both.
KINDS = (
    Kind("*.html", "text/html; charset=utf-8", _PAGE),
    Kind("*.pdf", "application/pdf", offered=True, versioned=True),
    Kind("*.avif", "image/avif"),
    Kind("*.webp", "image/webp"),
    Kind("*.jpg", "image/jpeg"),
    Kind("*.png", "image/png"),
    Kind("*.svg", "image/svg+xml"),
    Kind("*.css", "text/css; charset=utf-8"),
    Kind("*.csv", "text/csv; charset=utf-8"),
    Kind("*.txt", "text/plain; charset=utf-8"),
    Kind("*.zip", "application/zip"),
    Kind("*.bib", "application/x-bibtex; charset=utf-8"),
    Kind("*.ris", "application/x-research-info-systems; charset=utf-8"),
    Kind("*.csl.json", "application/vnd.citationstyles.csl+json"),
    Kind("*/issue.json", "application/json", _PAGE),
    Kind("*/version.json", "application/json", versioned=True),
    Kind("manifest.json", "application/json", _PAGE),
    Kind("feed.json", "application/feed+json", _PAGE),
    Kind("feed.atom", "application/atom+xml", _PAGE),
    Kind("sitemap.xml", "application/xml", _PAGE),
    Kind("SHA256SUMS", "text/plain; charset=utf-8", _PAGE),
)


_OTHER = Kind("*", "application/octet-stream")


def of(path: str) -> Kind:
    """The kind of a file by its path in dist/."""
    return next((kind for kind in KINDS if fnmatchcase(path, kind.pattern)), _OTHER)


def is_versioned(path: str) -> bool:
    """Whether a file lies in the folder of a version, as `01-krise/v1.0/krise.pdf`: it never
    changes."""
    return _VERSIONED.fullmatch(path) is not None


def cache_control(path: str) -> str:
    """What the server says of how long a file may be kept."""
    return FOREVER if is_versioned(path) else of(path).headers[CACHING]
