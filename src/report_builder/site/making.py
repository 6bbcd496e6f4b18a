"""Everything in dist/ that is made of all issues."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from report_builder import store
from report_builder.brand import Brand
from report_builder.content.model import Series
from report_builder.review import signoffs
from report_builder.site import catalogue, citations, feeds, hosting, inventory
from report_builder.site.facts import ATOM, INDEX, JSON_FEED, Issue, Site
from report_builder.site.pages import EMBED, ICON, SITE, Pages

_SITEMAP = "sitemap.xml"


def inputs(root: Path, dist: Path) -> dict[str, str]:
    """What these files are made of, but for series and brand."""
    entries = dist.glob(f"*/{catalogue.ENTRY}")
    return store.digests(root, [*store.files_below(root / SITE), *signoffs.files(root), *entries])


def files(root: Path, dist: Path, series: Series, brand: Brand) -> dict[str, bytes]:
    """The files by their paths in dist/, from the issue.json of all issues there, and what was
    signed off of them.

    Raises VerificationError, ReviewError, LayoutError.
    """
    site = Site(series, catalogue.entries(dist), signoffs.signed(root))
    pages = Pages(root, site, brand)
    own = {
        INDEX: pages.index(),
        ICON: pages.icon(),
        ATOM: feeds.atom(site),
        JSON_FEED: feeds.json_feed(site),
        _SITEMAP: feeds.sitemap(site),
    }
    for newer, issue, older in _with_neighbours(site.issues):
        beside = {
            INDEX: pages.issue(issue, newer, older),
            EMBED: pages.embed(issue),
            **citations.files(site, issue),
        }
        own |= {f"{issue['slug']}/{name}": data for name, data in beside.items()}
    kept = [facts["folder"] for issue in site.issues for facts in issue["versions"]]
    return own | _lists(site, dist, own) | {hosting.HEADERS: hosting.headers_file(kept)}


def _with_neighbours(issues: Sequence[Issue]) -> Iterator[tuple[Issue | None, Issue, Issue | None]]:
    return zip([None, *issues], issues, [*issues[1:], None], strict=False)


def _lists(site: Site, dist: Path, own: dict[str, bytes]) -> dict[str, bytes]:
    paths = [f"{issue['slug']}/{catalogue.ENTRY}" for issue in site.issues]
    entries = {path: (dist / path).read_bytes() for path in paths}
    listed = inventory.files(site, own | entries)
    manifest = inventory.manifest(site, listed)
    return {
        inventory.MANIFEST: manifest,
        inventory.CHECKSUMS: inventory.checksums(listed, manifest),
    }
