"""Print the Debian packages this machine lacks for what is named, in one line.

scripts/check_native.py [build] [validate] [browse] [serve] [judge]

Every library is loaded under the names WeasyPrint tries (weasyprint/text/ffi.py),
because a package may be installed and still be out of this Python's sight.
"""

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import sys
from pathlib import Path

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
# What the jar of veraPDF has not (see src/report_builder/conformance/validator.py).
JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime")


def loads(library: str | None) -> bool:
    if library is None:
        return False
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def for_building() -> list[str]:
    missing = [
        package
        for name, linux_name, package in LIBRARIES
        if not loads(linux_name) and not loads(ctypes.util.find_library(name))
    ]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python{}.{}-venv".format(*sys.version_info))
    return missing


def for_validating() -> list[str]:
    """Nothing where there is a veraPDF already."""
    if shutil.which("verapdf"):
        return []
    missing = [] if shutil.which("java") else ["default-jre-headless"]
    if not all(Path("/usr/share/java", f"{name}.jar").exists() for name in JAXB):
        missing.append("libjaxb-java")
    return missing


def for_browsing() -> list[str]:
    """What the tests of HTML pages drive (see tests/browsing.py)."""
    return [] if shutil.which("chromium") or shutil.which("google-chrome") else ["chromium"]


def for_serving() -> list[str]:
    """What tests serve files with, and publish them to; both need not be on the path.

    Not where services are started: it would open that machine.
    """
    if Path("/run/systemd/system").exists():
        return []
    path = os.environ.get("PATH", "") + ":/usr/sbin"
    programs = {"nginx": "nginx", "sshd": "openssh-server"}
    return [package for name, package in programs.items() if not shutil.which(name, path=path)]


def for_judging() -> list[str]:
    """What the judges of HTML pages run in (see tests/judging.py), besides Java and Chromium."""
    programs = {"node": "nodejs", "npm": "npm"}
    return [package for name, package in programs.items() if not shutil.which(name)]


purposes = {
    "build": for_building,
    "validate": for_validating,
    "browse": for_browsing,
    "serve": for_serving,
    "judge": for_judging,
}
print(*dict.fromkeys(package for name in sys.argv[1:] for package in purposes[name]()))
