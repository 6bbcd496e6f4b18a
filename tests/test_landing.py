"""The page of an issue: where its contents lead, what its downloads are called, what it tells
programs and people."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from browsing import visit
from conftest import Published, SmallProject
from lxml import html as parser
from playwright.sync_api import Browser
from pypdf import PdfReader
from test_site import BASE, SUMMARY, TITLE, expanded, values

from report_builder import builder
from report_builder.site import catalogue, making
from report_builder.site.facts import Issue, Site, history
from report_builder.site.pages import Pages

CHECKED = "PDF/UA- und PDF/A-geprüft"
Facts = dict[str, Any]
Make = Callable[..., Any]


@pytest.fixture(scope="module")
def site(published: Published) -> Site:
    series = published.project.gather().content.series
    assert series is not None
    return Site(series, catalogue.entries(published.folder.parent))


@pytest.fixture(scope="module")
def issue(site: Site) -> Issue:
    return site.issues[0]


@pytest.fixture(scope="module")
def make(published: Published, site: Site, issue: Issue) -> Make:
    """The page of the issue with other facts, signed off files and neighbours, parsed."""
    brand = published.project.gather().brand
    assert brand is not None

    def page(
        facts: Facts | None = None,
        signed: dict[str, str] | None = None,
        newer: Issue | None = None,
        older: Issue | None = None,
    ) -> Any:
        told = replace(site, signed=signed or {})
        pages = Pages(published.project.root, told, brand)
        return parser.fromstring(pages.issue({**issue, **(facts or {})}, newer, older))

    return page


def words(page: Any, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath(path)]


def metas(page: Any) -> dict[str, str]:
    named = page.xpath("//meta[@name or @property]")
    return {each.get("name") or each.get("property"): each.get("content") for each in named}


# --- contents -----------------------------------------------------------------------------


def test_the_contents_lead_to_pages_and_named_destinations(published: Published) -> None:
    page = parser.parse(published.folder / "index.html").getroot()
    reader = PdfReader(published.pdf)
    there = reader.named_destinations
    links = page.xpath("//ol[@class='contents']/li/a")
    assert len(links) > 8
    for link in links:
        name, _, fragment = link.get("href").partition("#")
        assert name == published.pdf.name
        given = parse_qs(fragment)
        number = reader.get_destination_page_number(there[given["nameddest"][0]])
        assert given["page"] == [str(number + 1)], link.text_content()


def test_a_case_study_is_offered_by_itself(make: Make) -> None:
    (first, *_) = make().xpath("//li[@class='case']")
    (said,) = words(first, "a")
    assert re.fullmatch(r"Musterstadt Ein Tisch für alle Seite (\d+)\1", said)
    page, single, *figures = first.xpath(".//ul//a/@href")
    assert page == "case-studies/musterstadt.html"
    assert single == "case-studies/pw-01-probe-musterstadt.pdf"
    numbers = range(1, len(figures) + 1)
    assert figures == [f"case-studies/musterstadt-{number}.csv" for number in numbers]


def test_web_page_figures_and_press_kit_are_offered_where_they_are(
    make: Make, issue: Issue
) -> None:
    figures = [{"title": "Stühle je Jahr", "csv": "case-studies/musterstadt-1.csv"}]
    web = {"page": "case-studies/musterstadt.html", "figures": figures}
    case, *others = issue["case_studies"]
    kit = {"name": "press/kit.zip", "title": "Pressemappe", "type": "application/zip"}
    files = [*issue["files"], {"name": "press/kit.zip", "bytes": 2_400_000, "sha256": "0" * 64}]
    page = make({"case_studies": [case | web, *others], "press": [kit], "files": files})
    first = page.xpath("//li[@class='case']")[0].xpath(".//ul//a")
    assert [link.get("href") for link in first] == [
        web["page"],
        "case-studies/pw-01-probe-musterstadt.pdf",
        figures[0]["csv"],
    ]
    assert words(page, "//h3[.='Für Medien']/following::ul[1]/li") == ["Pressemappe ZIP, 2,4 MB"]
    (part, *_) = values(expanded(json.loads(page.xpath("//script")[0].text)), "hasPart")
    assert part["@id"] == f"{BASE}01-probe/{web['page']}"
    assert len(values(part, "encoding")) == 1


def test_an_issue_without_any_of_it_has_a_page(make: Make) -> None:
    lists = ("contents", "case_studies", "changes", "versions", "press")
    nothing: Facts = {name: [] for name in lists}
    page = make(nothing | {"files": [{"name": "pw-01-probe.pdf", "bytes": 1, "sha256": "0" * 64}]})
    assert not page.xpath("//*[@id='contents'] | //img | //meta[@property='og:image']")
    assert words(page, "//h1") == ["Alles ausgefüllt"]


# --- what downloads are called ------------------------------------------------------------


def offered(page: Any) -> str:
    """The label of the main PDF."""
    return words(page, "//div[@class='opening']//p[@class='facts']")[0]


def test_labels_say_what_was_checked(make: Make, issue: Issue) -> None:
    (file,) = (each for each in issue["files"] if each["name"] == issue["pdf"])
    size = f"{round(file['bytes'] / 1000)} KB"
    assert offered(make()) == f"PDF, {size}, {issue['pages']} Seiten, {CHECKED}"


@pytest.mark.parametrize(
    "validation",
    [
        {"status": "not validated"},
        {"profiles": [{"profile": name, "compliant": False} for name in ("PDF/A-3a", "PDF/UA-1")]},
    ],
)
def test_labels_say_nothing_of_what_was_not_checked(
    make: Make, issue: Issue, validation: Facts
) -> None:
    editions = [{**each, "validation": validation} for each in issue["editions"]]
    page = make({"editions": editions})
    assert "geprüft" not in offered(page)
    assert "noch nicht mit einem Prüfprogramm geprüft" in page.text_content()
    report = expanded(json.loads(page.xpath("//script")[0].text))
    assert "https://schema.org/accessibilityFeature" not in report


def test_only_what_was_validated_is_named(make: Make, issue: Issue) -> None:
    profiles = [{"profile": "PDF/A-3a", "compliant": True}]
    editions = [{**each, "validation": {"profiles": profiles}} for each in issue["editions"]]
    assert offered(make({"editions": editions})).endswith(" Seiten, PDF/A-geprüft")


def test_accessible_is_the_very_file_that_was_signed_off(make: Make, issue: Issue) -> None:
    digests = catalogue.digests(issue)
    nobody = make(signed={"0" * 64: "2023-07-05"})
    assert "barrierefrei," not in nobody.text_content()
    assert not [each for each in words(nobody, "//*[@class='facts']") if "barrierefrei" in each]
    page = make(signed={digests[issue["pdf"]]: "2023-07-05"})
    assert offered(page).endswith(f"{CHECKED}, barrierefrei")
    assert not [each for each in words(page, "//ul[@class='ways']//a") if "barrierefrei" in each]
    assert "Am 5. Juli 2023 wurde genau diese Datei" in words(page, "//*[@id='accessibility']")[0]
    report = expanded(json.loads(page.xpath("//script")[0].text))
    assert values(report, "accessibilityFeature") == ["taggedPDF", "alternativeText",
                                                      "readingOrder"]  # fmt: skip
    assert "5. Juli 2023" in values(report, "accessibilitySummary")[0]
    singles = values(report, "hasPart")
    assert [values(one, "accessibilityFeature") for one in singles] == [["taggedPDF"]] * 2


def test_a_single_pdf_can_be_signed_off_too(make: Make, issue: Issue) -> None:
    digest = catalogue.digests(issue)[issue["case_studies"][1]["pdf"]]
    page = make(signed={digest: "2023-07-05"})
    pdfs = words(page, "//ul[@class='ways']//a[contains(@href, '.pdf')]")
    assert ["barrierefrei" in each for each in pdfs] == [False, True]
    assert "barrierefrei" not in offered(page)


# --- what programs read -------------------------------------------------------------------


def test_scholar_and_networks_find_what_they_look_for(make: Make, published: Published) -> None:
    found = metas(make())
    assert {name: said for name, said in found.items() if name.startswith("citation_")} == {
        "citation_title": "Alles ausgefüllt: Ein Heft ohne Lücken",
        "citation_author": "Herausgabe e. V.",
        "citation_publication_date": "2023/06/28",
        "citation_technical_report_institution": "Herausgabe e. V.",
        "citation_technical_report_number": "71",
        "citation_pdf_url": f"{BASE}01-probe/{published.pdf.name}",
        "citation_language": "de",
        "citation_issn": "0378-5955",
    }
    assert (found["og:type"], found["og:url"]) == ("article", f"{BASE}01-probe/")
    assert found["og:image:alt"] == "Titelseite von „Alles ausgefüllt“"
    assert make().xpath("//link[@rel='canonical']/@href") == [f"{BASE}01-probe/"]


def test_any_title_survives(make: Make) -> None:
    page = make({"title": TITLE, "subtitle": None, "summary": SUMMARY})
    assert (words(page, "//h1"), metas(page)["description"]) == ([TITLE], SUMMARY)
    report = expanded(json.loads(page.xpath("//script")[0].text))
    assert (values(report, "name"), values(report, "abstract")) == ([TITLE], [SUMMARY])
    assert words(page, "//p[@class='reference']") == [
        f"Herausgabe e. V. (2023): {TITLE} (Neues aus der Probewerkstatt, Ausgabe 71). "
        f"Version 1.27. {BASE}01-probe/"
    ]


# --- versions and neighbours --------------------------------------------------------------


def test_history_is_what_is_told_and_what_is_kept(issue: Issue, make: Make) -> None:
    assert [(step.version, step.date, bool(step.pdf)) for step in history(issue)] == [
        ("1.27", "2023-09-14", True), ("1.26", "2023-09-14", False)]  # fmt: skip
    pdf = {"name": "v1.25/a.pdf", "bytes": 1000, "pages": 1, "sha256": "1" * 64}
    old = {"version": "1.25", "updated": "2023-06-28", "folder": "v1.25", "pdfs": [pdf]}
    page = make({"versions": [*issue["versions"], old]}, signed={"1" * 64: "2023-07-05"})
    *_, last = page.xpath("//ol[@class='versions']/li")
    assert last.xpath(".//a/@href") == ["v1.25/a.pdf"]
    assert words(last, ".//a")[0].startswith("PDF, 1 KB, 1 Seite, barrierefrei")


def test_neighbours_are_the_issues_before_and_after(make: Make, issue: Issue) -> None:
    newer, older = ({**issue, "slug": slug, "title": slug} for slug in ("72-neu", "70-alt"))
    links = "//nav[@class='neighbours']/a"
    assert not make().xpath(links)
    page = make(newer=newer, older=older)
    assert page.xpath(f"{links}/@href") == ["../70-alt/index.html", "../72-neu/index.html"]
    assert words(page, links) == ["Vorherige Ausgabe 70-alt", "Nächste Ausgabe 72-neu"]
    assert words(make(newer=newer), links) == ["Nächste Ausgabe 72-neu"]


def test_the_site_puts_each_issue_between_its_neighbours(built: SmallProject) -> None:
    """From what lies in dist/, the newest first."""
    dist = built.root / "dist"
    facts = json.loads((dist / "01-probe/issue.json").read_bytes())
    for slug, day in (("02-spaeter", "2023-12-01"), ("00-frueher", "2022-12-01")):
        (dist / slug).mkdir()
        other = facts | {"slug": slug, "published": day}
        (dist / slug / "issue.json").write_text(json.dumps(other), "utf-8")
    workspace = built.gather()
    assert workspace.content.series is not None and workspace.brand is not None
    series, brand = workspace.content.series, workspace.brand
    made, _ = making.files(making.plan(built.root, dist, None, {}), built.root, dist, series, brand)
    page = parser.fromstring(made["01-probe/index.html"])
    assert page.xpath("//nav[@class='neighbours']/a/@href") == [
        "../00-frueher/index.html", "../02-spaeter/index.html"]  # fmt: skip


# --- templates that are not there ---------------------------------------------------------


def test_templates_of_an_older_version_are_told_what_they_lack(built: SmallProject) -> None:
    (built.root / "layouts/site/issue.html").unlink()
    summary = builder.build(built.gather(), (), False, lambda *event: None)
    assert summary.failed == {
        "index.html": "layouts/site/issue.html: there is no file “issue.html” in layouts/site/; a "
        "folder of an older version lacks it: copy it from report-builder's layouts/site/ "
        "(while rendering the page of 01-probe)"
    }


# --- in a browser -------------------------------------------------------------------------


def test_the_reference_is_selected_at_one_click(published: Published, browser: Browser) -> None:
    with visit(browser, published.folder / "index.html") as visited:
        visited.page.click(".reference")
        selected = visited.page.evaluate("getSelection().toString()")
        assert selected.strip().endswith(f"Version 1.27. {BASE}01-probe/")
        assert selected.strip().startswith("Herausgabe e. V. (2023): Alles ausgefüllt")


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(
    published: Published, browser: Browser
) -> None:
    path: Path = published.folder / "index.html"
    root = parser.parse(path).getroot()
    there = root.xpath("//body//a/@href | //body//summary")
    with visit(browser, path) as visited:
        reached = []
        for _ in there:
            visited.page.keyboard.press("Tab")
            element = "document.activeElement"
            reached.append(visited.page.evaluate(f"{element}.getAttribute('href')"))
            shown = visited.page.evaluate(f"getComputedStyle({element}).outlineStyle")
            assert shown != "none", reached[-1]
    assert reached == [each if isinstance(each, str) else None for each in there]
