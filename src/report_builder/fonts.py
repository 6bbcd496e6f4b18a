"""Which characters the fonts of the brand can draw, and which of their files are broken."""

import io
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

from report_builder import reading


def examine(root: Path, files: Iterable[str]) -> tuple[frozenset[int], dict[str, str]]:
    """The code points that at least one of the font files can draw; what is wrong with a file.

    A character that one face lacks is drawn in another one: the renderer sees all of these files
    and no others. Files are relative to `root`.
    """
    drawable: set[int] = set()
    faults: dict[str, str] = {}
    for file in files:
        try:
            drawable |= _code_points(reading.read(root, reading.locate(root, file)))
        except Exception as error:  # fontTools raises whatever it stumbles over
            faults[file] = str(error) or type(error).__name__
    return frozenset(drawable), faults


def _code_points(data: bytes) -> set[int]:
    with TTFont(io.BytesIO(data), lazy=True) as font:
        for tag in font.reader.keys():  # noqa: SIM118 (a reader is no dict)
            font.reader[tag]  # a table that the file ends in the middle of
        characters: dict[int, str] | None = font.getBestCmap()
    if not characters:
        raise ValueError("the font has no characters")
    return set(characters)
