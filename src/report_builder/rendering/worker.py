"""The renderer's own process: reads requests from its standard input until that ends.

`python -m report_builder.rendering.worker`; `process.Renderer` is its only caller.
"""

import pickle
import sys

from report_builder.errors import NativeLibraryError, RenderError
from report_builder.rendering import fonts
from report_builder.rendering.process import Answer, Failure, Request, Setup


def main() -> None:
    setup: Setup = pickle.load(sys.stdin.buffer)
    fonts.use_only(setup.font_folders)
    while True:
        try:
            request: Request = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_answer(setup, request), sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _answer(setup: Setup, request: Request) -> Answer:
    try:
        from report_builder.rendering import document
    except NativeLibraryError as error:
        return Failure(error.reason)
    try:
        if request.tagged:
            return document.render(request.html, setup.root, request.what)
        return document.render_plain(request.html, setup.root, request.what, request.pictures)
    except RenderError as error:
        return Failure(None, error.complaints)


if __name__ == "__main__":
    main()
