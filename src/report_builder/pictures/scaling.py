"""Photos as large as pages in browsers show them."""

import io

from PIL import Image, ImageOps

COLUMN = 960
"""What the widest picture of a page gets, in CSS pixels."""
_QUALITY = 82


def scaled(data: bytes) -> tuple[bytes, int, int]:
    """A photo as an upright JPEG without metadata, with its width and height.

    It is `COLUMN` to twice as many pixels wide, or as it was if that is less: a JPEG is halved by
    its decoder, which takes a fraction of the time of scaling. On white, where it is transparent.
    """
    with Image.open(io.BytesIO(data)) as photo:
        photo.draft(None, (COLUMN, 1))
        upright = ImageOps.exif_transpose(photo)
    if upright.width >= 2 * COLUMN:
        upright = upright.reduce(upright.width // COLUMN)
    buffer = io.BytesIO()
    _opaque(upright).save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue(), *upright.size


def _opaque(photo: Image.Image) -> Image.Image:
    if photo.has_transparency_data:
        ground = Image.new("RGBA", photo.size, "white")
        ground.alpha_composite(photo.convert("RGBA"))
        photo = ground
    return photo if photo.mode in ("L", "RGB") else photo.convert("RGB")
