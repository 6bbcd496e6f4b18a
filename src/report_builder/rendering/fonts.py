"""Only the brand's own fonts: what is installed on the machine must not reach a page."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


def isolate(folder: Path) -> dict[str, str]:
    """Let fontconfig see no fonts but those in `folder`.

    Returns the environment variables that a process needs for it.
    """
    path = folder / "fonts.conf"
    path.write_text(_CONFIGURATION.format(folder=escape(str(folder))), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


def show(folder: Path, files: Iterable[Path]) -> None:
    """Put font files into the folder of `isolate`, as links."""
    for number, file in enumerate(files):
        (folder / f"{number}{file.suffix}").symlink_to(file)
