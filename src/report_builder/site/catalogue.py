"""issue.json, beside each PDF: what dist/ offers, and what the site is made of."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_builder import store
from report_builder.content.model import Issue, Report
from report_builder.errors import VerificationError
from report_builder.site import kinds
from report_builder.site.versions import RECORD, Facts

if TYPE_CHECKING:
    from report_builder.articles.making import Article
    from report_builder.conformance.report import Validation
    from report_builder.edition import Chapter, Publication
    from report_builder.pipeline import Product
    from report_builder.press_kit.kit import Kit
    from report_builder.singles import Single

ENTRY = "issue.json"
# What the site needs of an issue.json.
_FIELDS = {
    "slug",
    "number",
    "title",
    "subtitle",
    "summary",
    "series",
    "publisher",
    "published",
    "updated",
    "version",
    "languages",
    "keywords",
    "pages",
    "pdf",
    "validation",
    "files",
    "editions",
    "contents",
    "case_studies",
    "press",
    "changes",
    "versions",
}


def entry(
    report: Report,
    product: "Product",
    approval: Mapping[str, object],
    versions: Sequence[Facts],
) -> bytes:
    """issue.json: the issue, its PDFs with their validation, the digest of every one of its files.

    `editions` lists the PDFs, the main one first: the layout that each is in, its title, the name
    of its file, its number of pages, its validation. What is said of the main one stands beside
    the issue's own fields as well. `contents` are the sections of the main PDF: `title`, `page`
    (from 1), `destination` (its name, see ISO 32000-1, 12.3.2.3), `kind` (the part of the layout),
    and of case studies the `case_study` and its `place`. `changes` are those of the issue.
    `case_studies` lists them in print order: the `name` that the issue calls each by, `title`;
    `page`, its HTML, and `figures`, each a `title` and a `csv`; `pdf`, the one of its own, with
    `pages`, `first_page` (from 1, within the issue) and `validation`. `press` lists what the press
    is offered: `name`, `title` in the language of the series, `type`, and of a PDF its
    `validation`. Paths are within the folder; what there is not is null. `approval` is what
    `coverage.mark` says of it, nothing where the series requires no approvals. `versions` are all
    that readers can have, the one of now first, see `versions.Facts`.
    """
    issue = report.issue
    editions = [_edition(publication) for publication in product.publications]
    main = editions[0]
    fields = {
        "slug": report.slug,
        "number": issue.number,
        "title": issue.title,
        "subtitle": issue.subtitle,
        "summary": issue.summary,
        "series": report.series.title,
        "publisher": report.series.publisher.name,
        "published": issue.published.isoformat() if issue.published else None,
        "updated": updated(issue),
        "version": issue.version,
        "changes": [change.model_dump(mode="json") for change in issue.changes],
        "languages": [report.language],
        "licence": report.series.licence.name,
        "keywords": issue.keywords,
        "pages": main["pages"],
        "pdf": main["pdf"],
        "cover_alt": issue.cover.alt,
        "validation": main["validation"],
        **approval,
        "editions": editions,
        "contents": [_line(chapter) for chapter in product.publications[0].chapters],
        "case_studies": list(_case_studies(report, product)),
        "press": list(_press(product.press)) if product.press else [],
        "versions": versions,
        "files": _files(product, versions),
    }
    return store.as_json(fields)


def updated(issue: Issue) -> str | None:
    """The day of the publication, or of the last change since then."""
    days = [day for day in (issue.published, *(change.date for change in issue.changes)) if day]
    return max(days).isoformat() if days else None


def _edition(publication: "Publication") -> dict[str, object]:
    return {
        "layout": publication.layout,
        "title": publication.title,
        "pdf": publication.pdf.name,
        "pages": publication.pages,
        "validation": _validation(publication.validation),
    }


def _line(chapter: "Chapter") -> dict[str, object]:
    case = chapter.case
    found = {"case_study": case.name, "place": case.municipality.name} if case else {}
    return {
        "title": chapter.title,
        "page": chapter.page,
        "destination": chapter.destination,
        "kind": chapter.kind,
        **found,
    }


def _case_studies(report: Report, product: "Product") -> Iterator[dict[str, object]]:
    articles = {article.case.name: article for article in product.articles}
    singles = {single.case.name: single for single in product.case_studies}
    for case in report.case_studies:
        name = {"name": case.name, "title": case.title}
        yield name | _page(articles.get(case.name)) | _single(singles.get(case.name))


def _page(article: "Article | None") -> dict[str, object]:
    figures = article.figures if article else ()
    return {
        "page": article.page.name if article else None,
        "figures": [{"title": figure.title, "csv": figure.csv.name} for figure in figures],
    }


def _single(single: "Single | None") -> dict[str, object]:
    if single is None:
        return dict.fromkeys(("pdf", "pages", "first_page", "validation"))
    return {
        "pdf": single.pdf.name,
        "pages": single.pages,
        "first_page": single.first_page,
        "validation": _validation(single.validation),
    }


def _press(kit: "Kit") -> Iterator[dict[str, object]]:
    for offer in kit.offers:
        found = {"validation": _validation(kit.validation)} if offer.name == kit.pdf.name else {}
        kind = kinds.of(offer.name).media_type
        yield {"name": offer.name, "title": offer.title, "type": kind, **found}


def _validation(validation: "Validation | None") -> dict[str, object]:
    if validation is None:
        return {"status": "not validated"}
    return {"status": "validated", **validation.summary()}


def entries(dist: Path) -> list[dict[str, Any]]:
    """Every issue that dist/ offers, the newest first. Raises VerificationError."""
    found = [read(path) for path in dist.glob(f"*/{ENTRY}")]
    return sorted(found, key=lambda e: (e["published"] or "", e["number"]), reverse=True)


def files(entry_file: Path) -> list[Path]:
    """The files that an issue.json describes, none outside its folder. Raises VerificationError."""
    names = (Path(file["name"]).parts for file in read(entry_file)["files"])
    return [entry_file.parent.joinpath(*(p for p in n if p not in ("..", "/"))) for n in names]


def digests(issue: Mapping[str, Any]) -> dict[str, str]:
    """The SHA-256 of each file that an issue.json lists, by its name."""
    return {file["name"]: file["sha256"] for file in issue["files"]}


def read(path: Path) -> dict[str, Any]:
    """An issue.json that this program wrote. Raises VerificationError for any other."""
    try:
        value = json.loads(path.read_bytes())
        if isinstance(value, dict) and value.keys() >= _FIELDS:
            return value
    except (OSError, ValueError):
        pass
    raise VerificationError(
        f"{path.parent.name}/{path.name}", ["it is not of this program; remove it"]
    )


def _files(product: "Product", versions: Sequence[Facts]) -> list[dict[str, Any]]:
    found = [
        _file(artefact.name, len(artefact.data), artefact.digest) for artefact in product.artefacts
    ]
    for facts in versions:
        found += [_file(pdf["name"], pdf["bytes"], pdf["sha256"]) for pdf in facts["pdfs"]]
        record = store.as_json(facts)
        found.append(_file(f"{facts['folder']}/{RECORD}", len(record), store.digest(record)))
    return sorted(found, key=lambda file: str(file["name"]))


def _file(name: str, size: int, digest: str) -> dict[str, Any]:
    return {"name": name, "type": kinds.of(name).media_type, "bytes": size, "sha256": digest}
