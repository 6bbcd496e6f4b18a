"""Case studies as pages for browsers: the text of the PDF, pictures, and the data of figures."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from browsing import faults, visit
from conftest import ISSUE_ONE, REPOSITORY, Published, SmallProject
from lxml import html as parser
from PIL import Image
from playwright.sync_api import Browser
from pyld import jsonld
from test_rebuilds import build, dist, tasks  # noqa: F401

from report_builder.articles import making, pictures
from report_builder.articles.figures import Table, as_csv
from report_builder.articles.making import Article
from report_builder.articles.page import Pages
from report_builder.content.model import CaseStudy, Report
from report_builder.content.text import render_online
from report_builder.edition import Edition, LaidOut
from report_builder.layout import templates
from report_builder.ledger import Ledger
from report_builder.pages import Rendered
from report_builder.pictures import scaling
from report_builder.project import Project
from report_builder.rendering.process import Renderer
from report_builder.workspace import gather

BASE = "https://downloads.example/neues/"
NAMES = ["musterstadt", "zweitdorf"]
DAY = date(2023, 6, 28)


@dataclass(frozen=True)
class Reading:
    """A case study: as the layout prints it, and its page."""

    report: Report
    case: CaseStudy
    print: Any
    article: Article
    file: Path

    @property
    def page(self) -> Any:
        return parser.fromstring(self.article.page.data)


def readings(root: Path, target: Path) -> list[Reading]:
    """All case studies of the issues below `root`, drafts as well, written to `target`."""
    workspace, found = gather(Project(root)), []
    for issue in workspace.content.issues:
        report, brand = issue.report, workspace.brand
        assert report is not None and brand is not None
        report = replace(report, issue=report.issue.model_copy(update={"published": DAY}))
        layout = workspace.layouts_of(report)[0]
        edition = Edition(root, report, layout, brand, cast("Renderer", None), None)
        sections = list(edition.composition.sections())
        laid_out = LaidOut(edition, sections, cast("Rendered", None))
        articles = making.of(edition, pictures.of(laid_out), [])
        printed = [section for section in sections if section.case]
        for section, article in zip(printed, articles, strict=True):
            for file in article.artefacts:
                path = target / report.slug / file.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
            file = target / report.slug / article.page.name
            printed_html = parser.fromstring(section.html)
            found.append(Reading(report, article.case, printed_html, article, file))
    return found


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory, stress_project: Path) -> list[Reading]:
    """Every case study of the samples and of the series that pages can break at."""
    target = tmp_path_factory.mktemp("read")
    shutil.copy(REPOSITORY / "layouts/site/icon.svg", target)
    return [*readings(REPOSITORY, target), *readings(stress_project, target)]


def entry(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads((folder / "issue.json").read_bytes())["case_studies"])


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


# --- the same text ------------------------------------------------------------------------


def printed_fields(page: Any) -> Iterator[tuple[str, str]]:
    """The fields of a case study and their words, in print order, without what stands elsewhere:
    the caption of the first picture, footnotes, the lettering of charts, numbers of pages."""
    elsewhere = "//*[contains(@class, 'opener__caption') or @class='footnote' or @class='page-of']"
    page = deepcopy(page)
    for element in page.xpath(f"{elsewhere} | //*[local-name()='svg']"):
        element.drop_tree()
    for reference in page.xpath("//a[@class='case-reference']"):
        words = reference.xpath(".//text()")[-1]
        owner = words.getparent()
        setattr(owner, "text" if words.is_text else "tail", words.removesuffix("Seite"))
    for element in page.xpath("//*[@data-src and not(.//*[@data-src])]"):
        if words := without_space(element.text_content()):
            yield element.get("data-src"), words


def test_pages_have_the_text_of_the_pdf_in_its_order(every: list[Reading]) -> None:
    assert len(every) > 15
    for reading in every:
        page = reading.page
        for element in page.xpath("//sup | //style | //script | //*[local-name()='svg']"):
            element.drop_tree()
        text, place = without_space(page.text_content()), 0
        fields = list(printed_fields(reading.print))
        assert len(fields) >= 9
        for source, words in fields:
            assert words in text[place:], source
            place = text.index(words, place) + len(words)


def test_pages_have_the_notes_captions_and_credits_of_the_pdf(every: list[Reading]) -> None:
    notes = 0
    for reading in every:
        page = reading.page
        listed = [
            without_space(item.text_content()) for item in page.xpath("//*[@class='notes']//li")
        ]
        called = reading.print.xpath("//*[@class='footnote']")
        assert listed == [f"{without_space(note.text_content())}↩" for note in called]
        assert len(page.xpath("//sup/a")) == len(called)
        notes += len(called)
        images = [reading.case.image, *reading.case.gallery]
        assert page.xpath("//main//img/@alt") == [image.alt or "" for image in images]
        captions = [
            without_space(each.text_content()) for each in page.xpath("//img/../figcaption")
        ]
        assert captions == [without_space((i.caption or "") + i.rights) for i in images]
    assert notes > 5


def test_every_field_of_a_case_study_is_on_its_page(published: Published) -> None:
    page = published.folder / "case-studies" / "musterstadt.html"
    text = without_space(parser.fromstring(page.read_bytes()).text_content())
    values = published.project.gather().content.issues[0].report
    assert values is not None
    for place, value in values.case_studies[0].texts(type(values.case_studies[0].title)):
        field = str(place.path[-1] if isinstance(place.path[-1], str) else place.path[-2])
        if field not in {"file", "alt", "kind", "value", "unit", "spdx", "url", "website"}:
            assert without_space(value) in text, place


def test_headings_skip_no_level(every: list[Reading]) -> None:
    for reading in every:
        tags = [str(element.tag) for element in reading.page.iter()]
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


# --- in a browser -------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 1280])
def test_browsers_find_nothing_wrong(every: list[Reading], browser: Browser, width: int) -> None:
    """Each page is looked at in the light in one width, and in the dark in the other one; those
    of the published sample are judged by test_judges."""
    opened = "document.querySelectorAll('details').forEach(each => each.open = true)"
    others = [reading for reading in every if reading.report.slug != ISSUE_ONE]
    for number, reading in enumerate(others):
        scheme = "light" if (number + width // 320) % 2 else "dark"
        with visit(browser, reading.file, width, scheme) as visited:
            visited.page.evaluate(opened)
            found = [fault for fault in faults(visited) if not fault.endswith("/icon.svg")]
            assert found == [], (scheme, reading.case.origin.file)


def test_lettering_of_charts_stays_within_them(every: list[Reading], browser: Browser) -> None:
    """With a face that is wider than the one they are drawn for."""
    outside = """[...document.querySelectorAll('.drawing text')].filter(text => {
        const own = text.getBoundingClientRect();
        const all = text.ownerSVGElement.getBoundingClientRect();
        return own.left < all.left - 2 || own.right > all.right + 2;
    }).map(text => text.textContent)"""
    seen = 0
    for reading in every:
        if reading.case.charts:
            with visit(browser, reading.file, 1280) as visited:
                assert visited.page.evaluate(outside) == [], reading.case.origin.file
                seen += 1
    assert seen > 5


# --- what is published --------------------------------------------------------------------


def test_each_case_study_has_a_page_and_files_that_are_listed(published: Published) -> None:
    folder, listed = published.folder, entry(published.folder)
    assert [each["page"] for each in listed] == [f"case-studies/{name}.html" for name in NAMES]
    assert [figure["csv"] for figure in listed[0]["figures"]] == [
        f"case-studies/musterstadt-{number}.csv" for number in (1, 2)
    ]
    titles = [figure["title"] for figure in listed[0]["figures"]]
    assert titles[:2] == ["Lage von Musterstadt", "Wer am Tisch sitzt"]
    files = {
        file["name"]: file for file in json.loads((folder / "issue.json").read_bytes())["files"]
    }
    for path in (folder / "case-studies").rglob("*.*"):
        assert files[path.relative_to(folder).as_posix()]["bytes"] == path.stat().st_size


def test_links_of_pages_lead_to_files(published: Published) -> None:
    folder, seen = published.folder / "case-studies", set()
    for name in NAMES:
        page = parser.parse(folder / f"{name}.html").getroot()
        for address in (*page.xpath("//@href"), *page.xpath("//@src")):
            if re.match(r"[a-z]+:|#", address):
                continue
            assert (folder / address).is_file(), address
            seen.add(address)
    assert {"../case-studies/pw-01-probe-musterstadt.pdf", "zweitdorf.html"} <= seen
    assert {"../index.html", "../../index.html"} <= seen
    assert {"musterstadt-1.csv", "images/musterstadt-1.svg"} <= seen


def test_the_head_tells_programs_what_it_is(published: Published) -> None:
    page = parser.parse(published.folder / "case-studies" / "musterstadt.html").getroot()
    listed = entry(published.folder)[0]
    own = f"{BASE}01-probe/case-studies/musterstadt.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [own]
    assert page.xpath("//meta[@property='og:url']/@content") == [own]
    names = {meta.get("name"): meta.get("content") for meta in page.xpath("//meta[@name]")}
    assert names["citation_title"] == "Ein Tisch für alle"
    assert names["citation_pdf_url"] == f"{BASE}01-probe/{listed['pdf']}"
    assert names["citation_publication_date"] == "2023/06/28"
    assert int(names["citation_firstpage"]) == listed["first_page"]
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    words = {"@vocab": "https://schema.org/"}
    (node,) = cast("list[Any]", jsonld.expand(data | {"@context": words}))
    assert node["@type"] == ["https://schema.org/Article"]
    assert node["https://schema.org/isPartOf"][0]["@id"] == f"{BASE}01-probe/"
    assert data["contentLocation"]["geo"]["latitude"] == 52.1
    assert data["encoding"]["contentUrl"] == names["citation_pdf_url"]
    parts = [part["distribution"]["contentUrl"] for part in data["hasPart"]]
    assert parts == [f"{BASE}01-probe/{figure['csv']}" for figure in listed["figures"]]


def test_the_download_says_what_it_is(published: Published) -> None:
    page = parser.parse(published.folder / "case-studies" / "musterstadt.html").getroot()
    (link,) = page.xpath("//a[@class='download']")
    listed, words = entry(published.folder)[0], " ".join(link.text_content().split())
    size = round((published.folder / listed["pdf"]).stat().st_size / 1000)
    assert f"(PDF, {size}\u00a0KB, {listed['pages']} Seiten, PDF/UA- und PDF/A-geprüft)".replace(
        "\u00a0", " "
    ) in words.replace("\u00a0", " ")


def test_without_pdfs_of_their_own_there_are_pages(
    project: SmallProject, rerun: None, tmp_path: Path
) -> None:
    project.publish()
    build(project)
    folder = project.root / "dist" / project.slug
    (listed,) = entry(folder)
    assert (listed["page"], listed["pdf"]) == ("case-studies/musterstadt.html", None)
    page = parser.parse(folder / listed["page"]).getroot()
    assert page.xpath("//a[@class='download'] | //meta[@name='citation_pdf_url']") == []
    assert page.xpath("//main//a[@href='../index.html']")


def test_an_unchanged_case_study_is_not_made_again(
    built: SmallProject, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, html = [], Pages.html
    monkeypatch.setattr(Pages, "html", lambda s, c: made.append(c.case.name) or html(s, c))
    build(built)
    assert (made, dist(built.root)) == ([], dist(published.project.root))
    built.replace("reports/01-probe/case-studies/zweitdorf.yaml", "results: ", "results: Und ")
    build(built)
    assert made == ["zweitdorf"]
    made.clear()
    built.replace(built.case, "title: Ein Tisch für alle", "title: Ein Tisch für viele")
    build(built)
    assert sorted(made) == NAMES  # the other one names it as the one before


def test_issues_are_made_of_the_templates_of_their_pages(specimen: SmallProject) -> None:
    workspace = specimen.gather()
    (issue,) = workspace.content.issues
    inputs = Ledger(workspace).inputs(issue)
    assert {"layouts/site/case-study.html", "layouts/site/page.css"} <= inputs.keys()
    assert "layouts/site/index.html" not in inputs
    assert "layouts/site/page.css" not in Ledger(workspace, draft=True).inputs(issue)


def test_templates_know_what_they_are_made_of(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{% extends 'b.html' %}{% include 'c.css' %}")
    (tmp_path / "b.html").write_text("{% from 'd.html' import x %}")
    for name in ("c.css", "d.html", "e.html", "labels.de.yaml"):
        (tmp_path / name).write_text("{% broken" if name == "d.html" else "")
    found = [path.name for path in templates.sources(tmp_path, "a.html")]
    assert found == ["a.html", "b.html", "c.css", "d.html", "labels.de.yaml"]


# --- pictures -----------------------------------------------------------------------------


def test_photos_are_light_upright_and_say_nothing_of_the_camera() -> None:
    photo, exif = Image.effect_noise((3000, 2000), 40).convert("RGB"), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera"
    data = io.BytesIO()
    photo.save(data, "JPEG", exif=exif)
    small, width, height = scaling.scaled(data.getvalue())
    assert (width, height) == (1000, 1500)
    with Image.open(io.BytesIO(small)) as image:
        assert (image.format, image.size) == ("JPEG", (width, height))
        assert not image.getexif()


@pytest.mark.parametrize(
    ("size", "width"), [((2480, 1653), 1240), ((4000, 600), 1000), ((997, 665), 997), ((4, 3), 4)]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_photos_are_as_wide_as_pages_need_them(
    size: tuple[int, int], width: int, kind: str
) -> None:
    data = io.BytesIO()
    Image.new("RGB", size).save(data, kind)
    _, got, _ = scaling.scaled(data.getvalue())
    assert got == width


def test_photos_that_let_the_page_through_stand_on_white() -> None:
    data = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(data, "PNG")
    small, _, _ = scaling.scaled(data.getvalue())
    with Image.open(io.BytesIO(small)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


# --- the data of figures ------------------------------------------------------------------


def test_charts_have_their_numbers_as_csv(every: list[Reading]) -> None:
    charts = 0
    for reading in every:
        files = reading.article.figures[-len(reading.case.charts) :]
        for chart, figure in zip(
            reading.case.charts, files if reading.case.charts else (), strict=True
        ):
            text = figure.csv.data.decode("utf-8")
            assert text.count("\r\n") == text.count("\n") == len(chart.categories) + 1
            head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            assert len(head) == len(chart.series) + 1
            assert [row[0].removeprefix("'") for row in rows] == list(chart.categories)
            for number, series in enumerate(chart.series, 1):
                values = [series.values.get(name) for name in chart.categories]
                assert [row[number] for row in rows] == [
                    "" if value is None else f"{value:f}" for value in values
                ]
            charts += 1
    assert charts > 8


def test_the_map_has_its_places_as_csv(published: Published) -> None:
    data = (published.folder / "case-studies" / "musterstadt-1.csv").read_bytes()
    assert data.decode() == (
        "Kommune,Land,Breitengrad,Längengrad\r\nMusterstadt,Niedersachsen,52.1,9.4\r\n"
    )


@pytest.mark.parametrize("words", ["=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_words_are_no_formulas_for_spreadsheets(words: str) -> None:
    table = Table(["Angabe", words], [[words, -1.5]])
    head, row = csv.reader(io.StringIO(as_csv(table).decode(), newline=""))
    assert (head[1], row) == (f"'{words}", [f"'{words}", "-1.5"])


# --- rich text ----------------------------------------------------------------------------


def test_notes_are_numbered_through_all_texts_of_a_page() -> None:
    notes: list[str] = []
    first = render_online("a^[*eins*] b[^x]\n\n[^x]: zwei", level=3, notes=notes)
    second = render_online("c^[[drei](case:neu-ort)]", level=3, notes=notes)
    assert notes == ["<em>eins</em>", "zwei", '<a href="neu-ort.html">drei</a>']
    assert re.findall(r'id="call-(\d)" href="#note-(\d)"[^>]*>(\d)<', first + second) == [
        (number, number, number) for number in "123"
    ]


def test_a_note_in_a_link_is_no_link_in_it() -> None:
    text = render_online("[a^[eins] b](https://a.example) c^[zwei]", level=3, notes=[])
    assert (text.count("<a "), text.count('<sup id="call-1">1</sup>')) == (2, 1)


def test_references_lead_to_the_page_and_name_no_number() -> None:
    text = render_online("[*dort*](case:neu-ort) [a](https://a.example)", level=3, notes=[])
    assert (
        text
        == '<p><a href="neu-ort.html"><em>dort</em></a> <a href="https://a.example">a</a></p>\n'
    )
