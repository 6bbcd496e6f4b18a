"""What content and brand bring along, looked at before anything is rendered: pictures, glyphs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from report_builder import store
from report_builder.brand import FontFile
from report_builder.content import checks, validation
from report_builder.content.files import FileFault
from report_builder.content.loading import Document
from report_builder.content.node import FileNode
from report_builder.content.rules import Finding
from report_builder.content.yaml import START
from report_builder.project import Project

Faults = dict[PurePosixPath, list[FileFault]]


@dataclass(frozen=True)
class Material:
    """All files of content, the brand's if it can be used, and the folders of the layouts."""

    content: list[Document]
    brand: Document | None
    layouts: list[Path] = field(default_factory=list)

    @property
    def documents(self) -> list[Document]:
        return [*self.content, *([self.brand] if self.brand else [])]


def findings(project: Project, material: Material) -> Iterator[Finding]:
    """What is wrong with the pictures, the fonts, and the characters of the texts."""
    yield from _pictures(project, material)
    if material.brand is not None:
        yield from _glyphs(project.root, material.content, material.brand)


def _glyphs(root: Path, content: list[Document], brand: Document) -> Iterator[Finding]:
    from report_builder import fonts  # slow

    nodes = {str(node.path): node for node in _files(brand) if isinstance(node, FontFile)}
    drawable, faults = fonts.examine(root, nodes)
    for file, reason in faults.items():
        place = nodes[file].origin.at("path")
        facts = {"name": nodes[file].file, "reason": reason}
        yield validation.at(brand.tree, place.path, "bad-font", facts)
    if drawable:
        for document in content:
            yield from checks.glyph_findings(document.node, document.tree, drawable)


def _pictures(project: Project, material: Material) -> Iterator[Finding]:
    from report_builder.pictures import inspection  # slow

    loose = set(_layout_pictures(project.root, material.layouts, inspection.SUFFIXES))
    named = {n.path for d in material.documents for n in _files(d) if not isinstance(n, FontFile)}
    faults = inspection.inspect(project.root, loose | named, project.pictures)
    for document in material.documents:
        yield from _named_pictures(document, faults)
    for path in sorted(loose):  # only templates and style sheets name these
        for fault in faults[path]:
            facts = {"name": path.name, **fault.facts}
            yield Finding(fault.rule, str(path), *START, (), facts)


def _named_pictures(document: Document, faults: Faults) -> Iterator[Finding]:
    for node in _files(document):
        key = type(node).model_fields["file"].alias or "file"
        for fault in faults.get(node.path, ()):
            facts = {"name": node.file, **fault.facts}
            yield validation.at(document.tree, node.origin.at(key).path, fault.rule, facts)


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
