"""Loading a series: every file of `reports/` is read and checked before anything is written."""

import pickle
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from report_builder.content import (
    accessibility,
    charts,
    checks,
    exemptions,
    hyphenation,
    validation,
)
from report_builder.content.files import folders
from report_builder.content.languages import is_language
from report_builder.content.model import (
    CaseStudy,
    Earlier,
    Issue,
    Municipality,
    Report,
    Series,
)
from report_builder.content.node import Node, Source
from report_builder.content.rules import WRITTEN, Finding, problem
from report_builder.content.suggestion import closest
from report_builder.content.types import is_slug, slugify
from report_builder.content.yaml import START, Tree
from report_builder.errors import Problem, Severity

M = TypeVar("M", bound=Node)

REPORTS = "reports"
SERIES = "reports/series.yaml"
_DEFAULT_LANGUAGE = "de"


@dataclass(frozen=True)
class Document:
    """What can be read of one file, and the places in it."""

    node: Node
    tree: Tree


@dataclass(frozen=True)
class Reading:
    """Everything that was read of an issue; see `IssueContent`."""

    report: Report | None
    readable: Issue | None
    tree: Tree
    documents: list[Document]


@dataclass
class IssueContent:
    """One folder under reports/: its report, None if it cannot be used, and what is wrong.

    `readable` is what can be read of issue.yaml even so, and `tree` the places in it; `documents`
    are all its files. What was read unfolds when it is asked for, and takes a tenth of the memory
    after `fold`: a series may have thousands of issues. `folded` is None if that is not worth it.
    """

    slug: str
    reading: Reading | None
    folded: bytes | None
    problems: list[Problem]
    usable: bool
    number: int | None
    status: object
    """As it is written, be it a status or not."""
    municipalities: tuple[Municipality, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    @property
    def file(self) -> str:
        return f"{REPORTS}/{self.slug}/issue.yaml"

    @property
    def broken(self) -> bool:
        return not self.usable or has_errors(self.problems)

    @property
    def report(self) -> Report | None:
        report = self._reading().report
        return report and replace(report, earlier=self.earlier)

    @property
    def readable(self) -> Issue | None:
        return self._reading().readable

    @property
    def tree(self) -> Tree:
        return self._reading().tree

    @property
    def documents(self) -> list[Document]:
        return self._reading().documents

    def fold(self) -> None:
        """Take little memory until it is asked for something again."""
        if self.folded is not None:
            self.reading = None

    def _reading(self) -> Reading:
        if self.reading is None:
            assert self.folded is not None
            self.reading = pickle.loads(zlib.decompress(self.folded))
        return self.reading


@dataclass
class Content:
    """Everything under reports/; problems of the series concern every issue.

    `exceptions` are the words that are divided in a way of their own, see `hyphenation.read`.
    """

    series: Series | None
    language: str
    problems: list[Problem]
    issues: list[IssueContent]
    documents: list[Document] = field(default_factory=list)
    exceptions: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def all_problems(self) -> list[Problem]:
        """All problems of all files, by file and line."""
        return shown({*self.problems, *(p for issue in self.issues for p in issue.problems)})


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def shown(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without the ignored ones, by file and line."""
    return sorted(problem for problem in problems if problem.severity is not Severity.IGNORED)


def load(root: Path) -> Content:
    """Read series and issues below `root`; nothing is left out quietly."""
    series, tree, findings = validation.read(Series, root, SERIES)
    language = _language(series, tree)
    readable = series if series is not None else validation.salvage(Series, tree)
    if readable is not None:
        findings += validation.resolve_files(root, readable, tree, root / REPORTS)
        held = WRITTEN if series is not None else ()
        findings += _editorial(readable, tree, Severity.WARNING, held)
        findings += checks.reference_findings(readable, tree, ())
    exceptions, faults = hyphenation.read(root)
    findings += faults
    slugs = folders(root / REPORTS)
    loaders = (_IssueLoader(root, slug, series) for slug in slugs)
    issues = [_content(loader, language, folding=len(slugs) > 1) for loader in loaders]
    _settle(issues, language)
    documents = [Document(readable, tree)] if readable is not None else []
    return Content(series, language, problems(findings, language), issues, documents, exceptions)


def _content(loader: "_IssueLoader", language: str, folding: bool) -> IssueContent:
    report, value = loader.load(), loader.tree.value
    reading = Reading(report, loader.readable, loader.tree, loader.documents)
    content = IssueContent(
        loader.slug,
        reading,
        zlib.compress(pickle.dumps(reading), 1) if folding else None,
        problems(loader.findings, language),
        usable=report is not None,
        number=loader.issue.number if loader.issue else None,
        status=value.get("status") if isinstance(value, dict) else None,
        municipalities=report.municipalities if report else (),
    )
    content.fold()
    return content


def _settle(issues: Sequence[IssueContent], language: str) -> None:
    """What one has to know of an issue to know it of another: its number, and where it is from."""
    for issue, finding in checks.duplicate_numbers(issues):
        issue.problems = sorted([*issue.problems, problem(finding, language)])
    final = [
        Earlier(Source(issue.file), issue.number, issue.municipalities)
        for issue in issues
        if issue.usable and issue.status == "final" and issue.number is not None
    ]
    final.sort(key=lambda earlier: earlier.number)
    for issue in issues:
        number = issue.number or 0
        issue.earlier = tuple(earlier for earlier in final if earlier.number < number)


def _editorial(
    node: Node, tree: Tree, placeholders: Severity, held: Collection[str]
) -> Iterator[Finding]:
    """What the editors' judgement is about, and where they used it; see `exemptions.settle`."""
    unread = list(accessibility.findings(node, tree))
    # The cells that a row has too many are not printed, which is what `table-row` says.
    rows = {(finding.path, finding.line) for finding in unread if finding.rule == "table-row"}
    found = [
        finding
        for finding in checks.text_findings(node, tree, placeholders)
        if finding.rule != "text-lost" or (finding.path, finding.line) not in rows
    ]
    return exemptions.settle(node, tree, [*found, *unread], held)


def _language(series: Series | None, tree: Tree) -> str:
    """The language of the messages, even where series.yaml itself is broken."""
    if series is not None:
        return series.language
    written = tree.value.get("language") if isinstance(tree.value, dict) else None
    return written if isinstance(written, str) and is_language(written) else _DEFAULT_LANGUAGE


def problems(findings: Iterable[Finding], language: str) -> list[Problem]:
    """The findings in words, by file and line."""
    return sorted(problem(finding, language) for finding in findings)


class _IssueLoader:
    """Reads one folder under reports/, gathering what is wrong on the way."""

    def __init__(self, root: Path, slug: str, series: Series | None) -> None:
        self.slug = slug
        self.folder = root / REPORTS / slug
        self.file = f"{REPORTS}/{slug}/issue.yaml"
        self.issue: Issue | None = None
        self.readable: Issue | None = None
        self.tree = Tree(self.file)
        self.findings: list[Finding] = []
        self.documents: list[Document] = []
        self._root = root
        self._series = series

    def load(self) -> Report | None:
        if not is_slug(self.slug):
            folder = f"{REPORTS}/{self.slug}"
            self._add("bad-name", folder, got=self.slug, suggestion=slugify(self.slug))
        if not (self.folder / "issue.yaml").exists():
            self._add("missing-issue-file", self.file, folder=f"{REPORTS}/{self.slug}")
            return None
        self.issue, self.tree = self._read(Issue, self.file)
        cases = self._case_studies()
        self._check_references()
        if self.issue is None or self._series is None or None in cases:
            return None
        present = tuple(case for case in cases if case is not None)
        return Report(self.slug, self._series, self.issue, present)

    def _add(self, rule: str, file: str, **facts: Any) -> None:
        """A finding about a file as a whole."""
        self.findings.append(Finding(rule, file, *START, (), facts))

    def _read(self, model: type[M], file: str) -> tuple[M | None, Tree]:
        """One file; what can be checked of a broken one is checked all the same."""
        node, tree, findings = validation.read(model, self._root, file)
        self.findings += findings
        readable = node if node is not None else validation.salvage(model, tree)
        if readable is not None:
            self.documents.append(Document(readable, tree))
            if isinstance(readable, Issue):
                self.readable = readable
            self.findings += validation.resolve_files(self._root, readable, tree, self.folder)
            draft = self.readable is not None and self.readable.status == "draft"
            severity = Severity.WARNING if draft else Severity.ERROR
            held = WRITTEN if node is not None else ()
            self.findings += _editorial(readable, tree, severity, held)
            self.findings += charts.findings(readable, tree)
        return node, tree

    def _case_studies(self) -> list[CaseStudy | None]:
        """Read every case study in the folder, listed or not, and return the listed ones."""
        names, written = self._listed(), self._written()
        cases = {name: self._read(CaseStudy, self._case_file(name))[0] for name in written}
        self._check_list(names, written)
        self._check_folder()
        readable = self.tree.value is not None
        for name in sorted(set(written) - set(names)) if readable else ():
            self._add("unlisted-case-study", self._case_file(name), name=name, issue=self.file)
        return [cases.get(name) for name in names]

    def _check_references(self) -> None:
        """References in every file to what the issue lists; nothing can be said without a list."""
        names = [name for name in self._listed() if name]
        for document in self.documents if names else ():
            self.findings += checks.reference_findings(document.node, document.tree, names)

    def _check_folder(self) -> None:
        """Files that look like case studies but are not read, such as musterstadt.yml."""
        for path in sorted((self.folder / "case-studies").glob("*")):
            if path.suffix.lower() in (".yml", ".yaml", ".txt") and path.suffix != ".yaml":
                name = f"{slugify(path.name.split('.')[0])}.yaml"
                file = f"{REPORTS}/{self.slug}/case-studies/{path.name}"
                if not path.name.startswith(("_", ".")):
                    self._add("unexpected-file", file, got=path.name, suggestion=name)

    def _check_list(self, names: list[str], written: list[str]) -> None:
        known: set[str] = set()
        for index, name in enumerate(names):
            rule, facts = None, {"got": name}
            if name and name not in written:
                rule, meant = "missing-case-study", closest(name, written)
                facts |= {"file": self._case_file(name), "meant": meant or ""}
            elif name and name in known:
                rule = "duplicate-item"
            known.add(name)
            if rule:
                path = ("case_studies", index)
                self.findings.append(validation.at(self.tree, path, rule, facts))

    def _listed(self) -> list[str]:
        """The names in issue.yaml, even where another part is broken; "" for what is none."""
        value = self.tree.value.get("case_studies") if isinstance(self.tree.value, dict) else None
        names = value if isinstance(value, list) else []
        return [name if isinstance(name, str) else "" for name in names]

    def _written(self) -> list[str]:
        paths = (self.folder / "case-studies").glob("*.yaml")
        return sorted(path.stem for path in paths if not path.name.startswith(("_", ".")))

    def _case_file(self, name: str) -> str:
        return f"{REPORTS}/{self.slug}/case-studies/{name}.yaml"
