"""The experimental standard, PDF/UA-2 with PDF/A-4f, which never takes the publication's place."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result
from conftest import Published, SmallProject
from outline import Node, faults, read
from pypdf import PdfReader

from report_builder.cli import main
from report_builder.conformance.validator import Validator

NAMESPACE = "http://iso.org/pdf2/ssn"
NAMES = ["pw-01-probe.pdf", "pw-01-probe-brief.pdf"]
TARGETS = ("/H1", "/H2", "/H3", "/Sect", "/Art", "/Figure", "/Table", "/Document")


def run(project: SmallProject, *arguments: str) -> Result:
    command = ["build", "--standard", "pdf/ua-2", *arguments, "--project", str(project.root)]
    return CliRunner().invoke(main, command)


@pytest.fixture(scope="module")
def trial(both: SmallProject, tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """The specimen in two layouts, built and then tried in the experimental standard."""
    project = SmallProject(tmp_path_factory.mktemp("tried"))
    shutil.copytree(both.root, project.root, dirs_exist_ok=True)
    result = run(project)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [f"built build/ua-2/{name}" for name in NAMES]
    return project


@pytest.fixture
def tried(trial: SmallProject) -> Path:
    return trial.root / "build" / "ua-2" / "pw-01-probe.pdf"


@pytest.fixture
def pdf(tried: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(tried) as opened:
        yield opened


def test_publication_stays_what_it_is(both: SmallProject, trial: SmallProject) -> None:
    for name in NAMES:
        archived = Path("dist", both.slug, name)
        assert (trial.root / archived).read_bytes() == (both.root / archived).read_bytes()
    assert {path.name for path in (trial.root / "build" / "ua-2").iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_verapdf_finds_no_fault(
    trial: SmallProject, name: str, real_validator: Validator, tmp_path: Path
) -> None:
    shutil.copy(trial.root / "build" / "ua-2" / name, tmp_path / "0.pdf")
    modern = {"3a": "4f", "ua1": "ua2"}
    for file, command in real_validator.commands.items():
        flavours = [modern.get(part, part) for part in command]
        with (tmp_path / modern.get(Path(file).stem, file)).open("wb") as printed:
            subprocess.run(flavours, cwd=tmp_path, stdout=printed, check=True, timeout=120)
    for flavour in modern.values():
        (report,) = tmp_path.glob(f"{flavour}*")
        text = report.read_text("utf-8")
        assert re.findall(r'isCompliant="(\w+)"', text) == ["true"], text
        assert flavour.removeprefix("ua") in re.findall(r'profileName="PDF/\D*(\w+)', text)[0]


def test_nothing_is_tried_twice(trial: SmallProject, tried: Path) -> None:
    before = tried.stat().st_mtime_ns
    assert run(trial).stdout == "nothing to do: 1 final issue up to date\n"
    assert tried.stat().st_mtime_ns == before


def test_drafts_are_not_tried(project: SmallProject) -> None:
    result = run(project, "--draft")
    assert result.exit_code == 2
    assert "--draft and --standard pdf/ua-2 do not go together" in result.stderr


def test_file_says_what_it_is(tried: Path) -> None:
    reader = PdfReader(tried, strict=True)
    packet = reader.xmp_metadata
    assert reader.pdf_header == "%PDF-2.0"
    assert reader.metadata is None
    assert packet is not None
    text = packet.stream.get_data().decode()
    for claim in ("<pdfaid:part>4<", "<pdfaid:rev>2020<", "<pdfaid:conformance>F<",
                  "<pdfuaid:part>2<", "<pdfuaid:rev>2024<"):  # fmt: skip
        assert text.count(claim) == 1, claim
    assert "pdfaExtension:" not in text
    assert list(reader.attachments) == ["01-probe.json"]


@pytest.mark.parametrize("name", NAMES)
def test_tree_breaks_no_promise(trial: SmallProject, name: str) -> None:
    assert faults(read(trial.root / "build" / "ua-2" / name)) == []


def test_tree_is_that_of_the_publication(published: Published, tried: Path) -> None:
    def shape(node: Node) -> list[Any]:
        return [node.role, node.text, [shape(kid) for kid in node.kids]]

    assert shape(read(tried).document) == shape(read(published.pdf).document)


def test_roles_that_are_new_say_so(tried: Path) -> None:
    tree = read(tried)
    old = {"Art", "BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"}
    for node in tree.document.walk():
        namespace = node.entry.get("/NS", {}).get("/NS")
        assert namespace == (None if node.role in old else NAMESPACE), node.role
    assert {str(note.entry.S) for note in tree.document.find("Note")} == {"/FENote"}


def test_every_destination_is_an_element(pdf: pikepdf.Pdf) -> None:
    actions = [note.A for page in pdf.pages for note in page.get("/Annots", [])]
    inner = [action for action in actions if action.S == "/GoTo"]
    listed = [item.A for item in _items(pdf.Root.Outlines)]
    assert len(inner) > 10 and len(listed) > 10
    assert "/Dests" not in pdf.Root.Names
    for action in (*inner, *listed):
        assert action.D[0].Type == "/Page"
        assert action.SD[0].S in TARGETS
        assert list(action.D)[1:] == list(action.SD)[1:]


def _items(item: Any) -> Iterator[Any]:
    child = item.get("/First")
    while child is not None:
        yield child
        yield from _items(child)
        child = child.get("/Next")


def test_bookmarks_lead_to_their_headings(published: Published, tried: Path) -> None:
    for path in (published.pdf, tried):
        tree = read(path)
        texts = {node.entry.objgen: node.text for node in tree.document.walk()}
        for item in _items(tree.pdf.Root.Outlines):
            assert _plain(texts[item.SE.objgen]) == _plain(str(item.Title))


def _plain(text: str) -> str:
    """A text without what lines do to it."""
    return re.sub(r"[\s\-\u2010\u00ad\x02]", "", text)


def test_contents_and_notes_refer_to_elements(tried: Path) -> None:
    tree = read(tried)
    nodes = {node.entry.objgen: node for node in tree.document.walk()}
    targets = [nodes[entry.kids[0].entry.Ref[0].objgen] for entry in tree.document.find("TOCI")]
    assert len(targets) > 5 and {target.role for target in targets} == {"Sect", "Art"}
    (note,) = tree.document.find("Note")
    (call,) = (nodes[reference.objgen] for reference in note.entry.Ref)
    assert call.role == "Reference"
    assert call.entry.Ref[0].objgen == note.entry.objgen
