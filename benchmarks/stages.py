"""What a build does all the time, as far as its first process goes.

    python -m benchmarks.stages FILE build ISSUE …

runs a command line of report-builder and looks every few milliseconds at what the main thread is
in. The seconds of each room of the program go into FILE as JSON; `imports` is Python loading
modules, and a room that hands work to other processes has the time until they are done.
"""

import json
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType

PAUSE = 0.003
_PACKAGE = "/report_builder/"


def main(target: Path, arguments: list[str]) -> None:
    seconds: Counter[str] = Counter()
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(threading.get_ident(), ended, seconds))
    watch.start()
    sys.argv = ["report-builder", *arguments]
    try:
        from report_builder.__main__ import main as program

        program()
    finally:
        ended.set()
        watch.join()
        target.write_text(json.dumps(seconds))


def _watch(thread: int, ended: threading.Event, seconds: Counter[str]) -> None:
    before = time.perf_counter()
    while not ended.wait(PAUSE):
        room = _room(sys._current_frames().get(thread))
        now = time.perf_counter()
        seconds[room] += now - before
        before = now


def _room(frame: FrameType | None) -> str:
    """The room that the innermost function of the program is in."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib"):
            return "imports"
        if _PACKAGE in file:
            return file.partition(_PACKAGE)[2].partition("/")[0].removesuffix(".py")
        frame = frame.f_back
    return "Python"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
