"""Functions for tests to call in lanes: in a module of their own, which is loaded in no time."""

import gc
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from report_builder.rendering.lanes import Server


@dataclass(frozen=True)
class Call:
    what: str = "the call"
    value: object = None
    files: tuple[str, ...] = ()


def started(scratch: Path) -> Server:
    """A server whose lanes know this module."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    return Server(Path("/project"), 512, str(scratch), environment)


kept: list[object] = []


def number(root: Path, call: Call) -> int:
    return os.getpid()


def echo(root: Path, call: Call) -> tuple[Path, object]:
    return root, call.value


def see(root: Path, call: Call) -> dict[str, bytes]:
    """The files of the project in the lane that are no fonts or patterns, and its folder."""
    paths = [path for path in sorted(root.rglob("*")) if path.is_file()]
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    seen = {name: data for name, data in found.items() if not name.startswith("assets/")}
    return seen | {"": bytes(root)}


def keep(root: Path, call: Call) -> list[object]:
    kept.append(call.value)
    return kept


def sleep(root: Path, call: Call) -> None:
    assert isinstance(call.value, (int, float))
    time.sleep(call.value)


def occupy(root: Path, call: Call) -> int:
    """Keep some MB, as layouts are kept between two calls."""
    assert isinstance(call.value, int)
    kept.append(bytearray(call.value << 20))
    return len(kept)


def die(root: Path, call: Call) -> None:
    assert isinstance(call.value, int)
    os.kill(os.getpid(), call.value)
    time.sleep(60)


def leave(root: Path, call: Call) -> None:
    raise SystemExit


def fail(root: Path, call: Call) -> None:
    assert isinstance(call.value, Exception)
    raise call.value


def litter(root: Path, call: Call) -> int:
    """Garbage that only the collector finds."""
    for _ in range(300_000):
        circle: list[object] = []
        circle.append(circle)
    return gc.get_count()[0]


def garbage(root: Path, call: Call) -> tuple[int, bool]:
    return gc.get_count()[0], "weasyprint" in sys.modules


class Unreadable:
    """What can be sent, but not received."""

    def __reduce__(self) -> tuple[object, ...]:
        return fail, (Path(), Call(value=ValueError("Unreadable")))
