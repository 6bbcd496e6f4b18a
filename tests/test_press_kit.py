"""What the press gets of an issue: the release as page, PDF and text, logos, all of it in a zip."""

import json
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import outline
import pypdf
import pytest
from conftest import ISSUE_ONE, REPOSITORY, Published, SmallProject
from lxml import html
from test_rebuilds import build, dist, tasks  # noqa: F401

from report_builder import builder
from report_builder.conformance.validator import Run, Validator
from report_builder.content.text import opening
from report_builder.press_kit import archive
from report_builder.press_kit.plain import WIDTH, plain

GOLDEN = REPOSITORY / "tests" / "golden" / "press-release.txt"
FILES = {"press-release.html", "press-release.pdf", "press-release.txt", "press-kit.zip",
         "logo-wordmark.svg", "logo-wordmark-inverse.svg"}  # fmt: skip
TITLE = "Presse aufgemerkt"
TEASER = "Der Anreißer für die Presse ist ein anderer als die Zusammenfassung."
ADDRESS = "https://downloads.example/neues/01-probe/"


@pytest.fixture(scope="module")
def folder(published: Published) -> Path:
    """The kit of the specimen, whose release has words of its own."""
    return published.folder / "press"


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    return (folder / "press-release.txt").read_text("utf-8")


def built_kit(project: SmallProject) -> Path:
    project.publish()
    summary = builder.build(project.gather(), (), False, lambda *event: None)
    assert list(summary.built) == [project.slug], summary
    return project.root / "dist" / project.slug / "press"


# --- what it says -------------------------------------------------------------------------


def test_the_release_of_the_sample_is_made_of_the_issue(issue_one: Path) -> None:
    found = (issue_one / ISSUE_ONE / "press" / "press-release.txt").read_text("utf-8")
    assert found == GOLDEN.read_text("utf-8")
    assert max(len(line) for line in found.splitlines() if "://" not in line) <= WIDTH


def test_what_the_issue_says_for_the_press_comes_first(text: str) -> None:
    for words in (
        TITLE,
        TEASER,
        "30. Juni 2023",
        f"Ein eigener Text für Zeitungen, weiterlesen\n<{ADDRESS}case-studies/musterstadt.html>.",
        "> „Wir freuen uns sehr“, sagt die Leitung.",
        "Pressestube\nMedienarbeit\nHerausgabe e. V.\nTelefon +49 30 23125 033 · stube@presse",
    ):
        assert words in text
    for words in ("Dieses Heft hat jedes Feld", "Einleitende", "Büro der Reihe", "28. Juni"):
        assert words not in text


def test_the_rest_is_that_of_issue_and_series(text: str) -> None:
    for words in (
        "Pressemitteilung, 30. Juni 2023\nNeues aus der Probewerkstatt, Ausgabe 71\n",
        "Ein Heft ohne Lücken\n",
        f"{ADDRESS}\n",
        f"<{ADDRESS}pw-01-probe.pdf>",
        f"<{ADDRESS}titelbild.jpg>, Grafik:",
        "CC0 1.0",
        "Was wir anpacken und warum.",
        "Bezahlt aus Mitteln des Probehaushalts",
    ):
        assert words in text


def test_all_forms_say_the_same(folder: Path, text: str) -> None:
    page = html.parse(str(folder / "press-release.html")).getroot()
    article = page.find(".//div[@class='text']")
    article.remove(article.find("p"))  # the date stands at another place
    said = words(" ".join([*page.find(".//h1").itertext(), *article.itertext()]))
    plainly = re.sub(r"<[^>]*>", "", text.split("Ausgabe 71\n", 1)[1]).replace("> ", "")
    plainly = re.sub(r"^(=+|-+)$", "", plainly, flags=re.MULTILINE)
    plainly = plainly.replace(ADDRESS, "downloads.example/neues/01-probe")
    assert words(plainly) == said
    with pypdf.PdfReader(folder / "press-release.pdf") as reader:
        printed = words(" ".join(page.extract_text() for page in reader.pages))
    assert [word for word in said if word not in printed] == []


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_bare_issue_has_a_release(project: SmallProject, real_validator: Validator) -> None:
    """Without subtitle, introduction, project, funder and logo; the title is as long as it gets,
    the cover says nothing."""
    brand = "assets/_brand.yml"
    before, after = project.read(brand).split("logo:\n")
    project.write(brand, before + after[after.index("color:") :])
    title = "Wie kleine Gemeinden große Aufgaben " + "gemeinschaftlich " * 7 + "lösen"
    assert len(title) == 160
    project.replace(project.issue, "title: Probeheft", f"title: {title}")
    project.replace(project.issue, "musterstadt", "musterstadt\nintroduction: {text: '# Nur das'}")
    project.replace(project.issue, "alt: Eine einfarbige Fläche", "decorative: true")
    kit = built_kit(project)
    assert {path.name for path in kit.iterdir()} == {
        name for name in FILES if not name.startswith("logo")
    }
    text = (kit / "press-release.txt").read_text("utf-8")
    assert text.startswith(BARE)
    assert re.findall(r"^(.+)\n-+$", text, re.MULTILINE) == [
        "Das Fallbeispiel", "Download", "Pressekontakt"]  # fmt: skip
    pdf = (kit / "press-release.pdf").read_bytes()
    with Run(real_validator, [pdf]) as run:
        assert [validation.faults() for validation in run.results()] == [[]]


BARE = """\
Pressemitteilung, 28. Juni 2023
Neues aus der Probe, Ausgabe 1

Neue Ausgabe: Wie kleine Gemeinden große Aufgaben gemeinschaftlich
gemeinschaftlich gemeinschaftlich gemeinschaftlich gemeinschaftlich
gemeinschaftlich gemeinschaftlich lösen
===================================================================

Ein kleines Heft mit einem einzigen Fallbeispiel, an dem alles geprobt
wird.

Das Fallbeispiel
----------------

- Ein Tisch für alle (Musterstadt, Niedersachsen)
  Wie Musterstadt einen Tisch aufstellte und wer sich daran setzte.
"""


def test_many_case_studies_have_a_line_each(project: SmallProject) -> None:
    case = project.read(project.case)
    names = [f"ort-{number}" for number in range(13)]
    for name in names:
        project.write(f"reports/01-probe/case-studies/{name}.yaml", case)
    (project.root / project.case).unlink()
    project.replace(project.issue, "  - musterstadt", "".join(f"  - {each}\n" for each in names))
    project.append("reports/01-probe/case-studies/ort-7.yaml", "example: true\n")
    text = (built_kit(project) / "press-release.txt").read_text("utf-8")
    assert text.count("- Ein Tisch für alle (Musterstadt, Niedersachsen)\n") == 13
    assert "\nErfunden: Musterstadt\n" in text
    assert "aufstellte" not in text


# --- page and PDF -------------------------------------------------------------------------


def test_the_page_is_found_by_programs(folder: Path) -> None:
    page = html.parse(str(folder / "press-release.html")).getroot()
    assert page.find(".//title").text == f"{TITLE} – Neues aus der Probewerkstatt"
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{ADDRESS}press/press-release.html"
    told = {each.get("property") or each.get("name"): each.get("content")
            for each in page.iter("meta")}  # fmt: skip
    assert told["description"] == told["og:description"] == TEASER
    assert (told["og:title"], told["og:url"]) == (TITLE, canonical)
    links = page.xpath("//header//a/@href | //main//a/@href")
    paths = {folder / link for link in links if not link.startswith(("https:", "mailto:"))}
    assert len(paths) == 7
    assert [path for path in paths if not path.exists()] == []


def test_the_pdf_conforms(real_validator: Validator, folder: Path) -> None:
    with Run(real_validator, [(folder / "press-release.pdf").read_bytes()]) as run:
        assert [validation.faults() for validation in run.results()] == [[]]


def test_the_pdf_is_a_document_with_one_title(folder: Path) -> None:
    tree = outline.read(folder / "press-release.pdf")
    assert outline.faults(tree) == []
    assert [each.text for each in tree.document.find("H1")] == [TITLE]


def test_what_the_pdf_says_of_itself(folder: Path) -> None:
    with pypdf.PdfReader(folder / "press-release.pdf", strict=True) as reader:
        info, packet = reader.metadata, reader.xmp_metadata
        assert info is not None and packet is not None
        assert (info.title, info.author, info.subject) == (TITLE, "Herausgabe e. V.", TEASER)
        assert info.creation_date_raw == "D:20230630000000Z"
        assert packet.dc_identifier == f"{ADDRESS}press/press-release.pdf"
        assert packet.dc_relation == [ADDRESS]
        assert dict(reader.attachments) == {}
        assert reader.page_labels == [str(number + 1) for number in range(len(reader.pages))]


# --- the kit ------------------------------------------------------------------------------


def test_every_file_is_listed_and_called_something(published: Published, folder: Path) -> None:
    entry = json.loads((published.folder / "issue.json").read_bytes())
    assert {path.name for path in folder.iterdir()} == FILES
    listed = {file["name"] for file in entry["files"]}
    assert {f"press/{name}" for name in FILES} <= listed
    assert [(each["name"], each["title"], each["type"]) for each in entry["press"]] == [
        ("press/press-release.html", "Pressemitteilung", "text/html"),
        ("press/press-release.pdf", "Pressemitteilung als PDF", "application/pdf"),
        ("press/press-release.txt", "Pressemitteilung als Text", "text/plain"),
        ("titelbild.jpg", "Titelbild als JPEG", "image/jpeg"),
        ("press/logo-wordmark.svg", "Logo wordmark", "image/svg+xml"),
        ("press/logo-wordmark-inverse.svg", "Logo wordmark-inverse", "image/svg+xml"),
        ("press/press-kit.zip", "Pressemappe als ZIP", "application/zip"),
    ]
    assert entry["press"][1]["validation"]["status"] == "validated"


def test_the_zip_has_what_lies_beside_it(published: Published, folder: Path) -> None:
    with zipfile.ZipFile(folder / "press-kit.zip") as packed:
        assert packed.testzip() is None
        top = {each.filename.split("/")[0] for each in packed.infolist()}
        assert top == {"pw-01-probe-pressemappe"}
        assert {each.date_time for each in packed.infolist()} == {(2023, 6, 28, 0, 0, 0)}
        found = {each.filename.split("/")[1]: packed.read(each) for each in packed.infolist()}
    note = found.pop("titelbild.txt").decode()
    page = found.pop("pressemitteilung.html").decode()
    assert found == {
        "pressemitteilung.pdf": (folder / "press-release.pdf").read_bytes(),
        "pressemitteilung.txt": (folder / "press-release.txt").read_bytes(),
        "titelbild.jpg": (published.folder / "titelbild.jpg").read_bytes(),
        "logo-wordmark.svg": (folder / "logo-wordmark.svg").read_bytes(),
        "logo-wordmark-inverse.svg": (folder / "logo-wordmark-inverse.svg").read_bytes(),
    }
    for words in ("Grafik: Titelwerk", "CC0 1.0", "Titelfläche in Petrol", "Die Fläche des Titels"):
        assert words in note
    assert re.findall(r'(?:src|href)="(?!https://|mailto:|#)[^"]*"', page) == []


def test_a_zip_is_the_same_wherever_it_is_made() -> None:
    files = {"a/b.txt": b"words" * 99, "a/c.txt": b""}
    made = archive.packed(files, None)
    assert len(made) == 697
    with zipfile.ZipFile(BytesIO(made)) as packed:
        first = packed.infolist()[0]
        assert (first.create_system, first.external_attr >> 16) == (3, 0o644)
        assert (first.compress_type, first.date_time[0]) == (zipfile.ZIP_STORED, 1980)


def test_without_templates_there_is_no_kit(built: SmallProject) -> None:
    shutil.rmtree(built.root / "layouts" / "press")
    summary = builder.build(built.gather(), (), False, lambda *event: None)
    assert list(summary.built) == [built.slug], summary
    folder = built.root / "dist" / built.slug
    assert not (folder / "press").exists()
    assert json.loads((folder / "issue.json").read_bytes())["press"] == []


def test_other_words_for_the_press_change_nothing_else(
    built: SmallProject,
    published: Published,
    tasks: list[str],  # noqa: F811
) -> None:
    """Neither is the issue rendered again, nor is its PDF another one."""
    built.replace(built.issue, TITLE, "Presse aufgehorcht")
    build(built)
    before, after = dist(published.project.root), dist(built.root)
    changed = {name for name in before if before[name] != after[name]}
    pages = {f"dist/01-probe/press/press-{name}" for name in (
        "release.html", "release.pdf", "release.txt", "kit.zip")}  # fmt: skip
    lists = {"dist/01-probe/issue.json", "dist/manifest.json", "dist/SHA256SUMS"}
    assert changed == pages | lists
    assert set(tasks) == {"press-release"}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("{date: 28.6.2023}", "bad-date"),
        ("{titel: Neu}", "unknown-key"),
        ("{contact: {email: presse}}", "bad-email"),
        ("{text: '[siehe](case:nirgends)'}", "text-reference"),
        ("{text: '<b>Neu</b>'}", "text-html"),
        ("{teaser: 'TODO: Anreißer'}", "placeholder"),
    ],
)
def test_check_finds_what_is_wrong(content: SmallProject, written: str, rule: str) -> None:
    content.append(content.issue, f"press: {written}\n")
    (problem,) = content.problems()
    assert (problem.rule, problem.field.split("/")[1]) == (rule, "press")


# --- plain text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("<p>a  <strong>b</strong>\nc</p><p>d</p>", "a b c\n\nd\n"),
        ("<h1>Ab</h1><h2>Cde</h2><h3>F</h3>", "Ab\n==\n\nCde\n---\n\nF\n"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b\n"),
        ('<ol start="9"><li>a<br/>b</li><li>c</li></ol>', "9. a\n   b\n10. c\n"),
        ("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "- a\n\n  b\n\n- c\n"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<table><tr><th>a</th><td>b c</td></tr></table>", "a | b c\n"),
        ('<p>a<span class="footnote">b <em>c</em></span> d</p>', "a [b c] d\n"),
        ('<p><a href="https://a.example/">b</a></p>', "b <https://a.example/>\n"),
        ('<p><a href="https://a.example/">example</a></p>', "example <https://a.example/>\n"),
        ('<p><a href="https://a.example/">a.example</a></p>', "https://a.example/\n"),
        ('<p><a href="mailto:a@b.example">a@b.example</a></p>', "a@b.example\n"),
        ('<p><a class="more" href="https://a.example/">b</a></p>', "b\n"),
        ("<p>10\u202f000 Wör\u00adter</p>", "10\u202f000 Wörter\n"),
        (f"<p>{'b' * 40} {'c' * 31}\u00a0d</p>", f"{'b' * 40}\n{'c' * 31}\u00a0d\n"),
    ],
)
def test_html_as_plain_text(made: str, expected: str) -> None:
    assert plain(made) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eins.\n\nZwei.", "Eins.\n\nZwei."),
        ("Eins.\n\n### Kopf\n\nZwei.", "Eins."),
        ("### Kopf\n\nZwei.", ""),
        ("Eins ist lang genug.\n\nZwei ist es auch.", "Eins ist lang genug."),
        ("Eins ist lang genug:\n\n- a\n- b\n\nZwei.", "Eins ist lang genug:\n\n- a\n- b"),
        ("Eins.[^1]\n\n[^1]: Note.", "Eins."),
    ],
)
def test_the_opening_of_a_text(text: str, expected: str) -> None:
    assert opening(text, 20) == expected
