"""Lanes on the workers of a Dask cluster, which share neither files nor settings with this machine.

A lane sends a function with its job to a worker, and the files that the job may read as far as they
are not there yet. If the worker is lost, another one does it. What it does is in `outpost`.
"""

import contextlib
import pickle
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Protocol, TypeVar, cast

from report_builder import outpost, reading
from report_builder.errors import ClusterError, StoppedError
from report_builder.hyphenation import PATTERNS
from report_builder.outpost import Build, Order, Reply
from report_builder.project import Limits

try:
    import distributed
except ImportError as error:
    raise ClusterError("Dask is not installed here", "run make cluster") from error

# Seconds: until the scheduler answers; until a worker is there; between two looks for a worker.
ANSWER, WORKER, LOOK = 10.0, 30.0, 1.0
# So many workers may be lost or fail with a call before it is the call that is suspected.
WORKERS_PER_CALL = 4


class Job(Protocol):
    """What a function is given: what it is called in errors, the project's files it may read."""

    @property
    def what(self) -> str: ...
    @property
    def files(self) -> tuple[str, ...]: ...


J = TypeVar("J", bound=Job)
T = TypeVar("T")


class Cluster:
    """The workers of the scheduler at `address` as `lanes`, one for each thread of each worker.

    A context manager. `fonts` are the names of the only font files that documents are going to see.
    Workers have to render with what this machine renders with; those that differ and join later get
    nothing to do. Raises ClusterError.
    """

    def __init__(self, address: str, root: Path, limits: Limits, fonts: Sequence[str]) -> None:
        self._root = root
        self.build = Build(uuid.uuid4().hex, limits, tuple(fonts))
        patterns = sorted((root / PATTERNS).glob("*/*.pat"))
        self._always = (*fonts, *(path.relative_to(root).as_posix() for path in patterns))
        # Of each worker that was seen, how it differs; and whose turn it is to send files there.
        self._differences: dict[str, str] = {}
        self._turns: dict[str, Lock] = {}
        self._lock = Lock()
        self.client = _connected(address)
        try:
            self.lanes: Sequence[Executor] = self._all_lanes()
        except BaseException:
            self.client.close()
            raise

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        for lane in self.lanes:
            lane.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(Exception):  # the scheduler is gone
            self.client.run(outpost.close, self.build, on_error="ignore")
        self.client.close()

    def files(self, job: Job) -> dict[str, bytes]:
        """What a job may read, by name; what cannot be read is not there on a worker either."""
        found = {}
        for name in (*self._always, *job.files):
            with contextlib.suppress(OSError, ValueError):
                found[name] = reading.read(self._root, reading.locate(self._root, name))
        return found

    def worker(self, former: str, number: int) -> str:
        """The `former` worker if it is still there, or another one; it depends on the `number`.

        Raises ClusterError if there is none for some time.
        """
        end = monotonic() + WORKER
        while not (equal := [name for name in self.workers() if not self._differences[name]]):
            if monotonic() > end:
                raise ClusterError(f"no worker is left{self._said()}", "start some and build again")
            sleep(LOOK)
        return former if former in equal else equal[number % len(equal)]

    def workers(self) -> dict[str, int]:
        """The addresses of all workers with their number of threads; new ones are looked at."""
        try:
            found = self.client.scheduler_info(n_workers=-1)["workers"]
            with self._lock:
                if new := [name for name in found if name not in self._differences]:
                    said = self.client.run(outpost.versions, workers=new, on_error="return")
                    self._differences |= {name: _difference(said.get(name)) for name in new}
        except Exception as error:  # of any kind, of Dask and of what it is built on
            raise ClusterError(
                f"the scheduler is gone ({error})", "start it and build again"
            ) from error
        return {name: info["nthreads"] for name, info in sorted(found.items())}

    def send(self, worker: str, files: Mapping[str, bytes], digests: Mapping[str, str]) -> None:
        """Send a worker those files that it lacks; not twice if two lanes are about to."""
        with self._turns.setdefault(worker, Lock()):
            said = self.client.run(outpost.lacking, self.build, digests, workers=[worker])
            lacking = {name: files[name] for name in sorted(said[worker])}
            self.client.run(outpost.receive, self.build, lacking, workers=[worker])

    def _all_lanes(self) -> list[Executor]:
        try:
            self.client.wait_for_workers(1, timeout=WORKER)
        except TimeoutError as error:
            reason = f"the scheduler has had no worker for {WORKER:g} s"
            raise ClusterError(reason, "start some with dask worker") from error
        workers = self.workers()
        if said := self._said():
            raise ClusterError(f"not all workers are like this machine{said}", "set them up alike")
        threads = max(workers.values())
        return [_Lane(self, worker, number) for number in range(threads)
                for worker in workers if number < workers[worker]]  # fmt: skip

    def _said(self) -> str:
        """How workers differ."""
        different = [f"{name} {said}" for name, said in self._differences.items() if said]
        return "".join(f": {said}" for said in different)


def _connected(address: str) -> "distributed.Client":
    try:
        return distributed.Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = f"no scheduler answers at {address}"
        raise ClusterError(reason, "start it with dask scheduler, or correct --cluster") from error


def _difference(said: object) -> str:
    """How a worker differs, by what it said of its versions; empty if it does not."""
    if not isinstance(said, dict):
        return f"has no report-builder that can be used ({said})"
    here = outpost.versions()
    different = [f"{name} {said.get(name, 'none')[:12]} (here {here.get(name, 'none')[:12]})"
                 for name in sorted(here.keys() | said.keys())
                 if said.get(name) != here.get(name)]  # fmt: skip
    return f"has {', '.join(different)}" if different else ""


class _Lane(Executor):
    """A thread of a worker, for as long as that is there; then one of another worker."""

    def __init__(self, cluster: Cluster, worker: str, number: int) -> None:
        self._cluster = cluster
        self._worker = worker
        self._number = number
        self._thread = ThreadPoolExecutor(1)
        self._closed = False
        self._running: distributed.Future | None = None

    def submit(  # type: ignore[override]  # as with the lanes of this machine
        self, function: Callable[[Path, J], T], job: J, /
    ) -> "Future[T]":
        """Call the function; the future raises what it raises, StoppedError or ClusterError."""
        return self._thread.submit(self._call, function, job)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait until all is done; with `cancel_futures` for nothing but the end of the wait."""
        if cancel_futures:
            self._closed = True
            if self._running is not None:
                self._running.cancel()
        self._thread.shutdown(wait, cancel_futures=cancel_futures)

    def _call(self, function: Callable[[Path, J], T], job: J) -> T:
        cluster, files = self._cluster, self._cluster.files(job)
        digests = {name: sha256(data).hexdigest() for name, data in files.items()}
        order = pickle.dumps(Order(cluster.build, self._number, function, job, digests))
        failure: Exception | None = None
        for _ in range(WORKERS_PER_CALL):
            self._worker = cluster.worker(self._worker, self._number)
            try:
                reply = self._reply(order, files, digests)
            except Exception as error:  # a worker that is lost has many
                if self._closed:
                    raise
                failure = error
                continue
            if reply.error is not None:
                raise reply.error
            return cast(T, reply.value)
        reason = f"{WORKERS_PER_CALL} workers failed with it, the last one with {failure!r}"
        raise StoppedError(job.what, reason, "their logs may say why") from failure

    def _reply(self, order: bytes, files: Mapping[str, bytes], digests: Mapping[str, str]) -> Reply:
        while (reply := self._asked(order)).lacking:
            self._cluster.send(self._worker, files, digests)
        return reply

    def _asked(self, order: bytes) -> Reply:
        """The reply of the worker. Raises ConnectionError if it is lost."""
        if self._closed:
            raise CancelledError
        self._running = running = self._cluster.client.submit(
            outpost.carry_out, order, workers=[self._worker], pure=False
        )
        while True:
            with contextlib.suppress(TimeoutError):
                return cast(Reply, running.result(timeout=LOOK))
            if self._worker not in self._cluster.workers() and not running.done():
                running.cancel()
                raise ConnectionError(f"{self._worker} is lost")
