"""How the series of a chart are told apart: by colour, and without colour as well."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from report_builder.charts.colors import contrast, mixed, readable

_COLORS = ("primary", "secondary", "tertiary", "dark")
_DASHES = (None, "6 2.5", "1.6 2.4", "9 2.5 1.6 2.5")
# What is drawn over the ground of an area, on a tile of 4 pt; the first and third are plain.
_OVERLAYS = {
    1: '<path d="M-1 1 1 -1M0 4 4 0M3 5 5 3" stroke="{color}" stroke-width="1.1" fill="none"/>',
    3: '<circle cx="1" cy="1" r="0.75" fill="{color}"/>'
    '<circle cx="3" cy="3" r="0.75" fill="{color}"/>',
}


@dataclass(frozen=True)
class Style:
    """Colours by their brand names, the font family, how numbers are written, and one word.

    `number` takes a value and its number of decimals; `total` is the word beneath the sum of a
    donut; `language` divides words; `name` is unique in the document and begins all ids.
    """

    colors: Mapping[str, str]
    font: str
    number: Callable[[Decimal, int], str]
    total: str
    language: str
    name: str

    @property
    def ink(self) -> str:
        return self.colors["foreground"]

    @property
    def paper(self) -> str:
        return self.colors["background"]

    @property
    def muted(self) -> str:
        """Words that stand back, such as the ticks of an axis."""
        return readable(mixed(self.ink, self.paper, 0.72), self.ink, self._grounds, 4.5)

    @property
    def hairline(self) -> str:
        """Lines that guide the eye and say nothing."""
        return mixed(self.ink, self.paper, 0.22)

    @property
    def _grounds(self) -> tuple[str, ...]:
        return (self.paper, self.colors["light"])

    def color(self, series: int) -> str:
        """The colour of lines and outlines: visible on paper and on the light ground."""
        return readable(self.colors[_COLORS[series]], self.ink, self._grounds)

    def ground(self, series: int) -> str:
        """What lies under words that stand in an area of a series."""
        if series in _OVERLAYS:
            return mixed(self.color(series), self.paper, 0.16)
        return self.colors[_COLORS[series]]

    def area(self, series: int) -> dict[str, object]:
        """The attributes of an area: a plain colour or a pattern, and an outline."""
        fill = f"url(#{self.name}-{series})" if series in _OVERLAYS else self.ground(series)
        return {"fill": fill, "stroke": self.color(series), "stroke_width": 0.6}

    def dash(self, series: int) -> str | None:
        return _DASHES[series]

    def shade(self, part: int, parts: int) -> str:
        """The tone of a part of a whole: from the primary colour towards the paper."""
        return mixed(self.color(0), self.paper, 1 - 0.75 * part / max(1, parts - 1))

    def on(self, ground: str) -> str:
        """The colour of words on a ground: paper or ink, whichever reads better."""
        return max((self.paper, self.ink), key=lambda color: contrast(color, ground))

    def definitions(self) -> str:
        """The patterns that `area` refers to."""
        return "".join(
            f'<pattern id="{self.name}-{series}" width="4" height="4" '
            f'patternUnits="userSpaceOnUse"><rect width="4" height="4" '
            f'fill="{self.ground(series)}"/>{overlay.format(color=self.color(series))}</pattern>'
            for series, overlay in _OVERLAYS.items()
        )


def marker(series: int, x: float, y: float, radius: float = 3.2) -> str:
    """The path of the shape that stands for a series: circle, square, diamond, triangle."""
    r = radius
    outlines = (
        f"M{x - r:.2f} {y:.2f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
        f"M{x - 0.9 * r:.2f} {y - 0.9 * r:.2f}h{1.8 * r:.2f}v{1.8 * r:.2f}h{-1.8 * r:.2f}z",
        f"M{x:.2f} {y - 1.3 * r:.2f}l{1.3 * r:.2f} {1.3 * r:.2f}l{-1.3 * r:.2f} {1.3 * r:.2f}"
        f"l{-1.3 * r:.2f} {-1.3 * r:.2f}z",
        f"M{x:.2f} {y - 1.2 * r:.2f}l{1.25 * r:.2f} {2.1 * r:.2f}h{-2.5 * r:.2f}z",
    )
    return outlines[series]
