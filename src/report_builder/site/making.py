"""Everything in dist/ that is made of all issues, or of one and its neighbours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from report_builder import store
from report_builder.brand import Brand
from report_builder.content.model import Series
from report_builder.review import signoffs
from report_builder.site import catalogue, citations, feeds, hosting, inventory
from report_builder.site.facts import ATOM, INDEX, JSON_FEED, Issue, Site
from report_builder.site.pages import EMBED, ICON, SITE, Pages
from report_builder.store import Digests, Record

_SITEMAP = "sitemap.xml"
# How a record calls what the page of an issue is made of.
_PAGE = "page of "


@dataclass(frozen=True)
class Plan:
    """What the site is made of, and why it has to be made anew, if it has.

    `issues` are those in dist/, the newest first; `record` is what was made before, of what, and
    `lost` what is not there any more of it. The names of files are relative to the project.
    """

    issues: Sequence[Issue]
    inputs: Digests
    record: Record
    lost: Sequence[str]
    reasons: Sequence[str]

    def kept(self, slug: str) -> dict[str, str]:
        """The files beside an issue.json that stay as they are; none if one has to be made."""
        page, there = _PAGE + slug, self._beside.get(slug, {})
        if self.record.inputs.get(page) != self.inputs[page] or there.keys() & set(self.lost):
            return {}
        return there

    @cached_property
    def _beside(self) -> dict[str, dict[str, str]]:
        """What was made beside each issue.json."""
        found: dict[str, dict[str, str]] = {}
        for name, digest in self.record.outputs.items():
            found.setdefault(PurePosixPath(name).parent.name, {})[name] = digest
        return found


def plan(root: Path, dist: Path, record: Record | None, others: Digests) -> Plan:
    """Compare with what was made before; `others` are the inputs that only the caller knows.

    Raises VerificationError.
    """
    entries = store.digests(root, dist.glob(f"*/{catalogue.ENTRY}"))
    signed = store.digests(root, signoffs.files(root))
    common = {**others, **store.digests(root, store.files_below(root / SITE))}
    issues = catalogue.entries(dist)
    pages = dict(_pages(issues, store.digest(json.dumps(common).encode()), {**entries, **signed}))
    files = {**common, **entries, **signed}
    known = record or Record({}, {})
    seen = {name: digest for name, digest in known.inputs.items() if not name.startswith(_PAGE)}
    lost = store.lost(root, known)
    reasons = store.reasons(root, record and Record(seen, {}), files)
    reasons += [f"{name} is missing or was changed" for name in lost]
    return Plan(issues, {**files, **pages}, known, lost, reasons)


def _pages(issues: Sequence[Issue], common: str, digests: Digests) -> Iterator[tuple[str, str]]:
    """What the page of each issue is made of: the issue, its sign-offs and its neighbours."""
    for newer, issue, older in _with_neighbours(issues):
        slugs = [each["slug"] if each else "" for each in (newer, issue, older)]
        files = [*(f"dist/{slug}/{catalogue.ENTRY}" for slug in slugs)]
        files.append(signoffs.file_of(issue["slug"]))
        made_of = [common, *slugs, *(digests.get(name, "") for name in files)]
        yield _PAGE + issue["slug"], store.digest("\n".join(made_of).encode())


def files(
    plan: Plan, root: Path, dist: Path, series: Series, brand: Brand
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files to be written by their paths in dist/, and the digests of those that stay.

    Raises ReviewError, LayoutError.
    """
    site = Site(series, plan.issues, signoffs.signed(root))
    pages = Pages(root, site, brand)
    made: dict[str, bytes] = {}
    kept: dict[str, str] = {}
    for newer, issue, older in _with_neighbours(site.issues):
        folder = issue["slug"]
        stays = plan.kept(folder)
        kept |= {f"{folder}/{name.rpartition('/')[2]}": digest for name, digest in stays.items()}
        if not stays:
            made |= _beside(site, pages, newer, issue, older)
    made |= {
        INDEX: pages.index(),
        ICON: pages.icon(),
        ATOM: feeds.atom(site),
        JSON_FEED: feeds.json_feed(site),
        _SITEMAP: feeds.sitemap(site),
    }
    versions = [facts["folder"] for issue in site.issues for facts in issue["versions"]]
    lists = _lists(site, dist, made, kept)
    return made | lists | {hosting.HEADERS: hosting.headers_file(versions)}, kept


def _beside(
    site: Site, pages: Pages, newer: Issue | None, issue: Issue, older: Issue | None
) -> dict[str, bytes]:
    """What lies beside an issue.json."""
    found = {
        INDEX: pages.issue(issue, newer, older),
        EMBED: pages.embed(issue),
        **citations.files(site, issue),
    }
    return {f"{issue['slug']}/{name}": data for name, data in found.items()}


def _with_neighbours(issues: Sequence[Issue]) -> Iterator[tuple[Issue | None, Issue, Issue | None]]:
    return zip([None, *issues], issues, [*issues[1:], None], strict=False)


def _lists(site: Site, dist: Path, made: Mapping[str, bytes], kept: Digests) -> dict[str, bytes]:
    paths = [f"{issue['slug']}/{catalogue.ENTRY}" for issue in site.issues]
    whole = {**made, **{path: (dist / path).read_bytes() for path in paths}}
    sizes = {path: (dist / path).stat().st_size for path in kept}
    here = [inventory.file_of(path, len(d), store.digest(d)) for path, d in whole.items()]
    here += [inventory.file_of(path, sizes[path], digest) for path, digest in kept.items()]
    listed = inventory.files(site, here)
    manifest = inventory.manifest(site, listed)
    return {
        inventory.MANIFEST: manifest,
        inventory.CHECKSUMS: inventory.checksums(listed, manifest),
    }
