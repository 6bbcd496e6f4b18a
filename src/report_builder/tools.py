"""What builds: this program and the libraries that it is built on."""

import sys
from functools import cache
from pathlib import Path

import report_builder
from report_builder import store

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "pikepdf", "pillow", "pydyf", "pypdf",
              "pypdfium2", "pyphen", "segno", "weasyprint")  # fmt: skip


@cache
def versions() -> dict[str, str]:
    """The versions of the libraries that can change what is built, and a digest of this program."""
    from importlib.metadata import version  # slow

    return {name: version(name) for name in _LIBRARIES} | {"report-builder": program()}


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
    return [sys.version, *sorted(found)]
