"""Looking at laid-out pages: what is wrong on them, as problems of the content that is there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from report_builder import craft
from report_builder.builder import Listener
from report_builder.content import exemptions, validation
from report_builder.content.loading import SERIES, Document, IssueContent, problems
from report_builder.content.rules import LAID_OUT, Finding
from report_builder.craft.book import Fault
from report_builder.errors import Problem, ReportBuilderError
from report_builder.layout.composition import Composition
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
    issues: Iterable[IssueContent],
    renderer: Renderer,
    tell: Listener,
) -> Inspection:
    """Lay issues out and add what is wrong on their pages to the problems of each."""
    inspection = Inspection()
    usable = [issue for issue in issues if workspace.usable(issue)]
    inspection.broken = [issue.slug for issue in issues if issue not in usable]
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
    """Look at the pages of one issue; returns how many there are."""
    report, brand = issue.report, workspace.brand
    assert report is not None and brand is not None
    layout = workspace.layouts[report.issue.layout]
    composition = Composition(workspace.project.root, report, layout, brand)
    sections = composition.sections()
    geometry = renderer.measure(composition.document(sections), issue.slug)
    files = {section.id: section.files[-1] for section in sections}
    found = _problems(workspace, issue, craft.faults(geometry), files)
    issue.problems = sorted(issue.problems + found)
    return len(geometry.pages)


def _problems(
    workspace: Workspace, issue: IssueContent, faults: Iterable[Fault], files: Mapping[str, str]
) -> list[Problem]:
    """The faults in words, at the content that they concern, with the exceptions made there.

    The series is not only in this issue: no exception of its file is called useless.
    """
    content = workspace.content
    documents = {d.tree.file: d for d in (*content.documents, *issue.documents)}
    findings: dict[str, list[Finding]] = defaultdict(list)
    for fault in faults:
        finding = _finding(issue, fault, documents, files)
        findings[finding.file].append(finding)
    settled: list[Finding] = []
    for file, document in documents.items():
        held = LAID_OUT if document in issue.documents else ()
        settled += exemptions.settle(document.node, document.tree, findings[file], held)
    return problems(settled, content.language)


def _finding(
    issue: IssueContent, fault: Fault, documents: Mapping[str, Document], files: Mapping[str, str]
) -> Finding:
    """A fault at the field whose text or picture it concerns, or at the file of its section."""
    file, _, pointer = fault.source.partition("#")
    if file not in documents:
        file, pointer = files.get(fault.section, issue.tree.file), ""
    tree = documents[file].tree
    # What stands in series.yaml is printed in every issue.
    where = str(fault.page) if tree.file != SERIES else f"{fault.page} ({issue.slug})"
    facts = fault.facts | {"page": where}
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
