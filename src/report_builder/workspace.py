"""Gathering: content, brand and layouts are read and checked before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from report_builder import brand as branding
from report_builder import preflight
from report_builder.brand import Brand
from report_builder.content import loading
from report_builder.content.loading import Content, Document, IssueContent, has_errors
from report_builder.content.model import Issue, Report
from report_builder.errors import Problem, UnknownIssueError
from report_builder.layout import description
from report_builder.layout.description import Layout
from report_builder.preflight import Material
from report_builder.project import Project
from report_builder.store import Digests


@dataclass
class Workspace:
    """Everything a build needs; `problems` concern every issue, an issue's own are with it.

    `seen` may have digests of files from before they were read: what is built is recorded with
    these, so that the next build notices what was changed meanwhile.
    """

    project: Project
    content: Content
    brand: Brand | None
    layouts: dict[str, Layout] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: Digests = field(default_factory=dict)

    def selected(self, slugs: tuple[str, ...]) -> list[IssueContent]:
        """The issues of these names, or all. Raises UnknownIssueError."""
        issues = {issue.slug: issue for issue in self.content.issues}
        slugs = tuple(slug.rstrip("/").rsplit("/", 1)[-1] for slug in slugs)
        for slug in slugs:
            if slug not in issues:
                raise UnknownIssueError(slug, list(issues))
        return [issue for slug, issue in issues.items() if slug in slugs or not slugs]

    def usable(self, issue: IssueContent) -> bool:
        """Whether nothing keeps this issue from being built."""
        return not (issue.broken or has_errors(self.problems) or self.brand is None)

    def layouts_of(self, report: Report) -> list[Layout]:
        """The layouts of an issue that can be built, the main one first."""
        return [self.layouts[name] for name in report.issue.layout]

    def problems_of(self, issues: list[IssueContent]) -> list[Problem]:
        """The problems that concern these issues, by file and line."""
        return loading.shown(self._all_of(issues))

    def exceptions_of(self, issues: list[IssueContent]) -> list[Problem]:
        """What editors decided to keep, by file and line; the hint is their reason."""
        return sorted(self._all_of(issues) - set(self.problems_of(issues)))

    def _all_of(self, issues: list[IssueContent]) -> set[Problem]:
        return {*self.problems, *(p for issue in issues for p in issue.problems)}


def gather(project: Project, seen: Digests | None = None) -> Workspace:
    """Read everything below `project`; what is wrong is in the problems."""
    content = loading.load(project.root)
    brand, tree, findings = branding.read(project.root)
    workspace = Workspace(project, content, brand, seen=seen or {})
    workspace.problems = content.problems + loading.problems(findings, content.language)
    for issue in content.issues:
        if issue.readable is not None:
            _add_layouts(workspace, issue, issue.readable)
        issue.fold()
    _add_preflight(workspace, Document(brand, tree) if brand is not None else None)
    return workspace


def _add_preflight(workspace: Workspace, brand: Document | None) -> None:
    """Look at pictures and glyphs; what is wrong belongs to the issue whose file it is in."""
    content = workspace.content
    owners = {Path(issue.file).parent: issue for issue in content.issues}
    layouts = [layout.folder for layout in workspace.layouts.values()]
    material = Material(_Documents(content), brand, layouts)
    for finding in preflight.findings(workspace.project, material):
        owner = next((owners[f] for f in Path(finding.file).parents if f in owners), workspace)
        owner.problems += loading.problems([finding], content.language)
        owner.problems.sort()


class _Documents:
    """All files of a series, one issue after the other, as often as somebody looks at them."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def __iter__(self) -> Iterator[Document]:
        yield from self._content.documents
        for issue in self._content.issues:
            yield from issue.documents
            issue.fold()


def _add_layouts(workspace: Workspace, issue: IssueContent, readable: Issue) -> None:
    """Read the layouts of an issue and check that they fit."""
    layouts, findings = description.read_all(workspace.project.root, readable, issue.tree)
    workspace.layouts |= {layout.name: layout for layout in layouts}
    if layouts:
        findings += description.check_options(readable, layouts, issue.tree)
    if issue.report is not None:
        findings += description.check(issue.report, layouts, issue.tree)
    found = loading.problems(findings, workspace.content.language)
    issue.problems = sorted(issue.problems + found)
