"""The pictures of case studies for their pages: photos as the PDF has them, only smaller."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from report_builder.content.model import CaseStudy, Image
from report_builder.edition import Edition, LaidOut
from report_builder.sections import Bundle

# A drawing is as large as the page wants it: this is only the ratio of its sides in whole numbers.
_DRAWN = 1200


@dataclass(frozen=True)
class Picture:
    """The content of a file for pages, its size in px, what its name ends with."""

    data: bytes
    width: int
    height: int
    suffix: str = ".jpg"


Pictures = Mapping[PurePosixPath, Picture]
"""By the file of the content, relative to the project."""


def images(case: CaseStudy) -> list[Image]:
    """The images of a case study in the order of its page."""
    return [case.image, *case.gallery]


def of(laid_out: LaidOut) -> Pictures:
    """Every picture of the case studies of an issue."""
    photos = _photos(laid_out)
    paths = (image.path for case in laid_out.edition.report.case_studies for image in images(case))
    return {
        path: _picture(laid_out.edition, path, photos.get(str(path)))
        for path in dict.fromkeys(paths)
    }


def _photos(laid_out: LaidOut) -> dict[str, bytes]:
    """The photos as they were encoded for the PDF, by their files."""
    body = laid_out.body
    if not isinstance(body, Bundle):
        return {}
    named = {name: shown.file for part in body.parts for name, shown in part.pictures.items()}
    return {file: body.photos[name] for name, file in sorted(named.items())}


def _picture(edition: Edition, path: PurePosixPath, photo: bytes | None) -> Picture:
    digest = edition.press.digests[str(path)] if edition.press else ""

    def make() -> Picture:
        data = (edition.root / path).read_bytes()
        return _drawing(data) if path.suffix.lower() == ".svg" else _photo(data, photo)

    return edition.kept("a picture of a page", make, digest, photo or "")


def _drawing(data: bytes) -> Picture:
    from report_builder.pictures import drawing

    width, height = drawing.size(data)
    return Picture(data, _DRAWN, max(1, round(_DRAWN * height / width)), ".svg")


def _photo(data: bytes, photo: bytes | None) -> Picture:
    """Of what the PDF shows, which is decoded faster, or of the file."""
    from report_builder import assembly
    from report_builder.pictures import scaling

    shown = assembly.jpeg(photo) if photo else None
    return Picture(*scaling.scaled(shown or data))
