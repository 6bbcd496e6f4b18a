"""A build's outpost on a worker of a cluster: the files that it was sent, and lanes that use them.

`cluster` calls these functions in the worker's process; nothing here knows of the cluster. Lanes,
limits and fonts are those of any build. The outpost's folder is removed when the build has ended or
was not heard of for a while; or, by the server of its lanes, when the worker has ended.
"""

import os
import pickle
import platform
import tempfile
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from report_builder import tools
from report_builder.project import Limits
from report_builder.rendering import fonts
from report_builder.rendering.lanes import Lane, Server

# Seconds. A build that was killed cannot say that it has ended.
PATIENCE = 900.0
# Files of issues that are done make room for those of others.
MAX_BYTES = 2**30


@dataclass(frozen=True)
class Build:
    """Who asks: an `id` that no other build has, its limits, and the names of its font files."""

    id: str
    limits: Limits
    fonts: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """A function to be called with a job in the lane of this number; `files` gives the SHA-256 of
    each file that it may read, by its name in the project."""

    build: Build
    lane: int
    function: Callable[..., Any]
    job: Any
    files: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What the function returned, or what it raised; or which files have to be sent before."""

    value: Any = None
    error: Exception | None = None
    lacking: Set[str] = field(default_factory=frozenset)


def versions() -> dict[str, str]:
    """What has to be the same wherever sections of one issue are rendered."""
    here = f"{platform.system()} {platform.machine()}"
    return tools.versions() | {"Python": platform.python_version(), "the system": here}


def carry_out(order: bytes) -> Reply:
    """Call the function of a pickled Order."""
    wanted: Order = pickle.loads(order)
    return _outpost(wanted.build).call(wanted)


def lacking(build: Build, files: Mapping[str, str]) -> Set[str]:
    """The names of those files that have not been sent here, or were others."""
    return _outpost(build).lacking(files)


def receive(build: Build, contents: Mapping[str, bytes]) -> None:
    """Put files into the project, by their name."""
    _outpost(build).receive(contents)


def close(build: Build) -> None:
    """End what is done for a build, and remove its files."""
    with _lock:
        outpost = _outposts.pop(build.id, None)
    if outpost is not None:
        outpost.close()


_lock = Lock()
_outposts: dict[str, "_Outpost"] = {}


def _outpost(build: Build) -> "_Outpost":
    with _lock:
        if build.id not in _outposts:
            _outposts[build.id] = _Outpost(build)
        outpost = _outposts[build.id]
        outpost.wait_for_more()
    return outpost


class _Outpost:
    def __init__(self, build: Build) -> None:
        self._build = build
        self._folder = tempfile.TemporaryDirectory(
            prefix="report-builder-", ignore_cleanup_errors=True
        )
        top = Path(self._folder.name)
        self._root, self._fonts = top / "project", top / "fonts"
        self._root.mkdir()
        self._fonts.mkdir()
        # The SHA-256 and the size of each file; what was used last is at the end.
        self._files: dict[str, tuple[str, int]] = {}
        self._in_use: list[Mapping[str, str]] = []
        self._server: Server | None = None
        self._lanes: dict[int, Lane] = {}
        self._timer: Timer | None = None
        # The worker calls from several threads.
        self._lock = Lock()

    def wait_for_more(self) -> None:
        """Begin anew to wait for the build, and give it up some time after its last call."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = Timer(PATIENCE, self._give_up)
        self._timer.daemon = True
        self._timer.start()

    def _give_up(self) -> None:
        if self._in_use:
            self.wait_for_more()
        else:
            close(self._build)

    def lacking(self, files: Mapping[str, str]) -> Set[str]:
        with self._lock:
            return self._lacking(files)

    def receive(self, contents: Mapping[str, bytes]) -> None:
        with self._lock:
            for name, data in contents.items():
                path = self._root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)  # who is reading the former one reads on
                path.write_bytes(data)
                self._files[name] = sha256(data).hexdigest(), len(data)

    def call(self, order: Order) -> Reply:
        with self._lock:
            if lacking := self._lacking(order.files):
                return Reply(lacking=lacking)
            for name in order.files:
                self._files[name] = self._files.pop(name)
            self._in_use.append(order.files)
            lane = self._lane(order.lane)
        try:
            return Reply(lane.submit(order.function, order.job).result())
        except Exception as error:
            return Reply(error=error)
        finally:
            with self._lock:
                self._in_use.remove(order.files)
                self._make_room()

    def close(self) -> None:
        with self._lock:
            lanes, server = list(self._lanes.values()), self._server
        if self._timer is not None:
            self._timer.cancel()
        for lane in lanes:
            lane.shutdown(cancel_futures=True)
        if server is not None:
            server.close()
        self._folder.cleanup()

    def _lacking(self, files: Mapping[str, str]) -> Set[str]:
        known = {name: digest for name, (digest, _) in self._files.items()}
        return {name for name, digest in files.items() if known.get(name) != digest}

    def _lane(self, number: int) -> Lane:
        if number not in self._lanes:
            self._server = self._server or self._start()
            self._lanes[number] = Lane(self._server, self._build.limits.seconds)
        return self._lanes[number]

    def _start(self) -> Server:
        """The server of the lanes; the fonts and the patterns that it loads are there by now."""
        fonts.show(self._fonts, [self._root / name for name in self._build.fonts])
        environment = os.environ | fonts.isolate(self._fonts)
        megabytes = self._build.limits.megabytes
        return Server(self._root, megabytes, self._folder.name, environment)

    def _make_room(self) -> None:
        """Remove files that no lane is using, the oldest first, until the limit is kept to."""
        used = set[str]().union(*self._in_use)
        size = sum(size for _, size in self._files.values())
        for name in [name for name in self._files if name not in used]:
            if size <= MAX_BYTES:
                return
            size -= self._files.pop(name)[1]
            (self._root / name).unlink()
