"""What a command costs with all its processes."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO

SAMPLING = 0.1
"""Seconds between two looks at the memory, which take a twentieth of a core."""


@dataclass(frozen=True)
class Cost:
    """Wall-clock and processor time in seconds; peak memory in MiB, of all processes and of the
    first one alone.

    The memory is the proportional set size (Linux, /proc/PID/smaps_rollup), so that what
    processes share counts once.
    """

    wall: float
    cpu: float
    memory: float
    parent: float


def run(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Cost:
    """Run a command to its end. Raises CalledProcessError, with all it said, if it fails."""
    with tempfile.TemporaryFile() as said:
        cost, status = _run(command, environment, folder, said)
        if status:
            said.seek(0)
            output = said.read().decode(errors="replace")
            error = subprocess.CalledProcessError(status, list(map(str, command)), output)
            error.add_note(output)
            raise error
    return cost


def _run(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None,
    folder: Path | None,
    said: IO[bytes],
) -> tuple[Cost, int]:
    start, quiet = time.perf_counter(), subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=said, stderr=said, env=environment, cwd=folder
    )
    ended, peaks = threading.Event(), [0.0, 0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, ended, peaks))
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watch.join()
    return Cost(wall, usage.ru_utime + usage.ru_stime, *peaks), process.returncode


def medians(costs: Sequence[Cost]) -> Cost:
    return Cost(
        *(median(values) for values in zip(*(_figures(cost) for cost in costs), strict=True))
    )


def _figures(cost: Cost) -> tuple[float, ...]:
    return cost.wall, cost.cpu, cost.memory, cost.parent


def _watch(pid: int, ended: threading.Event, peaks: list[float]) -> None:
    while not ended.wait(SAMPLING):
        memory = [_proportional(process) for process in _tree(pid)]
        peaks[:] = max(peaks[0], sum(memory)), max(peaks[1], memory[0])


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it, whichever of its threads started them."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _proportional(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
