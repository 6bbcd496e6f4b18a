"""What a page costs as a series grows from one issue to a hundred; what a cluster makes of ten.

Issues have two case studies, about 16 pages. The bare call on the first issue, made before and
after, tells how fast the machine is meanwhile. The cluster is a real one: a Dask scheduler and
workers of one process each, on this machine.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks import series
from benchmarks.builds import bare, build, forget, pages, pdfs
from benchmarks.process import medians
from benchmarks.results import keep
from report_builder.site.catalogue import ENTRY

SIZES = {1: 5, 10: 1, 100: 1}
"""Numbers of issues, and how often each is built."""
CLUSTERED = 10
SECONDS = 60.0
"""How long a scheduler and its workers may take to start."""


def main() -> None:
    keep("scale", {"sizes": [_size(issues) for issues in SIZES], "cluster": _clustered()})


def _size(issues: int) -> dict[str, Any]:
    print(f"issues: {issues}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        project, plain = Path(name) / "project", Path(name) / "bare.pdf"
        slug, *_ = series.write(project, issues, case_studies=2)
        baseline, costs = [bare(project, slug, plain).wall], []
        for _ in range(SIZES[issues]):
            forget(project)
            costs.append(build(project, "--jobs", "2"))
            baseline.append(bare(project, slug, plain).wall)
        cost, number = medians(costs), pages(project)
        series.another_sentence(project, slug).apply()
        changed = build(project, "--jobs", "2")
        of_first = len(_read(project, slug))
        ratio = (cost.wall / number) / (mean(baseline) / of_first)
        found = {"issues": issues, "pages": number, "ratio": ratio}
        return found | {"cost": asdict(cost), "changed": asdict(changed)}


def _read(project: Path, slug: str) -> list[Any]:
    from pypdf import PdfReader

    (pdf,) = (project / "dist" / slug).glob("*.pdf")
    return list(PdfReader(pdf).pages)


def _clustered() -> dict[str, Any] | str:
    """Ten issues, by local processes and by workers of a cluster."""
    if find_spec("distributed") is None:
        return "There is no Dask here: `pip install report-builder[cluster]`."
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        series.write(project, CLUSTERED, case_studies=2)
        runs, made = [], []
        for label, workers in (
            ("1 local process", 0), ("2 local processes", 0), ("cluster of 1 worker", 1),
            ("cluster of 2 workers", 2), ("cluster of 2 workers, one killed half-way", 2),
        ):  # fmt: skip
            print(label, file=sys.stderr)
            forget(project)
            with _means(Path(name), workers, label, project) as options:
                runs.append({"name": label, "seconds": build(project, *options).wall})
            made.append(pdfs(project))
    for run in runs:
        run["ratio"] = run["seconds"] / runs[0]["seconds"]
    return {"issues": CLUSTERED, "runs": runs, "same_bytes": all(pdf == made[0] for pdf in made)}


@contextmanager
def _means(folder: Path, workers: int, label: str, project: Path) -> Iterator[list[str]]:
    """The options of a build that uses as many workers, which run meanwhile; or local processes."""
    if not workers:
        yield ["--jobs", label[0]]
        return
    dask = shutil.which("dask", path=Path(sys.executable).parent)
    told = folder / f"{workers}.json"
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    started = [_start(folder, dask, *scheduler, "--scheduler-file", str(told))]
    try:
        address = _address(told)
        worker = ["worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard"]
        started += [_start(folder, dask, *worker) for _ in range(workers)]
        _wait(address, workers)
        if "killed" in label:
            threading.Thread(target=_kill_half_way, args=(project, started[-1])).start()
        yield ["--cluster", address]
        if "killed" in label and started[-1].poll() is None:
            sys.exit("this is not so, and measures nothing: the worker was killed")
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _kill_half_way(project: Path, worker: "subprocess.Popen[bytes]") -> None:
    """Take a worker away when half of the issues are there, without a warning (SIGKILL)."""
    end, entries = time.monotonic() + 60 * SECONDS, f"dist/*/{ENTRY}"
    while len(list(project.glob(entries))) < CLUSTERED // 2 and time.monotonic() < end:
        time.sleep(0.05)
    worker.kill()


def _start(folder: Path, *command: Any) -> "subprocess.Popen[bytes]":
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet)


def _address(told: Path) -> str:
    """Where the scheduler listens, as soon as it has said so."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if told.exists() and (text := told.read_text()):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler does not start")


def _wait(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(workers, timeout=SECONDS)


if __name__ == "__main__":
    main()
