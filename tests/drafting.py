"""Drafts as they are kept, made of a project: content; on request source maps of its pages, PDFs.

drafting.send(project.root, "01-probe")  # draft 1, sent on 1 May 2023
"""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2

from report_builder import builder, store
from report_builder.content import loading
from report_builder.geometry import Geometry
from report_builder.layout.composition import Composition
from report_builder.project import Project
from report_builder.rendering.document import measure
from report_builder.review import rounds, sending
from report_builder.review.fields import Field, fields_of
from report_builder.review.rounds import Round
from report_builder.workspace import gather


def send(root: Path, slug: str, number: int = 1, commit: str = "", pages: bool = False) -> None:
    """Keep the content as it is as a draft that was sent, with its pages if they are asked for."""
    day = date(2023, 5, number)
    if not pages:
        folder = root / "reports" / slug / "review" / f"draft-{number}"
        content = list(fields(root, slug).values())
        store.write_all(
            rounds.files_of(Round(folder, slug, number, day, [], commit), content, []), {}
        )
        return
    build(root, slug)
    workspace = gather(Project(root))
    (issue,) = workspace.selected((slug,))
    sending.send(workspace.project, workspace.content, issue, day)


def build(root: Path, slug: str) -> None:
    """Build the content as it is as a draft, with its pages."""
    workspace = gather(Project(root))
    assert builder.build(workspace, (slug,), True, lambda *event: None).exit_code == 0


def fields(root: Path, slug: str) -> dict[str, Field]:
    """The content of an issue as it is."""
    content = loading.load(root)
    (issue,) = (issue for issue in content.issues if issue.slug == slug)
    return fields_of(root, content, issue)


def laid_out(root: Path, slug: str) -> Geometry:
    """The pages of an issue in its first layout."""
    workspace = gather(Project(root))
    (issue,) = workspace.selected((slug,))
    assert issue.report is not None and workspace.brand is not None
    layout = workspace.layouts_of(issue.report)[0]
    composition = Composition(root, issue.report, layout, workspace.brand)
    return measure(composition.document(composition.sections()), root, "the draft")


def page_texts(pdf: Path | bytes) -> list[str]:
    """The text of every page, as PDFium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def marks(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """The forms that are painted on a page within an artefact of the kind Watermark."""
    kinds: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else None
            artefact = operands[0] == "/Artifact" and isinstance(properties, pikepdf.Dictionary)
            kinds.append(bool(artefact and properties.get("/Subtype") == "/Watermark"))
        elif str(operator) == "EMC":
            kinds.pop()
        elif str(operator) == "Do" and any(kinds):
            yield page.Resources.XObject[operands[0]]


def without_overlay(path: Path) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            marked = {mark.objgen for mark in marks(page)}
            kept = [
                (operands, operator)
                for operands, operator in pikepdf.parse_content_stream(page)
                if not (
                    str(operator) == "Do"
                    and page.Resources.XObject[operands[0]].objgen in marked
                )
            ]  # fmt: skip
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(buffer)
    return buffer.getvalue()
