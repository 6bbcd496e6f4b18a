"""Whether the websites that content links to answer; asked only on request, and not every day."""

import http
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from urllib.parse import urldefrag, urlsplit

from report_builder import cache as caching
from report_builder import web
from report_builder.cache import Cache
from report_builder.content import exemptions, text
from report_builder.content.loading import Document, IssueContent, problems
from report_builder.content.rules import Finding
from report_builder.content.text import Hyperlink
from report_builder.content.types import RichText
from report_builder.content.validation import at
from report_builder.workspace import Workspace

# So many hosts are asked at once, each for one address after the other.
_HOSTS = 4
# For so long an address that answered is not asked for again.
_KEPT = timedelta(days=7)
# The keys with an address. Where dist/ will be served is for `publish --verify`.
_KEYS = ("url", "website")
# The page may well be there, but not for a program.
_REFUSED = {401, 403, 407, 429, 451, 999}

Links = Sequence[tuple[str, Finding]]
"""Addresses without fragment, each with the finding that it is if nobody answers."""


def check(workspace: Workspace, issues: Sequence[IssueContent], cache: Cache) -> tuple[int, int]:
    """Add links that lead nowhere to the problems of the series and of these issues.

    Returns how many addresses were asked for, and how many had answered lately.
    """
    documents = [*workspace.content.documents, *(d for issue in issues for d in issue.documents)]
    links = {document.tree.file: list(_links(document)) for document in documents}
    urls = sorted({url for url, _ in chain.from_iterable(links.values())})
    due = [url for url in urls if not _answered(url, cache)]
    reasons = _reasons(due)
    for url in due:
        if not reasons[url]:
            cache.put(caching.key("link", url), _today().isoformat().encode())
    owners = {document.tree.file: issue for issue in issues for document in issue.documents}
    for document in documents:
        owner = owners.get(document.tree.file, workspace)
        dead = _dead(links[document.tree.file], reasons)
        # What does not answer one day may on another: no exception is called useless.
        found = exemptions.settle(document.node, document.tree, dead, ())
        owner.problems = sorted([*owner.problems, *problems(found, workspace.content.language)])
    return len(due), len(urls) - len(due)


def _links(document: Document) -> Iterator[tuple[str, Finding]]:
    """The links of a file to other websites."""
    tree = document.tree
    for node in document.node.nodes():
        for key in _KEYS:
            path = node.origin.at(key).path
            # That of an SPDX identifier was not written by anybody here.
            if isinstance(url := getattr(node, key, None), str) and path in tree.values:
                yield _link(url, at(tree, path, "dead-link"))
    for source, value in document.node.texts(RichText):
        for part in text.parts(value):
            if isinstance(part, Hyperlink) and part.address.startswith(("https:", "http:")):
                line, column = tree.place_in(source.path, part.line, part.column)
                finding = Finding("dead-link", tree.file, line, column, source.path)
                yield _link(part.address, finding)


def _link(url: str, finding: Finding) -> tuple[str, Finding]:
    return urldefrag(url).url, replace(finding, facts={"address": url})


def _dead(links: Links, reasons: Mapping[str, str]) -> Iterator[Finding]:
    for url, finding in links:
        if reason := reasons.get(url):
            yield replace(finding, facts=finding.facts | {"reason": reason})


def _reasons(urls: Iterable[str]) -> dict[str, str]:
    """Why each address cannot be reached; empty for those that can."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc].append(url)
    with ThreadPoolExecutor(_HOSTS) as pool:
        found = pool.map(lambda host: {url: _reason(url) for url in host}, by_host.values())
        return {url: reason for host in found for url, reason in host.items()}


def _reason(url: str) -> str:
    try:
        status = web.ask(url, "HEAD").status
        if status >= 400 and status not in _REFUSED:  # some servers know only GET
            status = web.ask(url).status
    except OSError as error:
        return str(getattr(error, "reason", error))
    return "" if status < 400 or status in _REFUSED else _named(status)


def _named(status: int) -> str:
    known = {each.value: each.phrase for each in http.HTTPStatus}
    return f"{status} {known.get(status, '')}".strip()


def _answered(url: str, cache: Cache) -> bool:
    """Whether an address has answered within the last days."""
    day = cache.get(caching.key("link", url))
    return day is not None and _today() - date.fromisoformat(day.decode()) <= _KEPT


def _today() -> date:
    return datetime.now(UTC).date()
