"""Looking at laid-out pages: what is wrong on them, as problems of the content that is there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from report_builder import craft
from report_builder.builder import Listener
from report_builder.content import exemptions, validation
from report_builder.content.loading import SERIES, Document, IssueContent, problems
from report_builder.content.model import Report
from report_builder.content.rules import LAID_OUT, Finding
from report_builder.craft.book import Fault
from report_builder.errors import ReportBuilderError
from report_builder.geometry import Geometry
from report_builder.layout.composition import Composition
from report_builder.layout.description import Layout
from report_builder.rendering.process import Renderer
from report_builder.workspace import Workspace


@dataclass
class Inspection:
    """How many `pages` were looked at, and the issues whose pages were not.

    `failed` are those that the renderer did not lay out, with its reason; `broken` those with
    errors in their content.
    """

    pages: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def inspect(
    workspace: Workspace,
    issues: Sequence[IssueContent],
    renderer: Renderer,
    tell: Listener,
) -> Inspection:
    """Lay issues out and add what is wrong on their pages to the problems of each."""
    usable = [issue for issue in issues if workspace.usable(issue)]
    broken = [issue.slug for issue in issues if not workspace.usable(issue)]
    inspection = Inspection(broken=broken)
    if usable and workspace.brand is not None:
        fonts = [workspace.project.root / name for name in workspace.brand.font_files()]
        renderer.use(fonts, workspace.content.exceptions)
    for issue in usable:
        tell(issue.slug, "laying out", ["to look at its pages"])
        try:
            inspection.pages += _inspect(workspace, issue, renderer)
        except ReportBuilderError as error:
            inspection.failed[issue.slug] = str(error)
    return inspection


def _inspect(workspace: Workspace, issue: IssueContent, renderer: Renderer) -> int:
    """Look at the pages of one issue in all its layouts; returns how many there are."""
    assert issue.report is not None
    documents = {d.tree.file: d for d in (*workspace.content.documents, *issue.documents)}
    findings: list[Finding] = []
    pages = 0
    for layout in workspace.layouts_of(issue.report):
        edition = _lay_out(workspace, issue.report, layout, renderer)
        pages += len(edition.geometry.pages)
        findings += (_finding(edition, f, documents) for f in craft.faults(edition.geometry))
    found = problems(_settled(issue, findings, documents), workspace.content.language)
    issue.problems = sorted(issue.problems + found)
    return pages


@dataclass(frozen=True)
class _Edition:
    """An issue laid out: its pages, and the content file of each section by its id."""

    report: Report
    layout: str
    files: Mapping[str, str]
    geometry: Geometry

    def page(self, number: int, file: str) -> str:
        """A page as a message names it.

        Without the name of the layout it is one of the main edition, without that of the issue it
        is clear: what stands in series.yaml is printed in every issue.
        """
        slug, main = self.report.slug, self.report.issue.layout[0]
        more = [slug] * (file == SERIES) + [self.layout] * (self.layout != main)
        return f"{number} ({', '.join(more)})" if more else str(number)


def _lay_out(workspace: Workspace, report: Report, layout: Layout, renderer: Renderer) -> _Edition:
    assert workspace.brand is not None
    composition = Composition(workspace.project.root, report, layout, workspace.brand)
    sections = list(composition.sections())
    files = {section.id: section.files[-1] for section in sections}
    name = f"{report.slug} ({layout.name})"
    return _Edition(
        report, layout.name, files, renderer.measure(composition.document(sections), name)
    )


def _settled(
    issue: IssueContent, findings: Iterable[Finding], documents: Mapping[str, Document]
) -> Iterator[Finding]:
    """The findings with the exceptions that were made from them, and exceptions without use.

    The series is not only in this issue: no exception of its file is called useless.
    """
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    for file, document in documents.items():
        held = LAID_OUT if document in issue.documents else ()
        yield from exemptions.settle(document.node, document.tree, by_file[file], held)


def _finding(edition: _Edition, fault: Fault, documents: Mapping[str, Document]) -> Finding:
    """A fault at the field whose text or picture it concerns, or at the file of its section."""
    file, _, pointer = fault.source.partition("#")
    if file not in documents:
        file, pointer = edition.files.get(fault.section, edition.report.issue.origin.file), ""
    tree = documents[file].tree
    facts = fault.facts | {"page": edition.page(fault.page, file)}
    return validation.at(tree, tuple(_steps(tree.value, pointer)), fault.rule, facts)


def _steps(value: Any, pointer: str) -> Iterator[str | int]:
    """The keys and indices of a JSON pointer (RFC 6901) into a value, as far as that goes."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            yield int(key)
            value = value[int(key)]
        else:
            yield key
            value = value.get(key)
