"""Work spread over lanes: executors that do one thing at a time, and keep something of each."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Condition, Thread
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


class Shift:
    """A time in which lanes work on what they are given; a context manager.

    Of the tasks that wait, the longest begins first. `homes` are the lanes that know a section
    already, and are going to: its tasks go there.
    """

    def __init__(
        self, what: str, lanes: Sequence[Executor], homes: MutableMapping[str, Executor]
    ) -> None:
        self._what = what
        self._homes = homes
        self._given: list[Task] = []
        self._waiting: list[Task] = []
        self._over = False
        self._changed = Condition()
        self._done: SimpleQueue[tuple[Task, Any, BaseException | None]] = SimpleQueue()
        for lane in lanes:
            # Whoever interrupts a build does not wait for what lanes are doing.
            Thread(target=self._work, args=(lane,), daemon=True).start()

    def __enter__(self) -> "Shift":
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._over = True
            self._waiting.clear()
            self._changed.notify_all()

    def give(self, *tasks: Task) -> None:
        """Let tasks be done by the next lanes that are free, or by those that know them."""
        self._given += tasks
        with self._changed:
            self._waiting += tasks
            self._changed.notify_all()

    def completed(self) -> Iterator[tuple[Task, Any]]:
        """The tasks with what their functions return, as they are done; more can be given between.

        Raises RenderError with what the renderer complains of anywhere, in the order of the tasks;
        any other error at once.
        """
        complaints: dict[int, list[str]] = {}
        seen = 0
        while seen < len(self._given):
            task, result, error = self._done.get()
            seen += 1
            if isinstance(error, RenderError):
                complaints[id(task)] = error.complaints
            elif error is not None:
                raise error
            else:
                yield task, result
        if lines := [line for task in self._given for line in complaints.get(id(task), ())]:
            raise RenderError(self._what, lines)

    def _work(self, lane: Executor) -> None:
        """Keep a lane busy until the shift is over."""
        while (task := self._next(lane)) is not None:
            try:
                self._done.put((task, lane.submit(task.function, task.job).result(), None))
            except BaseException as error:
                self._done.put((task, None, error))

    def _next(self, lane: Executor) -> Task | None:
        with self._changed:
            while not self._over:
                mine = [task for task in self._waiting if self._homes.get(task.id, lane) is lane]
                if mine:
                    task = max(mine, key=lambda each: each.cost)
                    self._homes[task.id] = lane
                    self._waiting.remove(task)
                    return task
                self._changed.wait()
        return None
