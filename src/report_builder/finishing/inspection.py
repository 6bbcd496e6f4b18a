"""Reading a finished PDF back, with a reader that did not write its pages."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from report_builder.finishing.metadata import Metadata


def faults(pdf: Path | BytesIO, metadata: Metadata, pages: int) -> list[str]:
    """What keeps a PDF from being published; empty if all is well."""
    try:
        with PdfReader(pdf, strict=True) as reader:
            return list(_faults(reader, metadata, pages))
    except (PyPdfError, KeyError, ValueError, TypeError) as error:
        return [f"it cannot be read back ({type(error).__name__}: {error})"]


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with PdfReader(BytesIO(pdf)) as reader:
        return len(reader.pages)


def _faults(reader: PdfReader, metadata: Metadata, pages: int) -> Iterator[str]:
    root = reader.root_object
    if len(reader.pages) != pages:
        yield f"it has {len(reader.pages)} pages instead of {pages}"
    if metadata.info() and _title(reader) != metadata.title:
        yield "its title is not the edition's"
    packet = reader.xmp_metadata
    if packet is None or (packet.dc_title or {}).get("x-default") != metadata.title:
        yield "its XMP metadata do not agree with the content"
    if root.get("/Lang") != metadata.language:
        yield "its language is not the issue's"
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not tagged"
    for name in metadata.attachments().keys() - set(reader.attachments):
        yield f"{name} is not attached"
    for name in sorted(set(_unembedded_fonts(reader))):
        yield f"the font {name} is not embedded"


def _title(reader: PdfReader) -> str | None:
    return reader.metadata.title if reader.metadata else None


def _unembedded_fonts(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        for reference in fonts.values():
            font = reference.get_object()
            described = font.get("/DescendantFonts", [font])[0].get_object()
            descriptor = described.get("/FontDescriptor", DictionaryObject()).get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                yield str(font.get("/BaseFont"))
