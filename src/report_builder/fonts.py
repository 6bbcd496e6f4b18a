"""Which characters the fonts of the brand can draw, which of their files are broken, and words as
shapes."""

import io
import json
from collections.abc import Iterable
from pathlib import Path

from fontTools import version

from report_builder import cache, reading, tools
from report_builder.cache import Cache

# Between the letters of words as shapes, in parts of their size.
_SPACING = 0.08


def examine(root: Path, files: Iterable[str], kept: Cache) -> tuple[frozenset[int], dict[str, str]]:
    """The code points that at least one of the font files can draw; what is wrong with a file.

    A character that one face lacks is drawn in another one: the renderer sees all of these files
    and no others. Files are relative to `root`. What a font can draw is kept.
    """
    drawable: set[int] = set()
    faults: dict[str, str] = {}
    for file in files:
        try:
            drawable |= _known(reading.read(root, reading.locate(root, file)), kept)
        except Exception as error:  # fontTools raises whatever it stumbles over
            faults[file] = str(error) or type(error).__name__
    return frozenset(drawable), faults


def shapes(root: Path, file: str, words: str) -> tuple[str, tuple[float, float, float, float]]:
    """Words in a font, letter-spaced, as the data of an SVG path, and the box around it: left, top,
    width, height, in units of the font."""
    from fontTools.misc.transform import Offset, Scale  # slow
    from fontTools.pens.boundsPen import ControlBoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(reading.read(root, reading.locate(root, file)))) as font:
        glyphs, known = font.getGlyphSet(), font.getBestCmap()
        path, around, left = SVGPathPen(glyphs), ControlBoundsPen(glyphs), 0.0
        for letter in words:
            glyph = glyphs[known.get(ord(letter), ".notdef")]
            for pen in (path, around):
                glyph.draw(TransformPen(pen, Offset(left, 0).transform(Scale(1, -1))))
            left += glyph.width + _SPACING * font["head"].unitsPerEm
    x, y, right, bottom = around.bounds or (0, 0, 1, 1)
    return path.getCommands(), (x, y, right - x, bottom - y)


def _known(data: bytes, kept: Cache) -> set[int]:
    key = cache.key("the characters of a font", tools.program(), version, data)
    if (found := kept.get(key)) is not None:
        return set(json.loads(found))
    characters = _code_points(data)
    kept.put(key, json.dumps(sorted(characters)).encode())
    return characters


def _code_points(data: bytes) -> set[int]:
    from fontTools.ttLib import TTFont  # slow

    with TTFont(io.BytesIO(data), lazy=True) as font:
        for tag in font.reader.keys():  # noqa: SIM118 (a reader is no dict)
            font.reader[tag]  # a table that the file ends in the middle of
        characters: dict[int, str] | None = font.getBestCmap()
    if not characters:
        raise ValueError("the font has no characters")
    return set(characters)
