"""Cover of issue 2: a market square from above."""

import math
import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    BRICK,
    HEATHER,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_LIGHT,
    NIGHT,
    OCHRE_DARK,
    PETROL,
    PETROL_20,
    PETROL_35,
    PETROL_50,
    PETROL_70,
    SAND,
    SAND_DARK,
    SAND_DEEP,
    SAND_EARTH,
    WHITE,
    shade,
    tint,
)
from drawing.people import CROWD, seen_from_above
from drawing.shapes import (
    COVER_H,
    COVER_W,
    circle,
    clip,
    ellipse,
    fade,
    group,
    limb,
    line,
    path,
    poly,
    rect,
    ring,
    straight,
    stroke,
)


def cover() -> list[str]:
    """A market square from above: people stand in the shape of a speech bubble."""
    parts = [
        rect(0, 0, COVER_W, COVER_H, fade("#F5E2B8", "#F0CB80", "#DFA951", "#CF9440")),
        paving(),
    ]
    parts += [square_edges(), fountain(930, 830)]
    outline = bubble_outline()
    ground = straight(outline)
    parts.append(path(ground, WHITE))
    parts.append(clip(ground, paving(0.25)))
    parts += [market_stalls(), bubble_crowd(outline), strollers()]
    return parts


def paving(o: float = 0.4) -> str:
    """Cobbles in arcs, faint."""
    parts = []
    for row in range(-1, 34):
        d = "".join(
            f"M{x} {row * 48}a66 40 0 0 1 132 0"
            for x in range(-66 if row % 2 else -132, COVER_W + 100, 132)
        )
        parts.append(stroke(d, SAND_EARTH, 2, o * 0.7))
    return "".join(parts)


def bubble_outline() -> list[tuple[float, float]]:
    """Points along a rounded speech bubble with its tail towards the lower left."""
    cx, cy, rx, ry = 540, 470, 330, 226
    points = []
    for i in range(120):
        a = math.tau * i / 120 + 2.35
        c, s = math.cos(a), math.sin(a)
        points.append(
            (cx + rx * math.copysign(abs(c) ** 0.72, c), cy + ry * math.copysign(abs(s) ** 0.72, s))
        )
    start, end = points[0], points[-9]
    tail = (250.0, 850.0)
    steps = [
        (end[0] + (tail[0] - end[0]) * t, end[1] + (tail[1] - end[1]) * t)
        for t in (0.2, 0.4, 0.6, 0.8, 1)
    ]
    back = [
        (tail[0] + (start[0] - tail[0]) * t, tail[1] + (start[1] - tail[1]) * t)
        for t in (0.2, 0.4, 0.6, 0.8)
    ]
    return points[:-8] + steps + back


def spaced(points: list[tuple[float, float]], gap: float) -> list[tuple[float, float, float]]:
    """Positions every ``gap`` along the closed line, each with the line's direction."""
    found, left = [], 0.0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        length = math.hypot(bx - ax, by - ay)
        while left < length:
            t = left / length
            found.append(
                (ax + (bx - ax) * t, ay + (by - ay) * t, math.degrees(math.atan2(by - ay, bx - ax)))
            )
            left += gap
        left -= length
    return found


def long_shadow(x: float, y: float, size: float) -> str:
    """The evening shadow of somebody standing at (x, y)."""
    s = size
    return limb(
        [(x, y), (x + s * 0.6, y + s * 0.4), (x + s * 0.85, y + s * 0.58)],
        [s * 0.2, s * 0.32, s * 0.27],
        "#7A5320",
    ) + circle(x + s * 1.2, y + s * 0.82, s * 0.2, "#7A5320")


def bubble_crowd(outline: list[tuple[float, float]]) -> str:
    rng = random.Random(42)
    spots = [
        (x + rng.uniform(-3, 3), y + rng.uniform(-3, 3), turn + 180)
        for x, y, turn in spaced(outline, 50)
    ]
    for cx in (388, 540, 692):
        spots += [(cx, 470, rng.uniform(0, 360))]
        spots += [
            (cx + 47 * math.cos(a), 470 + 47 * math.sin(a), math.degrees(a) - 90)
            for a in [i * math.tau / 7 + 0.3 for i in range(7)]
        ]
    spots.sort(key=lambda p: p[1])
    shadows = group(*[long_shadow(x, y, 46) for x, y, _ in spots], o=0.22)
    figures = []
    tops = (
        PETROL,
        ACCENT,
        MOSS_DARK,
        OCHRE_DARK,
        PETROL_50,
        NIGHT,
        HEATHER,
        ACCENT_DARK,
        PETROL_35,
        BRICK,
    )
    for i, (x, y, turn) in enumerate(spots):
        look = replace(
            CROWD[rng.randrange(8)], top=tops[rng.randrange(10)], build=rng.uniform(0.92, 1.08)
        )
        size = 52 if rng.random() < 0.88 else 38
        if i % 17 == 8:
            figures.append(
                group(
                    rect(-17, -10, 5, 32, INK, 2),
                    rect(12, -10, 5, 32, INK, 2),
                    rect(-13, 10, 26, 8, PETROL_50, 3),
                    at=(x, y),
                    turn=turn,
                )
            )
        figures.append(
            seen_from_above(
                x, y, size, look, turn, (0.1, 0.8) if i % 9 == 4 and abs(y - 470) > 90 else None
            )
        )
    return shadows + "".join(figures)


def roof_from_above(x: float, y: float, w: float, h: float, colour: str) -> str:
    """A pitched roof seen from above, its ridge along the longer side."""
    if w < h:
        return group(roof_from_above(-h, 0, h, w, colour), at=(x, y), turn=-90)
    tiles = [
        line(x, y + h * f, x + w, y + h * f, shade(colour, 0.3), 1.2, 0.5)
        for f in (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)
    ]
    halves = rect(x, y, w, h / 2 + 1, tint(colour, 0.12)) + rect(
        x, y + h / 2, w, h / 2, shade(colour, 0.18)
    )
    ridge = rect(x, y + h / 2 - 2.5, w, 5, shade(colour, 0.42))
    return (
        halves
        + "".join(tiles)
        + ridge
        + skylights(x, y + h * 0.2, w)
        + skylights(x + 24, y + h * 0.7, w - 24)
        + chimney_from_above(x + w * 0.72, y + h * 0.4)
    )


def roof_shadow(x: float, y: float, w: float, h: float) -> str:
    return rect(x + 16, y + 20, w, h, "#7A5320", 0, 0.32)


def skylights(x: float, y: float, w: float) -> str:
    return "".join(
        rect(left, y, 20, 15, PETROL_20) + rect(left + 2, y + 2, 16, 11, PETROL_70)
        for left in range(int(x) + 30, int(x + w) - 20, 78)
    )


def chimney_from_above(x: float, y: float) -> str:
    shadow = poly([(x, y + 18), (x + 18, y), (x + 44, y + 24), (x + 28, y + 40)], NIGHT, 0.22)
    return shadow + rect(x, y, 18, 18, shade(BRICK, 0.3)) + rect(x + 5, y + 5, 8, 8, INK)


def square_edges() -> str:
    roofs = [
        (-60, -50, 246, 166, BRICK),
        (186, -40, 184, 124, ACCENT_DARK),
        (370, -50, 262, 140, PETROL_70),
        (632, -40, 176, 130, BRICK),
        (808, -50, 300, 150, ACCENT_DARK),
        (-70, 116, 162, 210, ACCENT_DARK),
        (-60, 326, 136, 180, PETROL_70),
        (-70, 506, 158, 250, BRICK),
        (964, 100, 162, 194, PETROL_70),
        (982, 294, 140, 246, BRICK),
        (968, 540, 160, 190, ACCENT_DARK),
    ]
    parts = [roof_shadow(x, y, w, h) for x, y, w, h, _ in roofs]
    parts += [roof_from_above(*roof) for roof in roofs]
    for x, y, r in [
        (126, 160, 46),
        (930, 160, 40),
        (110, 790, 50),
        (936, 690, 36),
        (104, 340, 34),
        (480, 110, 30),
        (590, 116, 26),
    ]:
        parts.append(crown_from_above(x, y, r))
    return "".join(parts)


def crown_from_above(x: float, y: float, r: float) -> str:
    lobes = [i * math.tau / 7 for i in range(7)]
    dark = "".join(
        circle(
            x + r * 0.9 + r * 0.5 * math.cos(a),
            y + r * 0.7 + r * 0.5 * math.sin(a),
            r * 0.56,
            "#7A5320",
        )
        for a in lobes
    )
    mid = "".join(
        circle(x + r * 0.5 * math.cos(a), y + r * 0.5 * math.sin(a), r * 0.54, MOSS_DARK)
        for a in lobes
    )
    light = "".join(
        circle(
            x - r * 0.12 + r * 0.36 * math.cos(a),
            y - r * 0.12 + r * 0.36 * math.sin(a),
            r * 0.36,
            MOSS,
        )
        for a in lobes
    )
    return (
        group(dark, o=0.3) + mid + light + circle(x - r * 0.26, y - r * 0.28, r * 0.28, MOSS_LIGHT)
    )


def market_stalls() -> str:
    parts = []
    for x, y, c, turn in [(150, 640, ACCENT, -8), (880, 215, PETROL, 6), (180, 215, MOSS_DARK, -4)]:
        stripes = "".join(rect(-60 + i * 20, -36, 20, 72, c if i % 2 else SAND) for i in range(6))
        parts.append(
            group(
                rect(-44, -18, 122, 76, "#7A5320", 0, 0.3),
                stripes,
                rect(-60, -2, 120, 4, NIGHT, 0, 0.25),
                rect(-60, 0, 120, 36, NIGHT, 0, 0.1),
                at=(x, y),
                turn=turn,
            )
        )
    return "".join(parts)


def fountain(x: float, y: float) -> str:
    return (
        ellipse(x + 22, y + 20, 78, 74, "#7A5320", 0.3)
        + circle(x, y, 74, SAND_DARK)
        + circle(x, y, 62, PETROL_50)
        + circle(x, y, 62, fade("#B5D0D2AA", "#0B4F5C22", way="d"))
        + ring(x, y, 46, 2, WHITE, 0.5)
        + ring(x, y, 30, 2, WHITE, 0.6)
        + circle(x, y, 16, SAND_DEEP)
        + circle(x - 2, y - 2, 9, SAND)
        + "".join(
            circle(x + 24 * math.cos(a), y + 24 * math.sin(a), 3, WHITE)
            for a in [i * math.tau / 8 for i in range(8)]
        )
    )


def strollers() -> str:
    rng = random.Random(77)
    spots = [
        (690, 818, 300),
        (734, 842, 300),
        (470, 872, 20),
        (120, 960, 60),
        (880, 1000, 280),
        (330, 1090, 30),
        (990, 1240, 290),
        (90, 1330, 60),
    ]
    shadows = group(*[long_shadow(x, y, 46) for x, y, _ in spots], o=0.26)
    figures = "".join(
        seen_from_above(x, y, 46, CROWD[(i * 3) % 8], t, (0.1, 0.2) if i % 2 else None)
        for i, (x, y, t) in enumerate(spots)
    )
    pigeons = "".join(
        group(
            ellipse(3, 3, 6, 3.4, "#7A5320", 0.35),
            ellipse(0, 0, 6, 3.2, PETROL_35),
            circle(6, 0, 2.2, PETROL_70),
            at=(560 + rng.random() * 190, 950 + rng.random() * 80),
            turn=rng.uniform(0, 360),
        )
        for _ in range(11)
    )
    return shadows + figures + pigeons
