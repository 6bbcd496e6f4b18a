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
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            for threshold in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
                ctypes.CDLL(None).mallopt(threshold, _BLOCK)
