"""The whole site as readers get it: every page of dist/, served by nginx, before the judges.

Pages are found by looking into dist/, so that one which is new is judged as well. `specimen` has
every optional field filled, `samples` is the series of this repository.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import browsing
import feedparser
import judging
import pikepdf
import pytest
import servers
from browsing import judged, tabbed, visit
from conftest import Published, absent
from lxml import etree
from lxml import html as parser
from playwright.sync_api import Browser
from servers import Online

from report_builder.site import kinds

# A piece of HTML, to be put into a page.
PIECE = "embed.html"
PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>Page</title>{}"


@pytest.fixture(scope="module", params=["specimen", "samples"])
def online(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Online]:
    if servers.NGINX is None:
        absent("there is no nginx here: scripts/setup dev installs it")
    if request.param == "specimen":
        published: Published = request.getfixturevalue("published")
        root = published.project.root
    else:
        root = request.getfixturevalue("samples")
    with servers.nginx(root, tmp_path_factory.mktemp("nginx")) as served:
        yield served


@pytest.fixture(scope="module")
def judges() -> None:
    if missing := judging.missing():
        absent(f"there is no {missing} here: scripts/setup dev installs it")


def pages(dist: Path) -> list[str]:
    """The paths of all pages of dist/."""
    return sorted(
        path.relative_to(dist).as_posix() for path in dist.rglob("*.html") if path.name != PIECE
    )


# --- pages --------------------------------------------------------------------------------


def test_pages_are_valid_html(online: Online, judges: None, tmp_path: Path) -> None:
    files = [online.dist / page for page in pages(online.dist)]
    for number, piece in enumerate(online.dist.rglob(PIECE)):
        whole = PAGE.format(piece.read_text("ascii"))
        files.append(tmp_path / f"piece-{number}.html")
        files[-1].write_text(whole)
    broken = tmp_path / "broken.html"
    broken.write_text(PAGE.format("<p><div id=a></p><p id=a>"))
    found = judging.nu([*files, broken])
    assert "Duplicate ID" in "".join(found.pop(broken)), "it does not look"
    assert found == {}


def test_pages_have_no_fault_in_a_browser(online: Online, browser: Browser) -> None:
    found = {page: judged(browser, online.origin + page) for page in pages(online.dist)}
    assert {page: faults for page, faults in found.items() if faults} == {}


def test_a_fault_is_found(tmp_path: Path, browser: Browser) -> None:
    body = "<main><h1>A</h1><p style='width: 600px'>B<img src=https://www.example/x.png></main>"
    (tmp_path / "page.html").write_text(PAGE.format(body))
    found = judged(browser, (tmp_path / "page.html").as_uri())
    for width, fault in ((320, "image-alt"), (768, "asked for https"), (320, "px stand out")):
        assert any(each.startswith(f"{width} dark: ") and fault in each for each in found), fault
    assert not any(each.startswith("768") and "px stand out" in each for each in found)


@pytest.mark.parametrize("width", [320, 1440])
def test_pages_can_be_used_with_the_keyboard_alone(
    online: Online, browser: Browser, width: int
) -> None:
    for name in pages(online.dist):
        with visit(browser, online.origin + name, width) as visited:
            page = visited.page
            for number, focused in enumerate(tabbed(page)):
                assert focused["place"] == number, f"{name}: out of turn: {focused}"
                assert focused["outlined"] and focused["seen"], f"{name}: not seen: {focused}"
                if focused["tag"] == "summary":
                    page.keyboard.press("Enter")
                    assert page.evaluate("document.activeElement.parentElement.open"), focused
                    page.keyboard.press("Enter")
            assert number + 1 == focused["total"], f"{name}: the focus ends at {focused}"


def test_the_first_link_skips_to_the_content(online: Online, browser: Browser) -> None:
    for name in pages(online.dist):
        with visit(browser, online.origin + name, 320) as visited:
            visited.page.keyboard.press("Tab")
            visited.page.keyboard.press("Enter")
            visited.page.wait_for_url("**#content")
            visited.page.keyboard.press("Tab")
            inside = "document.activeElement.closest('main, footer') !== null"
            assert visited.page.evaluate(inside), name


def test_enter_leads_from_the_series_to_an_issue(online: Online, browser: Browser) -> None:
    with visit(browser, online.origin) as visited:
        page = visited.page
        targets = (page.evaluate("document.activeElement.href") for _ in tabbed(page))
        issue = next(
            each for each in targets if re.fullmatch(f"{online.origin}[^/#]+/index.html", each)
        )
        page.keyboard.press("Enter")
        page.wait_for_url(issue)
        assert page.locator("h1").count() == 1


# --- links --------------------------------------------------------------------------------


def addresses(page: etree._Element) -> Iterator[str]:
    """Everything that an HTML page names: links, files, and what it tells programs of."""
    for name in ("href", "src", "poster", "data", "cite"):
        yield from map(str, page.xpath(f"//@{name}"))
    for several in page.xpath("//@srcset"):
        yield from (part.split()[0] for part in several.split(","))
    yield from (str(c) for c in page.xpath("//meta/@content") if str(c).startswith("https:"))
    for script in page.xpath("//script[@type='application/ld+json']"):
        yield from re.findall(r'"(https:[^"]+)"', json.dumps(json.loads(script.text)))


def named(online: Online) -> Iterator[tuple[str, str]]:
    """Where each address below `base` stands, and the address."""
    for path in [*pages(online.dist), *(p.relative_to(online.dist).as_posix()
                                        for p in online.dist.rglob(PIECE))]:  # fmt: skip
        page = parser.fromstring(online.get(path).body)
        yield from ((path, urljoin(online.base + path, each)) for each in addresses(page))
    atom = feedparser.parse(online.get("feed.atom").body)
    links = [*atom.feed.links, *(link for entry in atom.entries for link in entry.links)]
    yield from (("feed.atom", link.href) for link in links)
    feed = json.loads(online.get("feed.json").body)
    for item in [feed, *feed["items"], *(a for i in feed["items"] for a in i["attachments"])]:
        values = [item.get(key) for key in ("url", "image", "home_page_url", "feed_url")]
        yield from (("feed.json", value) for value in values if value)
    yield from (("sitemap.xml", place) for place, _ in mapped(online))


def mapped(online: Online) -> list[tuple[str, str]]:
    """The addresses of the site map, each with its day."""
    root = etree.fromstring(online.get("sitemap.xml").body)
    return [(str(url.findtext("{*}loc")), str(url.findtext("{*}lastmod"))) for url in root]


def targets(path: Path) -> set[str]:
    """What an address can name in a file, behind its #."""
    if path.suffix == ".html":
        return {unquote(str(name)) for name in parser.parse(path).getroot().xpath("//@id")}
    if path.suffix != ".pdf":
        return set()
    with pikepdf.open(path) as pdf:
        tree = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        return {f"page={number + 1}" for number in range(len(pdf.pages))} | {
            f"nameddest={name}" for name in tree}  # fmt: skip


def test_every_address_leads_somewhere(online: Online) -> None:
    answered = cache(lambda address: online.get(address).status)
    found = cache(targets)
    dead, asked = set(), set()
    for place, address in named(online):
        url, part = urldefrag(address)
        if not url.startswith(online.base):
            continue
        asked.add(url)
        name = unquote(url.removeprefix(online.base))
        file = online.dist / name / "index.html" if name.endswith("/") or not name else (
            online.dist / name)  # fmt: skip
        # Parameters for PDFs stand one behind the other (RFC 8118).
        if answered(url) != 200 or set(filter(None, unquote(part).split("&"))) - found(file):
            dead.add((place, address))
    assert dead == set()
    offered = {file["path"] for file in listed(online)}
    assert len(asked) > len(offered) / 2, "too few to be all"


def listed(online: Online) -> list[dict[str, str]]:
    files: list[dict[str, str]] = json.loads(online.get("manifest.json").body)["files"]
    return files


def test_lists_agree_with_the_files(online: Online) -> None:
    lists = {"manifest.json", "SHA256SUMS", "_headers"}
    files = {p.relative_to(online.dist).as_posix() for p in online.dist.rglob("*") if p.is_file()}
    paths = {file["path"] for file in listed(online)}
    assert paths == files - lists
    assert {path for path in paths if online.get(path).status != 200} == set()
    sums = online.get("SHA256SUMS").body.decode().splitlines()
    assert {line.split("  ", 1)[1] for line in sums} == paths | {"manifest.json"}


def test_site_map_names_every_page_and_pdf_once(online: Online) -> None:
    paths = [file["path"] for file in listed(online)]
    pdfs = [p for p in paths if p.endswith(".pdf") and not kinds.is_versioned(p)]
    expected = [re.sub(r"(^|/)index\.html$", r"\1", path) for path in [*pages(online.dist), *pdfs]]
    found = [unquote(address) for address, _ in mapped(online)]
    assert sorted(found) == sorted(online.base + path for path in expected)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for _, day in mapped(online))


# --- Lighthouse ---------------------------------------------------------------------------


@pytest.mark.parametrize("online", ["samples"], indirect=True)
def test_lighthouse_finds_series_and_issues_excellent(online: Online, judges: None) -> None:
    program = browsing.find()
    if program is None:
        absent("there is no chromium here: scripts/setup dev installs it")
    fronts = [page for page in pages(online.dist) if re.fullmatch(r"([^/]+/)?index.html", page)]
    for page in fronts:
        address = online.origin + page.removesuffix("index.html")
        for _ in range(3):  # what else the machine does costs time too
            scores, better = judging.lighthouse(address, program)
            if min(scores.values()) >= 95:
                break
        assert scores.keys() == set(judging.CATEGORIES)
        assert min(scores.values()) >= 95, (address, scores, better)
