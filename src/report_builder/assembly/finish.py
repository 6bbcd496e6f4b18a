"""The pages of an issue in their envelope, and the final save."""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Operator,
    Pdf,
    StreamDecodeLevel,
)

from report_builder.assembly import outline as outlines
from report_builder.assembly import resources
from report_builder.pages import Bookmark, Overlay

# Of the envelope's catalog; the rest (pages, structure, outline, intents) is the renderer's.
_CATALOG_ENTRIES = (
    Name.Metadata,
    Name.ViewerPreferences,
    Name.PageLabels,
    Name.AF,
)
# Where the headings are kept between the two saves.
_HEADINGS = Name.Headings


def finished(
    pdf: Pdf,
    outline: Sequence[Bookmark],
    headings: Sequence[Object],
    envelope: bytes,
    overlay: Overlay | None,
) -> bytes:
    """The pages of `pdf` in `envelope`, under an overlay if there is one.

    `headings` are the structure elements of the bookmarks in `outline`, in its order. Saved with
    object streams, linearized for fast web view, with an identifier that is a digest of the
    content: same input, same bytes.
    """
    with Pdf.open(io.BytesIO(envelope)) as outside:
        _take_over(pdf, outside)
        resources.say_once(pdf)
        resources.divide(pdf)
        _say_boxes_once(pdf)
        if overlay is not None:
            _lay_over(pdf, overlay)
        if Name.Outlines in pdf.Root:
            del pdf.Root.Outlines
        pdf.Root[_HEADINGS] = Array(headings)
        packed = _packed(pdf)
    # An outline in object streams that hold other things as well makes qpdf write hint tables
    # that it then calls wrong itself; so it comes in when those streams are settled.
    with Pdf.open(io.BytesIO(packed)) as pdf:
        outlines.add(pdf, outline, list(pdf.Root[_HEADINGS]))
        del pdf.Root[_HEADINGS]
        return _saved(pdf, ObjectStreamMode.preserve, linearize=True)


def _packed(pdf: Pdf) -> bytes:
    """In object streams, and otherwise as it is, since it is going to be saved again."""
    as_it_is: dict[str, Any] = {
        "compress_streams": False,
        "stream_decode_level": StreamDecodeLevel.none,
    }
    return _saved(pdf, ObjectStreamMode.generate, **as_it_is)


def _saved(pdf: Pdf, streams: ObjectStreamMode, **options: Any) -> bytes:
    """The XMP stays as it is: pikepdf would write it anew, to see whether it names a version."""
    options |= {"deterministic_id": True, "fix_metadata_version": False}
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=streams, **options)
    return buffer.getvalue()


def _take_over(pdf: Pdf, outside: Pdf) -> None:
    for name in _CATALOG_ENTRIES:
        pdf.Root[name] = pdf.copy_foreign(outside.make_indirect(outside.Root[name]))
    pdf.Root.Lang, pdf.Root.PageMode = str(outside.Root.Lang), outside.Root.PageMode
    if Name.Info in outside.trailer:
        pdf.trailer.Info = pdf.copy_foreign(outside.trailer.Info)
    elif Name.Info in pdf.trailer:
        del pdf.trailer.Info
    # Copied through the associated files, so that both entries stay one object.
    files = sorted(pdf.Root.AF, key=lambda file: bytes(file.UF))
    if not files:
        del pdf.Root.AF
        return
    names = Array([half for file in files for half in (file.UF, file)])
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=names))


def _say_boxes_once(pdf: Pdf) -> None:
    """Leave out the boxes of pages without bleed."""
    for page in pdf.pages:
        for box in (Name.BleedBox, Name.TrimBox):
            if page.obj.get(box) == page.obj.MediaBox:
                del page.obj[box]


def _lay_over(pdf: Pdf, overlay: Overlay) -> None:
    """Stamp forms on the pages, as pagination artefacts (ISO 32000-1, 14.8.2.2)."""
    forms = _forms(pdf, overlay.forms)
    artefact = Dictionary(Type=Name.Pagination, Subtype=Name(f"/{overlay.kind}"))
    for page, stamps in zip(pdf.pages, overlay.stamps, strict=True):
        if not stamps:
            continue
        drawn: list[tuple[list[Any], Operator]] = []
        for form in sorted({stamp.form for stamp in stamps}):
            page.add_resource(forms[form], Name.XObject, Name(f"/Overlay{form}"))
        for stamp in stamps:
            matrix = [stamp.across, 0, 0, stamp.up, stamp.left, stamp.bottom]
            drawn += [
                ([], Operator("q")),
                ([round(number, 3) for number in matrix], Operator("cm")),
                ([Name(f"/Overlay{stamp.form}")], Operator("Do")),
                ([], Operator("Q")),
            ]
        page.contents_add(b"q", prepend=True)
        begin = [([], Operator("Q")), ([Name.Artifact, artefact], Operator("BDC"))]
        page.contents_add(pikepdf.unparse_content_stream([*begin, *drawn, ([], Operator("EMC"))]))


def _forms(pdf: Pdf, source: bytes) -> list[Object]:
    """The pages of another PDF as forms, without the marks of their own structure."""
    with Pdf.open(io.BytesIO(source)) as stamps:
        forms = [pdf.copy_foreign(page.as_form_xobject()) for page in stamps.pages]
    for form in forms:
        for tag in (Name.StructParent, Name.StructParents):
            if tag in form:
                del form[tag]
    return forms
