"""Artefacts on disk: staged, verified, replaced, recorded; and why something has to be rebuilt."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from report_builder.errors import StorageError

Digests = Mapping[str, str]


@dataclass(frozen=True)
class Record:
    """What an artefact was made of and what it consists of: paths, or names, to digests."""

    inputs: Digests
    outputs: Digests


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digests(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of files, by their path relative to `root`; a file that cannot be read has none."""
    found = {path.relative_to(root).as_posix(): _on_disk(path) for path in sorted(set(paths))}
    return {name: value or "unreadable" for name, value in found.items()}


def files_below(folder: Path) -> list[Path]:
    """The regular files in `folder` and its folders, except hidden ones.

    Names that are no Unicode are left out: no YAML file can name them.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent, name) for name in names if not name.startswith(".")]
    return sorted(path for path in found if path.is_file() and str(path).isprintable())


def unchecked(path: Path) -> None:
    """The check of a file that cannot be wrong, only unwritten."""


def write(path: Path, data: bytes, verify: Callable[[Path], None] = unchecked) -> None:
    """Replace the file at `path` by `data`, in one step that a crash cannot divide.

    `verify` gets the staged file and raises where it must not be published. Raises StorageError.
    """
    staged = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".staged-", suffix=path.suffix, dir=path.parent)
        staged = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        verify(staged)
        staged.chmod(0o644)
        staged.replace(path)
    except OSError as error:
        raise StorageError(path, error.strerror or str(error)) from error
    finally:
        if staged is not None:
            with contextlib.suppress(OSError):
                staged.unlink(missing_ok=True)


def as_json(value: object) -> bytes:
    """`value` as readable JSON, its keys in their order."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def remember(path: Path, record: Record) -> None:
    write(path, as_json(asdict(record)))


def recall(path: Path) -> Record | None:
    """The record at `path`; None where there is none that can be used."""
    try:
        value = json.loads(path.read_bytes())
        return Record(dict(value["inputs"]), dict(value["outputs"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def reasons(root: Path, record: Record | None, inputs: Digests) -> list[str]:
    """Why an artefact made of `inputs` is not what `record` says; empty if it is current."""
    if record is None:
        return ["it was never built"]
    changed = [
        f"{name} {_change(record.inputs.get(name), inputs.get(name))}"
        for name in sorted({*record.inputs, *inputs})
        if record.inputs.get(name) != inputs.get(name)
    ]
    missing = [name for name, value in record.outputs.items() if _on_disk(root / name) != value]
    return changed + [f"{name} is missing or was changed" for name in missing]


def remove(paths: Iterable[Path]) -> None:
    """Delete files, and the folders that this leaves empty. Raises StorageError."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(path, error.strerror or str(error)) from error
        with contextlib.suppress(OSError):
            path.parent.rmdir()


def _change(old: str | None, new: str | None) -> str:
    if old is None:
        return "is new"
    if new is None:
        return "was removed"
    return "changed" if len(new) == 64 else f"{old} → {new}"


def _on_disk(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
