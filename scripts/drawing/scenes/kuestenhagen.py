"""Küstenhagen: the map survey and the talk on the doorstep."""

import random
from dataclasses import replace

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
    SAND_DARK,
    SAND_DEEP,
    SAND_EARTH,
    SKINS,
    WHITE,
    WOOD,
    mix,
    shade,
    tint,
)
from drawing.people import CROWD, FRONT, HAND_OVER, STAND, Look, person
from drawing.places import bush, cloud, grass, gull, house, sun, water
from drawing.shapes import (
    blob,
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
    stroke,
)
from drawing.things import bench, bicycle, bubble, map_sheet, pin, text_rows


def kuestenhagen() -> list[str]:
    """A phone with a map survey, and a talk on the doorstep."""
    parts = [
        rect(0, 0, 1500, 620, fade(PETROL_35, PETROL_10, "#FBE6C4")),
        sun(250, 330, 46),
        cloud(420, 150, 330, WHITE, 0.75, 4),
        cloud(-40, 110, 260, WHITE, 0.7, 6),
    ]
    parts += [
        water(0, 470, 900, 300, PETROL_35, PETROL_70, 5, 50),
        lighthouse(120, 486),
        sail(400, 500, 70),
        sail(530, 488, 44),
        gull(330, 250, 50, WHITE, -8),
        gull(400, 220, 36, WHITE, 10),
        gull(640, 280, 34, WHITE, -5),
    ]
    parts.append(
        poly(
            [(0, 690), (760, 610), (1500, 600), (1500, 1000), (0, 1000)], fade(SAND_DARK, SAND_DEEP)
        )
    )
    rng = random.Random(3)
    parts += [
        grass(rng.random() * 700, 700 + rng.random() * 60, 46, mix(MOSS, SAND_EARTH, 0.3), i, 6)
        for i in range(26)
    ]
    parts += [coastal_houses(), doorstep_talk(), phone_in_hand()]
    return parts


def lighthouse(x: float, y: float) -> str:
    bands = "".join(
        poly(
            [
                (x - 24 + i * 2.4, y - i * 34),
                (x + 24 - i * 2.4, y - i * 34),
                (x + 21.6 - i * 2.4, y - 34 - i * 34),
                (x - 21.6 + i * 2.4, y - 34 - i * 34),
            ],
            ACCENT if i % 2 else WHITE,
        )
        for i in range(5)
    )
    return (
        poly(
            [(x - 130, y + 6), (x + 110, y + 6), (x + 50, y - 12), (x - 70, y - 16)],
            mix(MOSS, PETROL_35, 0.3),
        )
        + bands
        + poly([(x + 6, y), (x + 24, y), (x + 12, y - 170), (x + 4, y - 170)], NIGHT, 0.16)
        + rect(x - 18, y - 178, 36, 8, INK)
        + rect(x - 10, y - 200, 20, 22, OCHRE_LIGHT)
        + path(f"M{x - 15} {y - 199}a15 16 0 0 1 30 0Z", ACCENT_DARK)
    )


def sail(x: float, y: float, s: float) -> str:
    return (
        path(f"M{x} {y - s}Q{x + s * 0.5:.0f} {y - s * 0.4:.0f} {x + s * 0.44:.0f} {y}H{x}Z", WHITE)
        + path(f"M{x - 4} {y - s * 0.86:.0f}L{x - s * 0.3:.0f} {y}H{x - 4}Z", ACCENT_PALE)
        + path(
            f"M{x - s * 0.36:.0f} {y + 3}h{s * 0.86:.0f}l{-s * 0.14:.0f} {s * 0.14:.0f}"
            f"h{-s * 0.6:.0f}Z",
            PETROL,
        )
    )


def coastal_houses() -> str:
    """Gabled fronts with carved, coloured doors, bench, hollyhocks and a bicycle."""
    parts = []
    for x, w, h, wall, roof, door in [
        (760, 250, 250, WHITE, BRICK, PETROL),
        (1016, 262, 264, OCHRE_PALE, PETROL_70, ACCENT),
        (1284, 260, 246, ACCENT_PALE, BRICK, MOSS_DARK),
    ]:
        parts.append(
            house(
                x,
                800,
                w,
                h,
                wall,
                roof,
                2,
                3,
                0,
                PETROL_70,
                [],
                False,
                chimney=True,
                shutters=None,
                pitch=0.56,
            )
        )
        parts.append(carved_door(x + w / 2, 800, 66, 138, door))
    parts.append(
        rect(740, 798, 780, 14, SAND_EARTH)
        + poly([(740, 810), (1520, 810), (1520, 1010), (640, 1010)], fade(SAND_DARK, SAND_DEEP))
    )
    parts += [
        line(x, 812, x - (1100 - x) * 0.2, 1000, SAND_EARTH, 2, 0.5) for x in range(700, 1560, 62)
    ] + [line(740, y, 1500, y, SAND_EARTH, 2, 0.5) for y in (836, 874, 926)]
    for x, c in [
        (790, ACCENT),
        (966, HEATHER),
        (1036, OCHRE),
        (1236, ACCENT_LIGHT),
        (1470, HEATHER),
    ]:
        parts.append(
            "".join(
                stroke(f"M{x + k * 8} 800q{k * 4}-50 {k * 6}-{90 + 14 * (k % 2)}", MOSS_DARK, 4)
                + "".join(
                    circle(
                        x + k * 8 + k * 4 * t, 800 - 90 * t, 8 - 3 * t, c if j % 2 else tint(c, 0.4)
                    )
                    for j, t in enumerate((0.45, 0.65, 0.85, 1))
                )
                for k in (-1, 0, 1)
            )
            + bush(x, 804, 60, MOSS_DARK)
        )
    parts.append(bench(1296, 806, 96, WOOD))
    return "".join(parts)


def carved_door(x: float, y: float, w: float, h: float, c: str) -> str:
    parts = [
        rect(x - w * 0.62, y - h * 1.08, w * 1.24, h * 1.08, WHITE),
        rect(x - w / 2, y - h, w, h, c),
        rect(x - w / 2, y - h, w / 2, h, shade(c, 0.15)),
        rect(x - w * 0.4, y - h * 0.94, w * 0.8, h * 0.18, PETROL_20),
    ]
    for sx in (-0.42, 0.08):
        parts.append(
            rect(x + w * sx, y - h * 0.68, w * 0.34, h * 0.26, tint(c, 0.25))
            + circle(x + w * (sx + 0.17), y - h * 0.55, w * 0.09, OCHRE_LIGHT)
            + rect(x + w * sx, y - h * 0.36, w * 0.34, h * 0.28, tint(c, 0.25))
        )
    parts.append(
        circle(x + w * 0.02, y - h * 0.4, w * 0.05, OCHRE_LIGHT)
        + rect(x - w * 0.8, y - 8, w * 1.6, 12, SAND_EARTH)
    )
    return "".join(parts)


def doorstep_talk() -> str:
    parts = [ellipse(1190, 932, 130, 14, NIGHT, 0.25), ellipse(1010, 938, 110, 12, NIGHT, 0.25)]
    board = group(rect(-10, -12, 18, 24, OCHRE_DARK, 1), rect(-8, -9, 14, 19, WHITE), turn=-14)
    parts.append(
        person(
            1010,
            936,
            300,
            Look(SKINS[3], HAIRS[0], "ponytail", PETROL, NIGHT, ACCENT_DARK, extra=("backpack",)),
            replace(HAND_OVER, near_arm=(24, 96), lean=0),
            held=board,
        )
    )
    parts.append(
        person(
            1180,
            930,
            286,
            replace(CROWD[5], top=ACCENT, garment="dress", bottom=ACCENT),
            replace(STAND, near_arm=(30, 120)),
            True,
        )
    )
    parts.append(
        person(1262, 934, 170, Look(SKINS[0], HAIRS[3], "bob", OCHRE, PETROL, INK, "shorts"), FRONT)
    )
    parts.append(
        bubble(920, 470, 180, 96, PETROL, (1012, 618), 26)
        + text_rows(948, 498, 124, 2, 12, PETROL_20, 4)
        + bubble(1166, 500, 164, 90, ACCENT, (1196, 628), 24)
        + text_rows(1192, 525, 110, 2, 12, ACCENT_PALE, 6)
    )
    parts.append(bicycle(1400, 930, 190, ACCENT))
    return "".join(parts)


def phone_in_hand() -> str:
    w, h = 330, 640
    inside = [
        map_sheet(-w / 2 + 16, -h / 2 + 16, w - 32, h - 32, 14),
        rect(-w / 2 + 16, -h / 2 + 16, w - 32, 74, PETROL),
        text_rows(-w / 2 + 44, -h / 2 + 46, 150, 1, 14, PETROL_20, 2),
        circle(w / 2 - 50, -h / 2 + 54, 15, ACCENT_LIGHT),
    ]
    pins = [
        pin(-70, -90, 74),
        pin(60, -20, 90, PETROL),
        pin(-20, 90, 74, OCHRE_DARK),
        pin(90, -150, 60, MOSS_DARK),
        pin(-100, 60, 58, PETROL_70),
        pin(70, 130, 66),
    ]
    panel = (
        rect(-w / 2 + 30, h / 2 - 160, w - 60, 126, WHITE, 18)
        + text_rows(-w / 2 + 54, h / 2 - 136, 160, 2, 11, PETROL_35, 3)
        + rect(-w / 2 + 54, h / 2 - 84, 100, 32, ACCENT, 16)
        + rect(-w / 2 + 166, h / 2 - 84, 100, 32, PETROL_10, 16)
    )
    body = group(
        rect(-w / 2 + 22, -h / 2 + 26, w, h, NIGHT, 44, 0.25),
        rect(-w / 2, -h / 2, w, h, INK, 44),
        clip(path_round(w - 28, h - 28, 32), *inside, *pins, panel),
        rect(-44, -h / 2 + 22, 88, 15, INK, 8),
        at=(330, 560),
        turn=-9,
    )
    skin = SKINS[2]
    palm = group(
        limb([(120, 520), (60, 250)], [96, 84], skin),
        blob([(-150, 180), (-170, 330), (-40, 420), (150, 400), (190, 250), (120, 170)], skin),
        rect(-60, 400, 300, 300, PETROL, 30),
        rect(-66, 384, 312, 46, PETROL_50, 16),
        at=(330, 700),
    )
    fingers = group(
        *[
            limb([(150, y), (176, y - 4), (164, y - 8)], [27, 25, 20], shade(skin, 0.05 * (i % 2)))
            + ellipse(154, y - 10, 11, 9, tint(skin, 0.4))
            for i, y in enumerate((-10, 52, 112, 168))
        ],
        at=(330, 640),
        turn=-9,
    )
    thumb = limb([(180, 900), (150, 800), (176, 690)], [50, 38, 28], skin) + ellipse(
        180, 680, 15, 19, tint(skin, 0.4)
    )
    return palm + body + fingers + thumb


def path_round(w: float, h: float, r: float) -> str:
    """Path data of a rounded rectangle around the origin."""
    x, y = -w / 2, -h / 2
    return (
        f"M{x + r} {y}h{w - 2 * r}a{r} {r} 0 0 1 {r} {r}v{h - 2 * r}a{r} {r} 0 0 1 {-r} {r}"
        f"h{-(w - 2 * r)}a{r} {r} 0 0 1 {-r} {-r}v{-(h - 2 * r)}a{r} {r} 0 0 1 {r} {-r}Z"
    )
