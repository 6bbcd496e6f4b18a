"""Drafts as they are kept, made of a project: content; on request source maps of its pages, PDFs.

drafting.send(project.root, "01-probe")  # draft 1, sent on 1 May 2023
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from report_builder import builder, store
from report_builder.content import loading
from report_builder.geometry import Geometry, Kind
from report_builder.layout.composition import Composition
from report_builder.pages import Piece
from report_builder.project import Project
from report_builder.rendering.document import measure
from report_builder.review import rounds
from report_builder.review.fields import Field, fields_of
from report_builder.review.rounds import Proof, Round
from report_builder.review.source_map import SourceMap
from report_builder.workspace import gather


def send(root: Path, slug: str, number: int = 1, commit: str = "", pages: bool = False) -> None:
    """Keep the content as it is as a draft that was sent, with its pages if they are asked for."""
    folder = root / "reports" / slug / "review" / f"draft-{number}"
    draft = Round(folder, slug, number, date(2023, 5, number), [], commit)
    if not pages:
        _keep(draft, root, [])
        return
    pdf, proof, printed = _printed(root, slug)
    store.write(folder / pdf.name, pdf.read_bytes())
    _keep(replace(draft, proofs=[proof]), root, [printed])


def build(root: Path, slug: str, number: int = 2) -> None:
    """Build the content as it is as a draft, with its pages."""
    _, proof, printed = _printed(root, slug)
    folder = root / "build" / "review" / slug
    _keep(Round(folder, slug, number, None, [proof]), root, [printed])


def fields(root: Path, slug: str) -> dict[str, Field]:
    """The content of an issue as it is."""
    content = loading.load(root)
    (issue,) = (issue for issue in content.issues if issue.slug == slug)
    return fields_of(root, content, issue)


def source_map(geometry: Geometry) -> SourceMap:
    """The texts and pictures of laid-out pages as pieces."""
    pieces = [
        Piece(number, box.area, geometry.elements[box.element].source, box.words)
        for number, page in enumerate(geometry.pages, 1)
        for box in page.boxes
        if box.element >= 0 and box.kind in (Kind.TEXT, Kind.PICTURE)
    ]
    return SourceMap([(page.paper.width, page.paper.height) for page in geometry.pages], pieces)


def laid_out(root: Path, slug: str) -> Geometry:
    """The pages of an issue in its first layout."""
    workspace = gather(Project(root))
    (issue,) = workspace.selected((slug,))
    assert issue.report is not None and workspace.brand is not None
    layout = workspace.layouts_of(issue.report)[0]
    composition = Composition(root, issue.report, layout, workspace.brand)
    return measure(composition.document(composition.sections()), root, "the draft")


def _keep(draft: Round, root: Path, maps: list[SourceMap]) -> None:
    content = list(fields(root, draft.issue).values())
    store.write_all(rounds.files_of(draft, content, maps), {})


def _printed(root: Path, slug: str) -> tuple[Path, Proof, SourceMap]:
    """The PDF of a draft in the first layout of its issue, and what stands where in it."""
    workspace = gather(Project(root))
    assert builder.build(workspace, (slug,), True, lambda *event: None).exit_code == 0
    pdf = min(Project(root).drafts.glob("*.pdf"), key=lambda path: len(path.name))
    printed = source_map(laid_out(root, slug))
    return pdf, Proof("magazine", "0" * 8, pdf.name, len(printed.sizes), 0), printed
