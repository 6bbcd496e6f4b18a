"""The envelope: a PDF without content that carries everything the finished one says of itself.

Rewriting a whole tagged report with pypdf costs seconds and doubles its size; writing the catalog
entries into an almost empty file costs milliseconds. `assembly` lays the pages into it.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from report_builder.finishing.metadata import Metadata

# What a metadata stream says of itself (ISO 32000-1, table 315), which pypdf leaves out.
_METADATA, _XML = NameObject("/Metadata"), NameObject("/XML")


@dataclass(frozen=True)
class PageLabel:
    """How pages are called from page `first` (from 1) on: a `prefix`, or decimal numbers from
    `number` on."""

    first: int
    prefix: str = ""
    number: int = 1


def envelope(metadata: Metadata, labels: Sequence[PageLabel]) -> bytes:
    """Info, XMP, language, viewer preferences, page labels and the attached data as a PDF."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    writer.add_blank_page(width=1, height=1)
    writer.metadata = metadata.info() or None
    writer.xmp_metadata = metadata.packet
    root = writer.root_object
    packet = cast(DictionaryObject, root["/Metadata"])
    packet[NameObject("/Type")], packet[NameObject("/Subtype")] = _METADATA, _XML
    root[NameObject("/Lang")] = TextStringObject(metadata.language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    root[NameObject("/PageLabels")] = _page_labels(labels)
    root[NameObject("/AF")] = ArrayObject(
        _attached(writer, metadata, name, content) for name, content in metadata.attachments.items()
    )
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _page_labels(labels: Sequence[PageLabel]) -> DictionaryObject:
    """The number tree of page labels (ISO 32000-1, 12.4.2); its indices count from 0."""
    numbers = ArrayObject()
    for label in labels:
        entry = DictionaryObject()
        if label.prefix:
            entry[NameObject("/P")] = TextStringObject(label.prefix)
        else:
            entry[NameObject("/S")] = NameObject("/D")
            entry[NameObject("/St")] = NumberObject(label.number)
        numbers.extend((NumberObject(label.first - 1), entry))
    return DictionaryObject({NameObject("/Nums"): numbers})


def _attached(writer: PdfWriter, metadata: Metadata, name: str, content: bytes) -> IndirectObject:
    """Attach structured data as an associated file (ISO 19005-3, 6.8)."""
    file = writer.add_attachment(name, content)
    file.alternative_name = TextStringObject(name)
    file.subtype = NameObject("/application/json")
    file.size = NumberObject(len(content))
    file.description = TextStringObject(metadata.title)
    file.associated_file_relationship = NameObject("/Data")
    if metadata.date:
        stamp = TextStringObject(f"D:{metadata.date:%Y%m%d}000000Z")
        file._ensure_params[NameObject("/ModDate")] = stamp
    streams = cast(DictionaryObject, file.pdf_object["/EF"])
    streams[NameObject("/UF")] = streams.raw_get("/F")
    return cast(IndirectObject, file.pdf_object.indirect_reference)
