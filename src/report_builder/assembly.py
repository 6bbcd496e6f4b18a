"""Joining rendered pages and their envelope, and the final save, with pikepdf (qpdf)."""

import io

import pikepdf
from pikepdf import Array, Name, Operator, Pdf

# Of the envelope's catalog; the rest (pages, structure, outline, intents) is the renderer's.
_CATALOG_ENTRIES = (
    Name.Metadata,
    Name.ViewerPreferences,
    Name.PageLabels,
    Name.AF,
)


def join(body: bytes, envelope: bytes, mark: bytes | None = None) -> bytes:
    """The pages of `body` in `envelope`, each under the one page of `mark` if there is one.

    Saved with object streams, linearized for fast web view, with an identifier that is a digest
    of the content: same input, same bytes.
    """
    with Pdf.open(io.BytesIO(body)) as pdf, Pdf.open(io.BytesIO(envelope)) as outside:
        _take_over(pdf, outside)
        if mark is not None:
            _lay_over(pdf, mark)
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            linearize=True,
            deterministic_id=True,
        )
    return buffer.getvalue()


def _take_over(pdf: Pdf, outside: Pdf) -> None:
    for name in _CATALOG_ENTRIES:
        pdf.Root[name] = pdf.copy_foreign(outside.make_indirect(outside.Root[name]))
    pdf.Root.Lang, pdf.Root.PageMode = str(outside.Root.Lang), outside.Root.PageMode
    pdf.trailer.Info = pdf.copy_foreign(outside.trailer.Info)
    # Copied through the associated files, so that both entries stay one object.
    specification = pdf.Root.AF[0]
    names = Array([specification.UF, specification])
    if Name.Names not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(pikepdf.Dictionary(Names=names))


def _lay_over(pdf: Pdf, mark: bytes) -> None:
    """Put the page of `mark` over every page, as a pagination artefact (ISO 32000-1, 14.8.2.2)."""
    with Pdf.open(io.BytesIO(mark)) as stamp:
        form = pdf.copy_foreign(stamp.pages[0].as_form_xobject())
    for tag in (Name.StructParent, Name.StructParents):
        if tag in form:
            del form[tag]
    artefact = pikepdf.Dictionary(Type=Name.Pagination, Subtype=Name.Watermark)
    for page in pdf.pages:
        name = page.add_resource(form, Name.XObject)
        page.contents_add(b"q", prepend=True)
        page.contents_add(
            pikepdf.unparse_content_stream(
                [
                    ([], Operator("Q")),
                    ([Name.Artifact, artefact], Operator("BDC")),
                    ([name], Operator("Do")),
                    ([], Operator("EMC")),
                ]
            )
        )
