"""What is noticed when a finished PDF is read back, before it is published."""

import io
from collections.abc import Callable

import pikepdf
import pypdf
import pytest
from conftest import Published
from pikepdf import Dictionary, Name, Pdf

from report_builder.finishing import inspection
from report_builder.finishing.metadata import Metadata


@pytest.fixture(scope="module")
def metadata(published: Published) -> Metadata:
    (issue,) = published.project.gather().content.issues
    assert issue.report is not None
    return Metadata(issue.report)


@pytest.fixture(scope="module")
def data(published: Published) -> bytes:
    return published.pdf.read_bytes()


def faults(data: bytes, metadata: Metadata, pages: int = 0) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return inspection.faults(io.BytesIO(data), metadata, pages or len(pdf.pages))


def test_what_is_published_has_no_faults(data: bytes, metadata: Metadata) -> None:
    assert faults(data, metadata) == []


def test_a_page_too_few(data: bytes, metadata: Metadata) -> None:
    assert len(faults(data, metadata, inspection.pages(data) + 1)) == 1


def other_title(pdf: Pdf) -> None:
    pdf.docinfo[Name.Title] = "Anders"


def other_language(pdf: Pdf) -> None:
    pdf.Root.Lang = "en"


def other_packet(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"</rdf:RDF>", b"<!-- --></rdf:RDF>"))


def no_packet(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=False)


def no_attachment(pdf: Pdf) -> None:
    del pdf.Root.Names.EmbeddedFiles


def font_outside(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[1].Resources.Font.as_dict().values()))
    descriptor = font.DescendantFonts[0].FontDescriptor
    for name in (Name.FontFile2, Name.FontFile3):
        if name in descriptor:
            del descriptor[name]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_title, "title is not"),
        (other_language, "language is not"),
        (other_packet, "XMP metadata do not agree"),
        (no_packet, "XMP metadata do not agree"),
        (no_tags, "not tagged"),
        (not_marked, "not tagged"),
        (no_attachment, "is not attached"),
        (font_outside, "is not embedded"),
    ],
)
def test_what_it_should_say_and_does_not(
    data: bytes, metadata: Metadata, change: Callable[[Pdf], None], said: str
) -> None:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(changed, fix_metadata_version=False)
    (found,) = faults(changed.getvalue(), metadata)
    assert said in found


def test_a_file_that_was_cut_off_is_not_mended(data: bytes, metadata: Metadata) -> None:
    pages = inspection.pages(data)
    for share in (0, 0.1, 0.5, 0.9, 0.999):
        found = io.BytesIO(data[: int(len(data) * share)])
        assert inspection.faults(found, metadata, pages), share


def test_a_reader_that_did_not_write_it_finds_the_same_packet(
    published: Published, metadata: Metadata
) -> None:
    with pypdf.PdfReader(published.pdf, strict=True) as reader:
        assert reader.xmp_metadata is not None
        assert reader.xmp_metadata.stream.get_data() == metadata.packet
