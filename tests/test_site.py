"""What programs read of the site: feeds, site map, manifest, checksums, citations, linked data.

Each is read by a library that others wrote. `awkward` has a title with everything that means
something in one of the formats.
"""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
import rispy
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from conftest import Published
from lxml import etree
from lxml import html as parser
from pybtex.database import Entry, parse_bytes
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from pyld import jsonld

from report_builder import store
from report_builder.site import catalogue, citations, feeds, kinds, linked_data
from report_builder.site.facts import Site
from report_builder.site.kinds import is_versioned
from report_builder.site.pages import Pages

BASE = "https://downloads.example/neues/"
TITLE = "Äpfel & „Birnen“ </script> <b>\"100 %\"</b> {Größe_#1 \\ ~^$ – ]]> 'x'"
SUMMARY = f"{TITLE} – und noch einmal: {TITLE}"
LISTS = {"manifest.json", "SHA256SUMS", "_headers"}


@pytest.fixture(scope="module")
def dist(published: Published) -> Path:
    return published.folder.parent


@pytest.fixture(scope="module")
def site(published: Published, dist: Path) -> Site:
    series = published.project.gather().content.series
    assert series is not None
    return Site(series, catalogue.entries(dist))


@pytest.fixture(scope="module")
def awkward(site: Site) -> Site:
    """Two issues, the newer one with an awkward title."""
    (issue,) = site.issues
    words = {"title": TITLE, "subtitle": None, "summary": SUMMARY, "publisher": TITLE,
             "keywords": ["Straße", 'a & "b"'], "version": "1_0 %"}  # fmt: skip
    older = {"slug": "00-alt", "number": 70, "published": "2022-01-31", "updated": "2022-02-01"}
    series = site.series.model_copy(update={"title": TITLE, "issn": None})
    return replace(site, series=series, issues=[{**issue, **words}, {**issue, **older}])


def pdf_of(dist: Path) -> tuple[str, int]:
    """Address and size of the only PDF."""
    (path,) = dist.glob("*/*.pdf")
    return f"{BASE}{path.relative_to(dist).as_posix()}", path.stat().st_size


# --- feeds and site map -------------------------------------------------------------------


def test_atom_offers_the_pdf(dist: Path) -> None:
    feed = feedparser.parse((dist / "feed.atom").read_bytes())
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert (feed.feed.id, feed.feed.updated) == (BASE, "2023-09-14T00:00:00Z")
    (entry,) = feed.entries
    assert (entry.id, entry.link) == (f"{BASE}01-probe/", f"{BASE}01-probe/")
    assert (entry.published, entry.updated) == ("2023-06-28T00:00:00Z", "2023-09-14T00:00:00Z")
    (enclosure,) = entry.enclosures
    address, size = pdf_of(dist)
    assert (enclosure.href, enclosure.length, enclosure.type) == (
        address, str(size), "application/pdf")  # fmt: skip


def test_atom_has_every_word_as_it_is_and_the_newest_first(awkward: Site) -> None:
    feed = feedparser.parse(feeds.atom(awkward), sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    assert (feed.feed.title, feed.feed.author) == (TITLE, awkward.series.publisher.name)
    first, second = feed.entries
    assert (first.title, first.summary) == (TITLE, SUMMARY)
    assert [tag.term for tag in first.tags] == ["Straße", 'a & "b"']
    assert (second.published, second.updated) == ("2022-01-31T00:00:00Z", "2022-02-01T00:00:00Z")


def test_json_feed_says_what_atom_says(awkward: Site) -> None:
    atom, feed = feedparser.parse(feeds.atom(awkward)), json.loads(feeds.json_feed(awkward))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}feed.json"
    for entry, item in zip(atom.entries, feed["items"], strict=True):
        assert (item["id"], item["url"]) == (entry.id, entry.link)
        assert (item["date_published"], item["date_modified"]) == (entry.published, entry.updated)
        said = [(e.href, e.type, int(e.length)) for e in entry.enclosures]
        keys = ("url", "mime_type", "size_in_bytes")
        assert [tuple(one[key] for key in keys) for one in item["attachments"]] == said
    assert feed["items"][0]["title"] == TITLE


def test_site_map_names_pages_and_pdfs_with_the_day_of_their_last_change(dist: Path) -> None:
    root = etree.parse(dist / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [[part.text for part in url] for url in root.findall("s:url", space)]
    files = [
        *dist.rglob("*.pdf"),
        *dist.glob("*/case-studies/*.html"),
        *dist.glob("*/press/*.html"),
    ]
    names = (path.relative_to(dist).as_posix() for path in files)
    addresses = sorted(f"{BASE}{name}" for name in names if not is_versioned(name))
    assert len(addresses) == 7
    pages = (BASE, f"{BASE}01-probe/")
    assert found == [[address, "2023-09-14"] for address in (*pages, *addresses)]


# --- manifest and checksums ---------------------------------------------------------------


def published_files(dist: Path) -> dict[str, Path]:
    files = {p.relative_to(dist).as_posix(): p for p in dist.rglob("*") if p.is_file()}
    return {name: path for name, path in files.items() if name not in LISTS}


def test_manifest_lists_every_file_as_it_is(dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_bytes())
    assert (manifest["base_url"], manifest["updated"]) == (BASE, "2023-09-14")
    listed = {file["path"]: file for file in manifest["files"]}
    files = published_files(dist)
    assert listed.keys() == files.keys()
    for name, path in files.items():
        data = path.read_bytes()
        assert (listed[name]["size"], listed[name]["sha256"]) == (len(data), store.digest(data))
        assert listed[name]["type"] == kinds.of(name).media_type


def test_checksums_are_what_sha256sum_wants(dist: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=dist, check=True, capture_output=True, text=True)
    checked = {line.removesuffix(": OK") for line in done.stdout.splitlines()}
    assert checked == published_files(dist).keys() | {"manifest.json"}


# --- citations ----------------------------------------------------------------------------


def cited(site: Site) -> Entry:
    entries = parse_bytes(citations.bibtex(site, site.issues[0]), "bibtex").entries
    assert list(entries) == ["pw-01-probe"]
    return entries["pw-01-probe"]


# What LaTeX has and the library does not know, or takes for an accent.
SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textquotedbl": '"', "textasciicircum": "^"}


def plain(latex: str) -> str:
    """The words that LaTeX would print."""
    known = get_default_latex_context_db()
    signs = [MacroTextSpec(name, sign) for name, sign in SIGNS.items()]
    known.add_context_category("signs", macros=signs, prepend=True)
    return str(LatexNodes2Text(latex_context=known).latex_to_text(latex))


def test_bibtex_is_a_technical_report(site: Site) -> None:
    entry = cited(site)
    assert entry.type == "techreport"
    assert {"title", "institution", "year", "number", "url"} <= entry.fields.keys()
    assert (entry.fields["number"], entry.fields["year"]) == ("71", "2023")


def test_bibtex_has_every_word_as_it_is(awkward: Site) -> None:
    entry = cited(awkward)
    (author,) = entry.persons["author"]
    assert [plain(name) for name in author.last_names] == [TITLE]
    assert plain(entry.fields["title"]) == TITLE
    assert plain(entry.fields["abstract"]) == SUMMARY
    assert plain(entry.fields["note"]) == "Version 1_0 %"


def test_ris_is_a_report_with_every_word_as_it_is(awkward: Site) -> None:
    text = citations.ris(awkward, awkward.issues[0]).decode()
    (record,) = rispy.loads(text)
    assert record["type_of_reference"] == "RPRT"
    assert (record["title"], record["abstract"]) == (TITLE, SUMMARY)
    assert record["authors"] == [TITLE]
    assert record["keywords"] == ["Straße", 'a & "b"']
    assert (record["year"], record["number"]) == ("2023", "71")
    assert text.count("\r\n") == text.count("\n")


def test_csl_is_what_a_processor_makes_a_bibliography_of(site: Site, dist: Path) -> None:
    source = CiteProcJSON(json.loads((dist / "01-probe/cite.csl.json").read_bytes()))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = CitationStylesBibliography(style, source, formatter.plain)
    listed.register(Citation([CitationItem("pw-01-probe")]))
    (line,) = map(str, listed.bibliography())
    assert line.startswith(
        f"{site.series.publisher.name} (2023) Alles ausgefüllt: Ein Heft ohne Lücken. 71."
    )
    assert pdf_of(dist)[0] in line


def test_csl_has_every_word_as_it_is(awkward: Site) -> None:
    (item,) = json.loads(citations.csl(awkward, awkward.issues[0]))
    assert (item["type"], item["title"], item["abstract"]) == ("report", TITLE, SUMMARY)
    assert (item["author"], item["issued"]) == (
        [{"literal": TITLE}],
        {"date-parts": [[2023, 6, 28]]},
    )


def test_a_title_and_its_subtitle_are_one_in_citations(site: Site) -> None:
    (issue,) = site.issues
    for title, whole in (("Wozu?", "Wozu? Darum"), ("Heft", "Heft: Darum")):
        (record,) = rispy.loads(
            citations.ris(site, {**issue, "title": title, "subtitle": "Darum"}).decode()
        )
        assert record["title"] == whole


# --- linked data, OpenGraph, what is embedded ---------------------------------------------


def page(published: Published, site: Site) -> Any:
    brand = published.project.gather().brand
    assert brand is not None
    return parser.fromstring(Pages(published.project.root, site, brand).index())


def expanded(document: Any) -> Mapping[str, Any]:
    """The series as JSON-LD is understood: every name an address."""
    context = {"@vocab": "https://schema.org/"}
    loaded = {"document": {"@context": context}, "documentUrl": "", "contextUrl": None}
    options = {"documentLoader": lambda *_: loaded}
    (series,) = jsonld.expand(document, options)
    return dict(series)


def values(node: Mapping[str, Any], name: str) -> list[Any]:
    return [each.get("@value", each) for each in node[f"https://schema.org/{name}"]]


def test_linked_data_survive_any_title(published: Published, awkward: Site) -> None:
    index = page(published, awkward)
    (script,) = index.xpath("//script")
    assert script.get("type") == "application/ld+json"
    series = expanded(json.loads(script.text))
    assert series["@type"] == ["https://schema.org/CreativeWorkSeries"]
    assert values(series, "name") == [TITLE]
    first, second = values(series, "hasPart")
    assert first["@type"] == ["https://schema.org/Report"]
    assert (values(first, "name"), values(first, "reportNumber")) == ([TITLE], ["71"])
    assert values(second, "datePublished") == ["2022-01-31"]
    assert index.xpath("//article//h2/a")[0].text == TITLE


def test_linked_data_describe_the_pdfs(dist: Path, site: Site) -> None:
    report = expanded(linked_data.report(site, site.issues[0], "Geprüft"))
    assert report["@type"] == ["https://schema.org/Report"]
    (series,) = values(report, "isPartOf")
    assert series["@type"] == ["https://schema.org/Periodical"]
    assert values(series, "issn") == ["0378-5955"]
    (media,) = values(report, "encoding")
    address, size = pdf_of(dist)
    assert (values(media, "contentUrl"), values(media, "contentSize")) == ([address], [f"{size} B"])
    assert values(report, "accessibilityFeature") == ["taggedPDF"]
    assert values(report, "accessibilitySummary") == ["Geprüft"]
    singles = {values(one, "headline")[0]: one for one in values(report, "hasPart")}
    assert list(singles) == ["Ein Tisch für alle", "Zweitens ohne Zutaten"]


def test_the_page_tells_of_feeds_and_has_a_card(dist: Path) -> None:
    index = parser.parse(dist / "index.html").getroot()
    feeds_of_page = index.xpath("//link[@rel='alternate']")
    assert [(link.get("href"), link.get("type")) for link in feeds_of_page] == [
        ("feed.atom", "application/atom+xml"), ("feed.json", "application/feed+json")]  # fmt: skip
    card = {meta.get("property"): meta.get("content") for meta in index.xpath("//meta[@property]")}
    assert card["og:image"] == f"{BASE}01-probe/og.jpg"
    assert card["og:image:alt"] == "Titelseite von „Alles ausgefüllt“"
    assert card["og:url"] == BASE


def test_what_is_embedded_brings_nothing_along(dist: Path) -> None:
    data = (dist / "01-probe/embed.html").read_bytes()
    assert data.isascii()
    (figure,) = parser.fragments_fromstring(data.decode("ascii").strip())
    assert not figure.xpath("//script | //style | //link | //@style | //@class | //@id")
    addresses = [*figure.xpath("//@href"), *figure.xpath("//@src")]
    assert addresses == [f"{BASE}01-probe/", pdf_of(dist)[0], f"{BASE}01-probe/cover-320.jpg"]
    words = " ".join(figure.text_content().split())
    assert words.startswith("Alles ausgefüllt")
    size = round(pdf_of(dist)[1] / 1000)
    assert f"PDF herunterladen (PDF, {size} KB, " in words


# --- the page in a browser ----------------------------------------------------------------


def test_a_long_series_can_be_opened(published: Published, site: Site) -> None:
    """The first cover is loaded at once, no other before it is needed."""
    issues = [{**site.issues[0], "slug": f"{number:03}-heft"} for number in range(500)]
    index = page(published, replace(site, issues=issues))
    covers = index.xpath("//article//img")
    assert [cover.get("loading") for cover in covers] == [None] + ["lazy"] * 499
    assert all(cover.get("width") and cover.get("height") for cover in covers)
    assert [one.get("id") for one in index.xpath("//article")] == [one["slug"] for one in issues]
    assert len(parser.tostring(index)) / 500 < 4000
