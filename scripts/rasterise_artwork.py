"""Paint the drawings of assets/artwork as the JPEGs that the sample issues print.

    .venv/bin/python scripts/rasterise_artwork.py [NAME…]

assets/artwork/<issue>/<name>.svg becomes reports/<issue>/images/<name>.jpg, with as many pixels
as the drawing's width and height say. The same drawing gives the same bytes.
"""

import io
import re
import sys
from pathlib import Path

import pypdfium2
import weasyprint
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PAGE = "<style>@page {{size: {0}px {1}px; margin: 0}} svg {{display: block}}</style>{2}"
# PDFium does not smooth the edges of gradients: painted larger, they are smoothed by reduction.
OVERSAMPLING = 2
MAX_BYTES = 550_000
MAX_COVER_BYTES = 1_200_000


def main(names: list[str]) -> None:
    for drawing in sorted((ROOT / "assets" / "artwork").glob("*/*.svg")):
        if not names or drawing.stem in names:
            target = ROOT / "reports" / drawing.parent.name / "images" / f"{drawing.stem}.jpg"
            limit = MAX_COVER_BYTES if drawing.stem == "titel" else MAX_BYTES
            target.write_bytes(_packed(_painted(drawing.read_text("utf-8")), limit))
            print(target.relative_to(ROOT))


def _painted(svg: str) -> Image.Image:
    size = re.match(r'<svg width="(\d+)" height="(\d+)"', svg)
    assert size is not None, "a drawing begins with its width and height in pixels"
    width, height = int(size[1]), int(size[2])
    html = f"<body style='margin: 0'>{PAGE.format(width, height, svg)}"
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf())
    scale = OVERSAMPLING * width / document[0].get_width()
    picture: Image.Image = document[0].render(scale=scale).to_pil().convert("RGB")
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _packed(picture: Image.Image, limit: int) -> bytes:
    """The best quality that stays below `limit` bytes."""
    for quality in range(92, 40, -3):
        buffer = io.BytesIO()
        options = {"quality": quality, "subsampling": 0 if quality > 80 else 2, "dpi": (300, 300)}
        picture.save(buffer, "JPEG", progressive=True, optimize=True, **options)
        if buffer.tell() <= limit:
            return buffer.getvalue()
    raise ValueError(f"the picture cannot be packed into {limit} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
