"""A series that pages can break at: everything too long, too short, too wide, too many.

Its content lies beside this file for anybody to read; `write` makes a project of it, with the
repository's layouts and brand and with pictures drawn here. To look at its pages:

    python -m tests.stress DIR
    report-builder build --draft --project DIR
"""

import shutil
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

REPOSITORY = Path(__file__).resolve().parents[2]
FULL, BARE = "01-haertefall", "02-pflichtfelder"

# Width and height in px; the first and the last shapes are five to one.
_PICTURES = {
    f"{FULL}/images/titel-panorama.png": (3000, 600),
    f"{FULL}/images/portraet-breit.png": (1500, 500),
    f"{FULL}/images/panorama.png": (2000, 400),
    f"{FULL}/images/querformat.png": (1500, 1000),
    f"{FULL}/images/quadrat.png": (1000, 1000),
    f"{FULL}/images/hochformat.png": (400, 2000),
    f"{FULL}/images/winzig.png": (4, 3),
    f"{BARE}/images/titel.png": (900, 1200),
    "images/foerderung.png": (1200, 120),
}


def write(root: Path) -> None:
    """Make a project of the content in the folder `root`, which is made if it is not there."""
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, root / folder, dirs_exist_ok=True)
    shutil.copytree(Path(__file__).parent / "reports", root / "reports", dirs_exist_ok=True)
    for name, size in _PICTURES.items():
        file = root / "reports" / name
        file.parent.mkdir(exist_ok=True)
        _picture(*size).save(file)


def _picture(width: int, height: int) -> Image.Image:
    """A gradient with a dot in two corners: what is cut off of it can be seen."""
    gradient = Image.linear_gradient("L").resize((width, height))
    picture = ImageOps.colorize(gradient, "#DCE8E8", "#0B4F5C")
    draw, radius = ImageDraw.Draw(picture), min(width, height) // 8
    for x, y in ((2 * radius, 2 * radius), (width - 2 * radius, height - 2 * radius)):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), "#E3A63A")
    return picture
