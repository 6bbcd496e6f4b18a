"""Which of the project's files a document may read: those named in it, and those named in them."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

# What stands between quotes or brackets and ends like the name of a file, not like a number.
_NAME = re.compile(r"""["'(]\s*([^"'()<>\s]+\.[A-Za-z][A-Za-z0-9]*)(?:#[^"'()<>\s]*)?\s*["')]""")
# What elements say of where their content comes from is no file to be read.
_ORIGIN = re.compile(r'\bdata-(?:[a-z]+-)?src="[^"]*"')
# Files that can name others.
_NAMING = (".css", ".svg")


def named(html: str, known: Mapping[str, str], root: Path) -> list[str]:
    """The `known` files that a document names by their addresses, sorted; with their digests.

    Too many are better than too few: something that only looks like a file's name does no harm.
    """
    found = set[str]()
    waiting = [name for name in _names(_ORIGIN.sub("", html), "") if name in known]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name.lower().endswith(_NAMING):
            waiting += [other for other in _named_in(root, name, known[name]) if other in known]
    return sorted(found)


@lru_cache(maxsize=128)
def _named_in(root: Path, name: str, digest: str) -> frozenset[str]:
    """What may be names of files in a file of this digest, which many sections share."""
    try:
        text = (root / name).read_text("utf-8", errors="replace")
    except OSError:  # which its reader will complain of
        return frozenset()
    return frozenset(_names(text, str(PurePosixPath(name).parent)))


def _names(text: str, folder: str) -> Iterator[str]:
    """What may be names of files in a text, relative to the project and to the text's folder."""
    for address in _NAME.findall(text):
        name = unquote(unescape(address))
        yield normpath(name)
        yield normpath(f"{folder}/{name}")
