"""The only door through which the renderer gets files: the project's own, never the network."""

import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from report_builder import reading

# A stable base that names no machine and no folder; the domain can never exist (RFC 2606).
BASE_URL = "https://project.invalid/"
MAX_DATA_URL = 1024 * 1024
# Python's own table: the functions of `mimetypes` add what the machine knows.
_TYPES = mimetypes.MimeTypes()


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves files of the folders of `reading` for addresses below BASE_URL, and short data:.

    `read` collects path (relative to the project) and SHA-256 of everything that was served,
    `refused` every address that was not: SVG drawing swallows exceptions, so that the list is the
    only witness.
    """

    def __init__(self, root: Path, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.read: dict[str, str] = {}
        self.refused: list[str] = []
        self.root = root.resolve()
        self._pictures = pictures or {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The content of a project file; ValueError for everything else."""
        try:
            return self._serve(url)
        except (ValueError, OSError) as error:
            self.refused.append(f"{url[:200]}: {error}")
            raise ValueError(str(error)) from error

    def _serve(self, url: str) -> URLFetcherResponse:
        if url.startswith("data:"):
            if len(url) > MAX_DATA_URL:
                raise ValueError("this data: address is too long")
            return super().fetch(url)
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}/" != BASE_URL:
            raise ValueError("only files of the project can be used")
        name = unquote(parts.path).lstrip("/")
        data = self._pictures[name] if name in self._pictures else self._file(name)
        kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(BASE_URL + name, data, {"Content-Type": kind})

    def _file(self, name: str) -> bytes:
        path = reading.locate(self.root, name)
        data = reading.read(self.root, path)
        self.read[str(path)] = hashlib.sha256(data).hexdigest()
        return data
