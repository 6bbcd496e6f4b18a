"""Building many issues: what is current, what failed, what no longer belongs into dist/."""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

import report_builder
from report_builder import catalogue, store
from report_builder.brand import BRAND_FILE
from report_builder.content.loading import SERIES, IssueContent
from report_builder.errors import ReportBuilderError
from report_builder.project import Project
from report_builder.rendering.process import Renderer
from report_builder.store import Record
from report_builder.workspace import Workspace

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "pikepdf", "pillow", "pydyf", "pypdf",
              "pypdfium2", "pyphen", "segno", "weasyprint")  # fmt: skip

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


def nothing_built(project: Project) -> bool:
    """Whether no build has ever been recorded, so that this one is going to need a renderer."""
    return not any(project.state.glob("*.json"))


def build(
    workspace: Workspace,
    slugs: tuple[str, ...],
    draft: bool,
    tell: Listener,
    renderer: Renderer | None = None,
) -> Summary:
    """Build the issues that are not current: drafts of the named ones, or the final ones.

    A `renderer` that was started ahead is used, and remains the caller's to close.
    """
    with _Build(workspace, draft, tell, renderer) as run:
        for issue in workspace.selected(slugs):
            if draft or _is_final(issue):
                run.issue(issue)
        if not draft:
            run.remove_withdrawn()
            run.page()
    return run.summary


def _is_final(issue: IssueContent) -> bool:
    """Whether the issue belongs into dist/, as far as its file can be read."""
    written = issue.tree.value.get("status") if isinstance(issue.tree.value, dict) else None
    return written != "draft"


class _Build:
    """One call of `build`: its renderer is started when the first issue needs it."""

    def __init__(
        self, workspace: Workspace, draft: bool, tell: Listener, renderer: Renderer | None
    ) -> None:
        self.summary = Summary()
        self._workspace = workspace
        self._project = workspace.project
        self._root = workspace.project.root
        self._draft = draft
        self._tell = tell
        self._closing = ExitStack()
        self._started_ahead = renderer
        self._renderer: Renderer | None = None

    def __enter__(self) -> "_Build":
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def issue(self, issue: IssueContent) -> None:
        """Build one issue if it is not current; what goes wrong is kept in the summary."""
        if not self._workspace.usable(issue):
            self.summary.broken.append(issue.slug)
            return
        inputs, state = self._inputs(issue), self._state_file(issue.slug)
        reasons = store.reasons(self._root, store.recall(state), inputs)
        if not reasons:
            self.summary.current.append(issue.slug)
            return
        self._tell(issue.slug, "building", reasons)
        try:
            outputs = self._publish(issue)
            self._replace_record(state, Record(inputs, outputs))
        except ReportBuilderError as error:
            self.summary.failed[issue.slug] = str(error)
            return
        self.summary.built[issue.slug] = self._root / next(iter(outputs))

    def remove_withdrawn(self) -> None:
        """Take issues out of dist/ that are no longer final, or no longer there."""
        final = {issue.slug for issue in self._workspace.content.issues if _is_final(issue)}
        for path in sorted(self._project.dist.glob(f"*/{catalogue.ENTRY}")):
            slug = path.parent.name
            if slug in final:
                continue
            self._tell(slug, "removing from dist/", ["it is no longer a final issue"])
            try:
                store.remove([*catalogue.files(path), path])
            except ReportBuilderError as error:
                self.summary.failed[slug] = str(error)
                continue
            self._state_file(slug).unlink(missing_ok=True)
            self.summary.removed.append(slug)

    def page(self) -> None:
        """Write the download page anew if an issue, the series or its templates changed."""
        series, brand = self._workspace.content.series, self._workspace.brand
        if series is None or brand is None or not (self._root / catalogue.SITE).is_dir():
            return
        inputs = catalogue.page_inputs(self._root, self._project.dist) | _tools()
        inputs |= store.digests(self._root, [self._root / SERIES, self._root / BRAND_FILE])
        state = self._project.state / "page.json"
        reasons = store.reasons(self._root, store.recall(state), inputs)
        if not reasons:
            return
        self._tell(catalogue.PAGE, "writing", reasons)
        try:
            data = catalogue.page(self._root, self._project.dist, series, brand).encode()
            store.write(self._project.dist / catalogue.PAGE, data)
            outputs = {f"dist/{catalogue.PAGE}": store.digest(data)}
            store.remember(state, Record(inputs, outputs))
        except ReportBuilderError as error:
            self.summary.failed[catalogue.PAGE] = str(error)

    def _publish(self, issue: IssueContent) -> dict[str, str]:
        """Run the pipeline, write what it made, and return the digests of the written files."""
        renderer = self._start_renderer()
        # Composing and finishing take time to load, which the renderer uses to do the same.
        from report_builder import pipeline

        report, brand = issue.report, self._workspace.brand
        assert report is not None and brand is not None
        layout = self._workspace.layouts[report.issue.layout]
        job = pipeline.Job(self._root, report, layout, brand, renderer, self._draft)
        product = pipeline.run(job)
        folder = self._project.drafts if self._draft else self._project.dist / issue.slug
        files = {artefact.name: artefact.data for artefact in product.artefacts}
        if not self._draft:
            files[catalogue.ENTRY] = catalogue.entry(report, job.pdf_name, product.pages, files)
        checks = {artefact.name: artefact.verify for artefact in product.artefacts}
        return self._write(folder, files, checks)

    def _replace_record(self, state: Path, record: Record) -> None:
        """Remember what was made, and remove what the last build made and this one did not."""
        if former := store.recall(state):
            store.remove(self._root / name for name in former.outputs.keys() - record.outputs)
        store.remember(state, record)

    def _write(
        self,
        folder: Path,
        files: Mapping[str, bytes],
        checks: Mapping[str, Callable[[Path], None]],
    ) -> dict[str, str]:
        for name, data in files.items():
            store.write(folder / name, data, checks.get(name, store.unchecked))
        place = folder.relative_to(self._root)
        return {(place / name).as_posix(): store.digest(data) for name, data in files.items()}

    def _start_renderer(self) -> Renderer:
        if self._renderer is None or not self._renderer.alive:
            assert self._workspace.brand is not None
            ahead, self._started_ahead = self._started_ahead, None
            self._renderer = ahead or self._closing.enter_context(Renderer(self._root))
            self._renderer.use(self._root / name for name in self._workspace.brand.font_files())
        return self._renderer

    def _inputs(self, issue: IssueContent) -> dict[str, str]:
        """Everything that can change what is built: content, layout, brand, and the tools."""
        report, brand = issue.report, self._workspace.brand
        assert report is not None and brand is not None
        layout = self._workspace.layouts[report.issue.layout]
        files = [
            self._root / SERIES,
            *store.files_below(self._project.reports / "images"),
            *store.files_below(self._project.reports / issue.slug),
            *store.files_below(layout.folder),
            *(self._root / name for name in brand.files()),
            *(self._root / name for name in report.files()),
        ]
        return store.digests(self._root, files) | _tools()

    def _state_file(self, slug: str) -> Path:
        return self._project.state / f"{slug}.{'draft' if self._draft else 'final'}.json"


@cache
def _tools() -> dict[str, str]:
    """The versions of the libraries, and a digest of this program."""
    package = Path(report_builder.__file__).parent
    sources = [path for path in store.files_below(package) if path.suffix == ".py"]
    own = json.dumps(store.digests(package, sources)).encode()
    return {name: version(name) for name in _LIBRARIES} | {"report-builder": store.digest(own)}
