"""Landkreis Mittelheide: staff on their way between offices on the heath."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    HEATHER,
    HEATHER_LIGHT,
    INK,
    MOSS_DARK,
    MOSS_DEEP,
    NIGHT,
    OCHRE,
    OCHRE_DARK,
    OCHRE_LIGHT,
    PETROL,
    PETROL_10,
    PETROL_20,
    PETROL_35,
    SAND,
    SAND_DARK,
    WHITE,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import CROWD, STROLL, TYPE, WALK, person
from drawing.places import cloud, conifer, poplar, ridge, sun, tree
from drawing.shapes import circle, ellipse, fade, line, poly, rect, stroke
from drawing.things import books, folder, note


def mittelheide() -> list[str]:
    """Staff walk along lines between coloured offices on the heath."""
    parts = [rect(0, 0, 1500, 520, fade(PETROL_35, PETROL_10, "#F8E3BF")), sun(1130, 250, 46)]
    parts += [
        cloud(120, 150, 330, WHITE, 0.75, 4),
        cloud(620, 100, 260, WHITE, 0.6, 6),
        cloud(1220, 170, 300, WHITE, 0.7, 8),
    ]
    parts += [
        ridge(400, 16, mix(MOSS_DARK, PETROL_20, 0.55), 1, waves=2.2),
        heath_trees(),
        ridge(440, 14, HEATHER_LIGHT, 4),
        ridge(520, 26, mix(HEATHER_LIGHT, HEATHER, 0.5), 2),
        ridge(640, 34, HEATHER, 6, waves=1.2),
        ridge(800, 40, shade(HEATHER, 0.18), 3, waves=1.1),
    ]
    stops = [(250, 560), (640, 690), (1010, 560), (1280, 760), (330, 850), (800, 900)]
    for a, b, c in [
        (0, 1, PETROL),
        (1, 2, ACCENT),
        (2, 3, OCHRE),
        (1, 4, SAND),
        (4, 5, PETROL),
        (5, 3, ACCENT),
        (0, 4, OCHRE),
        (1, 5, SAND),
    ]:
        (ax, ay), (bx, by) = stops[a], stops[b]
        d = f"M{ax} {ay}C{(ax + bx) / 2} {ay + 30} {(ax + bx) / 2} {by - 30} {bx} {by}"
        parts.append(
            stroke(d, shade(HEATHER, 0.4), 15, 0.35)
            + stroke(d, SAND_DARK, 12)
            + stroke(d, c, 4, None, "2 13")
        )
    parts.append(heather_tufts())
    wanderers = [
        (440, 646, 132, CROWD[1], WALK, False),
        (830, 640, 126, CROWD[2], STROLL, False),
        (1150, 684, 142, CROWD[4], WALK, False),
        (532, 762, 156, CROWD[0], WALK, True),
        (566, 916, 182, CROWD[5], STROLL, False),
        (1085, 852, 166, CROWD[6], WALK, False),
    ]
    offices = [
        (250, 560, 150, PETROL, 0),
        (1010, 560, 150, OCHRE, 1),
        (640, 690, 176, ACCENT, 2),
        (1280, 760, 196, MOSS_DARK, 3),
        (330, 852, 200, OCHRE_DARK, 4),
        (800, 908, 214, PETROL, 5),
    ]
    for x, y, w, c, i in offices:
        parts.append(open_office(x, y, w, c, i))
    for x, y, h, look, pose, flip in wanderers:
        parts.append(
            ellipse(x + 14, y, h * 0.26, h * 0.035, NIGHT, 0.25)
            + person(x, y, h, look, pose, flip, held=folder())
        )
    return parts


def heath_trees() -> str:
    rng = random.Random(14)
    parts = []
    for i in range(34):
        x = i * 46 + rng.uniform(-16, 16)
        c = mix(MOSS_DARK, PETROL_35, 0.4)
        parts.append(
            conifer(x, 430 + rng.uniform(-6, 10), rng.uniform(50, 94), c)
            if rng.random() < 0.7
            else tree(x, 430, rng.uniform(60, 90), c, i)
        )
    return "".join(parts)


def heather_tufts() -> str:
    rng = random.Random(6)
    spots = sorted(
        ((rng.random() * 1500, 470 + 530 * rng.random()) for _ in range(150)), key=lambda p: p[1]
    )
    parts = []
    for x, y in spots:
        s = 10 + (y - 450) * 0.05
        c = rng.choice((shade(HEATHER, 0.3), tint(HEATHER_LIGHT, 0.2), MOSS_DARK, HEATHER_LIGHT))
        parts.append(
            ellipse(x, y, s, s * 0.42, c, 0.8)
            + ellipse(x - s * 0.3, y - s * 0.2, s * 0.55, s * 0.3, tint(c, 0.2), 0.8)
        )
    for x, y, s in [(90, 700, 120), (1440, 610, 110), (60, 950, 150), (1450, 950, 160)]:
        parts.append(poplar(x, y, s, MOSS_DEEP))
    return "".join(parts)


def open_office(x: float, y: float, w: float, colour: str, kind: int) -> str:
    """A little house cut open: one person at a desk inside; x is its middle."""
    h = w * 0.68
    left = x - w / 2
    inner = tint(colour, 0.62)
    parts = [
        ellipse(x + w * 0.1, y, w * 0.66, w * 0.06, NIGHT, 0.3),
        poly(
            [
                (left + w, y),
                (left + w * 1.2, y - w * 0.06),
                (left + w * 1.2, y - h - w * 0.06),
                (left + w, y - h),
            ],
            shade(colour, 0.35),
        ),
        poly(
            [
                (left + w * 0.5, y - h - w * 0.36),
                (left + w * 0.7, y - h - w * 0.42),
                (left + w * 1.24, y - h - w * 0.03),
                (left + w * 1.05, y - h + w * 0.03),
            ],
            shade(colour, 0.2),
        ),
        poly(
            [(left, y), (left, y - h), (x, y - h - w * 0.36), (left + w, y - h), (left + w, y)],
            colour,
        ),
        poly(
            [
                (left + w * 0.08, y - w * 0.05),
                (left + w * 0.08, y - h + w * 0.02),
                (x, y - h - w * 0.25),
                (left + w * 0.92, y - h + w * 0.02),
                (left + w * 0.92, y - w * 0.05),
            ],
            inner,
        ),
    ]
    seat = left + w * 0.3
    look = CROWD[(kind + 3) % len(CROWD)]
    parts.append(
        rect(seat - w * 0.08, y - w * 0.23, w * 0.16, w * 0.03, INK)
        + line(seat - w * 0.06, y - w * 0.46, seat - w * 0.07, y - w * 0.2, INK, w * 0.02)
        + line(seat, y - w * 0.2, seat, y - w * 0.05, INK, w * 0.02)
    )
    parts.append(person(seat, y - w * 0.05, w * 0.72, replace(look, build=1.0), TYPE))
    parts.append(
        rect(left + w * 0.46, y - w * 0.33, w * 0.44, w * 0.025, WOOD_DARK)
        + rect(left + w * 0.84, y - w * 0.31, w * 0.025, w * 0.26, WOOD_DARK)
    )
    parts.append(
        poly(
            [
                (left + w * 0.62, y - w * 0.34),
                (left + w * 0.78, y - w * 0.34),
                (left + w * 0.84, y - w * 0.5),
                (left + w * 0.81, y - w * 0.5),
                (left + w * 0.75, y - w * 0.365),
            ],
            NIGHT,
        )
    )
    icon = [
        books(left + w * 0.56, y - h + w * 0.12, w * 0.28, w * 0.15, kind),
        note(x + w * 0.2, y - h + w * 0.05, w * 0.12, OCHRE_LIGHT, 6),
        circle(x + w * 0.18, y - h + w * 0.03, w * 0.07, WHITE)
        + stroke(
            f"M{x + w * 0.18:.1f} {y - h - w * 0.015:.1f}v{w * 0.045:.1f}h{w * 0.03:.1f}",
            INK,
            w * 0.012,
        ),
    ]
    parts.append(icon[kind % 3])
    eave = w * 0.06
    parts.append(
        stroke(
            f"M{left - eave:.1f} {y - h + eave * 0.7:.1f}L{x:.1f} {y - h - w * 0.36:.1f}"
            f"L{left + w + eave:.1f} {y - h + eave * 0.7:.1f}",
            shade(colour, 0.4),
            w * 0.05,
        )
    )
    return "".join(parts)
