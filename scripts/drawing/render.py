"""SVG text to files: WeasyPrint lays the drawing on a page, PDFium paints it, Pillow packs it."""

import io
from pathlib import Path

import pypdfium2
import weasyprint
from PIL import Image

PAGE = "<style>@page{{size:{w}px {h}px;margin:0}}body{{margin:0}}svg{{display:block}}</style>{svg}"


def paint(svg: str, width: float, height: float, pixels: int) -> Image.Image:
    """The drawing of ``width`` × ``height`` units as a bitmap ``pixels`` wide.

    It is painted at twice the size: the edges of gradients are not smoothed by PDFium.
    """
    html = PAGE.format(w=width, h=height, svg=svg)
    pdf = weasyprint.HTML(string=html).write_pdf()
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        scale = 2 * pixels / page.get_width()
        bitmap: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    return bitmap.resize((pixels, round(pixels * height / width)), Image.Resampling.LANCZOS)


def jpeg(image: Image.Image, limit: int) -> bytes:
    """A progressive JPEG in the best quality that stays below ``limit`` bytes."""
    for quality in range(92, 40, -3):
        buffer = io.BytesIO()
        image.save(
            buffer,
            "JPEG",
            quality=quality,
            progressive=True,
            optimize=True,
            subsampling=0 if quality > 80 else 2,
            dpi=(300, 300),
        )
        if buffer.tell() <= limit:
            return buffer.getvalue()
    raise ValueError(f"the picture cannot be packed into {limit} bytes")


def contact_sheet(images: list[Image.Image], columns: int = 4, cell: int = 480) -> Image.Image:
    """All pictures side by side, for judging them together."""
    rows = -(-len(images) // columns)
    height = cell * 2 // 3
    sheet = Image.new("RGB", (columns * (cell + 12) + 12, rows * (height + 12) + 12), "white")
    for i, image in enumerate(images):
        thumb = image.copy()
        thumb.thumbnail((cell, height), Image.Resampling.LANCZOS)
        sheet.paste(thumb, (12 + i % columns * (cell + 12), 12 + i // columns * (height + 12)))
    return sheet


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
