"""Landkreis Hochmoor: the participation van, outside and inside."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_LIGHT,
    BRICK,
    HAIRS,
    HEATHER,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_DEEP,
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
    shade,
    tint,
)
from drawing.people import (
    BACK,
    CROWD,
    FRONT,
    SIT,
    STAND,
    STROLL,
    WALK,
    Look,
    person,
    rollator,
    wheelchair_user,
)
from drawing.places import (
    birch,
    bush,
    church,
    cloud,
    fence,
    flag_line,
    grass,
    long_house,
    ridge,
    sun,
    tree,
)
from drawing.shapes import box, circle, clip, ellipse, fade, group, line, path, poly, rect, stroke
from drawing.things import (
    NOTES,
    bicycle,
    books,
    bubble,
    cup,
    desk,
    map_sheet,
    note,
    pencil,
    pendant,
    pin,
    plant,
    sheet,
    washing_line,
)


def hochmoor() -> list[str]:
    """The yellow participation van with its awning on a village green at the moor."""
    parts = [
        rect(0, 0, 1500, 600, fade(PETROL_35, PETROL_10, "#FCE9C8")),
        sun(1240, 200, 46),
        cloud(200, 130, 340, WHITE, 0.8, 3),
        cloud(820, 100, 280, WHITE, 0.7, 6),
    ]
    parts += [
        ridge(470, 10, mix(MOSS, PETROL_20, 0.6), 2, bottom=700),
        ridge(500, 12, mix(MOSS_DARK, PETROL_35, 0.4), 5, bottom=700),
        moor(),
        village_edge(),
    ]
    parts.append(
        path("M-20 690C300 650 900 650 1520 680V1010H-20Z", fade("#B5BF80", MOSS))
        + path("M-20 900C400 850 1000 880 1520 840V1010H-20Z", fade(MOSS, MOSS_DARK))
    )
    parts += [
        birch(90, 780, 560, "#B3B85F", 2),
        birch(190, 760, 440, "#A9B36B", 5),
        birch(1390, 770, 520, "#B3B85F", 7),
        birch(1470, 790, 600, "#98A85C", 9),
    ]
    parts += [van(560, 830), van_guests()]
    rng = random.Random(8)
    parts += [
        grass(rng.random() * 1500, 930 + rng.random() * 70, 34, MOSS_DEEP, i, 4) for i in range(24)
    ] + [cotton_grass(x, 985, i) for i, x in enumerate((60, 130, 210, 1310, 1400, 1460))]
    return parts


def moor() -> str:
    parts = [rect(0, 515, 1500, 190, fade("#B9A063", "#A8A868"))]
    for x, y, w, h in [
        (120, 548, 170, 12),
        (420, 566, 260, 18),
        (840, 552, 200, 12),
        (1150, 580, 280, 20),
        (60, 610, 220, 18),
        (720, 606, 180, 14),
    ]:
        parts.append(
            ellipse(x + w / 2, y, w / 2, h, PETROL_50)
            + ellipse(x + w / 2 - 10, y - 2, w / 2 * 0.8, h * 0.6, PETROL_20)
        )
    rng = random.Random(6)
    parts += [
        ellipse(
            rng.random() * 1500,
            530 + rng.random() * 120,
            rng.uniform(14, 34),
            rng.uniform(4, 8),
            rng.choice((HEATHER, "#8F8A4C", MOSS_DARK)),
            0.7,
        )
        for _ in range(60)
    ]
    parts += [birch(x, 560, h, "#A9B36B", x) for x, h in [(330, 110), (700, 130), (1060, 100)]]
    return "".join(parts)


def village_edge() -> str:
    parts = [church(390, 670, 240, SAND, PETROL)]
    parts += [
        long_house(x, 690, w, 52, BRICK if i % 2 else "#B06A4C", r, 5, 1, PETROL_10, (), 1.25)
        for i, (x, w, r) in enumerate(
            [(210, 150, ACCENT_DARK), (1130, 190, PETROL_70), (980, 120, ACCENT_DARK)]
        )
    ]
    parts += [
        tree(500, 690, 120, MOSS_DARK, 2),
        tree(950, 690, 110, MOSS, 4),
        tree(1340, 694, 130, MOSS_DARK, 6),
        bush(560, 692, 70, MOSS),
        fence(1120, 712, 210, 34),
        washing_line(250, 370, 640, 16, 4),
    ]
    return "".join(parts)


def van(x: float, y: float) -> str:
    """A panel van from its side: open flank with a counter, striped awning, flags."""
    w = 520
    body = (
        f"M{x} {y - 40}V{y - 260}Q{x} {y - 284} {x + 24} {y - 284}H{x + 400}"
        f"Q{x + 436} {y - 284} {x + 456} {y - 244}L{x + 492} {y - 168}L{x + w + 14} {y - 150}"
        f"Q{x + w + 28} {y - 144} {x + w + 28} {y - 124}V{y - 40}Z"
    )
    parts = [
        ellipse(x + 270, y, 320, 18, NIGHT, 0.3),
        path(body, fade("#F2BE55", OCHRE)),
        clip(
            body,
            rect(x, y - 110, 600, 80, OCHRE_DARK, 0, 0.35),
            rect(x, y - 124, 600, 10, WHITE),
            rect(x, y - 284, 70, 260, shade(OCHRE, 0.14)),
        ),
    ]
    parts.append(
        path(f"M{x + 396} {y - 256}h14q22 0 34 26l30 62h-78Z", PETROL_20)
        + path(f"M{x + 396} {y - 256}h14l34 88h-48Z", WHITE, 0.35)
        + rect(x + 380, y - 262, 4, 216, OCHRE_DARK)
        + rect(x + 400, y - 142, 30, 7, INK, 3)
    )
    parts.append(
        rect(x + 60, y - 246, 290, 140, NIGHT, 6)
        + rect(x + 68, y - 238, 274, 124, fade(OCHRE_PALE, "#EFD08A"))
    )
    parts.append(
        rect(x + 74, y - 206, 120, 4, WOOD)
        + books(x + 78, y - 206, 110, 28, 3)
        + map_sheet(x + 262, y - 200, 70, 54, 4)
    )
    parts.append(
        clip(
            box(x + 68, y - 238, 274, 124),
            person(
                x + 214,
                y + 16,
                214,
                Look(SKINS[3], HAIRS[0], "bun", PETROL, NIGHT),
                replace(FRONT, near_arm=(24, 128)),
            ),
        )
    )
    parts.append(
        rect(x + 46, y - 118, 318, 15, WOOD, 3)
        + cup(x + 92, y - 118, 24, ACCENT, True)
        + cup(x + 250, y - 118, 24, PETROL)
        + sheet(x + 300, y - 124, 30, 16, 0, WHITE, 2)
    )
    awning = "".join(
        poly(
            [
                (x + 50 + i * 31, y - 256),
                (x + 81 + i * 31, y - 256),
                (x + 62 + i * 37, y - 196),
                (x + 25 + i * 37, y - 196),
            ],
            ACCENT if i % 2 else SAND,
        )
        + path(
            f"M{x + 25 + i * 37} {y - 197}h37v8a18.5 14 0 0 1-37 0Z",
            ACCENT_DARK if i % 2 else SAND_DARK,
        )
        for i in range(10)
    )
    parts.append(
        awning
        + line(x + 30, y - 190, x + 30, y + 10, PETROL_50, 5)
        + line(x + 390, y - 190, x + 390, y + 10, PETROL_50, 5)
    )
    parts.append(
        bubble(x + 70, y - 96, 74, 36, WHITE, (x + 84, y - 48), 12)
        + bubble(x + 156, y - 90, 60, 32, ACCENT, (x + 208, y - 46), 12)
        + "".join(circle(x + 90 + i * 17, y - 78, 4, PETROL) for i in range(3))
    )
    for wx in (x + 110, x + 430):
        parts.append(
            path(f"M{wx - 56} {y - 38}a56 56 0 0 1 112 0Z", NIGHT)
            + circle(wx, y - 38, 44, INK)
            + circle(wx, y - 38, 24, PETROL_20)
            + circle(wx, y - 38, 9, PETROL_70)
        )
    parts.append(
        rect(x + w - 6, y - 116, 34, 18, OCHRE_PALE, 8)
        + rect(x + w - 20, y - 58, 54, 16, INK, 6)
        + rect(x - 8, y - 60, 24, 14, INK, 5)
        + rect(x - 2, y - 130, 10, 30, ACCENT, 3)
    )
    flags = flag_line(
        [(90, 470), (x + 20, y - 284), (x + 400, y - 290), (1390, 500)],
        (ACCENT, PETROL, OCHRE_PALE, MOSS_DARK),
        22,
        26,
    )
    return flags + "".join(parts)


def van_guests() -> str:
    parts = []
    for x, y, h, look, pose, flip in [
        (500, 906, 226, CROWD[2], replace(STAND, near_arm=(30, 100)), False),
        (618, 884, 222, replace(CROWD[4], top=PETROL_50), replace(BACK, near_arm=(40, 120)), False),
        (
            850,
            884,
            130,
            Look(SKINS[0], HAIRS[3], "ponytail", ACCENT, PETROL, INK, "dress"),
            replace(BACK, near_arm=(150, 170)),
            False,
        ),
        (1180, 880, 220, replace(CROWD[3], style="cap", hair=PETROL, top=MOSS_DARK), STROLL, True),
    ]:
        parts.append(
            ellipse(x + 16, y, h * 0.24, h * 0.03, NIGHT, 0.28) + person(x, y, h, look, pose, flip)
        )
    parts.append(
        ellipse(330, 930, 90, 9, NIGHT, 0.28)
        + person(320, 928, 214, replace(CROWD[5], top=HEATHER), WALK)
        + rollator(352, 928, 214)
    )
    parts.append(
        ellipse(960, 934, 130, 12, NIGHT, 0.28)
        + wheelchair_user(920, 932, 214, replace(CROWD[6], top=SAND_DARK))
        + desk(984, 860, 130, 76, WOOD)
        + person(1098, 940, 210, replace(CROWD[0], top=PETROL), SIT, True)
        + rect(1072, 886, 54, 8, WOOD_DARK, 3)
        + rect(1078, 890, 6, 48, WOOD_DARK)
        + rect(1116, 890, 6, 48, WOOD_DARK)
    )
    parts.append(
        cup(1030, 861, 20, ACCENT)
        + sheet(1062, 856, 34, 10, 0, WHITE, 1)
        + bicycle(230, 850, 130, PETROL)
    )
    return "".join(parts)


def cotton_grass(x: float, y: float, seed: int) -> str:
    rng = random.Random(seed)
    parts = []
    for k in range(5):
        tx, ty = x + (k - 2) * 16 + rng.uniform(-5, 5), y - rng.uniform(60, 120)
        parts.append(
            stroke(
                f"M{x + k * 3:.0f} {y}Q{x + k * 3:.0f} {y - 40} {tx:.0f} {ty:.0f}", MOSS_DEEP, 2.4
            )
            + ellipse(tx, ty - 5, 8, 10, WHITE)
            + ellipse(tx - 4, ty, 5, 6, SAND_DARK)
        )
    return "".join(parts)


def hochmoor_innen() -> list[str]:
    """Inside the van: two people across a table with a map and cups."""
    parts = [
        rect(0, 0, 1500, 1000, fade("#F4DFAE", OCHRE_LIGHT)),
        path("M0 0H1500V160Q1440 70 1300 70H200Q60 70 0 160Z", fade(tint(OCHRE, 0.1), "#F0D08C")),
    ]
    view = (
        "M380 190H1120Q1150 190 1150 220V560Q1150 590 1120 590H380Q350 590 350 560V220Q350 "
        "190 380 190Z"
    )
    parts.append(
        clip(
            view,
            rect(340, 180, 820, 430, fade(PETROL_35, PETROL_10, "#FCE9C8")),
            sun(950, 300, 36),
            cloud(440, 290, 220, WHITE, 0.8, 3),
            ridge(460, 10, mix(MOSS_DARK, PETROL_35, 0.4), 4, bottom=700),
            rect(340, 470, 820, 140, fade("#B9A063", "#A8B070")),
            ellipse(560, 520, 120, 12, PETROL_50),
            ellipse(556, 518, 96, 7, PETROL_20),
            ellipse(900, 550, 150, 15, PETROL_50),
            ellipse(894, 547, 120, 9, PETROL_20),
            church(690, 480, 130, SAND, PETROL),
            birch(440, 610, 330, "#B3B85F", 3),
            birch(1080, 620, 380, "#A9B36B", 6),
            birch(1020, 590, 240, "#98A85C", 8),
        )
    )
    parts.append(stroke(view, INK, 18) + stroke(view, WHITE, 7) + rect(744, 190, 12, 400, INK))
    parts.append(
        path("M330 170H430Q420 400 350 600H320Z", ACCENT_LIGHT)
        + path("M330 170H370Q370 400 330 600H320Z", shade(ACCENT_LIGHT, 0.15))
        + path("M1170 170H1070Q1080 400 1150 600H1180Z", ACCENT_LIGHT)
        + path(
            "M1100 170H1120Q1120 400 1166 600H1150Q1090 400 1100 170Z", shade(ACCENT_LIGHT, 0.15)
        )
        + rect(310, 158, 880, 12, WOOD_DARK, 6)
    )
    parts.append(
        rect(40, 210, 230, 14, WOOD)
        + books(56, 210, 190, 100, 5)
        + rect(40, 360, 230, 14, WOOD)
        + plant(90, 360, 110, PETROL, MOSS_DARK, 3)
        + cup(170, 360, 42, ACCENT)
        + cup(226, 360, 42, WHITE)
    )
    parts.append(
        rect(1230, 190, 220, 250, WHITE, 6)
        + "".join(
            note(1282 + (i % 2) * 110, 250 + (i // 2) * 110, 80, NOTES[i], (-6, 5, 4, -5)[i])
            for i in range(4)
        )
    )
    parts.append(
        flag_line(
            [(0, 60), (500, 34), (1000, 34), (1500, 60)], (ACCENT, PETROL, WHITE, MOSS_DARK), 30, 12
        )
        + pendant(750, 60, 176, 130, PETROL)
        + ""
    )
    parts.append(
        rect(0, 620, 360, 400, fade(PETROL, NIGHT), 30)
        + rect(1140, 620, 400, 400, fade(PETROL, NIGHT), 30)
        + rect(0, 560, 110, 460, PETROL_70, 30)
        + rect(1400, 560, 140, 460, PETROL_70, 30)
        + rect(0, 740, 390, 40, PETROL_50, 18)
        + rect(1110, 740, 400, 40, PETROL_50, 18)
    )
    a = Look(
        SKINS[0], HAIRS[4], "short", MOSS_DARK, NIGHT, INK, "trousers", 1.12, ("beard", "glasses")
    )
    b = Look(SKINS[2], HAIRS[0], "bun", ACCENT, NIGHT, INK)
    parts.append(
        person(250, 1020, 760, a, replace(SIT, near_arm=(30, 66), far_arm=(42, 72)))
        + person(1250, 1020, 740, b, replace(SIT, near_arm=(40, 112), far_arm=(32, 68)), True)
    )
    parts.append(
        poly(
            [(430, 780), (1070, 780), (1180, 850), (320, 850)],
            fade(tint(WOOD, 0.5), tint(WOOD, 0.3)),
        )
        + poly([(320, 850), (1180, 850), (1176, 884), (324, 884)], WOOD)
        + rect(710, 884, 80, 140, fade(PETROL_50, PETROL_70))
    )
    sheet_map = "M560 790H940L1000 842H500Z"
    parts.append(
        clip(sheet_map, map_sheet(490, 780, 520, 70, 6))
        + pin(640, 822, 54)
        + pin(770, 812, 54, PETROL)
        + pin(860, 830, 54, OCHRE_DARK)
    )
    parts.append(
        cup(466, 836, 60, WHITE, True)
        + cup(1040, 832, 60, PETROL, True)
        + group(poly([(-40, 0), (40, 0), (30, -10), (-30, -10)], WHITE), at=(750, 800))
        + pencil(900, 812, 70, 10, ACCENT)
    )
    return parts
