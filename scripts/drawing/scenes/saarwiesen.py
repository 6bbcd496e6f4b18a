"""Saarwiesen: a picnic in many languages."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_PALE,
    BRICK,
    HAIRS,
    HEATHER,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_LIGHT,
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
    SKINS,
    WHITE,
    WOOD,
    WOOD_DARK,
    mix,
    tint,
)
from drawing.people import CROWD, KNEES_UP, LEGS_OUT, SIT, Look, person, wheelchair_user
from drawing.places import church, cloud, grass, house, poplar, ridge, sun, tree
from drawing.shapes import blob, circle, clip, ellipse, fade, group, line, path, poly, rect, stroke
from drawing.things import bubble, cup


def saarwiesen() -> list[str]:
    """A picnic on the river meadow; bubbles in many colours above it."""
    parts = [
        rect(0, 0, 1500, 560, fade(PETROL_35, PETROL_10, "#FBE8C8")),
        sun(200, 190, 44),
        cloud(640, 110, 300, WHITE, 0.6, 4),
        cloud(250, 90, 200, WHITE, 0.6, 8),
    ]
    parts += [
        ridge(420, 44, mix(PETROL_35, SAND, 0.25), 2, bottom=700, waves=1.2),
        ridge(470, 26, mix(MOSS, PETROL_35, 0.5), 7, bottom=700),
    ]
    parts += [
        church(1220, 520, 200, SAND, PETROL),
        *[
            house(x, 528, w, w * 0.66, c, r, 2, 2, w * 0.5, PETROL_70)
            for x, w, c, r in [
                (1100, 64, OCHRE_PALE, BRICK),
                (1300, 70, SAND, ACCENT_DARK),
                (1390, 64, ACCENT_PALE, BRICK),
                (1020, 60, SAND, PETROL_70),
            ]
        ],
    ]
    parts += [
        poplar(x, 540, h) for x, h in [(60, 250), (110, 220), (158, 240), (960, 180), (1470, 220)]
    ] + [tree(x, 540, h, MOSS, x) for x, h in [(260, 130), (360, 110), (900, 120)]]
    parts.append(path("M-20 530C400 510 1000 510 1520 530V1010H-20Z", fade(MOSS_LIGHT, MOSS)))
    parts.append(
        path(
            "M1520 540C1200 540 900 560 620 590C380 616 160 620-20 604V690C220 706 420 "
            "690 680 650C980 606 1240 610 1520 610Z",
            fade(PETROL_20, PETROL_50),
        )
    )
    rng = random.Random(2)
    for _ in range(36):
        x = rng.random() * 1500
        parts.append(
            rect(
                x,
                668 - 76 * min(1, x / 900) + rng.uniform(-24, 12),
                20 + 40 * rng.random(),
                3,
                WHITE,
                1,
                0.5,
            )
        )
    parts += [
        path(
            "M-20 690C220 706 420 690 680 650C980 606 1240 610 1520 610V1010H-20Z",
            fade("#B9C486", MOSS),
        ),
        rowing(770, 606),
        heron(1390, 616),
    ]
    for i in range(60):
        x, y = rng.random() * 1500, 700 + rng.random() * 290
        parts.append(
            grass(x, y, 18, MOSS_DARK, i, 3)
            if i % 3
            else circle(x, y, 4, rng.choice((WHITE, OCHRE_LIGHT, ACCENT_PALE)))
        )
    parts.append(picnic())
    return parts


def rowing(x: float, y: float) -> str:
    return (
        path(
            f"M{x - 60} {y - 6}Q{x} {y + 6} {x + 64} {y - 8}"
            f"Q{x + 54} {y + 14} {x + 34} {y + 16}H{x - 34}"
            f"Q{x - 54} {y + 12} {x - 60} {y - 6}Z",
            ACCENT,
        )
        + person(
            x,
            y + 6,
            84,
            CROWD[6],
            replace(SIT, near_arm=(60, 80), near_leg=(86, 70), far_leg=(84, 70), lean=-6),
        )
        + path(
            f"M{x - 58} {y}Q{x} {y + 12} {x + 60} {y - 2}"
            f"Q{x + 52} {y + 14} {x + 34} {y + 16}H{x - 34}Q{x - 54} {y + 12} {x - 58} {y}"
            "Z",
            ACCENT_DARK,
        )
        + line(x + 14, y - 14, x - 46, y + 24, WOOD, 4)
    )


def heron(x: float, y: float) -> str:
    return group(
        line(-3, 0, -2, -34, INK, 2) + line(5, 0, 4, -34, INK, 2),
        blob([(-24, -34), (-6, -54), (14, -50), (16, -40), (0, -30)], PETROL_50),
        stroke("M12-48Q26-62 16-76Q14-84 22-86", WHITE, 6),
        poly([(22, -90), (46, -84), (24, -82)], OCHRE),
        at=(x, y),
    )


def picnic() -> str:
    parts = [
        poly([(360, 830), (1090, 806), (1190, 930), (280, 956)], tint(ACCENT, 0.2)),
        clip(
            "M360 830L1090 806L1190 930L280 956Z",
            *[line(340 + i * 80, 800, 250 + i * 104, 970, WHITE, 15, 0.55) for i in range(11)],
            *[
                line(250, y + 10, 1220, y - 24, WHITE, s, 0.5)
                for y, s in ((846, 9), (884, 12), (930, 15))
            ],
        ),
    ]
    parts.append(ellipse(300, 940, 110, 16, NIGHT, 0.2))
    sitters = [
        (330, 920, 400, CROWD[2], LEGS_OUT, False),
        (560, 838, 360, CROWD[6], KNEES_UP, False),
        (930, 830, 360, replace(CROWD[7], top=OCHRE), LEGS_OUT, True),
        (1150, 890, 400, replace(CROWD[3], top=PETROL_50), KNEES_UP, True),
    ]
    tips = []
    for x, y, h, look, pose, flip in sitters:
        parts.append(
            ellipse(x + (-50 if flip else 50), y + 2, h * 0.3, 12, NIGHT, 0.22)
            + person(x, y, h, look, pose, flip)
        )
        tips.append((x + (14 if not flip else -14), y - h * 0.66))
    parts.append(
        person(
            740,
            860,
            230,
            Look(
                SKINS[3], HAIRS[0], "curly", WHITE, ACCENT, INK, "shorts", extra=("short-sleeves",)
            ),
            replace(LEGS_OUT, near_arm=(60, 120)),
        )
    )
    parts.append(wheelchair_user(130, 930, 390, replace(CROWD[5], top=HEATHER, garment="trousers")))
    parts.append(
        group(
            rect(-50, -46, 100, 46, OCHRE_DARK, 6),
            rect(-50, -46, 100, 10, OCHRE, 4),
            stroke("M-38-46Q0-104 38-46", WOOD_DARK, 6),
            path("M-50-40L-10-52L10-30L-34-16Z", SAND),
            at=(640, 930),
        )
    )
    parts.append(
        ellipse(780, 900, 70, 18, WHITE)
        + ellipse(780, 897, 56, 12, SAND_DARK)
        + "".join(
            circle(752 + i * 19, 888 - (i % 2) * 7, 12, c)
            for i, c in enumerate((ACCENT, MOSS, OCHRE, BRICK))
        )
        + cup(900, 906, 34, PETROL)
        + cup(980, 890, 32, WHITE)
        + cup(520, 890, 34, OCHRE)
    )
    bubbles = [
        (40, 360, 250, 136, PETROL, (176, 566)),
        (300, 200, 270, 150, ACCENT, (420, 400)),
        (540, 390, 200, 116, WHITE, (610, 566)),
        (800, 220, 270, 150, OCHRE, (900, 430)),
        (1110, 130, 290, 150, MOSS_DARK, (1150, 356)),
    ]
    for i, (x, y, w, h, c, tail) in enumerate(bubbles):
        parts.append(
            bubble(x, y, w, h, c, tail, 36)
            + voice(x, y, w, h, tint(c, 0.72) if c != WHITE else PETROL, i)
        )
    return "".join(parts)


def voice(x: float, y: float, w: float, h: float, c: str, kind: int) -> str:
    """Five scripts hinted at by rhythm alone; one of them runs from right to left."""
    left, right, top = x + w * 0.15, x + w * 0.85, y + h * 0.3
    rhythms = ((40, 22, 58), (70, 34, 46), (26, 48), (52, 80, 20), (34, 34, 64))
    parts = []
    for row in range(3 if kind != 2 else 2):
        ry = top + row * h * 0.2
        if kind == 3:
            parts += [rect(left + i * 30, ry - 4, 16, 16, c, 4) for i in range(6 - row % 2 * 2)]
            continue
        at = right if kind == 1 else left
        for i in range(3):
            bar = rhythms[kind][(i + row) % len(rhythms[kind])] * (0.9 if kind != 2 else 0.8)
            room = at - left if kind == 1 else right - at
            if bar > room:
                break
            parts.append(rect(at - bar if kind == 1 else at, ry, bar, 11, c, 5.5))
            at += -(bar + 14) if kind == 1 else bar + 14
    return "".join(parts)
