"""Photos in PDFs: each is scaled down before it is encoded, once; and where sections are rendered
apart, it is encoded once for the whole issue, as fine as the largest of its places needs it."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import pydyf
from PIL import Image
from weasyprint import DEFAULT_OPTIONS, images
from weasyprint.images import RasterImage, rotate_pillow_image

from report_builder.pages import Picture
from report_builder.rendering.fetcher import BASE_URL, ProjectFetcher

# Pillow's own modes of what is scaled here; WeasyPrint does the rest.
_PLAIN = ("RGB", "L")
_apart = False


def install() -> None:
    """Make WeasyPrint, which has no public way for this, draw photos as a `Photo`."""
    images.RasterImage = Photo


@contextmanager
def apart() -> Iterator[None]:
    """Leave photos out of the PDFs that are written in here: in the place of each is one pixel that
    bears its name."""
    global _apart
    _apart = True
    try:
        yield
    finally:
        _apart = False


class Photo(RasterImage):  # type: ignore[misc]  # WeasyPrint ships no types
    """A photo that is not encoded before it is known how large it is shown.

    `shown` says, for each way to interpolate it, how much of its resolution is needed.
    """

    def __init__(
        self, photo: Any, photo_id: str, data: bytes, path: Any, cache: Any, orientation: Any,
        options: Mapping[str, Any],
    ) -> None:  # fmt: skip
        turned = rotate_pillow_image(photo, orientation)
        self.id, self.orientation = photo_id, orientation
        self.width, self.height = turned.size
        self.ratio = self.width / self.height
        self._dpi = options["dpi"]
        self._turned, self._data, self._options = turned is not photo, data, options
        self.shown: dict[bool, float] = {}

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> pydyf.Stream:
        self.shown[interpolate] = dpi_ratio
        return self._stub(interpolate) if _apart else self._image(interpolate, dpi_ratio)

    def _stub(self, interpolate: bool) -> pydyf.Stream:
        entries = {
            "Type": "/XObject", "Subtype": "/Image", "Width": 1, "Height": 1,
            "ColorSpace": "/DeviceGray", "BitsPerComponent": 8,
            "Picture": pydyf.String(self.name(interpolate)),
        }  # fmt: skip
        return pydyf.Stream([b"\0"], entries)

    def _image(self, interpolate: bool, dpi_ratio: float) -> pydyf.Stream:
        """WeasyPrint would encode a JPEG at its full size first, and decode it again."""
        photo, data, options = Image.open(io.BytesIO(self._data)), self._data, {**self._options}
        if photo.format == "JPEG" and photo.mode in _PLAIN and not self._turned and dpi_ratio < 1:
            data = _scaled(photo, dpi_ratio)
            photo, dpi_ratio, options["jpeg_quality"] = Image.open(io.BytesIO(data)), 1, None
        image = RasterImage(photo, self.id, data, None, {}, self.orientation, options)
        return image.get_x_object(interpolate, dpi_ratio)

    def name(self, interpolate: bool) -> str:
        """WeasyPrint's own name for the image (a digest of its address)."""
        return f"i{self.id}{int(interpolate)}"


def _scaled(photo: Image.Image, ratio: float) -> bytes:
    width, height = (max(1, round(side * ratio)) for side in photo.size)
    photo.thumbnail((width, height))
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG")
    return buffer.getvalue()


def shown(cache: Mapping[str, Any]) -> dict[str, Picture]:
    """The photos that were drawn, by name, of WeasyPrint's images by address."""
    return {
        photo.name(interpolate): Picture(
            address, _file(address), photo.orientation, interpolate, ratio
        )
        for address, photo in cache.items()
        if isinstance(photo, Photo)
        for interpolate, ratio in photo.shown.items()
    }


def _file(address: str) -> str:
    return unquote(address.removeprefix(BASE_URL)) if address.startswith(BASE_URL) else ""


def encoded(fetcher: ProjectFetcher, picture: Picture, options: Mapping[str, Any]) -> bytes:
    """A PDF whose catalog has the photo, an image XObject, as its entry /Picture."""
    install()
    photo = images.get_image_from_uri(
        {}, fetcher, {**DEFAULT_OPTIONS, **options}, picture.address,
        orientation=picture.orientation,
    )  # fmt: skip
    pdf, x_object = pydyf.PDF(), photo.get_x_object(picture.interpolate, picture.ratio)
    if mask := x_object.extra.get("SMask"):
        pdf.add_object(mask)
        x_object.extra["SMask"] = mask.reference
    pdf.add_object(x_object)
    pdf.catalog["Picture"] = x_object.reference
    buffer = io.BytesIO()
    pdf.write(buffer)
    return buffer.getvalue()
