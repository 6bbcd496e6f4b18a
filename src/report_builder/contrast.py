"""Contrast of the colours that layouts set on each other (WCAG 2.2, 1.4.3 and 1.4.11).

`layouts/<name>/contrast.yaml` names the pairs that the CSS of that folder uses, so that any brand
can be held against them before a page is rendered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor
from pathlib import Path

from pydantic import Field

from report_builder.content import exemptions, validation
from report_builder.content.files import folders
from report_builder.content.node import Node
from report_builder.content.rules import IGNORABLE, Finding
from report_builder.content.types import Line, is_color

FILE = "contrast.yaml"
# WCAG 2.2: 1.4.3 for text, and for large text (18 pt, or 14 pt bold); 1.4.11 for graphics.
MINIMUM = {"text": 4.5, "large": 3.0, "graphics": 3.0}


class Uses(Node):
    """layouts/<name>/contrast.yaml: under each colour those that stand on it."""

    text: dict[str, list[Line]] = {}
    large: dict[str, list[Line]] = Field({}, description="text of 18 pt, or 14 pt bold, and more")
    graphics: dict[str, list[Line]] = Field({}, description="what one has to see to understand")

    def pairs(self) -> Iterator["Pair"]:
        for use, minimum in MINIMUM.items():
            for ground, colors in getattr(self, use).items():
                yield from (Pair(color, ground, minimum, self.origin.file) for color in colors)


@dataclass(frozen=True)
class Pair:
    """Two colours of the brand by name, the contrast that they need, and the file that says so."""

    color: str
    ground: str
    minimum: float
    file: str


def read(root: Path) -> tuple[list[Pair], list[Finding]]:
    """The pairs that the folders below layouts/ say they use, and what is wrong in their files."""
    pairs: list[Pair] = []
    findings: list[Finding] = []
    for name in folders(root / "layouts"):
        file = f"layouts/{name}/{FILE}"
        if (root / file).exists():
            uses, tree, found = validation.read(Uses, root, file)
            findings += found
            if uses is not None:
                pairs += uses.pairs()
                findings += exemptions.settle(uses, tree, (), IGNORABLE)
    return pairs, findings


def shortfalls(colors: Mapping[str, str], pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
    """Each pair of which these colours lack the contrast, once, and the contrast they have.

    A name that the brand does not have is left out: the layout falls back on another one.
    """
    strictest = sorted(pairs, key=lambda pair: -pair.minimum)
    for pair in {(pair.color, pair.ground): pair for pair in reversed(strictest)}.values():
        values = (colors.get(pair.color, ""), colors.get(pair.ground, ""))
        if all(map(is_color, values)) and (found := ratio(*values)) < pair.minimum:
            yield pair, floor(found * 100) / 100


def ratio(one: str, other: str) -> float:
    """The contrast ratio of two colours as #RRGGBB, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance in sRGB, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
