"""What dist/ offers: issue.json beside each PDF, and the download page made of all of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report_builder import store
from report_builder.brand import Brand
from report_builder.content.model import Report, Series
from report_builder.errors import VerificationError
from report_builder.layout.description import read_labels
from report_builder.layout.templates import Templates

ENTRY = "issue.json"
PAGE = "index.html"
SITE = "layouts/site"
NOT_VALIDATED = {"status": "not validated"}
# What the download page needs of an issue.json.
_FIELDS = {
    "slug",
    "number",
    "title",
    "summary",
    "published",
    "version",
    "languages",
    "files",
    "pdf",
}

# Not from `mimetypes`, which asks the machine.
_TYPES = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".webp": "image/webp",
}


def entry(
    report: Report,
    pdf: str,
    pages: int,
    files: Mapping[str, bytes],
    validation: Mapping[str, object] | None,
) -> bytes:
    """issue.json: the publication, its validation, and the digest of every one of its files."""
    issue = report.issue
    fields = {
        "slug": report.slug,
        "number": issue.number,
        "title": issue.title,
        "subtitle": issue.subtitle,
        "summary": issue.summary,
        "series": report.series.title,
        "publisher": report.series.publisher.name,
        "published": issue.published.isoformat() if issue.published else None,
        "version": issue.version,
        "languages": [report.language],
        "licence": report.series.licence.name,
        "keywords": issue.keywords,
        "pages": pages,
        "pdf": pdf,
        "cover_alt": issue.cover.alt,
        "validation": {"status": "validated", **validation} if validation else NOT_VALIDATED,
        "files": [_file(name, data) for name, data in sorted(files.items())],
    }
    return store.as_json(fields)


def entries(dist: Path) -> list[dict[str, Any]]:
    """Every issue that dist/ offers, the newest first. Raises VerificationError."""
    found = [_read(path) for path in dist.glob(f"*/{ENTRY}")]
    return sorted(found, key=lambda e: (e["published"] or "", e["number"]), reverse=True)


def files(entry_file: Path) -> list[Path]:
    """The files that an issue.json describes. Raises VerificationError."""
    return [entry_file.parent / Path(file["name"]).name for file in _read(entry_file)["files"]]


def _read(path: Path) -> dict[str, Any]:
    """An issue.json that this program wrote."""
    try:
        value = json.loads(path.read_bytes())
        if isinstance(value, dict) and value.keys() >= _FIELDS:
            return value
    except (OSError, ValueError):
        pass
    raise VerificationError(
        f"{path.parent.name}/{path.name}", ["it is not of this program; remove it"]
    )


def page(root: Path, dist: Path, series: Series, brand: Brand) -> str:
    """The download page, from the templates of layouts/site."""
    folder = root / SITE
    labels, _ = read_labels(root, folder)
    language = series.language if series.language in labels else series.language.split("-")[0]
    templates = Templates(root, folder, series.language, labels.get(language, {}))
    issues = entries(dist)
    return templates.render(
        PAGE, "the download page", series=series, brand=brand, issues=issues, sizes=_sizes(issues)
    )


def page_inputs(root: Path, dist: Path) -> dict[str, str]:
    """What the download page is made of."""
    files = [*store.files_below(root / SITE), *dist.glob(f"*/{ENTRY}")]
    return store.digests(root, files)


def _sizes(issues: list[dict[str, Any]]) -> dict[str, int]:
    """The size of each issue's PDF in bytes."""
    return {
        issue["slug"]: file["bytes"]
        for issue in issues
        for file in issue["files"]
        if file["name"] == issue["pdf"]
    }


def _file(name: str, data: bytes) -> dict[str, str | int]:
    kind = _TYPES[Path(name).suffix]
    return {"name": name, "type": kind, "bytes": len(data), "sha256": store.digest(data)}
