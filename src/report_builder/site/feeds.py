"""What tells programs of new issues: Atom (RFC 4287), JSON Feed 1.1, the site map."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from report_builder import store
from report_builder.site.facts import ATOM, JSON_FEED, Issue, Site, moment
from report_builder.site.kinds import is_versioned

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PDF = "application/pdf"
# What search engines are told of.
_READ = (_PDF, "text/html")


def atom(site: Site) -> bytes:
    """The issues, the newest first, each PDF as an enclosure."""
    series = site.series
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": series.language})
    _text(feed, "id", site.address())
    _text(feed, "title", series.title)
    _text(feed, "updated", moment(site.updated))
    _link(feed, "self", site.address(ATOM), "application/atom+xml")
    _link(feed, "alternate", site.address(), "text/html")
    author = SubElement(feed, "author")
    _text(author, "name", series.publisher.name)
    if series.publisher.url:
        _text(author, "uri", series.publisher.url)
    _text(feed, "rights", series.licence.name)
    for issue in site.issues:
        _add_entry(feed, site, issue)
    return _document(feed)


def _add_entry(feed: Element, site: Site, issue: Issue) -> None:
    entry = SubElement(feed, "entry", {"xml:lang": issue["languages"][0]})
    _text(entry, "id", site.landing(issue))
    _text(entry, "title", issue["title"])
    _text(entry, "published", moment(issue["published"]))
    _text(entry, "updated", moment(issue["updated"]))
    _text(entry, "summary", issue["summary"])
    _link(entry, "alternate", site.landing(issue), "text/html")
    for pdf in site.downloads(issue):
        _link(entry, "enclosure", pdf.address, _PDF, length=str(pdf.size), title=pdf.title)
    for keyword in issue["keywords"]:
        SubElement(entry, "category", term=keyword)


def json_feed(site: Site) -> bytes:
    """The same as JSON, each PDF as an attachment."""
    series = site.series
    author = {"name": series.publisher.name, "url": series.publisher.url}
    return store.as_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": series.title,
            "home_page_url": site.address(),
            "feed_url": site.address(JSON_FEED),
            "language": series.language,
            "authors": [{key: value for key, value in author.items() if value}],
            "items": [_item(site, issue) for issue in site.issues],
        }
    )


def _item(site: Site, issue: Issue) -> dict[str, Any]:
    image = site.picture(issue, "og.jpg")
    return {
        "id": site.landing(issue),
        "url": site.landing(issue),
        "title": issue["title"],
        "content_text": issue["summary"],
        **({"image": image} if image else {}),
        "date_published": moment(issue["published"]),
        "date_modified": moment(issue["updated"]),
        "language": issue["languages"][0],
        "tags": issue["keywords"],
        "attachments": [
            {
                "url": pdf.address,
                "mime_type": _PDF,
                "title": pdf.title,
                "size_in_bytes": pdf.size,
            }
            for pdf in site.downloads(issue)
        ],
    }


def sitemap(site: Site) -> bytes:
    """The pages, and every PDF under its lasting name, with the days of the last changes."""
    root = Element("urlset", {"xmlns": _SITEMAP})
    _add_url(root, site.address(), site.updated)
    for issue in site.issues:
        _add_url(root, site.landing(issue), issue["updated"])
        paths = [f"{issue['slug']}/{f['name']}" for f in issue["files"] if f["type"] in _READ]
        for path in paths:
            if not is_versioned(path):
                _add_url(root, site.address(path), issue["updated"])
    return _document(root)


def _add_url(root: Element, address: str, day: str) -> None:
    url = SubElement(root, "url")
    _text(url, "loc", address)
    _text(url, "lastmod", day)


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words


def _link(parent: Element, relation: str, address: str, kind: str, **facts: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": kind, "href": address, **facts})


def _document(root: Element) -> bytes:
    indent(root)
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()
