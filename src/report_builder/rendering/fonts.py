"""Only the project's own fonts: what is installed on the machine must not reach a page."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def use_only(folders: Iterable[Path]) -> None:
    """Let fontconfig see no fonts but those in `folders`, for this process and its children.

    To be called before WeasyPrint is imported, which reads the configuration at once.
    """
    lines = "\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in sorted(set(folders)))
    text = _CONFIGURATION.format(folders=lines)
    path = Path(tempfile.gettempdir()) / f"report-builder-fonts-{os.getpid()}.conf"
    path.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(path)
