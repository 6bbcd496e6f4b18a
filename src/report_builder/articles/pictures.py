"""The pictures of case studies for their pages: photos as the PDF has them, only smaller."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from report_builder.content.model import CaseStudy, Image
from report_builder.edition import Edition, LaidOut
from report_builder.sections import Bundle

if TYPE_CHECKING:
    from report_builder.pages import Picture as Shown

# A drawing is as large as the page wants it: this is only the ratio of its sides in whole numbers.
_DRAWN = 1200


@dataclass(frozen=True)
class Picture:
    """The content of a file for pages, what its name ends with, and its size in px."""

    data: bytes
    suffix: str
    width: int
    height: int


Pictures = Mapping[PurePosixPath, Picture]
"""By the file of the content, relative to the project."""


def images(case: CaseStudy) -> list[Image]:
    """The images of a case study in the order of its page."""
    return [case.image, *case.gallery]


def of(laid_out: LaidOut) -> Pictures:
    """Every picture of the case studies of an issue."""
    shown = _shown(laid_out)
    paths = (image.path for case in laid_out.edition.report.case_studies for image in images(case))
    return {
        path: _picture(laid_out.edition, path, shown.get(str(path)))
        for path in dict.fromkeys(paths)
    }


def _shown(laid_out: LaidOut) -> "dict[str, tuple[Shown, bytes]]":
    """The photos that were encoded for the PDF, by their files."""
    body = laid_out.body
    if not isinstance(body, Bundle):
        return {}
    named = {name: shown for part in body.parts for name, shown in part.pictures.items()}
    return {shown.file: (shown, body.photos[name]) for name, shown in named.items()}


def _picture(edition: Edition, path: PurePosixPath, shown: "tuple[Shown, bytes] | None") -> Picture:
    if path.suffix.lower() == ".svg":
        return _drawing((edition.root / path).read_bytes())
    digest = edition.press.digests[str(path)] if edition.press else ""
    facts, photo = shown or (None, None)
    return edition.kept(
        "a picture of a page", lambda: _photo(edition, path, photo), digest, repr(facts)
    )


def _drawing(data: bytes) -> Picture:
    from report_builder.pictures import drawing

    width, height = drawing.size(data)
    return Picture(data, ".svg", _DRAWN, max(1, round(_DRAWN * height / width)))


def _photo(edition: Edition, path: PurePosixPath, photo: bytes | None) -> Picture:
    """Of what the PDF shows, which is decoded faster, or of the file."""
    from report_builder import assembly
    from report_builder.pictures import scaling

    data = assembly.jpeg(photo) if photo else None
    made, width, height = scaling.scaled(data or (edition.root / path).read_bytes())
    return Picture(made, ".jpg", width, height)
