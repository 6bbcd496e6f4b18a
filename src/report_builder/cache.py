"""What builds have made before, by the digest of everything that it was made of.

One file an entry, named by its key: the checksum, then the content. When a file was used last is
its time of change. So entries need no index that several builds could quarrel about.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from report_builder import store
from report_builder.errors import StorageError
from report_builder.project import Project

_CHECKSUM = 32  # bytes of a SHA-256
_BLOCK = 4096  # bytes; what the least file takes on most disks


def key(*parts: bytes | str) -> str:
    """The key of what was made of `parts`; it matters where one ends and the next begins."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


@dataclass(frozen=True)
class Info:
    """What a cache holds and may hold: `size` and `limit` in bytes on disk; when the entry was used
    that waits the longest, and when the last one."""

    entries: int
    size: int
    limit: int
    oldest: datetime | None
    newest: datetime | None

    def as_dict(self) -> dict[str, int | str | None]:
        """What `cache info --format json` prints; times are UTC after ISO 8601."""
        return {
            "entries": self.entries,
            "bytes": self.size,
            "limit": self.limit,
            "oldest": _iso(self.oldest),
            "newest": _iso(self.newest),
        }


@dataclass(frozen=True)
class Cache:
    """Entries in a `folder`, which may take so many `megabytes` (of 2²⁰ bytes) when it is pruned.

    It can be used by several builds at once. It never fails one: what cannot be read or written
    is as if it was not there, and costs the time to make it again. The checksum tells damage, not
    malice: the folder is to be trusted like the rest of build/.
    """

    folder: Path
    megabytes: int

    def get(self, key: str) -> bytes | None:
        """The content of the entry, or None. One that is not what was put there is removed."""
        path = self.folder / key
        try:
            with path.open("rb") as file:
                checksum, data = file.read(_CHECKSUM), file.read()
                with contextlib.suppress(OSError):  # of another user
                    os.utime(file.fileno())
        except OSError:
            return None
        if checksum != _checksum(key, data):
            _remove(path)
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep `data`, if it can be written; it is there as a whole or not at all."""
        with contextlib.suppress(StorageError):
            # What a power cut leaves of it is no entry.
            store.write(self.folder / key, _checksum(key, data) + data, lasting=False)

    def prune(self) -> int:
        """Remove what was not used for the longest time until the rest keeps to the limit.

        Returns the number of removed entries. Who is reading one of them reads on.
        """
        files = sorted(self._files(), key=lambda file: file[1].st_mtime_ns)
        excess, removed = sum(_size(status) for _, status in files) - self._limit, 0
        for path, status in files:
            if excess <= 0:
                break
            excess -= _size(status)
            removed += _remove(path)
        return removed

    def clear(self) -> int:
        """Remove every entry; returns their number."""
        return sum(_remove(path) for path, _ in list(self._files()))

    def info(self) -> Info:
        found = [status for _, status in self._files()]
        used = [datetime.fromtimestamp(status.st_mtime, UTC) for status in found]
        size = sum(map(_size, found))
        oldest, newest = min(used, default=None), max(used, default=None)
        return Info(len(found), size, self._limit, oldest, newest)

    @property
    def _limit(self) -> int:
        return self.megabytes * 2**20

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """The entries, and what is just being written or was left by a kill: it ages like them."""
        with contextlib.suppress(OSError), os.scandir(self.folder) as found:
            for file in found:
                with contextlib.suppress(OSError):  # another build has removed it
                    if file.is_file(follow_symlinks=False):
                        yield Path(file.path), file.stat(follow_symlinks=False)


def of(project: Project) -> Cache:
    """The cache of a project."""
    return Cache(project.cache, project.limits.cache_megabytes)


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat(timespec="seconds")


def _checksum(key: str, data: bytes) -> bytes:
    found = hashlib.sha256(key.encode())
    found.update(data)
    return found.digest()


def _size(status: os.stat_result) -> int:
    return -(-status.st_size // _BLOCK) * _BLOCK


def _remove(path: Path) -> bool:
    try:
        store.remove([path])
    except StorageError:
        return False
    return True
