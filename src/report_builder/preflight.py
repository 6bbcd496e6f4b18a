"""What content and brand bring along, looked at before anything is rendered: pictures, glyphs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from report_builder import cache, store
from report_builder.brand import FontFile
from report_builder.content import checks, validation
from report_builder.content.files import FileFault
from report_builder.content.loading import Document
from report_builder.content.node import FileNode
from report_builder.content.rules import Finding
from report_builder.content.yaml import START
from report_builder.project import Project

if TYPE_CHECKING:
    from report_builder.pictures.inspection import Verdict


@dataclass(frozen=True)
class Material:
    """All files of content, which are looked at more than once, the brand's if it can be used, and
    the folders of the layouts."""

    content: Iterable[Document]
    brand: Document | None
    layouts: list[Path] = field(default_factory=list)

    @property
    def documents(self) -> Iterator[Document]:
        yield from self.content
        if self.brand:
            yield self.brand


def findings(project: Project, material: Material) -> Iterator[Finding]:
    """What is wrong with the fonts, the pictures, and the characters of texts and drawings."""
    drawable: frozenset[int] = frozenset()
    if material.brand is not None:
        drawable, broken = _fonts(project, material.brand)
        yield from broken
    if drawable:
        for document in material.content:
            yield from checks.glyph_findings(document.node, document.tree, drawable)
    yield from _pictures(project, material, drawable)


def _fonts(project: Project, brand: Document) -> tuple[frozenset[int], list[Finding]]:
    """The code points that the brand can draw, none if that is unknown; its broken fonts."""
    from report_builder import fonts  # slow where one is new

    nodes = {str(node.path): node for node in _files(brand) if isinstance(node, FontFile)}
    drawable, faults = fonts.examine(project.root, nodes, cache.of(project))
    broken = [FileFault("bad-font", {"reason": reason}) for reason in faults.values()]
    places = [nodes[file] for file in faults]
    return drawable if not faults else frozenset(), [
        _at(brand, node, f) for node, f in zip(places, broken, strict=True)
    ]


def _pictures(project: Project, material: Material, drawable: frozenset[int]) -> Iterator[Finding]:
    from report_builder.pictures import inspection  # slow

    loose = set(_layout_pictures(project.root, material.layouts, inspection.SUFFIXES))
    named = {n.path for d in material.documents for n in _files(d) if not isinstance(n, FontFile)}
    verdicts = inspection.inspect(project.root, loose | named, project.pictures)
    faults = {path: list(_faults(verdict, drawable)) for path, verdict in verdicts.items()}
    for document in material.documents:
        for node in _files(document):
            yield from (_at(document, node, fault) for fault in faults.get(node.path, ()))
    for path in sorted(loose):  # only templates and style sheets name these
        for fault in faults[path]:
            yield Finding(fault.rule, str(path), *START, (), {"name": path.name, **fault.facts})


def _faults(verdict: "Verdict", drawable: frozenset[int]) -> Iterator[FileFault]:
    yield from verdict.faults
    if drawable and (missing := checks.missing_glyphs(verdict.lettering, drawable)):
        yield FileFault("missing-glyph", {"got": missing})


def _at(document: Document, node: FileNode, fault: FileFault) -> Finding:
    """A fault of a file, at the place that names the file."""
    key = type(node).model_fields["file"].alias or "file"
    facts = {"name": node.file, **fault.facts}
    return validation.at(document.tree, node.origin.at(key).path, fault.rule, facts)


def _files(document: Document) -> Iterator[FileNode]:
    """The nodes of a document whose file is there."""
    for node in document.node.nodes():
        if isinstance(node, FileNode) and node.path.name:
            yield node


def _layout_pictures(
    root: Path, layouts: Iterable[Path], suffixes: tuple[str, ...]
) -> Iterator[PurePosixPath]:
    for folder in layouts:
        for path in store.files_below(folder):
            if path.suffix.lower() in suffixes:
                yield PurePosixPath(path.relative_to(root).as_posix())
