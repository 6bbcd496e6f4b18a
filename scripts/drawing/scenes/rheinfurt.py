"""Rheinfurt: one newsroom for three offices."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_LIGHT,
    HAIRS,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_PALE,
    NIGHT,
    OCHRE,
    OCHRE_DARK,
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
    mix,
    tint,
)
from drawing.people import BACK, CROWD, FRONT, Look, person
from drawing.places import cloud, sun, water
from drawing.shapes import (
    box,
    circle,
    clip,
    ellipse,
    fade,
    group,
    line,
    path,
    poly,
    rect,
    smooth,
    stroke,
)
from drawing.things import NOTES, bubble, cup, map_sheet, pendant, pin, plant, screen, text_rows


def rheinfurt() -> list[str]:
    """One newsroom: screens, people of three offices, the river with its bridges outside."""
    parts = [
        rect(0, 0, 1500, 1000, fade(SAND, SAND_DARK)),
        rhine_view(),
        window_frames(),
        screen_wall(),
        newsroom_front(),
    ]
    return parts


def rhine_view() -> str:
    parts = [rect(560, 60, 940, 600, fade(PETROL_35, PETROL_20, "#F6DDB4")), sun(1240, 300, 40)]
    parts.append(cloud(640, 180, 240, WHITE, 0.6, 3) + cloud(1290, 210, 220, WHITE, 0.55, 5))
    rng = random.Random(21)
    x = 560.0
    while x < 1500:
        w, h = rng.uniform(34, 74), rng.uniform(60, 190)
        parts.append(rect(x, 430 - h, w, h + 40, mix(PETROL_35, "#E8D3B0", rng.uniform(0.2, 0.5))))
        x += w + rng.uniform(-4, 14)
    x = 560.0
    while x < 1500:
        w, h = rng.uniform(40, 84), rng.uniform(40, 130)
        c = mix(PETROL_50, PETROL_20, rng.random() * 0.6)
        parts.append(rect(x, 450 - h, w, h + 20, c))
        parts += [
            rect(
                x + 8 + i * 14,
                450 - h + 12 + j * 18,
                6,
                9,
                OCHRE_PALE if rng.random() < 0.3 else tint(c, 0.25),
            )
            for i in range(int((w - 10) / 14))
            for j in range(int((h - 10) / 18))
        ]
        x += w + rng.uniform(0, 16)
    parts.append(
        line(1118, 430, 1118, 205, PETROL_70, 7)
        + ellipse(1118, 240, 26, 11, PETROL_70)
        + line(1118, 210, 1118, 170, PETROL_70, 3)
    )
    parts.append(water(560, 462, 940, 200, PETROL_35, PETROL_70, 4, 40))
    parts.append(rhine_bridge())
    boat = (
        path("M0 0H150L138 22H10Z", INK)
        + rect(12, -8, 104, 9, ACCENT)
        + rect(116, -20, 24, 20, WHITE)
        + rect(121, -15, 14, 7, PETROL)
    )
    parts.append(group(boat, at=(800, 578)) + rect(790, 602, 170, 3, WHITE, 1, 0.5))
    return clip(box(560, 60, 940, 600), *parts)


def rhine_bridge() -> str:
    parts = []
    for px in (690, 1330):
        parts.append(poly([(px - 9, 560), (px + 9, 560), (px + 5, 290), (px - 5, 290)], PETROL))
        for i in range(1, 9):
            for side in (-1, 1):
                parts.append(line(px, 296 + i * 8, px + side * i * 30, 484, PETROL, 2, 0.8))
    parts.append(rect(540, 482, 980, 13, PETROL) + rect(540, 478, 980, 4, PETROL_10))
    tram = "".join(
        rect(1010 + i * 58, 456, 54, 22, ACCENT, 4)
        + "".join(rect(1015 + i * 58 + j * 12, 460, 8, 8, OCHRE_PALE) for j in range(4))
        for i in range(3)
    )
    return "".join(parts) + tram


def window_frames() -> str:
    parts = [rect(x, 50, 16, 620, INK) for x in (552, 868, 1184, 1496)]
    parts.append(
        rect(552, 46, 960, 16, INK) + rect(552, 656, 960, 20, INK) + rect(552, 674, 960, 14, WHITE)
    )
    parts.append(rect(0, 688, 1500, 320, fade(SAND_DARK, SAND_DEEP)))
    parts += [
        poly([(x, 1000), (x + 190, 1000), (x - 60, 690), (x - 200, 690)], OCHRE_PALE, 0.35)
        for x in (700, 1100, 1500)
    ]
    parts.append(pendant(690, 0, 150, 120, ACCENT) + pendant(1040, 0, 128, 120, PETROL))
    return "".join(parts)


def screen_wall() -> str:
    """Six screens: map, gauge, figures, forecast, post, list in plain words."""
    parts = [
        rect(40, 84, 480, 540, PETROL, 8),
        rect(40, 84, 480, 540, fade("#06303A00", "#06303A88"), 8),
    ]
    cells = [(x, y) for y in (110, 284, 458) for x in (66, 292)]
    w, h = 202, 142
    contents = []
    for i, (x, y) in enumerate(cells):
        if i == 0:
            body = map_sheet(x, y, w, h, 9) + pin(x + 90, y + 90, 40)
            fill = SAND
        elif i == 1:
            fill = NIGHT
            body = stroke(
                smooth(
                    [
                        (x - 5, y + 110),
                        (x + 50, y + 98),
                        (x + 90, y + 52),
                        (x + 140, y + 74),
                        (x + 210, y + 26),
                    ],
                    False,
                ),
                ACCENT_LIGHT,
                6,
            )
            body += "".join(
                line(x, y + g, x + w, y + g, PETROL_70, 1.4) for g in (30, 60, 90, 120)
            ) + circle(x + 90, y + 52, 8, OCHRE)
        elif i == 2:
            fill = PETROL_10
            body = "".join(
                rect(x + 22 + j * 34, y + 124 - b, 22, b, c, 2)
                for j, (b, c) in enumerate(zip((44, 70, 58, 92, 80), NOTES, strict=True))
            )
        elif i == 3:
            fill = OCHRE_PALE
            body = text_rows(x + 18, y + 24, 166, 5, 9, OCHRE_DARK, 4) + circle(
                x + 168, y + 110, 16, ACCENT
            )
        elif i == 4:
            fill = MOSS_PALE
            body = bubble(x + 16, y + 18, 110, 44, WHITE, (x + 30, y + 78), 10) + bubble(
                x + 80, y + 76, 106, 44, PETROL, (x + 176, y + 134), 10
            )
            body += text_rows(x + 28, y + 30, 80, 2, 6, PETROL_35) + text_rows(
                x + 94, y + 88, 76, 2, 6, PETROL_20
            )
        else:
            fill = PETROL_70
            body = (
                sun(x + 130, y + 46, 22)
                + cloud(x + 40, y + 96, 120, WHITE, None, 2)
                + "".join(
                    line(x + 60 + j * 22, y + 112, x + 54 + j * 22, y + 128, PETROL_10, 3)
                    for j in range(4)
                )
            )
        contents.append(screen(x, y, w, h, fill, body))
    return "".join(parts + contents)


def newsroom_front() -> str:
    """Fire brigade, press office and health office at one desk."""
    fire = Look(
        SKINS[0],
        HAIRS[2],
        "short",
        "#24343B",
        "#24343B",
        INK,
        build=1.1,
        extra=("reflect", "beard"),
    )
    press = Look(SKINS[3], HAIRS[0], "curly", ACCENT, NIGHT, INK, extra=("collar",))
    health = Look(SKINS[1], PETROL, "scarf", WHITE, PETROL_70, INK)
    parts = []
    for x, w, c, tail in [
        (640, 190, PETROL, (770, 360)),
        (880, 176, ACCENT, (950, 352)),
        (1120, 200, WHITE, (1170, 350)),
    ]:
        y = 180 + (x % 3) * 14
        parts.append(bubble(x, y, w, 104, c, tail, 26))
        parts.append(
            text_rows(x + 26, y + 28, w - 52, 3, 11, PETROL_35 if c == WHITE else tint(c, 0.5), x)
        )
    talk = replace(FRONT, near_arm=(20, 150), far_arm=(-14, 24))
    parts.append(person(756, 890, 500, fire, replace(FRONT, near_arm=(10, 60), far_arm=(-22, 22))))
    parts.append(person(980, 890, 490, press, talk))
    parts.append(
        person(1186, 890, 478, health, replace(FRONT, near_arm=(26, -34), far_arm=(-12, 30)))
    )
    parts.append(
        person(
            276,
            880,
            500,
            replace(CROWD[5], hair=HAIRS[4], top=MOSS, style="bob", garment="trousers"),
            replace(BACK, near_arm=(96, 150), far_arm=(-10, 12)),
        )
    )
    parts.append(
        rect(-20, 800, 1540, 30, tint(WOOD, 0.4))
        + rect(-20, 828, 1540, 180, fade(PETROL, NIGHT))
        + rect(-20, 828, 1540, 8, NIGHT, 0, 0.5)
    )
    parts.append(
        "".join(rect(x, 862, 330, 160, PETROL_70, 6, 0.22) for x in (-40, 320, 680, 1040, 1400))
    )
    parts.append(back_of_monitor(480, 800, 190) + back_of_monitor(1372, 800, 180))
    parts.append(
        cup(690, 806, 44, PETROL, True)
        + cup(1258, 804, 40, OCHRE)
        + plant(90, 804, 170, OCHRE, MOSS_DARK, 2)
    )
    parts.append(
        poly([(820, 800), (960, 800), (980, 814), (812, 814)], WHITE)
        + poly([(1020, 802), (1130, 800), (1140, 812), (1016, 814)], OCHRE_PALE)
    )
    return "".join(parts)


def back_of_monitor(x: float, y: float, w: float) -> str:
    return (
        rect(x - w * 0.06, y - w * 0.16, w * 0.12, w * 0.16, PETROL_50)
        + rect(x - w * 0.2, y - 8, w * 0.4, 9, PETROL_70, 4)
        + rect(x - w / 2, y - w * 0.72, w, w * 0.58, NIGHT, 8)
        + rect(x - w / 2, y - w * 0.72, w, w * 0.58, fade("#5F959E44", "#5F959E00"), 8)
        + circle(x, y - w * 0.43, 8, PETROL_50)
    )
