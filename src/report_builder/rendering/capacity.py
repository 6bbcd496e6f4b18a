"""How many lanes a machine has room for."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# What a lane adds to what all share, with a dozen pages in it (see docs/architecture.md).
LANE_MB = 300


def lanes(machine: Path = Path("/")) -> int:
    """As many as this process has cores for, and as fit into the memory that is available.

    At least one. `machine` is the folder with `proc` and `sys`; a system that has none of them
    is taken to have enough memory.
    """
    fitting = [megabytes // LANE_MB for megabytes in _available(machine)]
    return max(min([_cores(), *fitting]), 1)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _available(machine: Path) -> Iterator[int]:
    """The memory in MB that the kernel says can be had, and what each control group leaves."""
    with suppress(OSError, KeyError, ValueError):
        yield _numbers(machine / "proc/meminfo")["MemAvailable"] // 1024
    for group, limit, usage in _groups(machine):
        with suppress(OSError, KeyError, ValueError):  # without a limit v2 says "max"
            free = int((group / limit).read_text()) - int((group / usage).read_text())
            unneeded = _numbers(group / "memory.stat")["inactive_file"]
            yield max(free + unneeded, 0) >> 20


def _groups(machine: Path) -> Iterator[tuple[Path, str, str]]:
    """The control groups of this process, of version 1 and 2, with the names of their files.

    Those above count as well. In a container the own one may be mounted in their place.
    """
    with suppress(OSError):
        for line in (machine / "proc/self/cgroup").read_text().splitlines():
            _, controllers, name = line.split(":", 2)
            if not controllers:
                top, files = machine / "sys/fs/cgroup", ("memory.max", "memory.current")
            elif "memory" in controllers.split(","):
                top = machine / "sys/fs/cgroup/memory"
                files = ("memory.limit_in_bytes", "memory.usage_in_bytes")
            else:
                continue
            group = top / name.lstrip("/")
            for each in (group, *group.parents):
                if each.is_relative_to(top):
                    yield each, *files


def _numbers(path: Path) -> dict[str, int]:
    """Lines of a name and a number, and perhaps a unit."""
    lines = (line.split() for line in path.read_text().splitlines())
    return {words[0].rstrip(":"): int(words[1]) for words in lines if len(words) > 1}
