"""Work spread over lanes: executors that do one thing at a time, and keep something of each."""

from collections.abc import Callable, MutableMapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any

from report_builder.errors import RenderError


@dataclass(frozen=True)
class Task:
    """Something to be done for the section or picture `id`; the larger its `cost` the longer it
    takes, as far as can be told before."""

    id: str
    function: Callable[..., Any]
    job: Any
    cost: int = 0


def carried_out(
    what: str,
    tasks: Sequence[Task],
    lanes: Sequence[Executor],
    homes: MutableMapping[str, Executor] | None = None,
) -> dict[str, Any]:
    """What the functions return, by id.

    The longest task begins first. `homes` are the lanes that know a section already, and are going
    to: its tasks go there. Raises RenderError with what the renderer complains of anywhere, in the
    order of the tasks; any other error at once, without waiting for what other lanes are doing.
    """
    running = _Running(tasks, homes if homes is not None else {})
    threads = ThreadPoolExecutor(len(lanes))
    try:
        for done in [threads.submit(running.work, lane) for lane in lanes]:
            done.result()
    finally:
        # Whoever interrupts a build does not wait for what lanes are doing.
        running.stop()
        threads.shutdown(wait=False)
    if complaints := [line for task in tasks for line in running.complaints.get(task.id, ())]:
        raise RenderError(what, complaints)
    return running.results


class _Running:
    def __init__(self, tasks: Sequence[Task], homes: MutableMapping[str, Executor]) -> None:
        self._waiting = sorted(tasks, key=lambda task: -task.cost)
        self._homes = homes
        self._lock = Lock()
        self.results: dict[str, Any] = {}
        self.complaints: dict[str, list[str]] = {}

    def work(self, lane: Executor) -> None:
        """Keep a lane busy until nothing is left for it."""
        while (task := self._next(lane)) is not None:
            try:
                self.results[task.id] = lane.submit(task.function, task.job).result()
            except RenderError as error:
                self.complaints[task.id] = error.complaints
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        """Begin nothing more."""
        with self._lock:
            self._waiting.clear()

    def _next(self, lane: Executor) -> Task | None:
        with self._lock:
            for task in self._waiting:
                if self._homes.setdefault(task.id, lane) is lane:
                    self._waiting.remove(task)
                    return task
        return None
