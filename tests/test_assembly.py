"""Sections rendered apart and joined: small ones, each with something that can go wrong."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from conftest import REPOSITORY, SmallProject
from equivalence import differences
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Stream
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.matrix import Matrix

from report_builder import assembly, store
from report_builder.assembly import outline as outlines
from report_builder.cache import Cache
from report_builder.finishing.envelope import PageLabel, envelope
from report_builder.finishing.metadata import Metadata
from report_builder.pages import Bookmark, Extent, Heading, Part, Trace
from report_builder.project import Limits
from report_builder.rendering.job import Job
from report_builder.rendering.process import Renderer
from report_builder.sections import Bundle, Press, Sheet

STYLE = """
html, body { margin: 0 }
html { font-family: 'Source Serif 4' }
section { break-before: page; counter-reset: footnote }
@page { size: A5; margin: 20mm; @bottom-right { content: counter(page) } }
a[href^='#']::after { content: ' S. ' target-counter(attr(href), page) }
.note { float: footnote }
.figures { font-family: 'Source Sans 3'; font-variant-numeric: tabular-nums }
.shade { background: linear-gradient(red, blue); height: 20mm; opacity: 0.5 }
"""
PHOTO = "reports/01-probe/images/titel.png"
DRAWING = """<svg width="60" height="40"><title>Kreis</title><defs><radialGradient id="g">
<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue" stop-opacity="0"/>
</radialGradient></defs><circle cx="30" cy="20" r="18" fill="url(#g)" opacity="0.6"/></svg>"""
SECTIONS = {
    "one": f'<h1>Eins</h1><p>Mehr in <a href="#two">zwei</a>, <a href="#deep">drei</a>.'
    f'<img src="{PHOTO}" alt="Klein" style="width: 1px">',
    # No level 2 before it, letters that no other section has, and the photo as large as can be.
    "two": '<h4>Zwei</h4><p>Zwölf Boxkämpfer<span class="note">jagen Viktor</span> quer.'
    f'<img src="{PHOTO}" alt="Groß" style="width: 90mm"><div class="shade">Im Schatten</div>',
    # No heading, and at first only digits, which are all equally wide.
    "three": '<p class="figures">1234567890<p style="break-before: page" id="deep">Tief'
    f'<span class="note">Zwei</span> unten<span class="note">Drei</span>.{DRAWING}',
    "four": '<h2>Vier</h2><p class="figures">Wieder <a href="#one">vorn</a> und'
    ' <a href="https://a.example/">fort</a>.<h3>Fünf</h3><p><b>Ende</b>',
}


def document(*names: str) -> str:
    body = "".join(f'<section id="{name}">{SECTIONS[name]}</section>' for name in names)
    return f'<html lang="de"><title>Probe</title><style>{STYLE}</style>{body}'


@dataclass(frozen=True)
class Workshop:
    """Where documents are rendered and joined."""

    project: SmallProject
    renderer: Renderer
    envelope: bytes

    def bundle(self, *names: str) -> Bundle:
        cache = Cache(self.project.root / "build" / "cache", 10)
        digests = {PHOTO: store.digest((self.project.root / PHOTO).read_bytes())}
        press = Press(self.project.root, self.renderer.lanes, cache, digests, "the tools")
        jobs = {name: Job(document(name), name, (PHOTO,)) for name in names}
        sheets = [Sheet(name, job, document(name)) for name, job in jobs.items()]
        return press.bundle("the issue", sheets)

    def join(self, bundle: Bundle) -> bytes:
        return assembly.join_parts(bundle.parts, bundle.photos, self.program, self.envelope)

    def program(self, digest: str) -> bytes:
        files = (self.project.root / "assets" / "fonts").glob("*/*.ttf")
        return {store.digest(data): data for data in (file.read_bytes() for file in files)}[digest]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    project = SmallProject(tmp_path_factory.mktemp("workshop"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    workspace = project.gather()
    (report,) = (issue.report for issue in workspace.content.issues)
    assert report is not None and workspace.brand is not None
    outside = envelope(Metadata(report), [PageLabel(1, "")])
    with Renderer(project.root, Limits(), 1) as renderer:
        renderer.use([project.root / name for name in workspace.brand.font_files()], {})
        yield Workshop(project, renderer, outside)


@pytest.fixture(scope="module")
def bundle(workshop: Workshop) -> Bundle:
    return workshop.bundle(*SECTIONS)


@pytest.fixture(scope="module")
def joined(workshop: Workshop, bundle: Bundle) -> Path:
    path = workshop.project.root / "joined.pdf"
    path.write_bytes(workshop.join(bundle))
    return path


@pytest.fixture(scope="module")
def in_one(workshop: Workshop) -> Path:
    """All sections as the reference renderer sets them."""
    body = workshop.renderer.render(document(*SECTIONS), "the issue")
    path = workshop.project.root / "in-one.pdf"
    path.write_bytes(assembly.join(body.pdf, workshop.envelope, body.outline))
    return path


def test_sections_become_the_document(in_one: Path, joined: Path) -> None:
    assert differences(in_one, joined) == []


def test_a_section_alone_is_a_document(workshop: Workshop, tmp_path: Path) -> None:
    body = workshop.renderer.render(document("two"), "the issue")
    paths = tmp_path / "in-one.pdf", tmp_path / "joined.pdf"
    paths[0].write_bytes(assembly.join(body.pdf, workshop.envelope, body.outline))
    paths[1].write_bytes(workshop.join(workshop.bundle("two")))
    assert differences(*paths) == []


def test_links_lead_into_other_sections(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        leads = [
            (number, pikepdf.Page(places[str(note.Dest)][0]).index + 1)
            for number, page in enumerate(pdf.pages, 1)
            for note in page.get(Name.Annots, [])
            if Name.Dest in note
        ]
    assert leads == [(1, 2), (1, 4), (5, 1)]


def test_notes_are_numbered_through(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        assert list(map(str, names[::2])) == ["note-1", "note-2", "note-3"]
        assert [str(note.ID) for note in names[1::2]] == list(map(str, names[::2]))


def fonts_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    dictionaries = [item for item in pdf.objects if isinstance(item, Dictionary)]
    found = [item for item in dictionaries if item.get(Name.Type) == Name.FontDescriptor]
    named = {str(item.FontName): item for item in found}
    assert len(named) == len(found)
    return named


def test_each_face_is_there_once_and_no_longer_of_one_width(bundle: Bundle, joined: Path) -> None:
    digits, letters = bundle.parts[2], bundle.parts[3]
    (face,) = [name for name in digits.fonts.keys() & letters.fonts.keys() if "Sans" in name]
    with pikepdf.open(io.BytesIO(digits.pdf)) as pdf:
        assert int(fonts_of(pdf)[f"/{face}"].Flags) & 1 == 1
    with pikepdf.open(joined) as pdf:
        fonts = fonts_of(pdf)
        assert {name.removeprefix("/") for name in fonts} == {
            name for part in bundle.parts for name in part.fonts
        }
        assert int(fonts[f"/{face}"].Flags) & 1 == 0


def test_one_profile_and_one_photo_as_fine_as_the_largest(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, Stream)]
        photos = [item for item in streams if item.get(Name.Subtype) == Name.Image]
        assert [(int(photo.Width), int(photo.Height)) for photo in photos] == [(12, 8)]
        profiles = [item for item in streams if item.get(Name.N) == 3 and Name.First not in item]
        assert len(profiles) == 1
        assert not any(Name.Picture in item for item in streams)


def test_same_parts_same_bytes(workshop: Workshop, bundle: Bundle, joined: Path) -> None:
    """Whatever the order in which photos come, and what else there is."""
    (name,) = bundle.photos
    photos = {"unused": bundle.photos[name], **bundle.photos}
    again = workshop.join(Bundle(bundle.parts, photos))
    assert again == joined.read_bytes()


def test_a_section_that_leaves_its_issue(
    workshop: Workshop, bundle: Bundle, tmp_path: Path
) -> None:
    """The last one: its heading becomes the first, its link back leads to the issue online."""
    part, address = bundle.parts[3], "https://a.example/issue.pdf"
    data = assembly.excerpt([part], {}, workshop.program, workshop.envelope, address)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(note.A.URI) for note in pdf.pages[0].Annots] == [
            f"{address}#nameddest=one", "https://a.example/"]  # fmt: skip
        assert not any(Name.Dest in note for note in pdf.pages[0].Annots)
        roles = [str(item.S) for item in pdf.objects
                 if isinstance(item, Dictionary) and "/H" in str(item.get(Name.S, ""))]  # fmt: skip
        assert sorted(roles) == ["/H1", "/H2"]
        assert [str(item.SE.S) for item in (pdf.Root.Outlines.First,)] == ["/H1"]


# --- the outline --------------------------------------------------------------------------


def part(levels: list[int]) -> Part:
    headings = [Heading(level, f"{level}", 1, 0, 100) for level in levels]
    extent = Extent(1, 0, {}, frozenset(), frozenset(), False)
    return Part(b"", extent, headings, {}, {}, {}, {}, Trace([], []))


Tree = list[tuple[str, int, "Tree"]]  # type: ignore[misc]


def of_bookmarks(bookmarks: Any) -> Tree:
    return [(b.title, b.page, of_bookmarks(b.children)) for b in bookmarks]


def weasyprints(parts: list[list[int]]) -> Tree:
    """The tree that WeasyPrint makes of such headings, a page each part."""
    root: list[Any] = []
    skipped: list[int] = []
    by_depth, level = [root], 0
    for number, levels in enumerate(parts):
        page = SimpleNamespace(bookmarks=[(n, f"{n}", (0, 0), "open") for n in levels])
        level = make_page_bookmark_tree(page, skipped, by_depth, level, number, Matrix())

    def plain(subtrees: list[Any]) -> Tree:
        return [(title, at[0] + 1, plain(below)) for title, at, below, _ in subtrees]

    return plain(root)


@given(st.lists(st.lists(st.integers(1, 6), max_size=5), min_size=1, max_size=6))
def test_the_outline_grows_as_in_one_document(levels: list[list[int]]) -> None:
    """Levels may be skipped, and parts begin on any."""
    found = of_bookmarks(outlines.tree([part(each) for each in levels]))
    assert found == weasyprints(levels)


def test_pages_of_the_outline_count_through_the_issue() -> None:
    (first, second) = outlines.tree([part([1]), part([1])])
    assert first == Bookmark("1", 1, 0, 100, [])
    assert second == Bookmark("1", 2, 0, 100, [])
