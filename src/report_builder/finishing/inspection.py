"""Reading a finished PDF back: whether it is whole, and says of itself what it should."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pikepdf import Dictionary, Name, Object, Pdf, PdfError

from report_builder.finishing.metadata import Metadata

_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)


def faults(pdf: Path | BytesIO, metadata: Metadata, pages: int) -> list[str]:
    """What keeps a PDF from being published; empty if all is well."""
    try:
        with Pdf.open(pdf, attempt_recovery=False, suppress_warnings=True) as found:
            faults = list(_faults(found, metadata, pages))
            return [*faults, *(f"it is damaged ({each})" for each in found.get_warnings())]
    except (PdfError, AttributeError, KeyError, ValueError, TypeError) as error:
        return [f"it cannot be read back ({type(error).__name__}: {error})"]


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with Pdf.open(BytesIO(pdf)) as found:
        return len(found.pages)


def _faults(pdf: Pdf, metadata: Metadata, pages: int) -> Iterator[str]:
    root = pdf.Root
    marked = root.get(Name.MarkInfo, Dictionary()).get(Name.Marked)
    if len(pdf.pages) != pages:
        yield f"it has {len(pdf.pages)} pages instead of {pages}"
    if metadata.info() and str(pdf.docinfo.get(Name.Title)) != metadata.title:
        yield "its title is not the edition's"
    if Name.Metadata not in root or root.Metadata.read_bytes() != metadata.packet:
        yield "its XMP metadata do not agree with the content"
    if str(root.get(Name.Lang)) != metadata.language:
        yield "its language is not the issue's"
    if Name.StructTreeRoot not in root or not marked:
        yield "it is not tagged"
    for name in metadata.attachments.keys() - set(pdf.attachments):
        yield f"{name} is not attached"
    for name in sorted(set(_unembedded_fonts(pdf))):
        yield f"the font {name} is not embedded"


def _unembedded_fonts(pdf: Pdf) -> Iterator[str]:
    for font in _fonts(pdf):
        described = font.get(Name.DescendantFonts, [font])[0]
        descriptor = described.get(Name.FontDescriptor, Dictionary())
        if not any(name in descriptor for name in _PROGRAMS):
            yield str(font.get(Name.BaseFont))


def _fonts(pdf: Pdf) -> Iterator[Object]:
    """Those of all pages, most of them once."""
    seen = set[tuple[int, int]]()
    for page in pdf.pages:
        fonts = page.obj.get(Name.Resources, Dictionary()).get(Name.Font, Dictionary())
        for font in fonts.as_dict().values():
            if not font.is_indirect or font.objgen not in seen:
                seen.add(font.objgen)
                yield font
