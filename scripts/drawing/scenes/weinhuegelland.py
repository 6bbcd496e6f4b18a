"""Landkreis Weinhügelland: many hands lay a path."""

import math
import random

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_LIGHT,
    ACCENT_PALE,
    BRICK,
    HAIRS,
    HEATHER,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_LIGHT,
    MOSS_PALE,
    NIGHT,
    OCHRE,
    OCHRE_LIGHT,
    OCHRE_PALE,
    PETROL,
    PETROL_20,
    PETROL_35,
    PETROL_50,
    PETROL_70,
    SAND,
    SAND_DARK,
    SAND_DEEP,
    SKINS,
    WHITE,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import CROWD, STAND, STROLL, WALK, Look, hand, person
from drawing.places import bush, church, cloud, house, ridge, sun, tree
from drawing.shapes import clip, ellipse, fade, group, line, path, poly, rect, stroke
from drawing.things import bicycle, washing_line


def weinhuegelland() -> list[str]:
    """Many hands lay a path towards houses and tent roofs between vineyards."""
    parts = [
        rect(0, 0, 1500, 480, fade("#9CC0BE", "#EADFC0", "#F9D193")),
        sun(330, 190, 46, "#FFE7B0"),
        cloud(520, 140, 300, WHITE, 0.7, 1),
        cloud(1080, 100, 340, WHITE, 0.7, 4),
    ]
    parts += [
        ridge(330, 50, mix(PETROL_35, SAND, 0.3), 2, waves=1.1),
        vineyard_hills(),
        settlement(),
        stone_path(),
        helping_hands(),
    ]
    return parts


def vineyard_hills() -> str:
    parts = [
        path("M-30 480C160 270 430 250 960 640H-30Z", fade(MOSS_LIGHT, MOSS)),
        path("M1530 420C1340 270 1040 260 540 640H1530Z", fade("#B4BE83", MOSS)),
    ]
    left, right = (
        "M-30 480C160 270 430 250 960 640H-30Z",
        "M1530 420C1340 270 1040 260 540 640H1530Z",
    )
    rows_left = "".join(
        stroke(
            f"M{-120 + i * 46} 640C{-40 + i * 44} 480 {80 + i * 36} 360 {230 + i * 22} 230",
            MOSS_DARK,
            9,
            0.75,
            "2 13",
        )
        + stroke(
            f"M{-112 + i * 46} 642C{-32 + i * 44} 482 {88 + i * 36} 362 {238 + i * 22} 232",
            MOSS_PALE,
            3,
            0.5,
        )
        for i in range(26)
    )
    rows_right = "".join(
        stroke(
            f"M{540 + i * 50} 640C{600 + i * 47} 500 {720 + i * 40} 380 {840 + i * 32} 230",
            MOSS_DARK,
            9,
            0.7,
            "2 13",
        )
        + stroke(
            f"M{548 + i * 50} 642C{608 + i * 47} 502 {728 + i * 40} 382 {848 + i * 32} 232",
            OCHRE_PALE,
            3,
            0.5,
        )
        for i in range(22)
    )
    castle = (
        rect(1130, 258, 34, 90, SAND_DEEP)
        + rect(1164, 280, 66, 70, SAND_DEEP)
        + rect(1226, 268, 22, 80, SAND_DEEP)
        + rect(1140, 276, 8, 14, PETROL_70)
        + rect(1186, 296, 8, 12, PETROL_70)
        + rect(1206, 296, 8, 12, PETROL_70)
        + poly([(1124, 258), (1170, 258), (1147, 222)], ACCENT_DARK)
        + poly([(1222, 268), (1252, 268), (1237, 244)], ACCENT_DARK)
    )
    return (
        parts[0]
        + clip(left, rows_left)
        + castle
        + parts[1]
        + clip(right, rows_right)
        + path("M-30 600C300 560 1200 560 1530 600V1010H-30Z", fade("#C9CE9E", MOSS_LIGHT))
    )


def settlement() -> str:
    parts = [church(470, 600, 250, SAND, PETROL)]
    for x, y, w, wall, roof in [
        (330, 606, 84, OCHRE_PALE, BRICK),
        (560, 604, 90, ACCENT_PALE, ACCENT_DARK),
        (200, 618, 98, SAND, BRICK),
    ]:
        parts.append(
            house(
                x,
                y,
                w,
                w * 0.8,
                wall,
                roof,
                2,
                3,
                w * 0.5,
                PETROL,
                beams=WOOD_DARK if w > 95 else None,
            )
        )
    for i, (x, y, w, c) in enumerate(
        [
            (760, 612, 120, WHITE),
            (890, 604, 120, ACCENT_LIGHT),
            (1016, 610, 124, WHITE),
            (1150, 618, 130, OCHRE_LIGHT),
        ]
    ):
        parts.append(
            rect(x + 8, y - 46, w - 16, 46, tint(c, 0.4))
            + rect(x + w * 0.6, y - 46, w * 0.4 - 8, 46, shade(c, 0.15))
            + path(
                f"M{x - 6} {y - 42}Q{x + w * 0.36} {y - 60} {x + w / 2} {y - 100}"
                f"Q{x + w * 0.64} {y - 60} {x + w + 6} {y - 42}Z",
                c,
            )
            + path(
                f"M{x + w / 2} {y - 100}Q{x + w * 0.64} {y - 60} {x + w + 6} {y - 42}"
                f"H{x + w * 0.55}Z",
                shade(c, 0.16),
            )
            + rect(x + w * 0.36, y - 34, w * 0.2, 34, PETROL_70)
            + line(x + w / 2, y - 100, x + w / 2, y - 116, INK, 2)
            + poly(
                [(x + w / 2, y - 116), (x + w / 2 + 18, y - 111), (x + w / 2, y - 106)],
                (ACCENT, PETROL, OCHRE, MOSS_DARK)[i],
            )
        )
    parts += [
        tree(150, 622, 120, MOSS_DARK, 2),
        tree(700, 610, 120, MOSS_DARK, 4),
        tree(1310, 622, 130, MOSS, 6),
        bush(1240, 624, 60, MOSS_DARK),
        bush(664, 616, 50, MOSS),
    ]
    for x, y, h, look, pose, flip in [
        (720, 648, 84, CROWD[2], WALK, True),
        (748, 650, 52, Look(SKINS[2], HAIRS[0], "short", ACCENT, PETROL, INK), WALK, True),
        (842, 640, 82, CROWD[5], STAND, False),
        (876, 640, 84, CROWD[6], STAND, True),
        (1090, 646, 84, CROWD[1], STROLL, True),
        (620, 642, 80, CROWD[3], STROLL, False),
    ]:
        parts.append(
            ellipse(x + 8, y, h * 0.25, 4, NIGHT, 0.25) + person(x, y, h, look, pose, flip)
        )
    parts.append(
        washing_line(1290, 1420, 560, 22, 4)
        + line(1290, 556, 1290, 622, WOOD_DARK, 4)
        + line(1420, 556, 1420, 624, WOOD_DARK, 4)
        + bicycle(1210, 660, 70)
    )
    return "".join(parts)


def stone_path() -> str:
    """Stones in rows, wider towards the viewer, narrowing to the square."""
    rng = random.Random(17)
    bed = path(
        "M760 640C700 700 700 760 640 860C600 930 560 980 540 1010H1010C990 940 920 860 "
        "880 780C850 720 830 680 850 640Z",
        SAND_DEEP,
    )
    parts = [bed]
    y, size = 648.0, 11.0
    while y < 1010:
        t = (y - 640) / 370
        left, right = 762 - 200 * t - 20 * math.sin(t * 3.1), 850 + 165 * t - 20 * math.sin(t * 3.1)
        count = 5
        for i in range(count):
            w = (right - left) / count
            x = left + w * i + (w * 0.25 if int(y) % 2 else 0)
            c = rng.choice(
                (SAND, ACCENT_PALE, PETROL_20, OCHRE_LIGHT, SAND_DARK, ACCENT_LIGHT, PETROL_35)
            )
            if y < 850 or rng.random() < 0.55:
                parts.append(
                    rect(
                        x + w * 0.05,
                        y + size * 0.12,
                        w * 0.9,
                        size * 0.86,
                        shade(SAND_DEEP, 0.35),
                        size * 0.24,
                    )
                    + rect(x + w * 0.05, y, w * 0.9, size * 0.86, c, size * 0.24)
                )
        y += size
        size *= 1.16
    return "".join(parts)


def helping_hands() -> str:
    """Hands of many people set the next stones; the nearest row is theirs."""
    grips = [
        (420, 900, 48, SKINS[3], OCHRE_LIGHT, OCHRE, False),
        (600, 935, 14, SKINS[0], PETROL, ACCENT, False),
        (935, 930, -12, SKINS[2], MOSS_DARK, PETROL_50, True),
        (1110, 890, -46, SKINS[4], SAND, MOSS, True),
    ]
    parts = []
    for x, y, turn, skin, sleeve, stone, flip in grips:
        a = math.radians(turn)
        sx, sy = x + 66 * math.sin(a), y - 66 * math.cos(a)
        parts.append(
            group(
                rect(-62, -22, 128, 66, NIGHT, 16, 0.28),
                rect(-62, -36, 124, 68, shade(stone, 0.3), 16),
                rect(-62, -42, 124, 60, stone, 16),
                rect(-50, -36, 70, 12, tint(stone, 0.3), 6),
                at=(sx, sy),
                turn=turn * 0.3,
            )
        )
        parts.append(hand(x, y, 150, skin, sleeve, turn, 0.3, flip))
    for x, y, c in [
        (190, 930, OCHRE_LIGHT),
        (90, 900, PETROL_20),
        (150, 866, ACCENT_PALE),
        (1330, 930, SAND_DARK),
        (1430, 900, ACCENT_LIGHT),
        (1376, 866, PETROL_35),
    ]:
        parts.append(
            rect(x - 50, y - 14, 108, 50, NIGHT, 12, 0.2)
            + rect(x - 52, y - 26, 104, 54, shade(c, 0.3), 12)
            + rect(x - 52, y - 32, 104, 48, c, 12)
        )
    parts.append(
        hand(106, 966, 150, SKINS[1], HEATHER, 14, 0.3)
        + hand(1410, 970, 150, SKINS[0], PETROL_35, -16, 0.3, True)
    )
    return "".join(parts)
