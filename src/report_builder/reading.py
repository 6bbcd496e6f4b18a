"""The one way to read a file that content, brand or layout names: it cannot lead out of them."""

import os
import stat
from pathlib import Path, PurePosixPath

# What may be printed lies here; not what was built, nor what belongs to git or an editor.
FOLDERS = ("assets", "layouts", "reports")
MAX_BYTES = 64 * 1024 * 1024

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Opening a pipe must not wait for somebody to write into it.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


def locate(root: Path, name: str) -> PurePosixPath:
    """Where `name` really lies, relative to the project: links are followed.

    Raises ValueError for what lies outside FOLDERS or is hidden.
    """
    root = root.resolve()
    path = Path(os.path.realpath(root / name))
    if not path.is_relative_to(root):
        raise ValueError("the file lies outside the project")
    found = PurePosixPath(path.relative_to(root).as_posix())
    if found.parts[:1] not in {(folder,) for folder in FOLDERS}:
        raise ValueError(f"the file lies outside {', '.join(FOLDERS)}")
    if any(part.startswith(".") for part in found.parts):
        raise ValueError("the file is hidden")
    return found


def read(root: Path, path: PurePosixPath) -> bytes:
    """The content of a regular file below `root`, by its path from `locate`.

    No link is followed any more, so that none put there meanwhile leads astray. Raises OSError,
    and ValueError for what is no regular file or too large.
    """
    with os.fdopen(_open(root, path), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("this is not a file")
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"the file is larger than {MAX_BYTES // 2**20} MiB")
    return data


def _open(root: Path, path: PurePosixPath) -> int:
    """A descriptor of the file, reached folder by folder (openat)."""
    folder = os.open(root.resolve(), _FOLDER)
    try:
        for part in path.parts[:-1]:
            inner = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(path.name, _FILE, dir_fd=folder)
    finally:
        os.close(folder)
