"""Maps of places: one with all of them named, and a small one with a single place marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sin

from report_builder.charts.canvas import LEADING, Canvas, Point
from report_builder.charts.colors import mixed
from report_builder.charts.geography import Bounds, Outlines, simplified
from report_builder.charts.style import Style
from report_builder.charts.words import LABEL, widest

_DOT, _SMALL_DOT, _RING = 3.4, 2.5, 1.9
_FINE, _COARSE = 0.4, 0.5
"""The shortest step of an outline in pt: finer ones cannot be seen at this size."""
_DISTANCES = (7.0, 11.0, 16.0, 22.0, 30.0, 40.0, 52.0)
_LEADER = 9.0
"""From this distance on a line leads from the place to its name."""
_NAME = 160.0
"""The width in pt from which on a name goes over two lines or three."""
_ANGLES = (0, 180, -35, 35, -145, 145, -90, 90)


@dataclass(frozen=True)
class Place:
    """A name to be marked; `source` is the data-src of the field that it comes from."""

    name: str
    latitude: float
    longitude: float
    source: str


@dataclass(frozen=True)
class BaseMap:
    outlines: Outlines
    bounds: Bounds


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return not (
            self.right <= other.left or other.right <= self.left
            or self.bottom <= other.top or other.bottom <= self.top
        )  # fmt: skip


def overview(
    base: BaseMap,
    places: Sequence[Place],
    style: Style,
    width: float,
    alt: str,
    former: Sequence[Place] = (),
) -> str:
    """All places with their names on a map `width` pt wide, those of former issues as rings."""
    canvas = _canvas(base, style, width, _FINE)
    rings = [_point(base, canvas, place) for place in former]
    for x, y in rings:
        canvas.add("circle", cx=x, cy=y, r=_RING, fill=style.paper, stroke=style.color(0),
                   stroke_width=1.0)  # fmt: skip
    points = [_point(base, canvas, place) for place in places]
    taken = [_around(point, _DOT + 1.5) for point in points]
    taken += [_around(ring, _RING + 0.5) for ring in rings]
    for place, point in zip(places, points, strict=True):
        lines = canvas.wrapped(place.name, _NAME)
        anchor, box = _free_spot(canvas, point, lines, taken)
        taken.append(box)
        _name(canvas, style, point, anchor, box, lines, place.source)
    for point in points:
        _dot(canvas, style, point, _DOT, style.color(1))
    return canvas.svg(alt, "")


def inset(base: BaseMap, places: Sequence[Place], current: Place, style: Style, width: float,
          alt: str) -> str:  # fmt: skip
    """One place marked among the others, without names."""
    canvas = _canvas(base, style, width, _COARSE)
    for place in places:
        if place != current:
            x, y = _point(base, canvas, place)
            canvas.add("circle", cx=x, cy=y, r=0.9, fill=style.color(0))
    _dot(canvas, style, _point(base, canvas, current), _SMALL_DOT, style.color(1))
    return canvas.svg(alt, "")


def _canvas(base: BaseMap, style: Style, width: float, step: float) -> Canvas:
    """The areas of the base map, with borders in the colour of the paper where there is room."""
    canvas = Canvas(width, style.font, style.ink, style.language)
    scale = width / base.outlines.width
    canvas.height = base.outlines.height * scale
    ground = mixed(style.color(0), style.paper, 0.16)
    border = style.paper if step == _FINE else ground
    for path in _paths(base.outlines, scale, step):
        canvas.add("path", d=path, fill=ground, fill_rule="evenodd", stroke=border,
                   stroke_width=0.7, stroke_linejoin="round")  # fmt: skip
    return canvas


@cache
def _paths(outlines: Outlines, scale: float, step: float) -> list[str]:
    """The areas as paths; each case study shows the same."""
    found = ((simplified(ring, step / scale) for ring in area) for area in outlines.areas)
    return ["".join(_closed(ring, scale) for ring in rings if ring) for rings in found]


def _closed(ring: Sequence[Point], scale: float) -> str:
    return "M" + "L".join(f"{x * scale:.1f} {y * scale:.1f}" for x, y in ring) + "z"


def _point(base: BaseMap, canvas: Canvas, place: Place) -> Point:
    across, down = base.bounds.share(place.latitude, place.longitude)
    return across * canvas.width, down * canvas.height


def _dot(canvas: Canvas, style: Style, point: Point, radius: float, color: str) -> None:
    canvas.add("circle", cx=point[0], cy=point[1], r=radius, fill=color, stroke=style.paper,
               stroke_width=1.0)  # fmt: skip


def _around(point: Point, radius: float) -> _Box:
    x, y = point
    return _Box(x - radius, y - radius, x + radius, y + radius)


def _free_spot(
    canvas: Canvas, point: Point, lines: Sequence[str], taken: Sequence[_Box]
) -> tuple[str, _Box]:
    """The nearest place for a name that nothing else has; the first where all are taken."""
    height = LABEL * 1.2 + (len(lines) - 1) * LEADING
    spots = list(_spots(point, widest(lines) + 2, height / 2))
    spots = [spot for spot in spots if _is_inside(canvas, spot[1])] or spots
    free = (spot for spot in spots if not any(spot[1].meets(other) for other in taken))
    return next(free, spots[0])


def _is_inside(canvas: Canvas, box: _Box) -> bool:
    across = box.left >= 0 and box.right <= canvas.width
    return across and box.top >= 0 and box.bottom <= canvas.height


def _spots(point: Point, width: float, half: float) -> Iterator[tuple[str, _Box]]:
    """Places for a name around a point, from near to far, those beside it first.

    `half` of its height is above and half below the end of the leader.
    """
    for distance in _DISTANCES:
        for angle in _ANGLES:
            x = point[0] + distance * cos(radians(angle))
            y = point[1] + distance * sin(radians(angle))
            across = cos(radians(angle))
            anchor = "middle" if abs(across) < 0.1 else "start" if across > 0 else "end"
            left = {"middle": x - width / 2, "start": x, "end": x - width}[anchor]
            yield anchor, _Box(left, y - half, left + width, y + half)


def _name(canvas: Canvas, style: Style, point: Point, anchor: str, box: _Box,
          lines: Sequence[str], source: str) -> None:  # fmt: skip
    x = {"middle": (box.left + box.right) / 2, "start": box.left, "end": box.right}[anchor]
    y = (box.top + box.bottom) / 2
    if abs(x - point[0]) + abs(y - point[1]) > 1.5 * _LEADER:
        canvas.line(point, (x, y), stroke=style.ink, stroke_width=0.4)
    canvas.lines(x, y, lines, anchor=anchor, bold=True, source=source)
