"""Processes that render, one behind each lane: what is called in it, and what became of it."""

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar, cast

from report_builder.errors import StoppedError

# The exit status of a lane that reached its memory limit; Python itself ends with 1 and 2.
OUT_OF_MEMORY = 3
# What the server is asked: how a process ended, by its number; or for a new one at this socket.
NUMBER_BYTES = 4
NEW = 0


class Job(Protocol):
    """What a function is given in a lane."""

    @property
    def what(self) -> str:
        """What it is called in errors."""


J = TypeVar("J", bound=Job)
T = TypeVar("T")


class Server:
    """A process that has loaded WeasyPrint, and splits off others within milliseconds.

    It is started at once, and anew if something ended it. `root` is the project, `megabytes` (of
    2²⁰ bytes) what each of its processes may occupy; the folder `scratch` is removed when the build
    ends, whatever ends it.
    """

    def __init__(
        self, root: Path, megabytes: int, scratch: str, environment: Mapping[str, str]
    ) -> None:
        self.megabytes = megabytes
        self._arguments = [str(root), str(megabytes), scratch]
        self._environment = environment
        # Lanes ask from threads of their own.
        self._lock = threading.Lock()
        self._closed = False
        self._start()

    def fork(self) -> socket.socket:
        """The line to a new process. Raises OSError if no server is there to make one."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                if self._process.poll() is not None and not self._closed:
                    self._control.close()
                    self._start()
                socket.send_fds(self._control, [NEW.to_bytes(NUMBER_BYTES)], [theirs.fileno()])
        except OSError:
            ours.close()
            raise
        return ours

    def ending(self, number: int | None) -> int:
        """How a process ended that has done so; or the server, where it is gone.

        A process without a number has never begun: that is the server's fault, and its end.
        """
        with self._lock:
            if number is None:
                _kill(self._process)
            with contextlib.suppress(OSError):
                self._control.sendall((number or NEW).to_bytes(NUMBER_BYTES))
                if answer := self._control.recv(NUMBER_BYTES):
                    return int.from_bytes(answer, signed=True)
            status: int = self._process.wait()
            return status

    def close(self) -> None:
        """End the server; lanes are to be shut down before."""
        with self._lock:
            self._closed = True
            _kill(self._process)
            self._process.wait()
            self._control.close()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                # WeasyPrint looks for fonts when it is imported, and warns where there are none.
                [sys.executable, "-W", "ignore", "-m", "report_builder.rendering.worker",
                 *self._arguments],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                # A group of its own: Ctrl-C reaches the build, and the build ends the renderer.
                process_group=0,
                env=self._environment,
            )  # fmt: skip


def _kill(server: "subprocess.Popen[bytes]") -> None:
    """With its group: while it loads, ctypes asks a compiler where the libraries are."""
    if server.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


class Lane(Executor):
    """Calls functions in a process of its own, one after the other, each within `seconds`.

    A function is found in the process by its name, and given the project's folder and its job:
    `lane.submit(function, job)`. The process begins with the first call and stays for the next
    ones, with whatever functions keep in it. A call that takes too much ends it and raises
    StoppedError; the next one gets a new process.
    """

    def __init__(self, server: Server, seconds: float) -> None:
        self._server = server
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1)
        self._lock = threading.Lock()
        self._closed = False
        self._process: _Process | None = None

    def submit(  # type: ignore[override]  # what is called goes through a pipe, as a job
        self, function: Callable[[Path, J], T], job: J, /
    ) -> "Future[T]":
        """Call the function; the future raises what it raises, or StoppedError."""
        return self._thread.submit(self._call, function, job)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the process when all is done, or at once with `cancel_futures`."""
        if cancel_futures:
            with self._lock:
                self._closed = True
                if self._process is not None:
                    self._process.hang_up()
        self._thread.shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._end()

    def _call(self, function: Callable[[Path, J], T], job: J) -> T:
        used = self._process is not None
        try:
            answer = self._running().ask(pickle.dumps((function, job)), self._seconds)
        except TimeoutError as error:
            self._end()
            raise StoppedError(job.what, *self._too_long()) from error
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            status = self._end()
            if status == OUT_OF_MEMORY and used:  # what was kept in the process may be to blame
                return self._call(function, job)
            raise StoppedError(job.what, *self._why(status)) from error
        value, failure = pickle.loads(answer)
        if failure is not None:
            raise failure
        return cast(T, value)

    def _running(self) -> "_Process":
        with self._lock:
            if self._closed:
                raise EOFError
            if self._process is None:
                self._process = _Process(self._server.fork())
            return self._process

    def _end(self) -> int:
        """Kill the process, if there is one; returns how it ended."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return 0
        process.close()
        return self._server.ending(process.number)

    def _too_long(self) -> tuple[str, str]:
        return f"stopped after {self._seconds:g} s", (
            "likely a very large table or boxes nested too deeply; if it is really that long, "
            "raise render-seconds in pyproject.toml"
        )

    def _why(self, status: int) -> tuple[str, str]:
        """Why a process ended, and what is likely to help."""
        if status == OUT_OF_MEMORY:
            return f"stopped at {self._server.megabytes} MB of memory", (
                "likely a very large table or picture, or style rules that multiply; if it really "
                "needs more, raise render-memory-mb in pyproject.toml"
            )
        if status == -signal.SIGKILL:
            return "the renderer was killed from outside", (
                "likely because the machine ran out of memory: end other programs and try again"
            )
        ending = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return f"the renderer crashed ({ending})", (
            "likely a damaged font or picture, or too little memory"
        )


class _Process:
    """The build's end of the line to a process, which says its number first."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._answers = line.makefile("rb")
        self.number: int | None = None

    def ask(self, call: bytes, seconds: float) -> bytes:
        """Raises TimeoutError; EOFError, OSError or UnpicklingError if the process ends."""
        deadline = time.monotonic() + seconds
        self._line.settimeout(seconds)
        if self.number is None:
            self.number = pickle.load(self._answers)
        self._wait_until(deadline)
        self._line.sendall(pickle.dumps(call))
        self._wait_until(deadline)
        return cast(bytes, pickle.load(self._answers))

    def hang_up(self) -> None:
        """End the process, and with it the wait for its answer in another thread."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        if self.number is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.number, signal.SIGKILL)

    def close(self) -> None:
        self.hang_up()
        self._answers.close()
        self._line.close()

    def _wait_until(self, deadline: float) -> None:
        self._line.settimeout(max(deadline - time.monotonic(), 0.001))
