"""Pages of PDFs as pictures, and where two of them differ."""

import io
import threading
from collections.abc import Iterable

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from report_builder.geometry import Rectangle

Picture = Image.Image
# PDFium may be used by one thread at a time.
_PDFIUM = threading.Lock()
# What no eye sees, of 255.
_UNSEEN = 8


def page(pdf: bytes, number: int, width: int) -> Picture:
    """A page (from 1) of `pdf` as an RGB image `width` pixels wide.

    Raises ValueError where there is no such page, or no PDF.
    """
    try:
        with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
            found = document[number - 1]
            height = round(width * found.get_height() / found.get_width())
            bitmap = found.render(scale=width / found.get_width(), may_draw_forms=False)
            picture: Picture = bitmap.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise ValueError(f"page {number} cannot be drawn: {error}") from error
    return picture.crop((0, 0, width, height))  # pdfium rounds up


def png(picture: Picture) -> bytes:
    """A picture of a page as a PNG of 256 colours."""
    buffer = io.BytesIO()
    picture.quantize(256).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def webp(picture: Picture) -> bytes:
    """A part of a page as a WebP, small."""
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=70, method=4)
    return buffer.getvalue()


def differ(one: Picture, other: Picture, areas: Iterable[Rectangle]) -> bool:
    """Whether two pictures look different within any of some areas (px)."""
    if one.size != other.size:
        return True
    mask = Image.new("L", one.size)
    draw = ImageDraw.Draw(mask)
    for area in areas:
        draw.rectangle(area, fill=255)
    seen = (
        ImageChops.difference(one, other).convert("L").point(lambda value: 255 * (value > _UNSEEN))
    )
    return ImageChops.multiply(seen, mask).getbbox() is not None
