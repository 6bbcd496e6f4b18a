"""Halmstedt: the team at its wall of notes, the look back along the timeline."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_LIGHT,
    HAIRS,
    INK,
    MOSS,
    MOSS_DARK,
    NIGHT,
    OCHRE,
    OCHRE_DARK,
    OCHRE_LIGHT,
    OCHRE_PALE,
    PETROL,
    PETROL_10,
    PETROL_20,
    PETROL_35,
    PETROL_50,
    PETROL_70,
    SAND,
    SAND_DARK,
    SAND_DEEP,
    SAND_EARTH,
    WHITE,
    WOOD,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import BACK, CROWD, FRONT, POINT, STAND, person, wheelchair_user
from drawing.places import cloud, gull, ridge, sun
from drawing.shapes import box, circle, clip, ellipse, fade, line, path, poly, rect, smooth, stroke
from drawing.things import NOTES, books, cup, note, pendant, plant, text_rows


def halmstedt() -> list[str]:
    """A team at a wall of notes; harbour cranes and sails outside."""
    parts = [
        rect(0, 0, 1500, 1000, fade("#F3E7D2", SAND_DARK)),
        harbour(),
        harbour_window(),
        rect(0, 800, 1500, 200, fade(tint(WOOD, 0.4), tint(WOOD, 0.15))),
    ]
    parts += [
        line(x, 800, x - (750 - x) * 0.35, 1000, WOOD, 2, 0.4) for x in range(-100, 1700, 110)
    ]
    parts += [
        poly([(900, 800), (1180, 800), (1060, 1000), (700, 1000)], OCHRE_PALE, 0.45),
        poly([(1230, 800), (1480, 800), (1420, 1000), (1120, 1000)], OCHRE_PALE, 0.45),
    ]
    parts += [
        notes_wall(),
        pendant(420, 0, 92, 130, PETROL),
        pendant(700, 0, 74, 130, ACCENT),
        team(),
    ]
    return parts


def harbour() -> str:
    parts = [
        rect(860, 70, 600, 620, fade(PETROL_20, "#FBE7C6")),
        sun(1300, 220, 36),
        cloud(900, 180, 220, WHITE, 0.8, 3),
        cloud(1180, 140, 180, WHITE, 0.7, 6),
        ridge(470, 12, mix(PETROL_35, SAND, 0.2), 2, bottom=700),
        rect(860, 470, 600, 230, fade(PETROL_35, PETROL_70)),
    ]
    parts += [crane(960, 500, 300, ACCENT), crane(1130, 490, 250, PETROL)]
    parts += [
        rect(
            880 + i * 52,
            478 - (i % 3) * 18,
            48,
            22 + (i % 3) * 18,
            (OCHRE, ACCENT_DARK, PETROL_50, MOSS)[i % 4],
        )
        for i in range(7)
    ]
    parts.append(rect(860, 498, 400, 12, SAND_EARTH))
    for x, y, s, c in [
        (1330, 600, 200, WHITE),
        (1420, 560, 140, ACCENT_LIGHT),
        (1200, 640, 150, OCHRE_PALE),
    ]:
        parts.append(sailing_boat(x, y, s, c))
    rng = random.Random(4)
    parts += [
        rect(
            860 + rng.random() * 600,
            515 + rng.random() * 170,
            20 + 60 * rng.random(),
            3,
            WHITE,
            1,
            0.4,
        )
        for _ in range(36)
    ]
    parts += [
        gull(1010, 300, 44, WHITE, -8),
        gull(1080, 270, 30, WHITE, 12),
        gull(1390, 360, 34, WHITE, -4),
    ]
    return clip(box(860, 70, 600, 620), *parts)


def crane(x: float, y: float, h: float, c: str) -> str:
    parts = [
        stroke(
            f"M{x - 30} {y}L{x - 16} {y - h * 0.5}H{x + 26}L{x + 40} {y}"
            f"M{x - 24} {y - h * 0.24}H{x + 34}",
            c,
            8,
        ),
        rect(x - 24, y - h * 0.66, 58, h * 0.18, shade(c, 0.15)),
        rect(x + 12, y - h * 0.62, 16, 18, PETROL_10),
    ]
    parts.append(
        stroke(
            f"M{x} {y - h * 0.64}L{x + h * 0.42} {y - h}M{x + 24} {y - h * 0.66}"
            f"L{x + h * 0.42} {y - h}M{x - 10} {y - h * 0.64}L{x + 10} {y - h * 0.92}"
            f"L{x + h * 0.42} {y - h}",
            c,
            5,
        )
    )
    parts.append(
        line(x + h * 0.42, y - h, x + h * 0.42, y - h * 0.4, INK, 2)
        + rect(x + h * 0.42 - 22, y - h * 0.4, 44, 26, OCHRE)
    )
    return "".join(parts)


def sailing_boat(x: float, y: float, s: float, c: str) -> str:
    return (
        path(
            f"M{x - s * 0.3:.0f} {y}h{s * 0.62:.0f}l{-s * 0.1:.0f} {s * 0.1:.0f}h{-s * 0.44:.0f}Z",
            PETROL,
        )
        + line(x, y, x, y - s, WOOD_DARK, 3)
        + path(
            f"M{x + 4:.0f} {y - s}"
            f"Q{x + s * 0.34:.0f} {y - s * 0.5:.0f} {x + s * 0.32:.0f} {y - s * 0.06:.0f}"
            f"H{x + 4:.0f}Z",
            c,
        )
        + path(
            f"M{x - 4:.0f} {y - s * 0.9:.0f}"
            f"Q{x - s * 0.2:.0f} {y - s * 0.4:.0f} {x - s * 0.28:.0f} {y - s * 0.06:.0f}"
            f"H{x - 4:.0f}Z",
            shade(c, 0.12),
        )
        + rect(x - s * 0.3, y + s * 0.12, s * 0.6, 3, WHITE, 1, 0.6)
    )


def harbour_window() -> str:
    parts = [
        rect(842, 52, 636, 20, PETROL),
        rect(842, 52, 20, 656, PETROL),
        rect(1458, 52, 20, 656, PETROL),
        rect(842, 688, 636, 22, PETROL),
    ]
    parts += [rect(x, 60, 10, 640, PETROL) for x in (1060, 1260)] + [
        rect(850, y, 620, 8, PETROL) for y in (270, 480)
    ]
    return (
        "".join(parts)
        + rect(820, 708, 680, 22, WHITE)
        + rect(820, 728, 680, 8, SAND_DEEP)
        + plant(900, 710, 120, ACCENT, MOSS_DARK, 5)
        + books(1330, 709, 130, 80, 7)
    )


def notes_wall() -> str:
    parts = [
        rect(66, 132, 724, 520, NIGHT, 8, 0.1),
        rect(56, 120, 724, 520, WHITE, 8),
        rect(56, 120, 724, 64, PETROL_10, 8),
    ]
    parts += [rect(296 + 240 * i, 200, 3, 424, PETROL_20) for i in range(2)]
    parts += [
        text_rows(84 + 240 * i, 146, 120, 1, 13, c, i)
        for i, c in enumerate((PETROL, ACCENT, MOSS_DARK))
    ]
    rng = random.Random(10)
    for col in range(3):
        for k in range(9 if col < 2 else 6):
            x, y = (
                112 + col * 240 + (k % 3) * 70 + rng.uniform(-6, 6),
                246 + (k // 3) * 112 + rng.uniform(-10, 14),
            )
            parts.append(
                note(
                    x,
                    y,
                    60,
                    NOTES[(k + col * 2) % 5] if rng.random() < 0.8 else WHITE,
                    rng.uniform(-7, 7),
                )
            )
    parts.append(
        stroke("M190 270C280 300 290 360 360 366", ACCENT, 4, 0.9, "10 8")
        + stroke("M440 480C500 500 560 440 620 400", PETROL, 4, 0.9, "10 8")
    )
    return "".join(parts)


def team() -> str:
    parts = []
    held = note(4, -2, 13, OCHRE_LIGHT, 10, 1)
    for x, y, h, look, pose, flip, obj in [
        (
            170,
            940,
            560,
            replace(CROWD[4], hair=HAIRS[0], style="long", top=PETROL, bottom=INK),
            replace(BACK, near_arm=(150, 172), far_arm=(-8, 6)),
            False,
            "",
        ),
        (
            640,
            930,
            540,
            replace(CROWD[6], top=OCHRE),
            replace(POINT, near_arm=(112, 124)),
            True,
            held,
        ),
        (
            980,
            930,
            530,
            replace(CROWD[2], top=ACCENT_LIGHT, hair=MOSS_DARK),
            replace(STAND, near_arm=(30, 96)),
            True,
            rect(-9, -8, 14, 18, WHITE, 1)
            + "".join(rect(-7, -5 + 3.4 * i, 10 - 2 * i, 1.2, PETROL_35) for i in range(4)),
        ),
    ]:
        parts.append(
            ellipse(x + 40, y, h * 0.2, h * 0.022, NIGHT, 0.22)
            + person(x, y, h, look, pose, flip, obj)
        )
    parts.append(
        ellipse(400, 966, 150, 14, NIGHT, 0.22)
        + wheelchair_user(
            400,
            962,
            500,
            replace(CROWD[7], hair=HAIRS[2], style="bun", top=MOSS),
            near_arm=(70, 118),
        )
    )
    parts.append(
        person(
            1270,
            940,
            550,
            replace(CROWD[3], build=1.12, top=PETROL_50),
            replace(FRONT, near_arm=(8, 140), far_arm=(-26, 34)),
            held=cup(3, 5, 11, ACCENT, True),
        )
    )
    return "".join(parts)


def rueckblick() -> list[str]:
    """Four people look back along a timeline on the wall."""
    parts = [
        rect(0, 0, 1500, 1000, fade(SAND, "#EFE0C4")),
        poly([(0, 0), (460, 0), (900, 800), (240, 800), (0, 420)], OCHRE_PALE, 0.6),
        rect(0, 800, 1500, 200, fade(PETROL_70, PETROL)),
        rect(0, 786, 1500, 16, WHITE),
    ]
    wave = [
        (-20, 420),
        (160, 392),
        (360, 300),
        (560, 360),
        (800, 230),
        (1040, 320),
        (1280, 220),
        (1520, 250),
    ]
    parts.append(stroke(smooth(wave, False), PETROL, 12))
    for i, (x, y) in enumerate(wave[1:-1]):
        c = (PETROL, ACCENT, OCHRE_DARK, ACCENT, MOSS_DARK, PETROL)[i]
        up = i % 2 == 0
        parts.append(line(x, y, x, y - 120 if up else y + 100, c, 3))
        parts.append(circle(x, y, 20, c) + circle(x, y, 9, WHITE))
        for j in range(2):
            parts.append(
                note(
                    x - 34 + j * 74,
                    (y - 130 if up else y + 120) + (j % 2) * 14,
                    66,
                    NOTES[(i + j * 2) % 5],
                    -5 + j * 8,
                )
            )
    parts += [
        rect(1340, 420, 150, 110, WHITE),
        rect(1350, 430, 130, 90, PETROL_20),
        clip(box(1350, 430, 130, 90), ridge(490, 10, MOSS, 2, 1500, 600), sun(1440, 460, 10)),
    ]
    for x, y, h, look, pose, flip in [
        (
            300,
            940,
            520,
            replace(CROWD[0], top=ACCENT),
            replace(BACK, near_arm=(18, 24), far_arm=(-20, 40)),
            False,
        ),
        (
            600,
            936,
            548,
            replace(CROWD[6], top=PETROL_35),
            replace(POINT, near_arm=(120, 136)),
            False,
        ),
        (
            1200,
            938,
            500,
            replace(CROWD[5], top=MOSS, garment="coat"),
            replace(STAND, near_arm=(30, 100)),
            True,
        ),
    ]:
        parts.append(
            ellipse(x + 30, y, h * 0.22, h * 0.024, NIGHT, 0.35) + person(x, y, h, look, pose, flip)
        )
    parts.append(
        ellipse(910, 962, 150, 14, NIGHT, 0.35)
        + wheelchair_user(910, 958, 500, replace(CROWD[1], top=OCHRE), flip=True)
    )
    parts.append(
        plant(90, 900, 260, ACCENT, MOSS_DARK, 6)
        + rect(1330, 800, 150, 14, WOOD)
        + rect(1346, 812, 12, 120, WOOD_DARK)
        + rect(1452, 812, 12, 120, WOOD_DARK)
        + cup(1372, 800, 36, PETROL, True)
        + cup(1428, 800, 36, ACCENT)
    )
    return parts
