"""What is recorded of issues that were built, and why they would be built again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from report_builder import store, tools
from report_builder.brand import Brand
from report_builder.conformance import validator
from report_builder.conformance.validator import Validator
from report_builder.content.hyphenation import EXCEPTIONS
from report_builder.content.loading import REPORTS, SERIES, IssueContent
from report_builder.content.model import Report
from report_builder.hyphenation import PATTERNS
from report_builder.layout import templates
from report_builder.press_kit import documents
from report_builder.review import coverage
from report_builder.review.coverage import Standing
from report_builder.review.draft import TEMPLATES, Draft, Wishes, begun
from report_builder.review.rounds import REVIEW
from report_builder.site import versions
from report_builder.site.pages import ARTICLE, SITE
from report_builder.standard import Standard
from report_builder.store import Digests
from report_builder.workspace import Workspace

APPROVALS = "approvals"
"""What of the inputs of an issue says whether it is approved."""


@dataclass(frozen=True)
class Ledger:
    """The records of drafts, of what is published, or of what is tried in another standard."""

    workspace: Workspace
    draft: bool = False
    standard: Standard = Standard.ARCHIVE
    wishes: Wishes = field(default_factory=Wishes)

    @property
    def published(self) -> bool:
        return not self.draft and self.standard is Standard.ARCHIVE

    @cached_property
    def validator(self) -> Validator | None:
        """Who has to see the PDFs; nobody those that reviewers wait for."""
        return validator.find() if self.published else None

    def reasons(self, slug: str, inputs: Digests) -> list[str]:
        """Why an issue that is made of `inputs` has to be built; empty if it is current."""
        record = store.recall(self.file(slug))
        return store.reasons(self.workspace.project.root, record, inputs)

    def is_settled(self, issue: IssueContent, inputs: Digests) -> bool:
        """Whether readers have this version of an issue, of which nothing changed since but the
        program, the layout, the brand or the series: that waits for the next version."""
        project, report = self.workspace.project, issue.report
        if not self.published or report is None:
            return False
        if not versions.is_sealed(project.dist / issue.slug, report.issue.version):
            return False
        record = store.recall(self.file(issue.slug))
        if record is None or not record.inputs or store.lost(project.root, record):
            return False
        return not any(map(_is_own, store.changed(record, inputs)))

    def file(self, slug: str) -> Path:
        """The record of an issue."""
        kind = "draft" if self.draft else "final"
        if self.standard is not Standard.ARCHIVE:
            kind = self.standard.value.replace("/", "-")
        return self.workspace.project.state / f"{slug}.{kind}.json"

    def inputs(self, issue: IssueContent) -> dict[str, str]:
        """Everything that can change what is built: content, layouts, brand, and the tools;
        whether it is approved, which is published with it; of drafts, what they are compared with.

        Raises ReviewError, and what `draft.begun` raises.
        """
        found = self._inputs(issue)
        return found | self.begun(issue, found).made_of if self.draft else found

    def begun(self, issue: IssueContent, inputs: Digests) -> Draft:
        """The draft that is made of `inputs`. Raises what `draft.begun` raises."""
        workspace = self.workspace
        return begun(workspace.project, workspace.content, issue, inputs, self.wishes)

    def _inputs(self, issue: IssueContent) -> dict[str, str]:
        report = issue.report
        assert report is not None
        own = [*_content(self.workspace.project.reports / issue.slug), *self._named(report)]
        found = self._digests(own)
        for layout in self.workspace.layouts_of(report):
            found |= self._of_layouts[layout.name]
        judge = {"veraPDF": self.validator.identity} if self.validator else {}
        mark = self._approval(issue)
        return found | self._of_all | tools.versions() | judge | mark | _on_earlier_maps(report)

    def _digests(self, files: Iterable[Path]) -> dict[str, str]:
        return store.digests(self.workspace.project.root, files, self.workspace.seen)

    def _named(self, content: Report | Brand) -> list[Path]:
        return [self.workspace.project.root / name for name in content.files()]

    @cached_property
    def _of_layouts(self) -> dict[str, dict[str, str]]:
        """The files of each layout, looked for once for all issues."""
        layouts = self.workspace.layouts.values()
        return {each.name: self._digests(store.files_below(each.folder)) for each in layouts}

    @cached_property
    def _of_all(self) -> dict[str, str]:
        """What every issue is made of, whatever its content and its layouts."""
        project, brand = self.workspace.project, self.workspace.brand
        assert brand is not None
        files = [
            project.root / SERIES,
            *store.files_below(project.reports / "images"),
            *store.files_below(project.root / PATTERNS),
            *self._named(brand),
        ]
        if self.draft:
            files += store.files_below(project.root / TEMPLATES)
        if self.published:
            files += templates.sources(project.root / SITE, ARTICLE)
            files += documents.templates(project.root)
        if (project.root / EXCEPTIONS).exists():
            files.append(project.root / EXCEPTIONS)
        return self._digests(files)

    def lacking(self, issue: IssueContent) -> list[Standing] | None:
        """The approvals that are missing before an issue is published; None where it needs none.

        Raises ReviewError.
        """
        workspace, series = self.workspace, self.workspace.content.series
        if not self.published or series is None or not series.review.required:
            return None
        return coverage.of(workspace.project, workspace.content, issue).lacking()

    def _approval(self, issue: IssueContent) -> dict[str, str]:
        lacking = self.lacking(issue)
        words = "; ".join(map(str, lacking or ())) or "complete"
        return {} if lacking is None else {APPROVALS: words}


def _is_own(name: str) -> bool:
    """Whether an input is an issue's own, not one of all issues."""
    return name == APPROVALS or (name.startswith(f"{REPORTS}/") and name != SERIES)


def _content(folder: Path) -> list[Path]:
    """The files of an issue without what reviewers said of it."""
    reviews = folder / REVIEW
    return [path for path in store.files_below(folder) if reviews not in path.parents]


def _on_earlier_maps(report: Report) -> dict[str, str]:
    """What an issue shows of the earlier ones: their number, and where which municipality lies."""
    shown = [
        (earlier.number, place.name, str(place.coordinates))
        for earlier in report.earlier
        for place in earlier.municipalities
    ]
    if not shown:
        return {}
    return {"the map of earlier issues": store.digest(json.dumps(shown).encode())}
