"""Drafts, and what reviewers do with them: source maps, selections, annotations, PDFs."""

import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conftest import SmallProject
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from report_builder.content import loading
from report_builder.geometry import Geometry, Rectangle
from report_builder.pages import Piece
from report_builder.rendering.tracing import traced
from report_builder.review import source_map
from report_builder.review.fields import fields_of
from report_builder.review.rounds import Proof, Round, files_of
from report_builder.review.source_map import SourceMap


def source_map_of(geometry: Geometry) -> SourceMap:
    """A source map made of where the boxes of a document stand."""
    return source_map.joined([traced(geometry)])


@dataclass(frozen=True)
class Selection:
    """Selected pieces of one field on one page, and the area of each that is selected."""

    pieces: Sequence[Piece]
    areas: Sequence[Rectangle]

    @property
    def source(self) -> str:
        return self.pieces[0].source

    @classmethod
    def of(cls, pieces: Sequence[Piece], random_: random.Random) -> "Selection":
        """From somewhere in the first piece to somewhere in the last one."""
        areas = [piece.area for piece in pieces]
        begin, end = sorted((random_.uniform(0, 0.9), random_.uniform(0.1, 1)))
        first, last = areas[0], areas[-1]
        areas[0] = first._replace(left=first.left + begin * first.width)
        if len(areas) > 1 or end - begin > 0.1:
            areas[-1] = areas[-1]._replace(right=last.left + max(end, 0.1) * last.width)
        return cls(pieces, areas)


def annotation(
    selection: Selection, form: str, height: float, name: str, subtype: str = "Highlight"
) -> DictionaryObject:
    """The annotation by which a viewer marks a selection on a page of this height.

    `form` is "tight", "loose" (quads as high as the line), "swapped" (corners in another order) or
    "one box" (around all lines).
    """
    boxes = [_box(area, height) for area in selection.areas]
    if form == "loose":
        boxes = [(x0, y0 - (y1 - y0) * 0.2, x1, y1 + (y1 - y0) * 0.2) for x0, y0, x1, y1 in boxes]
    if form == "one box":
        boxes = [_around(boxes)]
    order = (0, 3, 2, 3, 0, 1, 2, 1) if form != "swapped" else (0, 1, 2, 1, 2, 3, 0, 3)
    quads = [box[place] for box in boxes for place in order]
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(f"/{subtype}"),
            NameObject("/Rect"): _numbers(_around(boxes)),
            NameObject("/QuadPoints"): _numbers(quads),
            NameObject("/NM"): TextStringObject(name),
        }
    )


def _box(area: Rectangle, height: float) -> tuple[float, float, float, float]:
    return area.left, height - area.bottom, area.right, height - area.top


def _around(boxes: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(value, 3)) for value in values)


# --- a small draft that was sent ------------------------------------------------------------

CASE = """\
title: Ein Tisch für alle
teaser: Wie Musterstadt einen Tisch aufstellte und wer sich daran setzte.
municipality:
  name: Musterstadt
  kind: city
  state: Niedersachsen
image:
  file: images/tisch.svg
  alt: Ein runder Tisch
  credit: "Zeichnung: Probe"
challenge: |
  Es gab keinen Tisch, und die Kommunalverwaltung hatte **keinen Raum** dafür.
  Alle standen im Flur, wenn sie über den Tisch redeten.

  Die Orts- und Stadtteile schickten trotzdem Menschen, die mitreden wollten.
approach: |
  Der Bauhof zimmerte einen Tisch aus alten Bohlen, [rund und groß](https://tisch.example/bau).
  Die Kommunalverwaltung stellte Stühle dazu, das Ehrenamt brachte Kuchen und Geduld.
results: |
  Seitdem sitzen alle, reden kürzer und entscheiden schneller als früher im Flur.
  Wer nicht kommen kann, ruft an, und der Bauhof schreibt jedes Wort mit.
quotes:
  - text: Am Tisch redet man anders.
    person: Bürgermeisterin
"""

# What stands on the pages: the field of the case study (empty: of the layout), and its lines.
PAGES: list[list[tuple[str, list[str]]]] = [
    [("/title", ["EIN TISCH FÜR ALLE"])],
    [
        ("", ["Ausgangslage"]),
        ("/challenge", [
            "Es gab keinen Tisch, und die Kommu-", "nalverwaltung hatte keinen Raum dafür.",
            "Alle standen im Flur, wenn sie über", "den Tisch redeten.", "Die Orts- und Stadt-",
            "teile schickten trotzdem Menschen, die", "mitreden wollten."]),
        ("/quotes/0/text", ["Am Tisch redet man anders."]),
    ],
    [
        ("", ["Vorgehen"]),
        ("/approach", [
            "Der Bauhof zimmerte einen Tisch aus alten", "Bohlen, rund und groß. Die Kommu-",
            "nalverwaltung stellte Stühle dazu, das", "Ehrenamt brachte Kuchen und Geduld."]),
    ],
    [
        ("", ["Ergebnisse"]),
        ("/results", [
            "Seitdem sitzen alle, reden kürzer und", "entscheiden schneller als früher im Flur.",
            "Wer nicht kommen kann, ruft an, und der", "Bauhof schreibt jedes Wort mit."]),
    ],
]  # fmt: skip

WIDTH, HEIGHT, SIZE, LINE = 300.0, 400.0, 10.0, 14.0
ASCENDER = 0.95  # of the size of the type
BUILD = "p7f3-magazine"
_LETTER = 5.0  # the width of a letter


@dataclass(frozen=True)
class Draft:
    """The first draft of the issue of a small project, sent out: one page of a sheet, and PAGES."""

    project: SmallProject
    proof: Proof
    source_map: SourceMap

    @property
    def pdf(self) -> Path:
        return self.project.root / "reports/01-probe/review/draft-1" / self.proof.pdf

    def piece(self, words: str) -> Piece:
        """The first piece that has these words."""
        return next(piece for piece in self.source_map.pieces if words in piece.words)

    def area(self, words: str) -> Rectangle:
        """Where words stand, of one line."""
        piece = self.piece(words)
        begin = piece.words.index(words)
        unit = piece.area.width / len(piece.words)
        left = piece.area.left + begin * unit
        return piece.area._replace(left=left, right=left + len(words) * unit)

    def copy(self) -> "Reviewed":
        """A copy to be annotated; the draft goes on unchanged within it."""
        return self.copy_of(self.pdf)

    def copy_of(self, path: Path) -> "Reviewed":
        """A copy of a copy."""
        writer = PdfWriter(io.BytesIO(path.read_bytes()), incremental=True)
        writer.add_metadata({"/Creator": "a viewer"})  # which names the Info once more
        return Reviewed(self, writer)


@dataclass(frozen=True)
class Reviewed:
    """A copy of a draft that somebody writes in."""

    draft: Draft
    writer: PdfWriter

    def mark(self, subtype: str, *words: str, **entries: object) -> DictionaryObject:
        """Annotate words, each of one line; the others are entries of the annotation, such as T."""
        selection = Selection(
            [self.draft.piece(each) for each in words], [self.draft.area(each) for each in words]
        )
        value = annotation(selection, "tight", HEIGHT, "", subtype)
        del value["/NM"]
        return self.put(selection.pieces[0].page, value, **entries)

    def put(self, page: int, value: DictionaryObject, **entries: object) -> DictionaryObject:
        """Add an annotation to a page of the draft (0: the sheet)."""
        for key, entry in entries.items():
            value[NameObject(f"/{key}")] = _object(entry)
        return self.writer.add_annotation(self.writer.pages[page], value)

    def point(self, page: int, x: float, y: float, subtype: str, **entries: object) -> object:
        """An annotation around a point, in pt from the upper left corner of a page."""
        rect = _numbers((x - 5, HEIGHT - y - 5, x + 5, HEIGHT - y + 5))
        value = DictionaryObject({NameObject("/Subtype"): NameObject(f"/{subtype}")})
        return self.put(page, value, Rect=rect, **entries)

    def answer(self, target: DictionaryObject, **entries: object) -> DictionaryObject:
        """A reply to an annotation, or a state given to it."""
        value = DictionaryObject({NameObject("/Subtype"): NameObject("/Text")})
        entries = {"Rect": target["/Rect"], "IRT": target.indirect_reference, **entries}
        return self.put(1, value, **entries)

    def annotations(self) -> list[DictionaryObject]:
        return [a.get_object() for page in self.writer.pages for a in page.get("/Annots", [])]

    def save(self, name: str) -> Path:
        buffer = io.BytesIO()
        self.writer.write(buffer)
        return self.draft.project.write(f"back/{name}", buffer.getvalue())


def _object(value: object) -> object:
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    return value


def send(project: SmallProject) -> Draft:
    """Write the case study, and send the issue out as draft 1."""
    project.write(project.case, CASE)
    content = loading.load(project.root)
    assert not content.all_problems(), content.all_problems()
    proof = Proof("magazine", BUILD, "probe-draft-1.pdf", len(PAGES), 1)
    folder = project.root / "reports/01-probe/review/draft-1"
    draft = Round(folder, project.slug, 1, date(2026, 11, 2), [proof])
    source_map = SourceMap([(WIDTH, HEIGHT)] * len(PAGES), list(_pieces(project.case)))
    fields = fields_of(project.root, content, content.issues[0])
    files = files_of(draft, list(fields.values()), [source_map])
    for path, data in {**files, folder / proof.pdf: _pdf(source_map)}.items():
        project.write(str(path.relative_to(project.root)), data)
    return Draft(project, proof, source_map)


def _pieces(file: str) -> Iterator[Piece]:
    for number, fields in enumerate(PAGES, 1):
        lines = [(field, words) for field, words_ in fields for words in words_]
        for row, (field, words) in enumerate(lines):
            top = 40 + row * LINE
            area = Rectangle(40, top, 40 + _LETTER * len(words), top + 1.2 * SIZE)
            yield Piece(number, area, f"{file}#{field}" if field else "", words)
        footer = f"Probeheft Seite {number}"
        area = Rectangle(40, 370, 40 + _LETTER * len(footer), 382)
        yield Piece(number, area, "", footer)


def _pdf(source_map: SourceMap) -> bytes:
    """What a draft is: the sheet, the pages, the build inside, attached and in print."""
    writer = PdfWriter()
    font = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
    )
    changed = "Geändert seit dem letzten Entwurf wurde nur die Begrüßung auf der ersten Seite."
    sheet = Piece(1, Rectangle(40, 40, 250, 52), "", changed)
    for pieces in ([sheet], *(source_map.on(n) for n in range(1, len(source_map.sizes) + 1))):
        page = writer.add_blank_page(WIDTH, HEIGHT)
        footer = Piece(1, Rectangle(40, 385, 200, 397), "", f"ENTWURF 1 Build {BUILD} bitte zurück")
        stream = StreamObject()
        stream.set_data("\n".join(_shown(piece) for piece in (*pieces, footer)).encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    facts = {"issue": "01-probe", "draft": 1, "layout": "magazine", "build": BUILD}
    writer.add_attachment("draft.json", json.dumps(facts).encode())
    writer.add_metadata({"/ReportBuilderBuild": BUILD, "/Producer": "WeasyPrint"})
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(tree)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _shown(piece: Piece) -> str:
    baseline = HEIGHT - piece.area.top - ASCENDER * SIZE
    return f"BT /F {SIZE} Tf {piece.area.left} {baseline:.2f} Td ({piece.words}) Tj ET"
