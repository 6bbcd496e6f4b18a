"""The pictures of issue 2, „Trends in der Bürgerbeteiligung“."""

import math
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
    MIST,
    MOSS,
    MOSS_DARK,
    MOSS_DEEP,
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
    SAND_DEEP,
    SAND_EARTH,
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
    HAND_OVER,
    POINT,
    SIT,
    STAND,
    STROLL,
    WALK,
    Look,
    Pose,
    person,
    rollator,
    seen_from_above,
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
    gull,
    house,
    long_house,
    poplar,
    ridge,
    sun,
    tree,
    water,
)
from drawing.shapes import (
    blob,
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
    straight,
    stroke,
)
from drawing.things import (
    NOTES,
    bench,
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
    text_rows,
    washing_line,
)


def cover() -> list[str]:
    """A market square from above: people stand in the shape of a speech bubble."""
    parts = [rect(0, 0, W, H, fade("#F5E2B8", "#F0CB80", "#DFA951", "#CF9440")), paving()]
    parts += [square_edges(), fountain(930, 830)]
    outline = bubble_outline()
    ground = straight(outline)
    parts.append(path(ground, WHITE))
    parts.append(clip(ground, paving(.25)))
    parts += [market_stalls(), bubble_crowd(outline), strollers()]
    return parts


W, H = 1060, 1499


def paving(o: float = .4) -> str:
    """Cobbles in arcs, faint."""
    parts = []
    for row in range(-1, 34):
        d = "".join(f"M{x} {row * 48}a66 40 0 0 1 132 0" for x in range(-66 if row % 2 else -132, W + 100, 132))
        parts.append(stroke(d, SAND_EARTH, 2, o * .7))
    return "".join(parts)


def bubble_outline() -> list[tuple[float, float]]:
    """Points along a rounded speech bubble with its tail towards the lower left."""
    cx, cy, rx, ry = 540, 470, 330, 226
    points = []
    for i in range(120):
        a = math.tau * i / 120 + 2.35
        c, s = math.cos(a), math.sin(a)
        points.append((cx + rx * math.copysign(abs(c) ** .72, c), cy + ry * math.copysign(abs(s) ** .72, s)))
    start, end = points[0], points[-9]
    tail = (250.0, 850.0)
    steps = [(end[0] + (tail[0] - end[0]) * t, end[1] + (tail[1] - end[1]) * t) for t in (.2, .4, .6, .8, 1)]
    back = [(tail[0] + (start[0] - tail[0]) * t, tail[1] + (start[1] - tail[1]) * t) for t in (.2, .4, .6, .8)]
    return points[:-8] + steps + back


def spaced(points: list[tuple[float, float]], gap: float) -> list[tuple[float, float, float]]:
    """Positions every ``gap`` along the closed line, each with the line's direction."""
    found, left = [], 0.0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        length = math.hypot(bx - ax, by - ay)
        while left < length:
            t = left / length
            found.append((ax + (bx - ax) * t, ay + (by - ay) * t, math.degrees(math.atan2(by - ay, bx - ax))))
            left += gap
        left -= length
    return found


def long_shadow(x: float, y: float, size: float) -> str:
    """The evening shadow of somebody standing at (x, y)."""
    s = size
    return (limb([(x, y), (x + s * .6, y + s * .4), (x + s * .85, y + s * .58)], [s * .2, s * .32, s * .27], "#7A5320")
            + circle(x + s * 1.2, y + s * .82, s * .2, "#7A5320"))


def bubble_crowd(outline: list[tuple[float, float]]) -> str:
    rng = random.Random(42)
    spots = [(x + rng.uniform(-3, 3), y + rng.uniform(-3, 3), turn + 180) for x, y, turn in spaced(outline, 47)]
    for cx in (388, 540, 692):
        spots += [(cx + 47 * math.cos(a), 470 + 47 * math.sin(a), math.degrees(a) - 90) for a in [i * math.tau / 7 + .3 for i in range(7)]]
    spots.sort(key=lambda p: p[1])
    shadows = group(*[long_shadow(x, y, 46) for x, y, _ in spots], o=.22)
    figures = []
    tops = (PETROL, ACCENT, MOSS_DARK, OCHRE_DARK, PETROL_50, NIGHT, HEATHER, ACCENT_DARK, PETROL_35, BRICK)
    for i, (x, y, turn) in enumerate(spots):
        look = replace(CROWD[rng.randrange(8)], top=tops[rng.randrange(10)], build=rng.uniform(.92, 1.08))
        size = 46 if rng.random() < .88 else 34
        if i % 17 == 8:
            figures.append(group(rect(-17, -10, 5, 32, INK, 2), rect(12, -10, 5, 32, INK, 2), rect(-13, 10, 26, 8, PETROL_50, 3), at=(x, y), turn=turn))
        figures.append(seen_from_above(x, y, size, look, turn, (.1, .8) if i % 9 == 4 else None))
    return shadows + "".join(figures)


def roof_from_above(x: float, y: float, w: float, h: float, colour: str, flat: bool = False) -> str:
    """A pitched roof seen from above, ridge along its longer side."""
    parts = [rect(x + 16, y + 20, w, h, "#7A5320", 0, .32)]
    if w > h:
        parts += [rect(x, y, w, h / 2 + 1, tint(colour, .12)), rect(x, y + h / 2, w, h / 2, shade(colour, .18)), rect(x, y + h / 2 - 2, w, 4, shade(colour, .4))]
        parts += [line(x, y + h * f, x + w, y + h * f, shade(colour, .3), 1.2, .5) for f in (.12, .24, .36, .62, .74, .86)]
    else:
        parts += [rect(x, y, w / 2 + 1, h, tint(colour, .12)), rect(x + w / 2, y, w / 2, h, shade(colour, .18)), rect(x + w / 2 - 2, y, 4, h, shade(colour, .4))]
        parts += [line(x + w * f, y, x + w * f, y + h, shade(colour, .3), 1.2, .5) for f in (.12, .24, .36, .62, .74, .86)]
    parts.append(rect(x + w * .7, y + h * .24, 16, 16, shade(BRICK, .4)) + rect(x + w * .7 + 4, y + h * .24 + 4, 8, 8, INK))
    parts.append(rect(x + w * .25, y + h * .18, 16, 20, PETROL_20) + rect(x + w * .25 + 2, y + h * .18 + 2, 12, 16, PETROL_70))
    return "".join(parts)


def square_edges() -> str:
    parts = []
    for x, y, w, h, c in [
        (-60, -70, 240, 180, BRICK), (180, -90, 180, 166, ACCENT_DARK), (360, -70, 262, 150, PETROL_70), (622, -100, 176, 184, BRICK), (798, -80, 300, 176, ACCENT_DARK),
        (-90, 110, 180, 210, ACCENT_DARK), (-100, 320, 170, 180, PETROL_70), (-90, 500, 176, 250, BRICK), (960, 96, 180, 194, PETROL_70), (976, 290, 170, 246, BRICK), (964, 536, 180, 190, ACCENT_DARK),
    ]:
        parts.append(roof_from_above(x, y, w, h, c))
    for x, y, r in [(126, 160, 46), (930, 160, 40), (110, 790, 50), (936, 690, 36), (104, 340, 34), (480, 110, 30), (590, 116, 26)]:
        parts.append(crown_from_above(x, y, r))
    return "".join(parts)


def crown_from_above(x: float, y: float, r: float) -> str:
    lobes = [i * math.tau / 7 for i in range(7)]
    dark = "".join(circle(x + r * .9 + r * .5 * math.cos(a), y + r * .7 + r * .5 * math.sin(a), r * .56, "#7A5320") for a in lobes)
    mid = "".join(circle(x + r * .5 * math.cos(a), y + r * .5 * math.sin(a), r * .54, MOSS_DARK) for a in lobes)
    light = "".join(circle(x - r * .12 + r * .36 * math.cos(a), y - r * .12 + r * .36 * math.sin(a), r * .36, MOSS) for a in lobes)
    return group(dark, o=.3) + mid + light + circle(x - r * .26, y - r * .28, r * .28, MOSS_LIGHT)


def market_stalls() -> str:
    parts = []
    for x, y, c, turn in [(150, 640, ACCENT, -8), (880, 215, PETROL, 6), (180, 215, MOSS_DARK, -4)]:
        stripes = "".join(rect(-60 + i * 20, -36, 20, 72, c if i % 2 else SAND) for i in range(6))
        parts.append(group(rect(-44, -18, 122, 76, "#7A5320", 0, .3), stripes, rect(-60, -2, 120, 4, NIGHT, 0, .25), rect(-60, 0, 120, 36, NIGHT, 0, .1), at=(x, y), turn=turn))
    return "".join(parts)


def fountain(x: float, y: float) -> str:
    return (ellipse(x + 22, y + 20, 78, 74, "#7A5320", .3) + circle(x, y, 74, SAND_DARK) + circle(x, y, 62, PETROL_50) + circle(x, y, 62, fade("#B5D0D2AA", "#0B4F5C22", way="d")) +
            ring(x, y, 46, 2, WHITE, .5) + ring(x, y, 30, 2, WHITE, .6) + circle(x, y, 16, SAND_DEEP) + circle(x - 2, y - 2, 9, SAND) + "".join(circle(x + 24 * math.cos(a), y + 24 * math.sin(a), 3, WHITE) for a in [i * math.tau / 8 for i in range(8)]))


def strollers() -> str:
    rng = random.Random(77)
    spots = [(690, 818, 300), (734, 842, 300), (470, 872, 20), (120, 960, 60), (880, 1000, 280), (330, 1090, 30), (990, 1240, 290), (90, 1330, 60)]
    shadows = group(*[long_shadow(x, y, 46) for x, y, _ in spots], o=.26)
    figures = "".join(seen_from_above(x, y, 46, CROWD[(i * 3) % 8], t, (.1, .2) if i % 2 else None) for i, (x, y, t) in enumerate(spots))
    pigeons = "".join(group(ellipse(3, 3, 6, 3.4, "#7A5320", .35), ellipse(0, 0, 6, 3.2, PETROL_35), circle(6, 0, 2.2, PETROL_70), at=(560 + rng.random() * 190, 950 + rng.random() * 80), turn=rng.uniform(0, 360)) for _ in range(11))
    return shadows + figures + pigeons


# --- case studies ----------------------------------------------------------------------------

KNEES_UP = Pose(near_arm=(30, 78), far_arm=(20, 84), near_leg=(122, 36), far_leg=(112, 26), lean=-4)
LEGS_OUT = Pose(near_arm=(22, 52), far_arm=(-24, -8), near_leg=(93, 82), far_leg=(112, 52), lean=-3)


def auental() -> list[str]:
    """Beside the empty pool the members of the citizens' council are drawn by lot."""
    parts = [rect(0, 0, 1500, 560, fade(PETROL_35, PETROL_10, "#FBE8C8")), sun(1180, 170, 44), cloud(160, 130, 320, WHITE, .8, 3), cloud(760, 90, 280, WHITE, .7, 5)]
    parts += [ridge(400, 40, mix(PETROL_35, SAND, .25), 3, bottom=700), ridge(460, 22, mix(MOSS, PETROL_35, .45), 6, bottom=700)]
    parts += [tree(x, 540, h, c, x) for x, h, c in [(560, 180, MOSS_DARK), (690, 150, MOSS), (1290, 200, MOSS_DARK), (1430, 170, MOSS), (880, 140, MOSS_DARK)]]
    parts.append(rect(0, 520, 1500, 490, fade(MOSS_LIGHT, MOSS)) + poly([(0, 560), (1500, 545), (1500, 1000), (0, 1000)], fade(SAND, SAND_DARK)))
    parts += [diving_tower(1180, 580), water_slide(960, 566), empty_pool(), stand_with_people(), lot_table()]
    return parts


def diving_tower(x: float, y: float) -> str:
    return (rect(x, y - 290, 26, 290, WHITE) + rect(x + 16, y - 290, 10, 290, SAND_DEEP) + rect(x - 70, y - 296, 110, 14, PETROL) + rect(x - 60, y - 180, 100, 12, PETROL) + rect(x + 70, y - 300, 8, 300, PETROL_50) + rect(x + 100, y - 300, 8, 300, PETROL_50) +
            "".join(rect(x + 72, y - 286 + i * 22, 34, 5, PETROL_50) for i in range(13)) + stroke(f"M{x - 64} {y - 296}v-44h140v44", PETROL_50, 5) + stroke(f"M{x - 54} {y - 180}v-36h90", PETROL_50, 4) + rect(x + 26, y - 296, 82, 12, PETROL))


def water_slide(x: float, y: float) -> str:
    return line(x, y, x, y - 170, WHITE, 9) + line(x + 60, y, x + 60, y - 170, WHITE, 9) + stroke(f"M{x + 30} {y - 176}C{x + 150} {y - 170} {x + 40} {y - 70} {x + 170} {y - 60}S{x + 150} {y + 10} {x + 230} {y + 16}", shade(ACCENT, .15), 30) + stroke(
        f"M{x + 30} {y - 180}C{x + 150} {y - 174} {x + 40} {y - 74} {x + 170} {y - 64}S{x + 150} {y + 6} {x + 230} {y + 12}", ACCENT, 22) + "".join(line(x, y - i * 26, x + 60, y - i * 26, WHITE, 5) for i in range(1, 7))


def empty_pool() -> str:
    """The drained basin: tiled walls, lane lines, leaves, a ladder."""
    rim = [(760, 650), (1520, 612), (1640, 1010), (1150, 1010)]
    parts = [poly([(722, 636), (1520, 596), (1680, 1010), (1096, 1010)], WHITE), poly([(722, 636), (1520, 596), (1520, 606), (730, 648)], SAND_DEEP), poly(rim, PETROL_50)]
    parts.append(poly([(760, 650), (1520, 612), (1520, 694), (846, 738)], fade(PETROL_35, PETROL_50)) + poly([(760, 650), (846, 738), (1180, 1010), (1150, 1010)], PETROL_70))
    parts.append(poly([(846, 738), (1520, 694), (1640, 1010), (1178, 1010)], fade(PETROL_20, PETROL_35)))
    for i in range(1, 5):
        parts.append(poly([(846 + i * 150, 738 - i * 9.8), (856 + i * 150, 737 - i * 9.8), (1206 + i * 150, 1010), (1178 + i * 150, 1010)], PETROL_50, .75))
    parts += [line(846 + 88 * s, 738 + 72 * s, 1520, 694 + 84 * s, WHITE, 2, .4) for s in (.3, .8, 1.5, 2.4)] + [line(776 + i * 52, 651 - i * 2.5, 856 + i * 52, 736 - i * 3.4, WHITE, 2, .35) for i in range(14)]
    parts += [line(780 + i * 20, 670 + i * 20, 1520, 632 + i * 18, WHITE, 2, .35) for i in range(4)]
    rng = random.Random(5)
    for _ in range(26):
        y = rng.uniform(760, 980)
        x = rng.uniform(930 + (y - 760) * 1.2, 1490)
        parts.append(group(path("M-10 0Q0-9 10 0Q0 9-10 0Z", rng.choice((OCHRE, ACCENT_LIGHT, ACCENT, MOSS_DARK))), at=(x, y), turn=rng.uniform(0, 180)))
    parts.append(blob([(1180, 880), (1290, 862), (1390, 884), (1330, 916), (1220, 912)], PETROL_50, .5) + rect(1240, 880, 80, 4, WHITE, 2, .6))
    parts.append("".join(stroke(f"M{x} 770V620q0-26 26-26t26 20", c, 7) for x, c in ((1384, PETROL_10), (1440, WHITE))) + "".join(line(1384, y, 1440, y, WHITE, 6) for y in (650, 690, 730)))
    return "".join(parts)


def stand_with_people() -> str:
    """Three steps with listeners of all ages."""
    parts = []
    rows = [(0, 470, 430, 92), (0, 562, 480, 96), (0, 658, 530, 104)]
    crowd = [[CROWD[3], CROWD[7], CROWD[1]], [CROWD[5], CROWD[6], CROWD[2]], [CROWD[0], CROWD[4], Look(SKINS[1], HAIRS[3], "bob", OCHRE, PETROL, ACCENT)]]
    for r, (x, y, w, h) in enumerate(rows):
        parts.append(poly([(x, y), (x + w, y - 8), (x + w + 30, y + 14), (x, y + 24)], tint(SAND_DEEP, .4)) + poly([(x, y + 24), (x + w + 30, y + 14), (x + w + 30, y + h + 40), (x, y + h + 40)], fade(SAND_DEEP, SAND_EARTH)) + rect(x, y + 60, w + 30, 3, SAND_EARTH, 0, .5))
        for i, look in enumerate(crowd[r]):
            px = 90 + i * 140 + r * 26
            child = r == 2 and i == 2
            pose = replace(SIT, near_arm=(14 + i * 9, 52 + (i * 37) % 40), near_leg=(84, 6), far_leg=(80, 16))
            parts.append(group(person(px, y + 76, 150 if child else 208, look, pose)))
    parts.append(poly([(0, 800), (566, 790), (600, 830), (0, 850)], SAND_EARTH, .35))
    return "".join(parts)


def lot_table() -> str:
    """A woman holds up the lot she drew from the glass bowl; a man in a wheelchair reads along."""
    parts = [ellipse(700, 966, 240, 18, NIGHT, .22)]
    lot = group(rect(-7, -13, 14, 18, WHITE, 1), rect(-4, -9, 8, 1.6, ACCENT), rect(-4, -5, 6, 1.6, PETROL_35), turn=-10)
    parts.append(person(740, 962, 430, Look(SKINS[1], HAIRS[1], "bun", ACCENT, NIGHT, INK, "skirt"), replace(FRONT, near_arm=(150, 168), far_arm=(-46, -20)), held=lot))
    parts.append(group(rect(540, 800, 220, 16, WHITE, 3) + poly([(550, 816), (750, 816), (740, 960), (560, 960)], fade(PETROL, NIGHT)) + poly([(550, 816), (620, 816), (616, 960), (560, 960)], NIGHT, .3), at=(-66, 0)))
    glass = path("M610 800C570 770 576 716 606 704H694C724 716 730 770 690 800Z", PETROL_20, .75) + ellipse(650, 704, 44, 9, WHITE, .8)
    slips = "".join(group(rect(-12, -7, 24, 14, c), at=(x, y), turn=t) for x, y, t, c in [(620, 780, 20, WHITE), (648, 786, -12, OCHRE_PALE), (676, 780, 30, WHITE), (632, 760, -30, ACCENT_PALE), (664, 762, 8, WHITE), (650, 742, 40, PETROL_10)])
    parts.append(group(glass, slips, stroke("M594 726C586 750 592 772 602 786", WHITE, 5, .7), at=(-66, 0)))
    parts.append(wheelchair_user(960, 966, 400, replace(CROWD[6], top=OCHRE), flip=True))
    return "".join(parts)


def kuestenhagen() -> list[str]:
    """A phone with a map survey, and a talk on the doorstep."""
    parts = [rect(0, 0, 1500, 620, fade(PETROL_35, PETROL_10, "#FBE6C4")), sun(250, 330, 46), cloud(420, 150, 330, WHITE, .75, 4), cloud(-40, 110, 260, WHITE, .7, 6)]
    parts += [water(0, 470, 900, 300, PETROL_35, PETROL_70, 5, 50), lighthouse(120, 486), sail(400, 500, 70), sail(530, 488, 44), gull(330, 250, 50, WHITE, -8), gull(400, 220, 36, WHITE, 10), gull(640, 280, 34, WHITE, -5)]
    parts.append(poly([(0, 690), (760, 610), (1500, 600), (1500, 1000), (0, 1000)], fade(SAND_DARK, SAND_DEEP)))
    rng = random.Random(3)
    parts += [grass(rng.random() * 700, 700 + rng.random() * 60, 46, mix(MOSS, SAND_EARTH, .3), i, 6) for i in range(26)]
    parts += [coastal_houses(), doorstep_talk(), phone_in_hand()]
    return parts


def lighthouse(x: float, y: float) -> str:
    bands = "".join(poly([(x - 24 + i * 2.4, y - i * 34), (x + 24 - i * 2.4, y - i * 34), (x + 21.6 - i * 2.4, y - 34 - i * 34), (x - 21.6 + i * 2.4, y - 34 - i * 34)], ACCENT if i % 2 else WHITE) for i in range(5))
    return poly([(x - 130, y + 6), (x + 110, y + 6), (x + 50, y - 12), (x - 70, y - 16)], mix(MOSS, PETROL_35, .3)) + bands + poly([(x + 6, y), (x + 24, y), (x + 12, y - 170), (x + 4, y - 170)], NIGHT, .16) + rect(x - 18, y - 178, 36, 8, INK) + rect(x - 10, y - 200, 20, 22, OCHRE_LIGHT) + path(f"M{x - 15} {y - 199}a15 16 0 0 1 30 0Z", ACCENT_DARK)


def sail(x: float, y: float, s: float) -> str:
    return path(f"M{x} {y - s}Q{x + s * .5:.0f} {y - s * .4:.0f} {x + s * .44:.0f} {y}H{x}Z", WHITE) + path(f"M{x - 4} {y - s * .86:.0f}L{x - s * .3:.0f} {y}H{x - 4}Z", ACCENT_PALE) + path(f"M{x - s * .36:.0f} {y + 3}h{s * .86:.0f}l{-s * .14:.0f} {s * .14:.0f}h{-s * .6:.0f}Z", PETROL)


def coastal_houses() -> str:
    """Gabled fronts with carved, coloured doors, bench, hollyhocks and a bicycle."""
    parts = []
    for x, w, h, wall, roof, door in [(760, 250, 250, WHITE, BRICK, PETROL), (1016, 262, 264, OCHRE_PALE, PETROL_70, ACCENT), (1284, 260, 246, ACCENT_PALE, BRICK, MOSS_DARK)]:
        parts.append(house(x, 800, w, h, wall, roof, 2, 3, 0, PETROL_70, [], False, chimney=True, shutters=None, pitch=.56))
        parts.append(carved_door(x + w / 2, 800, 66, 138, door))
    parts.append(rect(740, 798, 780, 14, SAND_EARTH) + poly([(740, 810), (1520, 810), (1520, 1010), (640, 1010)], fade(SAND_DARK, SAND_DEEP)))
    parts += [line(x, 812, x - (1100 - x) * .2, 1000, SAND_EARTH, 2, .5) for x in range(700, 1560, 62)] + [line(740, y, 1500, y, SAND_EARTH, 2, .5) for y in (836, 874, 926)]
    for x, c in [(790, ACCENT), (966, HEATHER), (1036, OCHRE), (1236, ACCENT_LIGHT), (1470, HEATHER)]:
        parts.append("".join(stroke(f"M{x + k * 8} 800q{k * 4}-50 {k * 6}-{90 + 14 * (k % 2)}", MOSS_DARK, 4) + "".join(circle(x + k * 8 + k * 4 * t, 800 - 90 * t, 8 - 3 * t, c if j % 2 else tint(c, .4)) for j, t in enumerate((.45, .65, .85, 1))) for k in (-1, 0, 1)) + bush(x, 804, 60, MOSS_DARK))
    parts.append(bench(1296, 806, 96, WOOD))
    return "".join(parts)


def carved_door(x: float, y: float, w: float, h: float, c: str) -> str:
    parts = [rect(x - w * .62, y - h * 1.08, w * 1.24, h * 1.08, WHITE), rect(x - w / 2, y - h, w, h, c), rect(x - w / 2, y - h, w / 2, h, shade(c, .15)), rect(x - w * .4, y - h * .94, w * .8, h * .18, PETROL_20)]
    for sx in (-.42, .08):
        parts.append(rect(x + w * sx, y - h * .68, w * .34, h * .26, tint(c, .25)) + circle(x + w * (sx + .17), y - h * .55, w * .09, OCHRE_LIGHT) + rect(x + w * sx, y - h * .36, w * .34, h * .28, tint(c, .25)))
    parts.append(circle(x + w * .02, y - h * .4, w * .05, OCHRE_LIGHT) + rect(x - w * .8, y - 8, w * 1.6, 12, SAND_EARTH))
    return "".join(parts)


def doorstep_talk() -> str:
    parts = [ellipse(1190, 932, 130, 14, NIGHT, .25), ellipse(1010, 938, 110, 12, NIGHT, .25)]
    board = group(rect(-10, -12, 18, 24, OCHRE_DARK, 1), rect(-8, -9, 14, 19, WHITE), turn=-14)
    parts.append(person(1010, 936, 300, Look(SKINS[3], HAIRS[0], "ponytail", PETROL, NIGHT, ACCENT_DARK, extra=("backpack",)), replace(HAND_OVER, near_arm=(24, 96), lean=0), held=board))
    parts.append(person(1180, 930, 286, replace(CROWD[5], top=ACCENT, garment="dress", bottom=ACCENT), replace(STAND, near_arm=(30, 120)), True))
    parts.append(person(1262, 934, 170, Look(SKINS[0], HAIRS[3], "bob", OCHRE, PETROL, INK, "shorts"), FRONT))
    parts.append(bubble(960, 470, 170, 92, WHITE, (1020, 612), 26) + text_rows(986, 496, 118, 2, 11, PETROL_35, 4) + bubble(1170, 500, 150, 84, PETROL, (1190, 624), 24) + text_rows(1194, 522, 100, 2, 11, PETROL_20, 6))
    parts.append(bicycle(1400, 930, 190, ACCENT))
    return "".join(parts)


def phone_in_hand() -> str:
    w, h = 330, 640
    inside = [map_sheet(-w / 2 + 16, -h / 2 + 16, w - 32, h - 32, 14), rect(-w / 2 + 16, -h / 2 + 16, w - 32, 74, PETROL), text_rows(-w / 2 + 44, -h / 2 + 46, 150, 1, 14, PETROL_20, 2), circle(w / 2 - 50, -h / 2 + 54, 15, ACCENT_LIGHT)]
    pins = [pin(-70, -90, 74), pin(60, -20, 90, PETROL), pin(-20, 90, 74, OCHRE_DARK), pin(90, -150, 60, MOSS_DARK), pin(-100, 60, 58, PETROL_70), pin(70, 130, 66)]
    panel = rect(-w / 2 + 30, h / 2 - 160, w - 60, 126, WHITE, 18) + text_rows(-w / 2 + 54, h / 2 - 136, 160, 2, 11, PETROL_35, 3) + rect(-w / 2 + 54, h / 2 - 84, 100, 32, ACCENT, 16) + rect(-w / 2 + 166, h / 2 - 84, 100, 32, PETROL_10, 16)
    body = group(rect(-w / 2 + 22, -h / 2 + 26, w, h, NIGHT, 44, .25), rect(-w / 2, -h / 2, w, h, INK, 44), clip(path_round(w - 28, h - 28, 32), *inside, *pins, panel), rect(-44, -h / 2 + 22, 88, 15, INK, 8), at=(330, 560), turn=-9)
    skin = SKINS[2]
    palm = group(limb([(120, 520), (60, 250)], [96, 84], skin), blob([(-150, 180), (-170, 330), (-40, 420), (150, 400), (190, 250), (120, 170)], skin), rect(-60, 400, 300, 300, PETROL, 30), rect(-66, 384, 312, 46, PETROL_50, 16), at=(330, 700))
    fingers = group(*[limb([(150, y), (176, y - 4), (164, y - 8)], [27, 25, 20], shade(skin, .05 * (i % 2))) + ellipse(154, y - 10, 11, 9, tint(skin, .4)) for i, y in enumerate((-10, 52, 112, 168))], at=(330, 640), turn=-9)
    thumb = limb([(180, 900), (150, 800), (176, 690)], [50, 38, 28], skin) + ellipse(180, 680, 15, 19, tint(skin, .4))
    return palm + body + fingers + thumb


def path_round(w: float, h: float, r: float) -> str:
    """Path data of a rounded rectangle around the origin."""
    x, y = -w / 2, -h / 2
    return f"M{x + r} {y}h{w - 2 * r}a{r} {r} 0 0 1 {r} {r}v{h - 2 * r}a{r} {r} 0 0 1 {-r} {r}h{-(w - 2 * r)}a{r} {r} 0 0 1 {-r} {-r}v{-(h - 2 * r)}a{r} {r} 0 0 1 {r} {-r}Z"


def neu_falkenrode() -> list[str]:
    """Young people build and paint their skate ramp."""
    parts = [rect(0, 0, 1500, 640, fade(PETROL_50, PETROL_20, "#FBDFB2")), sun(420, 330, 60), cloud(760, 120, 360, WHITE, .7, 4), cloud(80, 160, 260, WHITE, .6, 7), cloud(1240, 230, 240, WHITE, .6, 9)]
    parts += [ridge(520, 18, mix(MOSS, PETROL_35, .5), 4, bottom=700)]
    parts += [turbine(x, 530, h, t) for x, h, t in [(640, 230, 10), (760, 180, 40), (560, 150, 70)]]
    parts += [church(150, 580, 250, SAND, BRICK), *[house(x, 586, w, w * .62, c, r, 1, 3, w * .5, PETROL_70) for x, w, c, r in [(250, 84, OCHRE_PALE, BRICK), (390, 76, SAND, ACCENT_DARK), (20, 90, ACCENT_PALE, PETROL_70)]], *[tree(x, 590, h, MOSS_DARK, x) for x, h in [(240, 100), (510, 110), (860, 120), (930, 90)]]]
    parts.append(rect(0, 580, 1500, 430, fade("#AEBB7C", MOSS)) + poly([(0, 700), (1500, 660), (1500, 1000), (0, 1000)], fade(SAND_DARK, SAND_DEEP)))
    parts += [skate_ramp(), ramp_people()]
    return parts


def turbine(x: float, y: float, h: float, turn: float) -> str:
    blades = "".join(group(path(f"M-2 0L-4 {-h * .12:.0f}L0 {-h * .5:.0f}L4 {-h * .1:.0f}L2 0Z", WHITE), turn=turn + 120 * i) for i in range(3))
    return poly([(x - 4, y), (x + 4, y), (x + 2, y - h), (x - 2, y - h)], MIST) + group(blades, circle(0, 0, 5, PETROL_20), at=(x, y - h))


def skate_ramp() -> str:
    """A quarter pipe on the right, half painted, and a low box on the left."""
    curve = "M780 900C1010 900 1130 800 1160 540H1440V900Z"
    parts = [ellipse(1100, 906, 380, 20, NIGHT, .25), path(curve, fade(PETROL_10, PETROL_35)), clip(curve, path("M860 900C1040 880 1120 790 1146 560L1500 560V900Z", PETROL), path("M900 900C1060 870 1150 790 1200 540H1280C1230 800 1120 880 1010 900Z", OCHRE), path("M1040 900C1170 860 1260 780 1310 540H1390C1340 800 1240 880 1150 900Z", ACCENT),
                  path("M1190 900C1300 850 1380 760 1420 540H1460V900Z", MOSS), circle(1330, 800, 46, SAND), circle(1330, 800, 30, ACCENT), circle(1230, 690, 20, WHITE, .8))]
    parts.append(stroke("M780 900C1010 900 1130 800 1160 540", WHITE, 12) + rect(1150, 528, 300, 16, WOOD) + circle(1158, 536, 9, PETROL_20) + "".join(rect(x, 440, 6, 92, INK) for x in (1230, 1330, 1432)) + rect(1226, 436, 214, 7, INK) + rect(1226, 480, 214, 5, INK))
    parts.append(rect(1440, 544, 14, 360, WOOD_DARK) + poly([(150, 880), (470, 880), (500, 930), (120, 930)], tint(ACCENT, .15)) + poly([(120, 930), (500, 930), (500, 966), (120, 966)], ACCENT_DARK))
    return "".join(parts)


def ramp_people() -> str:
    parts = []
    board = group(rect(-16, -2, 32, 4, ACCENT, 2), circle(-10, 4, 2.4, INK), circle(10, 4, 2.4, INK))
    rider = person(0, 0, 250, Look(SKINS[3], OCHRE, "helmet", ACCENT, NIGHT, SAND, extra=("short-sleeves",)), Pose(near_arm=(96, 120), far_arm=(-92, -70), near_leg=(62, -18), far_leg=(-28, -64), lean=14))
    parts.append(group(rider, group(board, at=(16, 4), scale=3.0), at=(1010, 560), turn=-24))
    parts.append(stroke("M900 760C920 700 930 660 946 620", WHITE, 4, .7, "4 12") + stroke("M930 770C950 720 958 690 970 660", WHITE, 4, .6, "4 12"))
    roller = group(line(-6, -8, 12, 18, WOOD, 2.4), stroke("M12 18L15 23L22 21", INK, 1.6), group(rect(-3, -9, 7, 18, OCHRE_LIGHT, 3), at=(24, 22), turn=28))
    parts.append(ellipse(870, 968, 80, 9, NIGHT, .25) + person(860, 966, 350, Look(SKINS[0], HAIRS[2], "ponytail", OCHRE, PETROL, INK, extra=("short-sleeves",)), replace(POINT, near_arm=(58, 84)), held=roller))
    parts.append(ellipse(700, 974, 80, 9, NIGHT, .25) + person(690, 972, 340, Look(SKINS[4], HAIRS[0], "curly", PETROL_35, NIGHT, ACCENT, "shorts", extra=("short-sleeves",)), replace(FRONT, near_arm=(20, -30), far_arm=(-20, -6)), held=""))
    parts.append(person(230, 930, 330, Look(SKINS[1], PETROL, "scarf", MOSS_DARK, NIGHT, SAND), replace(SIT, near_leg=(88, 10), far_leg=(84, -8), near_arm=(40, 96)), held=group(rect(-8, -8, 16, 12, INK, 2), rect(-7, -7, 14, 10, PETROL_20))))
    parts.append(wheelchair_user(470, 984, 320, Look(SKINS[0], HAIRS[3], "short", ACCENT, PETROL, INK), near_arm=(70, 130)))
    parts.append(person(1330, 533, 190, Look(SKINS[2], ACCENT, "beanie", PETROL_35, INK, SAND), replace(FRONT, near_arm=(152, 170), far_arm=(-12, -4))))
    for x, y, c in [(770, 982, OCHRE), (1010, 978, MOSS), (1070, 986, ACCENT), (1130, 978, PETROL)]:
        parts.append(paint_pot(x, y, c))
    parts.append(bicycle(80, 760, 180, PETROL) + "".join(ellipse(x, y, r, r * .3, c) for x, y, r, c in [(810, 990, 16, OCHRE), (1180, 988, 12, PETROL), (960, 990, 10, ACCENT)]))
    return "".join(parts)


def paint_pot(x: float, y: float, c: str) -> str:
    return stroke(f"M{x - 22} {y - 42}Q{x} {y - 78} {x + 22} {y - 42}", INK, 3) + rect(x - 24, y - 44, 48, 44, PETROL_10, 3) + rect(x - 24, y - 44, 15, 44, PETROL_35, 3) + ellipse(x, y - 44, 24, 7, shade(c, .2)) + ellipse(x, y - 43, 20, 5, c) + path(f"M{x + 2} {y - 40}v18q4 6 8 0v-12q4 4 6-6Z", c)


def hochmoor() -> list[str]:
    """The yellow participation van with its awning on a village green at the moor."""
    parts = [rect(0, 0, 1500, 600, fade(PETROL_35, PETROL_10, "#FCE9C8")), sun(1240, 200, 46), cloud(200, 130, 340, WHITE, .8, 3), cloud(820, 100, 280, WHITE, .7, 6)]
    parts += [ridge(470, 10, mix(MOSS, PETROL_20, .6), 2, bottom=700), ridge(500, 12, mix(MOSS_DARK, PETROL_35, .4), 5, bottom=700), moor(), village_edge()]
    parts.append(path("M-20 690C300 650 900 650 1520 680V1010H-20Z", fade("#B5BF80", MOSS)) + path("M-20 900C400 850 1000 880 1520 840V1010H-20Z", fade(MOSS, MOSS_DARK)))
    parts += [birch(90, 780, 560, "#B3B85F", 2), birch(190, 760, 440, "#A9B36B", 5), birch(1390, 770, 520, "#B3B85F", 7), birch(1470, 790, 600, "#98A85C", 9)]
    parts += [van(560, 830), van_guests()]
    rng = random.Random(8)
    parts += [grass(rng.random() * 1500, 930 + rng.random() * 70, 34, MOSS_DEEP, i, 4) for i in range(24)] + [cotton_grass(x, 985, i) for i, x in enumerate((60, 130, 210, 1310, 1400, 1460))]
    return parts


def moor() -> str:
    parts = [rect(0, 515, 1500, 190, fade("#B9A063", "#A8A868"))]
    for x, y, w, h in [(120, 548, 170, 12), (420, 566, 260, 18), (840, 552, 200, 12), (1150, 580, 280, 20), (60, 610, 220, 18), (720, 606, 180, 14)]:
        parts.append(ellipse(x + w / 2, y, w / 2, h, PETROL_50) + ellipse(x + w / 2 - 10, y - 2, w / 2 * .8, h * .6, PETROL_20))
    rng = random.Random(6)
    parts += [ellipse(rng.random() * 1500, 530 + rng.random() * 120, rng.uniform(14, 34), rng.uniform(4, 8), rng.choice((HEATHER, "#8F8A4C", MOSS_DARK)), .7) for _ in range(60)]
    parts += [birch(x, 560, h, "#A9B36B", x) for x, h in [(330, 110), (700, 130), (1060, 100)]]
    return "".join(parts)


def village_edge() -> str:
    parts = [church(390, 670, 240, SAND, PETROL)]
    parts += [long_house(x, 690, w, 52, BRICK if i % 2 else "#B06A4C", r, 5, 1, PETROL_10, (), 1.25) for i, (x, w, r) in enumerate([(210, 150, ACCENT_DARK), (1130, 190, PETROL_70), (980, 120, ACCENT_DARK)])]
    parts += [tree(500, 690, 120, MOSS_DARK, 2), tree(950, 690, 110, MOSS, 4), tree(1340, 694, 130, MOSS_DARK, 6), bush(560, 692, 70, MOSS), fence(1120, 712, 210, 34), washing_line(250, 370, 640, 16, 4)]
    return "".join(parts)


def van(x: float, y: float) -> str:
    """A panel van from its side: open flank with a counter, striped awning, flags."""
    w = 520
    body = f"M{x} {y - 40}V{y - 260}Q{x} {y - 284} {x + 24} {y - 284}H{x + 400}Q{x + 436} {y - 284} {x + 456} {y - 244}L{x + 492} {y - 168}L{x + w + 14} {y - 150}Q{x + w + 28} {y - 144} {x + w + 28} {y - 124}V{y - 40}Z"
    parts = [ellipse(x + 270, y, 320, 18, NIGHT, .3), path(body, fade("#F2BE55", OCHRE)), clip(body, rect(x, y - 110, 600, 80, OCHRE_DARK, 0, .35), rect(x, y - 124, 600, 10, WHITE), rect(x, y - 284, 70, 260, shade(OCHRE, .14)))]
    parts.append(path(f"M{x + 396} {y - 256}h14q22 0 34 26l30 62h-78Z", PETROL_20) + path(f"M{x + 396} {y - 256}h14l34 88h-48Z", WHITE, .35) + rect(x + 380, y - 262, 4, 216, OCHRE_DARK) + rect(x + 400, y - 142, 30, 7, INK, 3))
    parts.append(rect(x + 60, y - 246, 290, 140, NIGHT, 6) + rect(x + 68, y - 238, 274, 124, fade(OCHRE_PALE, "#EFD08A")))
    parts.append(rect(x + 74, y - 206, 120, 4, WOOD) + books(x + 78, y - 206, 110, 28, 3) + map_sheet(x + 218, y - 232, 112, 66, 4) + rect(x + 218, y - 166, 112, 4, WOOD))
    parts.append(clip(box(x + 68, y - 238, 274, 124), person(x + 150, y - 30, 210, Look(SKINS[3], HAIRS[0], "bun", PETROL, NIGHT), replace(FRONT, near_arm=(30, 110)))))
    parts.append(rect(x + 46, y - 118, 318, 15, WOOD, 3) + cup(x + 92, y - 118, 24, ACCENT, True) + cup(x + 250, y - 118, 24, PETROL) + sheet(x + 300, y - 124, 30, 16, 0, WHITE, 2))
    awning = "".join(poly([(x + 50 + i * 31, y - 256), (x + 81 + i * 31, y - 256), (x + 62 + i * 37, y - 196), (x + 25 + i * 37, y - 196)], ACCENT if i % 2 else SAND) + path(f"M{x + 25 + i * 37} {y - 197}h37v8a18.5 14 0 0 1-37 0Z", ACCENT_DARK if i % 2 else SAND_DARK) for i in range(10))
    parts.append(awning + line(x + 30, y - 190, x + 30, y + 10, PETROL_50, 5) + line(x + 390, y - 190, x + 390, y + 10, PETROL_50, 5))
    parts.append(bubble(x + 70, y - 96, 74, 36, WHITE, (x + 84, y - 48), 12) + bubble(x + 156, y - 90, 60, 32, ACCENT, (x + 208, y - 46), 12) + "".join(circle(x + 90 + i * 17, y - 78, 4, PETROL) for i in range(3)))
    for wx in (x + 110, x + 430):
        parts.append(path(f"M{wx - 56} {y - 38}a56 56 0 0 1 112 0Z", NIGHT) + circle(wx, y - 38, 44, INK) + circle(wx, y - 38, 24, PETROL_20) + circle(wx, y - 38, 9, PETROL_70))
    parts.append(rect(x + w - 6, y - 116, 34, 18, OCHRE_PALE, 8) + rect(x + w - 20, y - 58, 54, 16, INK, 6) + rect(x - 8, y - 60, 24, 14, INK, 5) + rect(x - 2, y - 130, 10, 30, ACCENT, 3))
    flags = flag_line([(90, 470), (x + 20, y - 284), (x + 400, y - 290), (1390, 500)], (ACCENT, PETROL, OCHRE_PALE, MOSS_DARK), 22, 26)
    return flags + "".join(parts)


def van_guests() -> str:
    parts = []
    for x, y, h, look, pose, flip in [(500, 906, 226, CROWD[2], replace(STAND, near_arm=(30, 100)), False), (618, 884, 222, replace(CROWD[4], top=PETROL_50), replace(BACK, near_arm=(40, 120)), False), (850, 884, 130, Look(SKINS[0], HAIRS[3], "ponytail", ACCENT, PETROL, INK, "dress"), replace(BACK, near_arm=(150, 170)), False), (1180, 880, 220, replace(CROWD[3], style="cap", hair=PETROL, top=MOSS_DARK), STROLL, True)]:
        parts.append(ellipse(x + 16, y, h * .24, h * .03, NIGHT, .28) + person(x, y, h, look, pose, flip))
    parts.append(ellipse(330, 930, 90, 9, NIGHT, .28) + person(320, 928, 214, replace(CROWD[5], top=HEATHER), WALK) + rollator(352, 928, 214))
    parts.append(ellipse(960, 934, 130, 12, NIGHT, .28) + wheelchair_user(920, 932, 214, replace(CROWD[6], top=SAND_DARK)) + desk(984, 860, 130, 76, WOOD) + person(1098, 940, 210, replace(CROWD[0], top=PETROL), SIT, True) + rect(1072, 886, 54, 8, WOOD_DARK, 3) + rect(1078, 890, 6, 48, WOOD_DARK) + rect(1116, 890, 6, 48, WOOD_DARK))
    parts.append(cup(1030, 861, 20, ACCENT) + sheet(1062, 856, 34, 10, 0, WHITE, 1) + bicycle(230, 850, 130, PETROL))
    return "".join(parts)


def cotton_grass(x: float, y: float, seed: int) -> str:
    rng = random.Random(seed)
    parts = []
    for k in range(5):
        tx, ty = x + (k - 2) * 16 + rng.uniform(-5, 5), y - rng.uniform(60, 120)
        parts.append(stroke(f"M{x + k * 3:.0f} {y}Q{x + k * 3:.0f} {y - 40} {tx:.0f} {ty:.0f}", MOSS_DEEP, 2.4) + ellipse(tx, ty - 5, 8, 10, WHITE) + ellipse(tx - 4, ty, 5, 6, SAND_DARK))
    return "".join(parts)


def saarwiesen() -> list[str]:
    """A picnic on the river meadow; bubbles in many colours above it."""
    parts = [rect(0, 0, 1500, 560, fade(PETROL_35, PETROL_10, "#FBE8C8")), sun(200, 190, 44), cloud(1100, 90, 320, WHITE, .6, 4), cloud(330, 80, 240, WHITE, .6, 8)]
    parts += [ridge(420, 44, mix(PETROL_35, SAND, .25), 2, bottom=700, waves=1.2), ridge(470, 26, mix(MOSS, PETROL_35, .5), 7, bottom=700)]
    parts += [church(1220, 520, 200, SAND, PETROL), *[house(x, 528, w, w * .66, c, r, 2, 2, w * .5, PETROL_70) for x, w, c, r in [(1100, 64, OCHRE_PALE, BRICK), (1300, 70, SAND, ACCENT_DARK), (1390, 64, ACCENT_PALE, BRICK), (1020, 60, SAND, PETROL_70)]]]
    parts += [poplar(x, 540, h) for x, h in [(60, 250), (110, 220), (158, 240), (960, 180), (1470, 220)]] + [tree(x, 540, h, MOSS, x) for x, h in [(260, 130), (360, 110), (900, 120)]]
    parts.append(path("M-20 530C400 510 1000 510 1520 530V1010H-20Z", fade(MOSS_LIGHT, MOSS)))
    parts.append(path("M1520 540C1200 540 900 560 620 590C380 616 160 620-20 604V690C220 706 420 690 680 650C980 606 1240 610 1520 610Z", fade(PETROL_20, PETROL_50)))
    rng = random.Random(2)
    for _ in range(36):
        x = rng.random() * 1500
        parts.append(rect(x, 668 - 76 * min(1, x / 900) + rng.uniform(-24, 12), 20 + 40 * rng.random(), 3, WHITE, 1, .5))
    parts += [path("M-20 690C220 706 420 690 680 650C980 606 1240 610 1520 610V1010H-20Z", fade("#B9C486", MOSS)), rowing(1180, 588), heron(520, 664)]
    for i in range(60):
        x, y = rng.random() * 1500, 700 + rng.random() * 290
        parts.append(grass(x, y, 18, MOSS_DARK, i, 3) if i % 3 else circle(x, y, 4, rng.choice((WHITE, OCHRE_LIGHT, ACCENT_PALE))))
    parts.append(picnic())
    return parts


def rowing(x: float, y: float) -> str:
    return path(f"M{x - 60} {y - 6}Q{x} {y + 6} {x + 64} {y - 8}Q{x + 54} {y + 14} {x + 34} {y + 16}H{x - 34}Q{x - 54} {y + 12} {x - 60} {y - 6}Z", ACCENT) + person(x, y + 6, 84, CROWD[6], replace(SIT, near_arm=(60, 80), near_leg=(86, 70), far_leg=(84, 70), lean=-6)) + path(f"M{x - 58} {y}Q{x} {y + 12} {x + 60} {y - 2}Q{x + 52} {y + 14} {x + 34} {y + 16}H{x - 34}Q{x - 54} {y + 12} {x - 58} {y}Z", ACCENT_DARK) + line(x + 14, y - 14, x - 46, y + 24, WOOD, 4)


def heron(x: float, y: float) -> str:
    return group(line(-3, 0, -2, -34, INK, 2) + line(5, 0, 4, -34, INK, 2), blob([(-24, -34), (-6, -54), (14, -50), (16, -40), (0, -30)], PETROL_50), stroke("M12-48Q26-62 16-76Q14-84 22-86", WHITE, 6), poly([(22, -90), (46, -84), (24, -82)], OCHRE), at=(x, y))


def picnic() -> str:
    parts = [poly([(360, 830), (1090, 806), (1190, 930), (280, 956)], tint(ACCENT, .2)), clip("M360 830L1090 806L1190 930L280 956Z", *[line(340 + i * 80, 800, 250 + i * 104, 970, WHITE, 15, .55) for i in range(11)], *[line(250, y + 10, 1220, y - 24, WHITE, s, .5) for y, s in ((846, 9), (884, 12), (930, 15))])]
    parts.append(ellipse(300, 940, 110, 16, NIGHT, .2))
    sitters = [(330, 920, 400, CROWD[2], LEGS_OUT, False), (560, 838, 360, CROWD[6], KNEES_UP, False), (930, 830, 360, replace(CROWD[7], top=OCHRE), LEGS_OUT, True), (1150, 890, 400, replace(CROWD[3], top=PETROL_50), KNEES_UP, True)]
    tips = []
    for x, y, h, look, pose, flip in sitters:
        parts.append(ellipse(x + (-50 if flip else 50), y + 2, h * .3, 12, NIGHT, .22) + person(x, y, h, look, pose, flip))
        tips.append((x + (14 if not flip else -14), y - h * .66))
    parts.append(person(740, 860, 230, Look(SKINS[3], HAIRS[0], "curly", WHITE, ACCENT, INK, "shorts", extra=("short-sleeves",)), replace(LEGS_OUT, near_arm=(60, 120))))
    parts.append(wheelchair_user(130, 930, 390, replace(CROWD[5], top=HEATHER, garment="trousers")))
    parts.append(group(rect(-50, -46, 100, 46, OCHRE_DARK, 6), rect(-50, -46, 100, 10, OCHRE, 4), stroke("M-38-46Q0-104 38-46", WOOD_DARK, 6), path("M-50-40L-10-52L10-30L-34-16Z", SAND), at=(640, 930)))
    parts.append(ellipse(780, 900, 70, 18, WHITE) + ellipse(780, 897, 56, 12, SAND_DARK) + "".join(circle(752 + i * 19, 888 - (i % 2) * 7, 12, c) for i, c in enumerate((ACCENT, MOSS, OCHRE, BRICK))) + cup(900, 906, 34, PETROL) + cup(980, 890, 32, WHITE) + cup(520, 890, 34, OCHRE))
    bubbles = [(40, 360, 250, 136, PETROL, (176, 566)), (300, 200, 270, 150, ACCENT, (420, 400)), (540, 390, 200, 116, WHITE, (610, 566)), (800, 220, 270, 150, OCHRE, (900, 430)), (1100, 400, 290, 146, MOSS_DARK, (1170, 606))]
    for i, (x, y, w, h, c, tail) in enumerate(bubbles):
        parts.append(bubble(x, y, w, h, c, tail, 36) + voice(x, y, w, h, tint(c, .72) if c != WHITE else PETROL, i))
    return "".join(parts)


def voice(x: float, y: float, w: float, h: float, c: str, kind: int) -> str:
    """Five scripts hinted at by rhythm alone; one of them runs from right to left."""
    left, right, top = x + w * .15, x + w * .85, y + h * .3
    rhythms = ((40, 22, 58), (70, 34, 46), (26, 48), (52, 80, 20), (34, 34, 64))
    parts = []
    for row in range(3 if kind != 2 else 2):
        ry = top + row * h * .2
        if kind == 3:
            parts += [rect(left + i * 30, ry - 4, 16, 16, c, 4) for i in range(6 - row % 2 * 2)]
            continue
        at = right if kind == 1 else left
        for i in range(3):
            bar = rhythms[kind][(i + row) % len(rhythms[kind])] * (.9 if kind != 2 else .8)
            room = at - left if kind == 1 else right - at
            if bar > room:
                break
            parts.append(rect(at - bar if kind == 1 else at, ry, bar, 11, c, 5.5))
            at += -(bar + 14) if kind == 1 else bar + 14
    return "".join(parts)


def hochmoor_innen() -> list[str]:
    """Inside the van: two people across a table with a map and cups."""
    parts = [rect(0, 0, 1500, 1000, fade("#F4DFAE", OCHRE_LIGHT)), path("M0 0H1500V160Q1440 70 1300 70H200Q60 70 0 160Z", fade(tint(OCHRE, .1), "#F0D08C"))]
    view = "M380 190H1120Q1150 190 1150 220V560Q1150 590 1120 590H380Q350 590 350 560V220Q350 190 380 190Z"
    parts.append(clip(view, rect(340, 180, 820, 430, fade(PETROL_35, PETROL_10, "#FCE9C8")), sun(950, 300, 36), cloud(440, 290, 220, WHITE, .8, 3), ridge(460, 10, mix(MOSS_DARK, PETROL_35, .4), 4, bottom=700), rect(340, 470, 820, 140, fade("#B9A063", "#A8B070")),
                      ellipse(560, 520, 120, 12, PETROL_50), ellipse(556, 518, 96, 7, PETROL_20), ellipse(900, 550, 150, 15, PETROL_50), ellipse(894, 547, 120, 9, PETROL_20), church(690, 480, 130, SAND, PETROL), birch(440, 610, 330, "#B3B85F", 3), birch(1080, 620, 380, "#A9B36B", 6), birch(1020, 590, 240, "#98A85C", 8)))
    parts.append(stroke(view, INK, 18) + stroke(view, WHITE, 7) + rect(744, 190, 12, 400, INK))
    parts.append(path("M330 170H430Q420 400 350 600H320Z", ACCENT_LIGHT) + path("M330 170H370Q370 400 330 600H320Z", shade(ACCENT_LIGHT, .15)) + path("M1170 170H1070Q1080 400 1150 600H1180Z", ACCENT_LIGHT) + path("M1100 170H1120Q1120 400 1166 600H1150Q1090 400 1100 170Z", shade(ACCENT_LIGHT, .15)) + rect(310, 158, 880, 12, WOOD_DARK, 6))
    parts.append(rect(40, 210, 230, 14, WOOD) + books(56, 210, 190, 100, 5) + rect(40, 360, 230, 14, WOOD) + plant(90, 360, 110, PETROL, MOSS_DARK, 3) + cup(170, 360, 42, ACCENT) + cup(226, 360, 42, WHITE))
    parts.append(rect(1230, 190, 220, 250, WHITE, 6) + "".join(note(1282 + (i % 2) * 110, 250 + (i // 2) * 110, 80, NOTES[i], (-6, 5, 4, -5)[i]) for i in range(4)))
    parts.append(flag_line([(0, 60), (500, 34), (1000, 34), (1500, 60)], (ACCENT, PETROL, WHITE, MOSS_DARK), 30, 12) + pendant(750, 60, 176, 130, PETROL) + "")
    parts.append(rect(0, 620, 360, 400, fade(PETROL, NIGHT), 30) + rect(1140, 620, 400, 400, fade(PETROL, NIGHT), 30) + rect(0, 560, 110, 460, PETROL_70, 30) + rect(1400, 560, 140, 460, PETROL_70, 30) + rect(0, 740, 390, 40, PETROL_50, 18) + rect(1110, 740, 400, 40, PETROL_50, 18))
    a = Look(SKINS[0], HAIRS[4], "short", MOSS_DARK, NIGHT, INK, "trousers", 1.12, ("beard", "glasses"))
    b = Look(SKINS[2], HAIRS[0], "bun", ACCENT, NIGHT, INK)
    parts.append(person(250, 1020, 760, a, replace(SIT, near_arm=(30, 66), far_arm=(42, 72))) + person(1250, 1020, 740, b, replace(SIT, near_arm=(40, 112), far_arm=(32, 68)), True))
    parts.append(poly([(430, 780), (1070, 780), (1180, 850), (320, 850)], fade(tint(WOOD, .5), tint(WOOD, .3))) + poly([(320, 850), (1180, 850), (1176, 884), (324, 884)], WOOD) + rect(710, 884, 80, 140, fade(PETROL_50, PETROL_70)))
    sheet_map = "M560 790H940L1000 842H500Z"
    parts.append(clip(sheet_map, map_sheet(490, 780, 520, 70, 6)) + pin(640, 822, 54) + pin(770, 812, 54, PETROL) + pin(860, 830, 54, OCHRE_DARK))
    parts.append(cup(466, 836, 60, WHITE, True) + cup(1040, 832, 60, PETROL, True) + group(poly([(-40, 0), (40, 0), (30, -10), (-30, -10)], WHITE), at=(750, 800)) + pencil(900, 812, 70, 10, ACCENT))
    return parts
