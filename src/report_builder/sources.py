"""Which of the project's files a document may read: those named in it, and those named in them."""

import re
from collections.abc import Container, Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

# What stands between quotes or brackets and ends like the name of a file.
_NAME = re.compile(r"""["'(]\s*([^"'()<>\s]+\.[A-Za-z0-9]+)(?:#[^"'()<>\s]*)?\s*["')]""")
# What elements say of where their content comes from is no file to be read.
_ORIGIN = re.compile(r'\bdata-src="[^"]*"')
# Files that can name others.
_NAMING = (".css", ".svg")


def named(html: str, known: Container[str], root: Path) -> list[str]:
    """The `known` files that a document names by their addresses, sorted.

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
            folder = str(PurePosixPath(name).parent)
            waiting += [other for other in _names(_text(root / name), folder) if other in known]
    return sorted(found)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:  # which its reader will complain of
        return ""


def _names(text: str, folder: str) -> Iterator[str]:
    """What may be names of files in a text, relative to the project and to the text's folder."""
    for address in _NAME.findall(text):
        name = unquote(unescape(address))
        yield normpath(name)
        yield normpath(f"{folder}/{name}")
