"""A copy of a draft in which reviewers see their comments, and what became of them."""

import io
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NullObject

from report_builder.content import yaml
from report_builder.content.loading import SERIES
from report_builder.errors import ReviewError
from report_builder.project import Project
from report_builder.review import comments, rounds
from report_builder.review.annotating import Sheet
from report_builder.review.comments import Comment
from report_builder.review.rounds import Proof, Round


@dataclass(frozen=True)
class Export:
    """The PDF of the draft with this number and in this layout, with so many comments on it;
    `others` are those on other drafts and layouts."""

    pdf: bytes
    draft: int
    layout: str
    written: int
    others: int


def export(project: Project, issue: str, layout: str = "") -> Export:
    """The last draft of an issue that has comments, with these as annotations.

    Of several layouts, the one named or the first with comments. Raises ReviewError if there is no
    such draft, or it cannot be read.
    """
    ledger = comments.load(project, issue).values()
    for draft in reversed(rounds.kept(project, issue)):
        for proof in draft.proofs:
            own = [comment for comment in ledger if comment.is_on(draft.number, proof)]
            if own and layout in ("", proof.layout) and draft.pdf(proof).exists():
                pdf = _annotated(draft, proof, own, _team(project))
                return Export(pdf, draft.number, proof.layout, len(own), len(ledger) - len(own))
    which = f" in the layout “{layout}”" if layout else ""
    reason = f"has no comments on a draft{which} that is kept here"
    raise ReviewError(comments.path_of(project, issue), reason)


def _annotated(draft: Round, proof: Proof, own: list[Comment], team: str) -> bytes:
    """The PDF goes on behind its end: what it was before is still all there."""
    path = draft.pdf(proof)
    try:
        writer = PdfWriter(io.BytesIO(path.read_bytes()), incremental=True)
        # Else pypdf gives the first object the number of the last table of a PDF that it wrote.
        writer._add_object(NullObject())
        for comment in sorted(own, key=lambda each: each.id):
            number = comment.page + proof.sheet - 1 if comment.page else 0
            Sheet(writer, writer.pages[number], team).add(comment)
        # pypdf names the Info again only if it has changed; qpdf would look for it in vain.
        writer.add_metadata({"/ReportBuilderComments": str(len(own))})
        buffer = io.BytesIO()
        writer.write(buffer)
        return buffer.getvalue()
    except (OSError, PyPdfError, IndexError) as error:
        raise ReviewError(path, f"cannot be annotated: {error}") from error


def _team(project: Project) -> str:
    """Whom the series names as its contact."""
    try:
        tree, _ = yaml.parse((project.root / SERIES).read_bytes(), SERIES)
        return str(tree.value["contact"]["name"])
    except (OSError, KeyError, TypeError):
        return "report-builder"
