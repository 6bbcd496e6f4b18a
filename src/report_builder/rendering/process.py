"""WeasyPrint in a process of its own: it loads while content is still being composed, its memory
goes when it goes, and whatever becomes of it, the build is told."""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from report_builder.errors import NativeLibraryError, RenderError, StoppedError, StorageError
from report_builder.geometry import Geometry
from report_builder.hyphenation import Breaks
from report_builder.pages import Rendered
from report_builder.project import Limits
from report_builder.rendering.fonts import isolate, show
from report_builder.standard import Standard

# The exit status of a renderer that reached its memory limit; Python itself ends with 1 and 2.
OUT_OF_MEMORY = 3


@dataclass(frozen=True)
class Request:
    """One document; see `document.render`, `document.render_plain` and `document.measure`."""

    html: str
    what: str
    exceptions: Breaks = field(default_factory=dict)
    standard: Standard | None = None
    """Of a tagged PDF; None for one that is to be drawn."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    measured: bool = False
    """Only laid out and measured, without a PDF."""


@dataclass(frozen=True)
class Failure:
    """A native library that is missing, or what the renderer complained of."""

    missing_library: str | None = None
    complaints: list[str] = field(default_factory=list)


Answer = Rendered | bytes | Geometry | Failure


class Renderer:
    """Renders documents of one project, one after the other. A context manager.

    It can be started before it is known which fonts and words it is going to `use`. A document that
    takes more than the `limits` ends the process behind it; the next one gets a new process.
    """

    def __init__(self, root: Path, limits: Limits) -> None:
        self._root = root
        self._limits = limits
        self._exceptions: Breaks = {}
        try:
            self._folder = tempfile.TemporaryDirectory(
                prefix="report-builder-", ignore_cleanup_errors=True
            )
            self._fonts = Path(self._folder.name) / "fonts"
            self._fonts.mkdir()
            self._environment = os.environ | isolate(self._fonts)
        except OSError as error:
            raise StorageError(Path(tempfile.gettempdir()), str(error)) from error
        self._process: subprocess.Popen[bytes] | None = self._start()

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._folder.cleanup()

    def use(self, fonts: Iterable[Path], exceptions: Breaks) -> None:
        """The only font files that documents are going to see, and the words that are divided
        in a way of their own; to be called once."""
        try:
            show(self._fonts, fonts)
        except OSError as error:
            raise StorageError(self._fonts, str(error)) from error
        self._exceptions = exceptions

    def render(self, html: str, what: str, standard: Standard = Standard.ARCHIVE) -> Rendered:
        """The tagged PDF of a document. Raises RenderError, StoppedError."""
        request = Request(html, what, self._exceptions, standard)
        return cast(Rendered, self._ask(request, self._limits.seconds))

    def render_plain(self, html: str, what: str, pictures: Mapping[str, bytes]) -> bytes:
        """A PDF without tags, for drawing. Raises RenderError, StoppedError."""
        request = Request(html, what, self._exceptions, pictures=pictures)
        return cast(bytes, self._ask(request, self._limits.seconds))

    def measure(self, html: str, what: str) -> Geometry:
        """Where everything stands on the pages of a document. Raises RenderError, StoppedError."""
        request = Request(html, what, self._exceptions, measured=True)
        return cast(Geometry, self._ask(request, self._limits.seconds))

    def survives(self, html: str) -> bool:
        """Whether a part of a document that was stopped keeps to the limits, with half the time."""
        seconds = self._limits.seconds / (2 if self._process is not None else 1)
        try:
            self._ask(Request(html, "a part", self._exceptions, Standard.ARCHIVE), seconds)
        except StoppedError:
            return False
        except RenderError:
            pass  # links into other parts lead nowhere
        return True

    def _start(self) -> "subprocess.Popen[bytes]":
        arguments = [str(self._root), str(self._limits.megabytes), self._folder.name]
        return subprocess.Popen(
            # WeasyPrint looks for fonts when it is imported, and warns where there are none yet.
            [sys.executable, "-W", "ignore", "-m", "report_builder.rendering.worker", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # A group of its own: Ctrl-C reaches the build, and the build ends the renderer.
            process_group=0,
            env=self._environment,
        )

    def _end(self) -> int:
        """Kill the process, if there is one; returns how it ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        _kill(process)
        process.communicate()
        return process.returncode

    def _ask(self, request: Request, seconds: float) -> Rendered | bytes | Geometry:
        answer = self._exchange(request, seconds)
        if not isinstance(answer, Failure):
            return answer
        if answer.missing_library is not None:
            raise NativeLibraryError(answer.missing_library)
        raise RenderError(request.what, answer.complaints)

    def _exchange(self, request: Request, seconds: float) -> Answer:
        process = self._process = self._process or self._start()
        expired = threading.Event()
        try:
            with _deadline(process, seconds, expired):
                _send(process, request)
                answer: Answer = pickle.load(cast(IO[bytes], process.stdout))
                return answer
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            reason, remedy = self._why(expired.is_set(), seconds)
            raise StoppedError(request.what, reason, remedy) from error
        finally:
            if expired.is_set():
                self._end()

    def _why(self, expired: bool, seconds: float) -> tuple[str, str]:
        """Why the process ended, and what is likely to help."""
        status = self._end()
        if expired:
            return f"stopped after {seconds:g} s", (
                "likely a very large table or boxes nested too deeply; if it is really that long, "
                "raise render-seconds in pyproject.toml"
            )
        if status == OUT_OF_MEMORY:
            return f"stopped at {self._limits.megabytes} MB of memory", (
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


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """With its group: while it loads, ctypes asks a compiler where the libraries are."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _send(process: "subprocess.Popen[bytes]", message: Request) -> None:
    pipe = cast(IO[bytes], process.stdin)
    pickle.dump(message, pipe)
    pipe.flush()


@contextlib.contextmanager
def _deadline(
    process: "subprocess.Popen[bytes]", seconds: float, expired: threading.Event
) -> Iterator[None]:
    """Kill the process after some time; the event says that this happened."""

    def expire() -> None:
        expired.set()
        _kill(process)

    timer = threading.Timer(seconds, expire)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
