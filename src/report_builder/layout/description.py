"""layout.yaml: what a layout is called, which parts it prints, which options it offers.

The form follows MyST's template.yml: options with id, type, title, description, default and
choices; parts in print order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from report_builder.content import exemptions, validation, yaml
from report_builder.content.files import folders
from report_builder.content.model import Conclusion, Issue, Project, Report, Series
from report_builder.content.node import Node
from report_builder.content.rules import IGNORABLE, Finding
from report_builder.content.suggestion import closest
from report_builder.content.types import Boolean, Line, OneOf, Slug

LAYOUTS = "layouts"
DESCRIPTION = "layout.yaml"
# Templates that every layout has beside those of its parts: the document around the sections, the
# mark over the pages of a draft.
SHELL = "document.html"
DRAFT_MARK = "draft.html"
# The card for social media, which shows the main edition of an issue: its first layout has one.
SOCIAL_CARD = "social.html"
# The strip on the first page of a case study that is published by itself, where a layout has one.
STRIP = "strip.html"
# The label that says what every other edition is.
EDITION = "edition"

# What the map needs; a part that waits for it is left out as well where there is no base map.
PLACES = "places"

OptionType = Annotated[str, OneOf("boolean", "choice")]
_PLACES: dict[str, type[Node]] = {
    "issue": Issue,
    "issue.conclusion": Conclusion,
    "series": Series,
    "series.project": Project,
}
# What a part can wait for: something gathered from the whole report, or optional content of the
# issue, its conclusion, the series, or the series' project.
NEEDS = (
    *("charts", "index", "overview", PLACES),
    *(
        f"{place}.{name}"
        for place, model in _PLACES.items()
        for name, field in model.own_fields().items()
        if not field.is_required()
    ),
)
Labels = Mapping[str, Any]


class Option(Node):
    """Something an issue may choose under `layout_options`."""

    id: Line
    type: OptionType
    title: Line
    description: Line | None = None
    default: Line
    choices: list[Line] = []

    def allowed(self) -> list[str]:
        return self.choices if self.type == "choice" else ["true", "false"]

    def value(self, written: str) -> str | bool:
        return written if self.type == "choice" else written == "true"


class Part(Node):
    """One kind of section: the template <id>.html, printed once or for each case study.

    `needs` is a field of the report (`issue.foreword`); without content there the part is left
    out, or, if it is `required`, missed. `when` names the values of options that call for it.
    """

    id: Slug
    each: Annotated[str, OneOf("case_studies")] | None = None
    needs: Line | None = None
    required: Boolean = False
    when: dict[str, Line] = {}


class Description(Node):
    """layouts/<name>/layout.yaml"""

    title: Line
    description: Line | None = None
    version: Line
    options: list[Option] = []
    parts: list[Part]


@dataclass(frozen=True)
class Layout:
    """A layout that can be used: its folder relative to the project, and its labels."""

    name: str
    folder: Path
    description: Description
    labels: Mapping[str, Labels]

    def speaks(self, language: str) -> str | None:
        """The language of the labels for `language`: itself, or without its region."""
        return next(
            (code for code in (language, language.split("-")[0]) if code in self.labels), None
        )

    def edition(self, language: str) -> str | None:
        """What an issue in this layout is, beside its main edition; None where no label says so."""
        label = self.labels.get(self.speaks(language) or "", {}).get(EDITION)
        return label if isinstance(label, str) else None

    def options(self, chosen: Mapping[str, str]) -> dict[str, str | bool]:
        """The value of every option: what the issue chose, otherwise the default."""
        return {o.id: o.value(chosen.get(o.id, o.default)) for o in self.description.options}

    def parts(self, report: Report) -> Iterator[Part]:
        """The parts that are printed for this report, in order."""
        chosen = {option.id: option.default for option in self.description.options}
        chosen |= report.issue.layout_options
        for part in self.description.parts:
            wanted = all(chosen.get(option) == value for option, value in part.when.items())
            if wanted and (part.needs is None or content_at(report, part.needs)):
                yield part


def content_at(report: Report, field: str) -> Any:
    """The content at a dotted path such as `issue.foreword`; None where the path ends early."""
    node: Any = report
    for name in field.split("."):
        node = getattr(node, name, None)
    return node


def available(root: Path) -> list[str]:
    names = folders(root / LAYOUTS)
    return [name for name in names if (root / LAYOUTS / name / DESCRIPTION).is_file()]


def read_all(root: Path, issue: Issue, tree: yaml.Tree) -> tuple[list[Layout], list[Finding]]:
    """The layouts that an issue names, none if one cannot be used, and what is wrong with them."""
    found: dict[str, Layout | None] = {}
    findings: list[Finding] = []
    known = available(root)
    for index, name in enumerate(issue.layout):
        place = _place(tree, index)
        if name in found:
            findings.append(validation.at(tree, place, "duplicate-item", {"got": name}))
            continue
        found[name] = None
        if name in known:
            found[name], more = read(root, name)
            findings += more
        else:
            facts = {"got": name, "allowed": known, "meant": closest(name, known)}
            findings.append(validation.at(tree, place, "unknown-layout", facts))
    usable = [layout for layout in found.values() if layout is not None]
    return usable if len(usable) == len(found) else [], findings


def _place(tree: yaml.Tree, index: int) -> yaml.Path:
    """Where an issue names a layout: a single one may stand there without a list."""
    place = ("layout", index)
    return place if place in tree.values else place[:1]


def read(root: Path, name: str) -> tuple[Layout | None, list[Finding]]:
    """The layout `name`, None if it cannot be used, and what is wrong with it."""
    file = f"{LAYOUTS}/{name}/{DESCRIPTION}"
    description, tree, findings = validation.read(Description, root, file)
    if description is None:
        return None, findings
    folder = root / LAYOUTS / name
    findings += _template_findings(description, tree, folder)
    findings += _own_findings(description, tree)
    findings += exemptions.settle(description, tree, (), IGNORABLE)
    labels, more = read_labels(root, folder)
    return Layout(name, folder, description, labels), findings + more


def read_labels(root: Path, folder: Path) -> tuple[dict[str, Labels], list[Finding]]:
    """The files labels.<language>.yaml of a folder, by language."""
    labels: dict[str, Labels] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("labels.*.yaml")):
        tree, faults = yaml.parse(path.read_bytes(), path.relative_to(root).as_posix())
        findings += faults
        if isinstance(tree.value, dict):
            labels[path.name.split(".")[1]] = tree.value
    return labels, findings


def _template_findings(
    description: Description, tree: yaml.Tree, folder: Path
) -> Iterator[Finding]:
    places: list[tuple[str, yaml.Path]] = [(name, ()) for name in (SHELL, DRAFT_MARK)]
    parts = enumerate(description.parts)
    places += [(f"{part.id}.html", ("parts", index, "id")) for index, part in parts]
    for name, path in places:
        if not (folder / name).is_file():
            yield validation.at(tree, path, "missing-template", {"got": name})


def _own_findings(description: Description, tree: yaml.Tree) -> Iterator[Finding]:
    """Defaults that are no choice, and parts that wait for what there is not."""
    options = {option.id: option.allowed() for option in description.options}
    for option in description.options:
        if option.default not in options[option.id]:
            yield _not_allowed(
                tree, option.origin.at("default").path, option.default, options[option.id]
            )
    for part in description.parts:
        for name, value in part.when.items():
            path = part.origin.at("when", name).path
            if name not in options:
                yield _not_allowed(tree, path, name, list(options))
            elif value not in options[name]:
                yield _not_allowed(tree, path, value, options[name])
        if part.needs and part.needs not in NEEDS:
            yield _not_allowed(tree, part.origin.at("needs").path, part.needs, list(NEEDS))


def _not_allowed(tree: yaml.Tree, path: yaml.Path, got: str, allowed: list[str]) -> Finding:
    facts = {"got": got, "allowed": allowed, "meant": closest(got, allowed)}
    return validation.at(tree, path, "not-allowed", facts)


def check(report: Report, layouts: Sequence[Layout], tree: yaml.Tree) -> Iterator[Finding]:
    """Whether the issue gives its layouts what they need, and they what their place needs."""
    for index, layout in enumerate(layouts):
        place, named = _place(tree, index), {"layout": layout.name}
        for part in layout.description.parts:
            if part.required and part.needs and not content_at(report, part.needs):
                missed = named | {"part": part.needs.removeprefix("issue.")}
                yield validation.at(tree, place, "missing-part", missed)
        if layout.speaks(report.language) is None:
            facts = named | {"got": report.language, "allowed": ", ".join(layout.labels)}
            yield validation.at(tree, ("language",), "missing-labels", facts)
        elif lacking := _lacking(layout, report.language, first=index == 0):
            yield validation.at(tree, place, "layout-place", named | {"got": lacking})


def _lacking(layout: Layout, language: str, *, first: bool) -> str | None:
    """What only the first layout of an issue needs, or only the others."""
    if first:
        return None if (layout.folder / SOCIAL_CARD).is_file() else SOCIAL_CARD
    return None if layout.edition(language) else EDITION


def check_options(issue: Issue, layouts: Sequence[Layout], tree: yaml.Tree) -> Iterator[Finding]:
    """Whether the issue chooses only what one of its layouts offers, and each of them allows."""
    offered = [option for layout in layouts for option in layout.description.options]
    for name, value in issue.layout_options.items():
        path = ("layout_options", name)
        options = [option for option in offered if option.id == name]
        if not options:
            ids = list(dict.fromkeys(option.id for option in offered))
            known = {"key": name, "known": ids, "meant": closest(name, ids)}
            yield validation.at(tree, path, "unknown-key", known, at_key=True)
        elif value is None:
            yield validation.at(tree, path, "empty-value", {"key": name}, at_key=True)
        elif refusing := [o.allowed() for o in options if value not in o.allowed()]:
            yield _not_allowed(tree, path, str(value), refusing[0])
