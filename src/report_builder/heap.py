"""What is freed goes back to the system, so that a hundred issues take no more room than one."""

import ctypes
import sys
from contextlib import suppress

# From malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_BLOCK = 256 * 1024


def give_back() -> None:
    """Have glibc return large blocks (PDFs, pictures) as soon as they are freed.

    By itself it keeps them from the first one on, in pieces that the next one seldom fits into
    (mallopt(3), M_MMAP_THRESHOLD). Elsewhere nothing happens.
    """
    for threshold in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
        _call("mallopt", threshold, _BLOCK)


def tidy() -> None:
    """Return small blocks as well, after something large is done (malloc_trim(3))."""
    _call("malloc_trim", 0)


def _call(function: str, *arguments: int) -> None:
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            getattr(ctypes.CDLL(None), function)(*arguments)
