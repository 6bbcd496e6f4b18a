"""Building many issues: what is current, what failed, what no longer belongs into dist/."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

import report_builder
from report_builder import catalogue, store
from report_builder.brand import BRAND_FILE
from report_builder.content.loading import SERIES, IssueContent
from report_builder.errors import ReportBuilderError
from report_builder.store import Record
from report_builder.workspace import Workspace

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "pikepdf", "pillow", "pydyf", "pypdf",
              "pypdfium2", "pyphen", "weasyprint")  # fmt: skip

Listener = Callable[[str, str, list[str]], None]
"""Called with the name of an artefact, what happens to it, and the reasons."""


@dataclass
class Summary:
    """What became of each issue, by slug; `failed` with the errors, broken content without."""

    built: dict[str, Path] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def slugs(self) -> set[str]:
        """Every issue that this build concerned."""
        return {*self.built, *self.current, *self.failed, *self.broken}

    @property
    def exit_code(self) -> int:
        return 1 if self.failed or self.broken else 0


def build(workspace: Workspace, slugs: tuple[str, ...], draft: bool, tell: Listener) -> Summary:
    """Build the issues that are not current: drafts of the named ones, or the final ones."""
    summary = Summary()
    for issue in workspace.selected(slugs):
        if draft or _is_final(issue):
            _build(workspace, issue, draft, summary, tell)
    if not draft:
        _remove_withdrawn(workspace, summary, tell)
        _build_page(workspace, summary, tell)
    return summary


def _is_final(issue: IssueContent) -> bool:
    """Whether the issue belongs into dist/, as far as its file can be read."""
    written = issue.tree.value.get("status") if isinstance(issue.tree.value, dict) else None
    return written != "draft"


def _build(
    workspace: Workspace, issue: IssueContent, draft: bool, summary: Summary, tell: Listener
) -> None:
    if issue.report is None or not workspace.usable(issue):
        summary.broken.append(issue.slug)
        return
    inputs = _inputs(workspace, issue)
    state = _state_file(workspace, issue.slug, draft)
    reasons = store.reasons(workspace.project.root, store.recall(state), inputs)
    if not reasons:
        summary.current.append(issue.slug)
        return
    tell(issue.slug, "building", reasons)
    try:
        outputs = _publish(workspace, issue, draft)
        store.remember(state, Record(inputs, outputs))
    except ReportBuilderError as error:
        summary.failed[issue.slug] = str(error)
        return
    summary.built[issue.slug] = workspace.project.root / next(iter(outputs))


def _publish(workspace: Workspace, issue: IssueContent, draft: bool) -> dict[str, str]:
    """Run the pipeline, write what it made, and return the digests of the written files."""
    # The renderer takes most of a second to import; a build that has nothing to do spares it.
    from report_builder.rendering import fonts

    project, report = workspace.project, issue.report
    assert report is not None and workspace.brand is not None
    fonts.use_only(project.root / folder for folder in workspace.brand.font_folders())
    from report_builder import pipeline

    layout = workspace.layouts[report.issue.layout]
    product = pipeline.run(pipeline.Job(project.root, report, layout, workspace.brand, draft))
    folder = project.drafts if draft else project.dist / issue.slug
    files = {artefact.name: artefact.data for artefact in product.artefacts}
    for artefact in product.artefacts:
        store.write(folder / artefact.name, artefact.data, artefact.verify)
    if not draft:
        described = catalogue.entry(report, product.artefacts[0].name, product.pages, files)
        store.write_json(folder / catalogue.ENTRY, described)
        files[catalogue.ENTRY] = (folder / catalogue.ENTRY).read_bytes()
    place = folder.relative_to(project.root)
    return {(place / name).as_posix(): store.digest(data) for name, data in files.items()}


def _inputs(workspace: Workspace, issue: IssueContent) -> dict[str, str]:
    """Everything that can change what is built: content, layout, brand, and the tools."""
    assert issue.report is not None
    project = workspace.project
    layout = workspace.layouts[issue.report.issue.layout]
    files = [
        project.root / SERIES,
        *store.files_below(project.reports / "images"),
        *store.files_below(project.reports / issue.slug),
        *store.files_below(layout.folder),
        *store.files_below(project.assets),
    ]
    return store.digests(project.root, files) | _tools()


@cache
def _tools() -> dict[str, str]:
    """The versions of the libraries, and a digest of this program."""
    package = Path(report_builder.__file__).parent
    sources = [path for path in store.files_below(package) if path.suffix == ".py"]
    own = json.dumps(store.digests(package, sources)).encode()
    return {name: version(name) for name in _LIBRARIES} | {"report-builder": store.digest(own)}


def _state_file(workspace: Workspace, slug: str, draft: bool) -> Path:
    return workspace.project.state / f"{slug}.{'draft' if draft else 'final'}.json"


def _withdrawn(workspace: Workspace) -> Iterator[Path]:
    """The records of issues in dist/ that are no longer final, or no longer there."""
    final = {issue.slug for issue in workspace.content.issues if _is_final(issue)}
    for path in sorted(workspace.project.state.glob("*.final.json")):
        if path.name.removesuffix(".final.json") not in final:
            yield path


def _remove_withdrawn(workspace: Workspace, summary: Summary, tell: Listener) -> None:
    for path in _withdrawn(workspace):
        slug = path.name.removesuffix(".final.json")
        tell(slug, "removing from dist/", ["it is no longer a final issue"])
        if record := store.recall(path):
            store.remove(workspace.project.root, record)
        path.unlink()
        summary.removed.append(slug)


def _build_page(workspace: Workspace, summary: Summary, tell: Listener) -> None:
    """Write the download page anew if an issue, the series or its templates changed."""
    project, series, brand = workspace.project, workspace.content.series, workspace.brand
    if series is None or brand is None or not (project.root / catalogue.SITE).is_dir():
        return
    inputs = catalogue.page_inputs(project.root, project.dist) | _tools()
    inputs |= store.digests(project.root, [project.root / SERIES, project.root / BRAND_FILE])
    state = project.state / "page.json"
    reasons = store.reasons(project.root, store.recall(state), inputs)
    if not reasons:
        return
    tell(catalogue.PAGE, "writing", reasons)
    try:
        data = catalogue.page(project.root, project.dist, series, brand).encode()
        store.write(project.dist / catalogue.PAGE, data)
    except ReportBuilderError as error:
        summary.failed[catalogue.PAGE] = str(error)
        return
    store.remember(state, Record(inputs, {f"dist/{catalogue.PAGE}": store.digest(data)}))
