"""The merged HTML of an issue with its resources, for a browser or another renderer."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from report_builder import store
from report_builder.brand import Brand
from report_builder.content.model import Report
from report_builder.errors import StorageError
from report_builder.layout.composition import Composition
from report_builder.layout.description import Layout
from report_builder.project import Project

PAGE = "index.html"
_NOT_FOR_READERS = (".html", ".yaml", ".yml")


def write(project: Project, report: Report, layout: Layout, brand: Brand, target: Path) -> Path:
    """Write index.html and everything that it names, at the same relative places, to `target`."""
    composition = Composition(project.root, report, layout, brand)
    html = composition.document(composition.sections())
    for name in sorted({*report.files(), *brand.files(), *_layout_files(project, layout)}):
        if name.suffix not in _NOT_FOR_READERS:
            _copy(project.root / name, target / name)
    store.write(target / PAGE, html.encode())
    return target / PAGE


def _layout_files(project: Project, layout: Layout) -> Iterator[PurePosixPath]:
    for path in store.files_below(layout.folder):
        yield PurePosixPath(path.relative_to(project.root).as_posix())


def _copy(source: Path, target: Path) -> None:
    try:
        data = source.read_bytes()
    except OSError as error:
        raise StorageError(target, f"{source}: {error.strerror}") from error
    store.write(target, data)
