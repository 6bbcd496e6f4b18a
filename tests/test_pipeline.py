"""One issue built to the end: the files in dist/, and what the PDF says of itself."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from conftest import Published, SmallProject
from drafting import page_texts
from lxml import etree
from lxml import html as parser
from PIL import Image

from report_builder import xmp
from report_builder.finishing.metadata import Metadata
from report_builder.store import files_below

SUMMARY = "Dieses Heft hat jedes Feld, das es geben kann, damit keines unbemerkt verloren geht."
GOLDEN = Path(__file__).parent / "golden" / "case-study.txt"
FAMILIES = {"Source Serif 4", "Source Serif 4 Display", "Source Sans 3"}


@pytest.fixture(scope="module")
def pdf(published: Published) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(published.pdf) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def reader(published: Published) -> Iterator[pypdf.PdfReader]:
    with pypdf.PdfReader(published.pdf, strict=True) as reader:
        yield reader


@pytest.fixture(scope="module")
def texts(published: Published) -> list[str]:
    """The text of every page, as PDFium reads it."""
    return page_texts(published.pdf)


@pytest.fixture(scope="module")
def entry(published: Published) -> dict[str, Any]:
    return json.loads((published.folder / "issue.json").read_bytes())


@pytest.fixture(scope="module")
def index(published: Published) -> Any:
    """The download page."""
    return parser.parse(published.folder.parent / "index.html").getroot()


def page_of(texts: list[str], words: str, after: int = 3) -> int:
    """The page, from 1, on which these words stand first, behind the contents."""
    joined = (" ".join(text.split()) for text in texts)
    return next(n for n, text in enumerate(joined, 1) if n > after and words in text)


# --- dist/ --------------------------------------------------------------------------------

# What is made of all issues.
SITE = ("SHA256SUMS", "_headers", "feed.atom", "feed.json", "icon.svg", "index.html",
        "manifest.json", "sitemap.xml")  # fmt: skip


def test_dist_holds_the_publication_and_nothing_else(published: Published) -> None:
    covers = {f"cover-{w}.{kind}" for w in (320, 640, 1280) for kind in ("avif", "webp", "jpg")}
    files = {path.name for path in published.folder.iterdir()}
    files -= {"cite.bib", "cite.csl.json", "cite.ris", "embed.html", "index.html"}
    others = {"pw-01-probe.pdf", "issue.json", "og.jpg", "titelbild.jpg"}
    others |= {"case-studies", "press", "v1.27"}
    assert files == covers | others
    assert {path.name for path in published.folder.parent.iterdir()} == {"01-probe", *SITE}


@pytest.mark.parametrize("width", [320, 640, 1280])
@pytest.mark.parametrize("kind", ["avif", "webp", "jpg"])
def test_covers_have_the_width_of_their_name(published: Published, width: int, kind: str) -> None:
    with Image.open(published.folder / f"cover-{width}.{kind}") as image:
        assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[kind]
        assert image.width == width
        assert abs(image.height - width * 297 / 210) <= 1


def test_social_card_has_the_size_that_sites_expect(published: Published) -> None:
    path = published.folder / "og.jpg"
    with Image.open(path) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 630))
    assert path.stat().st_size < 300_000


def test_title_image_says_whose_it_is(published: Published) -> None:
    with Image.open(published.folder / "titelbild.jpg") as image:
        assert image.format == "JPEG"
        assert image.info["dpi"] == (300, 300)
        packet = etree.fromstring(image.info["xmp"])
    words = {etree.QName(e).localname: " ".join("".join(e.itertext()).split())
             for e in packet.iter() if len(etree.QName(e).namespace or "") > 0}  # fmt: skip
    assert words["Credit"] == "Grafik: Titelwerk"
    assert words["description"].startswith("Die Fläche des Titels")
    assert words["UsageTerms"].startswith("CC0 1.0")
    assert words["WebStatement"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert words["AltTextAccessibility"].startswith("Titelfläche in Petrol")


# --- what the PDF says of itself ----------------------------------------------------------


def test_info_is_the_content(reader: pypdf.PdfReader) -> None:
    info = reader.metadata
    assert info is not None
    assert info.title == "Alles ausgefüllt"
    assert info.author == "Herausgabe e. V."
    assert info.subject == SUMMARY
    assert info.keywords == "Vollständigkeit, Proben & Prüfen"
    assert info.creation_date_raw == info.modification_date_raw == "D:20230628000000Z"


def test_info_equals_xmp(reader: pypdf.PdfReader) -> None:
    info, packet = reader.metadata, reader.xmp_metadata
    assert info is not None and packet is not None
    assert packet.dc_title == {"x-default": info.title, "de": info.title}
    assert packet.dc_creator == [info.author]
    assert packet.dc_description == {"x-default": info.subject, "de": info.subject}
    assert packet.pdf_keywords == info.keywords
    assert packet.pdf_producer == info.producer
    assert packet.xmp_creator_tool == info.creator
    assert info.creation_date is not None and packet.xmp_create_date is not None
    assert packet.xmp_create_date.date() == info.creation_date.date() == date(2023, 6, 28)
    assert packet.xmp_modify_date == packet.xmp_create_date


def test_xmp_has_rights_and_conformance(reader: pypdf.PdfReader) -> None:
    packet = reader.xmp_metadata
    assert packet is not None
    assert packet.dc_language == ["de"]
    assert packet.dc_rights["x-default"] == "© 2023 Herausgabe e. V., CC BY-SA 4.0"
    assert packet.dc_identifier == "https://downloads.example/neues/01-probe/"
    names = {"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "ua": "http://www.aiim.org/pdfua/ns/id/"}
    root = etree.fromstring(packet.stream.get_data())
    found = root.xpath("//pdfaid:part|//pdfaid:conformance|//ua:part", namespaces=names)
    assert [element.text for element in found] == ["3", "A", "1"]


def xmp_values(packet: bytes) -> dict[str, str]:
    """The simple properties of an XMP packet, by `prefix:name`."""
    names = {uri: prefix for prefix, uri in xmp.NAMESPACES.items()}
    found = {}
    for element in etree.fromstring(packet).iterfind(".//{*}RDF/{*}Description/*"):
        name = etree.QName(element)
        found[f"{names[name.namespace]}:{name.localname}"] = (element.text or "").strip()
    return found


def described(packet: bytes) -> dict[str, set[str]]:
    """The prefixes of the extension schemas, with the properties that each describes."""
    names = xmp.NAMESPACES
    root = etree.fromstring(packet)
    return {
        entry.findtext("pdfaSchema:prefix", "", names): {
            element.text for element in entry.iterfind(".//pdfaProperty:name", names)
        }
        for entry in root.iterfind(".//pdfaExtension:schemas/rdf:Bag/rdf:li", names)
    }


def test_xmp_has_the_series_and_the_licence(reader: pypdf.PdfReader) -> None:
    packet = reader.xmp_metadata
    assert packet is not None
    data = packet.stream.get_data()
    values = xmp_values(data)
    assert {name: values[name] for name in values if name.startswith(("cc:", "prism:"))} == {
        "cc:license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "prism:publicationName": "Neues aus der Probewerkstatt",
        "prism:number": "71",
        "prism:versionIdentifier": "1.27",
        "prism:issn": "0378-5955",
        "prism:url": packet.dc_identifier,
    }
    assert values["xmpRights:WebStatement"] == values["cc:license"]


def test_xmp_describes_every_property_that_pdfa_does_not_know(reader: pypdf.PdfReader) -> None:
    """ISO 19005-3, 6.6.2.3.1."""
    packet = reader.xmp_metadata
    assert packet is not None
    data = packet.stream.get_data()
    known = {"dc", "xmp", "xmpRights", "pdf", "pdfaid", "pdfaExtension"}
    used: dict[str, set[str]] = {}
    for name in xmp_values(data):
        prefix, _, local = name.partition(":")
        used.setdefault(prefix, set()).add(local)
    assert described(data) == {prefix: used[prefix] for prefix in used.keys() - known}


def test_xmp_leaves_out_what_there_is_not(project: SmallProject) -> None:
    project.replace(project.series, "licence: CC-BY-4.0", "licence: {name: All rights reserved}")
    (issue,) = project.gather().content.issues
    assert issue.report is not None
    packet = Metadata(issue.report).packet
    assert not {"cc:license", "prism:issn", "xmpRights:WebStatement"} & xmp_values(packet).keys()
    assert described(packet).keys() == {"pdfuaid", "prism"}
    assert "issn" not in described(packet)["prism"]


def test_catalog_serves_screen_readers_and_viewers(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert str(root.Lang) == "de"
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert root.MarkInfo.Marked is True
    assert root.StructTreeRoot.Type == "/StructTreeRoot"
    assert root.PageMode == "/UseOutlines"
    assert pdf.pdf_version == "1.7"
    assert all("/StructParents" in page and page.Tabs == "/S" for page in pdf.pages)


def test_page_labels_are_the_printed_numbers(reader: pypdf.PdfReader, texts: list[str]) -> None:
    labels = reader.page_labels
    assert (labels[0], labels[-1]) == ("Titelseite", "Rückseite")
    assert labels[1:-1] == [str(number) for number in range(2, len(labels))]
    for label, text in zip(labels[1:-1], texts[1:-1], strict=True):
        assert label in text.split(), f"page {label} does not print its number"


def test_outline_lists_the_sections_in_order(reader: pypdf.PdfReader, texts: list[str]) -> None:
    top = [item for item in reader.outline if not isinstance(item, list)]
    assert [item.title for item in top] == [
        "Alles ausgefüllt", "Impressum", "Inhalt", "Vorab gesagt", "Hinein ins Thema",
        "Auf einen Blick", "Wo die Beispiele liegen", "Ein Tisch für alle",
        "Zweitens ohne Zutaten", "Am Ende gelernt", "Weitere Bausteine", "Glossar", "Quellen",
        "Daten zu den Diagrammen", "Register", "Das große Vorhaben",
    ]  # fmt: skip
    pages = [reader.get_destination_page_number(item) + 1 for item in top]
    assert pages[:3] == [1, 2, 3]
    for item, page in zip(top[3:], pages[3:], strict=True):
        assert page == page_of(texts, item.title), item.title


def test_outline_is_open_on_its_first_level_only(pdf: pikepdf.Pdf) -> None:
    outlines = pdf.Root.Outlines
    item, counts = outlines.First, []
    while item is not None:
        counts.append(int(item.get("/Count", 0)))
        item = item.get("/Next")
    assert int(outlines.Count) == len(counts) == 16
    assert all(count <= 0 for count in counts)
    assert min(counts) < -2  # the case study has its headings below it


def test_internal_links_lead_to_the_pages_they_name(reader: pypdf.PdfReader) -> None:
    contents = reader.pages[2]
    named = reader.named_destinations
    targets = []
    for annotation in contents["/Annots"]:
        link = annotation.get_object()
        assert link["/Contents"], "a link needs a text alternative"
        targets.append(reader.get_destination_page_number(named[link["/Dest"]]))
    assert targets == sorted(targets)
    assert len(set(targets)) >= 10


def test_structured_data_are_attached(pdf: pikepdf.Pdf, published: Published) -> None:
    (specification,) = pdf.Root.AF
    assert specification.AFRelationship == "/Data"
    attached = pdf.attachments["01-probe.json"]
    assert attached.obj.objgen == specification.objgen
    file = attached.get_file()
    assert file.mime_type == "application/json"
    data = json.loads(file.read_bytes())
    (issue,) = published.project.gather().content.issues
    assert issue.report is not None
    assert data["issue"]["title"] == "Alles ausgefüllt"
    assert data["case_studies"]["musterstadt"]["municipality"]["population"] == 48200
    assert list(data["case_studies"]) == ["musterstadt", "zweitdorf"]
    for name, node in (("series", issue.report.series), ("issue", issue.report.issue)):
        assert data[name] == node.model_dump(mode="json", exclude_defaults=True)


def test_fonts_are_embedded_and_the_brands(pdf: pikepdf.Pdf) -> None:
    fonts = [font for font in pdf.objects if _kind(font) == "/FontDescriptor"]
    assert len(fonts) > 4
    assert {str(font.FontFamily) for font in fonts} <= FAMILIES
    for font in fonts:
        assert {"/FontFile2", "/FontFile3"} & set(font.keys()), font.FontName


def _kind(thing: Any) -> str | None:
    named = isinstance(thing, pikepdf.Dictionary) and "/Type" in thing
    return str(thing.Type) if named else None


def test_everything_painted_is_tagged_or_an_artefact(pdf: pikepdf.Pdf) -> None:
    """PDF/UA-1, 7.1."""
    painting = {"Tj", "TJ", "Do", "f", "f*", "S", "B", "sh"}
    for number, page in enumerate(pdf.pages, 1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            loose = str(operator) in painting and depth == 0
            assert not loose, f"page {number}: {operator} {operands} is not marked"


# --- the file -----------------------------------------------------------------------------


def test_file_is_sound_and_made_for_the_web(pdf: pikepdf.Pdf, published: Published) -> None:
    assert pdf.is_linearized
    assert pdf.check_pdf_syntax() == []
    assert b"/ObjStm" in published.pdf.read_bytes()


def test_finishing_adds_little_to_what_was_rendered(published: Published, pdf: pikepdf.Pdf) -> None:
    """Beside what comes in: the metadata and the attached data. (pypdf would double the size.)"""
    linearized = io.BytesIO()
    with pikepdf.open(io.BytesIO(published.body.pdf)) as rendered:
        rendered.save(linearized, linearize=True)
    added = len(pdf.Root.Metadata.read_raw_bytes()) + len(pdf.Root.AF[0].EF.F.read_raw_bytes())
    assert published.pdf.stat().st_size <= 1.06 * len(linearized.getvalue()) + added


def test_no_date_but_the_contents(published: Published, pdf: pikepdf.Pdf) -> None:
    everything = everything_in(pdf) + published.pdf.read_bytes()
    stamps = set(re.findall(rb"D:\d+\S?", everything))
    stamps |= set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+\S?", everything))
    assert stamps == {b"D:20230628000000Z", b"2023-06-28T00:00:00Z"}
    assert str(date.today().year).encode() not in bytes(pdf.Root.Metadata.read_bytes())


def test_no_path_of_the_machine(published: Published, pdf: pikepdf.Pdf) -> None:
    everything = everything_in(pdf) + published.pdf.read_bytes()
    assert b"Herausgabe" in everything  # what is said is legible here
    for name in (str(published.project.root), "/tmp", "/work", "project.invalid", "file:"):
        assert name.encode() not in everything, name
        assert name.encode("utf-16-be") not in everything, name


def everything_in(pdf: pikepdf.Pdf) -> bytes:
    """All objects, their strings readable and their streams decoded; pictures as they are."""
    parts = []
    for thing in pdf.objects:
        parts.append(thing.unparse(resolved=True) if not _is_stream(thing) else b"")
        parts += [bytes(value) for value in _strings(thing)]
        if _is_stream(thing):
            picture = thing.get("/Subtype") == "/Image"
            parts.append(thing.read_raw_bytes() if picture else thing.read_bytes())
    return b"\n".join(parts)


def _is_stream(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Stream)


def _strings(thing: Any) -> Iterator[Any]:
    if isinstance(thing, pikepdf.String):
        yield thing
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            if not getattr(item, "is_indirect", False):
                yield from _strings(item)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in thing.keys():  # noqa: SIM118
            if not getattr(thing[key], "is_indirect", False):
                yield from _strings(thing[key])


def test_same_content_gives_the_same_bytes(published: Published, tmp_path: Path) -> None:
    """In another folder, another process, another time zone, with another hash seed."""
    copy = SmallProject(tmp_path / "another place")
    for name in ("reports", "layouts", "assets"):
        shutil.copytree(published.project.root / name, copy.root / name, dirs_exist_ok=True)
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    command = [sys.executable, "-c", "from report_builder.cli import main; main()", "build"]
    done = subprocess.run(
        [*command, "--project", copy.root], check=True, env=environment, capture_output=True
    )
    assert (done.stdout, done.stderr) == (b"built dist/01-probe/pw-01-probe.pdf\n", b"")
    for path in files_below(published.folder.parent):
        again = copy.root / path.relative_to(published.project.root)
        assert digest(again) == digest(path), path.name


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- issue.json and the download page -----------------------------------------------------


def test_issue_json_describes_the_files(published: Published, entry: dict[str, Any]) -> None:
    listed = {file["name"]: file for file in entry["files"]}
    found = [path for path in published.folder.rglob("*") if path.is_file()]
    present = {path.relative_to(published.folder).as_posix() for path in found} - {"issue.json"}
    beside = {"cite.bib", "cite.csl.json", "cite.ris", "embed.html", "index.html"}
    assert listed.keys() == present - beside
    for name, file in listed.items():
        path = published.folder / name
        assert (file["bytes"], file["sha256"]) == (path.stat().st_size, digest(path))
    assert listed["cover-320.avif"]["type"] == "image/avif"
    assert listed["pw-01-probe.pdf"]["type"] == "application/pdf"


def test_issue_json_describes_the_issue(published: Published, entry: dict[str, Any]) -> None:
    assert entry["pages"] == published.body.pages
    assert entry["languages"] == ["de"]
    assert entry["pdf"] == published.pdf.name
    assert (entry["number"], entry["published"]) == (71, "2023-06-28")
    assert (entry["title"], entry["summary"]) == ("Alles ausgefüllt", SUMMARY)
    assert entry["licence"] == "CC BY-SA 4.0"


def test_download_page_links_to_what_is_there(published: Published, index: Any) -> None:
    addresses = [*index.xpath("//@href"), *index.xpath("//@src")]
    addresses += [part.split()[0] for s in index.xpath("//@srcset") for part in s.split(",")]
    local = [a for a in addresses if not a.startswith(("http", "mailto:", "#"))]
    assert f"01-probe/{published.pdf.name}" in local
    assert len(local) >= 8
    assert [a for a in local if not (published.folder.parent / a).is_file()] == []
    ids = set(index.xpath("//@id"))
    assert {a[1:] for a in addresses if a.startswith("#")} <= ids


def test_download_page_says_what_one_gets(published: Published, index: Any) -> None:
    words = " ".join(index.text_content().split())
    size = round(published.pdf.stat().st_size / 1000)
    assert f"PDF, {size} KB, {published.body.pages} Seiten" in words
    assert "Ausgabe 71 · 28. Juni 2023" in words
    assert SUMMARY in words
    assert index.get("lang") == "de"


def test_download_page_is_sound(index: Any) -> None:
    levels = [int(heading.tag[1]) for heading in index.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(image.get("alt") for image in index.xpath("//img"))
    assert {script.get("type") for script in index.xpath("//script")} == {"application/ld+json"}
    assert not index.xpath("//link[@rel='stylesheet']")


def test_pictures_keep_their_place_while_they_load(published: Published, index: Any) -> None:
    for image in index.xpath("//img[@width]"):
        with Image.open(published.folder.parent / image.get("src")) as picture:
            assert (str(picture.width), str(picture.height)) == (image.get("width"),
                                                                 image.get("height"))  # fmt: skip


# --- the text -----------------------------------------------------------------------------


def test_text_of_a_page_is_as_it_was(texts: list[str]) -> None:
    """The golden text of the opener; UPDATE_GOLDEN=1 writes it anew where a change is wanted."""
    page = texts[page_of(texts, "Steckbrief") - 1].replace("\r\n", "\n") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(page, "utf-8")
    assert page == GOLDEN.read_text("utf-8")


def test_contents_print_the_right_page_numbers(texts: list[str]) -> None:
    contents = " ".join(texts[2].split())
    for title in ("Vorab gesagt", "Ein Tisch für alle", "Glossar", "Quellen"):
        page = page_of(texts, title)
        assert re.search(rf"{title}\s*{page}\b|\b{page}\s*{title}", contents), (title, contents)


def test_no_character_is_without_a_glyph(texts: list[str]) -> None:
    assert "�" not in "".join(texts)
    assert "\x00" not in "".join(texts)
