"""Another computer, as far as Python can be told: its day, its name, its only processor, what it
takes files for, and the order in which it lists folders.

In a folder of its own because Python imports this on its own when the folder is on PYTHONPATH, in
a build as well as in the renderer that it starts; `test_same_bytes` puts it there. Every process
writes down its command in the file ELSEWHERE_LOG, as a witness.
"""

import datetime
import mimetypes
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LATER = datetime.timedelta(days=1234, hours=5, minutes=6)
HOST = "rechner-nebenan"

_now, _now_ns, _today, _list, _scan = (
    time.time,
    time.time_ns,
    datetime.datetime.now,
    os.listdir,
    os.scandir,
)


class _Real(type):
    """What the real class made is of this class as well."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__base__)

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, cls.__base__)


class _Date(datetime.date, metaclass=_Real):
    @classmethod
    def today(cls) -> "_Date":
        day = _today() + LATER
        return cls(day.year, day.month, day.day)


class _Datetime(datetime.datetime, metaclass=_Real):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "_Datetime":
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls) -> "_Datetime":
        return cls.now()

    @classmethod
    def utcnow(cls) -> "_Datetime":
        return cls.now(datetime.UTC).replace(tzinfo=None)


def _of_now(read: Callable[..., Any], current: Callable[[], Any]) -> Callable[..., Any]:
    """A function of `time` whose last argument is the present unless it is given."""
    count = 1 if read is time.strftime else 0

    def elsewhere(*given: Any) -> Any:
        return read(*given) if len(given) > count else read(*given, current())

    return elsewhere


class _Backwards:
    """What `os.scandir` returns, the other way round."""

    def __init__(self, folder: Any = ".") -> None:
        with _scan(folder) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __enter__(self) -> "_Backwards":
        return self

    def __exit__(self, *error: object) -> None: ...

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)


def _move() -> None:
    seconds = LATER.total_seconds()
    time.time = lambda: _now() + seconds
    time.time_ns = lambda: _now_ns() + int(seconds) * 10**9
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, _of_now(getattr(time, name), time.time))
    for name in ("asctime", "strftime"):
        setattr(time, name, _of_now(getattr(time, name), lambda: time.localtime()))
    _Date.__name__, _Datetime.__name__ = "date", "datetime"
    datetime.date, datetime.datetime = _Date, _Datetime  # type: ignore[misc]
    os.listdir = lambda *folder: sorted(_list(*folder), reverse=True)
    os.scandir = _Backwards  # type: ignore[assignment]
    socket.gethostname = lambda: HOST
    mimetypes.knownfiles = [str(Path(__file__).with_name("mime.types"))]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


_move()
with Path(os.environ["ELSEWHERE_LOG"]).open("a", encoding="utf-8") as log:
    log.write(f"{datetime.date.today()} {' '.join(sys.orig_argv)}\n")
