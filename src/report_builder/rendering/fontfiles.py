"""Fonts apart from the sections that use them: an issue holds each face once, with the glyphs that
any of its sections needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.pdf.fonts import Font

_clean = Font.clean
# What these tables hold is resolved or removed before a font goes into a PDF.
_UNFINISHED = {"fvar", "CBDT", "CBLC", "SVG ", "COLR"}


@dataclass(frozen=True)
class Program:
    """A font program; `own` if it is no font file as it is, but was made of one."""

    data: bytes
    own: bool


@contextmanager
def apart() -> Iterator[dict[str, Program]]:
    """Leave the programs of fonts out of the PDFs that are written in here; they are collected by
    BaseFont.

    WeasyPrint has no public way for this.
    """
    programs: dict[str, Program] = {}

    def clean(font: Any, to_unicode: Any, hinting: Any) -> None:
        if own := bool(_UNFINISHED & set(font.tables)):
            _clean(font, {}, hinting)  # all of its glyphs
        programs[font.name.decode().lstrip("/")] = Program(font.file_content, own)
        font.file_content = font.file_content[:4]  # which tells the kind of font

    Font.clean = clean
    try:
        yield programs
    finally:
        Font.clean = _clean
