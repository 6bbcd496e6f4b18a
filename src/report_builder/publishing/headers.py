"""What a web server says of each file: its type, and how long it may be kept."""

from pathlib import PurePosixPath

from report_builder.publishing.files import is_naming, is_versioned

_BY_NAME = {"feed.json": "application/feed+json", "SHA256SUMS": "text/plain; charset=utf-8"}
_BY_SUFFIX = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".bib": "application/x-bibtex",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_FOREVER = "public, max-age=31536000, immutable"
# Seconds for which a page, and a file of which a newer one may come, are kept at most.
_PAGE, _FILE = 300, 3600


def content_type(path: str) -> str:
    name = PurePosixPath(path)
    return _BY_NAME.get(name.name) or _BY_SUFFIX.get(name.suffix, "application/octet-stream")


def cache_control(path: str) -> str:
    if is_versioned(path):
        return _FOREVER
    return f"public, max-age={_PAGE if is_naming(path) else _FILE}"
