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
from report_builder.conformance import validator
from report_builder.content.hyphenation import EXCEPTIONS
from report_builder.content.loading import SERIES, IssueContent
from report_builder.content.model import Report
from report_builder.errors import ReportBuilderError
from report_builder.hyphenation import PATTERNS
from report_builder.project import Project
from report_builder.rendering.process import Renderer
from report_builder.standard import Standard
from report_builder.store import Digests, Record
from report_builder.workspace import Workspace

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "pikepdf", "pillow", "pydyf", "pypdf",
              "pypdfium2", "pyphen", "segno", "weasyprint")  # fmt: skip

Listener = Callable[[str, str, list[str]], None]
"""Called with the name of an artefact, what happens to it, and the reasons."""


@dataclass
class Summary:
    """What became of each issue, by slug; `built` with its PDFs, the main one first; `failed` with
    the errors, broken content without.

    `unvalidated` are those of the built final ones that no validator has seen.
    """

    built: dict[str, list[Path]] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unvalidated: list[str] = field(default_factory=list)

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
    standard: Standard = Standard.ARCHIVE,
    jobs: int | None = None,
) -> Summary:
    """Build the issues that are not current: drafts of the named ones, or the final ones.

    A final issue in another `standard` than the archive's is tried, not published. A `renderer`
    that was started ahead is used, and remains the caller's to close; otherwise one with so many
    `jobs`. Raises BusyError while another build is running in the project.
    """
    project = workspace.project
    with (
        store.locked(project.lock),
        _Build(workspace, draft, tell, renderer, standard, jobs) as run,
    ):
        for folder in (project.dist, project.root / "build"):
            store.remove(store.litter(folder))
        for issue in workspace.selected(slugs):
            if draft or _is_final(issue):
                run.issue(issue)
        if not draft and standard is Standard.ARCHIVE:
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
        self,
        workspace: Workspace,
        draft: bool,
        tell: Listener,
        renderer: Renderer | None,
        standard: Standard,
        jobs: int | None,
    ) -> None:
        self.summary = Summary()
        self._workspace = workspace
        self._project = workspace.project
        self._root = workspace.project.root
        self._draft = draft
        self._standard = standard
        self._jobs = jobs
        # Reviewers wait for drafts.
        self._published = not draft and standard is Standard.ARCHIVE
        self._validator = validator.find() if self._published else None
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
            files, checks = self._make(issue)
            self._publish(state, inputs, files, checks)
        except ReportBuilderError as error:
            self.summary.failed[issue.slug] = str(error)
            return
        self.summary.built[issue.slug] = [path for path in files if path.suffix == ".pdf"]
        if self._published and self._validator is None:
            self.summary.unvalidated.append(issue.slug)

    def remove_withdrawn(self) -> None:
        """Take issues out of dist/ that are no longer final, or no longer there."""
        final = {issue.slug for issue in self._workspace.content.issues if _is_final(issue)}
        for slug in sorted(self._in_dist() - final):
            self._tell(slug, "removing from dist/", ["it is no longer a final issue"])
            try:
                self._withdraw(slug)
            except ReportBuilderError as error:
                self.summary.failed[slug] = str(error)
                continue
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

    def _in_dist(self) -> set[str]:
        """The issues that are in dist/, and those that a build may have begun to write there."""
        entries = self._project.dist.glob(f"*/{catalogue.ENTRY}")
        records = self._project.state.glob("*.final.json")
        return {path.parent.name for path in entries} | {path.name[:-11] for path in records}

    def _withdraw(self, slug: str) -> None:
        """Remove what the entry and the record name; the entry last, so that it can be resumed."""
        entry, state = self._project.dist / slug / catalogue.ENTRY, self._state_file(slug)
        files = catalogue.files(entry) if entry.exists() else []
        if record := store.recall(state):
            files += (self._root / name for name in record.outputs)
        store.remove([*(path for path in files if path != entry), state, entry])

    def _make(
        self, issue: IssueContent
    ) -> tuple[dict[Path, bytes], dict[Path, Callable[[Path], None]]]:
        """Run the pipeline: the files to be written, the PDFs first, and the checks of some."""
        renderer = self._start_renderer()
        # Composing and finishing take time to load, which the renderer uses to do the same.
        from report_builder import pipeline
        from report_builder.edition import Edition

        report, brand = issue.report, self._workspace.brand
        assert report is not None and brand is not None
        editions = [
            Edition(self._root, report, layout, brand, renderer, self._draft, self._standard)
            for layout in self._workspace.layouts_of(report)
        ]
        product = pipeline.run(editions, self._validator)
        folder = self._project.dist / issue.slug if self._published else self._workshop()
        files = {artefact.name: artefact.data for artefact in product.artefacts}
        if self._published:
            files[catalogue.ENTRY] = catalogue.entry(report, product)
        checks = {folder / artefact.name: artefact.verify for artefact in product.artefacts}
        return {folder / name: data for name, data in files.items()}, checks

    def _workshop(self) -> Path:
        """The folder for what is not published."""
        return self._project.drafts if self._draft else self._project.modern

    def _publish(
        self,
        state: Path,
        inputs: Digests,
        files: Mapping[Path, bytes],
        checks: Mapping[Path, Callable[[Path], None]],
    ) -> None:
        """Write files, remove those that the last build wrote and this one does not, record it.

        What is going to be written is recorded before: whatever a build that is killed leaves,
        the next one knows of it.
        """
        former = store.recall(state)
        known = former.outputs if former else {}
        outputs = {
            path.relative_to(self._root).as_posix(): store.digest(data)
            for path, data in files.items()
        }
        store.remember(state, Record({}, {**known, **outputs}))
        store.write_all(files, checks)
        store.remove(self._root / name for name in known.keys() - outputs)
        store.remember(state, Record(inputs, outputs))

    def _start_renderer(self) -> Renderer:
        if self._renderer is None:
            assert self._workspace.brand is not None
            self._renderer = self._started_ahead or self._closing.enter_context(
                Renderer(self._root, self._project.limits, self._jobs)
            )
            fonts = [self._root / name for name in self._workspace.brand.font_files()]
            self._renderer.use(fonts, self._workspace.content.exceptions)
        return self._renderer

    def _inputs(self, issue: IssueContent) -> dict[str, str]:
        """Everything that can change what is built: content, layouts, brand, and the tools."""
        report, brand = issue.report, self._workspace.brand
        assert report is not None and brand is not None
        layouts = self._workspace.layouts_of(report)
        files = [
            self._root / SERIES,
            *store.files_below(self._project.reports / "images"),
            *store.files_below(self._project.reports / issue.slug),
            *(path for layout in layouts for path in store.files_below(layout.folder)),
            *store.files_below(self._root / PATTERNS),
            *(self._root / name for name in brand.files()),
            *(self._root / name for name in report.files()),
        ]
        if (self._root / EXCEPTIONS).exists():
            files.append(self._root / EXCEPTIONS)
        judge = {"veraPDF": self._validator.identity} if self._validator else {}
        return store.digests(self._root, files) | _tools() | judge | _on_earlier_maps(report)

    def _state_file(self, slug: str) -> Path:
        kind = "draft" if self._draft else "final"
        if self._standard is not Standard.ARCHIVE:
            kind = self._standard.value.replace("/", "-")
        return self._project.state / f"{slug}.{kind}.json"


def _on_earlier_maps(report: Report) -> dict[str, str]:
    """What an issue shows of the earlier ones: their number, and where which municipality lies."""
    shown = [
        (earlier.issue.number, place.name, str(place.coordinates))
        for earlier in report.earlier
        for place in (case.municipality for case in earlier.places)
    ]
    if not shown:
        return {}
    return {"the map of earlier issues": store.digest(json.dumps(shown).encode())}


@cache
def _tools() -> dict[str, str]:
    """The versions of the libraries, and a digest of this program."""
    package = Path(report_builder.__file__).parent
    sources = [path for path in store.files_below(package) if path.suffix in (".py", ".java")]
    own = json.dumps(store.digests(package, sources)).encode()
    return {name: version(name) for name in _LIBRARIES} | {"report-builder": store.digest(own)}
