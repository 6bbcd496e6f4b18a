"""Gathering: content, brand and layouts are read and checked before anything is written."""

from dataclasses import dataclass, field

from report_builder import brand as branding
from report_builder.brand import Brand
from report_builder.content import loading
from report_builder.content.loading import Content, IssueContent, has_errors
from report_builder.errors import Problem, UnknownIssueError
from report_builder.layout import description
from report_builder.layout.description import Layout
from report_builder.project import Project


@dataclass
class Workspace:
    """Everything a build needs; `problems` concern every issue, an issue's own are with it."""

    project: Project
    content: Content
    brand: Brand | None
    layouts: dict[str, Layout] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def selected(self, slugs: tuple[str, ...]) -> list[IssueContent]:
        """The issues of these names, or all. Raises UnknownIssueError."""
        issues = {issue.slug: issue for issue in self.content.issues}
        for slug in slugs:
            if slug not in issues:
                raise UnknownIssueError(slug, list(issues))
        return [issue for slug, issue in issues.items() if slug in slugs or not slugs]

    def usable(self, issue: IssueContent) -> bool:
        """Whether nothing keeps this issue from being built."""
        return not (issue.broken or has_errors(self.problems) or self.brand is None)

    def problems_of(self, issues: list[IssueContent]) -> list[Problem]:
        """The problems that concern these issues, by file and line."""
        return sorted({*self.problems, *(p for issue in issues for p in issue.problems)})


def gather(project: Project) -> Workspace:
    """Read everything below `project`; what is wrong is in the problems."""
    content = loading.load(project.root)
    brand, findings = branding.read(project.root)
    workspace = Workspace(project, content, brand)
    workspace.problems = content.problems + loading.problems(findings, content.language)
    for issue in content.issues:
        if issue.report is not None:
            _add_layout(workspace, issue)
    return workspace


def _add_layout(workspace: Workspace, issue: IssueContent) -> None:
    """Read the layout of an issue and check that the two fit."""
    assert issue.report is not None
    root, language = workspace.project.root, workspace.content.language
    name, known = issue.report.issue.layout, description.available(root)
    if name not in known:
        finding = description.unknown(issue.report, issue.tree, known)
        issue.problems += loading.problems([finding], language)
        return
    if name not in workspace.layouts:
        layout, findings = description.read(root, name)
        workspace.problems += loading.problems(findings, language)
        if layout is None:
            return
        workspace.layouts[name] = layout
    findings = list(description.check(issue.report, workspace.layouts[name], issue.tree))
    issue.problems = sorted(issue.problems + loading.problems(findings, language))
