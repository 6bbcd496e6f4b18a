"""Cover of issue 1: evening over a river town."""

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
    MOSS_DARK,
    MOSS_LIGHT,
    MOSS_PALE,
    NIGHT,
    OCHRE,
    OCHRE_LIGHT,
    OCHRE_PALE,
    PETROL,
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
    WOOD_DARK,
    mix,
    shade,
)
from drawing.people import CROWD, STROLL, WALK, Look, person, rollator, wheelchair_user
from drawing.places import (
    bridge,
    church,
    cloud,
    cumulus,
    glow,
    gull,
    house,
    lamp_post,
    ridge,
    tree,
    window,
)
from drawing.shapes import COVER_W, circle, clip, ellipse, fade, line, path, poly, rect, stroke
from drawing.things import bicycle, folder


def cover() -> list[str]:
    """Evening over a river town: one floor of the town hall is lit, people walk over the bridge."""
    return [
        evening_sky(),
        far_town(),
        town_hall(380, 800),
        near_houses(),
        quay(),
        river_at_night(),
        bridge_with_people(),
    ]


def evening_sky() -> str:
    parts = [rect(0, 0, COVER_W, 900, fade(NIGHT, PETROL, PETROL_50, "#E9B98A", OCHRE_PALE))]
    parts.append(glow(760, 620, 620, "#FFD79A", 200))
    for spread in ((0, 180, 560), (0, 700, 1000)):
        top = [(spread[1], -20), (spread[2], -20)]
        parts.append(poly([(735, 640), *top, (785, 640)], OCHRE_PALE, 0.06))
    for i, (x, y, w) in enumerate(
        [(-260, 120, 720), (500, 84, 760), (-180, 236, 520), (700, 216, 560)]
    ):
        parts.append(
            cumulus(x, y, w, fade(shade(PETROL, 0.3), mix(PETROL, PETROL_50, 0.35)), seed=i + 3)
        )
    parts.append(cumulus(-230, 352, 470, fade(PETROL, mix(PETROL_50, ACCENT_PALE, 0.4)), seed=9))
    parts.append(cumulus(790, 332, 440, fade(PETROL_70, mix(PETROL_50, ACCENT_PALE, 0.5)), seed=12))
    for x, y, w in [(250, 420, 300), (520, 470, 380), (60, 480, 180)]:
        parts.append(cloud(x, y, w, mix(ACCENT_PALE, OCHRE_PALE, 0.4), 0.55, seed=int(x)))
    for x, y, s, t in [
        (300, 320, 42, -8),
        (372, 352, 30, 10),
        (236, 372, 24, 4),
        (700, 380, 26, -12),
    ]:
        parts.append(gull(x, y, s, SAND, t))
    return "".join(parts)


def far_town() -> str:
    hills = [
        ridge(600, 46, mix(PETROL_35, ACCENT_PALE, 0.45), 2, COVER_W, 900, 1.1),
        ridge(650, 40, mix(PETROL_50, ACCENT_PALE, 0.25), 5, COVER_W, 900, 1.3),
    ]
    rng = random.Random(11)
    rows = []
    for row, (base, size) in enumerate([(690, 46), (730, 60), (770, 76)]):
        x = -30.0 - row * 17
        while x < COVER_W + 20:
            w = size * rng.uniform(0.8, 1.2)
            wall = mix(
                rng.choice((SAND_DEEP, ACCENT_PALE, PETROL_35, SAND_DARK)),
                PETROL_70,
                0.5 - row * 0.1,
            )
            roof = mix(rng.choice((BRICK, ACCENT_DARK, PETROL_70)), PETROL_70, 0.45 - row * 0.12)
            lit = [rng.randrange(6)] if rng.random() < 0.15 else []
            rows.append(
                house(
                    x,
                    base + rng.uniform(-10, 12),
                    w,
                    w * rng.uniform(0.8, 1.2),
                    wall,
                    roof,
                    2,
                    2,
                    w * 0.5,
                    PETROL,
                    lit,
                    door=False,
                )
            )
            x += w * 1.36
        if row == 0:
            rows.append(church(835, 720, 210, mix(SAND_DEEP, PETROL_50, 0.3), PETROL_70))
    return "".join(hills + rows)


def town_hall(x: float, y: float) -> str:
    """The town hall; every window of its first floor is lit."""
    w, h = 330, 190
    wall, stone = mix(SAND_DARK, ACCENT_PALE, 0.3), SAND_EARTH
    parts = [
        rect(x, y - h, w, h, fade(wall, mix(wall, PETROL_50, 0.3))),
        rect(x + w * 0.8, y - h, w * 0.2, h, shade(wall, 0.22)),
    ]
    parts.append(glow(x + w / 2, y - 95, 230, OCHRE_LIGHT, 120))
    for i in range(7):
        wx = x + 19 + i * 43.6
        parts.append(arched_window(wx, y - 78, 30, 58, OCHRE_LIGHT, lit=True))
        parts.append(window(wx + 4, y - 172, 22, 30, PETROL))
        if i != 3:
            parts.append(path(f"M{wx:.0f} {y}v-34a15 15 0 0 1 30 0v34Z", shade(stone, 0.45)))
    parts.append(glow(x + w / 2, y - 105, 300, "#FFDF94", 105))
    parts.append(rect(x - 6, y - 58, w + 12, 7, stone) + rect(x - 6, y - 146, w + 12, 6, stone))
    parts.append(path(f"M{x + 143} {y}v-36a21 21 0 0 1 42 0v36Z", ACCENT_DARK))
    parts.append(path(f"M{x + 147} {y}v-35a17 17 0 0 1 34 0v35Z", OCHRE_LIGHT))
    parts.append(
        poly(
            [(x - 14, y - h), (x + w + 14, y - h), (x + w - 34, y - h - 88), (x + 34, y - h - 88)],
            BRICK,
        )
    )
    parts.append(
        poly(
            [
                (x + w * 0.72, y - h),
                (x + w + 14, y - h),
                (x + w - 34, y - h - 88),
                (x + w * 0.7, y - h - 88),
            ],
            shade(BRICK, 0.3),
        )
    )
    for i in range(4):
        dx = x + (44, 104, 226, 286)[i]
        parts.append(
            poly(
                [(dx - 17, y - h - 20), (dx + 17, y - h - 20), (dx, y - h - 58)], shade(BRICK, 0.42)
            )
            + rect(dx - 7, y - h - 38, 14, 18, PETROL)
        )
    tx = x + w / 2
    parts.append(
        rect(tx - 36, y - h - 130, 72, 140, wall)
        + rect(tx + 8, y - h - 130, 28, 140, shade(wall, 0.22))
    )
    parts.append(
        circle(tx, y - h - 92, 22, WHITE)
        + circle(tx, y - h - 92, 19, OCHRE_PALE)
        + stroke(f"M{tx} {y - h - 105}V{y - h - 92}L{tx + 9} {y - h - 87}", INK, 2.4)
    )
    parts.append(
        poly(
            [
                (tx - 44, y - h - 130),
                (tx + 44, y - h - 130),
                (tx + 22, y - h - 172),
                (tx - 22, y - h - 172),
            ],
            PETROL,
        )
    )
    parts.append(
        rect(tx - 16, y - h - 204, 32, 34, SAND_DARK)
        + rect(tx - 8, y - h - 198, 16, 28, OCHRE_LIGHT)
    )
    parts.append(poly([(tx - 24, y - h - 203), (tx + 24, y - h - 203), (tx, y - h - 284)], PETROL))
    parts.append(poly([(tx + 4, y - h - 203), (tx + 24, y - h - 203), (tx, y - h - 284)], NIGHT))
    parts.append(
        line(tx, y - h - 284, tx, y - h - 312, INK, 2.4)
        + poly([(tx, y - h - 311), (tx + 30, y - h - 304), (tx, y - h - 294)], ACCENT)
    )
    return "".join(parts)


def arched_window(x: float, y: float, w: float, h: float, glass: str, lit: bool = False) -> str:
    r = w / 2
    d = f"M{x:.1f} {y:.1f}v{-(h - r):.1f}a{r:.1f} {r:.1f} 0 0 1 {w:.1f} 0v{h - r:.1f}Z"
    frame = (
        f"M{x - 3:.1f} {y + 3:.1f}v{-(h - r) - 3:.1f}a{r + 3:.1f} {r + 3:.1f} 0 0 "
        f"1 {w + 6:.1f} 0v{h - r + 3:.1f}Z"
    )
    fill = fade("#FFF0C2", "#FBCF6B") if lit else glass
    parts = [
        path(frame, WHITE),
        path(d, fill),
        rect(x + r - 1.2, y - h, 2.4, h, WHITE),
        rect(x, y - h * 0.62, w, 2.4, WHITE),
    ]
    if lit and int(x) % 3:
        parts.append(
            clip(
                d,
                ellipse(x + w * 0.3, y - 2, 6, 13, shade(ACCENT_DARK, 0.3)),
                circle(x + w * 0.3, y - 20, 4.6, shade(ACCENT_DARK, 0.4)),
            )
        )
    return "".join(parts)


def near_houses() -> str:
    dusk = PETROL
    parts = []
    for x, w, h, wall, roof, lit, beams in [
        (-50, 120, 150, SAND_DEEP, BRICK, [], WOOD_DARK),
        (104, 98, 118, ACCENT_PALE, ACCENT_DARK, [], None),
        (226, 110, 140, SAND_DARK, PETROL_70, [], WOOD_DARK),
        (766, 104, 128, MOSS_PALE, BRICK, [], None),
        (894, 124, 150, SAND_DEEP, ACCENT_DARK, [4], WOOD_DARK),
    ]:
        parts.append(
            house(
                x,
                806,
                w,
                h,
                mix(wall, dusk, 0.34),
                mix(roof, dusk, 0.3),
                2,
                3,
                w * 0.36,
                NIGHT,
                lit,
                beams=mix(beams, dusk, 0.2) if beams else None,
            )
        )
    for x, s in [(84, 110), (742, 120), (1040, 150), (206, 90)]:
        parts.append(tree(x, 812, s, mix(MOSS_DARK, PETROL, 0.35), seed=s))
    return "".join(parts)


def quay() -> str:
    parts = [
        rect(0, 800, COVER_W, 14, mix(SAND_EARTH, PETROL, 0.35)),
        rect(0, 812, COVER_W, 60, fade(PETROL_70, PETROL)),
    ]
    parts += [rect(x, 826, 30, 3, PETROL_50, 1, 0.5) for x in range(10, COVER_W, 74)]
    parts += [rect(x, 842, 22, 3, PETROL_50, 1, 0.4) for x in range(44, COVER_W, 88)]
    return "".join(parts)


def river_at_night() -> str:
    parts = [rect(0, 866, COVER_W, 640, fade("#3E7C86", PETROL, NIGHT, NIGHT))]
    rng = random.Random(4)
    for _ in range(110):
        t = rng.random() ** 1.2
        gx = 545 + rng.gauss(0, 88 + 30 * t)
        length = 26 + 70 * rng.random()
        parts.append(
            rect(
                gx - length / 2,
                880 + t * 400,
                length,
                2 + 3 * t,
                OCHRE_LIGHT,
                2,
                0.62 * (1 - t) ** 1.2,
            )
        )
    for lamp in (40, 350, 970):
        for k in range(9):
            length = 44 - 3 * k + 8 * (k % 2)
            parts.append(
                rect(
                    lamp - length / 2 + (k % 3 - 1) * 5,
                    1050 + k * 17,
                    length,
                    3,
                    OCHRE_LIGHT,
                    2,
                    0.3 - 0.03 * k,
                )
            )
    for _ in range(60):
        t = rng.random() ** 0.8
        parts.append(
            rect(
                rng.random() * COVER_W - 60,
                880 + t * 600,
                60 + 150 * t * rng.random(),
                2 + 2.5 * t,
                PETROL_50,
                2,
                0.26 * (1 - t * 0.75),
            )
        )
    return "".join(parts)


def bridge_with_people() -> str:
    """The bridge fills the width; people of several departments cross it towards the town hall."""
    y, stone = 905, mix(SAND_EARTH, PETROL, 0.5)
    parts = [bridge(-120, 1180, y, 4, 44, 132, stone)]
    parts.append(rect(0, y - 4, COVER_W, 12, mix(SAND_DEEP, PETROL_50, 0.25)))
    for x in (40, 350, 660, 970):
        parts.append(lamp_post(x, y, 150, lit=True))
    for x in range(0, COVER_W + 40, 22):
        parts.append(rect(x, y - 44, 2, 46, NIGHT))
    parts.append(
        rect(-10, y - 48, COVER_W + 20, 5, NIGHT) + rect(-10, y - 12, COVER_W + 20, 3, NIGHT)
    )
    walkers = [
        (70, 1.0, CROWD[1], WALK, False),
        (168, 0.96, replace(CROWD[0], top=MOSS_LIGHT), STROLL, False),
        (268, 1.04, replace(CROWD[6], top=PETROL_20, extra=("beard", "backpack")), WALK, False),
        (800, 1.0, replace(CROWD[4], top=SAND_DARK), STROLL, True),
        (886, 0.95, CROWD[7], WALK, True),
        (1016, 0.97, replace(CROWD[5], top=ACCENT_LIGHT), WALK, True),
    ]
    for x, k, look, pose, flip in walkers:
        parts.append(
            person(x, y + 4, 158 * k, look, pose, flip, held=folder() if x in (168, 886) else "")
        )
    fire = Look(SKINS[1], OCHRE, "helmet", "#22343C", "#22343C", INK, extra=("reflect",))
    parts.append(person(394, y + 4, 160, fire, STROLL))
    parts.append(person(476, y + 4, 150, replace(CROWD[2], top=MOSS_LIGHT, hair=ACCENT_DARK), WALK))
    clerk = replace(CROWD[3], style="short", hair=HAIRS[2], top=ACCENT, build=1.0)
    parts.append(wheelchair_user(590, y + 4, 152, clerk))
    parts.append(
        rollator(968, y + 4, 154, flip=True) + bicycle(722, y + 5, 122, ACCENT_LIGHT, flip=True)
    )
    rim = mix(SAND_DEEP, PETROL_50, 0.25)
    parts.append(rect(0, y + 3, COVER_W, 10, rim) + rect(0, y + 13, COVER_W, 3, shade(rim, 0.4)))
    return "".join(parts)
