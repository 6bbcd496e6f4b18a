"""From rendered pages to the PDF of an issue, with pikepdf (qpdf) and HarfBuzz.

    pdf = assembly.join_parts(parts, pictures, program, envelope)   # sections rendered apart
    pdf = assembly.join(body, envelope, outline)                    # a whole issue in one PDF

Both are finished the same way, and give files that look and read the same.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

from pikepdf import Pdf

from report_builder.assembly import outline as outlines
from report_builder.assembly import parts as sections
from report_builder.assembly.finish import finished
from report_builder.pages import Bookmark, Part


def join(
    body: bytes, envelope: bytes, outline: Sequence[Bookmark], mark: bytes | None = None
) -> bytes:
    """The pages of `body` in `envelope`, each under the one page of `mark` if there is one."""
    with Pdf.open(io.BytesIO(body)) as pdf:
        return finished(pdf, envelope, outline, outlines.elements(pdf.Root), mark)


def join_parts(
    parts: Sequence[Part],
    pictures: Mapping[str, bytes],
    program: Callable[[str], bytes],
    envelope: bytes,
    mark: bytes | None = None,
) -> bytes:
    """The pages of all `parts`, in their order, in `envelope`, as `join` gives those of an issue.

    `pictures` has, by their name, a PDF of each photo that the parts show (its catalog's entry
    /Picture); `program` gives the font program with a SHA-256, of those that no part brings along.
    """
    with ExitStack() as files:
        pdf, catalogs = sections.joined(files, parts, pictures, program)
        headings = [element for catalog in catalogs for element in outlines.elements(catalog)]
        return finished(pdf, envelope, outlines.tree(parts), headings, mark)
