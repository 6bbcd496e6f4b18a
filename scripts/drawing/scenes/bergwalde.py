"""Bergwalde: a laptop on a kitchen table."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_LIGHT,
    ACCENT_PALE,
    BRICK,
    HAIRS,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_DEEP,
    MOSS_PALE,
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
    SKINS,
    WHITE,
    WOOD,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import SIT, Look, person
from drawing.places import church, cloud, conifer, gull, house, ridge, sun, tree
from drawing.shapes import (
    box,
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
    stroke,
)
from drawing.things import books, cup, pencil, plant, sheet


def bergwalde() -> list[str]:
    """Laptop on a kitchen table, the hill town through the window."""
    parts = [
        rect(0, 0, 1500, 1000, fade("#DCE7DD", SAND_DARK)),
        kitchen_wall(),
        hill_town(),
        window_cross(),
        sill(),
        kitchen_table(),
        worker(),
    ]
    return parts


def kitchen_wall() -> str:
    tiles = "".join(
        rect(x, y, 58, 58, mix(MOSS_PALE, WHITE, 0.3 + 0.3 * ((x + y) // 60 % 2)), 3)
        for x in range(0, 380, 62)
        for y in range(430, 690, 62)
    )
    shelf = (
        rect(20, 190, 320, 14, WOOD)
        + books(40, 190, 120, 90, 4)
        + cup(200, 190, 46, ACCENT)
        + cup(262, 190, 46, PETROL)
        + plant(316, 190, 110, OCHRE, MOSS, 6)
    )
    hooks = rect(20, 330, 320, 8, WOOD_DARK) + "".join(
        line(60 + i * 60, 338, 60 + i * 60, 352, INK, 3) for i in range(5)
    )
    pans = (
        circle(60, 384, 32, NIGHT)
        + circle(60, 384, 26, PETROL_70)
        + line(60, 350, 60, 340, NIGHT, 6)
        + limb([(130, 352), (130, 400)], [4, 4], WOOD)
        + ellipse(130, 410, 12, 18, WOOD)
    )
    pans += (
        limb([(190, 352), (190, 400)], [4, 4], PETROL_35)
        + rect(178, 396, 24, 34, PETROL_35, 6)
        + path("M236 352h34l-4 74h-26Z", ACCENT_LIGHT)
    )
    calendar = (
        rect(1350, 150, 120, 150, WHITE, 4)
        + rect(1350, 150, 120, 34, ACCENT, 4)
        + "".join(
            rect(
                1362 + c * 20,
                198 + r * 23,
                14,
                14,
                OCHRE_LIGHT if (r, c) == (2, 3) else PETROL_10,
                2,
            )
            for r in range(4)
            for c in range(5)
        )
    )
    clock = (
        circle(1410, 400, 52, WHITE)
        + ring(1410, 400, 52, 8, PETROL)
        + stroke("M1410 366V400L1432 414", INK, 6)
    )
    return tiles + shelf + hooks + pans + calendar + clock


def hill_town() -> str:
    parts = [
        rect(400, 60, 760, 600, fade(PETROL_20, "#FBE6C3")),
        sun(560, 190, 38),
        cloud(850, 150, 230, WHITE, 0.8, 2),
        cloud(960, 330, 180, WHITE, 0.7, 7),
    ]
    parts += [
        ridge(430, 40, mix(PETROL_35, SAND, 0.3), 3, bottom=700),
        path(
            "M380 660C480 600 560 430 760 400C920 380 1040 470 1180 560V700H380Z",
            mix(MOSS, PETROL_35, 0.35),
        ),
        church(660, 470, 230, SAND, PETROL),
    ]
    rng = random.Random(31)
    rows = [(452, 660, 900, 40), (500, 590, 990, 48), (556, 520, 1060, 56), (616, 440, 1140, 66)]
    for y, x0, x1, size in rows:
        x = float(x0)
        while x < x1:
            w = size * rng.uniform(0.8, 1.15)
            parts.append(
                house(
                    x,
                    y + rng.uniform(-8, 8),
                    w,
                    w * rng.uniform(0.7, 1.1),
                    rng.choice((SAND, ACCENT_PALE, OCHRE_PALE, SAND_DARK)),
                    rng.choice((BRICK, ACCENT_DARK, PETROL_70)),
                    2,
                    2,
                    w * 0.4,
                    PETROL_70,
                    door=False,
                )
            )
            x += w * 1.6
            if rng.random() < 0.5:
                parts.append(
                    tree(x - w * 0.12, y + 8, size * rng.uniform(0.7, 1), MOSS_DARK, int(x))
                )
    parts += [
        conifer(x, 670, h, MOSS_DEEP) for x, h in [(420, 120), (466, 90), (1090, 110), (1140, 140)]
    ]
    parts.append(gull(620, 270, 30, WHITE, -10) + gull(664, 252, 22, WHITE, 8))
    return clip(box(400, 60, 760, 600), *parts)


def window_cross() -> str:
    frame = "".join(
        [
            rect(382, 44, 796, 20, WHITE),
            rect(382, 44, 20, 640, WHITE),
            rect(1158, 44, 20, 640, WHITE),
            rect(770, 44, 20, 640, WHITE),
            rect(382, 250, 796, 12, WHITE),
        ]
    )
    shadow = (
        rect(402, 64, 6, 590, PETROL_50, 0, 0.35)
        + rect(790, 64, 6, 590, PETROL_50, 0, 0.35)
        + rect(402, 262, 756, 5, PETROL_50, 0, 0.3)
    )
    curtain = path(
        "M1150 30H1300C1290 240 1270 500 1290 700H1196C1216 480 1210 220 1150 30Z", ACCENT_LIGHT
    ) + path(
        "M1210 30H1240C1250 240 1230 500 1246 700H1220C1232 480 1240 220 1210 30Z",
        shade(ACCENT_LIGHT, 0.15),
    )
    curtain += path("M410 30H350C352 200 330 420 340 560H372C380 400 380 200 410 30Z", ACCENT_LIGHT)
    return frame + shadow + curtain + rect(320, 22, 1000, 14, WOOD_DARK, 6)


def sill() -> str:
    cat = (
        path(
            "M0 0C-30 0-40-30-26-60C-20-78-14-86-14-100L-22-124L-4-112H12L28-124L24-96"
            "C30-70 44-50 40 0Z",
            INK,
        )
        + path("M40-10Q86 0 80-46Q78-58 70-52", "none")
        + stroke("M38-8Q80-2 84-40", INK, 11)
        + path("M0 0C-30 0-40-30-26-60C-14-40-16-20 0 0Z", mix(INK, PETROL_50, 0.3))
    )
    return (
        rect(360, 652, 840, 26, WHITE)
        + rect(360, 676, 840, 10, SAND_DEEP)
        + group(cat, at=(1090, 654))
        + plant(470, 654, 120, PETROL, MOSS, 8)
        + plant(560, 654, 90, ACCENT, MOSS_DARK, 9)
    )


def kitchen_table() -> str:
    parts = [
        poly(
            [(-40, 1000), (90, 760), (1410, 760), (1540, 1000)],
            fade(tint(WOOD, 0.45), tint(WOOD, 0.18)),
        ),
        poly([(220, 760), (520, 760), (480, 1000), (60, 1000)], OCHRE_PALE, 0.4),
        poly([(640, 760), (900, 760), (960, 1000), (600, 1000)], OCHRE_PALE, 0.4),
    ]
    parts += [
        line(70 + i * 340 - (i - 2) * 20, 764, -40 + i * 395, 1000, WOOD, 2, 0.35) for i in range(5)
    ]
    w = 330
    x, y = 620, 880
    parts.append(
        poly(
            [(x - 190, y + 20), (x + 230, y + 20), (x + 200, y - 40), (x - 150, y - 40)], NIGHT, 0.2
        )
    )
    parts.append(
        poly(
            [(x - 165, y - 26), (x + 165, y - 26), (x + 205, y + 30), (x - 205, y + 30)], PETROL_20
        )
        + poly(
            [(x - 205, y + 30), (x + 205, y + 30), (x + 203, y + 40), (x - 203, y + 40)], PETROL_35
        )
    )
    parts += [
        poly(
            [
                (x - 150 - r * 9 + c * (30 + r * 1.6), y - 20 + r * 12),
                (x - 126 - r * 9 + c * (30 + r * 1.6), y - 20 + r * 12),
                (x - 125 - r * 11 + c * (30 + r * 1.9), y - 12 + r * 12),
                (x - 152 - r * 11 + c * (30 + r * 1.9), y - 12 + r * 12),
            ],
            PETROL_70,
        )
        for r in range(3)
        for c in range(10)
    ]
    parts.append(
        poly([(x - 165, y - 26), (x + 165, y - 26), (x + 172, y - 236), (x - 172, y - 236)], INK)
    )
    scr = f"M{x - 155} {y - 38}L{x + 155} {y - 38}L{x + 161} {y - 225}L{x - 161} {y - 225}Z"
    parts.append(
        clip(
            scr,
            rect(x - 170, y - 236, w + 20, 210, fade(PETROL_10, WHITE)),
            rect(x - 170, y - 236, w + 20, 30, PETROL),
            circle(x - 146, y - 214, 5, ACCENT_LIGHT),
            circle(x - 130, y - 214, 5, OCHRE),
            lock(x - 86, y - 96, 84),
            "".join(check_row(x + 10, y - 178 + i * 36, i < 3) for i in range(4)),
        )
    )
    parts.append(cup(880, 850, 60, MOSS_DARK))
    parts.append(
        group(sheet(0, 0, 130, 90, 0, WHITE, 4, ACCENT, 3), at=(330, 870), turn=-10)
        + pencil(240, 930, 120, -14)
    )
    plate = (
        ellipse(250, 815, 78, 22, WHITE)
        + ellipse(250, 812, 58, 14, SAND_DARK)
        + path(
            "M206 812C206 782 292 776 300 806C286 796 268 800 262 812C246 800 224 804 206 812Z",
            OCHRE_DARK,
        )
        + stroke("M226 804l6-14M246 800l4-16M268 798l2-14", shade(OCHRE_DARK, 0.3), 3)
    )
    parts.append(plate + phone_flat(1000, 930))
    return "".join(parts)


def lock(x: float, y: float, s: float) -> str:
    return (
        stroke(
            f"M{x - s * 0.24:.0f} {y - s * 0.3:.0f}v{-s * 0.22:.0f}"
            f"a{s * 0.24:.0f} {s * 0.24:.0f} 0 0 1 {s * 0.48:.0f} 0v{s * 0.22:.0f}",
            PETROL_70,
            s * 0.11,
        )
        + rect(x - s * 0.42, y - s * 0.32, s * 0.84, s * 0.7, PETROL, 8)
        + circle(x, y - s * 0.04, s * 0.1, OCHRE_LIGHT)
        + rect(x - s * 0.035, y, s * 0.07, s * 0.2, OCHRE_LIGHT)
    )


def check_row(x: float, y: float, done: bool) -> str:
    mark = stroke(f"M{x + 5} {y + 10}l6 6l10-12", WHITE, 4) if done else ""
    return (
        rect(x, y, 24, 22, MOSS if done else PETROL_20, 5)
        + mark
        + rect(x + 36, y + 6, 80 + (y * 7) % 30, 9, PETROL_35, 4)
    )


def phone_flat(x: float, y: float) -> str:
    return group(
        poly([(-30, 6), (44, 6), (60, 46), (-38, 46)], NIGHT, 0.2),
        poly([(-34, 0), (36, 0), (50, 40), (-44, 40)], INK),
        poly([(-29, 4), (32, 4), (43, 36), (-38, 36)], PETROL_50),
        at=(x, y),
    )


def worker() -> str:
    """A clerk with a headset at the table's right side."""
    look = Look(SKINS[2], HAIRS[0], "bun", PETROL, NIGHT, extra=("glasses",))
    back = rect(1330, 690, 120, 330, WOOD_DARK, 20) + rect(1346, 706, 88, 300, WOOD, 14)
    mug = cup(3, 5, 11, ACCENT, True)
    body = person(
        1290,
        1190,
        760,
        look,
        replace(SIT, near_arm=(40, 112), far_arm=(30, 82), lean=3),
        flip=True,
        held=mug,
    )
    headset = (
        stroke("M1262 566A62 62 0 0 1 1316 640", NIGHT, 11)
        + ellipse(1306, 648, 17, 23, PETROL_50)
        + stroke("M1300 664Q1268 706 1228 700", NIGHT, 6)
        + circle(1226, 700, 8, NIGHT)
    )
    return back + body + headset
