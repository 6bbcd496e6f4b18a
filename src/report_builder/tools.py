"""What builds: this program and the libraries that it is built on."""

import contextlib
import ctypes
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import report_builder
from report_builder import store

_LIBRARIES = ("babel", "fonttools", "jinja2", "markdown-it-py", "pikepdf", "pillow", "pydyf",
              "pypdf", "pypdfium2", "pyphen", "segno", "uharfbuzz", "weasyprint")  # fmt: skip


@cache
def versions() -> dict[str, str]:
    """The versions of the libraries that can change what is built, and a digest of this program."""
    from importlib.metadata import version  # slow

    own = {"report-builder": program()}
    return {name: version(name) for name in _LIBRARIES} | native_versions() | own


@cache
def native_versions() -> dict[str, str]:
    """The versions of the libraries that WeasyPrint sets text with, as far as they are found."""
    found = {}
    for name, files, ask in _NATIVE:
        for file in files:
            with contextlib.suppress(OSError, AttributeError):
                found[name] = ask(ctypes.CDLL(file))
                break
    return found


def _text(function: Any) -> str:
    function.restype = ctypes.c_char_p
    return str(function().decode())


# Where Debian, Fedora and Homebrew keep them, and how they tell their version.
_NATIVE: tuple[tuple[str, tuple[str, ...], Callable[[Any], str]], ...] = (
    (
        "Pango",
        ("libpango-1.0.so.0", "libpango-1.0.dylib"),
        lambda library: _text(library.pango_version_string),
    ),
    (
        "HarfBuzz",
        ("libharfbuzz.so.0", "libharfbuzz.dylib"),
        lambda library: _text(library.hb_version_string),
    ),
    (
        "Fontconfig",
        ("libfontconfig.so.1", "libfontconfig.dylib"),
        lambda library: str(library.FcGetVersion()),
    ),
)


@cache
def digest() -> str:
    """A digest of all versions."""
    return store.digest(store.as_json(versions()))


@cache
def program() -> str:
    """A digest of this program."""
    package = Path(report_builder.__file__).parent
    sources = [path for path in store.files_below(package) if path.suffix in (".py", ".java")]
    return store.digest(store.as_json(store.digests(package, sources)))


def installed() -> list[str]:
    """Everything that is installed, with its version, and the interpreter; told in no time.

    A distribution stands beside its modules as a folder NAME-VERSION.dist-info or a like one.
    """
    found = {path.name for folder in sys.path for path in Path(folder).glob("*-info")}
    return [sys.version, *sorted(found), *map(str, native_versions().items())]
