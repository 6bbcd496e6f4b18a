"""WeasyPrint in a process of its own: it loads while content is still being composed, its memory
goes when it goes, and whatever becomes of it, the build is told."""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from report_builder.errors import NativeLibraryError, RenderError
from report_builder.pages import Rendered
from report_builder.rendering.fonts import isolate, show
from report_builder.standard import Standard


@dataclass(frozen=True)
class Request:
    """One document to be rendered; see `document.render` and `document.render_plain`."""

    html: str
    what: str
    standard: Standard | None = None
    """Of a tagged PDF; None for one that is to be drawn."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """A native library that is missing, or what the renderer complained of."""

    missing_library: str | None = None
    complaints: list[str] = field(default_factory=list)


Answer = Rendered | bytes | Failure


class Renderer:
    """Renders documents of one project, one after the other. A context manager.

    It can be started before it is known which fonts it is going to `use`.
    """

    def __init__(self, root: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="report-builder-")
        environment = os.environ | isolate(Path(self._folder.name))
        # A group of its own: Ctrl-C reaches the build, and the build ends the renderer.
        self._process = subprocess.Popen(
            # WeasyPrint looks for fonts when it is imported, and warns where there are none yet.
            [sys.executable, "-W", "ignore", "-m", "report_builder.rendering.worker", str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
            env=environment,
        )

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()

    def use(self, fonts: Iterable[Path]) -> None:
        """The only font files that documents are going to see; to be called once."""
        show(Path(self._folder.name), fonts)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def render(self, html: str, what: str, standard: Standard = Standard.ARCHIVE) -> Rendered:
        """The tagged PDF of a document. Raises RenderError."""
        return cast(Rendered, self._ask(Request(html, what, standard)))

    def render_plain(self, html: str, what: str, pictures: Mapping[str, bytes]) -> bytes:
        """A PDF without tags, for drawing. Raises RenderError."""
        return cast(bytes, self._ask(Request(html, what, pictures=pictures)))

    def _ask(self, request: Request) -> Rendered | bytes:
        try:
            self._send(request)
            answer: Answer = pickle.load(cast(IO[bytes], self._process.stdout))
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            self._process.kill()
            code = self._process.wait()
            reason = f"the renderer stopped before it was done (exit status {code})"
            raise RenderError(request.what, [reason]) from error
        if not isinstance(answer, Failure):
            return answer
        if answer.missing_library is not None:
            raise NativeLibraryError(answer.missing_library)
        raise RenderError(request.what, answer.complaints)

    def _send(self, message: Request) -> None:
        pipe = cast(IO[bytes], self._process.stdin)
        pickle.dump(message, pipe)
        pipe.flush()
