"""Furniture and the small things that make a place lived in."""

import math
import random
from collections.abc import Sequence

from drawing.palette import (
    ACCENT,
    ACCENT_LIGHT,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_LIGHT,
    NIGHT,
    OCHRE,
    OCHRE_DARK,
    OCHRE_LIGHT,
    OCHRE_PALE,
    PETROL,
    PETROL_20,
    PETROL_35,
    PETROL_50,
    SAND,
    SAND_DARK,
    SAND_DEEP,
    WHITE,
    WOOD,
    shade,
    tint,
)
from drawing.shapes import (
    Point,
    blob,
    circle,
    clip,
    ellipse,
    group,
    limb,
    line,
    path,
    poly,
    rect,
    ring,
    stroke,
)

NOTES = (OCHRE_LIGHT, ACCENT_LIGHT, PETROL_35, MOSS_LIGHT, OCHRE_PALE)


def bicycle(x: float, y: float, size: float, colour: str = ACCENT, flip: bool = False) -> str:
    """A city bicycle, wheels on y; ``size`` is its length."""
    parts = []
    for wx in (-30, 30):
        parts.append(ring(wx, -19, 18, 2, INK))
        parts += [
            line(wx, -19, wx + 17 * math.cos(a), -19 + 17 * math.sin(a), PETROL_50, 0.4)
            for a in [i * math.pi / 5 for i in range(10)]
        ]
    parts.append(
        stroke(
            "M-30-19L-13-20L-17-42L-30-19M-13-20L18-44L-17-40M18-44L30-19M18-44L16-52", colour, 2.6
        )
    )
    parts.append(stroke("M16-52Q9-54 6-50M-17-42L-19-50", INK, 2) + rect(-26, -53, 15, 4, INK, 2))
    parts.append(circle(-13, -20, 4, INK) + stroke("M-44-24Q-42-40-28-40", PETROL_50, 1.6))
    parts.append(
        poly([(20, -56), (38, -56), (35, -43), (23, -43)], WOOD)
        + rect(19, -58, 20, 3, tint(WOOD), 1)
    )
    return group(*parts, at=(x, y), scale=size / 96, flip=flip)


def bench(x: float, y: float, w: float, colour: str = WOOD) -> str:
    h = w * 0.24
    parts = [
        rect(x + w * 0.08, y - h, w * 0.04, h, INK),
        rect(x + w * 0.88, y - h, w * 0.04, h, INK),
    ]
    for f, t in ((1.0, 0.12), (1.45, 0.14), (1.75, 0.14)):
        parts.append(rect(x, y - h * f, w, h * t * 1.3, colour if f > 1 else tint(colour), 2))
    parts += [
        rect(x + w * 0.1, y - h * 1.8, w * 0.03, h, shade(colour)),
        rect(x + w * 0.87, y - h * 1.8, w * 0.03, h, shade(colour)),
    ]
    return "".join(parts)


def cup(x: float, y: float, size: float, colour: str = ACCENT, steam: bool = False) -> str:
    """A mug from the side, standing on y."""
    s = size
    parts = [
        stroke(
            f"M{x + s * 0.42:.1f} {y - s * 0.7:.1f}q{s * 0.3:.1f} 0 {s * 0.26:.1f} {s * 0.26:.1f}"
            f"q0 {s * 0.22:.1f} {-s * 0.3:.1f} {s * 0.2:.1f}",
            shade(colour, 0.1),
            s * 0.1,
        ),
        path(
            f"M{x - s * 0.45:.1f} {y - s * 0.9:.1f}h{s * 0.9:.1f}l{-s * 0.08:.1f} {s * 0.9:.1f}"
            f"h{-s * 0.74:.1f}Z",
            colour,
        ),
        path(
            f"M{x - s * 0.45:.1f} {y - s * 0.9:.1f}h{s * 0.3:.1f}v{s * 0.9:.1f}h{-s * 0.22:.1f}Z",
            shade(colour, 0.2),
        ),
        ellipse(x, y - s * 0.9, s * 0.45, s * 0.09, tint(colour, 0.4)),
        ellipse(x, y - s * 0.89, s * 0.38, s * 0.06, "#5A3A26"),
    ]
    if steam:
        for dx in (-0.12, 0.14):
            parts.append(
                stroke(
                    f"M{x + s * dx:.1f} {y - s * 1.1:.1f}q{s * 0.14:.1f} {-s * 0.16:.1f} 0"
                    f" {-s * 0.34:.1f}q{-s * 0.14:.1f} {-s * 0.16:.1f} 0 {-s * 0.34:.1f}",
                    WHITE,
                    s * 0.06,
                    0.5,
                )
            )
    return "".join(parts)


def cup_from_above(x: float, y: float, r: float, colour: str = WHITE, turn: float = 0) -> str:
    return group(
        ellipse(5, 6, r * 1.45, r * 1.45, NIGHT, 0.18),
        circle(0, 0, r * 1.45, tint(colour, 0.3)),
        circle(0, 0, r * 1.2, shade(colour, 0.06)),
        rect(r * 0.7, -r * 0.2, r * 0.8, r * 0.4, colour, r * 0.2),
        circle(0, 0, r, colour),
        circle(0, 0, r * 0.8, "#5A3A26"),
        ellipse(-r * 0.2, -r * 0.25, r * 0.35, r * 0.22, "#8C6242"),
        at=(x, y),
        turn=turn,
    )


def sheet(
    x: float,
    y: float,
    w: float,
    h: float,
    turn: float = 0,
    colour: str = WHITE,
    rows: int = 6,
    mark: str | None = None,
    seed: int = 1,
) -> str:
    """A sheet of paper with lines that stand for text; (x, y) is its middle."""
    rng = random.Random(seed)
    parts = [
        rect(-w / 2 + w * 0.03, -h / 2 + w * 0.04, w, h, NIGHT, 0, 0.16),
        rect(-w / 2, -h / 2, w, h, colour),
    ]
    if mark:
        parts.append(rect(-w * 0.38, -h * 0.4, w * 0.4, h * 0.09, mark))
    for i in range(rows):
        parts.append(
            rect(
                -w * 0.38,
                -h * 0.22 + i * h * 0.6 / rows,
                w * rng.uniform(0.45, 0.76),
                h * 0.022,
                PETROL_35,
            )
        )
    return group(*parts, at=(x, y), turn=turn)


def laptop_from_above(x: float, y: float, w: float, turn: float = 0) -> str:
    h = w * 0.66
    keys = "".join(
        rect(-w * 0.4 + c * w * 0.081, h * 0.1 + r * h * 0.095, w * 0.065, h * 0.07, PETROL_50, 1)
        for r in range(3)
        for c in range(10)
    )
    return group(
        rect(-w / 2 + 6, -h / 2 + 8, w, h, NIGHT, 6, 0.22),
        rect(-w / 2, -h * 0.04, w, h * 0.54, PETROL_20, 5),
        keys,
        rect(-w * 0.14, h * 0.4, w * 0.28, h * 0.08, PETROL_35, 2),
        poly(
            [
                (-w / 2, -h * 0.03),
                (w / 2, -h * 0.03),
                (w * 0.47, -h * 0.34),
                (-w * 0.47, -h * 0.34),
            ],
            INK,
        ),
        poly(
            [
                (-w * 0.46, -h * 0.06),
                (w * 0.46, -h * 0.06),
                (w * 0.44, -h * 0.31),
                (-w * 0.44, -h * 0.31),
            ],
            PETROL_50,
        ),
        at=(x, y),
        turn=turn,
    )


def plant(
    x: float, y: float, h: float, pot: str = ACCENT, leaf: str = MOSS_DARK, seed: int = 1
) -> str:
    """A pot plant with broad leaves."""
    rng = random.Random(seed)
    parts = []
    for i in range(9):
        a = math.radians(-80 + 20 * i + rng.uniform(-6, 6))
        length = h * rng.uniform(0.45, 0.7)
        tipx, tipy = x + math.sin(a) * length * 0.75, y - h * 0.28 - math.cos(a) * length
        mx, my = x + math.sin(a) * length * 0.42, y - h * 0.3 - math.cos(a) * length * 0.62
        c = leaf if i % 2 else tint(leaf, 0.16)
        off = h * 0.07
        parts.append(
            path(
                f"M{x:.1f} {y - h * 0.26:.1f}"
                f"Q{mx - off:.1f} {my - off * 0.4:.1f} {tipx:.1f} {tipy:.1f}"
                f"Q{mx + off:.1f} {my + off * 0.4:.1f} {x:.1f} {y - h * 0.26:.1f}Z",
                c,
            )
        )
    w = h * 0.17
    parts.append(
        poly(
            [(x - w, y - h * 0.3), (x + w, y - h * 0.3), (x + w * 0.72, y), (x - w * 0.72, y)], pot
        )
    )
    parts.append(
        poly(
            [
                (x - w, y - h * 0.3),
                (x - w * 0.3, y - h * 0.3),
                (x - w * 0.25, y),
                (x - w * 0.72, y),
            ],
            shade(pot),
        )
    )
    parts.append(rect(x - w * 1.12, y - h * 0.33, w * 2.24, h * 0.07, tint(pot, 0.15)))
    return "".join(parts)


def books(x: float, y: float, w: float, h: float, seed: int = 1) -> str:
    """A row of standing books and folders."""
    rng = random.Random(seed)
    colours = (PETROL, ACCENT, OCHRE, MOSS, SAND_DEEP, PETROL_50, NIGHT, PETROL_20)
    parts, bx = [], x
    while bx < x + w - h * 0.12:
        bw, bh = h * rng.uniform(0.1, 0.24), h * rng.uniform(0.68, 1)
        c = rng.choice(colours)
        parts.append(
            rect(bx, y - bh, bw - 1, bh, c) + rect(bx, y - bh, bw * 0.3, bh, shade(c, 0.2))
        )
        parts.append(rect(bx + bw * 0.25, y - bh * 0.8, bw * 0.5, bh * 0.16, tint(c, 0.5)))
        bx += bw
    return "".join(parts)


def pendant(x: float, top: float, y: float, w: float, colour: str = OCHRE) -> str:
    """A hanging lamp whose shade ends at y."""
    return (
        line(x, top, x, y - w * 0.4, INK, max(1.5, w * 0.015))
        + path(
            f"M{x - w / 2:.1f} {y:.1f}"
            f"C{x - w * 0.46:.1f} {y - w * 0.34:.1f} {x - w * 0.2:.1f} {y - w * 0.4:.1f}"
            f" {x:.1f} {y - w * 0.42:.1f}"
            f"C{x + w * 0.2:.1f} {y - w * 0.4:.1f} {x + w * 0.46:.1f} {y - w * 0.34:.1f}"
            f" {x + w / 2:.1f} {y:.1f}Z",
            colour,
        )
        + path(
            f"M{x - w / 2:.1f} {y:.1f}"
            f"C{x - w * 0.46:.1f} {y - w * 0.34:.1f} {x - w * 0.2:.1f} {y - w * 0.4:.1f}"
            f" {x:.1f} {y - w * 0.42:.1f}"
            f"C{x - w * 0.2:.1f} {y - w * 0.3:.1f} {x - w * 0.24:.1f} {y - w * 0.2:.1f}"
            f" {x - w * 0.24:.1f} {y:.1f}Z",
            shade(colour),
        )
        + ellipse(x, y, w / 2, w * 0.05, OCHRE_PALE)
    )


def note(x: float, y: float, size: float, colour: str, turn: float = 0, rows: int = 2) -> str:
    """A sticky note."""
    s = size
    lines = "".join(
        rect(
            -s * 0.34,
            -s * 0.2 + i * s * 0.2,
            s * (0.68 - 0.2 * (i % 2)),
            s * 0.05,
            shade(colour, 0.4),
            1,
        )
        for i in range(rows)
    )
    return group(
        poly(
            [
                (-s * 0.46, -s * 0.44),
                (s * 0.54, -s * 0.44),
                (s * 0.56, s * 0.58),
                (-s * 0.4, s * 0.54),
            ],
            NIGHT,
            0.13,
        ),
        rect(-s / 2, -s / 2, s, s, colour),
        rect(-s / 2, -s / 2, s, s * 0.16, shade(colour, 0.1)),
        poly([(s * 0.5, s * 0.26), (s * 0.5, s * 0.5), (s * 0.24, s * 0.5)], shade(colour, 0.22)),
        lines,
        at=(x, y),
        turn=turn,
    )


def bubble(
    x: float,
    y: float,
    w: float,
    h: float,
    fill: str,
    tail: Point | None = None,
    r: float | None = None,
) -> str:
    """A speech bubble; ``tail`` is where its tip points."""
    r = min(w, h) * 0.34 if r is None else r
    parts = []
    if tail:
        tx, ty = tail
        cx = min(max(tx, x + r * 1.3), x + w - r * 1.3)
        edge = y + h - 2 if ty > y + h else y + 2
        parts.append(
            path(
                f"M{cx - r * 0.5:.1f} {edge:.1f}"
                f"Q{(cx + tx) / 2 - r * 0.1:.1f} {(edge + ty) / 2:.1f} {tx:.1f} {ty:.1f}"
                f"Q{(cx + tx) / 2 + r * 0.3:.1f} {(edge + ty) / 2:.1f}"
                f" {cx + r * 0.5:.1f} {edge:.1f}Z",
                fill,
            )
        )
    parts.append(rect(x, y, w, h, fill, r))
    return "".join(parts)


def text_rows(
    x: float, y: float, w: float, rows: int, size: float, colour: str, seed: int = 1
) -> str:
    """Bars that stand for lines of text."""
    rng = random.Random(seed)
    return "".join(
        rect(
            x,
            y + i * size * 2,
            w * (rng.uniform(0.7, 1) if i < rows - 1 else 0.5),
            size,
            colour,
            size / 2,
        )
        for i in range(rows)
    )


def washing_line(x1: float, x2: float, y: float, size: float, seed: int = 1) -> str:
    rng = random.Random(seed)
    sag = (x2 - x1) * 0.06
    parts = [
        stroke(
            f"M{x1:.1f} {y:.1f}Q{(x1 + x2) / 2:.1f} {y + 2 * sag:.1f} {x2:.1f} {y:.1f}", INK, 1.2
        )
    ]
    count = int((x2 - x1) / (size * 1.1))
    for i in range(count):
        t = (i + 0.5) / count
        px, py = x1 + (x2 - x1) * t, y + 4 * sag * t * (1 - t)
        c = rng.choice((WHITE, ACCENT_LIGHT, PETROL_20, OCHRE_LIGHT))
        if i % 3 == 1:
            parts.append(
                path(
                    f"M{px - size * 0.22:.1f} {py:.1f}h{size * 0.44:.1f}"
                    f"l{size * 0.2:.1f} {size * 0.24:.1f}"
                    f"l{-size * 0.18:.1f} {size * 0.14:.1f}v{size * 0.6:.1f}"
                    f"h{-size * 0.48:.1f}v{-size * 0.6:.1f}"
                    f"l{-size * 0.18:.1f} {-size * 0.14:.1f}Z",
                    c,
                )
            )
        else:
            parts.append(rect(px - size * 0.34, py, size * 0.68, size * rng.uniform(0.7, 1.1), c))
    return "".join(parts)


def map_sheet(x: float, y: float, w: float, h: float, seed: int = 1, ground: str = SAND) -> str:
    """A town map: river, parks, blocks and streets, clipped to a rectangle."""
    rng = random.Random(seed)
    parts = [rect(x, y, w, h, ground)]
    for _ in range(5):
        parts.append(
            ellipse(
                x + rng.random() * w,
                y + rng.random() * h,
                w * rng.uniform(0.08, 0.17),
                h * rng.uniform(0.08, 0.16),
                MOSS_LIGHT,
                0.8,
            )
        )
    step = w / 13
    for i in range(13):
        for j in range(int(h / step) + 1):
            if rng.random() < 0.74:
                bw, bh = step * rng.uniform(0.45, 0.8), step * rng.uniform(0.45, 0.8)
                c = rng.choice((SAND_DARK, SAND_DEEP, "#E8C9A6", SAND_DARK))
                parts.append(rect(x + (i + 0.12) * step, y + (j + 0.12) * step, bw, bh, c, 2))
    for i in range(4):
        ay, by = y + h * rng.random(), y + h * rng.random()
        parts.append(
            stroke(
                f"M{x - 5:.1f} {ay:.1f}"
                f"C{x + w * 0.3:.1f} {by:.1f} {x + w * 0.6:.1f} {ay:.1f} {x + w + 5:.1f} {by:.1f}",
                WHITE,
                step * (0.16 if i else 0.3),
            )
        )
    for _ in range(3):
        ax, bx = x + w * rng.random(), x + w * rng.random()
        parts.append(
            stroke(
                f"M{ax:.1f} {y - 5:.1f}"
                f"C{bx:.1f} {y + h * 0.4:.1f} {ax:.1f} {y + h * 0.6:.1f} {bx:.1f} {y + h + 5:.1f}",
                WHITE,
                step * 0.18,
            )
        )
    river = (
        f"M{x - 10:.1f} {y + h * 0.72:.1f}"
        f"C{x + w * 0.28:.1f} {y + h * 0.98:.1f} {x + w * 0.38:.1f} {y + h * 0.3:.1f}"
        f" {x + w * 0.62:.1f} {y + h * 0.42:.1f}"
        f"S{x + w * 0.86:.1f} {y + h * 0.2:.1f} {x + w + 10:.1f} {y + h * 0.12:.1f}"
    )
    parts.append(stroke(river, PETROL_20, step * 0.95) + stroke(river, PETROL_35, step * 0.62))
    return clip(f"M{x:.1f} {y:.1f}h{w:.1f}v{h:.1f}h{-w:.1f}Z", *parts)


def pin(x: float, y: float, size: float, colour: str = ACCENT) -> str:
    """A map pin whose tip is at (x, y)."""
    return group(
        ellipse(4, 1, 9, 3, NIGHT, 0.25),
        path("M0 0C-4-12-14-18-14-30A14 14 0 0 1 14-30C14-18 4-12 0 0Z", colour),
        path("M0 0C-4-12-14-18-14-30A14 14 0 0 1 0-44C-8-36-6-16 0 0Z", shade(colour, 0.2)),
        circle(0, -30, 5.4, WHITE),
        at=(x, y),
        scale=size / 44,
    )


def pencil(x: float, y: float, length: float, turn: float, colour: str = OCHRE) -> str:
    return group(
        rect(-2, 3, length, 7, NIGHT, 2, 0.15),
        rect(0, -3, length * 0.84, 6, colour, 1),
        rect(0, -3, length * 0.84, 2, tint(colour, 0.3)),
        poly([(length * 0.84, -3), (length, 0), (length * 0.84, 3)], SAND_DEEP),
        poly([(length * 0.95, -1), (length, 0), (length * 0.95, 1)], INK),
        rect(-6, -3, 7, 6, ACCENT_LIGHT, 2),
        at=(x, y),
        turn=turn,
    )


def sandbag(x: float, y: float, w: float, colour: str = SAND_DEEP) -> str:
    """A filled sandbag lying on y, x its middle."""
    h = w * 0.42
    body = blob(
        [
            (x - w * 0.5, y - h * 0.3),
            (x - w * 0.4, y - h * 0.86),
            (x, y - h),
            (x + w * 0.4, y - h * 0.86),
            (x + w * 0.5, y - h * 0.3),
            (x + w * 0.36, y),
            (x - w * 0.36, y),
        ],
        colour,
    )
    under = blob(
        [
            (x - w * 0.5, y - h * 0.3),
            (x, y - h * 0.24),
            (x + w * 0.5, y - h * 0.3),
            (x + w * 0.36, y),
            (x - w * 0.36, y),
        ],
        shade(colour, 0.2),
    )
    tie = limb(
        [(x + w * 0.44, y - h * 0.5), (x + w * 0.6, y - h * 0.66)],
        [w * 0.05, w * 0.08],
        shade(colour, 0.1),
    )
    return tie + body + under


def screen(x: float, y: float, w: float, h: float, fill: str, *content: str) -> str:
    """A flat screen in a thin dark frame."""
    return rect(x - 6, y - 6, w + 12, h + 12, INK, 6) + clip(
        f"M{x:.1f} {y:.1f}h{w:.1f}v{h:.1f}h{-w:.1f}Z", rect(x, y, w, h, fill), *content
    )


def desk(x: float, y: float, w: float, h: float, colour: str = WOOD) -> str:
    """A plain table from the front, its top edge at y."""
    return (
        rect(x, y, w, h * 0.09, tint(colour, 0.2), 3)
        + rect(x, y + h * 0.07, w, h * 0.04, shade(colour, 0.3))
        + "".join(
            limb([(lx, y + h * 0.1), (lx + d, y + h)], [h * 0.035, h * 0.022], shade(colour, 0.2))
            for lx, d in ((x + w * 0.06, -w * 0.02), (x + w * 0.94, w * 0.02))
        )
    )


def bowl(x: float, y: float, w: float, colour: str = WHITE) -> str:
    return path(
        f"M{x - w / 2:.1f} {y - w * 0.3:.1f}"
        f"C{x - w * 0.42:.1f} {y:.1f} {x - w * 0.2:.1f} {y:.1f} {x:.1f} {y:.1f}"
        f"C{x + w * 0.2:.1f} {y:.1f} {x + w * 0.42:.1f} {y:.1f} {x + w / 2:.1f} {y - w * 0.3:.1f}Z",
        colour,
    ) + ellipse(x, y - w * 0.3, w / 2, w * 0.09, shade(colour, 0.2))


def spread(values: Sequence[str], index: int) -> str:
    """The colour at an index that may run over the end."""
    return values[index % len(values)]


def folder() -> str:
    return rect(-7, -6, 11, 14, OCHRE_LIGHT, 1) + rect(-7, -6, 3, 14, OCHRE_DARK, 1)


def role_icon(x: float, y: float, s: float, c: str, kind: int, inner: str = WHITE) -> str:
    """Signs for roles: megaphone, compass, ear, clock, link, shield, drop, flash."""
    k = s / 60
    signs = (
        path("M-22-8H-8L18-24V24L-8 8H-22Z", c)
        + rect(-16, 8, 10, 16, c, 3)
        + stroke("M24-10Q30 0 24 10", c, 4),
        ring(0, 0, 24, 5, c) + poly([(10, -12), (3, 4), (-10, 12), (-3, -4)], c),
        stroke("M-14-4A16 16 0 1 1 14 2Q6 10 6 16A9 9 0 0 1-8 20M-5-4A7 7 0 1 1 6 0", c, 5),
        ring(0, 0, 24, 5, c) + stroke("M0-14V0L10 8", c, 5),
        stroke(
            "M-6 6L-14 14A10 10 0 0 1-28 0L-14-14A10 10 0 0 1 0-14M6-6L14-14A10 10 0 0 1 "
            "28 0L14 14A10 10 0 0 1 0 14",
            c,
            5.5,
        ),
        path("M0-26L22-18V0C22 14 10 22 0 28C-10 22-22 14-22 0V-18Z", c)
        + stroke("M-9 0L-2 8L10-8", inner, 5),
        path("M0-28C10-12 20-2 20 10A20 20 0 0 1-20 10C-20-2-10-12 0-28Z", c)
        + stroke("M-9 12A10 10 0 0 0 2 20", inner, 4),
        poly([(6, -28), (-16, 4), (-2, 4), (-6, 28), (16, -6), (2, -6)], c),
    )
    return group(signs[kind % 8], at=(x, y), scale=k)
