"""What a command costs with all its processes."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLING = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """Wall-clock and processor time in seconds; peak memory in MiB, summed over all processes.

    The memory is the proportional set size (Linux, /proc/PID/smaps_rollup), so that what
    processes share counts once.
    """

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    ended, peak = threading.Event(), [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, ended, peak))
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    ended.set()
    watch.join()
    if code := os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(code, list(command))
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak[0])


def medians(costs: Sequence[Cost]) -> Cost:
    figures = ([c.wall for c in costs], [c.cpu for c in costs], [c.memory for c in costs])
    return Cost(*(median(values) for values in figures))


def _watch(pid: int, ended: threading.Event, peak: list[float]) -> None:
    while not ended.wait(SAMPLING):
        peak[0] = max(peak[0], sum(_proportional(process) for process in _tree(pid)))


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        # The main thread starts them all.
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _proportional(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
