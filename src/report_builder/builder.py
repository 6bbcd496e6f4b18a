"""Building many issues: what is current, what failed, what no longer belongs into dist/."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from report_builder import cache, heap, store, tools
from report_builder.brand import BRAND_FILE
from report_builder.content.loading import SERIES, IssueContent
from report_builder.errors import ApprovalError, ClusterError, ReportBuilderError
from report_builder.ledger import Ledger
from report_builder.means import Means
from report_builder.project import Project
from report_builder.rendering.process import Renderer
from report_builder.review import coverage, signoffs
from report_builder.review.coverage import Standing
from report_builder.review.draft import Wishes
from report_builder.sections import Press
from report_builder.site import catalogue, hosting, making, versions
from report_builder.site.facts import INDEX
from report_builder.site.pages import SITE
from report_builder.standard import Standard
from report_builder.store import Digests, Output
from report_builder.workspace import Workspace

if TYPE_CHECKING:
    from report_builder.cluster import Cluster
    from report_builder.pipeline import Product

REFUSED = "would not be published, for want of approvals"
DUE = "would be built"
REWRITTEN = "stays as it is, but pages of the site would be written anew"
SETTLED = "stays as it is online until its version is raised"
_SITE = "site.json"
_WITHDRAWN = "it is no longer a final issue"
Listener = Callable[[str, str, list[str]], None]
"""Called with the name of an artefact, what happens to it, and the reasons."""


@dataclass
class Summary:
    """What became of each issue, by slug; `built` with its editions, the main one first; `failed`
    with the errors, broken content without.

    `unvalidated` are those of the built final ones that no validator has seen; `unapproved` the
    final ones that lack approvals and are published all the same, with what they lack. `lapsed` are
    PDFs that were signed off as accessible before they were built anew. `pages` says whether those
    of the site were written.
    """

    built: dict[str, list[Path]] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unvalidated: list[str] = field(default_factory=list)
    unapproved: dict[str, list[Standing]] = field(default_factory=dict)
    lapsed: list[str] = field(default_factory=list)
    pages: bool = False

    @property
    def slugs(self) -> set[str]:
        """Every issue that this build concerned."""
        return {*self.built, *self.current, *self.failed, *self.broken}

    @property
    def exit_code(self) -> int:
        return 1 if self.failed or self.broken else 0


def build(
    workspace: Workspace,
    slugs: tuple[str, ...],
    draft: bool,
    tell: Listener,
    renderer: Renderer | None = None,
    standard: Standard = Standard.ARCHIVE,
    means: Means | None = None,
    without_approval: bool = False,
    wishes: Wishes | None = None,
) -> Summary:
    """Build the issues that are not current: drafts of the named ones, or the final ones.

    A final issue in another `standard` than the archive's is tried, not published. One that lacks
    approvals is refused, or published with a mark `without_approval`; drafts have what is wished
    for. A `renderer` that was started ahead is used, and remains the caller's to close; otherwise
    one is started by the `means`. Raises BusyError while another build is running in the project,
    ClusterError if there is no cluster where one was named.
    """
    project = workspace.project
    ledger = Ledger(workspace, draft, standard, wishes or Wishes())
    with (
        store.locked(project.lock),
        _Build(ledger, tell, renderer, means or Means(), without_approval) as run,
    ):
        for folder in (project.dist, project.root / "build"):
            store.remove(store.litter(folder))
        for issue in workspace.selected(slugs):
            if draft or _is_final(issue):
                run.issue(issue)
                issue.fold()
                heap.tidy()
        if not draft and standard is Standard.ARCHIVE:
            run.remove_withdrawn()
            run.site()
        cache.of(project).prune()
    return run.summary


def why(workspace: Workspace, issue: IssueContent, draft: bool) -> tuple[str, list[str]]:
    """What `build` would make of an issue that is usable, and the reasons. Raises ReviewError."""
    ledger = Ledger(workspace, draft)
    if _is_final(issue) and (lacking := ledger.lacking(issue)):
        return REFUSED, coverage.advice(lacking, issue.slug)
    if draft or _is_final(issue):
        inputs = ledger.inputs(issue)
        reasons = ledger.reasons(issue.slug, inputs)
        if reasons and ledger.is_settled(issue, inputs):
            return SETTLED, reasons
        if reasons:
            return DUE, reasons
        plan = _site(workspace)
        reasons = list(plan.reasons) if plan else []
        return (REWRITTEN, reasons) if reasons else ("nothing to do, it is up to date", [])
    if issue.slug in _in_dist(workspace.project):
        return "would be removed from dist/", [_WITHDRAWN]
    return "nothing to do, it is a draft", ["report-builder why --draft tells of its draft"]


def _site(workspace: Workspace) -> making.Plan | None:
    """What the site is made of, and why it has to be made anew; None where the project has no
    templates for it. Raises VerificationError."""
    project = workspace.project
    if not (project.root / SITE).is_dir():
        return None
    known = store.digests(project.root, [project.root / SERIES, project.root / BRAND_FILE])
    record = store.recall(project.state / _SITE)
    return making.plan(project.root, project.dist, record, known | tools.versions())


def write_site(workspace: Workspace, tell: Listener) -> bool:
    """Write what is made of all issues where one of them, the series, its templates or a sign-off
    changed; whether that was so. Raises VerificationError, ReviewError, LayoutError, StorageError.
    """
    project, series, brand = workspace.project, workspace.content.series, workspace.brand
    plan = _site(workspace)
    if series is None or brand is None or plan is None or not plan.reasons:
        return False
    tell(INDEX, "writing", list(plan.reasons))
    made, kept = making.files(plan, project.root, project.dist, series, brand)
    output = Output({project.dist / name: data for name, data in made.items()})
    output.kept.update({project.dist / name: digest for name, digest in kept.items()})
    for name, data in hosting.examples(series.base_url).items():
        output.files[project.hosting / name] = data
    store.replace(project.root, project.state / _SITE, plan.inputs, output)
    return True


def due(workspace: Workspace, issue: IssueContent, draft: bool) -> list[str]:
    """The sections whose pages are not known from earlier builds, of an issue that is usable.

    Others have to be rendered as well if the numbers of their pages change.
    """
    from report_builder.edition import sheets_of
    from report_builder.layout.composition import Composition

    report, brand, ledger = issue.report, workspace.brand, Ledger(workspace, draft)
    assert report is not None and brand is not None
    press = _press(workspace, (), ledger.inputs(issue))
    return [
        sheet.job.what
        for layout in workspace.layouts_of(report)
        for _, sheet in sheets_of(
            Composition(workspace.project.root, report, layout, brand), brand, press
        )
        if not press.knows(sheet)
    ]


def _press(workspace: Workspace, lanes: Sequence[Executor], inputs: Digests) -> Press:
    project, exceptions = workspace.project, workspace.content.exceptions
    kept = cache.of(project)
    return Press(project.root, lanes, kept, inputs, tools.digest(), exceptions)


def _is_final(issue: IssueContent) -> bool:
    """Whether the issue belongs into dist/, as far as its file can be read."""
    return issue.status != "draft"


def _in_dist(project: Project) -> set[str]:
    """The issues that are in dist/, and those that a build may have begun to write there."""
    entries = project.dist.glob(f"*/{catalogue.ENTRY}")
    records = project.state.glob("*.final.json")
    return {path.parent.name for path in entries} | {path.name[:-11] for path in records}


class _Build:
    """One call of `build`: its renderer is started when the first issue needs it."""

    def __init__(
        self,
        ledger: Ledger,
        tell: Listener,
        renderer: Renderer | None,
        means: Means,
        without_approval: bool,
    ) -> None:
        self.summary = Summary()
        self._ledger = ledger
        self._workspace = ledger.workspace
        self._project = ledger.workspace.project
        self._root = self._project.root
        self._tell = tell
        self._means = means
        self._without_approval = without_approval
        self._closing = ExitStack()
        self._started_ahead = renderer
        self._renderer: Renderer | None = None
        self._cluster: Cluster | None = None

    def __enter__(self) -> "_Build":
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def issue(self, issue: IssueContent) -> None:
        """Build one issue if it is not current; what goes wrong is kept in the summary."""
        if not self._workspace.usable(issue):
            self.summary.broken.append(issue.slug)
            return
        try:
            lacking = self._ledger.lacking(issue)
            if lacking and not self._without_approval:
                raise ApprovalError(coverage.advice(lacking, issue.slug))
            self._build(issue)
            if lacking:
                self.summary.unapproved[issue.slug] = lacking
        except ClusterError:
            raise
        except ReportBuilderError as error:
            self.summary.failed[issue.slug] = str(error)

    def _build(self, issue: IssueContent) -> None:
        inputs = self._ledger.inputs(issue)
        option = {"--single-document": "given"} if self._means.single_document else {}
        reasons = self._ledger.reasons(issue.slug, inputs | option)
        if not reasons:
            self.summary.current.append(issue.slug)
            return
        if self._ledger.is_settled(issue, inputs):
            self._tell(issue.slug, SETTLED, reasons)
            self.summary.current.append(issue.slug)
            return
        self._tell(issue.slug, "building", reasons)
        output, editions = self._make(issue, inputs)
        store.replace(self._root, self._ledger.file(issue.slug), inputs | option, output)
        self.summary.built[issue.slug] = editions
        if self._ledger.published and self._ledger.validator is None:
            self.summary.unvalidated.append(issue.slug)

    def remove_withdrawn(self) -> None:
        """Take issues out of dist/ that are no longer final, or no longer there."""
        final = {issue.slug for issue in self._workspace.content.issues if _is_final(issue)}
        for slug in sorted(_in_dist(self._project) - final):
            self._tell(slug, "removing from dist/", [_WITHDRAWN])
            try:
                self._withdraw(slug)
            except ReportBuilderError as error:
                self.summary.failed[slug] = str(error)
                continue
            self.summary.removed.append(slug)

    def site(self) -> None:
        """Write the site anew where it has to be."""
        try:
            self.summary.pages = write_site(self._workspace, self._tell)
            if self.summary.pages:
                self.summary.lapsed = list(self._lapsed())
        except ReportBuilderError as error:
            self.summary.failed[INDEX] = str(error)

    def _lapsed(self) -> Iterator[str]:
        """The PDFs that were signed off as accessible, and are others since they were built."""
        for slug in self.summary.built:
            entry = catalogue.read(self._project.dist / slug / catalogue.ENTRY)
            for each in signoffs.lapsed(self._root, slug, catalogue.digests(entry)):
                yield f"{slug}/{each}"

    def _withdraw(self, slug: str) -> None:
        """Remove what the entry and the record name; the entry last, so that it can be resumed."""
        entry, state = self._project.dist / slug / catalogue.ENTRY, self._ledger.file(slug)
        files = catalogue.files(entry) if entry.exists() else []
        if record := store.recall(state):
            files += (self._root / name for name in record.outputs)
        files += versions.seals(entry.parent)
        store.remove([*(path for path in files if path != entry), state, entry])

    def _make(self, issue: IssueContent, inputs: Digests) -> tuple[Output, list[Path]]:
        """Run the pipeline: what is to be written, and which of it are whole issues, the main one
        first. Raises VersionedError, and what the pipeline raises."""
        renderer = self._start_renderer()
        # Composing and finishing take time to load, which the renderer uses to do the same.
        from report_builder import pipeline
        from report_builder.edition import Edition

        report, brand, ledger = issue.report, self._workspace.brand, self._ledger
        assert report is not None and brand is not None
        press, standard = self._press(renderer, inputs), ledger.standard
        draft = ledger.begun(issue, inputs) if ledger.draft else None
        editions = [
            Edition(self._root, report, layout, brand, renderer, draft, standard, press)
            for layout in self._workspace.layouts_of(report)
        ]
        product = pipeline.run(editions, ledger.validator)
        folder = self._project.dist / issue.slug if ledger.published else self._workshop()
        files = {folder / artefact.name: artefact.data for artefact in product.artefacts}
        checks = {folder / artefact.name: artefact.verify for artefact in product.artefacts}
        output = Output(files, checks)
        if ledger.published:
            self._add_version(output, issue, product)
        if draft is not None:
            proofs = [each.proof for each in product.publications if each.proof]
            files |= draft.files([proof for proof, _ in proofs], [each for _, each in proofs])
        return output, [folder / each.pdf.name for each in product.publications]

    def _add_version(self, output: Output, issue: IssueContent, product: "Product") -> None:
        """The PDFs once more under their version, and issue.json, which tells of everything.

        Raises VersionedError, VerificationError.
        """
        report, folder = issue.report, self._project.dist / issue.slug
        assert report is not None
        version = versions.made(report.issue.version, catalogue.updated(report.issue), product)
        versions.check(folder, version)
        earlier = versions.others(folder, version.facts["folder"])
        lacking = self._ledger.lacking(issue)
        approval = {} if lacking is None else coverage.mark(lacking)
        entry = catalogue.entry(report, product, approval, [version.facts, *earlier])
        output.files.update({folder / name: data for name, data in version.files.items()})
        output.files[folder / catalogue.ENTRY] = entry
        output.kept.update({folder / n: digest for n, digest in versions.digests(earlier).items()})

    def _press(self, renderer: Renderer, inputs: Digests) -> Press | None:
        """None where an issue has to be a single document: the experimental standard needs more
        than sections can tell of each other."""
        if self._means.single_document or self._ledger.standard is not Standard.ARCHIVE:
            return None
        return _press(self._workspace, self._lanes(renderer), inputs)

    def _lanes(self, renderer: Renderer) -> Sequence[Executor]:
        """Those of the renderer, or of the cluster that the first issue connects to."""
        if self._means.cluster is None:
            return renderer.lanes
        if self._cluster is None:
            from report_builder.cluster import Cluster

            assert self._workspace.brand is not None
            project, fonts = self._project, self._workspace.brand.font_files()
            cluster = Cluster(self._means.cluster, project.root, project.limits, fonts)
            self._cluster = self._closing.enter_context(cluster)
        return self._cluster.lanes

    def _workshop(self) -> Path:
        """The folder for what is not published."""
        return self._project.drafts if self._ledger.draft else self._project.modern

    def _start_renderer(self) -> Renderer:
        if self._renderer is None:
            assert self._workspace.brand is not None
            self._renderer = self._started_ahead or self._closing.enter_context(
                Renderer(self._root, self._project.limits, self._means.jobs)
            )
            fonts = [self._root / name for name in self._workspace.brand.font_files()]
            self._renderer.use(fonts, self._workspace.content.exceptions)
        return self._renderer
