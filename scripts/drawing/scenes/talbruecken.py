"""Talbrücken: the round table, the situation board, the role cards."""

import math
import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_LIGHT,
    ACCENT_PALE,
    HAIRS,
    HEATHER,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_DEEP,
    MOSS_LIGHT,
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
    SAND_DARK,
    SAND_EARTH,
    SKINS,
    WHITE,
    WOOD,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.people import CROWD, hand, seen_from_above
from drawing.shapes import (
    blob,
    circle,
    clip,
    disc,
    ellipse,
    fade,
    group,
    limb,
    line,
    poly,
    rect,
    ring,
    stroke,
)
from drawing.things import (
    cup_from_above,
    laptop_from_above,
    map_sheet,
    note,
    pencil,
    pin,
    role_icon,
    sheet,
    text_rows,
)


def talbruecken() -> list[str]:
    """Six people around a table, seen from above, the town map in the middle."""
    cx, cy = 750, 500
    parts = [rect(0, 0, 1500, 1000, fade(PETROL_70, PETROL, way="d")), floor_boards()]
    parts.append(
        circle(cx, cy, 474, mix(PETROL, NIGHT, 0.45))
        + ring(cx, cy, 452, 5, PETROL_50)
        + ring(cx, cy, 436, 2, OCHRE)
    )
    parts.append(poly([(-50, 120), (560, -60), (1180, 1060), (420, 1060)], OCHRE_PALE, 0.12))
    parts.append(poly([(760, -60), (1020, -60), (1600, 900), (1420, 1060)], OCHRE_PALE, 0.1))
    people = [replace(CROWD[i], build=1.0) for i in (0, 1, 2, 3, 5, 6)]
    people[3] = replace(people[3], top=ACCENT, hair=HAIRS[4])
    people[5] = replace(people[5], top=SAND_DARK)
    people[0] = replace(people[0], top=HEATHER)
    for i, angle in enumerate(range(30, 390, 60)):
        a = math.radians(angle)
        px, py = cx + 366 * math.sin(a), cy - 366 * math.cos(a)
        parts.append(chair_from_above(px, py, angle + 180, wheels=i == 4))
    parts.append(circle(cx + 18, cy + 26, 306, NIGHT, 0.4))
    for angle in range(30, 390, 60):
        a = math.radians(angle)
        px, py = cx + 366 * math.sin(a), cy - 366 * math.cos(a)
        parts.append(group(ellipse(10, 16, 78, 34, NIGHT, 0.35), at=(px, py), turn=angle))
    parts.append(
        circle(cx, cy, 300, fade(tint(OCHRE_LIGHT, 0.2), "#D9A85C", way="d"))
        + ring(cx, cy, 297, 6, tint(OCHRE_PALE, 0.4))
    )
    parts.append(
        clip(
            disc(cx, cy, 292),
            *[
                stroke(f"M{cx - 320} {y}q160 {d} 320 0q160 {-d} 320 0", OCHRE_DARK, 2, 0.18)
                for y, d in zip(range(230, 800, 44), (14, -10, 20, -16) * 4, strict=False)
            ],
        )
    )
    parts.append(table_things(cx, cy))
    reaches = [(0.4, 0.9), (0.7, 0.2), (0.2, 0.6), (0.8, 0.5), (0.4, 0.3), (0.95, 0.4)]
    for i, angle in enumerate(range(30, 390, 60)):
        a = math.radians(angle)
        px, py = cx + 356 * math.sin(a), cy - 356 * math.cos(a)
        parts.append(seen_from_above(px, py, 150, people[i], angle + 180, reaches[i]))
    parts.append(room_corners())
    return parts


def floor_boards() -> str:
    rng = random.Random(8)
    parts = [line(0, y, 1500, y, NIGHT, 2, 0.3) for y in range(40, 1000, 62)]
    for row, y in enumerate(range(-22, 1000, 62)):
        x = rng.uniform(0, 240)
        while x < 1500:
            parts.append(line(x, y, x, y + 62, NIGHT, 2, 0.3))
            if rng.random() < 0.3:
                parts.append(rect(x, y + 1, 260, 60, PETROL_50, 0, 0.1 + 0.05 * (row % 2)))
            x += rng.uniform(220, 380)
    return "".join(parts)


def chair_from_above(x: float, y: float, turn: float, wheels: bool = False) -> str:
    if wheels:
        body = [
            rect(-52, -34, 104, 84, INK, 14),
            rect(-66, -36, 13, 92, INK, 6),
            rect(53, -36, 13, 92, INK, 6),
            rect(-63, -30, 3, 80, PETROL_50, 1),
            rect(60, -30, 3, 80, PETROL_50, 1),
            rect(-48, 46, 96, 12, PETROL_50, 5),
            rect(-46, 56, 9, 20, INK, 4),
            rect(37, 56, 9, 20, INK, 4),
        ]
    else:
        body = [
            rect(-50, -30, 100, 82, OCHRE_DARK, 26),
            rect(-44, -34, 88, 76, OCHRE, 24),
            rect(-52, 40, 104, 18, WOOD_DARK, 9),
        ]
    return group(ellipse(10, 20, 66, 58, NIGHT, 0.3), *body, at=(x, y), turn=turn)


def table_things(cx: float, cy: float) -> str:
    parts = [
        group(
            rect(-166, -106, 340, 226, NIGHT, 0, 0.2),
            map_sheet(-172, -116, 344, 232, seed=5),
            line(-58, -116, -58, 116, SAND_EARTH, 1.5, 0.6),
            line(56, -116, 56, 116, SAND_EARTH, 1.5, 0.6),
            pin(-96, -14, 46),
            pin(36, 46, 46, PETROL),
            pin(92, -40, 46, OCHRE_DARK),
            stroke("M-96-14Q-30 40 36 46", ACCENT, 3.4, None, "9 8"),
            at=(cx, cy),
            turn=-8,
        )
    ]
    parts.append(sheet(cx + 118, cy - 196, 76, 104, 24, WHITE, mark=ACCENT, seed=2))
    parts.append(sheet(cx + 240, cy - 44, 70, 96, 82, OCHRE_PALE, seed=3))
    parts.append(sheet(cx - 118, cy + 200, 78, 104, 200, WHITE, mark=PETROL, seed=4))
    parts.append(sheet(cx - 140, cy - 186, 74, 98, -34, PETROL_10, seed=5))
    parts.append(laptop_from_above(cx + 130, cy + 200, 124, 150 + 180 - 8))
    parts.append(laptop_from_above(cx - 232, cy + 8, 104, 90))
    for x, y, c, t in [
        (204, -128, ACCENT, 40),
        (228, 84, WHITE, 110),
        (-10, 214, PETROL_35, 10),
        (-208, 128, OCHRE, 160),
        (-14, -222, MOSS_LIGHT, -60),
    ]:
        parts.append(cup_from_above(cx + x, cy + y, 17, c, t))
    parts.append(
        pencil(cx + 62, cy - 240, 74, 64)
        + pencil(cx - 60, cy + 256, 70, -14, ACCENT)
        + pencil(cx + 236, cy + 8, 60, 100, PETROL)
    )
    parts.append(
        note(cx - 54, cy - 170, 34, OCHRE_LIGHT, 12)
        + note(cx + 50, cy + 152, 34, ACCENT_LIGHT, -14)
    )
    parts.append(
        circle(cx - 196, cy - 78, 15, ACCENT_LIGHT)
        + circle(cx - 180, cy - 64, 14, OCHRE)
        + circle(cx - 198, cy - 58, 13, MOSS)
    )
    return "".join(parts)


def room_corners() -> str:
    leaf = "".join(
        group(
            blob([(0, 0), (26, -50), (0, -128), (-26, -50)], MOSS_DARK if i % 2 else MOSS),
            line(0, -6, 0, -110, MOSS_LIGHT, 2, 0.5),
            turn=i * 40,
            at=(130, 130),
        )
        for i in range(9)
    )
    corner = circle(146, 148, 128, NIGHT, 0.28) + leaf + circle(130, 130, 16, MOSS_DEEP)
    board = group(
        rect(-92, -52, 200, 124, NIGHT, 8, 0.3),
        rect(-100, -62, 200, 124, WOOD, 8),
        rect(-92, -54, 184, 108, tint(WOOD, 0.15), 5),
        cup_from_above(-56, -22, 16, WHITE),
        cup_from_above(-14, 26, 16, ACCENT),
        circle(48, 0, 34, PETROL_20),
        circle(48, 0, 27, PETROL_35),
        rect(78, -5, 28, 10, PETROL_20, 5),
        at=(1376, 870),
        turn=-12,
    )
    bag = group(
        rect(-44, -26, 96, 68, NIGHT, 12, 0.3),
        rect(-50, -34, 96, 66, ACCENT_DARK, 12),
        rect(-50, -34, 96, 28, ACCENT, 12),
        stroke("M-24-34Q-2-66 20-34", ACCENT_DARK, 6),
        at=(1330, 150),
        turn=28,
    )
    return corner + board + bag


def lagewand() -> list[str]:
    """The situation board: columns, magnets, a hand moving one of them."""
    parts = [
        rect(0, 0, 1500, 1000, fade(PETROL_70, PETROL)),
        rect(96, 94, 1330, 800, NIGHT, 14, 0.35),
        rect(80, 74, 1330, 800, PETROL_20, 14),
        rect(96, 90, 1298, 768, fade(WHITE, "#EFF1EA"), 6),
    ]
    parts.append(poly([(96, 90), (520, 90), (180, 858), (96, 858)], WHITE, 0.6))
    for i, c in enumerate((PETROL, OCHRE_DARK, ACCENT, MOSS_DARK)):
        x = 130 + i * 316
        parts.append(
            rect(x, 120, 270, 56, c, 8) + text_rows(x + 26, 140, 160, 1, 15, tint(c, 0.75), i)
        )
        if i:
            parts.append(rect(x - 24, 120, 3, 700, PETROL_20))
    rng = random.Random(19)
    for col, rows in enumerate((4, 3, 2, 3)):
        for r in range(rows):
            left, top = 130 + col * 316 + rng.uniform(-3, 8), 206 + r * 152
            parts.append(magnet_card(left, top, col * 5 + r, rng.uniform(-2, 2)))
    parts.append(
        stroke("M450 690C510 780 610 800 730 700", ACCENT, 6, None, "16 14")
        + poly([(716, 690), (748, 682), (742, 716)], ACCENT)
    )
    parts.append(
        rect(200, 858, 500, 22, PETROL_50, 4)
        + rect(230, 846, 120, 14, ACCENT, 6)
        + rect(372, 846, 120, 14, INK, 6)
        + rect(520, 838, 90, 22, WOOD, 4)
    )
    parts.append(group(magnet_card(0, 0, 6, 0), at=(782, 600), turn=-6))
    parts.append(hand(980, 800, 230, SKINS[3], OCHRE, -18, 0.35, True))
    return parts


def magnet_card(x: float, y: float, kind: int, turn: float) -> str:
    c = (PETROL_10, OCHRE_PALE, ACCENT_PALE, MOSS_PALE)[kind % 4]
    dot = (PETROL, ACCENT, OCHRE_DARK, MOSS_DARK, NIGHT)[kind % 5]
    parts = [
        rect(6, 8, 262, 122, NIGHT, 6, 0.14),
        rect(0, 0, 262, 122, c, 6),
        role_icon(48, 66, 54, dot, kind),
        text_rows(96, 46, 136, 3, 10, shade(c, 0.3), kind),
        circle(134, 6, 16, shade(dot, 0.3)),
        circle(132, 3, 16, dot),
        circle(127, -2, 5, WHITE, 0.5),
    ]
    return group(*parts, at=(x, y), turn=turn)


def rollenkarten() -> list[str]:
    """Role cards fanned out in two hands."""
    parts = [
        rect(0, 0, 1500, 1000, fade(OCHRE_LIGHT, OCHRE, way="d")),
        poly([(0, 0), (520, 0), (-80, 900)], OCHRE_PALE, 0.45),
        poly([(760, 0), (1120, 0), (420, 1000), (60, 1000)], OCHRE_PALE, 0.3),
    ]
    parts += [
        stroke(f"M-20 {y}q400 {d} 800 0q400 {-d} 800 0", OCHRE_DARK, 2.4, 0.18)
        for y, d in zip(range(40, 1000, 90), (30, -24, 36, -30) * 3, strict=False)
    ]
    parts.append(
        cup_from_above(190, 220, 66, PETROL, 40)
        + pencil(1120, 140, 230, 24, PETROL)
        + sheet(1330, 330, 230, 300, 14, WHITE, 7, ACCENT, 4)
        + note(1240, 640, 90, ACCENT_LIGHT, -12)
    )
    skin = SKINS[0]
    parts.append(
        rect(470, 930, 250, 200, PETROL, 30)
        + limb([(600, 1040), (600, 860)], [90, 96], shade(skin, 0.1))
    )
    for i, c in enumerate((PETROL, MOSS_DARK, OCHRE_DARK, ACCENT, PETROL_70)):
        parts.append(group(role_card(c, i), at=(610, 1090), turn=-44 + 22 * i))
    parts.append(limb([(700, 1040), (660, 960), (600, 890)], [62, 48, 34], skin))
    parts.append(group(ellipse(0, 0, 20, 15, tint(skin, 0.4)), at=(590, 880), turn=45))
    parts.append(
        group(role_card(ACCENT_DARK, 5), at=(1270, 1150), turn=7)
        + hand(1270, 930, 230, SKINS[3], MOSS_DARK, -6, 0.3, True)
    )
    return parts


def role_card(c: str, kind: int) -> str:
    """A card with the sign of a role, standing on the origin."""
    return "".join(
        [
            rect(-114, -640, 246, 420, NIGHT, 24, 0.16),
            rect(-122, -650, 244, 422, WHITE, 24),
            rect(-106, -634, 212, 390, tint(c, 0.84), 16),
            circle(0, -490, 80, c),
            role_icon(0, -490, 84, WHITE, kind, c),
            text_rows(-62, -370, 124, 2, 13, c, kind),
            circle(-82, -610, 12, c),
            circle(82, -270, 12, c),
        ]
    )
