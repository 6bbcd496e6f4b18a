"""Seewinkel: a telephone line across the lake."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_PALE,
    BRICK,
    HAIRS,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_DEEP,
    MOSS_LIGHT,
    MOSS_PALE,
    NIGHT,
    OCHRE,
    OCHRE_DARK,
    OCHRE_PALE,
    PETROL,
    PETROL_35,
    PETROL_50,
    PETROL_70,
    SAND,
    SAND_DEEP,
    SKINS,
    WHITE,
    WOOD,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import CROWD, PHONE, SIT, Look, person
from drawing.places import bush, church, cloud, gull, house, poplar, reeds, ridge, sun, tree
from drawing.shapes import Point, circle, ellipse, fade, group, line, path, poly, rect, stroke
from drawing.things import washing_line


def seewinkel() -> list[str]:
    """A lake, a jetty and one telephone line between two villages."""
    parts = [
        rect(0, 0, 1500, 520, fade(PETROL, PETROL_50, "#E7C4A6", "#FBDDA8")),
        sun(760, 400, 44),
        cloud(200, 140, 330, ACCENT_PALE, 0.5, 2),
        cloud(980, 110, 380, ACCENT_PALE, 0.4, 5),
        cloud(640, 230, 200, ACCENT_PALE, 0.6, 9),
    ]
    parts += [
        ridge(452, 22, mix(PETROL_35, SAND, 0.25), 2, bottom=600, waves=1.2),
        ridge(480, 14, mix(MOSS, PETROL_35, 0.5), 5, bottom=600),
    ]
    parts.append(rect(0, 500, 1500, 510, fade("#F3D9B4", PETROL_35, PETROL_70, PETROL, NIGHT)))
    parts.append(lake_reflections())
    parts += [left_village(), right_village(), telephone_line(), jetty(), boat(1120, 742)]
    parts.append(
        reeds(70, 990, 260, 36, MOSS_DEEP, 3)
        + reeds(1440, 1000, 230, 34, MOSS_DEEP, 5)
        + reeds(210, 1004, 150, 16, MOSS_DARK, 8)
    )
    for x, y, s, t in [(470, 300, 44, -8), (540, 276, 32, 10), (930, 330, 34, 6)]:
        parts.append(gull(x, y, s, WHITE, t))
    return parts


def lake_reflections() -> str:
    rng = random.Random(12)
    parts = []
    for _ in range(90):
        t = rng.random()
        parts.append(
            rect(
                rng.random() * 1560 - 60,
                512 + t * 470,
                30 + 150 * t * rng.random(),
                1.6 + 3 * t,
                WHITE,
                2,
                0.32 * (1 - 0.5 * t),
            )
        )
    for _ in range(80):
        t = rng.random() ** 1.2
        length = 30 + 70 * t * rng.random()
        parts.append(
            rect(
                762 + rng.gauss(0, 26 + 26 * t) - length / 2,
                508 + t * 380,
                length,
                2 + 2.4 * t,
                "#FFF1CC",
                2,
                0.85 * (1 - t),
            )
        )
    return "".join(parts)


def left_village() -> str:
    parts = [
        path("M-40 500C80 470 240 476 420 540C300 566 120 590-40 640Z", mix(MOSS_LIGHT, MOSS, 0.4)),
        path("M-40 600C80 575 260 560 420 540C300 572 120 600-40 646Z", SAND_DEEP),
    ]
    parts.append(church(120, 516, 190, SAND, ACCENT_DARK))
    for x, y, w, wall, roof in [
        (-20, 540, 88, OCHRE_PALE, BRICK),
        (172, 528, 78, SAND, PETROL_70),
        (262, 540, 74, ACCENT_PALE, BRICK),
        (60, 566, 96, WHITE, ACCENT_DARK),
    ]:
        parts.append(house(x, y, w, w * 0.62, wall, roof, 1, 3, w * 0.6, PETROL, [], chimney=True))
    parts += [
        tree(20, 556, 110, MOSS, 3),
        tree(340, 548, 90, MOSS_DARK, 4),
        tree(235, 540, 70, MOSS, 7),
        bush(180, 574, 60, MOSS_DARK),
    ]
    parts.append(washing_line(255, 330, 522, 13, 3))
    return "".join(parts)


def right_village() -> str:
    parts = [
        path(
            "M1540 490C1420 466 1240 490 1080 546C1220 574 1380 596 1540 640Z",
            mix(MOSS_LIGHT, MOSS, 0.5),
        ),
        path("M1540 596C1380 580 1220 564 1080 546C1220 580 1380 604 1540 646Z", SAND_DEEP),
    ]
    parts.append(windmill(1400, 510, 150))
    for x, y, w, wall, roof in [
        (1180, 538, 76, SAND, BRICK),
        (1286, 534, 84, MOSS_PALE, ACCENT_DARK),
        (1230, 566, 90, WHITE, PETROL_70),
        (1370, 570, 104, OCHRE_PALE, BRICK),
    ]:
        parts.append(house(x, y, w, w * 0.6, wall, roof, 1, 3, w * 0.5, PETROL))
    parts += [
        tree(1160, 550, 84, MOSS_DARK, 2),
        tree(1350, 556, 100, MOSS, 5),
        poplar(1476, 560, 150),
        poplar(1500, 566, 130),
        bush(1340, 578, 56, MOSS),
    ]
    return "".join(parts)


def windmill(x: float, y: float, h: float) -> str:
    sails = "".join(
        group(
            rect(-2, -h * 0.62, 4, h * 0.62, WOOD_DARK),
            rect(2, -h * 0.6, h * 0.1, h * 0.46, SAND),
            turn=24 + 90 * i,
        )
        for i in range(4)
    )
    return (
        poly(
            [
                (x - h * 0.2, y),
                (x + h * 0.2, y),
                (x + h * 0.11, y - h * 0.7),
                (x - h * 0.11, y - h * 0.7),
            ],
            PETROL_70,
        )
        + poly(
            [
                (x + h * 0.04, y),
                (x + h * 0.2, y),
                (x + h * 0.11, y - h * 0.7),
                (x + h * 0.02, y - h * 0.7),
            ],
            PETROL,
        )
        + path(
            f"M{x - h * 0.14:.0f} {y - h * 0.69:.0f}a{h * 0.14:.0f} {h * 0.16:.0f} 0 0 "
            f"1 {h * 0.28:.0f} 0Z",
            ACCENT_DARK,
        )
        + group(sails, at=(x, y - h * 0.74))
    )


WIRE = ((372, 250), (600, 420), (900, 430), (1116, 262))


def on_the_wire(t: float) -> Point:
    """A point of the sagging wire, a cubic curve between the two poles."""
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    return (
        sum(w * x for w, (x, _) in zip(weights, WIRE, strict=True)),
        sum(w * y for w, (_, y) in zip(weights, WIRE, strict=True)),
    )


def telephone_line() -> str:
    """Two poles and the wire that sags from village to village, with swallows on it."""
    a, b = WIRE[0], WIRE[3]
    d = f"M{a[0]} {a[1]}C600 420 900 430 {b[0]} {b[1]}"
    parts = [
        stroke(d, INK, 3),
        stroke("M372 270C600 440 900 450 1116 282", INK, 2, 0.6),
        stroke("M-20 300Q180 330 372 250M1116 262Q1320 330 1520 296", INK, 2.4),
    ]
    for x, y in (a, b):
        parts.append(
            rect(x - 5, y - 16, 10, 310, WOOD_DARK)
            + rect(x - 30, y - 6, 60, 7, WOOD_DARK)
            + rect(x - 24, y + 14, 48, 6, WOOD_DARK)
            + "".join(circle(x + k, y - 9, 4, WHITE) for k in (-26, -12, 12, 26))
        )
    for t in (0.3, 0.335, 0.4, 0.6, 0.64):
        px, py = on_the_wire(t)
        parts.append(
            group(
                ellipse(0, -7, 5, 7, NIGHT),
                circle(2, -14, 4, NIGHT),
                poly([(-3, -4), (-7, 10), (-1, 0)], NIGHT),
                poly([(5, -15), (10, -13), (5, -12)], OCHRE),
                at=(px, py),
            )
        )
    for t in (0.09, 0.2, 0.5, 0.79, 0.9):
        px, py = on_the_wire(t)
        parts.append(circle(px, py, 7, ACCENT) + circle(px, py, 14, ACCENT, 0.22))
    return "".join(parts)


def jetty() -> str:
    """Planks running out into the lake; a woman with a telephone, her dog beside her."""
    parts = [poly([(420, 1000), (690, 1000), (640, 742), (536, 742)], NIGHT, 0.25)]
    for x, y, h in [
        (450, 930, 110),
        (664, 930, 110),
        (506, 800, 80),
        (640, 800, 80),
        (538, 738, 60),
        (636, 738, 60),
    ]:
        parts.append(
            rect(x - 8, y - h * 0.4, 16, h, WOOD_DARK, 3)
            + ellipse(x, y - h * 0.4, 8, 3, tint(WOOD, 0.3))
        )
    parts.append(
        poly([(400, 1000), (700, 1000), (646, 738), (528, 738)], fade(tint(WOOD, 0.3), WOOD))
    )
    plank, step = 742.0, 9.0
    while plank < 1000:
        t = (plank - 738) / 262
        left, right = 528 - 128 * t, 646 + 54 * t
        parts.append(line(left, plank, right, plank, WOOD_DARK, 1.6 + t * 1.6, 0.6))
        plank += step
        step *= 1.13
    parts.append(ellipse(604, 842, 66, 8, NIGHT, 0.3))
    parts.append(
        person(
            586,
            842,
            268,
            Look(SKINS[0], HAIRS[4], "bob", ACCENT, PETROL, INK, "trousers", 1.05),
            PHONE,
            held=group(rect(-2, -5, 3.4, 10, INK, 1), turn=-8),
        )
    )
    parts.append(
        dog(520, 872, 74)
        + group(
            rect(-26, -30, 52, 30, OCHRE_DARK, 3),
            rect(-26, -30, 52, 6, OCHRE, 2),
            stroke("M-18-30Q0-56 18-30", WOOD_DARK, 4),
            at=(642, 880),
        )
    )
    return "".join(parts)


def dog(x: float, y: float, s: float) -> str:
    return group(
        path(
            "M-16 0V-22Q-18-36-4-36L10-38L14-54L20-46Q30-48 34-38L40-34Q40-28 30-28L24-26"
            "L20 0H14L12-16H-4L-8 0Z",
            WOOD_DARK,
        ),
        stroke("M-15-30Q-28-36-26-50", WOOD_DARK, 5),
        circle(27, -40, 1.8, INK),
        path("M14-54L20-46L16-36Z", shade(WOOD_DARK, 0.4)),
        at=(x, y),
        scale=s / 60,
    )


def boat(x: float, y: float) -> str:
    hull = (
        path("M-90-10Q0 8 96-14Q84 26 50 30H-50Q-84 24-90-10Z", ACCENT)
        + path("M-90-10Q0 8 96-14L94-6Q0 16-89-2Z", SAND)
        + path("M-86 6Q-76 26-50 30H50Q76 26 88 6Q0 26-86 6Z", ACCENT_DARK)
    )
    rower = person(
        0,
        14,
        132,
        replace(CROWD[3], top=PETROL, style="cap", hair=OCHRE),
        replace(SIT, near_arm=(60, 80), near_leg=(80, 60), far_leg=(78, 60), lean=-8),
    )
    oar = line(24, -40, -84, 34, WOOD, 5) + ellipse(-92, 40, 16, 6, WOOD)
    ripples = "".join(
        rect(-150 + i * 16, 36 + i * 11, 300 - i * 40, 3, WHITE, 1, 0.4 - i * 0.08)
        for i in range(4)
    )
    return group(ripples, rower, hull, oar, at=(x, y))
