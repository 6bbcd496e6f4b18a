"""Another association: its own series, brand and layout in another folder, and no Python.

The layout `plain` prints the cover, the case studies and, last, the imprint. It takes templates
from `magazine`, as another association would begin; its brand has one family of fonts.
"""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import DRAWING, REPOSITORY, png

from report_builder.project import Project
from report_builder.workspace import gather

SERIES = """\
title: Letters from the Workbench
short_title: Bench
language: en
publisher: {name: Society of Benches}
contact: {name: The Office, email: office@benches.example}
licence: CC-BY-4.0
base_url: https://www.benches.example/letters/
"""

ISSUE = """\
number: 3
title: Sitting down together
summary: Two towns that put up a bench, and what became of those who sat down on it.
status: final
published: 2024-03-05
layout: plain
cover: {file: images/cover.png, alt: A plain field, credit: "Graphic: Society"}
case_studies: [oakham, elmton]
"""

CASE = """\
title: %s
teaser: How a town put up a bench.
municipality: {name: %s, kind: city, state: Bremen, population: 48200}
period: {start: 2021}
image: {file: images/bench.svg, alt: A bench, credit: "Drawing: Society"}
challenge: There was an extraordinarily uncomfortable municipal representation.
approach: They built it.
results: They sat.
key_figures: [{value: 12500.5, unit: hours, label: spent sitting}]
"""

BRAND = """\
meta: {name: Society of Benches}
color:
  palette: {plum: "#6A1B5D", night: "#22002B", paper: "#FFFFFF", ink: "#101010"}
  foreground: ink
  background: paper
  primary: plum
  secondary: plum
  tertiary: paper
  light: paper
  dark: night
typography:
  fonts:
    - family: Source Sans 3
      source: file
      files:
        - {path: fonts/SourceSans3-Regular.ttf, weight: 400}
        - {path: fonts/SourceSans3-It.ttf, weight: 400, style: italic}
        - {path: fonts/SourceSans3-Semibold.ttf, weight: 600}
        - {path: fonts/SourceSans3-Bold.ttf, weight: 700}
  base: Source Sans 3
"""

LAYOUT = """\
title: Plain
version: 1.0.0
parts:
  - id: cover
  - id: case-study
    each: case_studies
  - id: imprint
"""

TEMPLATES = ("_macros.html", "cover.html", "case-study.html", "imprint.html", "document.html",
             "draft.html", "social.html", "labels.en.yaml")  # fmt: skip


def lay_out(root: Path) -> None:
    """The layout `plain`, with the colours that the brand has."""
    magazine, plain = REPOSITORY / "layouts" / "magazine", root / "layouts" / "plain"
    shutil.copytree(magazine / "css", plain / "css")
    for name in TEMPLATES:
        shutil.copy(magazine / name, plain)
    (plain / "layout.yaml").write_text(LAYOUT)
    shell = (plain / "document.html").read_text()
    (plain / "document.html").write_text(re.sub(r"<body.*>", "<body>", shell))
    for sheet in (plain / "css").glob("*.css"):
        text = sheet.read_text("utf-8")
        sheet.write_text(re.sub(r"--color-([a-z-]+)", _known_color, text), "utf-8")


def _known_color(found: re.Match[str]) -> str:
    """Names that only the palette of `magazine`'s brand has become the colour of text."""
    return found[0] if f"\n  {found[1]}: " in BRAND else "--color-foreground"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("second")
    lay_out(root)
    for name in ("site", "press"):
        shutil.copytree(REPOSITORY / "layouts" / name, root / "layouts" / name)
    fonts = REPOSITORY / "assets" / "fonts" / "source-sans-3"
    shutil.copytree(fonts, root / "assets" / "fonts")
    (root / "assets" / "_brand.yml").write_text(BRAND)
    folder = root / "reports" / "03-sitting-down"
    for inner in ("case-studies", "images"):
        (folder / inner).mkdir(parents=True)
    (root / "reports" / "series.yaml").write_text(SERIES)
    (folder / "issue.yaml").write_text(ISSUE)
    for name in ("oakham", "elmton"):
        title = f"The bench of {name.title()}"
        (folder / "case-studies" / f"{name}.yaml").write_text(CASE % (title, name.title()))
    (folder / "images" / "cover.png").write_bytes(png())
    (folder / "images" / "bench.svg").write_text(DRAWING)
    return root


@pytest.fixture(scope="module")
def built(root: Path) -> Path:
    """The folder of the built issue."""
    command = [sys.executable, "-c", "from report_builder.cli import main; main()", "build"]
    done = subprocess.run([*command, "--project", root], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return root / "dist" / "03-sitting-down"


@pytest.fixture(scope="module")
def pdf(built: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(built / "bench-03-sitting-down.pdf") as pdf:
        yield pdf


@pytest.fixture(scope="module")
def text(built: Path) -> str:
    document = pypdfium2.PdfDocument(built / "bench-03-sitting-down.pdf")
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_content_is_clean(root: Path) -> None:
    workspace = gather(Project(root))
    assert workspace.problems_of(workspace.content.issues) == []


def test_labels_are_english(text: str) -> None:
    for label in ("Issue 3", "The challenge", "Population", "since 2021", "Picture credits"):
        assert label in text
    for label in ("Ausgabe", "Ausgangslage", "Einwohnerzahl", "seit", "Bildnachweise"):
        assert label not in text


def test_dates_and_numbers_are_english(text: str) -> None:
    assert re.search("March 5, 2024|5 March 2024", text)
    assert "48,200" in text
    assert "12,500.5" in text


def test_sections_follow_the_layout(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["Sitting down together", "The bench of Oakham", "The bench of Elmton",
                      "Imprint"]  # fmt: skip


def test_a_layout_without_a_strip_has_bare_case_studies(built: Path) -> None:
    names = [f"bench-03-sitting-down-{name}.pdf" for name in ("oakham", "elmton")]
    listed = json.loads((built / "issue.json").read_bytes())["case_studies"]
    assert [each["pdf"] for each in listed] == [f"case-studies/{name}" for name in names]
    with pikepdf.open(built / "case-studies" / names[0]) as pdf:
        assert not any("Overlay" in name for name in pdf.pages[0].Resources.get("/XObject", {}))


def test_language_is_english_everywhere(root: Path, built: Path, pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en"
    assert b"<rdf:li>en</rdf:li>" in pdf.Root.Metadata.read_bytes()
    assert json.loads((built / "issue.json").read_bytes())["languages"] == ["en"]
    page = (root / "dist" / "index.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert "Download the PDF" in page


def test_the_press_is_told_in_english(built: Path) -> None:
    """Without logos, a project and a funder."""
    kit = json.loads((built / "issue.json").read_bytes())["press"]
    assert [each["title"] for each in kit] == [
        "Press release", "Press release as PDF", "Press release as text",
        "Title image as JPEG", "Press kit as ZIP"]  # fmt: skip
    text = (built / "press" / "press-release.txt").read_text("utf-8")
    assert re.match("Press release, (March 5, 2024|5 March 2024)\n", text)
    assert "\nNew issue: Sitting down together\n===" in text
    assert re.findall(r"^(.+)\n-+$", text, re.MULTILINE) == [
        "The case studies", "Download", "Press contact"]  # fmt: skip
    with zipfile.ZipFile(built / "press" / "press-kit.zip") as packed:
        assert [name.split("/")[1] for name in packed.namelist()] == [
            "press-release.pdf", "press-release.txt", "press-release.html", "title-image.jpg",
            "title-image.txt"]  # fmt: skip


def test_colours_are_the_brands(pdf: pikepdf.Pdf) -> None:
    used = set()
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("rg", "RG"):
                used.add("#" + "".join(f"{round(float(part) * 255):02X}" for part in operands))
    assert {"#6A1B5D", "#22002B"} <= used
    assert used <= {"#6A1B5D", "#22002B", "#FFFFFF", "#101010", "#000000", "#0B4F5C"}


def test_fonts_are_the_brands(pdf: pikepdf.Pdf) -> None:
    families = {
        str(thing.FontFamily)
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    }
    assert families == {"Source Sans 3"}


def test_exported_html_says_its_language_and_colours(root: Path, tmp_path: Path) -> None:
    """`lang` is what hyphenation and screen readers go by."""
    from click.testing import CliRunner

    from report_builder.cli import main

    command = ["html", "03-sitting-down", "-o", str(tmp_path / "out"), "--project", str(root)]
    assert CliRunner().invoke(main, command).exit_code == 0
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert "--color-primary: #6A1B5D;" in page
    assert '--font-headings: "Source Sans 3";' in page
    assert "0B4F5C" not in page


def test_problems_are_told_in_english(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "copy")
    issue = copy / "reports" / "03-sitting-down" / "issue.yaml"
    issue.write_text(issue.read_text().replace("number: 3", "number: three"))
    workspace = gather(Project(copy))
    (problem,) = workspace.problems_of(workspace.content.issues)
    assert "a whole number" in problem.message + problem.hint


def test_a_brand_needs_only_three_colours(root: Path, tmp_path: Path) -> None:
    """A layout finds every semantic colour; those that the brand lacks are others of its own."""
    copy = shutil.copytree(root, tmp_path / "copy")
    brand = copy / "assets" / "_brand.yml"
    named = "  secondary: plum\n  tertiary: paper\n  light: paper\n  dark: night\n"
    assert named in brand.read_text()
    brand.write_text(brand.read_text().replace(named, ""))
    workspace = gather(Project(copy))
    assert workspace.problems_of(workspace.content.issues) == []
    colors = workspace.brand.colors()
    assert colors["secondary"] == colors["dark"] == colors["primary"]
    assert colors["light"] == colors["tertiary"] == colors["background"]
