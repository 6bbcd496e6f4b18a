"""The renderer's own process: answers the requests on its standard input until that ends.

`python -m report_builder.rendering.worker ROOT MEGABYTES SCRATCH`, where SCRATCH is a folder for
temporary files, which this process may remove; `process.Renderer` is its only caller.
"""

import contextlib
import ctypes
import gc
import os
import pickle
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from report_builder import hyphenation
from report_builder.errors import NativeLibraryError, RenderError
from report_builder.rendering.process import OUT_OF_MEMORY, Answer, Failure, Request


def main() -> None:
    """Answer requests, one after the other, as long as the build asks."""
    root, megabytes, scratch = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    _limit_memory(megabytes)
    # Where memory runs out, Python reports what it cannot report; the exit status says it all.
    sys.unraisablehook = None  # type: ignore[assignment]
    # WeasyPrint keeps fonts in a temporary folder, and does not tidy up when it is killed.
    tempfile.tempdir = scratch
    # A document lives from request to answer; looking for garbage in it on the way takes a
    # twelfth of the time and finds next to nothing.
    gc.disable()
    requests: SimpleQueue[Request] = SimpleQueue()
    Thread(target=_listen, args=(requests, scratch), daemon=True).start()
    # The build may be gone at any moment; then there is nobody to answer, and nothing to say.
    with contextlib.suppress(BrokenPipeError):
        try:
            _serve(root, requests)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _listen(requests: "SimpleQueue[Request]", scratch: str) -> None:
    """Take requests; when the build has ended, even by a kill, end at once.

    A thread of its own, because the other one is busy for as long as a document takes.
    """
    try:
        while True:
            requests.put(pickle.load(sys.stdin.buffer))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (EOFError, pickle.UnpicklingError):
        pass
    try:
        # In a process without the other thread, which is still using these files.
        if os.fork() == 0:
            shutil.rmtree(scratch, ignore_errors=True)
    finally:
        os._exit(0)


def _serve(root: Path, requests: "SimpleQueue[Request]") -> None:
    # Loaded while the build is still reading; whether they can be, the first answer says.
    with contextlib.suppress(NativeLibraryError, OSError, ValueError):
        from report_builder.rendering import document  # noqa: F401

        hyphenation.install(root)
    while True:
        answer = _answer(root, requests.get())
        _give_back_memory()
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _limit_memory(megabytes: int) -> None:
    """Let allocations beyond the limit fail, as MemoryError or as the end of the process.

    RLIMIT_DATA counts what is written to (since Linux 4.7, mmap as well), which is within a few
    MB of what the process occupies; RLIMIT_AS counts libraries, fonts and mere reservations too.
    """
    limit = megabytes * 1024 * 1024
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _give_back_memory() -> None:
    """Free the laid-out document before the build goes on with its pages, and needs the room."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # of the GNU C library only


def _answer(root: Path, request: Request) -> Answer:
    try:
        from report_builder.rendering import document
    except NativeLibraryError as error:
        return Failure(error.reason)
    try:
        if request.measured:
            return document.measure(request.html, root, request.what, request.exceptions)
        if request.standard is None:
            return document.render_plain(
                request.html, root, request.what, request.pictures, request.exceptions
            )
        return document.render(
            request.html, root, request.what, request.standard, request.exceptions
        )
    except RenderError as error:
        return Failure(None, error.complaints)


if __name__ == "__main__":
    main()
