"""From rendered pages to the PDF of an issue, with pikepdf (qpdf) and HarfBuzz.

    pdf = assembly.join_parts(parts, pictures, program, envelope)   # sections rendered apart
    pdf = assembly.join(body, envelope, outline)                    # a whole issue in one PDF
    pdf = assembly.excerpt(parts, pictures, program, envelope, address)   # sections by themselves

All are finished in the same way; what the first two give looks and reads the same.
"""

import io
from collections.abc import Callable, Mapping, Sequence

from pikepdf import Pdf

from report_builder.assembly import outline as outlines
from report_builder.assembly import parts as sections
from report_builder.assembly import standalone
from report_builder.assembly.finish import finished
from report_builder.assembly.photos import jpeg as jpeg
from report_builder.pages import Bookmark, Overlay, Part

_NONE: Mapping[str, int] = {}


def join(
    body: bytes, envelope: bytes, outline: Sequence[Bookmark], overlay: Overlay | None = None
) -> bytes:
    """The pages of `body` in `envelope`, under an overlay if there is one.

    Same input, same bytes.
    """
    with Pdf.open(io.BytesIO(body)) as pdf:
        return finished(pdf, outline, outlines.elements(pdf.Root), envelope, overlay)


def join_parts(
    parts: Sequence[Part],
    pictures: Mapping[str, bytes],
    program: Callable[[str], bytes],
    envelope: bytes,
    overlay: Overlay | None = None,
    pages: Mapping[str, int] = _NONE,
) -> bytes:
    """The pages of all `parts` of an issue, in their order, as `join` gives those of a whole one.

    `pictures` has, by name, a PDF of each photo that the parts show, the entry /Picture of its
    catalog; `program` gives the font program with a SHA-256, if no part brings it along. Links
    lead to anchors that some part has, or to one of the `pages` (from 1) that have names.
    """
    with sections.joined(parts, pictures, program, pages) as (pdf, headings):
        return finished(pdf, outlines.tree(parts), headings, envelope, overlay)


def excerpt(
    parts: Sequence[Part],
    pictures: Mapping[str, bytes],
    program: Callable[[str], bytes],
    envelope: bytes,
    address: str,
    overlay: Overlay | None = None,
) -> bytes:
    """Some `parts` of an issue as a document of their own, otherwise as `join_parts`.

    Its first headings are on the first level. Links to anchors that no part has lead to those of
    the issue's PDF at `address`.
    """
    with sections.joined(parts, pictures, program, _NONE) as (pdf, headings):
        standalone.raise_headings(pdf)
        standalone.lead_out(pdf, address)
        return finished(pdf, outlines.tree(parts), headings, envelope, overlay)
