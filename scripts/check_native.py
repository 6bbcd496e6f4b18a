"""Print the Debian packages this machine lacks, in one line.

Every library is loaded under the names WeasyPrint tries (weasyprint/text/ffi.py),
because a package may be installed and still be out of this Python's sight.
"""

import ctypes
import ctypes.util
import importlib.util
import sys

# name, name on Linux, Debian's package. GLib's package is called differently in every
# release, but always comes with Pango's.
LIBRARIES = (
    ("gobject-2.0", "libgobject-2.0.so.0", "libpango-1.0-0"),
    ("pango-1.0", "libpango-1.0.so.0", "libpango-1.0-0"),
    ("pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("harfbuzz", "libharfbuzz.so.0", "libharfbuzz0b"),
    ("harfbuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
    ("fontconfig", "libfontconfig.so.1", "libfontconfig1"),
)


def loads(library: str | None) -> bool:
    if library is None:
        return False
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


missing = [
    package
    for name, linux_name, package in LIBRARIES
    if not loads(linux_name) and not loads(ctypes.util.find_library(name))
]
if importlib.util.find_spec("ensurepip") is None:
    missing.append("python{}.{}-venv".format(*sys.version_info))
print(*dict.fromkeys(missing))
