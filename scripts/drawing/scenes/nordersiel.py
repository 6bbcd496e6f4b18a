"""Nordersiel: the chain of sandbags, the vests, the map of the quarters."""

import random
from dataclasses import replace

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_PALE,
    BRICK,
    INK,
    MOSS,
    MOSS_DARK,
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
from drawing.people import CROWD, HAND_OVER, POINT, WALK, Look, hand, person
from drawing.places import church, cumulus, glow, grass, gull, house, long_house, ridge, slope, tree
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
from drawing.things import cup_from_above, map_sheet, pencil, pin, role_icon, sandbag


def nordersiel() -> list[str]:
    """A chain of people passes sandbags along the dyke beside the tide gate."""
    parts = [
        rect(0, 0, 1500, 640, fade(NIGHT, PETROL_70, PETROL_35, "#F3D3A6")),
        glow(300, 520, 520, "#FFDDA0", 190),
    ]
    for i, (x, y, w) in enumerate(
        [(-200, 130, 820), (420, 100, 800), (1000, 190, 760), (700, 250, 520)]
    ):
        parts.append(cumulus(x, y, w, fade(shade(PETROL, 0.25), PETROL_50), seed=i + 20))
    parts.append(rain(780, 230, 620, 300))
    for x, y, s, t in [
        (250, 330, 60, -10),
        (380, 286, 44, 8),
        (180, 250, 36, 14),
        (520, 380, 30, -4),
    ]:
        parts.append(gull(x, y, s, WHITE, t))
    parts += [behind_the_dyke(), dyke(), tide_gate(150, 800), rough_sea(), sandbag_chain()]
    return parts


def rain(x: float, y: float, w: float, h: float) -> str:
    rng = random.Random(3)
    return "".join(
        line(x + rx, y + ry, x + rx - 18, y + ry + 62, PETROL_10, 1.6, 0.3)
        for rx, ry in [(rng.random() * w, rng.random() * h) for _ in range(60)]
    )


def behind_the_dyke() -> str:
    parts = [ridge(566, 12, mix(MOSS_DARK, PETROL_35, 0.5), 2, bottom=800)]
    parts.append(church(1240, 560, 250, SAND_DEEP, PETROL_70))
    for x, w, roof in [
        (720, 150, BRICK),
        (905, 170, ACCENT_DARK),
        (1100, 120, BRICK),
        (1390, 150, ACCENT_DARK),
    ]:
        parts.append(
            long_house(
                x,
                570,
                w,
                44,
                mix(SAND_DARK, PETROL_35, 0.2),
                mix(roof, PETROL, 0.2),
                4,
                1,
                NIGHT,
                [1] if w > 145 else [],
                1.3,
            )
        )
    for x, s in [(690, 100), (880, 130), (1080, 110), (1340, 130), (1350, 90)]:
        parts.append(group(tree(0, 0, s, mix(MOSS_DARK, PETROL, 0.2), s), at=(x, 575), turn=5))
    return "".join(parts)


def dyke() -> str:
    crest = [(-40, 640), (200, 614), (500, 582), (900, 548), (1540, 512)]
    berm = [(-40, 770), (300, 748), (800, 716), (1540, 676)]
    parts = [slope(crest, fade("#8FA66B", MOSS)), slope(berm, fade(MOSS, MOSS_DARK))]
    parts.append(
        path(
            smooth([(-40, 636), (200, 610), (500, 578), (900, 544), (1540, 508)], False)
            + "L1540 522L900 557L500 591L200 623L-40 648Z",
            tint(MOSS_LIGHT, 0.3),
        )
    )
    parts.append(
        path(
            smooth([(-40, 800), (300, 776), (800, 742), (1540, 700)], False)
            + "L1540 756L800 790L300 818L-40 840Z",
            mix(SAND_DEEP, MOSS, 0.25),
        )
    )
    rng = random.Random(5)
    for _ in range(130):
        x, y = rng.random() * 1500, 620 + rng.random() * 300
        parts.append(
            grass(
                x, y, 12 + (y - 600) * 0.03, shade(MOSS, 0.2) if y > 720 else MOSS_LIGHT, int(x), 3
            )
        )
    for x, y in [(820, 602), (960, 590), (890, 622), (740, 640), (1420, 566)]:
        parts.append(sheep(x, y, 34))
    return "".join(parts)


def sheep(x: float, y: float, size: float) -> str:
    return group(
        rect(-10, -8, 3, 9, INK),
        rect(8, -8, 3, 9, INK),
        ellipse(0, -14, 17, 10, WHITE),
        ellipse(-4, -11, 14, 7, SAND_DARK, 0.7),
        ellipse(17, -17, 6, 4.4, INK),
        at=(x, y),
        scale=size / 34,
    )


def tide_gate(x: float, y: float) -> str:
    """The Siel: a brick building over two gates with lifting gear."""
    brick = mix(BRICK, ACCENT_DARK, 0.4)
    parts = [
        poly(
            [(x - 60, y + 110), (x - 20, y - 60), (x + 350, y - 60), (x + 420, y + 110)],
            mix(SAND_EARTH, PETROL, 0.3),
        ),
        rect(x, y - 130, 330, 240, fade(brick, shade(brick, 0.35))),
        rect(x + 250, y - 130, 80, 240, shade(brick, 0.3)),
    ]
    for row in range(8):
        parts += [
            rect(
                x + 6 + i * 34 + (row % 2) * 16,
                y - 116 + row * 26,
                18,
                3,
                tint(brick, 0.25),
                0,
                0.35,
            )
            for i in range(9)
        ]
    for gx in (x + 40, x + 190):
        parts.append(path(f"M{gx} {y + 112}V{y - 20}a50 46 0 0 1 100 0V{y + 112}Z", NIGHT))
        parts.append(
            rect(gx, y - 36, 100, 76, WOOD_DARK)
            + "".join(rect(gx + i * 25 + 3, y - 36, 19, 76, shade(WOOD, 0.1)) for i in range(4))
            + rect(gx, y - 14, 100, 7, INK)
            + rect(gx, y + 18, 100, 7, INK)
        )
        parts.append(line(gx + 50, y - 36, gx + 50, y - 230, INK, 5))
    parts.append(
        rect(x - 14, y - 140, 358, 16, SAND_DEEP)
        + rect(x - 14, y - 126, 358, 5, shade(SAND_DEEP, 0.3))
    )
    parts.append(
        house(
            x + 106, y - 140, 118, 66, SAND_DARK, PETROL_70, 1, 3, 40, NIGHT, [0, 2], chimney=False
        )
    )
    parts += [rect(rx, y - 176, 3, 40, SAND) for rx in (x - 8, x + 36, x + 80, x + 290, x + 334)]
    parts.append(
        line(x - 8, y - 174, x + 84, y - 174, SAND, 3)
        + line(x + 280, y - 174, x + 338, y - 174, SAND, 3)
    )
    return "".join(parts)


def rough_sea() -> str:
    surface = "M-40 868Q300 856 620 872Q1100 890 1540 880V1000H-40Z"
    parts = [path(surface, fade(PETROL_50, PETROL_70))]
    for row, (y, c, step) in enumerate(
        [(898, PETROL_35, 150), (926, PETROL_70, 180), (956, PETROL, 210), (988, NIGHT, 240)]
    ):
        d = [f"M{-100 + row * 40} {y + 40}"]
        x = -100.0 + row * 40
        while x < 1600:
            d.append(
                f"C{x + step * 0.3:.0f} {y + 30} {x + step * 0.5:.0f} {y - 26}"
                f" {x + step * 0.78:.0f} {y - 18}"
                f"C{x + step * 0.66:.0f} {y - 6} {x + step * 0.74:.0f} {y + 16}"
                f" {x + step:.0f} {y + 22}"
            )
            x += step
        parts.append(path("".join(d) + "V1100H-100Z", c))
        x = -100.0 + row * 40
        while x < 1600:
            parts.append(
                stroke(
                    f"M{x + step * 0.42:.0f} {y - 2}"
                    f"Q{x + step * 0.56:.0f} {y - 24} {x + step * 0.77:.0f} {y - 19}",
                    WHITE,
                    4 - row * 0.4,
                    0.75 - row * 0.12,
                )
            )
            x += step
    for x in (190, 342):
        parts.append(
            path(f"M{x} 850q50 30 100 0q16 30 42 46q-90 22-184 0q28-16 42-46Z", PETROL_10, 0.8)
        )
    return "".join(parts)


def sandbag_chain() -> str:
    """Ten people, two of them captains in vests; the bags travel to the right."""
    crew = [
        CROWD[4],
        replace(CROWD[2], extra=("vest",)),
        CROWD[3],
        CROWD[1],
        CROWD[0],
        CROWD[6],
        replace(CROWD[7], extra=("vest",)),
        CROWD[5],
    ]
    parts: list[str] = []
    for i in range(7):
        t = i / 6
        x = 1400 - 112 * i * (1 - 0.03 * i)
        y = 846 - 30 * t + 20
        h = 262 - 46 * t
        look = replace(crew[i], garment="trousers", build=min(crew[i].build, 1.12))
        pose = replace(HAND_OVER, near_arm=(46 + 6 * (i % 3), 82), lean=5 + 3 * (i % 2))
        bag = sandbag(0, 4, 21, SAND_DEEP) if i % 2 == 0 else ""
        shadow = ellipse(x - 20, y, h * 0.24, h * 0.03, NIGHT, 0.25)
        parts.insert(0, shadow + person(x, y, h, look, pose, held=bag))
    wall = "".join(
        sandbag(1490 - 62 * c - 30 * (r % 2), 872 - r * 25, 74, tint(SAND_DEEP, 0.1 * (r % 3)))
        for r in range(4)
        for c in range(3 - r // 2)
    )
    pile = "".join(sandbag(x, y, 64, SAND_DEEP) for x, y in [(604, 852), (664, 856), (634, 830)])
    captain = person(
        536, 836, 226, replace(CROWD[7], style="beanie", hair=PETROL, extra=("vest",)), POINT
    )
    child = person(
        730, 850, 140, Look(SKINS[0], ACCENT, "beanie", OCHRE, PETROL, ACCENT_DARK), WALK, flip=True
    )
    return "".join(parts) + wall + pile + captain + child


def westen() -> list[str]:
    """Coloured vests on hooks in the corridor of the fire station."""
    parts = [
        rect(0, 0, 1500, 1000, fade("#DDE8E2", SAND_DARK)),
        rect(0, 640, 1500, 240, fade(PETROL_50, PETROL_70)),
        rect(0, 632, 1500, 12, WHITE),
        rect(0, 880, 1500, 130, fade(SAND_DEEP, SAND_EARTH)),
    ]
    parts += [line(x, 644, x, 880, PETROL, 2, 0.4) for x in range(60, 1500, 120)]
    parts.append(
        poly([(0, 60), (460, 0), (1500, 0), (1500, 160), (360, 880), (0, 880)], OCHRE_PALE, 0.28)
    )
    parts.append(rect(90, 200, 1320, 34, WOOD, 6) + rect(90, 224, 1320, 10, WOOD_DARK, 4))
    colours = (ACCENT, OCHRE, PETROL, MOSS, ACCENT, OCHRE)
    for i, c in enumerate(colours):
        parts.append(hanging_vest(210 + i * 216, 240, c, i))
    parts.append(
        "".join(
            boots(x, 940, c)
            for x, c in [(150, PETROL), (300, OCHRE_DARK), (1190, NIGHT), (1340, MOSS_DARK)]
        )
    )
    parts.append(
        rect(520, 800, 460, 26, WOOD, 4)
        + rect(550, 826, 24, 120, WOOD_DARK)
        + rect(926, 826, 24, 120, WOOD_DARK)
        + helmet(640, 800, OCHRE)
        + helmet(770, 800, WHITE)
        + torch(880, 796)
    )
    parts.append(rect(70, 40, 220, 116, WHITE, 4) + map_sheet(82, 52, 196, 92, 8))
    parts.append(duty_roster(1080, 34) + wall_clock(1370, 96, 52))
    return parts


def duty_roster(x: float, y: float) -> str:
    """The week's roster, with magnets in the colours of the vests."""
    cells = [
        rect(x + 16 + c * 28, y + 42 + r * 22, 22, 16, colour, 3)
        for r, row in enumerate(("apoms", "opmsa", "msapo"))
        for c, colour in enumerate(
            {"a": ACCENT, "o": OCHRE, "p": PETROL, "m": MOSS, "s": SAND_DEEP}[k] for k in row
        )
    ]
    sheet = rect(x, y, 168, 122, WHITE, 4) + rect(x, y, 168, 30, PETROL, 4)
    return sheet + rect(x + 16, y + 11, 80, 8, SAND_DEEP, 4) + "".join(cells)


def wall_clock(x: float, y: float, r: float) -> str:
    hands = f"M{x} {y - r * 0.62:.1f}V{y}L{x + r * 0.42:.1f} {y + r * 0.26:.1f}"
    return circle(x, y, r, PETROL) + circle(x, y, r * 0.84, WHITE) + stroke(hands, INK, 6)


def hanging_vest(x: float, y: float, c: str, seed: int) -> str:
    """A vest on its hook, in three values, with reflecting bands and a role sign."""
    sway = (seed % 3 - 1) * 2.5
    body = (
        "M-34 14C-40 40-78 50-84 64C-70 130-92 240-98 372Q0 402 98 372C92 240 70 130 84 64"
        "C78 50 40 40 34 14C20 40-20 40-34 14Z"
    )
    parts = [
        path(body, NIGHT, 0.18).replace("<path", '<path transform="translate(14 14)"'),
        path(body, c),
        clip(
            body,
            path("M-100 0H-30C-40 130-40 260-30 420H-110Z", shade(c, 0.2)),
            rect(-110, 190, 220, 34, OCHRE_PALE),
            rect(-110, 262, 220, 34, OCHRE_PALE),
            rect(-110, 200, 220, 12, WHITE),
            rect(-110, 272, 220, 12, WHITE),
            rect(-66, 40, 26, 160, OCHRE_PALE),
            rect(40, 40, 26, 160, OCHRE_PALE),
        ),
        line(0, 36, 0, 386, shade(c, 0.35), 4),
        rect(-54, 310, 40, 44, shade(c, 0.15), 4),
        circle(46, 150, 0.1, c),
    ]
    parts.append(
        circle(0, 132, 38, SAND) + role_icon(0, 132, 46, shade(c, 0.3), (0, 4, 5, 2, 7, 3)[seed])
    )
    hook = stroke("M0-22V0Q0 16 14 14", INK, 7) + stroke("M-34 14Q0-20 34 14", shade(c, 0.4), 7)
    return group(*parts, hook, at=(x, y), turn=sway)


def boots(x: float, y: float, c: str) -> str:
    one = (
        path("M-26-130H26V-34Q60-28 62-8V0H-26Z", c)
        + path("M-26-130H-8V0H-26Z", shade(c, 0.25))
        + rect(-30, -136, 60, 16, tint(c, 0.2), 6)
        + rect(-28, -6, 92, 10, INK, 4)
    )
    return group(ellipse(30, 2, 90, 10, NIGHT, 0.25), group(one, at=(40, -8)), one, at=(x, y))


def helmet(x: float, y: float, c: str) -> str:
    return (
        path(f"M{x - 56} {y}C{x - 56} {y - 74} {x + 50} {y - 80} {x + 54} {y - 8}L{x + 70} {y}Z", c)
        + path(
            f"M{x - 56} {y}C{x - 56} {y - 50} {x - 30} {y - 64} {x - 10} {y - 62}"
            f"C{x - 30} {y - 40} {x - 30} {y - 20} {x - 26} {y}Z",
            shade(c, 0.22),
        )
        + rect(x - 60, y - 8, 130, 9, shade(c, 0.35), 4)
    )


def torch(x: float, y: float) -> str:
    return (
        rect(x - 40, y - 22, 62, 22, INK, 6)
        + poly([(x + 20, y - 24), (x + 44, y - 32), (x + 44, y + 6), (x + 20, y)], ACCENT)
        + rect(x + 42, y - 32, 6, 38, OCHRE_PALE)
    )


def karte() -> list[str]:
    """The map of the neighbourhoods, each with its captain's pin."""
    parts = [rect(0, 0, 1500, 1000, fade(tint(WOOD, 0.3), WOOD))]
    parts += [line(0, y, 1500, y + 20, WOOD_DARK, 3, 0.35) for y in range(60, 1000, 150)]
    parts.append(poly([(0, 0), (700, 0), (200, 1000), (0, 1000)], OCHRE_PALE, 0.2))
    paper = box(120, 90, 1190, 820)
    sea = "M120 90H700C640 180 520 220 470 330C430 430 300 470 270 600C250 720 180 800 120 830Z"
    quarters = [
        (
            "M700 90H1010C1000 200 960 300 900 380C780 390 640 360 470 330C520 220 640 180 700 90Z",
            OCHRE_PALE,
        ),
        ("M1010 90H1310V420C1160 420 1020 400 900 380C960 300 1000 200 1010 90Z", MOSS_PALE),
        (
            "M470 330C640 360 780 390 900 380C890 500 840 600 760 680C600 660 420 640 "
            "270 600C300 470 430 430 470 330Z",
            ACCENT_PALE,
        ),
        (
            "M900 380C1020 400 1160 420 1310 420V720C1120 720 930 710 760 680C840 600 "
            "890 500 900 380Z",
            PETROL_10,
        ),
        (
            "M270 600C420 640 600 660 760 680C740 760 720 840 710 910H120V830C180 800 "
            "250 720 270 600Z",
            MOSS_LIGHT,
        ),
        ("M760 680C930 710 1120 720 1310 720V910H710C720 840 740 760 760 680Z", OCHRE_LIGHT),
    ]
    body = [rect(120, 90, 1190, 820, SAND), path(sea, fade(PETROL_35, PETROL_20))]
    body += [
        stroke(f"M{x} {y}q16-12 32 0q16 12 32 0q16-12 32 0", WHITE, 3, 0.75)
        for x, y in [
            (160, 150),
            (330, 140),
            (520, 130),
            (220, 230),
            (400, 220),
            (150, 320),
            (300, 330),
            (200, 430),
            (150, 540),
            (160, 650),
        ]
    ]
    rng = random.Random(23)
    for d, c in quarters:
        body.append(path(d, c))
        inside = []
        for i in range(30):
            for j in range(22):
                if rng.random() < 0.42:
                    inside.append(
                        rect(
                            130 + i * 40 + rng.uniform(0, 10),
                            100 + j * 38 + rng.uniform(0, 8),
                            rng.uniform(12, 24),
                            rng.uniform(10, 20),
                            shade(c, 0.14),
                            2,
                        )
                    )
        body.append(clip(d, *inside))
    body += [stroke(d, WHITE, 9) for d, _ in quarters] + [
        stroke(d, PETROL_70, 2.6, 0.7, "2 9") for d, _ in quarters
    ]
    body.append(
        stroke(
            "M700 90C640 180 520 220 470 330C430 430 300 470 270 600C250 720 180 800 120 830",
            MOSS_DARK,
            20,
        )
        + stroke(
            "M700 90C640 180 520 220 470 330C430 430 300 470 270 600C250 720 180 800 120 830",
            MOSS_LIGHT,
            7,
        )
    )
    body.append(
        stroke("M470 330C640 460 900 500 1310 560", PETROL_35, 14)
        + rect(446, 306, 46, 46, BRICK, 4)
        + rect(454, 314, 30, 30, OCHRE_LIGHT, 2)
    )
    parts += [rect(136, 110, 1190, 820, NIGHT, 0, 0.3), clip(paper, *body)]
    parts += [
        rect(x, 90, 3, 820, NIGHT, 0, 0.1) + rect(x + 3, 90, 60, 820, WHITE, 0, 0.1)
        for x in (417, 715, 1012)
    ]
    for a, b in [
        ((790, 250), (1130, 270)),
        ((790, 250), (620, 540)),
        ((620, 540), (1050, 580)),
        ((620, 540), (470, 780)),
        ((1050, 580), (980, 830)),
    ]:
        parts.append(
            stroke(
                f"M{a[0]} {a[1]}Q{(a[0] + b[0]) / 2} {(a[1] + b[1]) / 2 + 40} {b[0]} {b[1]}",
                NIGHT,
                4,
                0.75,
                "1 11",
            )
        )
    for x, y, c in [
        (790, 250, ACCENT),
        (1130, 270, PETROL),
        (620, 540, PETROL),
        (1050, 580, ACCENT),
        (470, 780, OCHRE_DARK),
        (980, 830, ACCENT_DARK),
    ]:
        parts.append(pin(x, y, 104, c))
    parts.append(
        cup_from_above(1400, 170, 52, ACCENT, 200)
        + pencil(1180, 940, 220, -12, PETROL)
        + hand(330, 900, 210, SKINS[1], ACCENT, 22, 0.3)
    )
    return parts
