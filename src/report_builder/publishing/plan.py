"""What differs between dist/ and a target, what is to be done about it, and doing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from report_builder import store
from report_builder.errors import PublishError, VersionedError
from report_builder.publishing import record
from report_builder.publishing.files import File
from report_builder.publishing.record import Record
from report_builder.publishing.target import STAGED, Target
from report_builder.site.kinds import is_versioned

Listener = Callable[[str, str], None]
"""Called with what was done, and the path that it was done to."""


@dataclass(frozen=True)
class Plan:
    """What is done: `upload` in this order, then `remove`.

    `current` is how many files are there as they are here. `stray` are files that nobody here
    knows, or that have a version: they are left alone. `litter` is what runs that were cut off have
    left. `known` is what the target has on record.
    """

    upload: tuple[File, ...]
    remove: tuple[str, ...]
    current: int
    stray: tuple[str, ...]
    litter: tuple[str, ...]
    known: Record


def make(files: Sequence[File], target: Target, prune: bool) -> Plan:
    """Compare. Raises PublishError, and VersionedError where a versioned file has other content."""
    sizes = target.sizes()
    known = record.read(target, sizes)
    litter = {path for path in sizes if PurePosixPath(path).name.startswith(STAGED)}
    differing = [file for file in files if not _is_there(file, sizes, known, target)]
    changed = [file.path for file in differing if is_versioned(file.path) and file.path in sizes]
    if changed:
        raise VersionedError(changed)
    others = sizes.keys() - litter - {file.path for file in files} - {record.NAME}
    # Only what we have put there ourselves: the folder may have other things as well.
    ours = {path for path in others if path in known and not is_versioned(path)} if prune else set()
    current = len(files) - len(differing)
    stray = tuple(sorted(others - ours))
    return Plan(tuple(differing), tuple(sorted(ours)), current, stray, tuple(sorted(litter)), known)


def _is_there(file: File, sizes: dict[str, int], known: Record, target: Target) -> bool:
    if sizes.get(file.path) != file.size:
        return False
    return file.digest == (known.get(file.path) or store.digest(target.read(file.path)))


def carry_out(
    plan: Plan, folder: Path, files: Sequence[File], target: Target, tell: Listener
) -> None:
    """Do it. Raises PublishError, VersionedError; what was done by then is not done again."""
    for path in plan.litter:
        target.remove(path)
    sending: Record = {file.path: None for file in plan.upload}
    now: Record = plan.known | {file.path: file.digest for file in files} | sending
    if now == plan.known and not plan.remove:
        return
    # Known as unknown: what a run that is cut off has sent must not pass for what was there before.
    record.write(target, now)
    for file in plan.upload:
        _send(file, folder, target)
        now[file.path] = file.digest
        tell("uploaded", file.path)
    for path in plan.remove:
        target.remove(path)
        del now[path]
        tell("removed", path)
    record.write(target, now)


def _send(file: File, folder: Path, target: Target) -> None:
    try:
        data = (folder / file.path).read_bytes()
    except OSError:
        data = b""
    if store.digest(data) != file.digest:
        raise PublishError(file.path, "it was changed meanwhile", "publish again")
    target.put(file.path, data, new=is_versioned(file.path))
