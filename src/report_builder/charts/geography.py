"""Where a place lies on a base map: Mercator's projection, and the outlines of the map's file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import hypot, log, pi, radians, tan
from pathlib import Path

from defusedxml import ElementTree

from report_builder.charts.canvas import Point

_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Bounds:
    """The edges of a base map in degrees."""

    west: float
    north: float
    east: float
    south: float

    def share(self, latitude: float, longitude: float) -> Point:
        """A place as shares of the map's width and height, from its north-west corner."""
        across = (longitude - self.west) / (self.east - self.west)
        top, bottom = _mercator(self.north), _mercator(self.south)
        return across, (top - _mercator(latitude)) / (top - bottom)


def _mercator(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))


@dataclass(frozen=True, eq=False)  # there is one of each file, so that it need not be compared
class Outlines:
    """The areas of a base map as closed rings of points, with the size of their plane."""

    width: float
    height: float
    areas: tuple[tuple[tuple[Point, ...], ...], ...]


@cache
def outlines(file: Path) -> Outlines:
    """The `path` elements of an SVG whose paths have straight lines only, in relative steps.

    Raises ValueError for any other path.
    """
    root = ElementTree.fromstring(file.read_bytes())
    _, _, width, height = map(float, root.get("viewBox", "").split())
    paths = (element.get("d", "") for element in root.iter("{http://www.w3.org/2000/svg}path"))
    return Outlines(width, height, tuple(tuple(_rings(path)) for path in paths))


def _rings(path: str) -> Iterator[tuple[Point, ...]]:
    """The closed rings of a path: `m` and `l` with relative pairs, `z`."""
    x, y = 0.0, 0.0
    ring: list[Point] = []
    tokens = iter(_TOKEN.findall(path))
    for token in tokens:
        if token == "z":
            yield tuple(ring)
            (x, y), ring = ring[0], []
        elif token.isalpha() and token not in "ml":
            raise ValueError(f"a base map has straight lines in relative steps only, not “{token}”")
        elif not token.isalpha():
            x, y = x + float(token), y + float(next(tokens))
            ring.append((x, y))


def simplified(ring: tuple[Point, ...], step: float) -> list[Point]:
    """The ring without points that are nearer than `step` to the one before; [] for a speck."""
    kept = [ring[0]]
    for point in ring[1:]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return kept if len(kept) > 2 else []
