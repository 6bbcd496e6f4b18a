"""Photos apart from the sections that show them: each is encoded once for a whole issue, as fine as
the largest of its places needs."""

import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import pydyf
from weasyprint import DEFAULT_OPTIONS, images
from weasyprint.images import RasterImage, rotate_pillow_image

from report_builder.pages import Picture
from report_builder.rendering.fetcher import BASE_URL, ProjectFetcher


def install(*, apart: bool) -> None:
    """Let WeasyPrint, which has no public way for this, leave photos out; or take them in again."""
    images.RasterImage = _Unencoded if apart else RasterImage


class _Unencoded(RasterImage):  # type: ignore[misc]  # WeasyPrint ships no types
    """A photo as far as layout needs it; what is drawn is one pixel that bears its name.

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
        self.shown: dict[bool, float] = {}

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> pydyf.Stream:
        self.shown[interpolate] = dpi_ratio
        entries = {
            "Type": "/XObject", "Subtype": "/Image", "Width": 1, "Height": 1,
            "ColorSpace": "/DeviceGray", "BitsPerComponent": 8,
            "Picture": pydyf.String(_name(self, interpolate)),
        }  # fmt: skip
        return pydyf.Stream([b"\0"], entries)


def _name(photo: Any, interpolate: bool) -> str:
    """WeasyPrint's own name for the image (a digest of its address)."""
    return f"i{photo.id}{int(interpolate)}"


def shown(cache: Mapping[str, Any]) -> dict[str, Picture]:
    """The photos that were drawn, by name, of WeasyPrint's images by address."""
    return {
        _name(photo, interpolate): Picture(
            address, _file(address), photo.orientation, interpolate, ratio
        )
        for address, photo in cache.items()
        if isinstance(photo, _Unencoded)
        for interpolate, ratio in photo.shown.items()
    }


def _file(address: str) -> str:
    return unquote(address.removeprefix(BASE_URL)) if address.startswith(BASE_URL) else ""


def encoded(fetcher: ProjectFetcher, picture: Picture, options: Mapping[str, Any]) -> bytes:
    """A PDF whose catalog has the photo, an image XObject, as its entry /Picture."""
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
