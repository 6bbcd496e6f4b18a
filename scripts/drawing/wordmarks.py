"""Wordmarks: glyph outlines of Source Sans 3 (OFL) as paths, so that no font is needed."""

from functools import cache
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from drawing.palette import ACCENT, INK, OCHRE, PETROL, SAND, WHITE
from drawing.shapes import num, path, poly, rect

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "source-sans-3"
SERIES_SIZE = (640.0, 150.0)
FUNDER_SIZE = (244.0, 140.0)


@cache
def font(style: str) -> TTFont:
    """The font file of a style, whatever container it comes in."""
    files = sorted(p for p in FONTS.iterdir() if p.name.startswith(f"SourceSans3-{style}."))
    return TTFont(files[0])


def lettering(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    style: str = "Semibold",
    spacing: float = 0,
) -> str:
    """The text as one path from x on the baseline y; ``spacing`` in thousandths of the size."""
    face = font(style)
    glyphs, names, scale = face.getGlyphSet(), face.getBestCmap(), size / face["head"].unitsPerEm
    pen = SVGPathPen(glyphs, ntos=num)
    for letter in text:
        name = names[ord(letter)]
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
        x += glyphs[name].width * scale + spacing * size / 1000
    return path(pen.getCommands(), colour)


def signet(x: float, y: float, size: float, ground: str, sign: str, light: str) -> str:
    """A workshop roof that is also a row of houses, a lit window below."""
    s = size / 100
    roof = [
        (x + 14 * s, y + 84 * s),
        (x + 14 * s, y + 50 * s),
        (x + 33 * s, y + 26 * s),
        (x + 52 * s, y + 50 * s),
        (x + 52 * s, y + 30 * s),
        (x + 69 * s, y + 50 * s),
        (x + 69 * s, y + 30 * s),
        (x + 86 * s, y + 50 * s),
        (x + 86 * s, y + 84 * s),
    ]
    doors = "".join(rect(x + dx * s, y + 60 * s, 10 * s, 10 * s, ground) for dx in (57.5, 72.5))
    return (
        rect(x, y, size, size, ground, 12 * s)
        + poly(roof, sign)
        + doors
        + rect(x + 26 * s, y + 58 * s, 14 * s, 26 * s, light)
    )


def wordmark(ground: str, sign: str, light: str, first: str, second: str) -> list[str]:
    return [
        signet(5, 5, 140, ground, sign, light),
        lettering("Zukunftswerkstatt", 172, 72, 58, first, "Semibold", -6),
        lettering("Kommunen", 172, 132, 58, second, "Regular", -2),
    ]


def series() -> list[str]:
    """The wordmark for light grounds."""
    return wordmark(PETROL, SAND, ACCENT, PETROL, PETROL)


def series_inverted() -> list[str]:
    """The wordmark for dark grounds."""
    return wordmark(SAND, PETROL, ACCENT, WHITE, SAND)


def funder_notice() -> list[str]:
    """A neutral notice of funding, without any emblem."""
    bars = [rect(4, 14, 12, 112, PETROL), rect(16, 14, 5, 112, OCHRE)]
    return [
        *bars,
        lettering("Gefördert vom", 42, 46, 30, INK, "Regular", 0),
        lettering("Bund", 42, 92, 46, PETROL, "Semibold", 0),
        lettering("(Beispiel)", 42, 122, 22, INK, "Regular", 0),
    ]
