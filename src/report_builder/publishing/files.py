"""What goes online: the files of dist/, in the order in which readers may see them."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from report_builder import store
from report_builder.site.kinds import is_versioned

# What names other files: pages, feeds, lists of files.
_NAMING = {".html", ".atom", ".xml", ".json"}
_SUMS = "SHA256SUMS"
_FRONT = "index.html"


@dataclass(frozen=True)
class File:
    """A file by its path below the folder, with its size in bytes and its SHA-256."""

    path: str
    size: int
    digest: str


def is_naming(path: str) -> bool:
    """Whether it is a page, a feed or a list: it names files that have to be there before it."""
    name = PurePosixPath(path)
    return name.suffix in _NAMING or name.name == _SUMS


def _turn(path: str) -> tuple[int, str]:
    """Versioned files first, then what names nothing, then what does, the front page last."""
    if is_versioned(path):
        return 0, path
    return 1 + is_naming(path) + (path == _FRONT), path


def files_of(folder: Path) -> list[File]:
    """The files of a folder, in the order in which they go online; hidden ones stay here."""
    found = []
    for path in store.files_below(folder):
        data = path.read_bytes()
        found.append(File(path.relative_to(folder).as_posix(), len(data), store.digest(data)))
    return sorted(found, key=lambda file: _turn(file.path))
