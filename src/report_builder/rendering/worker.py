"""The fork server: loads WeasyPrint once, then splits off a process for each lane.

`python -m report_builder.rendering.worker ROOT MEGABYTES SCRATCH`, with a socket as its standard
input; `lanes.Server` is its only caller. SCRATCH is a folder for temporary files, which is removed
when the build has ended.
"""

import contextlib
import ctypes
import gc
import os
import pickle
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NoReturn

from report_builder import heap, hyphenation
from report_builder.errors import NativeLibraryError, ReportBuilderError
from report_builder.rendering.lanes import NEW, NUMBER_BYTES, OUT_OF_MEMORY

# After so many new objects it is time to look for garbage, which takes a tenth of a second for
# them and for as many old ones: they are those of about thirty pages, and 40 MB.
_MANY_OBJECTS = 200_000


def main() -> None:
    """Fork lanes as long as the build asks, then end with all of them."""
    root, megabytes, scratch = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    # WeasyPrint keeps fonts in a temporary folder, and does not tidy up when it is killed.
    tempfile.tempdir = scratch
    with _watching(control, scratch):
        _load(root)
    lanes: set[int] = set()
    try:
        _serve(control, lanes, root, megabytes)
    finally:
        for lane in lanes:
            _ended(lane)
        shutil.rmtree(scratch, ignore_errors=True)


@contextlib.contextmanager
def _watching(control: socket.socket, scratch: str) -> Iterator[None]:
    """End at once if the build does so meanwhile: in a thread, which is gone before any fork."""
    finished, told = socket.socketpair()
    with told:
        thread = Thread(target=_watch, args=(control, told, scratch))
        thread.start()
        with finished:
            yield
        thread.join()


def _watch(control: socket.socket, told: socket.socket, scratch: str) -> None:
    poll = select.poll()
    for each in (control, told):
        poll.register(each, 0)  # that the other end was closed is always reported
    if control.fileno() not in dict(poll.poll()):
        return
    try:
        # In a process without the other thread, which is still using these files.
        if os.fork() == 0:
            shutil.rmtree(scratch, ignore_errors=True)
    finally:
        os._exit(0)


def _load(root: Path) -> None:
    """Load what lanes share, while the build is still reading; whether it can be, they find out."""
    with contextlib.suppress(NativeLibraryError, OSError, ValueError):
        from report_builder.rendering import section  # noqa: F401

        hyphenation.load(root)
    # Looking for garbage among it would give each lane a copy of its own.
    gc.collect()
    gc.freeze()
    heap.give_back()


def _serve(control: socket.socket, lanes: set[int], root: Path, megabytes: int) -> None:
    """Fork a lane for every socket that comes, and tell how those ended that are asked for."""
    while True:
        message, files, *_ = socket.recv_fds(control, NUMBER_BYTES, 1)
        number = int.from_bytes(message)
        if not message:
            return
        if number == NEW:
            with socket.socket(fileno=files[0]) as line, contextlib.suppress(OSError):
                lane = os.fork() or _be_lane(control, line, root, megabytes)
                lanes.add(lane)
                os.setpgid(lane, lane)  # as the lane itself does: whoever comes first
        else:
            # Of a server before this one nobody knows.
            status = _ended(number) if number in lanes else -signal.SIGKILL
            lanes.discard(number)
            control.sendall(status.to_bytes(NUMBER_BYTES, signed=True))


def _ended(lane: int) -> int:
    """How a lane ended, which is killed if it did not."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(lane, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(lane, 0)[1])


def _be_lane(control: socket.socket, line: socket.socket, root: Path, megabytes: int) -> NoReturn:
    """Answer calls in a process that was just forked, and never return into the server."""
    try:
        os.setpgid(0, 0)
        control.close()
        with open(os.devnull, "rb") as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), sys.stdin.fileno())
        _limit_memory(megabytes)
        _answer_all(line, root)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)  # the build is gone: there is nobody to answer, and nothing to say
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


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
    # Where memory runs out, Python reports what it cannot report; the exit status says it all.
    sys.unraisablehook = None  # type: ignore[assignment]


def _answer_all(line: socket.socket, root: Path) -> None:
    # A document lives from call to answer; looking for garbage in it on the way takes a twelfth
    # of the time and finds next to nothing.
    gc.disable()
    calls: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(calls, line), daemon=True).start()
    line.sendall(pickle.dumps(os.getpid()))
    kept = 0
    while True:
        answer = pickle.dumps(_answer(root, calls.get()))
        if gc.get_count()[0] > max(kept, _MANY_OBJECTS):
            kept = _give_back_memory()
        line.sendall(answer)


def _listen(calls: "SimpleQueue[bytes]", line: socket.socket) -> None:
    """Take calls; when the build has ended, even by a kill, end at once.

    A thread of its own, because the other one is busy for as long as a document takes.
    """
    try:
        with line.makefile("rb") as pipe:
            while True:
                calls.put(pickle.load(pipe))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _answer(root: Path, call: bytes) -> bytes:
    """What a function returned and None, or None and what it raised."""
    try:
        function, job = pickle.loads(call)
        return pickle.dumps((function(root, job), None))
    except MemoryError:
        raise
    except ReportBuilderError as error:
        return pickle.dumps((None, error))
    except Exception as error:
        error.add_note(traceback.format_exc())  # which is lost on the way otherwise
        return pickle.dumps((None, error))


def _give_back_memory() -> int:
    """Free laid-out documents before the build goes on and needs the room; returns how many
    objects remain, which functions keep."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # of the GNU C library only
    return len(gc.get_objects())


if __name__ == "__main__":
    main()
