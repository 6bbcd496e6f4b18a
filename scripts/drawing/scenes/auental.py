"""Auental: lots are drawn beside the empty pool."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_LIGHT,
    ACCENT_PALE,
    HAIRS,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_LIGHT,
    NIGHT,
    OCHRE,
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
    SKINS,
    WHITE,
    mix,
    shade,
    tint,
)
from drawing.people import CROWD, FRONT, SIT, Look, person, wheelchair_user
from drawing.places import cloud, ridge, sun, tree
from drawing.shapes import blob, ellipse, fade, group, line, path, poly, rect, stroke


def auental() -> list[str]:
    """Beside the empty pool the members of the citizens' council are drawn by lot."""
    parts = [
        rect(0, 0, 1500, 560, fade(PETROL_35, PETROL_10, "#FBE8C8")),
        sun(1180, 170, 44),
        cloud(160, 130, 320, WHITE, 0.8, 3),
        cloud(760, 90, 280, WHITE, 0.7, 5),
    ]
    parts += [
        ridge(400, 40, mix(PETROL_35, SAND, 0.25), 3, bottom=700),
        ridge(460, 22, mix(MOSS, PETROL_35, 0.45), 6, bottom=700),
    ]
    parts += [
        tree(x, 540, h, c, x)
        for x, h, c in [
            (560, 180, MOSS_DARK),
            (690, 150, MOSS),
            (1290, 200, MOSS_DARK),
            (1430, 170, MOSS),
            (880, 140, MOSS_DARK),
        ]
    ]
    parts.append(
        rect(0, 520, 1500, 490, fade(MOSS_LIGHT, MOSS))
        + poly([(0, 560), (1500, 545), (1500, 1000), (0, 1000)], fade(SAND, SAND_DARK))
    )
    parts += [
        diving_tower(1180, 580),
        water_slide(960, 566),
        empty_pool(),
        stand_with_people(),
        lot_table(),
    ]
    return parts


def diving_tower(x: float, y: float) -> str:
    return (
        rect(x, y - 290, 26, 290, WHITE)
        + rect(x + 16, y - 290, 10, 290, SAND_DEEP)
        + rect(x - 70, y - 296, 110, 14, PETROL)
        + rect(x - 60, y - 180, 100, 12, PETROL)
        + rect(x + 70, y - 300, 8, 300, PETROL_50)
        + rect(x + 100, y - 300, 8, 300, PETROL_50)
        + "".join(rect(x + 72, y - 286 + i * 22, 34, 5, PETROL_50) for i in range(13))
        + stroke(f"M{x - 64} {y - 296}v-44h140v44", PETROL_50, 5)
        + stroke(f"M{x - 54} {y - 180}v-36h90", PETROL_50, 4)
        + rect(x + 26, y - 296, 82, 12, PETROL)
    )


def water_slide(x: float, y: float) -> str:
    return (
        line(x, y, x, y - 170, WHITE, 9)
        + line(x + 60, y, x + 60, y - 170, WHITE, 9)
        + stroke(
            f"M{x + 30} {y - 176}C{x + 150} {y - 170} {x + 40} {y - 70} {x + 170} {y - 60}"
            f"S{x + 150} {y + 10} {x + 230} {y + 16}",
            shade(ACCENT, 0.15),
            30,
        )
        + stroke(
            f"M{x + 30} {y - 180}C{x + 150} {y - 174} {x + 40} {y - 74} {x + 170} {y - 64}"
            f"S{x + 150} {y + 6} {x + 230} {y + 12}",
            ACCENT,
            22,
        )
        + "".join(line(x, y - i * 26, x + 60, y - i * 26, WHITE, 5) for i in range(1, 7))
    )


def empty_pool() -> str:
    """The drained basin: tiled walls, lane lines, leaves, a ladder."""
    rim = [(760, 650), (1520, 612), (1640, 1010), (1150, 1010)]
    parts = [
        poly([(722, 636), (1520, 596), (1680, 1010), (1096, 1010)], WHITE),
        poly([(722, 636), (1520, 596), (1520, 606), (730, 648)], SAND_DEEP),
        poly(rim, PETROL_50),
    ]
    parts.append(
        poly([(760, 650), (1520, 612), (1520, 694), (846, 738)], fade(PETROL_35, PETROL_50))
        + poly([(760, 650), (846, 738), (1180, 1010), (1150, 1010)], PETROL_70)
    )
    parts.append(
        poly([(846, 738), (1520, 694), (1640, 1010), (1178, 1010)], fade(PETROL_20, PETROL_35))
    )
    for i in range(1, 5):
        parts.append(
            poly(
                [
                    (846 + i * 150, 738 - i * 9.8),
                    (856 + i * 150, 737 - i * 9.8),
                    (1206 + i * 150, 1010),
                    (1178 + i * 150, 1010),
                ],
                PETROL_50,
                0.75,
            )
        )
    parts += [
        line(846 + 88 * s, 738 + 72 * s, 1520, 694 + 84 * s, WHITE, 2, 0.4)
        for s in (0.3, 0.8, 1.5, 2.4)
    ] + [
        line(776 + i * 52, 651 - i * 2.5, 856 + i * 52, 736 - i * 3.4, WHITE, 2, 0.35)
        for i in range(14)
    ]
    parts += [
        line(780 + i * 20, 670 + i * 20, 1520, 632 + i * 18, WHITE, 2, 0.35) for i in range(4)
    ]
    rng = random.Random(5)
    for _ in range(26):
        y = rng.uniform(760, 980)
        x = rng.uniform(930 + (y - 760) * 1.2, 1490)
        parts.append(
            group(
                path(
                    "M-10 0Q0-9 10 0Q0 9-10 0Z",
                    rng.choice((OCHRE, ACCENT_LIGHT, ACCENT, MOSS_DARK)),
                ),
                at=(x, y),
                turn=rng.uniform(0, 180),
            )
        )
    parts.append(
        blob([(1180, 880), (1290, 862), (1390, 884), (1330, 916), (1220, 912)], PETROL_50, 0.5)
        + rect(1240, 880, 80, 4, WHITE, 2, 0.6)
    )
    parts.append(
        "".join(
            stroke(f"M{x} 770V620q0-26 26-26t26 20", c, 7)
            for x, c in ((1384, PETROL_10), (1440, WHITE))
        )
        + "".join(line(1384, y, 1440, y, WHITE, 6) for y in (650, 690, 730))
    )
    return "".join(parts)


def stand_with_people() -> str:
    """Three steps with listeners of all ages."""
    parts = []
    rows = [(0, 470, 430, 92), (0, 562, 480, 96), (0, 658, 530, 104)]
    crowd = [
        [CROWD[3], CROWD[7], CROWD[1]],
        [CROWD[5], CROWD[6], CROWD[2]],
        [CROWD[0], CROWD[4], Look(SKINS[1], HAIRS[3], "bob", OCHRE, PETROL, ACCENT)],
    ]
    for r, (x, y, w, h) in enumerate(rows):
        parts.append(
            poly([(x, y), (x + w, y - 8), (x + w + 30, y + 14), (x, y + 24)], tint(SAND_DEEP, 0.4))
            + poly(
                [(x, y + 24), (x + w + 30, y + 14), (x + w + 30, y + h + 40), (x, y + h + 40)],
                fade(SAND_DEEP, SAND_EARTH),
            )
            + rect(x, y + 60, w + 30, 3, SAND_EARTH, 0, 0.5)
        )
        for i, look in enumerate(crowd[r]):
            px = 90 + i * 140 + r * 26
            child = r == 2 and i == 2
            pose = replace(
                SIT, near_arm=(14 + i * 9, 52 + (i * 37) % 40), near_leg=(84, 6), far_leg=(80, 16)
            )
            parts.append(group(person(px, y + 76, 150 if child else 208, look, pose)))
    parts.append(poly([(0, 800), (566, 790), (600, 830), (0, 850)], SAND_EARTH, 0.35))
    return "".join(parts)


def lot_table() -> str:
    """A woman holds up the lot she drew from the glass bowl; a man in a wheelchair reads along."""
    parts = [ellipse(700, 966, 240, 18, NIGHT, 0.22)]
    lot = group(
        rect(-7, -13, 14, 18, WHITE, 1),
        rect(-4, -9, 8, 1.6, ACCENT),
        rect(-4, -5, 6, 1.6, PETROL_35),
        turn=-10,
    )
    parts.append(
        person(
            740,
            962,
            430,
            Look(SKINS[1], HAIRS[1], "bun", ACCENT, NIGHT, INK, "skirt"),
            replace(FRONT, near_arm=(150, 168), far_arm=(-46, -20)),
            held=lot,
        )
    )
    parts.append(
        group(
            rect(540, 800, 220, 16, WHITE, 3)
            + poly([(550, 816), (750, 816), (740, 960), (560, 960)], fade(PETROL, NIGHT))
            + poly([(550, 816), (620, 816), (616, 960), (560, 960)], NIGHT, 0.3),
            at=(-66, 0),
        )
    )
    glass = path(
        "M610 800C570 770 576 716 606 704H694C724 716 730 770 690 800Z", PETROL_20, 0.75
    ) + ellipse(650, 704, 44, 9, WHITE, 0.8)
    slips = "".join(
        group(rect(-12, -7, 24, 14, c), at=(x, y), turn=t)
        for x, y, t, c in [
            (620, 780, 20, WHITE),
            (648, 786, -12, OCHRE_PALE),
            (676, 780, 30, WHITE),
            (632, 760, -30, ACCENT_PALE),
            (664, 762, 8, WHITE),
            (650, 742, 40, PETROL_10),
        ]
    )
    parts.append(
        group(glass, slips, stroke("M594 726C586 750 592 772 602 786", WHITE, 5, 0.7), at=(-66, 0))
    )
    parts.append(wheelchair_user(960, 966, 400, replace(CROWD[6], top=OCHRE), flip=True))
    return "".join(parts)
