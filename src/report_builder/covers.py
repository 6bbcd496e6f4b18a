"""Pictures for the website and the press: the cover page, the social card, the title image."""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps

from report_builder import facsimile, xmp
from report_builder.content.model import Report
from report_builder.errors import PictureError
from report_builder.facsimile import Picture

WIDTHS = (320, 640, 1280)
SOCIAL_SIZE = (1200, 630)
MAX_SOCIAL_BYTES = 300_000
TITLE_IMAGE_DPI = 300
# Width of a title image that is drawn from vectors: A4 at 300 dpi.
_VECTOR_WIDTH = 2480
_FORMATS = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 9},
    "webp": {"format": "WEBP", "quality": 82, "method": 2},
    "jpg": {"format": "JPEG", "quality": 85, "progressive": True, "optimize": True},
}


def cover_files(largest: Picture) -> Iterator[tuple[str, bytes]]:
    """The picture of the cover page in every width and format: (cover-320.avif, …)."""
    for width in WIDTHS:
        height = round(largest.height * width / largest.width)
        size = (width, height)
        picture = largest if width == largest.width else largest.resize(size, _LANCZOS)
        for suffix, options in _FORMATS.items():
            yield f"cover-{width}.{suffix}", _encoded(picture, **options)


def card_picture(picture: Picture) -> bytes:
    """`picture` half as large, for the renderer to put on the social card."""
    return _encoded(picture.reduce(2), format="JPEG", quality=95)


def social_file(card: bytes) -> bytes:
    """The social card's page as a JPEG below 300 KB, for og:image."""
    picture = facsimile.page(card, 1, SOCIAL_SIZE[0]).crop((0, 0, *SOCIAL_SIZE))
    for quality in (90, 80, 70, 60):
        data = _encoded(picture, format="JPEG", quality=quality, progressive=True)
        if len(data) <= MAX_SOCIAL_BYTES:
            break
    return data


def title_image(report: Report, root: Path, drawn: bytes | None) -> bytes:
    """The cover image for the press: JPEG, 300 dpi, with caption, credit and licence in its XMP.

    `drawn` is the image as a PDF page where its file is a drawing (SVG).
    """
    picture = (
        facsimile.page(drawn, 1, _VECTOR_WIDTH) if drawn else _photo(root / report.issue.cover.path)
    )
    return _encoded(
        picture,
        format="JPEG",
        quality=90,
        dpi=(TITLE_IMAGE_DPI, TITLE_IMAGE_DPI),
        xmp=title_image_facts(report),
    )


_LANCZOS = Image.Resampling.LANCZOS


def _photo(path: Path) -> Picture:
    try:
        with Image.open(path) as image:
            image.load()
            ImageOps.exif_transpose(image, in_place=True)  # a copy would cost as much again
            return _on_paper(image)
    except Exception as error:  # decoders raise whatever they stumble over
        raise PictureError(path, str(error)) from error


def _on_paper(image: Picture) -> Picture:
    """The picture as RGB, on white where it lets the page shine through."""
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _encoded(picture: Picture, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def title_image_facts(report: Report) -> bytes:
    """What a title image says of itself: XMP after the IPTC photo metadata standard."""
    cover, series = report.issue.cover, report.series
    licence = cover.licence or series.licence
    return xmp.packet(
        {
            "dc:description": xmp.Localised(cover.caption or report.issue.title),
            "dc:creator": xmp.Ordered((cover.credit,)),
            "dc:rights": xmp.Localised(f"{cover.credit}, {licence.name}"),
            "photoshop:Credit": cover.credit,
            "photoshop:Headline": report.issue.title,
            "xmpRights:Marked": "True",
            "xmpRights:UsageTerms": xmp.Localised(licence.name),
            "xmpRights:WebStatement": licence.url,
            "Iptc4xmpCore:AltTextAccessibility": xmp.Localised(cover.alt) if cover.alt else None,
        },
        report.language,
    )
