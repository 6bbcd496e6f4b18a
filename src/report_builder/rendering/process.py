"""WeasyPrint in processes of its own: they load while content is still being composed, their
memory goes when they go, and whatever becomes of them, the build is told."""

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from report_builder.errors import RenderError, StoppedError, StorageError
from report_builder.geometry import Geometry
from report_builder.hyphenation import Breaks
from report_builder.pages import Rendered
from report_builder.project import Limits
from report_builder.rendering import capacity, remote
from report_builder.rendering.fonts import isolate, show
from report_builder.rendering.job import DocumentJob
from report_builder.rendering.lanes import Lane, Server
from report_builder.standard import Standard


class Renderer:
    """Renders documents of one project, in as many `lanes` as there are `jobs`; one after the
    other as far as its own methods are concerned. A context manager.

    `exceptions` are the words with breaks of their own. It can be started before it is known which
    fonts and words it is going to `use`. A document that takes more than the `limits` ends the
    process behind it; the next one gets a new process.
    """

    def __init__(self, root: Path, limits: Limits, jobs: int | None = None) -> None:
        """Without `jobs` there are as many as the machine has cores and memory for."""
        self.exceptions: Breaks = {}
        try:
            self._folder = tempfile.TemporaryDirectory(
                prefix="report-builder-", ignore_cleanup_errors=True
            )
            self._fonts = Path(self._folder.name) / "fonts"
            self._fonts.mkdir()
            environment = os.environ | isolate(self._fonts)
        except OSError as error:
            raise StorageError(Path(tempfile.gettempdir()), str(error)) from error
        self._server = Server(root, limits.megabytes, self._folder.name, environment)
        count = jobs or capacity.lanes()
        self.lanes: Sequence[Lane] = [Lane(self._server, limits.seconds) for _ in range(count)]
        self._trial = Lane(self._server, limits.seconds / 2)

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *_: object) -> None:
        for lane in (*self.lanes, self._trial):
            lane.shutdown(cancel_futures=True)
        self._server.close()
        self._folder.cleanup()

    def use(self, fonts: Iterable[Path], exceptions: Breaks) -> None:
        """The only font files that documents are going to see, and the words that are divided
        in a way of their own; to be called once, before the first document."""
        try:
            show(self._fonts, fonts)
        except OSError as error:
            raise StorageError(self._fonts, str(error)) from error
        self.exceptions = exceptions

    def render(self, html: str, what: str, standard: Standard = Standard.ARCHIVE) -> Rendered:
        """The tagged PDF of a document. Raises RenderError, StoppedError."""
        job = DocumentJob(html, what, self.exceptions, standard)
        return self.lanes[0].submit(remote.render_document, job).result()

    def render_plain(self, html: str, what: str, pictures: Mapping[str, bytes]) -> bytes:
        """A PDF without tags, for drawing. Raises RenderError, StoppedError."""
        job = DocumentJob(html, what, self.exceptions, pictures=pictures)
        return self.lanes[0].submit(remote.render_plain, job).result()

    def measure(self, html: str, what: str) -> Geometry:
        """Where everything stands on the pages of a document. Raises RenderError, StoppedError."""
        job = DocumentJob(html, what, self.exceptions)
        return self.lanes[0].submit(remote.measure, job).result()

    def survives(self, html: str) -> bool:
        """Whether a part of a document that was stopped keeps to the limits, with half the time."""
        try:
            self._trial.submit(
                remote.render_document, DocumentJob(html, "a part", self.exceptions)
            ).result()
        except StoppedError:
            return False
        except RenderError:
            pass  # links into other parts lead nowhere
        return True
