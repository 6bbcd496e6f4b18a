"""Photos and other pixels: what they are by their header, and whether they decode to their end."""

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from report_builder.content.files import FileFault

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WebP"}
# Twelve times what an A4 page holds at 300 dpi; decoded, it takes 400 MB at most.
MAX_PIXELS = 100_000_000
MAX_SIDE = 20_000
_LIMIT = f"{MAX_PIXELS // 1_000_000} Megapixel, {MAX_SIDE} × {MAX_SIDE}"

# What the renderer prints as it looks. It embeds CMYK as it is, which PDF/A-3 forbids beside an
# RGB output intent (ISO 19005-3, 6.2.4.3), and turns 16-bit grey into white.
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")

UNKNOWN = "got:unknown"
_MAGIC = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (8, b"WEBP", "WebP"),
    (0, b"GIF8", "GIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyp", "HEIC"),
    (0, b"%PDF", "PDF"),
    (0, b"PK\3\4", "ZIP"),
)

# Pillow warns above its limit, and refuses above its double; here the limit is the limit.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", "Corrupt EXIF data")  # only the orientation is wanted of it
ImageFile.LOAD_TRUNCATED_IMAGES = False
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def kind(data: bytes) -> str:
    """What a file is by its first bytes: JPEG, HTML, …, or UNKNOWN."""
    for offset, magic, name in _MAGIC:
        if data.startswith(magic, offset):
            return name
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "HTML"
    return "SVG" if b"<svg" in start else UNKNOWN


def header_faults(data: bytes, expected: str) -> Iterator[FileFault]:
    """What the header says against printing a file that should be `expected`, such as JPEG.

    Nothing is decoded, however many pixels the header promises.
    """
    if not data:
        yield FileFault("image-damaged", {"reason": "0 Byte"})
        return
    if (found := kind(data)) != expected:
        yield FileFault("image-format", {"found": found, "expected": expected})
        return
    try:
        with Image.open(io.BytesIO(data), formats=[expected]) as image:
            yield from _unprintable(image, expected)
    except _BOMBS:
        yield too_large(f"> {MAX_PIXELS // 1_000_000} Megapixel")
    except Exception as error:  # decoders raise whatever they stumble over
        yield _damaged(error)


def _unprintable(image: Image.Image, expected: str) -> Iterator[FileFault]:
    if max(image.size) > MAX_SIDE:
        yield too_large(f"{image.width} × {image.height} Pixel")
    if image.mode not in _MODES:
        yield FileFault("image-colours", {"found": image.mode})
    # Cameras put further views and previews into a JPEG (MPO); those are no animation.
    if expected != "JPEG" and getattr(image, "is_animated", False):
        yield FileFault("image-animated")


def decoding_faults(data: bytes) -> Iterator[FileFault]:
    """What keeps a file without header faults from being decoded to its end, as it is printed.

    A JPEG is decoded at an eighth of its size: all of its data is read, but takes little room.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as image:
            image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
    except Exception as error:
        yield _damaged(error)


def pixels(data: bytes) -> int:
    """How many pixels a file without header faults decodes to."""
    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as image:
        return image.width * image.height


def too_large(found: str) -> FileFault:
    return FileFault("image-too-large", {"found": found, "allowed": _LIMIT})


def _damaged(error: Exception) -> FileFault:
    # Pillow names the buffer in memory that it could not identify.
    reason = "" if isinstance(error, UnidentifiedImageError) else str(error)
    return FileFault("image-damaged", {"reason": reason or type(error).__name__})
