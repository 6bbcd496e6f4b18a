"""Steinach am Forst: the village shop in a dark street."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_LIGHT,
    BRICK,
    HEATHER,
    INK,
    MOSS,
    MOSS_DARK,
    NIGHT,
    OCHRE,
    OCHRE_DARK,
    OCHRE_LIGHT,
    OCHRE_PALE,
    PETROL,
    PETROL_20,
    PETROL_35,
    PETROL_70,
    SAND,
    SAND_DARK,
    SAND_DEEP,
    SKINS,
    WOOD,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import (
    CROWD,
    FRONT,
    PHONE,
    STROLL,
    WALK,
    Look,
    Pose,
    person,
    rollator,
    wheelchair_user,
)
from drawing.places import church, conifer, glow, house, lamp_post, ridge, window
from drawing.shapes import box, circle, clip, ellipse, fade, group, line, path, poly, rect, stroke
from drawing.things import bench, bicycle, plant


def steinach() -> list[str]:
    """The power is out; only the village shop is lit and warm."""
    parts = [
        rect(0, 0, 1500, 700, fade(NIGHT, "#0A4350", PETROL_70)),
        stars(),
        circle(1210, 150, 40, OCHRE_PALE),
        circle(1194, 140, 36, "#0A4552"),
    ]
    parts += [
        mountains(),
        night_forest(),
        dark_houses(),
        rect(0, 742, 1500, 260, fade("#0D4350", NIGHT)),
        light_on_street(),
        village_shop(560, 800),
        street_people(),
        fire_engine(1090, 872),
    ]
    parts.append(
        bench(24, 838, 120, shade(WOOD, 0.4))
        + bicycle(470, 838, 120, ACCENT_DARK)
        + lamp_post(300, 880, 300, False, NIGHT)
    )
    return parts


def stars() -> str:
    rng = random.Random(2)
    return "".join(
        circle(
            rng.random() * 1500,
            rng.random() * 330,
            rng.uniform(0.9, 2.4),
            OCHRE_PALE,
            rng.uniform(0.35, 0.95),
        )
        for _ in range(80)
    )


def mountains() -> str:
    far = [
        (-20, 460),
        (150, 300),
        (260, 380),
        (430, 200),
        (560, 330),
        (690, 260),
        (860, 390),
        (1040, 220),
        (1180, 340),
        (1340, 240),
        (1520, 400),
    ]
    parts = [poly([*far, (1520, 760), (-20, 760)], fade("#3C7985", "#1D5C69"))]
    for i in (1, 3, 5, 7, 9):
        (px, py), (rx, ry) = far[i], far[i + 1]
        parts.append(poly([(px, py), (rx, ry), (px + (rx - px) * 0.3, ry + 60)], "#1D5C69"))
        parts.append(
            poly(
                [
                    (px, py),
                    (px + (rx - px) * 0.3, py + (ry - py) * 0.3),
                    (px + 6, py + 40),
                    (px - 16, py + 30),
                    (px - 38, py + 46),
                ],
                PETROL_20,
                0.85,
            )
        )
    parts.append(ridge(520, 46, "#124F5B", 4, bottom=780))
    return "".join(parts)


def night_forest() -> str:
    rng = random.Random(9)
    parts = [
        conifer(
            x + rng.uniform(-10, 10), 600 + rng.uniform(-30, 20), rng.uniform(80, 140), "#0F4550"
        )
        for x in range(0, 1520, 34)
    ]
    parts += [
        conifer(
            x + rng.uniform(-12, 12), 690 + rng.uniform(-16, 16), rng.uniform(110, 180), "#0A3A40"
        )
        for x in range(-20, 1540, 58)
    ]
    return "".join(parts)


def dark_houses() -> str:
    wall, roof = "#2C5F69", "#123F4A"
    parts = [church(1010, 740, 300, "#35666F", "#0F3B46")]
    for x, w, h, d in [
        (-40, 170, 110, 70),
        (190, 150, 100, 60),
        (1180, 170, 116, 80),
        (1400, 150, 104, 60),
    ]:
        parts.append(
            house(
                x,
                752,
                w,
                h,
                mix(wall, SAND_DEEP, 0.12),
                roof,
                2,
                3,
                d,
                "#0B3742",
                shutters="#1B4B55",
                door_colour="#0B3742",
                frame="#4E7F88",
            )
        )
    parts.append(
        rect(250, 640, 5, 6, OCHRE_LIGHT)
        + glow(252, 642, 22, OCHRE_LIGHT, 150)
        + rect(1236, 654, 5, 6, OCHRE_LIGHT)
        + glow(1238, 656, 22, OCHRE_LIGHT, 150)
    )
    return "".join(parts)


def light_on_street() -> str:
    return (
        poly([(560, 800), (960, 800), (1130, 1000), (360, 1000)], fade("#F0C676AA", "#F0C67618"))
        + glow(760, 780, 420, OCHRE_LIGHT, 90)
        + "".join(
            rect(x, y, 46, 3, NIGHT, 1, 0.22)
            for x, y in [
                (420, 930),
                (560, 960),
                (700, 900),
                (840, 950),
                (980, 920),
                (640, 985),
                (900, 985),
            ]
        )
    )


def village_shop(x: float, y: float) -> str:
    """A wide lit front with people, shelves, an urn of tea and baskets outside."""
    w, h = 400, 210
    wall = mix(SAND_DARK, OCHRE_LIGHT, 0.25)
    parts = [rect(x, y - h, w, h, wall), rect(x, y - 34, w, 34, mix(BRICK, NIGHT, 0.3))]
    parts.append(
        poly(
            [
                (x - 36, y - h + 6),
                (x + w + 36, y - h + 6),
                (x + w - 54, y - h - 150),
                (x + 54, y - h - 150),
            ],
            fade(BRICK, mix(BRICK, NIGHT, 0.25)),
        )
    )
    for i in range(1, 6):
        parts.append(
            line(
                x - 28 + i * 14,
                y - h - 20 - i * 20,
                x + w + 28 - i * 14,
                y - h - 20 - i * 20,
                shade(BRICK, 0.45),
                2,
            )
        )
    for dx in (x + 110, x + 290):
        parts.append(
            poly(
                [(dx - 44, y - h - 40), (dx + 44, y - h - 40), (dx, y - h - 112)], shade(BRICK, 0.4)
            )
            + window(dx - 15, y - h - 78, 30, 36, OCHRE_LIGHT)
        )
    parts.append(
        rect(x + 300, y - h - 196, 34, 80, shade(BRICK, 0.5))
        + "".join(
            ellipse(
                x + 318 + i * 12,
                y - h - 214 - i * 26,
                13 + i * 5,
                10 + i * 3,
                PETROL_35,
                0.3 - i * 0.05,
            )
            for i in range(4)
        )
    )
    glass = fade(OCHRE_PALE, OCHRE_LIGHT)
    for gx, gw in ((x + 18, 150), (x + 232, 150)):
        inside = [rect(gx, y - 156, gw, 122, glass)]
        for sy in (y - 128, y - 100):
            inside.append(rect(gx, sy, gw, 4, WOOD))
            inside += [
                rect(
                    gx + 6 + i * 13,
                    sy - 14 - (i * 7) % 6,
                    9,
                    14 + (i * 7) % 6,
                    (ACCENT, PETROL, MOSS, OCHRE_DARK, BRICK)[i % 5],
                    2,
                )
                for i in range(gw // 13 - 1)
            ]
        parts.append(
            rect(gx - 6, y - 162, gw + 12, 134, WOOD_DARK)
            + clip(box(gx, y - 156, gw, 122), *inside)
        )
    people = [
        person(x + 66, y - 8, 128, replace(CROWD[5], top=ACCENT), FRONT),
        person(
            x + 118, y - 8, 122, replace(CROWD[3], top=PETROL), replace(FRONT, near_arm=(14, 110))
        ),
        person(x + 284, y - 6, 126, replace(CROWD[1], top=MOSS_DARK), PHONE),
        person(x + 340, y - 6, 120, replace(CROWD[0], top=ACCENT_DARK), SIT_TALL, True),
    ]
    parts.append(clip(box(x + 18, y - 156, 150, 122) + box(x + 232, y - 156, 150, 122), *people))
    parts += [
        rect(gx + 47, y - 156, 4, 122, WOOD_DARK) + rect(gx + 99, y - 156, 4, 122, WOOD_DARK)
        for gx in (x + 18, x + 232)
    ]
    parts.append(
        rect(x + 176, y - 140, 48, 140, WOOD_DARK)
        + rect(x + 181, y - 134, 38, 134, glass)
        + rect(x + 181, y - 64, 38, 64, mix(ACCENT_DARK, NIGHT, 0.1))
        + circle(x + 213, y - 62, 3, OCHRE_PALE)
    )
    awning = "".join(
        poly(
            [
                (x + 6 + i * 32.3, y - 176),
                (x + 38.3 + i * 32.3, y - 176),
                (x + 40 + i * 32.6, y - 142),
                (x + 4 + i * 32.6, y - 142),
            ],
            ACCENT if i % 2 else SAND,
        )
        for i in range(12)
    )
    parts.append(
        awning
        + rect(x + 80, y - 212, 240, 32, PETROL, 4)
        + stroke(f"M{x + 180} {y - 200}h40l-6 14h-28ZM{x + 188} {y - 200}q12-16 24 0", SAND, 3)
        + rect(x + 100, y - 198, 60, 5, SAND, 2)
        + rect(x + 240, y - 198, 60, 5, SAND, 2)
    )
    parts.append(
        "".join(crate(x + 8 + i * 46, y + 4, 42, c) for i, c in enumerate((ACCENT, MOSS, OCHRE)))
        + plant(x + 396, y + 4, 90, ACCENT_DARK, MOSS_DARK, 3)
    )
    return "".join(parts)


SIT_TALL = Pose(near_arm=(30, 100), far_arm=(20, 60), near_leg=(0, 0), far_leg=(4, 4))


def crate(x: float, y: float, w: float, fruit: str) -> str:
    return (
        "".join(
            circle(
                x + w * (0.16 + 0.17 * i),
                y - w * 0.46 - (i % 2) * 3,
                w * 0.11,
                fruit if i % 2 else tint(fruit, 0.2),
            )
            for i in range(5)
        )
        + rect(x, y - w * 0.44, w, w * 0.44, WOOD)
        + rect(x, y - w * 0.28, w, 3, WOOD_DARK)
    )


def street_people() -> str:
    """Neighbours on their way to the light."""
    parts = []
    for x, y, h, look, pose, flip in [
        (330, 930, 208, replace(CROWD[2], top=MOSS), WALK, False),
        (404, 934, 130, Look(SKINS[1], ACCENT, "beanie", OCHRE, PETROL, INK), WALK, False),
        (
            950,
            868,
            186,
            Look(SKINS[0], OCHRE, "helmet", INK, INK, INK, extra=("reflect",)),
            replace(STROLL, near_arm=(20, 30)),
            True,
        ),
        (200, 910, 190, replace(CROWD[5], top=HEATHER), WALK, False),
    ]:
        parts.append(
            poly(
                [(x - 10, y), (x + 10, y), (x - h * 0.5, y + h * 0.3), (x - h * 0.6, y + h * 0.28)],
                NIGHT,
                0.35,
            )
            + person(x, y, h, look, pose, flip)
        )
    parts.append(
        rollator(234, 910, 190)
        + wheelchair_user(690, 926, 186, replace(CROWD[7], top=PETROL_35), flip=False)
    )
    lantern = (
        glow(0, 10, 60, OCHRE_LIGHT, 220)
        + rect(-5, 2, 10, 15, OCHRE_PALE, 2)
        + rect(-6, 0, 12, 3, INK)
        + rect(-6, 16, 12, 3, INK)
    )
    parts.append(group(lantern, at=(376, 816)))
    return "".join(parts)


def fire_engine(x: float, y: float) -> str:
    red = ACCENT
    parts = [
        ellipse(x + 180, y + 2, 220, 14, NIGHT, 0.5),
        rect(x, y - 150, 270, 122, fade(red, ACCENT_DARK), 8),
        path(
            f"M{x + 274} {y - 28}v-112q0-8 8-8h58q18 0 26 22l18 44q4 10 4 22v32Z",
            fade(red, ACCENT_DARK),
        ),
        path(f"M{x + 304} {y - 132}h34q10 0 15 14l14 36h-63Z", PETROL_20),
        rect(x, y - 66, 388, 9, OCHRE_PALE),
        rect(x, y - 34, 390, 12, INK),
    ]
    for i in range(3):
        parts.append(
            rect(x + 14 + i * 84, y - 138, 74, 64, shade(red, 0.25), 3)
            + "".join(
                rect(x + 16 + i * 84, y - 132 + j * 13, 70, 2, ACCENT_LIGHT, 0, 0.5)
                for j in range(5)
            )
        )
    parts.append(
        rect(x + 10, y - 168, 250, 6, PETROL_20)
        + rect(x + 10, y - 158, 250, 6, PETROL_20)
        + "".join(rect(x + 20 + i * 26, y - 168, 5, 16, PETROL_20) for i in range(10))
    )
    parts.append(
        glow(x + 318, y - 160, 90, PETROL_20, 160) + rect(x + 300, y - 162, 36, 15, PETROL_35, 5)
    )
    for wx in (x + 76, x + 320):
        parts.append(
            circle(wx, y - 26, 33, NIGHT)
            + circle(wx, y - 26, 26, INK)
            + circle(wx, y - 26, 12, PETROL_35)
        )
    gen = (
        rect(-40, -40, 80, 34, OCHRE, 4)
        + rect(-34, -34, 26, 20, INK, 2)
        + stroke("M-44-2V-46H44V-2", INK, 4)
        + circle(18, -22, 9, INK)
        + circle(-26, 0, 7, INK)
    )
    cable = stroke(
        f"M{x - 74} {y + 2}C{x - 120} {y + 50} {x - 240} {y + 30} {x - 300} {y - 10}"
        f"S{x - 350} {y - 60} {x - 336} {y - 76}",
        INK,
        4,
    )
    return cable + "".join(parts) + group(gen, at=(x - 40, y + 8))
