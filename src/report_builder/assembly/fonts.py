"""The fonts of an issue: each face once, with the glyphs that any of its parts needs.

Parts have fonts without programs. What becomes of them is what WeasyPrint (`weasyprint.pdf.fonts`)
makes of the fonts of a whole document: the same glyphs under the same numbers, with the widths and
the text that the first part gives them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import uharfbuzz as harfbuzz
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from uharfbuzz import SubsetFlags

# In an array of widths (ISO 32000-1, 9.7.4.3) a glyph, and the widths from it on.
_WIDTHS = re.compile(rb"(\d+) \[([^\]]*)\]")
# In a map from glyphs to text (9.10.3) a glyph and its text, in hexadecimal digits.
_TEXT = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_AT_ONCE = 100
"""Lines between two operators of such a map (at most)."""
_FIXED_PITCH = 1
# Tables that a font in a PDF does not need, beyond those that HarfBuzz leaves out by itself.
_USELESS = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
_FLAGS = SubsetFlags.PASSTHROUGH_UNRECOGNIZED | SubsetFlags.DESUBROUTINIZE


@dataclass
class _Face:
    """A font of the first part that has it, and the widths and text of the glyphs of all parts."""

    font: Object
    program: str
    widths: dict[int, int] = field(default_factory=dict)
    text: dict[int, bytes] = field(default_factory=dict)

    def take(self, font: Object) -> None:
        # The renderer would have complained of a character without a glyph.
        assert font.Encoding == Name("/Identity-H")
        self.widths = _widths(font.DescendantFonts[0].W) | self.widths
        for glyph, text in _TEXT.findall(_characters(font)):
            self.text.setdefault(int(glyph, 16), text)


def union(
    pdf: Pdf,
    parts: Iterable[tuple[Object, Mapping[str, str]]],
    program: Callable[[str], bytes],
) -> Dictionary:
    """The fonts of all `parts` by their names in resources, each with its program.

    A part is given by the fonts in its resources, in `pdf` already, and the SHA-256 of the program
    behind each BaseFont, which `program` gives.
    """
    faces: dict[str, _Face] = {}
    for fonts, programs in parts:
        for name, font in sorted(fonts.items()):
            base = str(font.BaseFont).removeprefix("/")
            faces.setdefault(name, _Face(font, programs[base])).take(font)
    for face in faces.values():
        _complete(pdf, face, subset(program(face.program), face.text))
    return Dictionary({name: face.font for name, face in sorted(faces.items())})


def _widths(array: Object) -> dict[int, int]:
    return {
        glyph: int(width)
        for first, widths in _WIDTHS.findall(array.unparse(resolved=True))
        for glyph, width in enumerate(widths.split(), int(first))
    }


def _characters(font: Object) -> bytes:
    return bytes(font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2])


def _complete(pdf: Pdf, face: _Face, program: bytes) -> None:
    descendant = face.font.DescendantFonts[0]
    descriptor, widths = descendant.FontDescriptor, face.widths
    descendant.W = Array(_ranges(widths))
    descriptor.FontBBox[2] = max(widths.values(), default=0)
    fixed = len(widths) > 1 and len(set(widths.values())) == 1
    descriptor.Flags = int(descriptor.Flags) & ~_FIXED_PITCH | _FIXED_PITCH * fixed
    if Name.FontFile3 in descriptor:
        descriptor.FontFile3 = Stream(pdf, program, Subtype=Name.OpenType)
    else:
        descriptor.FontFile2 = Stream(pdf, program, Length1=len(program))
    face.font.ToUnicode = Stream(pdf, _map(list(face.text.items())))


def _ranges(widths: Mapping[int, int]) -> list[int | Array]:
    ranges: list[tuple[int, list[int]]] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            ranges.append((glyph, []))
        ranges[-1][1].append(widths[glyph])
    return [part for first, run in ranges for part in (first, Array(run))]


def _map(text: Sequence[tuple[int, bytes]]) -> bytes:
    lines = [
        b"/CIDInit /ProcSet findresource begin",
        b"12 dict begin",
        b"begincmap",
        b"/CIDSystemInfo",
        b"<< /Registry (Adobe)",
        b"/Ordering (UCS)",
        b"/Supplement 0",
        b">> def",
        b"/CMapName /Adobe-Identity-UCS def",
        b"/CMapType 2 def",
        b"1 begincodespacerange",
        b"<0000> <ffff>",
        b"endcodespacerange",
    ]
    for start in range(0, len(text), _AT_ONCE):
        batch = text[start : start + _AT_ONCE]
        lines.append(b"%d beginbfchar" % len(batch))
        lines += [b"<%04x> <%s>" % entry for entry in batch]
        lines.append(b"endbfchar")
    return b"\n".join(
        [*lines, b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"]
    )


def subset(program: bytes, glyphs: Iterable[int]) -> bytes:
    """A font program that draws these glyphs, without hints for coarse screens.

    In two steps, as WeasyPrint takes them: the first keeps the numbers of the glyphs, the second
    leaves out the empty ones after the last.
    """
    kept = set(glyphs)
    first = harfbuzz.SubsetInput()
    first.glyph_set.update(kept)
    first.drop_table_tag_set.update(_tag(name) for name in _USELESS)
    first.flags = _FLAGS | SubsetFlags.RETAIN_GIDS
    second = harfbuzz.SubsetInput()
    second.glyph_set.update(range(max(kept) + 1))
    second.flags = _FLAGS | SubsetFlags.NO_HINTING
    return bytes(second.subset(first.subset(harfbuzz.Face(program))).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
