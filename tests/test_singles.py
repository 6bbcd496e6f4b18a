"""Each case study as a PDF of its own, made of the pages of its issue."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import outline
import pikepdf
import pypdf
import pypdfium2
import pytest
from conftest import Published, SmallProject
from lxml import etree
from test_rebuilds import build, dist, tasks  # noqa: F401

from report_builder import builder
from report_builder.conformance.report import Validation
from report_builder.conformance.validator import Run, Validator
from report_builder.site import catalogue

NAMES = ["musterstadt", "zweitdorf"]
TITLES = ["Ein Tisch für alle", "Zweitens ohne Zutaten"]
TEASER = "Wie Musterhausen einen Tisch aufstellte und wer sich daran setzte."
WHOLE = "https://downloads.example/neues/01-probe/"
STRIP = (
    "Auszug aus Ausgabe 71, „Alles ausgefüllt“ · Neues aus der Probewerkstatt"
    " Lizenz: CC BY-SA 4.0 · Das ganze Heft: downloads.example/neues/01-probe"
)
TEMPLATE = "layouts/magazine/strip.html"


def file(name: str) -> str:
    return f"case-studies/pw-01-probe-{name}.pdf"


@pytest.fixture(scope="module")
def first(published: Published) -> Path:
    """The case study that has everything."""
    return published.folder / file("musterstadt")


@pytest.fixture(scope="module")
def reader(first: Path) -> Iterator[pypdf.PdfReader]:
    with pypdf.PdfReader(first, strict=True) as reader:
        yield reader


@pytest.fixture(scope="module")
def entry(published: Published) -> dict[str, Any]:
    return json.loads((published.folder / "issue.json").read_bytes())


def words(path: Path) -> list[str]:
    """The text of each page, as PDFium reads it."""
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.split()) for text in texts]


# --- what there is ------------------------------------------------------------------------


def test_each_case_study_is_there_and_listed(published: Published, entry: dict[str, Any]) -> None:
    listed = entry["case_studies"]
    assert [each["name"] for each in listed] == NAMES
    assert [each["title"] for each in listed] == TITLES
    assert [each["pdf"] for each in listed] == [file(name) for name in NAMES]
    assert [each["validation"]["status"] for each in listed] == ["validated"] * 2
    assert {path.name for path in (published.folder / "case-studies").glob("*.pdf")} == {
        Path(each["pdf"]).name for each in listed
    }
    for each in listed:
        with pypdf.PdfReader(published.folder / each["pdf"]) as reader:
            assert len(reader.pages) == each["pages"]


def test_they_follow_each_other_in_the_issue(entry: dict[str, Any]) -> None:
    first, second = entry["case_studies"]
    assert first["first_page"] > 1
    assert first["first_page"] + first["pages"] == second["first_page"]


def test_their_pages_are_those_of_the_issue(published: Published, entry: dict[str, Any]) -> None:
    whole = words(published.pdf)
    for each in entry["case_studies"]:
        pages = words(published.folder / each["pdf"])
        before = each["first_page"] - 1
        opening, *others = whole[before : before + each["pages"]]
        assert pages == [f"{opening} {STRIP}", *others]


def test_page_labels_are_the_numbers_in_the_issue(published: Published) -> None:
    with (
        pypdf.PdfReader(published.pdf) as whole,
        pypdf.PdfReader(published.folder / file("zweitdorf")) as single,
    ):
        number = int(single.page_labels[0])
        assert single.page_labels == whole.page_labels[number - 1 :][: len(single.pages)]


# --- what they say of themselves ----------------------------------------------------------


def test_info_is_that_of_the_case_study(reader: pypdf.PdfReader) -> None:
    info = reader.metadata
    assert info is not None
    assert (info.title, info.author) == (TITLES[0], "Herausgabe e. V.")
    assert (info.subject, info.keywords) == (TEASER, "Möbelbau, Sitzordnung")
    assert info.creation_date_raw == info.modification_date_raw == "D:20230628000000Z"


def test_xmp_says_what_it_is_a_part_of(reader: pypdf.PdfReader, entry: dict[str, Any]) -> None:
    packet = reader.xmp_metadata
    assert packet is not None
    assert packet.dc_title == {"x-default": TITLES[0], "de": TITLES[0]}
    assert packet.dc_description == {"x-default": TEASER, "de": TEASER}
    assert packet.dc_subject == ["Möbelbau", "Sitzordnung"]
    assert packet.dc_identifier == WHOLE + file("musterstadt")
    assert packet.dc_relation == [WHOLE]
    root = etree.fromstring(packet.stream.get_data())
    found = {etree.QName(e).localname: e.text for e in root.iter() if e.text and e.text.strip()}
    single = entry["case_studies"][0]
    pages = single["first_page"], single["first_page"] + single["pages"] - 1
    assert (found["startingPage"], found["endingPage"]) == tuple(map(str, pages))
    assert found["isPartOf"] == WHOLE
    assert (found["publicationName"], found["number"]) == ("Neues aus der Probewerkstatt", "71")


def test_the_data_of_the_case_study_travel_with_it(reader: pypdf.PdfReader) -> None:
    ((name, [content]),) = reader.attachments.items()
    data = json.loads(content)
    assert name == "01-probe-musterstadt.json"
    assert list(data["case_studies"]) == ["musterstadt"]
    assert data["case_studies"]["musterstadt"]["teaser"] == TEASER
    assert data["issue"] == {"number": 71, "title": "Alles ausgefüllt", "version": "1.27",
                             "subtitle": "Ein Heft ohne Lücken", "published": "2023-06-28",
                             "language": "de"}  # fmt: skip


# --- links and structure ------------------------------------------------------------------


def links(pdf: pikepdf.Pdf, pages: slice = slice(None)) -> list[tuple[list[float], str, str]]:
    """Area, words and target of each link."""
    return [
        ([float(edge) for edge in note.Rect], str(note.Contents),
         str(note.Dest if "/Dest" in note else note.A.URI))
        for page in list(pdf.pages)[pages]
        for note in page.get("/Annots", [])
    ]  # fmt: skip


def test_links_out_of_it_lead_to_the_whole_issue(published: Published, first: Path) -> None:
    with pikepdf.open(published.pdf) as whole, pikepdf.open(first) as single:
        number = int(single.Root.PageLabels.Nums[1].St)
        theirs = links(whole, slice(number - 1, number - 1 + len(single.pages)))
        own = links(single)
        inside = {str(name) for name in list(single.Root.Names.Dests.Names)[::2]}
    told = f"{WHOLE}pw-01-probe.pdf#nameddest="
    expected = [
        (area, name, target if "://" in target or "mailto:" in target or target in inside
         else told + target)
        for area, name, target in theirs
    ]  # fmt: skip
    assert own == expected
    assert sum(target.startswith(told) for *_, target in own) == 1


@pytest.mark.parametrize("name", NAMES)
def test_its_structure_is_that_of_a_document(published: Published, name: str) -> None:
    """With one heading of the first level, and every link in its place; see `outline.faults`."""
    tree = outline.read(published.folder / file(name))
    assert outline.faults(tree) == []
    (title,) = tree.document.find("H1")
    assert title.text == TITLES[NAMES.index(name)]


def test_everything_but_the_level_of_headings_is_read_as_in_the_issue(
    published: Published, first: Path
) -> None:
    (article,) = (
        node for node in outline.read(published.pdf).document.find("Art")
        if any(kid.text == TITLES[0] for kid in node.kids)
    )  # fmt: skip
    (own,) = outline.read(first).document.kids
    for expected, actual in zip(article.walk(), own.walk(), strict=True):
        level = f"H{int(expected.role[1]) - 1}" if expected.role[1:].isdigit() else expected.role
        assert (actual.role, actual.text) == (level, expected.text)


def test_they_conform(real_validator: Validator, published: Published) -> None:
    documents = [(published.folder / file(name)).read_bytes() for name in NAMES]
    with Run(real_validator, documents) as run:
        assert [validation.faults() for validation in run.results()] == [[], []]


# --- builds -------------------------------------------------------------------------------


def test_they_cost_no_rendering(
    built: SmallProject,
    published: Published,
    tasks: list[str],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All are made anew, under another strip; then a build finds them and their verdicts."""
    judged: list[int] = []
    start = Run.__init__

    def counted(run: Run, validator: Validator, documents: list[bytes]) -> None:
        judged.append(len(documents))
        start(run, validator, documents)

    monkeypatch.setattr(Run, "__init__", counted)
    built.replace(TEMPLATE, " · ", " – ")
    build(built)
    before, after = dist(published.project.root), dist(built.root)
    pdfs = {name for name in before if name.endswith(".pdf") and "/v1.27/" not in name}
    changed = {name for name in pdfs if before[name] != after[name]}
    assert changed == {f"dist/01-probe/{file(name)}" for name in NAMES}
    assert len(pdfs) == 4
    build(built)
    assert dist(built.root) == after
    assert tasks == []
    assert judged == [3, 1]


def test_nothing_is_published_if_one_does_not_conform(
    built: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = Run.results

    def last_fails(run: Run) -> list[Validation]:
        *good, last = results(run)
        failing = [replace(verdict, compliant=False) for verdict in last.profiles]
        return [*good, replace(last, profiles=tuple(failing))]

    before = dist(built.root)
    monkeypatch.setattr(Run, "results", last_fails)
    built.replace(TEMPLATE, " · ", " – ")
    summary = builder.build(built.gather(), (), False, lambda *event: None)
    assert summary.failed[built.slug].startswith(f"{file('zweitdorf')} was not published: ")
    assert dist(built.root) == before


def test_a_case_study_that_goes_takes_its_pdf_along(built: SmallProject) -> None:
    """Of a single one, the issue is all there is."""
    built.replace(built.issue, "[musterstadt, zweitdorf]", "[musterstadt]")
    built.replace(built.issue, "[dazu](case:zweitdorf)", "dazu")
    (built.root / built.case.replace("musterstadt", "zweitdorf")).unlink()
    summary = builder.build(built.gather(), (), False, lambda *event: None)
    assert list(summary.built) == [built.slug], summary
    folder = built.root / "dist" / built.slug
    left = {path.name for path in (folder / "case-studies").rglob("*.*")}
    assert {name.partition(".")[0].partition("-")[0] for name in left} == {"musterstadt"}
    (listed,) = json.loads((folder / "issue.json").read_bytes())["case_studies"]
    assert (listed["name"], listed["pdf"]) == ("musterstadt", None)


@pytest.mark.parametrize("recorded", [True, False])
def test_an_issue_that_is_withdrawn_leaves_none(built: SmallProject, *, recorded: bool) -> None:
    """Known from the record, or from issue.json alone."""
    if not recorded:
        shutil.rmtree(built.root / "build" / "state")
    built.replace(built.issue, "status: final", "status: draft")
    summary = builder.build(built.gather(), (), False, lambda *event: None)
    assert summary.removed == [built.slug]
    folder = built.root / "dist" / built.slug
    assert not (folder / "case-studies").exists()
    assert not list(folder.glob("*.pdf"))


def test_what_a_kill_left_beside_them_goes(built: SmallProject) -> None:
    left = built.write("dist/01-probe/case-studies/.staged-abc.pdf", b"half")
    built.append(built.case, "# a note\n")
    builder.build(built.gather(), (), False, lambda *event: None)
    assert not left.exists()


def test_issue_json_names_no_file_outside_its_folder(content: SmallProject) -> None:
    names = ["a.pdf", "case-studies/b.pdf", "../../c.pdf", "/etc/d.pdf"]
    written = dict.fromkeys(catalogue._FIELDS) | {"files": [{"name": name} for name in names]}
    path = content.write("dist/01-probe/issue.json", json.dumps(written))
    inside = ["a.pdf", "case-studies/b.pdf", "c.pdf", "etc/d.pdf"]
    assert catalogue.files(path) == [path.parent / name for name in inside]
