"""The renderer's own process: reads requests from its standard input until that ends.

`python -m report_builder.rendering.worker ROOT`; `process.Renderer` is its only caller.
"""

import contextlib
import ctypes
import gc
import pickle
import sys
from pathlib import Path

from report_builder.errors import NativeLibraryError, RenderError
from report_builder.rendering.process import Answer, Failure, Request


def main() -> None:
    """Answer requests, one after the other, as long as the build asks."""
    root = Path(sys.argv[1])
    # A document lives from request to answer; looking for garbage in it on the way takes a
    # twelfth of the time and finds next to nothing.
    gc.disable()
    # Loaded while the build is still reading; whether it can be, the first answer says.
    with contextlib.suppress(NativeLibraryError):
        from report_builder.rendering import document  # noqa: F401
    # The build may be gone at any moment; then there is nobody to answer, and nothing to say.
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            request: Request = pickle.load(sys.stdin.buffer)
            answer = _answer(root, request)
            _give_back_memory()
            pickle.dump(answer, sys.stdout.buffer)
            sys.stdout.buffer.flush()


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
        if request.standard is not None:
            return document.render(request.html, root, request.what, request.standard)
        return document.render_plain(request.html, root, request.what, request.pictures)
    except RenderError as error:
        return Failure(None, error.complaints)


if __name__ == "__main__":
    main()
