"""Artefacts on disk: staged, verified, replaced, recorded; and why something has to be rebuilt."""

import contextlib
import fcntl
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from report_builder.errors import BusyError, StorageError

Digests = Mapping[str, str]

_NONE: Digests = {}

_STAGED = ".staged-"

# Nanoseconds; no disk keeps the times of files in coarser steps.
_SETTLED = 3 * 10**9
_read: dict[tuple[int, ...], str] = {}


@dataclass(frozen=True)
class Record:
    """What an artefact was made of and what it consists of: paths, or names, to digests.

    Without inputs it tells of a build that has not come to its end.
    """

    inputs: Digests
    outputs: Digests


@dataclass(frozen=True)
class Output:
    """Files to be written and the checks of some; and the digests of files that were made before
    and stay."""

    files: dict[Path, bytes]
    checks: Mapping[Path, Callable[[Path], None]] = field(default_factory=dict)
    kept: dict[Path, str] = field(default_factory=dict)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str | None:
    """SHA-256 of a file; None if it cannot be read.

    A build looks at everything several times. What this process has read is not read again as long
    as size, times and inode are what they were; unless it had just been written: then it could
    change once more within a tick of the clock.
    """
    try:
        status, now = path.stat(), time.time_ns()
        mark = status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        if mark in _read:
            return _read[mark]
        value = digest(path.read_bytes())
    except OSError:
        return None
    if now - status.st_ctime_ns > _SETTLED:
        _read[mark] = value
    return value


def digests(root: Path, paths: Iterable[Path], known: Digests = _NONE) -> dict[str, str]:
    """SHA-256 of files, by their path relative to `root`; a file that cannot be read has none.

    Those that are `known` are not read again.
    """
    names = {path.relative_to(root).as_posix(): path for path in sorted(set(paths))}
    found = {name: known.get(name) or of_file(path) for name, path in names.items()}
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


def write(
    path: Path,
    data: bytes,
    verify: Callable[[Path], None] = unchecked,
    *,
    lasting: bool = True,
) -> None:
    """Replace the file at `path` by `data`, in one step that a crash cannot divide.

    `verify` gets the staged file and raises where it must not be published. What is not `lasting`
    may be lost or torn by a power cut, and is written without waiting for the disk. Raises
    StorageError.
    """
    write_all({path: data}, {path: verify}, lasting=lasting)


def write_all(
    files: Mapping[Path, bytes],
    checks: Mapping[Path, Callable[[Path], None]],
    *,
    lasting: bool = True,
) -> None:
    """Replace files that belong together, each as `write` does, and none before all are verified.

    Raises StorageError.
    """
    with contextlib.ExitStack() as staging:
        staged = {
            path: staging.enter_context(_staged(path, data, checks.get(path, unchecked), lasting))
            for path, data in files.items()
        }
        for path, file in staged.items():
            with _storing(path):
                file.replace(path)


def replace(root: Path, state: Path, inputs: Digests, output: Output) -> None:
    """Write the files that changed, remove those that are no longer made, record it in `state`.

    What is going to be written is recorded before: whatever a build that is killed leaves, the
    next one knows of it. Raises StorageError.
    """
    former = recall(state)
    known = former.outputs if former else {}
    of_data = {id(data): digest(data) for data in _distinct(output.files)}
    digests = {path: of_data[id(data)] for path, data in output.files.items()} | output.kept
    outputs = {path.relative_to(root).as_posix(): value for path, value in digests.items()}
    remember(state, Record({}, {**known, **outputs}))
    write_all(differing(output.files), output.checks)
    remove(root / name for name in known.keys() - outputs)
    remember(state, Record(inputs, outputs))


def differing(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Those of `files` that are not on disk as they are here."""
    return {path: data for path, data in files.items() if not _is_there(path, data)}


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _distinct(files: Mapping[Path, bytes]) -> Iterable[bytes]:
    """The same bytes once, be they in several files."""
    return {id(data): data for data in files.values()}.values()


@contextlib.contextmanager
def _staged(
    path: Path, data: bytes, verify: Callable[[Path], None], lasting: bool
) -> Iterator[Path]:
    """`data` beside `path`, verified; it is removed if it is not put in its place."""
    staged = None
    try:
        with _storing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_STAGED, suffix=path.suffix, dir=path.parent)
            staged = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            verify(staged)
            staged.chmod(0o644)
        yield staged
    finally:
        if staged is not None:
            with contextlib.suppress(OSError):
                staged.unlink(missing_ok=True)


@contextlib.contextmanager
def _storing(path: Path) -> Iterator[None]:
    """What the system refuses is told of `path`."""
    try:
        yield
    except OSError as error:
        raise StorageError(path, error.strerror or str(error)) from error


def litter(folder: Path) -> list[Path]:
    """What a `write` that was killed has left in `folder`, or three levels below at most."""
    levels = ("*/" * depth for depth in range(4))
    found = (path for level in levels for path in folder.glob(f"{level}{_STAGED}*"))
    return [path for path in found if path.is_file()]


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock at `path`; the kernel lets go of it, whatever ends this process.

    The file stays: removing it would give two processes a lock each. Raises BusyError where
    another process holds it, StorageError where there can be no lock.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+")
    except OSError as error:
        raise StorageError(path, error.strerror or str(error)) from error
    with contextlib.closing(file):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(os.pread(file.fileno(), 20, 0).decode("ascii", "replace")) from error
        except OSError as error:
            raise StorageError(path, error.strerror or str(error)) from error
        with contextlib.suppress(OSError):  # a full disk; the number is for people only
            os.ftruncate(file.fileno(), 0)
            os.pwrite(file.fileno(), str(os.getpid()).encode(), 0)
        yield


def as_json(value: object) -> bytes:
    """`value` as readable JSON, its keys in their order."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def remember(path: Path, record: Record) -> None:
    write(path, _encoded(record))


def recall(path: Path) -> Record | None:
    """The record at `path`; None where there is none, an empty one where it is damaged."""
    try:
        data = path.read_bytes()
        value = json.loads(data)
        record = Record(dict(value["inputs"]), dict(value["outputs"]))
        return record if _encoded(record) == data else _DAMAGED
    except OSError:
        return None
    except (ValueError, KeyError, TypeError):
        return _DAMAGED


_DAMAGED = Record({}, {})


def _encoded(record: Record) -> bytes:
    """A record with its own digest, so that not one byte of it can be another.

    It is one line: with an indent, json takes ten times as long.
    """
    facts = {"inputs": record.inputs, "outputs": record.outputs}
    own = digest(json.dumps(facts).encode())
    return f"{json.dumps({**facts, 'sha256': own})}\n".encode()


def reasons(root: Path, record: Record | None, inputs: Digests) -> list[str]:
    """Why an artefact made of `inputs` is not what `record` says; empty if it is current."""
    if record is None:
        return ["it was never built"]
    if not record.inputs:
        return ["the record of its last build is unfinished or damaged"]
    said = [
        f"{name} {_change(record.inputs.get(name), inputs.get(name))}"
        for name in changed(record, inputs)
    ]
    return said + [f"{name} is missing or was changed" for name in lost(root, record)]


def changed(record: Record, inputs: Digests) -> list[str]:
    """Which inputs are not what they were when an artefact was recorded."""
    names = sorted({*record.inputs, *inputs})
    return [name for name in names if record.inputs.get(name) != inputs.get(name)]


def lost(root: Path, record: Record) -> list[str]:
    """Which files of an artefact are not there as they were recorded."""
    return [name for name, value in record.outputs.items() if of_file(root / name) != value]


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
