"""The pictures of issue 1, „Arbeiten im Krisenmodus“."""

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
    HEATHER_LIGHT,
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
    PHONE,
    POINT,
    SIT,
    STAND,
    STROLL,
    TYPE,
    WALK,
    Look,
    Pose,
    hand,
    person,
    rollator,
    seen_from_above,
    wheelchair_user,
)
from drawing.places import (
    bridge,
    bush,
    church,
    cloud,
    conifer,
    cumulus,
    glow,
    grass,
    gull,
    house,
    lamp_post,
    long_house,
    poplar,
    reeds,
    ridge,
    slope,
    sun,
    tree,
    water,
    window,
)
from drawing.shapes import (
    blob,
    box,
    circle,
    clip,
    disc,
    ellipse,
    fade,
    group,
    limb,
    line,
    path,
    poly,
    rect,
    ring,
    smooth,
    stroke,
)
from drawing.things import (
    NOTES,
    bench,
    bicycle,
    books,
    bubble,
    cup,
    cup_from_above,
    laptop_from_above,
    map_sheet,
    note,
    pencil,
    pendant,
    pin,
    plant,
    sandbag,
    screen,
    sheet,
    text_rows,
    washing_line,
)

COVER_W, COVER_H = 1060, 1499


# --- cover -----------------------------------------------------------------------------------


def cover() -> list[str]:
    """Evening over a river town: one floor of the town hall is lit, people walk over the bridge."""
    return [evening_sky(), far_town(), town_hall(380, 800), near_houses(), quay(),
            river_at_night(), bridge_with_people()]


def evening_sky() -> str:
    parts = [rect(0, 0, COVER_W, 900, fade(NIGHT, PETROL, PETROL_50, "#E9B98A", OCHRE_PALE))]
    parts.append(glow(760, 620, 620, "#FFD79A", 200))
    for spread in ((300, -40, 470), (560, 520, 820), (720, 900, 1180)):
        top = [(spread[1], -20), (spread[2], -20)]
        parts.append(poly([(735, 640), *top, (785, 640)], OCHRE_PALE, .07))
    for i, (x, y, w) in enumerate([(-260, 120, 720), (500, 84, 760), (-180, 236, 520), (700, 216, 560)]):
        parts.append(cumulus(x, y, w, fade(shade(PETROL, .3), mix(PETROL, PETROL_50, .35)), seed=i + 3))
    parts.append(cumulus(-230, 352, 470, fade(PETROL, mix(PETROL_50, ACCENT_PALE, .4)), seed=9))
    parts.append(cumulus(790, 332, 440, fade(PETROL_70, mix(PETROL_50, ACCENT_PALE, .5)), seed=12))
    for x, y, w in [(250, 420, 300), (520, 470, 380), (60, 480, 180)]:
        parts.append(cloud(x, y, w, mix(ACCENT_PALE, OCHRE_PALE, .4), .55, seed=int(x)))
    for x, y, s, t in [(300, 320, 42, -8), (372, 352, 30, 10), (236, 372, 24, 4), (700, 380, 26, -12)]:
        parts.append(gull(x, y, s, SAND, t))
    return "".join(parts)


def far_town() -> str:
    hills = [ridge(600, 46, mix(PETROL_35, ACCENT_PALE, .45), 2, COVER_W, 900, 1.1),
             ridge(650, 40, mix(PETROL_50, ACCENT_PALE, .25), 5, COVER_W, 900, 1.3)]
    rng = random.Random(11)
    rows = []
    for row, (base, size) in enumerate([(690, 46), (730, 60), (770, 76)]):
        x = -30.0 - row * 17
        while x < COVER_W + 20:
            w = size * rng.uniform(.8, 1.2)
            wall = mix(rng.choice((SAND_DEEP, ACCENT_PALE, PETROL_35, SAND_DARK)), PETROL_70, .5 - row * .1)
            roof = mix(rng.choice((BRICK, ACCENT_DARK, PETROL_70)), PETROL_70, .45 - row * .12)
            lit = [rng.randrange(6)] if rng.random() < .4 else []
            rows.append(house(x, base + rng.uniform(-10, 12), w, w * rng.uniform(.8, 1.2), wall, roof, 2, 2,
                              w * .5, PETROL, lit, door=False))
            x += w * 1.36
        if row == 0:
            rows.append(church(835, 720, 210, mix(SAND_DEEP, PETROL_50, .3), PETROL_70))
    return "".join(hills + rows)


def town_hall(x: float, y: float) -> str:
    """The town hall; every window of its first floor is lit."""
    w, h = 330, 190
    wall, stone = mix(SAND_DARK, ACCENT_PALE, .3), SAND_EARTH
    parts = [rect(x, y - h, w, h, fade(wall, mix(wall, PETROL_50, .3))), rect(x + w * .8, y - h, w * .2, h, shade(wall, .22))]
    parts.append(glow(x + w / 2, y - 95, 230, OCHRE_LIGHT, 120))
    for i in range(7):
        wx = x + 19 + i * 43.6
        parts.append(arched_window(wx, y - 78, 30, 58, OCHRE_LIGHT, lit=True))
        parts.append(window(wx + 4, y - 172, 22, 30, PETROL))
        if i != 3:
            parts.append(path(f"M{wx:.0f} {y}v-34a15 15 0 0 1 30 0v34Z", shade(stone, .45)))
    parts.append(rect(x - 6, y - 58, w + 12, 7, stone) + rect(x - 6, y - 146, w + 12, 6, stone))
    parts.append(path(f"M{x + 143} {y}v-36a21 21 0 0 1 42 0v36Z", ACCENT_DARK))
    parts.append(path(f"M{x + 147} {y}v-35a17 17 0 0 1 34 0v35Z", OCHRE_LIGHT))
    parts.append(poly([(x - 14, y - h), (x + w + 14, y - h), (x + w - 34, y - h - 88), (x + 34, y - h - 88)], BRICK))
    parts.append(poly([(x + w * .72, y - h), (x + w + 14, y - h), (x + w - 34, y - h - 88), (x + w * .7, y - h - 88)], shade(BRICK, .3)))
    for i in range(4):
        dx = x + 52 + i * 75
        parts.append(poly([(dx - 17, y - h - 20), (dx + 17, y - h - 20), (dx, y - h - 58)], shade(BRICK, .42)) +
                     rect(dx - 7, y - h - 38, 14, 18, PETROL))
    tx = x + w / 2
    parts.append(rect(tx - 36, y - h - 130, 72, 140, wall) + rect(tx + 8, y - h - 130, 28, 140, shade(wall, .22)))
    parts.append(circle(tx, y - h - 92, 22, WHITE) + circle(tx, y - h - 92, 19, OCHRE_PALE) +
                 stroke(f"M{tx} {y - h - 105}V{y - h - 92}L{tx + 9} {y - h - 87}", INK, 2.4))
    parts.append(poly([(tx - 44, y - h - 130), (tx + 44, y - h - 130), (tx + 22, y - h - 172), (tx - 22, y - h - 172)], PETROL))
    parts.append(rect(tx - 16, y - h - 204, 32, 34, SAND_DARK) + rect(tx - 8, y - h - 198, 16, 28, OCHRE_LIGHT))
    parts.append(poly([(tx - 24, y - h - 203), (tx + 24, y - h - 203), (tx, y - h - 284)], PETROL))
    parts.append(poly([(tx + 4, y - h - 203), (tx + 24, y - h - 203), (tx, y - h - 284)], NIGHT))
    parts.append(line(tx, y - h - 284, tx, y - h - 312, INK, 2.4) + poly([(tx, y - h - 311), (tx + 30, y - h - 304), (tx, y - h - 294)], ACCENT))
    return "".join(parts)


def arched_window(x: float, y: float, w: float, h: float, glass: str, lit: bool = False) -> str:
    r = w / 2
    d = f"M{x:.1f} {y:.1f}v{-(h - r):.1f}a{r:.1f} {r:.1f} 0 0 1 {w:.1f} 0v{h - r:.1f}Z"
    frame = f"M{x - 3:.1f} {y + 3:.1f}v{-(h - r) - 3:.1f}a{r + 3:.1f} {r + 3:.1f} 0 0 1 {w + 6:.1f} 0v{h - r + 3:.1f}Z"
    fill = fade(OCHRE_PALE, glass) if lit else glass
    parts = [path(frame, WHITE), path(d, fill), rect(x + r - 1.2, y - h, 2.4, h, WHITE), rect(x, y - h * .62, w, 2.4, WHITE)]
    if lit and int(x) % 3:
        parts.append(clip(d, ellipse(x + w * .3, y - 2, 6, 13, shade(ACCENT_DARK, .3)), circle(x + w * .3, y - 20, 4.6, shade(ACCENT_DARK, .4))))
    return "".join(parts)


def near_houses() -> str:
    dusk = PETROL
    parts = []
    for x, w, h, wall, roof, lit, beams in [
        (-50, 120, 150, SAND_DEEP, BRICK, [4], WOOD_DARK), (104, 98, 118, ACCENT_PALE, ACCENT_DARK, [1], None),
        (226, 110, 140, SAND_DARK, PETROL_70, [], WOOD_DARK), (766, 104, 128, MOSS_PALE, BRICK, [2], None),
        (894, 124, 150, SAND_DEEP, ACCENT_DARK, [0, 4], WOOD_DARK),
    ]:
        parts.append(house(x, 806, w, h, mix(wall, dusk, .34), mix(roof, dusk, .3), 2, 3, w * .36, NIGHT, lit,
                           beams=mix(beams, dusk, .2) if beams else None))
    for x, s in [(84, 110), (742, 120), (1040, 150), (206, 90)]:
        parts.append(tree(x, 812, s, mix(MOSS_DARK, PETROL, .35), seed=s))
    return "".join(parts)


def quay() -> str:
    parts = [rect(0, 800, COVER_W, 14, mix(SAND_EARTH, PETROL, .35)), rect(0, 812, COVER_W, 60, fade(PETROL_70, PETROL))]
    parts += [rect(x, 826, 30, 3, PETROL_50, 1, .5) for x in range(10, COVER_W, 74)]
    parts += [rect(x, 842, 22, 3, PETROL_50, 1, .4) for x in range(44, COVER_W, 88)]
    return "".join(parts)


def river_at_night() -> str:
    parts = [rect(0, 866, COVER_W, 640, fade("#3E7C86", PETROL, NIGHT, NIGHT))]
    rng = random.Random(4)
    for _ in range(110):
        t = rng.random() ** 1.2
        gx = 545 + rng.gauss(0, 88 + 30 * t)
        length = 26 + 70 * rng.random()
        parts.append(rect(gx - length / 2, 880 + t * 400, length, 2 + 3 * t, OCHRE_LIGHT, 2, .62 * (1 - t) ** 1.2))
    for lamp in (40, 350, 970):
        for k in range(9):
            length = 44 - 3 * k + 8 * (k % 2)
            parts.append(rect(lamp - length / 2 + (k % 3 - 1) * 5, 1050 + k * 17, length, 3, OCHRE_LIGHT, 2, .4 - .04 * k))
    for _ in range(60):
        t = rng.random() ** .8
        parts.append(rect(rng.random() * COVER_W - 60, 880 + t * 600, 60 + 150 * t * rng.random(), 2 + 2.5 * t,
                          PETROL_50, 2, .26 * (1 - t * .75)))
    return "".join(parts)


def bridge_with_people() -> str:
    """The bridge fills the width; people of several departments cross it towards the town hall."""
    y, stone = 905, mix(SAND_EARTH, PETROL, .5)
    parts = [bridge(-120, 1180, y, 4, 44, 132, stone)]
    parts.append(rect(0, y - 4, COVER_W, 12, mix(SAND_DEEP, PETROL_50, .25)))
    for x in (40, 350, 660, 970):
        parts.append(lamp_post(x, y, 150, lit=True))
    for x in range(0, COVER_W + 40, 22):
        parts.append(rect(x, y - 44, 2, 46, NIGHT))
    parts.append(rect(-10, y - 48, COVER_W + 20, 5, NIGHT) + rect(-10, y - 12, COVER_W + 20, 3, NIGHT))
    walkers = [
        (70, 1.0, CROWD[1], WALK, False), (168, .96, replace(CROWD[0], top=MOSS_LIGHT), STROLL, False),
        (268, 1.04, replace(CROWD[6], top=PETROL_20, extra=("beard", "backpack")), WALK, False),
        (800, 1.0, replace(CROWD[4], top=SAND_DARK), STROLL, True),
        (886, .95, CROWD[7], WALK, True), (1016, .97, replace(CROWD[5], top=ACCENT_LIGHT), WALK, True),
    ]
    for x, k, look, pose, flip in walkers:
        parts.append(person(x, y + 4, 158 * k, look, pose, flip, held=folder() if x in (168, 886) else ""))
    fire = Look(SKINS[1], OCHRE, "helmet", "#22343C", "#22343C", INK, extra=("reflect",))
    parts.append(person(394, y + 4, 160, fire, STROLL))
    parts.append(person(476, y + 4, 150, replace(CROWD[2], top=MOSS_LIGHT, hair=ACCENT_DARK), WALK))
    clerk = replace(CROWD[3], style="short", hair=HAIRS[2], top=ACCENT, build=1.0)
    parts.append(wheelchair_user(590, y + 4, 152, clerk))
    parts.append(rollator(968, y + 4, 154, flip=True) + bicycle(722, y + 5, 122, ACCENT_LIGHT, flip=True))
    rim = mix(SAND_DEEP, PETROL_50, .25)
    parts.append(rect(0, y + 3, COVER_W, 10, rim) + rect(0, y + 13, COVER_W, 3, shade(rim, .4)))
    return "".join(parts)


# --- portrait --------------------------------------------------------------------------------


def portrait() -> list[str]:
    """A half-length figure in front of a window with a town."""
    parts = [rect(0, 0, 800, 1000, fade(SAND, SAND_DARK))]
    frame = "M80 760V400A320 320 0 0 1 720 400V760Z"
    town = "".join(house(x, 768, w, h, c, r, 2, 2, w * .4, PETROL, door=False) for x, w, h, c, r in
                   [(60, 84, 90, SAND, BRICK), (590, 80, 80, ACCENT_PALE, ACCENT_DARK), (660, 90, 110, SAND, PETROL_70)])
    parts.append(clip(frame, rect(0, 0, 800, 800, fade(PETROL_35, PETROL_10, "#F6DDB5")), sun(610, 360, 40), cloud(130, 300, 200, WHITE, .7, 4), cloud(520, 220, 150, WHITE, .6, 6),
                      ridge(560, 40, PETROL_20, 3, 800, 800, 1.2), ridge(630, 34, PETROL_35, 6, 800, 800, 1.1), church(150, 740, 260, PETROL_10, PETROL), town, tree(560, 768, 150, MOSS), tree(250, 768, 120, MOSS_DARK)))
    parts.append(stroke("M80 760V400A320 320 0 0 1 720 400V760", WHITE, 18) + rect(40, 752, 720, 28, WHITE) + rect(40, 776, 720, 9, SAND_DEEP))
    parts.append(plant(705, 756, 190, ACCENT, MOSS_DARK, 4) + books(56, 752, 110, 88, 5))
    parts.append(bust(395, 430, 17.6))
    return parts


def bust(x: float, y: float, scale: float) -> str:
    """Head and shoulders from the front, large enough for a portrait; (x, y) is the head's middle."""
    skin, hair, coat = SKINS[1], HAIRS[1], PETROL
    body = blob([(-3.6, 10.6), (-11, 13.8), (-16.2, 17.4), (-18.6, 26), (-19.6, 60), (19.6, 60), (18.6, 26), (16.2, 17.4), (11, 13.8), (3.6, 10.6)], coat)
    side = blob([(-3.6, 10.6), (-11, 13.8), (-16.2, 17.4), (-18.6, 26), (-19.6, 60), (-8.6, 60), (-8.4, 24)], shade(coat, .3))
    back_hair = blob([(0, -11.4), (-7.4, -8), (-9, 0), (-8.8, 8), (-6, 11.6), (0, 11.6), (6, 11.6), (8.8, 8), (9, 0), (7.4, -8)], shade(hair, .25))
    neck = limb([(0, 4), (0, 14)], [3.3, 4.2], shade(skin, .2))
    shirt = path("M-4.8 11Q0 16.4 4.8 11L6.4 13.4L1.4 36H-1.4L-6.4 13.4Z", ACCENT_LIGHT) + path("M-4.8 11Q-2 14 0 14.4V36H-1.4L-6.4 13.4Z", shade(ACCENT_LIGHT, .14))
    lapels = poly([(-5, 10.4), (-9, 13), (-7.8, 18.6), (-9.4, 20.2), (-.8, 37), (-1.4, 30)], shade(coat, .42)) + poly([(5, 10.4), (9, 13), (7.8, 18.6), (9.4, 20.2), (.8, 37), (1.4, 30)], tint(coat, .12))
    seams = stroke("M-13.4 24Q-13 34-12.4 46", shade(coat, .5), .3) + stroke("M13.4 24Q13 34 12.4 46", shade(coat, .35), .3)
    badge = rect(8.4, 25, 4.8, 2.9, SAND, .5) + rect(9.1, 25.9, 3.2, .4, PETROL) + rect(9.1, 26.7, 2.2, .4, PETROL_35)
    return group(back_hair, body, side, neck, shirt, lapels, seams, badge, portrait_face(skin, hair), at=(x, y), scale=scale)


def portrait_face(skin: str, hair: str) -> str:
    soft = shade(skin, .13)
    face = path("M-6.2-3C-6.4 1.6-5 5.6-2.6 7.6C-1.2 8.8 1.2 8.8 2.6 7.6C5 5.6 6.4 1.6 6.2-3C6.2-7.2 3.6-9 0-9C-3.6-9-6.2-7.2-6.2-3Z", skin)
    dusk = path("M-6.2-3C-6.4 1.6-5 5.6-2.6 7.6C-1.6 8.5-.4 8.7 .4 8.5C-2.4 6.6-4.4 2.4-3.8-6Z", soft)
    ears = ellipse(-6.4, .4, 1.1, 1.8, soft) + ellipse(6.4, .4, 1.1, 1.8, skin) + circle(-6.6, 2.6, .55, OCHRE) + circle(6.6, 2.6, .55, OCHRE)
    cheeks = ellipse(-3.6, 2.8, 1.5, 1.0, ACCENT, .16) + ellipse(3.7, 2.8, 1.5, 1.0, ACCENT, .16)
    eyes = "".join(ellipse(s * 2.6, -.5, .5, .62, INK) + stroke(f"M{s * 2.6 - 1.05:.2f}-.7Q{s * 2.6:.2f}-1.7 {s * 2.6 + 1.05:.2f}-.7", INK, .3) + stroke(f"M{s * 1.5:.2f}-3.1Q{s * 2.7:.2f}-3.9 {s * 4:.2f}-3", hair, .5) for s in (-1, 1))
    nose = path("M.1-.4C.3 1 1.4 2 1 2.6C.5 3.1-.4 3-.8 2.6C-.2 2.2-.1 1-.1-.4Z", shade(skin, .2))
    mouth = path("M-2.2 4.5Q0 5.2 2.2 4.5Q0 7-2.2 4.5Z", "#B0543F") + path("M-1.6 4.75Q0 5.25 1.6 4.75Q0 5.9-1.6 4.75Z", WHITE)
    glasses = ring(-2.6, -.4, 2.05, .3, NIGHT) + ring(2.6, -.4, 2.05, .3, NIGHT) + stroke("M-.6-.7Q0-1.2 .6-.7M-4.6-.8L-6.3-1.2M4.6-.8L6.3-1.2", NIGHT, .3)
    fringe = path("M-7 5.6C-9.6-1-8.6-10.6 .6-11.2C9-11 9.4-1 7 5.6C6.6 3 6.6 0 5.8-3C5-5.6 3.4-7.4 1.6-8.2C-.6-5.4-4.4-4-5.8-2.8C-6.6 0-6.6 3-7 5.6Z", hair)
    shine = path("M2-10.2C5.6-9.6 7.4-6.4 7.4-3C6.6-6 5-8.4 2-10.2Z", tint(hair, .25))
    return ears + face + dusk + cheeks + nose + mouth + eyes + glasses + fringe + shine


# --- case studies ----------------------------------------------------------------------------


def talbruecken() -> list[str]:
    """Six people around a table, seen from above, the town map in the middle."""
    cx, cy = 750, 500
    parts = [rect(0, 0, 1500, 1000, fade(PETROL_70, PETROL, way="d")), floor_boards()]
    parts.append(circle(cx, cy, 474, mix(PETROL, NIGHT, .45)) + ring(cx, cy, 452, 5, PETROL_50) + ring(cx, cy, 436, 2, OCHRE))
    parts.append(poly([(-50, 120), (560, -60), (1180, 1060), (420, 1060)], OCHRE_PALE, .12))
    parts.append(poly([(760, -60), (1020, -60), (1600, 900), (1420, 1060)], OCHRE_PALE, .1))
    people = [replace(CROWD[i], build=1.0) for i in (0, 1, 2, 3, 5, 6)]
    people[3] = replace(people[3], top=ACCENT, hair=HAIRS[4])
    people[5] = replace(people[5], top=SAND_DARK)
    people[0] = replace(people[0], top=HEATHER)
    for i, angle in enumerate(range(30, 390, 60)):
        a = math.radians(angle)
        px, py = cx + 366 * math.sin(a), cy - 366 * math.cos(a)
        parts.append(chair_from_above(px, py, angle + 180, wheels=i == 4))
    parts.append(circle(cx + 18, cy + 26, 306, NIGHT, .4))
    for i, angle in enumerate(range(30, 390, 60)):
        a = math.radians(angle)
        px, py = cx + 366 * math.sin(a), cy - 366 * math.cos(a)
        parts.append(group(ellipse(10, 16, 78, 34, NIGHT, .35), at=(px, py), turn=angle))
    parts.append(circle(cx, cy, 300, fade(tint(OCHRE_LIGHT, .2), "#D9A85C", way="d")) + ring(cx, cy, 297, 6, tint(OCHRE_PALE, .4)))
    parts.append(clip(disc(cx, cy, 292), *[stroke(f"M{cx - 320} {y}q160 {d} 320 0q160 {-d} 320 0", OCHRE_DARK, 2, .18)
                                           for y, d in zip(range(230, 800, 44), (14, -10, 20, -16) * 4, strict=False)]))
    parts.append(table_things(cx, cy))
    reaches = [(.4, .9), (.7, .2), (.2, .6), (.8, .5), (.4, .3), (.95, .4)]
    for i, angle in enumerate(range(30, 390, 60)):
        a = math.radians(angle)
        px, py = cx + 356 * math.sin(a), cy - 356 * math.cos(a)
        parts.append(seen_from_above(px, py, 150, people[i], angle + 180, reaches[i]))
    parts.append(room_corners())
    return parts


def floor_boards() -> str:
    rng = random.Random(8)
    parts = [line(0, y, 1500, y, NIGHT, 2, .3) for y in range(40, 1000, 62)]
    for row, y in enumerate(range(-22, 1000, 62)):
        x = rng.uniform(0, 240)
        while x < 1500:
            parts.append(line(x, y, x, y + 62, NIGHT, 2, .3))
            if rng.random() < .3:
                parts.append(rect(x, y + 1, 260, 60, PETROL_50, 0, .1 + .05 * (row % 2)))
            x += rng.uniform(220, 380)
    return "".join(parts)


def chair_from_above(x: float, y: float, turn: float, wheels: bool = False) -> str:
    if wheels:
        body = [rect(-52, -34, 104, 84, INK, 14), rect(-66, -36, 13, 92, INK, 6), rect(53, -36, 13, 92, INK, 6),
                rect(-63, -30, 3, 80, PETROL_50, 1), rect(60, -30, 3, 80, PETROL_50, 1), rect(-48, 46, 96, 12, PETROL_50, 5),
                rect(-46, 56, 9, 20, INK, 4), rect(37, 56, 9, 20, INK, 4)]
    else:
        body = [rect(-50, -30, 100, 82, OCHRE_DARK, 26), rect(-44, -34, 88, 76, OCHRE, 24), rect(-52, 40, 104, 18, WOOD_DARK, 9)]
    return group(ellipse(10, 20, 66, 58, NIGHT, .3), *body, at=(x, y), turn=turn)


def table_things(cx: float, cy: float) -> str:
    parts = [group(rect(-166, -106, 340, 226, NIGHT, 0, .2), map_sheet(-172, -116, 344, 232, seed=5),
                   line(-58, -116, -58, 116, SAND_EARTH, 1.5, .6), line(56, -116, 56, 116, SAND_EARTH, 1.5, .6),
                   pin(-96, -14, 46), pin(36, 46, 46, PETROL), pin(92, -40, 46, OCHRE_DARK),
                   stroke("M-96-14Q-30 40 36 46", ACCENT, 3.4, None, "9 8"), at=(cx, cy), turn=-8)]
    parts.append(sheet(cx + 118, cy - 196, 76, 104, 24, WHITE, mark=ACCENT, seed=2))
    parts.append(sheet(cx + 240, cy - 44, 70, 96, 82, OCHRE_PALE, seed=3))
    parts.append(sheet(cx - 118, cy + 200, 78, 104, 200, WHITE, mark=PETROL, seed=4))
    parts.append(sheet(cx - 140, cy - 186, 74, 98, -34, PETROL_10, seed=5))
    parts.append(laptop_from_above(cx + 130, cy + 200, 124, 150 + 180 - 8))
    parts.append(laptop_from_above(cx - 232, cy + 8, 104, 90))
    for x, y, c, t in [(204, -128, ACCENT, 40), (228, 84, WHITE, 110), (-10, 214, PETROL_35, 10), (-208, 128, OCHRE, 160), (-14, -222, MOSS_LIGHT, -60)]:
        parts.append(cup_from_above(cx + x, cy + y, 17, c, t))
    parts.append(pencil(cx + 62, cy - 240, 74, 64) + pencil(cx - 60, cy + 256, 70, -14, ACCENT) + pencil(cx + 236, cy + 8, 60, 100, PETROL))
    parts.append(note(cx - 54, cy - 170, 34, OCHRE_LIGHT, 12) + note(cx + 50, cy + 152, 34, ACCENT_LIGHT, -14))
    parts.append(circle(cx - 196, cy - 78, 15, ACCENT_LIGHT) + circle(cx - 180, cy - 64, 14, OCHRE) + circle(cx - 198, cy - 58, 13, MOSS))
    return "".join(parts)


def room_corners() -> str:
    leaf = "".join(group(blob([(0, 0), (26, -50), (0, -128), (-26, -50)], MOSS_DARK if i % 2 else MOSS),
                         line(0, -6, 0, -110, MOSS_LIGHT, 2, .5), turn=i * 40, at=(130, 130)) for i in range(9))
    corner = circle(146, 148, 128, NIGHT, .28) + leaf + circle(130, 130, 16, MOSS_DEEP)
    board = group(rect(-92, -52, 200, 124, NIGHT, 8, .3), rect(-100, -62, 200, 124, WOOD, 8), rect(-92, -54, 184, 108, tint(WOOD, .15), 5),
                  cup_from_above(-56, -22, 16, WHITE), cup_from_above(-14, 26, 16, ACCENT), circle(48, 0, 34, PETROL_20),
                  circle(48, 0, 27, PETROL_35), rect(78, -5, 28, 10, PETROL_20, 5), at=(1376, 870), turn=-12)
    bag = group(rect(-44, -26, 96, 68, NIGHT, 12, .3), rect(-50, -34, 96, 66, ACCENT_DARK, 12), rect(-50, -34, 96, 28, ACCENT, 12),
                stroke("M-24-34Q-2-66 20-34", ACCENT_DARK, 6), at=(1330, 150), turn=28)
    return corner + board + bag


def nordersiel() -> list[str]:
    """A chain of people passes sandbags along the dyke beside the tide gate."""
    parts = [rect(0, 0, 1500, 640, fade(NIGHT, PETROL_70, PETROL_35, "#F3D3A6")), glow(300, 520, 520, "#FFDDA0", 190)]
    for i, (x, y, w) in enumerate([(-200, 130, 820), (420, 100, 800), (1000, 190, 760), (700, 250, 520)]):
        parts.append(cumulus(x, y, w, fade(shade(PETROL, .25), PETROL_50), seed=i + 20))
    parts.append(rain(780, 230, 620, 300))
    for x, y, s, t in [(250, 330, 60, -10), (380, 286, 44, 8), (180, 250, 36, 14), (520, 380, 30, -4)]:
        parts.append(gull(x, y, s, WHITE, t))
    parts += [behind_the_dyke(), dyke(), tide_gate(150, 800), rough_sea(), sandbag_chain()]
    return parts


def rain(x: float, y: float, w: float, h: float) -> str:
    rng = random.Random(3)
    return "".join(line(x + rx, y + ry, x + rx - 18, y + ry + 62, PETROL_10, 1.6, .3) for rx, ry in
                   [(rng.random() * w, rng.random() * h) for _ in range(60)])


def behind_the_dyke() -> str:
    parts = [ridge(566, 12, mix(MOSS_DARK, PETROL_35, .5), 2, bottom=800)]
    parts.append(church(1240, 560, 250, SAND_DEEP, PETROL_70))
    for x, w, roof in [(720, 150, BRICK), (905, 170, ACCENT_DARK), (1100, 120, BRICK), (1390, 150, ACCENT_DARK)]:
        parts.append(long_house(x, 570, w, 44, mix(SAND_DARK, PETROL_35, .2), mix(roof, PETROL, .2), 4, 1, NIGHT, [1] if w > 145 else [], 1.3))
    for x, s in [(690, 100), (880, 130), (1080, 110), (1340, 130), (1350, 90)]:
        parts.append(group(tree(0, 0, s, mix(MOSS_DARK, PETROL, .2), s), at=(x, 575), turn=5))
    return "".join(parts)


def dyke() -> str:
    crest = [(-40, 640), (200, 614), (500, 582), (900, 548), (1540, 512)]
    berm = [(-40, 770), (300, 748), (800, 716), (1540, 676)]
    parts = [slope(crest, fade("#8FA66B", MOSS)), slope(berm, fade(MOSS, MOSS_DARK))]
    parts.append(path(smooth([(-40, 636), (200, 610), (500, 578), (900, 544), (1540, 508)], False) + "L1540 522L900 557L500 591L200 623L-40 648Z", tint(MOSS_LIGHT, .3)))
    parts.append(path(smooth([(-40, 800), (300, 776), (800, 742), (1540, 700)], False) + "L1540 756L800 790L300 818L-40 840Z", mix(SAND_DEEP, MOSS, .25)))
    rng = random.Random(5)
    for _ in range(130):
        x, y = rng.random() * 1500, 620 + rng.random() * 300
        parts.append(grass(x, y, 12 + (y - 600) * .03, shade(MOSS, .2) if y > 720 else MOSS_LIGHT, int(x), 3))
    for x, y in [(820, 602), (960, 590), (890, 622), (1110, 604), (1420, 566)]:
        parts.append(sheep(x, y, 34))
    return "".join(parts)


def sheep(x: float, y: float, size: float) -> str:
    return group(rect(-10, -8, 3, 9, INK), rect(8, -8, 3, 9, INK), ellipse(0, -14, 17, 10, WHITE), ellipse(-4, -11, 14, 7, SAND_DARK, .7),
                 ellipse(17, -17, 6, 4.4, INK), at=(x, y), scale=size / 34)


def tide_gate(x: float, y: float) -> str:
    """The Siel: a brick building over two gates with lifting gear."""
    brick = mix(BRICK, ACCENT_DARK, .4)
    parts = [poly([(x - 60, y + 110), (x - 20, y - 60), (x + 350, y - 60), (x + 420, y + 110)], mix(SAND_EARTH, PETROL, .3)),
             rect(x, y - 130, 330, 240, fade(brick, shade(brick, .35))), rect(x + 250, y - 130, 80, 240, shade(brick, .3))]
    for row in range(8):
        parts += [rect(x + 6 + i * 34 + (row % 2) * 16, y - 116 + row * 26, 18, 3, tint(brick, .25), 0, .35) for i in range(9)]
    for gx in (x + 40, x + 190):
        parts.append(path(f"M{gx} {y + 112}V{y - 20}a50 46 0 0 1 100 0V{y + 112}Z", NIGHT))
        parts.append(rect(gx, y - 36, 100, 76, WOOD_DARK) + "".join(rect(gx + i * 25 + 3, y - 36, 19, 76, shade(WOOD, .1)) for i in range(4)) +
                     rect(gx, y - 14, 100, 7, INK) + rect(gx, y + 18, 100, 7, INK))
        parts.append(line(gx + 50, y - 36, gx + 50, y - 230, INK, 5))
    parts.append(rect(x - 14, y - 140, 358, 16, SAND_DEEP) + rect(x - 14, y - 126, 358, 5, shade(SAND_DEEP, .3)))
    parts.append(house(x + 106, y - 140, 118, 66, SAND_DARK, PETROL_70, 1, 3, 40, NIGHT, [0, 2], chimney=False))
    parts += [rect(rx, y - 176, 3, 40, SAND) for rx in (x - 8, x + 36, x + 80, x + 290, x + 334)]
    parts.append(line(x - 8, y - 174, x + 84, y - 174, SAND, 3) + line(x + 280, y - 174, x + 338, y - 174, SAND, 3))
    return "".join(parts)


def rough_sea() -> str:
    parts = [path("M-40 858Q300 846 620 872T1540 900V1000H-40Z", fade(PETROL_50, PETROL_70))]
    for row, (y, c, step) in enumerate([(876, PETROL_35, 150), (908, PETROL_70, 180), (944, PETROL, 210), (980, NIGHT, 240)]):
        d = [f"M{-100 + row * 40} {y + 40}"]
        x = -100.0 + row * 40
        while x < 1600:
            d.append(f"C{x + step * .3:.0f} {y + 30} {x + step * .5:.0f} {y - 26} {x + step * .78:.0f} {y - 18}"
                     f"C{x + step * .66:.0f} {y - 6} {x + step * .74:.0f} {y + 16} {x + step:.0f} {y + 22}")
            x += step
        parts.append(path("".join(d) + "V1100H-100Z", c))
        x = -100.0 + row * 40
        while x < 1600:
            parts.append(stroke(f"M{x + step * .42:.0f} {y - 2}Q{x + step * .56:.0f} {y - 24} {x + step * .77:.0f} {y - 19}", WHITE, 4 - row * .4, .75 - row * .12))
            x += step
    for x in (190, 342):
        parts.append(path(f"M{x} 850q50 30 100 0q16 30 42 46q-90 22-184 0q28-16 42-46Z", PETROL_10, .8))
    return "".join(parts)


def sandbag_chain() -> str:
    """Ten people, two of them captains in vests; the bags travel to the right."""
    crew = [CROWD[4], replace(CROWD[2], extra=("vest",)), CROWD[3], CROWD[1], CROWD[0], CROWD[6], replace(CROWD[7], extra=("vest",)), CROWD[5]]
    parts = []
    for i in range(7):
        t = i / 6
        x = 1400 - 112 * i * (1 - .03 * i)
        y = 846 - 30 * t + 20
        h = 262 - 46 * t
        look = replace(crew[i], garment="trousers", build=min(crew[i].build, 1.12))
        pose = replace(HAND_OVER, near_arm=(46 + 6 * (i % 3), 82), lean=5 + 3 * (i % 2))
        bag = sandbag(0, 4, 21, SAND_DEEP) if i % 2 == 0 else ""
        shadow = ellipse(x - 20, y, h * .24, h * .03, NIGHT, .25)
        parts.insert(0, shadow + person(x, y, h, look, pose, held=bag))
    wall = "".join(sandbag(1490 - 62 * c - 30 * (r % 2), 872 - r * 25, 74, tint(SAND_DEEP, .1 * (r % 3))) for r in range(4) for c in range(3 - r // 2))
    pile = "".join(sandbag(x, y, 64, SAND_DEEP) for x, y in [(604, 852), (664, 856), (634, 830)])
    captain = person(536, 836, 226, replace(CROWD[7], style="beanie", hair=PETROL, extra=("vest",)), POINT)
    child = person(730, 850, 140, Look(SKINS[0], ACCENT, "beanie", OCHRE, PETROL, ACCENT_DARK), WALK, flip=True)
    return "".join(parts) + wall + pile + captain + child


def rheinfurt() -> list[str]:
    """One newsroom: screens, people of three offices, the river with its bridges outside."""
    parts = [rect(0, 0, 1500, 1000, fade(SAND, SAND_DARK)), rhine_view(), window_frames(), screen_wall(), newsroom_front()]
    return parts


def rhine_view() -> str:
    parts = [rect(560, 60, 940, 600, fade(PETROL_35, PETROL_20, "#F6DDB4")), sun(1240, 300, 40)]
    parts.append(cloud(640, 180, 240, WHITE, .6, 3) + cloud(1290, 210, 220, WHITE, .55, 5))
    rng = random.Random(21)
    x = 560.0
    while x < 1500:
        w, h = rng.uniform(34, 74), rng.uniform(60, 190)
        parts.append(rect(x, 430 - h, w, h + 40, mix(PETROL_35, "#E8D3B0", rng.uniform(.2, .5))))
        x += w + rng.uniform(-4, 14)
    x = 560.0
    while x < 1500:
        w, h = rng.uniform(40, 84), rng.uniform(40, 130)
        c = mix(PETROL_50, PETROL_20, rng.random() * .6)
        parts.append(rect(x, 450 - h, w, h + 20, c))
        parts += [rect(x + 8 + i * 14, 450 - h + 12 + j * 18, 6, 9, OCHRE_PALE if rng.random() < .3 else tint(c, .25))
                  for i in range(int((w - 10) / 14)) for j in range(int((h - 10) / 18))]
        x += w + rng.uniform(0, 16)
    parts.append(line(1118, 430, 1118, 205, PETROL_70, 7) + ellipse(1118, 240, 26, 11, PETROL_70) + line(1118, 210, 1118, 170, PETROL_70, 3))
    parts.append(water(560, 462, 940, 200, PETROL_35, PETROL_70, 4, 40))
    parts.append(rhine_bridge())
    boat = (path("M0 0H150L138 22H10Z", INK) + rect(12, -8, 104, 9, ACCENT) + rect(116, -20, 24, 20, WHITE) + rect(121, -15, 14, 7, PETROL))
    parts.append(group(boat, at=(800, 578)) + rect(790, 602, 170, 3, WHITE, 1, .5))
    return clip(box(560, 60, 940, 600), *parts)


def rhine_bridge() -> str:
    parts = []
    for px in (780, 1330):
        parts.append(poly([(px - 9, 560), (px + 9, 560), (px + 5, 290), (px - 5, 290)], PETROL))
        for i in range(1, 9):
            for side in (-1, 1):
                parts.append(line(px, 296 + i * 8, px + side * i * 30, 484, PETROL, 2, .8))
    parts.append(rect(540, 482, 980, 13, PETROL) + rect(540, 478, 980, 4, PETROL_10))
    tram = "".join(rect(1010 + i * 58, 456, 54, 22, ACCENT, 4) + "".join(rect(1015 + i * 58 + j * 12, 460, 8, 8, OCHRE_PALE) for j in range(4)) for i in range(3))
    return "".join(parts) + tram


def window_frames() -> str:
    parts = [rect(x, 50, 16, 620, INK) for x in (552, 868, 1184, 1496)]
    parts.append(rect(552, 46, 960, 16, INK) + rect(552, 656, 960, 20, INK) + rect(552, 674, 960, 14, WHITE))
    parts.append(rect(0, 688, 1500, 320, fade(SAND_DARK, SAND_DEEP)))
    parts += [poly([(x, 1000), (x + 190, 1000), (x - 60, 690), (x - 200, 690)], OCHRE_PALE, .35) for x in (700, 1100, 1500)]
    parts.append(pendant(690, 0, 150, 120, ACCENT) + pendant(1040, 0, 128, 120, PETROL))
    return "".join(parts)


def screen_wall() -> str:
    """Six screens: map, gauge, figures, forecast, post, list in plain words."""
    parts = [rect(40, 84, 480, 540, PETROL, 8), rect(40, 84, 480, 540, fade("#06303A00", "#06303A88"), 8)]
    cells = [(x, y) for y in (110, 284, 458) for x in (66, 292)]
    w, h = 202, 142
    contents = []
    for i, (x, y) in enumerate(cells):
        if i == 0:
            body = map_sheet(x, y, w, h, 9) + pin(x + 90, y + 90, 40)
            fill = SAND
        elif i == 1:
            fill = NIGHT
            body = stroke(smooth([(x - 5, y + 110), (x + 50, y + 98), (x + 90, y + 52), (x + 140, y + 74), (x + 210, y + 26)], False), ACCENT_LIGHT, 6)
            body += "".join(line(x, y + g, x + w, y + g, PETROL_70, 1.4) for g in (30, 60, 90, 120)) + circle(x + 90, y + 52, 8, OCHRE)
        elif i == 2:
            fill = PETROL_10
            body = "".join(rect(x + 22 + j * 34, y + 124 - b, 22, b, c, 2) for j, (b, c) in enumerate(zip((44, 70, 58, 92, 80), NOTES, strict=True)))
        elif i == 3:
            fill = OCHRE_PALE
            body = text_rows(x + 18, y + 24, 166, 5, 9, OCHRE_DARK, 4) + circle(x + 168, y + 110, 16, ACCENT)
        elif i == 4:
            fill = MOSS_PALE
            body = bubble(x + 16, y + 18, 110, 44, WHITE, (x + 30, y + 78), 10) + bubble(x + 80, y + 76, 106, 44, PETROL, (x + 176, y + 134), 10)
            body += text_rows(x + 28, y + 30, 80, 2, 6, PETROL_35) + text_rows(x + 94, y + 88, 76, 2, 6, PETROL_20)
        else:
            fill = PETROL_70
            body = sun(x + 130, y + 46, 22) + cloud(x + 40, y + 96, 120, WHITE, None, 2) + "".join(
                line(x + 60 + j * 22, y + 112, x + 54 + j * 22, y + 128, PETROL_10, 3) for j in range(4))
        contents.append(screen(x, y, w, h, fill, body))
    return "".join(parts + contents)


def newsroom_front() -> str:
    """Fire brigade, press office and health office at one desk."""
    fire = Look(SKINS[0], HAIRS[2], "short", "#24343B", "#24343B", INK, build=1.1, extra=("reflect", "beard"))
    press = Look(SKINS[3], HAIRS[0], "curly", ACCENT, NIGHT, INK, extra=("collar",))
    health = Look(SKINS[1], PETROL, "scarf", WHITE, PETROL_70, INK)
    parts = []
    for x, w, c, tail in [(640, 190, PETROL, (770, 360)), (880, 176, ACCENT, (950, 352)), (1120, 200, WHITE, (1170, 350))]:
        y = 180 + (x % 3) * 14
        parts.append(bubble(x, y, w, 104, c, tail, 26))
        parts.append(text_rows(x + 26, y + 28, w - 52, 3, 11, PETROL_35 if c == WHITE else tint(c, .5), x))
    talk = replace(FRONT, near_arm=(20, 150), far_arm=(-14, 24))
    parts.append(person(756, 890, 500, fire, replace(FRONT, near_arm=(10, 60), far_arm=(-22, 22))))
    parts.append(person(980, 890, 490, press, talk))
    parts.append(person(1186, 890, 478, health, replace(FRONT, near_arm=(26, -34), far_arm=(-12, 30))))
    parts.append(person(276, 880, 500, replace(CROWD[5], hair=HAIRS[4], top=MOSS, style="bob", garment="trousers"), replace(BACK, near_arm=(96, 150), far_arm=(-10, 12))))
    parts.append(rect(-20, 800, 1540, 34, tint(WOOD, .25)) + rect(-20, 832, 1540, 170, fade(WOOD, WOOD_DARK)))
    parts.append("".join(line(x, 836, x, 1000, WOOD_DARK, 3, .5) for x in (300, 700, 1100)))
    parts.append(back_of_monitor(480, 800, 190) + back_of_monitor(1372, 800, 180))
    parts.append(cup(690, 806, 44, PETROL, True) + cup(1258, 804, 40, OCHRE) + plant(90, 804, 170, OCHRE, MOSS_DARK, 2))
    parts.append(poly([(820, 800), (960, 800), (980, 814), (812, 814)], WHITE) + poly([(1020, 802), (1130, 800), (1140, 812), (1016, 814)], OCHRE_PALE))
    return "".join(parts)


def back_of_monitor(x: float, y: float, w: float) -> str:
    return (rect(x - w * .06, y - w * .16, w * .12, w * .16, PETROL_50) + rect(x - w * .2, y - 8, w * .4, 9, PETROL_70, 4) +
            rect(x - w / 2, y - w * .72, w, w * .58, NIGHT, 8) + rect(x - w / 2, y - w * .72, w, w * .58, fade("#5F959E44", "#5F959E00"), 8) + circle(x, y - w * .43, 8, PETROL_50))


def mittelheide() -> list[str]:
    """Staff walk along lines between coloured offices on the heath."""
    parts = [rect(0, 0, 1500, 520, fade(PETROL_35, PETROL_10, "#F8E3BF")), sun(1130, 250, 46)]
    parts += [cloud(120, 150, 330, WHITE, .75, 4), cloud(620, 100, 260, WHITE, .6, 6), cloud(1220, 170, 300, WHITE, .7, 8)]
    parts += [ridge(400, 16, mix(MOSS_DARK, PETROL_20, .55), 1, waves=2.2), heath_trees(), ridge(440, 14, HEATHER_LIGHT, 4),
              ridge(520, 26, mix(HEATHER_LIGHT, HEATHER, .5), 2), ridge(640, 34, HEATHER, 6, waves=1.2), ridge(800, 40, shade(HEATHER, .18), 3, waves=1.1)]
    stops = [(250, 560), (640, 690), (1010, 560), (1280, 760), (330, 850), (800, 900)]
    for a, b, c in [(0, 1, PETROL), (1, 2, ACCENT), (2, 3, OCHRE), (1, 4, SAND), (4, 5, PETROL), (5, 3, ACCENT), (0, 4, OCHRE), (1, 5, SAND)]:
        (ax, ay), (bx, by) = stops[a], stops[b]
        d = f"M{ax} {ay}C{(ax + bx) / 2} {ay + 30} {(ax + bx) / 2} {by - 30} {bx} {by}"
        parts.append(stroke(d, shade(HEATHER, .4), 15, .35) + stroke(d, SAND_DARK, 12) + stroke(d, c, 4, None, "2 13"))
    parts.append(heather_tufts())
    wanderers = [(440, 646, 132, CROWD[1], WALK, False), (830, 640, 126, CROWD[2], STROLL, False), (1150, 684, 142, CROWD[4], WALK, False),
                 (532, 762, 156, CROWD[0], WALK, True), (566, 916, 182, CROWD[5], STROLL, False), (1085, 852, 166, CROWD[6], WALK, False)]
    offices = [(250, 560, 150, PETROL, 0), (1010, 560, 150, OCHRE, 1), (640, 690, 176, ACCENT, 2), (1280, 760, 196, MOSS_DARK, 3), (330, 852, 200, OCHRE_DARK, 4), (800, 908, 214, PETROL, 5)]
    for x, y, w, c, i in offices:
        parts.append(open_office(x, y, w, c, i))
    for x, y, h, look, pose, flip in wanderers:
        parts.append(ellipse(x + 14, y, h * .26, h * .035, NIGHT, .25) + person(x, y, h, look, pose, flip, held=folder()))
    return parts


def folder() -> str:
    return rect(-7, -6, 11, 14, OCHRE_LIGHT, 1) + rect(-7, -6, 3, 14, OCHRE_DARK, 1)


def heath_trees() -> str:
    rng = random.Random(14)
    parts = []
    for i in range(34):
        x = i * 46 + rng.uniform(-16, 16)
        c = mix(MOSS_DARK, PETROL_35, .4)
        parts.append(conifer(x, 430 + rng.uniform(-6, 10), rng.uniform(50, 94), c) if rng.random() < .7 else tree(x, 430, rng.uniform(60, 90), c, i))
    return "".join(parts)


def heather_tufts() -> str:
    rng = random.Random(6)
    spots = sorted(((rng.random() * 1500, 470 + 530 * rng.random()) for _ in range(150)), key=lambda p: p[1])
    parts = []
    for x, y in spots:
        s = 10 + (y - 450) * .05
        c = rng.choice((shade(HEATHER, .3), tint(HEATHER_LIGHT, .2), MOSS_DARK, HEATHER_LIGHT))
        parts.append(ellipse(x, y, s, s * .42, c, .8) + ellipse(x - s * .3, y - s * .2, s * .55, s * .3, tint(c, .2), .8))
    for x, y, s in [(90, 700, 120), (1440, 610, 110), (60, 950, 150), (1450, 950, 160)]:
        parts.append(poplar(x, y, s, MOSS_DEEP))
    return "".join(parts)


def open_office(x: float, y: float, w: float, colour: str, kind: int) -> str:
    """A little house cut open: one person at a desk inside; x is its middle."""
    h = w * .68
    left = x - w / 2
    inner = tint(colour, .62)
    parts = [ellipse(x + w * .1, y, w * .66, w * .06, NIGHT, .3), poly([(left + w, y), (left + w * 1.2, y - w * .06), (left + w * 1.2, y - h - w * .06), (left + w, y - h)], shade(colour, .35)),
             poly([(left + w * .5, y - h - w * .36), (left + w * .7, y - h - w * .42), (left + w * 1.24, y - h - w * .03), (left + w * 1.05, y - h + w * .03)], shade(colour, .2)),
             poly([(left, y), (left, y - h), (x, y - h - w * .36), (left + w, y - h), (left + w, y)], colour),
             poly([(left + w * .08, y - w * .05), (left + w * .08, y - h + w * .02), (x, y - h - w * .25), (left + w * .92, y - h + w * .02), (left + w * .92, y - w * .05)], inner)]
    seat = left + w * .3
    look = CROWD[(kind + 3) % len(CROWD)]
    parts.append(rect(seat - w * .08, y - w * .23, w * .16, w * .03, INK) + line(seat - w * .06, y - w * .46, seat - w * .07, y - w * .2, INK, w * .02) +
                 line(seat, y - w * .2, seat, y - w * .05, INK, w * .02))
    parts.append(person(seat, y - w * .05, w * .72, replace(look, build=1.0), TYPE))
    parts.append(rect(left + w * .46, y - w * .33, w * .44, w * .025, WOOD_DARK) + rect(left + w * .84, y - w * .31, w * .025, w * .26, WOOD_DARK))
    parts.append(poly([(left + w * .62, y - w * .34), (left + w * .78, y - w * .34), (left + w * .84, y - w * .5), (left + w * .81, y - w * .5), (left + w * .75, y - w * .365)], NIGHT))
    icon = [books(left + w * .56, y - h + w * .12, w * .28, w * .15, kind), note(x + w * .2, y - h + w * .05, w * .12, OCHRE_LIGHT, 6),
            circle(x + w * .18, y - h + w * .03, w * .07, WHITE) + stroke(f"M{x + w * .18:.1f} {y - h - w * .015:.1f}v{w * .045:.1f}h{w * .03:.1f}", INK, w * .012)]
    parts.append(icon[kind % 3])
    eave = w * .06
    parts.append(stroke(f"M{left - eave:.1f} {y - h + eave * .7:.1f}L{x:.1f} {y - h - w * .36:.1f}L{left + w + eave:.1f} {y - h + eave * .7:.1f}", shade(colour, .4), w * .05))
    return "".join(parts)


def steinach() -> list[str]:
    """The power is out; only the village shop is lit and warm."""
    parts = [rect(0, 0, 1500, 700, fade(NIGHT, "#0A4350", PETROL_70)), stars(), circle(1210, 150, 40, OCHRE_PALE), circle(1194, 140, 36, "#0A4552")]
    parts += [mountains(), night_forest(), dark_houses(), rect(0, 742, 1500, 260, fade("#0D4350", NIGHT)), light_on_street(),
              village_shop(560, 800), street_people(), fire_engine(1090, 872)]
    parts.append(bench(24, 838, 120, shade(WOOD, .4)) + bicycle(470, 838, 120, ACCENT_DARK) + lamp_post(300, 880, 300, False, NIGHT))
    return parts


def stars() -> str:
    rng = random.Random(2)
    return "".join(circle(rng.random() * 1500, rng.random() * 330, rng.uniform(.9, 2.4), OCHRE_PALE, rng.uniform(.35, .95)) for _ in range(80))


def mountains() -> str:
    far = [(-20, 460), (150, 300), (260, 380), (430, 200), (560, 330), (690, 260), (860, 390), (1040, 220), (1180, 340), (1340, 240), (1520, 400)]
    parts = [poly([*far, (1520, 760), (-20, 760)], fade("#3C7985", "#1D5C69"))]
    for i in (1, 3, 5, 7, 9):
        (px, py), (rx, ry) = far[i], far[i + 1]
        parts.append(poly([(px, py), (rx, ry), (px + (rx - px) * .3, ry + 60)], "#1D5C69"))
        parts.append(poly([(px, py), (px + (rx - px) * .3, py + (ry - py) * .3), (px + 6, py + 40), (px - 16, py + 30), (px - 38, py + 46)], PETROL_20, .85))
    parts.append(ridge(520, 46, "#124F5B", 4, bottom=780))
    return "".join(parts)


def night_forest() -> str:
    rng = random.Random(9)
    parts = [conifer(x + rng.uniform(-10, 10), 600 + rng.uniform(-30, 20), rng.uniform(80, 140), "#0F4550") for x in range(0, 1520, 34)]
    parts += [conifer(x + rng.uniform(-12, 12), 690 + rng.uniform(-16, 16), rng.uniform(110, 180), "#0A3A40") for x in range(-20, 1540, 58)]
    return "".join(parts)


def dark_houses() -> str:
    wall, roof = "#2C5F69", "#123F4A"
    parts = [church(1010, 740, 300, "#35666F", "#0F3B46")]
    for x, w, h, d in [(-40, 170, 110, 70), (190, 150, 100, 60), (1180, 170, 116, 80), (1400, 150, 104, 60)]:
        parts.append(house(x, 752, w, h, mix(wall, SAND_DEEP, .12), roof, 2, 3, d, "#0B3742", shutters="#1B4B55", door_colour="#0B3742", frame="#4E7F88"))
    parts.append(rect(250, 640, 5, 6, OCHRE_LIGHT) + glow(252, 642, 22, OCHRE_LIGHT, 150) + rect(1236, 654, 5, 6, OCHRE_LIGHT) + glow(1238, 656, 22, OCHRE_LIGHT, 150))
    return "".join(parts)


def light_on_street() -> str:
    return (poly([(560, 800), (960, 800), (1130, 1000), (360, 1000)], fade("#F0C676AA", "#F0C67618")) + glow(760, 780, 420, OCHRE_LIGHT, 90) +
            "".join(rect(x, y, 46, 3, NIGHT, 1, .22) for x, y in [(420, 930), (560, 960), (700, 900), (840, 950), (980, 920), (640, 985), (900, 985)]))


def village_shop(x: float, y: float) -> str:
    """A wide lit front with people, shelves, an urn of tea and baskets outside."""
    w, h = 400, 210
    wall = mix(SAND_DARK, OCHRE_LIGHT, .25)
    parts = [rect(x, y - h, w, h, wall), rect(x, y - 34, w, 34, mix(BRICK, NIGHT, .3))]
    parts.append(poly([(x - 36, y - h + 6), (x + w + 36, y - h + 6), (x + w - 54, y - h - 150), (x + 54, y - h - 150)], fade(BRICK, mix(BRICK, NIGHT, .25))))
    for i in range(1, 6):
        parts.append(line(x - 28 + i * 14, y - h - 20 - i * 20, x + w + 28 - i * 14, y - h - 20 - i * 20, shade(BRICK, .45), 2))
    for dx in (x + 110, x + 290):
        parts.append(poly([(dx - 44, y - h - 40), (dx + 44, y - h - 40), (dx, y - h - 112)], shade(BRICK, .4)) + window(dx - 15, y - h - 78, 30, 36, OCHRE_LIGHT))
    parts.append(rect(x + 300, y - h - 196, 34, 80, shade(BRICK, .5)) + "".join(ellipse(x + 318 + i * 12, y - h - 214 - i * 26, 13 + i * 5, 10 + i * 3, PETROL_35, .3 - i * .05) for i in range(4)))
    glass = fade(OCHRE_PALE, OCHRE_LIGHT)
    for gx, gw in ((x + 18, 150), (x + 232, 150)):
        inside = [rect(gx, y - 156, gw, 122, glass)]
        for sy in (y - 128, y - 100):
            inside.append(rect(gx, sy, gw, 4, WOOD))
            inside += [rect(gx + 6 + i * 13, sy - 14 - (i * 7) % 6, 9, 14 + (i * 7) % 6, (ACCENT, PETROL, MOSS, OCHRE_DARK, BRICK)[i % 5], 2) for i in range(gw // 13 - 1)]
        parts.append(rect(gx - 6, y - 162, gw + 12, 134, WOOD_DARK) + clip(box(gx, y - 156, gw, 122), *inside))
    people = [person(x + 66, y - 8, 128, replace(CROWD[5], top=ACCENT), FRONT), person(x + 118, y - 8, 122, replace(CROWD[3], top=PETROL), replace(FRONT, near_arm=(14, 110))),
              person(x + 284, y - 6, 126, replace(CROWD[1], top=MOSS_DARK), PHONE), person(x + 340, y - 6, 120, replace(CROWD[0], top=ACCENT_DARK), SIT_TALL, True)]
    parts.append(clip(box(x + 18, y - 156, 150, 122) + box(x + 232, y - 156, 150, 122), *people))
    parts += [rect(gx + 47, y - 156, 4, 122, WOOD_DARK) + rect(gx + 99, y - 156, 4, 122, WOOD_DARK) for gx in (x + 18, x + 232)]
    parts.append(rect(x + 176, y - 140, 48, 140, WOOD_DARK) + rect(x + 181, y - 134, 38, 134, glass) + rect(x + 181, y - 64, 38, 64, mix(ACCENT_DARK, NIGHT, .1)) + circle(x + 213, y - 62, 3, OCHRE_PALE))
    awning = "".join(poly([(x + 6 + i * 32.3, y - 176), (x + 38.3 + i * 32.3, y - 176), (x + 40 + i * 32.6, y - 142), (x + 4 + i * 32.6, y - 142)], ACCENT if i % 2 else SAND) for i in range(12))
    parts.append(awning + rect(x + 80, y - 212, 240, 32, PETROL, 4) + stroke(f"M{x + 180} {y - 200}h40l-6 14h-28ZM{x + 188} {y - 200}q12-16 24 0", SAND, 3) + rect(x + 100, y - 198, 60, 5, SAND, 2) + rect(x + 240, y - 198, 60, 5, SAND, 2))
    parts.append("".join(crate(x + 8 + i * 46, y + 4, 42, c) for i, c in enumerate((ACCENT, MOSS, OCHRE))) + plant(x + 396, y + 4, 90, ACCENT_DARK, MOSS_DARK, 3))
    return "".join(parts)


SIT_TALL = Pose(near_arm=(30, 100), far_arm=(20, 60), near_leg=(0, 0), far_leg=(4, 4))


def crate(x: float, y: float, w: float, fruit: str) -> str:
    return ("".join(circle(x + w * (.16 + .17 * i), y - w * .46 - (i % 2) * 3, w * .11, fruit if i % 2 else tint(fruit, .2)) for i in range(5)) +
            rect(x, y - w * .44, w, w * .44, WOOD) + rect(x, y - w * .28, w, 3, WOOD_DARK))


def street_people() -> str:
    """Neighbours on their way to the light."""
    parts = []
    for x, y, h, look, pose, flip in [
        (330, 930, 208, replace(CROWD[2], top=MOSS), WALK, False), (404, 934, 130, Look(SKINS[1], ACCENT, "beanie", OCHRE, PETROL, INK), WALK, False),
        (950, 868, 186, Look(SKINS[0], OCHRE, "helmet", INK, INK, INK, extra=("reflect",)), replace(STROLL, near_arm=(20, 30)), True),
        (200, 910, 190, replace(CROWD[5], top=HEATHER), WALK, False),
    ]:
        parts.append(poly([(x - 10, y), (x + 10, y), (x - h * .5, y + h * .3), (x - h * .6, y + h * .28)], NIGHT, .35) + person(x, y, h, look, pose, flip))
    parts.append(rollator(234, 910, 190) + wheelchair_user(690, 926, 186, replace(CROWD[7], top=PETROL_35), flip=False))
    lantern = glow(0, 10, 60, OCHRE_LIGHT, 220) + rect(-5, 2, 10, 15, OCHRE_PALE, 2) + rect(-6, 0, 12, 3, INK) + rect(-6, 16, 12, 3, INK)
    parts.append(group(lantern, at=(376, 816)))
    return "".join(parts)


def fire_engine(x: float, y: float) -> str:
    red = ACCENT
    parts = [ellipse(x + 180, y + 2, 220, 14, NIGHT, .5), rect(x, y - 150, 270, 122, fade(red, ACCENT_DARK), 8), path(f"M{x + 274} {y - 28}v-112q0-8 8-8h58q18 0 26 22l18 44q4 10 4 22v32Z", fade(red, ACCENT_DARK)),
             path(f"M{x + 304} {y - 132}h34q10 0 15 14l14 36h-63Z", PETROL_20), rect(x, y - 66, 388, 9, OCHRE_PALE), rect(x, y - 34, 390, 12, INK)]
    for i in range(3):
        parts.append(rect(x + 14 + i * 84, y - 138, 74, 64, shade(red, .25), 3) + "".join(rect(x + 16 + i * 84, y - 132 + j * 13, 70, 2, ACCENT_LIGHT, 0, .5) for j in range(5)))
    parts.append(rect(x + 10, y - 168, 250, 6, PETROL_20) + rect(x + 10, y - 158, 250, 6, PETROL_20) + "".join(rect(x + 20 + i * 26, y - 168, 5, 16, PETROL_20) for i in range(10)))
    parts.append(glow(x + 318, y - 160, 90, PETROL_20, 160) + rect(x + 300, y - 162, 36, 15, PETROL_35, 5))
    for wx in (x + 76, x + 320):
        parts.append(circle(wx, y - 26, 33, NIGHT) + circle(wx, y - 26, 26, INK) + circle(wx, y - 26, 12, PETROL_35))
    gen = rect(-40, -40, 80, 34, OCHRE, 4) + rect(-34, -34, 26, 20, INK, 2) + stroke("M-44-2V-46H44V-2", INK, 4) + circle(18, -22, 9, INK) + circle(-26, 0, 7, INK)
    cable = stroke(f"M{x - 74} {y + 2}C{x - 120} {y + 50} {x - 240} {y + 30} {x - 300} {y - 10}S{x - 350} {y - 60} {x - 336} {y - 76}", INK, 4)
    return cable + "".join(parts) + group(gen, at=(x - 40, y + 8))


def bergwalde() -> list[str]:
    """Laptop on a kitchen table, the hill town through the window."""
    parts = [rect(0, 0, 1500, 1000, fade("#DCE7DD", SAND_DARK)), kitchen_wall(), hill_town(), window_cross(), sill(), kitchen_table(), worker()]
    return parts


def kitchen_wall() -> str:
    tiles = "".join(rect(x, y, 58, 58, mix(MOSS_PALE, WHITE, .3 + .3 * ((x + y) // 60 % 2)), 3) for x in range(0, 380, 62) for y in range(430, 690, 62))
    shelf = rect(20, 190, 320, 14, WOOD) + books(40, 190, 120, 90, 4) + cup(200, 190, 46, ACCENT) + cup(262, 190, 46, PETROL) + plant(316, 190, 110, OCHRE, MOSS, 6)
    hooks = rect(20, 330, 320, 8, WOOD_DARK) + "".join(line(60 + i * 60, 338, 60 + i * 60, 352, INK, 3) for i in range(5))
    pans = circle(60, 384, 32, NIGHT) + circle(60, 384, 26, PETROL_70) + line(60, 350, 60, 340, NIGHT, 6) + limb([(130, 352), (130, 400)], [4, 4], WOOD) + ellipse(130, 410, 12, 18, WOOD)
    pans += limb([(190, 352), (190, 400)], [4, 4], PETROL_35) + rect(178, 396, 24, 34, PETROL_35, 6) + path("M236 352h34l-4 74h-26Z", ACCENT_LIGHT)
    calendar = rect(1350, 150, 120, 150, WHITE, 4) + rect(1350, 150, 120, 34, ACCENT, 4) + "".join(rect(1362 + c * 20, 198 + r * 23, 14, 14, OCHRE_LIGHT if (r, c) == (2, 3) else PETROL_10, 2) for r in range(4) for c in range(5))
    clock = circle(1410, 400, 52, WHITE) + ring(1410, 400, 52, 8, PETROL) + stroke("M1410 366V400L1432 414", INK, 6)
    return tiles + shelf + hooks + pans + calendar + clock


def hill_town() -> str:
    parts = [rect(400, 60, 760, 600, fade(PETROL_20, "#FBE6C3")), sun(560, 190, 38), cloud(850, 150, 230, WHITE, .8, 2), cloud(960, 330, 180, WHITE, .7, 7)]
    parts += [ridge(430, 40, mix(PETROL_35, SAND, .3), 3, bottom=700), path("M380 660C480 600 560 430 760 400C920 380 1040 470 1180 560V700H380Z", mix(MOSS, PETROL_35, .35)),
              church(660, 470, 230, SAND, PETROL)]
    rng = random.Random(31)
    rows = [(452, 660, 900, 40), (500, 590, 990, 48), (556, 520, 1060, 56), (616, 440, 1140, 66)]
    for y, x0, x1, size in rows:
        x = float(x0)
        while x < x1:
            w = size * rng.uniform(.8, 1.15)
            parts.append(house(x, y + rng.uniform(-8, 8), w, w * rng.uniform(.7, 1.1), rng.choice((SAND, ACCENT_PALE, OCHRE_PALE, SAND_DARK)),
                               rng.choice((BRICK, ACCENT_DARK, PETROL_70)), 2, 2, w * .4, PETROL_70, door=False))
            x += w * 1.6
            if rng.random() < .5:
                parts.append(tree(x - w * .12, y + 8, size * rng.uniform(.7, 1), MOSS_DARK, int(x)))
    parts += [conifer(x, 670, h, MOSS_DEEP) for x, h in [(420, 120), (466, 90), (1090, 110), (1140, 140)]]
    parts.append(gull(620, 270, 30, WHITE, -10) + gull(664, 252, 22, WHITE, 8))
    return clip(box(400, 60, 760, 600), *parts)


def window_cross() -> str:
    frame = "".join([rect(382, 44, 796, 20, WHITE), rect(382, 44, 20, 640, WHITE), rect(1158, 44, 20, 640, WHITE), rect(770, 44, 20, 640, WHITE), rect(382, 250, 796, 12, WHITE)])
    shadow = rect(402, 64, 6, 590, PETROL_50, 0, .35) + rect(790, 64, 6, 590, PETROL_50, 0, .35) + rect(402, 262, 756, 5, PETROL_50, 0, .3)
    curtain = path("M1150 30H1300C1290 240 1270 500 1290 700H1196C1216 480 1210 220 1150 30Z", ACCENT_LIGHT) + path("M1210 30H1240C1250 240 1230 500 1246 700H1220C1232 480 1240 220 1210 30Z", shade(ACCENT_LIGHT, .15))
    curtain += path("M410 30H350C352 200 330 420 340 560H372C380 400 380 200 410 30Z", ACCENT_LIGHT)
    return frame + shadow + curtain + rect(320, 22, 1000, 14, WOOD_DARK, 6)


def sill() -> str:
    cat = (path("M0 0C-30 0-40-30-26-60C-20-78-14-86-14-100L-22-124L-4-112H12L28-124L24-96C30-70 44-50 40 0Z", INK) + path("M40-10Q86 0 80-46Q78-58 70-52", "none") +
           stroke("M38-8Q80-2 84-40", INK, 11) + path("M0 0C-30 0-40-30-26-60C-14-40-16-20 0 0Z", mix(INK, PETROL_50, .3)))
    return rect(360, 652, 840, 26, WHITE) + rect(360, 676, 840, 10, SAND_DEEP) + group(cat, at=(1090, 654)) + plant(470, 654, 120, PETROL, MOSS, 8) + plant(560, 654, 90, ACCENT, MOSS_DARK, 9)


def kitchen_table() -> str:
    parts = [poly([(-40, 1000), (90, 760), (1410, 760), (1540, 1000)], fade(tint(WOOD, .45), tint(WOOD, .18))), poly([(220, 760), (520, 760), (480, 1000), (60, 1000)], OCHRE_PALE, .4), poly([(640, 760), (900, 760), (960, 1000), (600, 1000)], OCHRE_PALE, .4)]
    parts += [line(70 + i * 340 - (i - 2) * 20, 764, -40 + i * 395, 1000, WOOD, 2, .35) for i in range(5)]
    w = 330
    x, y = 620, 880
    parts.append(poly([(x - 190, y + 20), (x + 230, y + 20), (x + 200, y - 40), (x - 150, y - 40)], NIGHT, .2))
    parts.append(poly([(x - 165, y - 26), (x + 165, y - 26), (x + 205, y + 30), (x - 205, y + 30)], PETROL_20) + poly([(x - 205, y + 30), (x + 205, y + 30), (x + 203, y + 40), (x - 203, y + 40)], PETROL_35))
    parts += [poly([(x - 150 - r * 9 + c * (30 + r * 1.6), y - 20 + r * 12), (x - 126 - r * 9 + c * (30 + r * 1.6), y - 20 + r * 12), (x - 125 - r * 11 + c * (30 + r * 1.9), y - 12 + r * 12), (x - 152 - r * 11 + c * (30 + r * 1.9), y - 12 + r * 12)], PETROL_70) for r in range(3) for c in range(10)]
    parts.append(poly([(x - 165, y - 26), (x + 165, y - 26), (x + 172, y - 236), (x - 172, y - 236)], INK))
    scr = f"M{x - 155} {y - 38}L{x + 155} {y - 38}L{x + 161} {y - 225}L{x - 161} {y - 225}Z"
    parts.append(clip(scr, rect(x - 170, y - 236, w + 20, 210, fade(PETROL_10, WHITE)), rect(x - 170, y - 236, w + 20, 30, PETROL), circle(x - 146, y - 214, 5, ACCENT_LIGHT), circle(x - 130, y - 214, 5, OCHRE),
                      lock(x - 86, y - 96, 84), "".join(check_row(x + 10, y - 178 + i * 36, i < 3) for i in range(4))))
    parts.append(cup(880, 850, 60, MOSS_DARK))
    parts.append(group(sheet(0, 0, 130, 90, 0, WHITE, 4, ACCENT, 3), at=(330, 870), turn=-10) + pencil(240, 930, 120, -14))
    plate = ellipse(250, 815, 78, 22, WHITE) + ellipse(250, 812, 58, 14, SAND_DARK) + path("M206 812C206 782 292 776 300 806C286 796 268 800 262 812C246 800 224 804 206 812Z", OCHRE_DARK) + stroke("M226 804l6-14M246 800l4-16M268 798l2-14", shade(OCHRE_DARK, .3), 3)
    parts.append(plate + phone_flat(1000, 930))
    return "".join(parts)


def lock(x: float, y: float, s: float) -> str:
    return stroke(f"M{x - s * .24:.0f} {y - s * .3:.0f}v{-s * .22:.0f}a{s * .24:.0f} {s * .24:.0f} 0 0 1 {s * .48:.0f} 0v{s * .22:.0f}", PETROL_70, s * .11) + rect(x - s * .42, y - s * .32, s * .84, s * .7, PETROL, 8) + circle(x, y - s * .04, s * .1, OCHRE_LIGHT) + rect(x - s * .035, y, s * .07, s * .2, OCHRE_LIGHT)


def check_row(x: float, y: float, done: bool) -> str:
    mark = stroke(f"M{x + 5} {y + 10}l6 6l10-12", WHITE, 4) if done else ""
    return rect(x, y, 24, 22, MOSS if done else PETROL_20, 5) + mark + rect(x + 36, y + 6, 80 + (y * 7) % 30, 9, PETROL_35, 4)


def phone_flat(x: float, y: float) -> str:
    return group(poly([(-30, 6), (44, 6), (60, 46), (-38, 46)], NIGHT, .2), poly([(-34, 0), (36, 0), (50, 40), (-44, 40)], INK), poly([(-29, 4), (32, 4), (43, 36), (-38, 36)], PETROL_50), at=(x, y))


def worker() -> str:
    """A clerk with a headset at the table's right side."""
    look = Look(SKINS[2], HAIRS[0], "bun", PETROL, NIGHT, extra=("glasses",))
    back = rect(1330, 690, 120, 330, WOOD_DARK, 20) + rect(1346, 706, 88, 300, WOOD, 14)
    mug = cup(3, 5, 11, ACCENT, True)
    body = person(1290, 1190, 760, look, replace(SIT, near_arm=(40, 112), far_arm=(30, 82), lean=3), flip=True, held=mug)
    headset = stroke("M1262 566A62 62 0 0 1 1316 640", NIGHT, 11) + ellipse(1306, 648, 17, 23, PETROL_50) + stroke("M1300 664Q1268 706 1228 700", NIGHT, 6) + circle(1226, 700, 8, NIGHT)
    return back + body + headset


def seewinkel() -> list[str]:
    """A lake, a jetty and one telephone line between two villages."""
    parts = [rect(0, 0, 1500, 520, fade(PETROL_50, PETROL_20, "#FBE3BC")), sun(760, 400, 44), cloud(200, 140, 330, WHITE, .7, 2), cloud(980, 110, 380, WHITE, .65, 5), cloud(640, 230, 200, WHITE, .6, 9)]
    parts += [ridge(452, 22, mix(PETROL_35, SAND, .25), 2, bottom=600, waves=1.2), ridge(480, 14, mix(MOSS, PETROL_35, .5), 5, bottom=600)]
    parts.append(rect(0, 500, 1500, 510, fade("#F3DFBC", PETROL_35, PETROL_70, PETROL)))
    parts.append(lake_reflections())
    parts += [left_village(), right_village(), telephone_line(), jetty(), boat(1120, 742)]
    parts.append(reeds(70, 990, 260, 36, MOSS_DEEP, 3) + reeds(1440, 1000, 230, 34, MOSS_DEEP, 5) + reeds(210, 1004, 150, 16, MOSS_DARK, 8))
    for x, y, s, t in [(470, 300, 44, -8), (540, 276, 32, 10), (930, 330, 34, 6)]:
        parts.append(gull(x, y, s, WHITE, t))
    return parts


def lake_reflections() -> str:
    rng = random.Random(12)
    parts = []
    for _ in range(90):
        t = rng.random()
        parts.append(rect(rng.random() * 1560 - 60, 512 + t * 470, 30 + 150 * t * rng.random(), 1.6 + 3 * t, WHITE, 2, .32 * (1 - .5 * t)))
    for _ in range(80):
        t = rng.random() ** 1.2
        length = 30 + 70 * t * rng.random()
        parts.append(rect(762 + rng.gauss(0, 26 + 26 * t) - length / 2, 508 + t * 380, length, 2 + 2.4 * t, "#FFF1CC", 2, .85 * (1 - t)))
    return "".join(parts)


def left_village() -> str:
    parts = [path("M-40 500C80 470 240 476 420 540C300 566 120 590-40 640Z", mix(MOSS_LIGHT, MOSS, .4)), path("M-40 600C80 575 260 560 420 540C300 572 120 600-40 646Z", SAND_DEEP)]
    parts.append(church(120, 516, 190, SAND, ACCENT_DARK))
    for x, y, w, wall, roof in [(-20, 540, 88, OCHRE_PALE, BRICK), (172, 528, 78, SAND, PETROL_70), (262, 540, 74, ACCENT_PALE, BRICK), (60, 566, 96, WHITE, ACCENT_DARK)]:
        parts.append(house(x, y, w, w * .62, wall, roof, 1, 3, w * .6, PETROL, [], chimney=True))
    parts += [tree(20, 556, 110, MOSS, 3), tree(340, 548, 90, MOSS_DARK, 4), tree(235, 540, 70, MOSS, 7), bush(180, 574, 60, MOSS_DARK)]
    parts.append(washing_line(255, 330, 522, 13, 3))
    return "".join(parts)


def right_village() -> str:
    parts = [path("M1540 490C1420 466 1240 490 1080 546C1220 574 1380 596 1540 640Z", mix(MOSS_LIGHT, MOSS, .5)), path("M1540 596C1380 580 1220 564 1080 546C1220 580 1380 604 1540 646Z", SAND_DEEP)]
    parts.append(windmill(1400, 510, 150))
    for x, y, w, wall, roof in [(1180, 538, 76, SAND, BRICK), (1286, 534, 84, MOSS_PALE, ACCENT_DARK), (1230, 566, 90, WHITE, PETROL_70), (1370, 570, 104, OCHRE_PALE, BRICK)]:
        parts.append(house(x, y, w, w * .6, wall, roof, 1, 3, w * .5, PETROL))
    parts += [tree(1160, 550, 84, MOSS_DARK, 2), tree(1350, 556, 100, MOSS, 5), poplar(1476, 560, 150), poplar(1500, 566, 130), bush(1340, 578, 56, MOSS)]
    return "".join(parts)


def windmill(x: float, y: float, h: float) -> str:
    sails = "".join(group(rect(-2, -h * .62, 4, h * .62, WOOD_DARK), rect(2, -h * .6, h * .1, h * .46, SAND), turn=24 + 90 * i) for i in range(4))
    return poly([(x - h * .2, y), (x + h * .2, y), (x + h * .11, y - h * .7), (x - h * .11, y - h * .7)], PETROL_70) + poly([(x + h * .04, y), (x + h * .2, y), (x + h * .11, y - h * .7), (x + h * .02, y - h * .7)], PETROL) + path(
        f"M{x - h * .14:.0f} {y - h * .69:.0f}a{h * .14:.0f} {h * .16:.0f} 0 0 1 {h * .28:.0f} 0Z", ACCENT_DARK) + group(sails, at=(x, y - h * .74))


def telephone_line() -> str:
    """Two poles and the wire that sags from village to village, with swallows on it."""
    a, b = (372, 250), (1116, 262)
    d = f"M{a[0]} {a[1]}C600 420 900 430 {b[0]} {b[1]}"
    parts = [stroke(d, INK, 3), stroke("M372 270C600 440 900 450 1116 282", INK, 2, .6), stroke("M-20 300Q180 330 372 250M1116 262Q1320 330 1520 296", INK, 2.4)]
    for x, y in (a, b):
        parts.append(rect(x - 5, y - 16, 10, 310, WOOD_DARK) + rect(x - 30, y - 6, 60, 7, WOOD_DARK) + rect(x - 24, y + 14, 48, 6, WOOD_DARK) + "".join(circle(x + k, y - 9, 4, WHITE) for k in (-26, -12, 12, 26)))
    for t in (.3, .335, .4, .6, .64):
        u = 1 - t
        x = u**3 * a[0] + 3 * u * u * t * 600 + 3 * u * t * t * 900 + t**3 * b[0]
        y = u**3 * a[1] + 3 * u * u * t * 420 + 3 * u * t * t * 430 + t**3 * b[1]
        parts.append(group(ellipse(0, -7, 5, 7, NIGHT), circle(2, -14, 4, NIGHT), poly([(-3, -4), (-7, 10), (-1, 0)], NIGHT), poly([(5, -15), (10, -13), (5, -12)], OCHRE), at=(x, y)))
    for t in (.08, .2, .5, .52, .8, .92):
        u = 1 - t
        x = u**3 * a[0] + 3 * u * u * t * 600 + 3 * u * t * t * 900 + t**3 * b[0]
        y = u**3 * a[1] + 3 * u * u * t * 420 + 3 * u * t * t * 430 + t**3 * b[1]
        parts.append(circle(x, y, 7, ACCENT) + circle(x, y, 14, ACCENT, .22))
    return "".join(parts)


def jetty() -> str:
    """Planks running out into the lake; a woman with a telephone, her dog beside her."""
    parts = [poly([(420, 1000), (690, 1000), (640, 742), (536, 742)], NIGHT, .25)]
    for x, y, h in [(450, 930, 110), (664, 930, 110), (506, 800, 80), (640, 800, 80), (538, 738, 60), (636, 738, 60)]:
        parts.append(rect(x - 8, y - h * .4, 16, h, WOOD_DARK, 3) + ellipse(x, y - h * .4, 8, 3, tint(WOOD, .3)))
    parts.append(poly([(400, 1000), (700, 1000), (646, 738), (528, 738)], fade(tint(WOOD, .3), WOOD)))
    y = 742.0
    step = 9.0
    while y < 1000:
        t = (y - 738) / 262
        parts.append(line(528 - 128 * t, y, 646 + 54 * t, y, WOOD_DARK, 1.6 + t * 1.6, .6))
        y += step
        step *= 1.13
    parts.append(ellipse(604, 842, 66, 8, NIGHT, .3))
    parts.append(person(586, 842, 268, Look(SKINS[0], HAIRS[4], "bob", ACCENT, PETROL, INK, "trousers", 1.05), PHONE, held=group(rect(-2, -5, 3.4, 10, INK, 1), turn=-8)))
    parts.append(dog(520, 872, 74) + group(rect(-26, -30, 52, 30, OCHRE_DARK, 3), rect(-26, -30, 52, 6, OCHRE, 2), stroke("M-18-30Q0-56 18-30", WOOD_DARK, 4), at=(642, 880)))
    return "".join(parts)


def dog(x: float, y: float, s: float) -> str:
    return group(path("M-16 0V-22Q-18-36-4-36L10-38L14-54L20-46Q30-48 34-38L40-34Q40-28 30-28L24-26L20 0H14L12-16H-4L-8 0Z", WOOD_DARK), stroke("M-15-30Q-28-36-26-50", WOOD_DARK, 5), circle(27, -40, 1.8, INK),
                 path("M14-54L20-46L16-36Z", shade(WOOD_DARK, .4)), at=(x, y), scale=s / 60)


def boat(x: float, y: float) -> str:
    hull = path("M-90-10Q0 8 96-14Q84 26 50 30H-50Q-84 24-90-10Z", ACCENT) + path("M-90-10Q0 8 96-14L94-6Q0 16-89-2Z", SAND) + path("M-86 6Q-76 26-50 30H50Q76 26 88 6Q0 26-86 6Z", ACCENT_DARK)
    rower = person(0, 14, 132, replace(CROWD[3], top=PETROL, style="cap", hair=OCHRE), replace(SIT, near_arm=(60, 80), near_leg=(80, 60), far_leg=(78, 60), lean=-8))
    oar = line(24, -40, -84, 34, WOOD, 5) + ellipse(-92, 40, 16, 6, WOOD)
    ripples = "".join(rect(-150 + i * 16, 36 + i * 11, 300 - i * 40, 3, WHITE, 1, .4 - i * .08) for i in range(4))
    return group(ripples, rower, hull, oar, at=(x, y))


def weinhuegelland() -> list[str]:
    """Many hands lay a path towards houses and tent roofs between vineyards."""
    parts = [rect(0, 0, 1500, 480, fade(PETROL_35, PETROL_10, "#FBE3BC")), sun(330, 190, 46), cloud(520, 140, 300, WHITE, .7, 1), cloud(1080, 100, 340, WHITE, .7, 4)]
    parts += [ridge(330, 50, mix(PETROL_35, SAND, .3), 2, waves=1.1), vineyard_hills(), settlement(), stone_path(), helping_hands()]
    return parts


def vineyard_hills() -> str:
    parts = [path("M-30 480C160 270 430 250 960 640H-30Z", fade(MOSS_LIGHT, MOSS)), path("M1530 420C1340 270 1040 260 540 640H1530Z", fade("#B4BE83", MOSS))]
    left, right = "M-30 480C160 270 430 250 960 640H-30Z", "M1530 420C1340 270 1040 260 540 640H1530Z"
    rows_left = "".join(stroke(f"M{-120 + i * 46} 640C{-40 + i * 44} 480 {80 + i * 36} 360 {230 + i * 22} 230", MOSS_DARK, 9, .75, "2 13") + stroke(f"M{-112 + i * 46} 642C{-32 + i * 44} 482 {88 + i * 36} 362 {238 + i * 22} 232", MOSS_PALE, 3, .5) for i in range(26))
    rows_right = "".join(stroke(f"M{540 + i * 50} 640C{600 + i * 47} 500 {720 + i * 40} 380 {840 + i * 32} 230", MOSS_DARK, 9, .7, "2 13") + stroke(f"M{548 + i * 50} 642C{608 + i * 47} 502 {728 + i * 40} 382 {848 + i * 32} 232", OCHRE_PALE, 3, .5) for i in range(22))
    castle = rect(1130, 258, 34, 90, SAND_DEEP) + rect(1164, 280, 66, 70, SAND_DEEP) + rect(1226, 268, 22, 80, SAND_DEEP) + rect(1140, 276, 8, 14, PETROL_70) + rect(1186, 296, 8, 12, PETROL_70) + rect(1206, 296, 8, 12, PETROL_70) + poly([(1124, 258), (1170, 258), (1147, 222)], ACCENT_DARK) + poly([(1222, 268), (1252, 268), (1237, 244)], ACCENT_DARK)
    return parts[0] + clip(left, rows_left) + castle + parts[1] + clip(right, rows_right) + path("M-30 600C300 560 1200 560 1530 600V1010H-30Z", fade("#C9CE9E", MOSS_LIGHT))


def settlement() -> str:
    parts = [church(470, 600, 250, SAND, PETROL)]
    for x, y, w, wall, roof in [(330, 606, 84, OCHRE_PALE, BRICK), (560, 604, 90, ACCENT_PALE, ACCENT_DARK), (200, 618, 98, SAND, BRICK)]:
        parts.append(house(x, y, w, w * .8, wall, roof, 2, 3, w * .5, PETROL, beams=WOOD_DARK if w > 95 else None))
    for i, (x, y, w, c) in enumerate([(760, 612, 120, WHITE), (890, 604, 120, ACCENT_LIGHT), (1016, 610, 124, WHITE), (1150, 618, 130, OCHRE_LIGHT)]):
        parts.append(rect(x + 8, y - 46, w - 16, 46, tint(c, .4)) + rect(x + w * .6, y - 46, w * .4 - 8, 46, shade(c, .15)) + path(f"M{x - 6} {y - 42}Q{x + w * .36} {y - 60} {x + w / 2} {y - 100}Q{x + w * .64} {y - 60} {x + w + 6} {y - 42}Z", c) +
                     path(f"M{x + w / 2} {y - 100}Q{x + w * .64} {y - 60} {x + w + 6} {y - 42}H{x + w * .55}Z", shade(c, .16)) + rect(x + w * .36, y - 34, w * .2, 34, PETROL_70) + line(x + w / 2, y - 100, x + w / 2, y - 116, INK, 2) + poly([(x + w / 2, y - 116), (x + w / 2 + 18, y - 111), (x + w / 2, y - 106)], (ACCENT, PETROL, OCHRE, MOSS_DARK)[i]))
    parts += [tree(150, 622, 120, MOSS_DARK, 2), tree(700, 610, 120, MOSS_DARK, 4), tree(1310, 622, 130, MOSS, 6), bush(1240, 624, 60, MOSS_DARK), bush(664, 616, 50, MOSS)]
    for x, y, h, look, pose, flip in [(720, 648, 84, CROWD[2], WALK, True), (748, 650, 52, Look(SKINS[2], HAIRS[0], "short", ACCENT, PETROL, INK), WALK, True), (842, 640, 82, CROWD[5], STAND, False), (876, 640, 84, CROWD[6], STAND, True), (1090, 646, 84, CROWD[1], STROLL, True), (620, 642, 80, CROWD[3], STROLL, False)]:
        parts.append(ellipse(x + 8, y, h * .25, 4, NIGHT, .25) + person(x, y, h, look, pose, flip))
    parts.append(washing_line(1290, 1420, 560, 22, 4) + line(1290, 556, 1290, 622, WOOD_DARK, 4) + line(1420, 556, 1420, 624, WOOD_DARK, 4) + bicycle(1210, 660, 70))
    return "".join(parts)


def stone_path() -> str:
    """Stones in rows, wider towards the viewer, narrowing to the square."""
    rng = random.Random(17)
    bed = path("M760 640C700 700 700 760 640 860C600 930 560 980 540 1010H1010C990 940 920 860 880 780C850 720 830 680 850 640Z", SAND_DEEP)
    parts = [bed]
    y, size = 648.0, 11.0
    while y < 1010:
        t = (y - 640) / 370
        left, right = 762 - 200 * t - 20 * math.sin(t * 3.1), 850 + 165 * t - 20 * math.sin(t * 3.1)
        count = 5
        for i in range(count):
            w = (right - left) / count
            x = left + w * i + (w * .25 if int(y) % 2 else 0)
            c = rng.choice((SAND, ACCENT_PALE, PETROL_20, OCHRE_LIGHT, SAND_DARK, ACCENT_LIGHT, PETROL_35))
            if y < 850 or rng.random() < .55:
                parts.append(rect(x + w * .05, y + size * .12, w * .9, size * .86, shade(SAND_DEEP, .35), size * .24) + rect(x + w * .05, y, w * .9, size * .86, c, size * .24))
        y += size
        size *= 1.16
    return "".join(parts)


def helping_hands() -> str:
    """Hands of many people set the next stones; the nearest row is theirs."""
    grips = [(420, 900, 48, SKINS[3], OCHRE_LIGHT, OCHRE, False), (600, 935, 14, SKINS[0], PETROL, ACCENT, False),
             (935, 930, -12, SKINS[2], MOSS_DARK, PETROL_50, True), (1110, 890, -46, SKINS[4], SAND, MOSS, True)]
    parts = []
    for x, y, turn, skin, sleeve, stone, flip in grips:
        a = math.radians(turn)
        sx, sy = x + 66 * math.sin(a), y - 66 * math.cos(a)
        parts.append(group(rect(-62, -22, 128, 66, NIGHT, 16, .28), rect(-62, -36, 124, 68, shade(stone, .3), 16), rect(-62, -42, 124, 60, stone, 16), rect(-50, -36, 70, 12, tint(stone, .3), 6), at=(sx, sy), turn=turn * .3))
        parts.append(hand(x, y, 150, skin, sleeve, turn, .3, flip))
    pile = [(150, 930, OCHRE_LIGHT), (240, 950, PETROL_20), (190, 890, ACCENT_PALE), (1330, 940, SAND_DARK), (1420, 930, ACCENT_LIGHT), (1376, 888, PETROL_35)]
    for x, y, c in pile:
        parts.append(rect(x - 50, y - 14, 108, 50, NIGHT, 12, .2) + rect(x - 52, y - 26, 104, 54, shade(c, .3), 12) + rect(x - 52, y - 32, 104, 48, c, 12))
    return "".join(parts)


def halmstedt() -> list[str]:
    """A team at a wall of notes; harbour cranes and sails outside."""
    parts = [rect(0, 0, 1500, 1000, fade("#F3E7D2", SAND_DARK)), harbour(), harbour_window(), rect(0, 800, 1500, 200, fade(tint(WOOD, .4), tint(WOOD, .15)))]
    parts += [line(x, 800, x - (750 - x) * .35, 1000, WOOD, 2, .4) for x in range(-100, 1700, 110)]
    parts += [poly([(900, 800), (1180, 800), (1060, 1000), (700, 1000)], OCHRE_PALE, .45), poly([(1230, 800), (1480, 800), (1420, 1000), (1120, 1000)], OCHRE_PALE, .45)]
    parts += [notes_wall(), pendant(420, 0, 92, 130, PETROL), pendant(700, 0, 74, 130, ACCENT), team()]
    return parts


def harbour() -> str:
    parts = [rect(860, 70, 600, 620, fade(PETROL_20, "#FBE7C6")), sun(1300, 220, 36), cloud(900, 180, 220, WHITE, .8, 3), cloud(1180, 140, 180, WHITE, .7, 6), ridge(470, 12, mix(PETROL_35, SAND, .2), 2, bottom=700), rect(860, 470, 600, 230, fade(PETROL_35, PETROL_70))]
    parts += [crane(960, 500, 300, ACCENT), crane(1130, 490, 250, PETROL)]
    parts += [rect(880 + i * 52, 478 - (i % 3) * 18, 48, 22 + (i % 3) * 18, (OCHRE, ACCENT_DARK, PETROL_50, MOSS)[i % 4]) for i in range(7)]
    parts.append(rect(860, 498, 400, 12, SAND_EARTH))
    for x, y, s, c in [(1330, 600, 200, WHITE), (1420, 560, 140, ACCENT_LIGHT), (1200, 640, 150, OCHRE_PALE)]:
        parts.append(sailing_boat(x, y, s, c))
    rng = random.Random(4)
    parts += [rect(860 + rng.random() * 600, 515 + rng.random() * 170, 20 + 60 * rng.random(), 3, WHITE, 1, .4) for _ in range(36)]
    parts += [gull(1010, 300, 44, WHITE, -8), gull(1080, 270, 30, WHITE, 12), gull(1390, 360, 34, WHITE, -4)]
    return clip(box(860, 70, 600, 620), *parts)


def crane(x: float, y: float, h: float, c: str) -> str:
    parts = [stroke(f"M{x - 30} {y}L{x - 16} {y - h * .5}H{x + 26}L{x + 40} {y}M{x - 24} {y - h * .24}H{x + 34}", c, 8), rect(x - 24, y - h * .66, 58, h * .18, shade(c, .15)), rect(x + 12, y - h * .62, 16, 18, PETROL_10)]
    parts.append(stroke(f"M{x} {y - h * .64}L{x + h * .42} {y - h}M{x + 24} {y - h * .66}L{x + h * .42} {y - h}M{x - 10} {y - h * .64}L{x + 10} {y - h * .92}L{x + h * .42} {y - h}", c, 5))
    parts.append(line(x + h * .42, y - h, x + h * .42, y - h * .4, INK, 2) + rect(x + h * .42 - 22, y - h * .4, 44, 26, OCHRE))
    return "".join(parts)


def sailing_boat(x: float, y: float, s: float, c: str) -> str:
    return (path(f"M{x - s * .3:.0f} {y}h{s * .62:.0f}l{-s * .1:.0f} {s * .1:.0f}h{-s * .44:.0f}Z", PETROL) + line(x, y, x, y - s, WOOD_DARK, 3) + path(f"M{x + 4:.0f} {y - s}Q{x + s * .34:.0f} {y - s * .5:.0f} {x + s * .32:.0f} {y - s * .06:.0f}H{x + 4:.0f}Z", c) +
            path(f"M{x - 4:.0f} {y - s * .9:.0f}Q{x - s * .2:.0f} {y - s * .4:.0f} {x - s * .28:.0f} {y - s * .06:.0f}H{x - 4:.0f}Z", shade(c, .12)) + rect(x - s * .3, y + s * .12, s * .6, 3, WHITE, 1, .6))


def harbour_window() -> str:
    parts = [rect(842, 52, 636, 20, PETROL), rect(842, 52, 20, 656, PETROL), rect(1458, 52, 20, 656, PETROL), rect(842, 688, 636, 22, PETROL)]
    parts += [rect(x, 60, 10, 640, PETROL) for x in (1060, 1260)] + [rect(850, y, 620, 8, PETROL) for y in (270, 480)]
    return "".join(parts) + rect(820, 708, 680, 22, WHITE) + rect(820, 728, 680, 8, SAND_DEEP) + plant(900, 710, 120, ACCENT, MOSS_DARK, 5) + books(1330, 709, 130, 80, 7)


def notes_wall() -> str:
    parts = [rect(66, 132, 724, 520, NIGHT, 8, .1), rect(56, 120, 724, 520, WHITE, 8), rect(56, 120, 724, 64, PETROL_10, 8)]
    parts += [rect(296 + 240 * i, 200, 3, 424, PETROL_20) for i in range(2)]
    parts += [text_rows(84 + 240 * i, 146, 120, 1, 13, c, i) for i, c in enumerate((PETROL, ACCENT, MOSS_DARK))]
    rng = random.Random(10)
    for col in range(3):
        for k in range(9 if col < 2 else 6):
            x, y = 112 + col * 240 + (k % 3) * 70 + rng.uniform(-6, 6), 246 + (k // 3) * 112 + rng.uniform(-10, 14)
            parts.append(note(x, y, 60, NOTES[(k + col * 2) % 5] if rng.random() < .8 else WHITE, rng.uniform(-7, 7)))
    parts.append(stroke("M190 270C280 300 290 360 360 366", ACCENT, 4, .9, "10 8") + stroke("M440 480C500 500 560 440 620 400", PETROL, 4, .9, "10 8"))
    return "".join(parts)


def team() -> str:
    parts = []
    held = note(4, -2, 13, OCHRE_LIGHT, 10, 1)
    for x, y, h, look, pose, flip, obj in [
        (170, 940, 560, replace(CROWD[4], hair=HAIRS[0], style="long", top=PETROL, bottom=INK), replace(BACK, near_arm=(150, 172), far_arm=(-8, 6)), False, ""),
        (640, 930, 540, replace(CROWD[6], top=OCHRE), replace(POINT, near_arm=(112, 124)), True, held),
        (980, 930, 530, replace(CROWD[2], top=ACCENT_LIGHT, hair=MOSS_DARK), replace(STAND, near_arm=(30, 96)), True, group(rect(-9, -8, 14, 18, WHITE, 1), at=(0, 0))),
    ]:
        parts.append(ellipse(x + 40, y, h * .2, h * .022, NIGHT, .22) + person(x, y, h, look, pose, flip, obj))
    parts.append(ellipse(400, 966, 150, 14, NIGHT, .22) + wheelchair_user(400, 962, 500, replace(CROWD[7], hair=HAIRS[2], style="bun", top=MOSS), near_arm=(70, 118)))
    parts.append(person(1270, 940, 550, replace(CROWD[3], build=1.12, top=PETROL_50), replace(FRONT, near_arm=(8, 140), far_arm=(-26, 34)), held=cup(3, 5, 11, ACCENT, True)))
    return "".join(parts)


# --- gallery ---------------------------------------------------------------------------------


def lagewand() -> list[str]:
    """The situation board: columns, magnets, a hand moving one of them."""
    parts = [rect(0, 0, 1500, 1000, fade(PETROL_70, PETROL)), rect(96, 94, 1330, 800, NIGHT, 14, .35), rect(80, 74, 1330, 800, PETROL_20, 14), rect(96, 90, 1298, 768, fade(WHITE, "#EFF1EA"), 6)]
    parts.append(poly([(96, 90), (520, 90), (180, 858), (96, 858)], WHITE, .6))
    for i, c in enumerate((PETROL, OCHRE_DARK, ACCENT, MOSS_DARK)):
        x = 130 + i * 316
        parts.append(rect(x, 120, 270, 56, c, 8) + text_rows(x + 26, 140, 160, 1, 15, tint(c, .75), i))
        if i:
            parts.append(rect(x - 24, 120, 3, 700, PETROL_20))
    rng = random.Random(19)
    for col, rows in enumerate((4, 3, 2, 3)):
        for r in range(rows):
            x, y = 130 + col * 316 + rng.uniform(-3, 8), 206 + r * 152
            parts.append(magnet_card(x, y, col * 5 + r, rng.uniform(-2, 2)))
    parts.append(stroke("M560 700C640 780 760 790 900 720", ACCENT, 6, None, "16 14") + poly([(900, 706), (926, 706), (908, 732)], ACCENT))
    parts.append(rect(200, 858, 500, 22, PETROL_50, 4) + rect(230, 846, 120, 14, ACCENT, 6) + rect(372, 846, 120, 14, INK, 6) + rect(520, 838, 90, 22, WOOD, 4))
    parts.append(group(magnet_card(0, 0, 6, 0), at=(960, 640), turn=-6))
    parts.append(hand(1150, 830, 230, SKINS[3], OCHRE, -18, .35, True))
    return parts


def magnet_card(x: float, y: float, kind: int, turn: float) -> str:
    c = (PETROL_10, OCHRE_PALE, ACCENT_PALE, MOSS_PALE)[kind % 4]
    dot = (PETROL, ACCENT, OCHRE_DARK, MOSS_DARK, NIGHT)[kind % 5]
    parts = [rect(6, 8, 262, 122, NIGHT, 6, .14), rect(0, 0, 262, 122, c, 6), role_icon(48, 66, 54, dot, kind), text_rows(96, 46, 136, 3, 10, shade(c, .3), kind), circle(134, 6, 16, shade(dot, .3)), circle(132, 3, 16, dot), circle(127, -2, 5, WHITE, .5)]
    return group(*parts, at=(x, y), turn=turn)


def role_icon(x: float, y: float, s: float, c: str, kind: int) -> str:
    """Signs for roles: megaphone, compass, ear, clock, link, shield, drop, flash."""
    k = s / 60
    signs = (
        path("M-22-8H-8L18-24V24L-8 8H-22Z", c) + rect(-16, 8, 10, 16, c, 3) + stroke("M24-10Q30 0 24 10", c, 4),
        ring(0, 0, 24, 5, c) + poly([(10, -12), (3, 4), (-10, 12), (-3, -4)], c),
        stroke("M-14-4A16 16 0 1 1 14 2Q6 10 6 16A9 9 0 0 1-8 20M-5-4A7 7 0 1 1 6 0", c, 5),
        ring(0, 0, 24, 5, c) + stroke("M0-14V0L10 8", c, 5),
        stroke("M-6 6L-14 14A10 10 0 0 1-28 0L-14-14A10 10 0 0 1 0-14M6-6L14-14A10 10 0 0 1 28 0L14 14A10 10 0 0 1 0 14", c, 5.5),
        path("M0-26L22-18V0C22 14 10 22 0 28C-10 22-22 14-22 0V-18Z", c) + stroke("M-9 0L-2 8L10-8", WHITE, 5),
        path("M0-28C10-12 20-2 20 10A20 20 0 0 1-20 10C-20-2-10-12 0-28Z", c) + stroke("M-9 12A10 10 0 0 0 2 20", WHITE, 4),
        poly([(6, -28), (-16, 4), (-2, 4), (-6, 28), (16, -6), (2, -6)], c),
    )
    return group(signs[kind % 8], at=(x, y), scale=k)


def rollenkarten() -> list[str]:
    """Role cards fanned out in two hands."""
    parts = [rect(0, 0, 1500, 1000, fade(OCHRE_LIGHT, OCHRE, way="d")), poly([(0, 0), (520, 0), (-80, 900)], OCHRE_PALE, .45), poly([(760, 0), (1120, 0), (420, 1000), (60, 1000)], OCHRE_PALE, .3)]
    parts += [stroke(f"M-20 {y}q400 {d} 800 0q400 {-d} 800 0", OCHRE_DARK, 2.4, .18) for y, d in zip(range(40, 1000, 90), (30, -24, 36, -30) * 3, strict=False)]
    parts.append(cup_from_above(190, 220, 66, PETROL, 40) + pencil(1120, 140, 230, 24, PETROL) + sheet(1330, 330, 230, 300, 14, WHITE, 7, ACCENT, 4) + note(1240, 640, 90, ACCENT_LIGHT, -12))
    skin = SKINS[0]
    parts.append(group(limb([(0, 420), (0, 130)], [74, 62], skin), blob([(-120, -40), (-130, 70), (-60, 170), (70, 170), (130, 80), (120, -40), (0, -90)], shade(skin, .1)), rect(-92, 240, 184, 300, PETROL, 30), rect(-98, 226, 196, 46, PETROL_50, 18), at=(740, 880)))
    colours = (PETROL, MOSS_DARK, OCHRE_DARK, ACCENT, PETROL_70, NIGHT)
    for i, c in enumerate(colours):
        parts.append(group(role_card(c, i), at=(740, 1010), turn=-45 + 18 * i))
    parts.append(limb([(850, 1010), (800, 930), (700, 890)], [46, 40, 30], skin) + group(ellipse(0, 0, 17, 12, tint(skin, .4)), at=(690, 884), turn=20))
    parts.append(group(role_card(ACCENT_DARK, 7), at=(1300, 1010), turn=12) + hand(1290, 900, 210, SKINS[3], MOSS_DARK, -8, .3, True))
    return parts


def role_card(c: str, kind: int) -> str:
    """A card with the sign of a role, standing on the origin."""
    sign = role_icon(0, -390, 84, WHITE, kind).replace(f'stroke="{WHITE}" stroke-width="4"', f'stroke="{c}" stroke-width="4"').replace(f'stroke="{WHITE}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></g>', f'stroke="{WHITE}" stroke-width="5"/></g>')
    return "".join([rect(-122, -552, 262, 420, NIGHT, 24, .16), rect(-130, -562, 260, 422, WHITE, 24), rect(-114, -546, 228, 390, tint(c, .84), 16),
                    circle(0, -390, 84, c), sign, text_rows(-66, -270, 132, 2, 13, c, kind), circle(-88, -520, 13, c), circle(88, -182, 13, c)])


def westen() -> list[str]:
    """Coloured vests on hooks in the corridor of the fire station."""
    parts = [rect(0, 0, 1500, 1000, fade("#DDE8E2", SAND_DARK)), rect(0, 640, 1500, 240, fade(PETROL_50, PETROL_70)), rect(0, 632, 1500, 12, WHITE), rect(0, 880, 1500, 130, fade(SAND_DEEP, SAND_EARTH))]
    parts += [line(x, 644, x, 880, PETROL, 2, .4) for x in range(60, 1500, 120)]
    parts.append(poly([(0, 60), (460, 0), (1500, 0), (1500, 160), (360, 880), (0, 880)], OCHRE_PALE, .28))
    parts.append(rect(90, 200, 1320, 34, WOOD, 6) + rect(90, 224, 1320, 10, WOOD_DARK, 4))
    colours = (ACCENT, OCHRE, PETROL, MOSS, ACCENT, OCHRE)
    for i, c in enumerate(colours):
        parts.append(hanging_vest(210 + i * 216, 240, c, i))
    parts.append("".join(boots(x, 940, c) for x, c in [(150, PETROL), (300, OCHRE_DARK), (1190, NIGHT), (1340, MOSS_DARK)]))
    parts.append(rect(520, 800, 460, 26, WOOD, 4) + rect(550, 826, 24, 120, WOOD_DARK) + rect(926, 826, 24, 120, WOOD_DARK) + helmet(640, 800, OCHRE) + helmet(770, 800, WHITE) + torch(880, 796))
    parts += [rect(70 + i * 250, 52, 190, 96, WHITE, 4) + rect(80 + i * 250, 62, 170, 76, c, 2) for i, c in ((0, PETROL_10),)] + [map_sheet(82, 64, 166, 72, 8)]
    return parts


def hanging_vest(x: float, y: float, c: str, seed: int) -> str:
    """A vest on its hook, in three values, with reflecting bands and a role sign."""
    sway = (seed % 3 - 1) * 2.5
    body = "M-34 14C-40 40-78 50-84 64C-70 130-92 240-98 372Q0 402 98 372C92 240 70 130 84 64C78 50 40 40 34 14C20 40-20 40-34 14Z"
    parts = [path(body, NIGHT, .18).replace("<path", '<path transform="translate(14 14)"'), path(body, c),
             clip(body, path("M-100 0H-30C-40 130-40 260-30 420H-110Z", shade(c, .2)), rect(-110, 190, 220, 34, OCHRE_PALE), rect(-110, 262, 220, 34, OCHRE_PALE), rect(-110, 200, 220, 12, WHITE),
                  rect(-110, 272, 220, 12, WHITE), rect(-66, 40, 26, 160, OCHRE_PALE), rect(40, 40, 26, 160, OCHRE_PALE)),
             line(0, 36, 0, 386, shade(c, .35), 4), rect(-54, 310, 40, 44, shade(c, .15), 4), circle(46, 150, 0.1, c)]
    parts.append(circle(0, 132, 38, SAND) + role_icon(0, 132, 46, shade(c, .3), (0, 4, 5, 2, 7, 3)[seed]))
    hook = stroke("M0-22V0Q0 16 14 14", INK, 7) + stroke("M-34 14Q0-20 34 14", shade(c, .4), 7)
    return group(*parts, hook, at=(x, y), turn=sway)


def boots(x: float, y: float, c: str) -> str:
    one = path("M-26-130H26V-34Q60-28 62-8V0H-26Z", c) + path("M-26-130H-8V0H-26Z", shade(c, .25)) + rect(-30, -136, 60, 16, tint(c, .2), 6) + rect(-28, -6, 92, 10, INK, 4)
    return group(ellipse(30, 2, 90, 10, NIGHT, .25), group(one, at=(40, -8)), one, at=(x, y))


def helmet(x: float, y: float, c: str) -> str:
    return path(f"M{x - 56} {y}C{x - 56} {y - 74} {x + 50} {y - 80} {x + 54} {y - 8}L{x + 70} {y}Z", c) + path(f"M{x - 56} {y}C{x - 56} {y - 50} {x - 30} {y - 64} {x - 10} {y - 62}C{x - 30} {y - 40} {x - 30} {y - 20} {x - 26} {y}Z", shade(c, .22)) + rect(x - 60, y - 8, 130, 9, shade(c, .35), 4)


def torch(x: float, y: float) -> str:
    return rect(x - 40, y - 22, 62, 22, INK, 6) + poly([(x + 20, y - 24), (x + 44, y - 32), (x + 44, y + 6), (x + 20, y)], ACCENT) + rect(x + 42, y - 32, 6, 38, OCHRE_PALE)


def karte() -> list[str]:
    """The map of the neighbourhoods, each with its captain's pin."""
    parts = [rect(0, 0, 1500, 1000, fade(tint(WOOD, .3), WOOD))]
    parts += [line(0, y, 1500, y + 20, WOOD_DARK, 3, .35) for y in range(60, 1000, 150)]
    parts.append(poly([(0, 0), (700, 0), (200, 1000), (0, 1000)], OCHRE_PALE, .2))
    paper = box(120, 90, 1190, 820)
    sea = "M120 90H700C640 180 520 220 470 330C430 430 300 470 270 600C250 720 180 800 120 830Z"
    quarters = [("M700 90H1010C1000 200 960 300 900 380C780 390 640 360 470 330C520 220 640 180 700 90Z", OCHRE_PALE), ("M1010 90H1310V420C1160 420 1020 400 900 380C960 300 1000 200 1010 90Z", MOSS_PALE),
                ("M470 330C640 360 780 390 900 380C890 500 840 600 760 680C600 660 420 640 270 600C300 470 430 430 470 330Z", ACCENT_PALE), ("M900 380C1020 400 1160 420 1310 420V720C1120 720 930 710 760 680C840 600 890 500 900 380Z", PETROL_10),
                ("M270 600C420 640 600 660 760 680C740 760 720 840 710 910H120V830C180 800 250 720 270 600Z", MOSS_LIGHT), ("M760 680C930 710 1120 720 1310 720V910H710C720 840 740 760 760 680Z", OCHRE_LIGHT)]
    body = [rect(120, 90, 1190, 820, SAND), path(sea, fade(PETROL_35, PETROL_20))]
    body += [stroke(f"M{x} {y}q16-12 32 0q16 12 32 0q16-12 32 0", WHITE, 3, .75) for x, y in [(160, 150), (330, 140), (520, 130), (220, 230), (400, 220), (150, 320), (300, 330), (200, 430), (150, 540), (160, 650)]]
    rng = random.Random(23)
    for d, c in quarters:
        body.append(path(d, c))
        inside = []
        for i in range(30):
            for j in range(22):
                if rng.random() < .42:
                    inside.append(rect(130 + i * 40 + rng.uniform(0, 10), 100 + j * 38 + rng.uniform(0, 8), rng.uniform(12, 24), rng.uniform(10, 20), shade(c, .14), 2))
        body.append(clip(d, *inside))
    body += [stroke(d, WHITE, 9) for d, _ in quarters] + [stroke(d, PETROL_70, 2.6, .7, "2 9") for d, _ in quarters]
    body.append(stroke("M700 90C640 180 520 220 470 330C430 430 300 470 270 600C250 720 180 800 120 830", MOSS_DARK, 20) + stroke("M700 90C640 180 520 220 470 330C430 430 300 470 270 600C250 720 180 800 120 830", MOSS_LIGHT, 7))
    body.append(stroke("M470 330C640 460 900 500 1310 560", PETROL_35, 14) + rect(446, 306, 46, 46, BRICK, 4) + rect(454, 314, 30, 30, OCHRE_LIGHT, 2))
    parts += [rect(136, 110, 1190, 820, NIGHT, 0, .3), clip(paper, *body)]
    parts += [rect(x, 90, 3, 820, NIGHT, 0, .1) + rect(x + 3, 90, 60, 820, WHITE, 0, .1) for x in (417, 715, 1012)]
    for a, b in [((790, 250), (1130, 270)), ((790, 250), (620, 540)), ((620, 540), (1050, 580)), ((620, 540), (470, 780)), ((1050, 580), (980, 830))]:
        parts.append(stroke(f"M{a[0]} {a[1]}Q{(a[0] + b[0]) / 2} {(a[1] + b[1]) / 2 + 40} {b[0]} {b[1]}", NIGHT, 4, .75, "1 11"))
    for x, y, c in [(790, 250, ACCENT), (1130, 270, PETROL), (620, 540, PETROL), (1050, 580, ACCENT), (470, 780, OCHRE_DARK), (980, 830, ACCENT_DARK)]:
        parts.append(pin(x, y, 104, c))
    parts.append(cup_from_above(1400, 170, 52, ACCENT, 200) + pencil(1180, 940, 220, -12, PETROL) + hand(330, 900, 210, SKINS[1], ACCENT, 22, .3))
    return parts


def rueckblick() -> list[str]:
    """Four people look back along a timeline on the wall."""
    parts = [rect(0, 0, 1500, 1000, fade(SAND, "#EFE0C4")), poly([(0, 0), (460, 0), (900, 800), (240, 800), (0, 420)], OCHRE_PALE, .6), rect(0, 800, 1500, 200, fade(PETROL_70, PETROL)), rect(0, 786, 1500, 16, WHITE)]
    wave = [(-20, 420), (160, 392), (360, 300), (560, 360), (800, 230), (1040, 320), (1280, 220), (1520, 250)]
    parts.append(stroke(smooth(wave, False), PETROL, 12))
    for i, (x, y) in enumerate(wave[1:-1]):
        c = (PETROL, ACCENT, OCHRE_DARK, ACCENT, MOSS_DARK, PETROL)[i]
        up = i % 2 == 0
        parts.append(line(x, y, x, y - 120 if up else y + 100, c, 3))
        parts.append(circle(x, y, 20, c) + circle(x, y, 9, WHITE))
        for j in range(2):
            parts.append(note(x - 34 + j * 74, (y - 130 if up else y + 120) + (j % 2) * 14, 66, NOTES[(i + j * 2) % 5], -5 + j * 8))
    parts += [rect(1340, 420, 150, 110, WHITE), rect(1350, 430, 130, 90, PETROL_20), clip(box(1350, 430, 130, 90), ridge(490, 10, MOSS, 2, 1500, 600), sun(1440, 460, 10))]
    for x, y, h, look, pose, flip in [
        (300, 940, 520, replace(CROWD[0], top=ACCENT), replace(BACK, near_arm=(18, 24), far_arm=(-20, 40)), False), (600, 936, 548, replace(CROWD[6], top=PETROL_35), replace(POINT, near_arm=(120, 136)), False),
        (1200, 938, 500, replace(CROWD[5], top=MOSS, garment="coat"), replace(STAND, near_arm=(30, 100)), True)]:
        parts.append(ellipse(x + 30, y, h * .22, h * .024, NIGHT, .35) + person(x, y, h, look, pose, flip))
    parts.append(ellipse(910, 962, 150, 14, NIGHT, .35) + wheelchair_user(910, 958, 500, replace(CROWD[1], top=OCHRE), flip=True))
    parts.append(plant(90, 900, 260, ACCENT, MOSS_DARK, 6) + rect(1330, 800, 150, 14, WOOD) + rect(1346, 812, 12, 120, WOOD_DARK) + rect(1452, 812, 12, 120, WOOD_DARK) + cup(1372, 800, 36, PETROL, True) + cup(1428, 800, 36, ACCENT))
    return parts
