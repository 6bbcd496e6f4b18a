"""Finding the files that content names, the same way on every file system."""

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from report_builder import reading
from report_builder.content.suggestion import closest


@dataclass(frozen=True)
class FileFault:
    """The rule that a file name breaks, and the facts for its message."""

    rule: str
    facts: dict[str, Any] = field(default_factory=dict)


def folders(parent: Path) -> list[str]:
    """Names of the folders in `parent`, except `images` and those parked with a leading _ or ."""
    names = [name for name in sorted(_names(parent)) if (parent / name).is_dir()]
    return [name for name in names if name != "images" and not name.startswith(("_", "."))]


def find_file(
    root: Path, bases: Sequence[Path], name: str, types: tuple[str, ...]
) -> PurePosixPath | FileFault:
    """The file `name` relative to `root`, looked for from each of `bases` in turn.

    Its suffix has to be one of `types`.

    Upper and lower case have to agree even where the file system does not care, and an accented
    letter matches however it is composed (Unicode NFC or NFD), so that a project that builds here
    builds everywhere.
    """
    folder = bases[0].relative_to(root).as_posix() + "/"
    inside = False
    for base in bases:
        path = Path(os.path.normpath(base / name))
        if not path.is_relative_to(root) or Path(name).is_absolute():
            continue
        inside = True
        found = _exact(root, path.relative_to(root).parts)
        if found and not _may_be_read(root, found):
            return FileFault("file-outside", {"got": name, "folder": folder})
        if found and (root / found).is_file():
            return _of_type(found, name, types)
    if not inside:
        return FileFault("file-outside", {"got": name, "folder": folder})
    meant = _similar(bases[0], name, types)
    return FileFault("missing-file", {"got": name, "folder": folder, "meant": meant})


def _may_be_read(root: Path, found: PurePosixPath) -> bool:
    try:
        return bool(reading.locate(root, str(found)))
    except ValueError:
        return False


def _of_type(path: PurePosixPath, name: str, types: tuple[str, ...]) -> PurePosixPath | FileFault:
    if path.suffix.lower() in types:
        return path
    return FileFault("file-type", {"got": name, "allowed": types})


def _exact(root: Path, parts: tuple[str, ...]) -> PurePosixPath | None:
    """The path as it is spelled on disk, if it is spelled so up to Unicode normalisation."""
    found = PurePosixPath()
    for part in parts:
        wanted = unicodedata.normalize("NFC", part)
        names = _names(root / found)
        name = next((n for n in names if unicodedata.normalize("NFC", n) == wanted), None)
        if name is None:
            return None
        found /= name
    return found


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def _similar(base: Path, name: str, types: tuple[str, ...]) -> str | None:
    files = (path for path in base.rglob("*") if path.suffix.lower() in types)
    return closest(name, [path.relative_to(base).as_posix() for path in files])
