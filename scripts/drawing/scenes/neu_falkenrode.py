"""Neu Falkenrode: the skate ramp of the youth budget."""

from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_PALE,
    BRICK,
    HAIRS,
    INK,
    MIST,
    MOSS,
    MOSS_DARK,
    NIGHT,
    OCHRE,
    OCHRE_LIGHT,
    OCHRE_PALE,
    PETROL,
    PETROL_10,
    PETROL_20,
    PETROL_35,
    PETROL_70,
    SAND,
    SAND_DARK,
    SAND_DEEP,
    SKINS,
    WHITE,
    WOOD,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import FRONT, POINT, SIT, Look, Pose, person, wheelchair_user
from drawing.places import church, cloud, house, ridge, sun, tree
from drawing.shapes import circle, clip, ellipse, fade, group, line, path, poly, rect, stroke
from drawing.things import bicycle


def neu_falkenrode() -> list[str]:
    """Young people build and paint their skate ramp."""
    parts = [
        rect(0, 0, 1500, 640, fade("#7FA9A8", "#F0D3A0", "#F2A877")),
        sun(420, 330, 60, "#FFE3A3"),
        cloud(760, 120, 360, OCHRE_PALE, 0.6, 4),
        cloud(80, 160, 260, OCHRE_PALE, 0.5, 7),
        cloud(1240, 230, 240, OCHRE_PALE, 0.55, 9),
    ]
    parts += [ridge(520, 18, mix(MOSS, PETROL_35, 0.5), 4, bottom=700)]
    parts += [turbine(x, 530, h, t) for x, h, t in [(640, 230, 10), (760, 180, 40), (560, 150, 70)]]
    parts += [
        church(150, 580, 250, SAND, BRICK),
        *[
            house(x, 586, w, w * 0.62, c, r, 1, 3, w * 0.5, PETROL_70)
            for x, w, c, r in [
                (250, 84, OCHRE_PALE, BRICK),
                (390, 76, SAND, ACCENT_DARK),
                (20, 90, ACCENT_PALE, PETROL_70),
            ]
        ],
        *[
            tree(x, 590, h, MOSS_DARK, x)
            for x, h in [(240, 100), (510, 110), (860, 120), (930, 90)]
        ],
    ]
    parts.append(
        rect(0, 580, 1500, 430, fade("#AEBB7C", MOSS))
        + poly([(0, 700), (1500, 660), (1500, 1000), (0, 1000)], fade(SAND_DARK, SAND_DEEP))
    )
    parts += [skate_ramp(), ramp_people()]
    return parts


def turbine(x: float, y: float, h: float, turn: float) -> str:
    blades = "".join(
        group(
            path(f"M-2 0L-4 {-h * 0.12:.0f}L0 {-h * 0.5:.0f}L4 {-h * 0.1:.0f}L2 0Z", WHITE),
            turn=turn + 120 * i,
        )
        for i in range(3)
    )
    return poly([(x - 4, y), (x + 4, y), (x + 2, y - h), (x - 2, y - h)], MIST) + group(
        blades, circle(0, 0, 5, PETROL_20), at=(x, y - h)
    )


def skate_ramp() -> str:
    """A quarter pipe on the right, half painted, and a low box on the left."""
    curve = "M780 900C1010 900 1130 800 1160 540H1440V900Z"
    parts = [
        ellipse(1100, 906, 380, 20, NIGHT, 0.25),
        path(curve, fade(PETROL_10, PETROL_35)),
        clip(
            curve,
            path("M860 900C1040 880 1120 790 1146 560L1500 560V900Z", PETROL),
            path("M900 900C1060 870 1150 790 1200 540H1280C1230 800 1120 880 1010 900Z", OCHRE),
            path("M1040 900C1170 860 1260 780 1310 540H1390C1340 800 1240 880 1150 900Z", ACCENT),
            path("M1190 900C1300 850 1380 760 1420 540H1460V900Z", MOSS),
            circle(1330, 800, 46, SAND),
            circle(1330, 800, 30, ACCENT),
            circle(1230, 690, 20, WHITE, 0.8),
        ),
    ]
    parts.append(
        stroke("M780 900C1010 900 1130 800 1160 540", WHITE, 12)
        + rect(1150, 528, 300, 16, WOOD)
        + circle(1158, 536, 9, PETROL_20)
        + "".join(rect(x, 440, 6, 92, INK) for x in (1230, 1330, 1432))
        + rect(1226, 436, 214, 7, INK)
        + rect(1226, 480, 214, 5, INK)
    )
    parts.append(
        rect(1440, 544, 14, 360, WOOD_DARK)
        + poly([(150, 880), (470, 880), (500, 930), (120, 930)], tint(ACCENT, 0.15))
        + poly([(120, 930), (500, 930), (500, 966), (120, 966)], ACCENT_DARK)
    )
    return "".join(parts)


def ramp_people() -> str:
    parts = []
    board = group(
        rect(-16, -2, 32, 4, ACCENT, 2), circle(-10, 4, 2.4, INK), circle(10, 4, 2.4, INK)
    )
    rider = person(
        0,
        0,
        250,
        Look(SKINS[3], OCHRE, "helmet", ACCENT, NIGHT, SAND, extra=("short-sleeves",)),
        Pose(
            near_arm=(96, 120), far_arm=(-92, -70), near_leg=(62, -18), far_leg=(-28, -64), lean=14
        ),
    )
    parts.append(group(rider, group(board, at=(16, 4), scale=3.0), at=(1010, 560), turn=-24))
    roller = group(
        line(-6, -8, 12, 18, WOOD, 2.4),
        stroke("M12 18L15 23L22 21", INK, 1.6),
        group(rect(-3, -9, 7, 18, OCHRE_LIGHT, 3), at=(24, 22), turn=28),
    )
    parts.append(
        ellipse(870, 968, 80, 9, NIGHT, 0.25)
        + person(
            860,
            966,
            350,
            Look(SKINS[0], HAIRS[2], "ponytail", OCHRE, PETROL, INK, extra=("short-sleeves",)),
            replace(POINT, near_arm=(58, 84)),
            held=roller,
        )
    )
    parts.append(
        ellipse(700, 974, 80, 9, NIGHT, 0.25)
        + person(
            690,
            972,
            340,
            Look(
                SKINS[4],
                HAIRS[0],
                "curly",
                PETROL_35,
                NIGHT,
                ACCENT,
                "shorts",
                extra=("short-sleeves",),
            ),
            replace(FRONT, near_arm=(20, -30), far_arm=(-20, -6)),
            held="",
        )
    )
    parts.append(
        person(
            230,
            930,
            330,
            Look(SKINS[1], PETROL, "scarf", MOSS_DARK, NIGHT, SAND),
            replace(SIT, near_leg=(88, 10), far_leg=(84, -8), near_arm=(40, 96)),
            held=group(rect(-8, -8, 16, 12, INK, 2), rect(-7, -7, 14, 10, PETROL_20)),
        )
    )
    parts.append(
        wheelchair_user(
            470,
            984,
            320,
            Look(SKINS[0], HAIRS[3], "short", ACCENT, PETROL, INK),
            near_arm=(70, 130),
        )
    )
    parts.append(
        person(
            1330,
            533,
            190,
            Look(SKINS[2], ACCENT, "beanie", PETROL_35, INK, SAND),
            replace(FRONT, near_arm=(152, 170), far_arm=(-12, -4)),
        )
    )
    for x, y, c in [(770, 982, OCHRE), (1010, 978, MOSS), (1070, 986, ACCENT), (1130, 978, PETROL)]:
        parts.append(paint_pot(x, y, c))
    parts.append(
        bicycle(80, 760, 180, PETROL)
        + "".join(
            ellipse(x, y, r, r * 0.3, c)
            for x, y, r, c in [
                (810, 990, 16, OCHRE),
                (1180, 988, 12, PETROL),
                (960, 990, 10, ACCENT),
            ]
        )
    )
    return "".join(parts)


def paint_pot(x: float, y: float, c: str) -> str:
    return (
        stroke(f"M{x - 22} {y - 42}Q{x} {y - 78} {x + 22} {y - 42}", INK, 3)
        + rect(x - 24, y - 44, 48, 44, PETROL_10, 3)
        + rect(x - 24, y - 44, 15, 44, PETROL_35, 3)
        + ellipse(x, y - 44, 24, 7, shade(c, 0.2))
        + ellipse(x, y - 43, 20, 5, c)
        + path(f"M{x + 2} {y - 40}v18q4 6 8 0v-12q4 4 6-6Z", c)
    )
