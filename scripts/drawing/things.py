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
        parts += [line(wx, -19, wx + 17 * math.cos(a), -19 + 17 * math.sin(a), PETROL_50, .4)
                  for a in [i * math.pi / 5 for i in range(10)]]
    parts.append(stroke("M-30-19L-13-20L-17-42L-30-19M-13-20L18-44L-17-40M18-44L30-19M18-44L16-52", colour, 2.6))
    parts.append(stroke("M16-52Q9-54 6-50M-17-42L-19-50", INK, 2) + rect(-26, -53, 15, 4, INK, 2))
    parts.append(circle(-13, -20, 4, INK) + stroke("M-44-24Q-42-40-28-40", PETROL_50, 1.6))
    parts.append(poly([(20, -56), (38, -56), (35, -43), (23, -43)], WOOD) + rect(19, -58, 20, 3, tint(WOOD), 1))
    return group(*parts, at=(x, y), scale=size / 96, flip=flip)


def bench(x: float, y: float, w: float, colour: str = WOOD) -> str:
    h = w * .24
    parts = [rect(x + w * .08, y - h, w * .04, h, INK), rect(x + w * .88, y - h, w * .04, h, INK)]
    for f, t in ((1.0, .12), (1.45, .14), (1.75, .14)):
        parts.append(rect(x, y - h * f, w, h * t * 1.3, colour if f > 1 else tint(colour), 2))
    parts += [rect(x + w * .1, y - h * 1.8, w * .03, h, shade(colour)), rect(x + w * .87, y - h * 1.8, w * .03, h, shade(colour))]
    return "".join(parts)


def cup(x: float, y: float, size: float, colour: str = ACCENT, steam: bool = False) -> str:
    """A mug from the side, standing on y."""
    s = size
    parts = [stroke(f"M{x + s * .42:.1f} {y - s * .7:.1f}q{s * .3:.1f} 0 {s * .26:.1f} {s * .26:.1f}"
                    f"q0 {s * .22:.1f} {-s * .3:.1f} {s * .2:.1f}", shade(colour, .1), s * .1),
             path(f"M{x - s * .45:.1f} {y - s * .9:.1f}h{s * .9:.1f}l{-s * .08:.1f} {s * .9:.1f}"
                  f"h{-s * .74:.1f}Z", colour),
             path(f"M{x - s * .45:.1f} {y - s * .9:.1f}h{s * .3:.1f}v{s * .9:.1f}h{-s * .22:.1f}Z", shade(colour, .2)),
             ellipse(x, y - s * .9, s * .45, s * .09, tint(colour, .4)),
             ellipse(x, y - s * .89, s * .38, s * .06, "#5A3A26")]
    if steam:
        for dx in (-.12, .14):
            parts.append(stroke(f"M{x + s * dx:.1f} {y - s * 1.1:.1f}q{s * .14:.1f} {-s * .16:.1f} 0"
                                f" {-s * .34:.1f}q{-s * .14:.1f} {-s * .16:.1f} 0 {-s * .34:.1f}", WHITE, s * .06, .5))
    return "".join(parts)


def cup_from_above(x: float, y: float, r: float, colour: str = WHITE, turn: float = 0) -> str:
    return group(ellipse(5, 6, r * 1.45, r * 1.45, NIGHT, .18), circle(0, 0, r * 1.45, tint(colour, .3)),
                 circle(0, 0, r * 1.2, shade(colour, .06)), rect(r * .7, -r * .2, r * .8, r * .4, colour, r * .2),
                 circle(0, 0, r, colour), circle(0, 0, r * .8, "#5A3A26"),
                 ellipse(-r * .2, -r * .25, r * .35, r * .22, "#8C6242"), at=(x, y), turn=turn)


def sheet(x: float, y: float, w: float, h: float, turn: float = 0, colour: str = WHITE,
          rows: int = 6, mark: str | None = None, seed: int = 1) -> str:
    """A sheet of paper with lines that stand for text; (x, y) is its middle."""
    rng = random.Random(seed)
    parts = [rect(-w / 2 + w * .03, -h / 2 + w * .04, w, h, NIGHT, 0, .16), rect(-w / 2, -h / 2, w, h, colour)]
    if mark:
        parts.append(rect(-w * .38, -h * .4, w * .4, h * .09, mark))
    for i in range(rows):
        parts.append(rect(-w * .38, -h * .22 + i * h * .6 / rows, w * rng.uniform(.45, .76), h * .022, PETROL_35))
    return group(*parts, at=(x, y), turn=turn)


def laptop_from_above(x: float, y: float, w: float, turn: float = 0) -> str:
    h = w * .66
    keys = "".join(rect(-w * .4 + c * w * .081, h * .1 + r * h * .095, w * .065, h * .07, PETROL_50, 1)
                   for r in range(3) for c in range(10))
    return group(rect(-w / 2 + 6, -h / 2 + 8, w, h, NIGHT, 6, .22), rect(-w / 2, -h * .04, w, h * .54, PETROL_20, 5),
                 keys, rect(-w * .14, h * .4, w * .28, h * .08, PETROL_35, 2),
                 poly([(-w / 2, -h * .03), (w / 2, -h * .03), (w * .47, -h * .34), (-w * .47, -h * .34)], INK),
                 poly([(-w * .46, -h * .06), (w * .46, -h * .06), (w * .44, -h * .31), (-w * .44, -h * .31)], PETROL_50),
                 at=(x, y), turn=turn)


def plant(x: float, y: float, h: float, pot: str = ACCENT, leaf: str = MOSS_DARK, seed: int = 1) -> str:
    """A pot plant with broad leaves."""
    rng = random.Random(seed)
    parts = []
    for i in range(9):
        a = math.radians(-80 + 20 * i + rng.uniform(-6, 6))
        length = h * rng.uniform(.45, .7)
        tipx, tipy = x + math.sin(a) * length * .75, y - h * .28 - math.cos(a) * length
        mx, my = x + math.sin(a) * length * .42, y - h * .3 - math.cos(a) * length * .62
        c = leaf if i % 2 else tint(leaf, .16)
        off = h * .07
        parts.append(path(f"M{x:.1f} {y - h * .26:.1f}Q{mx - off:.1f} {my - off * .4:.1f} {tipx:.1f} {tipy:.1f}"
                          f"Q{mx + off:.1f} {my + off * .4:.1f} {x:.1f} {y - h * .26:.1f}Z", c))
    w = h * .17
    parts.append(poly([(x - w, y - h * .3), (x + w, y - h * .3), (x + w * .72, y), (x - w * .72, y)], pot))
    parts.append(poly([(x - w, y - h * .3), (x - w * .3, y - h * .3), (x - w * .25, y), (x - w * .72, y)], shade(pot)))
    parts.append(rect(x - w * 1.12, y - h * .33, w * 2.24, h * .07, tint(pot, .15)))
    return "".join(parts)


def books(x: float, y: float, w: float, h: float, seed: int = 1) -> str:
    """A row of standing books and folders."""
    rng = random.Random(seed)
    colours = (PETROL, ACCENT, OCHRE, MOSS, SAND_DEEP, PETROL_50, NIGHT, PETROL_20)
    parts, bx = [], x
    while bx < x + w - h * .12:
        bw, bh = h * rng.uniform(.1, .24), h * rng.uniform(.68, 1)
        c = rng.choice(colours)
        parts.append(rect(bx, y - bh, bw - 1, bh, c) + rect(bx, y - bh, bw * .3, bh, shade(c, .2)))
        parts.append(rect(bx + bw * .25, y - bh * .8, bw * .5, bh * .16, tint(c, .5)))
        bx += bw
    return "".join(parts)


def pendant(x: float, top: float, y: float, w: float, colour: str = OCHRE) -> str:
    """A hanging lamp whose shade ends at y."""
    return (line(x, top, x, y - w * .4, INK, max(1.5, w * .015)) +
            path(f"M{x - w / 2:.1f} {y:.1f}C{x - w * .46:.1f} {y - w * .34:.1f} {x - w * .2:.1f} {y - w * .4:.1f}"
                 f" {x:.1f} {y - w * .42:.1f}C{x + w * .2:.1f} {y - w * .4:.1f} {x + w * .46:.1f} {y - w * .34:.1f}"
                 f" {x + w / 2:.1f} {y:.1f}Z", colour) +
            path(f"M{x - w / 2:.1f} {y:.1f}C{x - w * .46:.1f} {y - w * .34:.1f} {x - w * .2:.1f} {y - w * .4:.1f}"
                 f" {x:.1f} {y - w * .42:.1f}C{x - w * .2:.1f} {y - w * .3:.1f} {x - w * .24:.1f} {y - w * .2:.1f}"
                 f" {x - w * .24:.1f} {y:.1f}Z", shade(colour)) +
            ellipse(x, y, w / 2, w * .05, OCHRE_PALE))


def note(x: float, y: float, size: float, colour: str, turn: float = 0, rows: int = 2) -> str:
    """A sticky note."""
    s = size
    lines = "".join(rect(-s * .34, -s * .2 + i * s * .2, s * (.68 - .2 * (i % 2)), s * .05, shade(colour, .4), 1)
                    for i in range(rows))
    return group(poly([(-s * .46, -s * .44), (s * .54, -s * .44), (s * .56, s * .58), (-s * .4, s * .54)], NIGHT, .13),
                 rect(-s / 2, -s / 2, s, s, colour), rect(-s / 2, -s / 2, s, s * .16, shade(colour, .1)),
                 poly([(s * .5, s * .26), (s * .5, s * .5), (s * .24, s * .5)], shade(colour, .22)), lines,
                 at=(x, y), turn=turn)


def bubble(x: float, y: float, w: float, h: float, fill: str, tail: Point | None = None,
           r: float | None = None) -> str:
    """A speech bubble; ``tail`` is where its tip points."""
    r = min(w, h) * .34 if r is None else r
    parts = []
    if tail:
        tx, ty = tail
        cx = min(max(tx, x + r * 1.3), x + w - r * 1.3)
        edge = y + h - 2 if ty > y + h else y + 2
        parts.append(path(f"M{cx - r * .5:.1f} {edge:.1f}Q{(cx + tx) / 2 - r * .1:.1f} {(edge + ty) / 2:.1f} {tx:.1f} {ty:.1f}"
                          f"Q{(cx + tx) / 2 + r * .3:.1f} {(edge + ty) / 2:.1f} {cx + r * .5:.1f} {edge:.1f}Z", fill))
    parts.append(rect(x, y, w, h, fill, r))
    return "".join(parts)


def text_rows(x: float, y: float, w: float, rows: int, size: float, colour: str, seed: int = 1) -> str:
    """Bars that stand for lines of text."""
    rng = random.Random(seed)
    return "".join(rect(x, y + i * size * 2, w * (rng.uniform(.7, 1) if i < rows - 1 else .5), size, colour, size / 2)
                   for i in range(rows))


def washing_line(x1: float, x2: float, y: float, size: float, seed: int = 1) -> str:
    rng = random.Random(seed)
    sag = (x2 - x1) * .06
    parts = [stroke(f"M{x1:.1f} {y:.1f}Q{(x1 + x2) / 2:.1f} {y + 2 * sag:.1f} {x2:.1f} {y:.1f}", INK, 1.2)]
    count = int((x2 - x1) / (size * 1.1))
    for i in range(count):
        t = (i + .5) / count
        px, py = x1 + (x2 - x1) * t, y + 4 * sag * t * (1 - t)
        c = rng.choice((WHITE, ACCENT_LIGHT, PETROL_20, OCHRE_LIGHT))
        if i % 3 == 1:
            parts.append(path(f"M{px - size * .22:.1f} {py:.1f}h{size * .44:.1f}l{size * .2:.1f} {size * .24:.1f}"
                              f"l{-size * .18:.1f} {size * .14:.1f}v{size * .6:.1f}h{-size * .48:.1f}v{-size * .6:.1f}"
                              f"l{-size * .18:.1f} {-size * .14:.1f}Z", c))
        else:
            parts.append(rect(px - size * .34, py, size * .68, size * rng.uniform(.7, 1.1), c))
    return "".join(parts)


def map_sheet(x: float, y: float, w: float, h: float, seed: int = 1, ground: str = SAND) -> str:
    """A town map: river, parks, blocks and streets, clipped to a rectangle."""
    rng = random.Random(seed)
    parts = [rect(x, y, w, h, ground)]
    for _ in range(5):
        parts.append(ellipse(x + rng.random() * w, y + rng.random() * h, w * rng.uniform(.08, .17),
                             h * rng.uniform(.08, .16), MOSS_LIGHT, .8))
    step = w / 13
    for i in range(13):
        for j in range(int(h / step) + 1):
            if rng.random() < .74:
                bw, bh = step * rng.uniform(.45, .8), step * rng.uniform(.45, .8)
                c = rng.choice((SAND_DARK, SAND_DEEP, "#E8C9A6", SAND_DARK))
                parts.append(rect(x + (i + .12) * step, y + (j + .12) * step, bw, bh, c, 2))
    for i in range(4):
        ay, by = y + h * rng.random(), y + h * rng.random()
        parts.append(stroke(f"M{x - 5:.1f} {ay:.1f}C{x + w * .3:.1f} {by:.1f} {x + w * .6:.1f} {ay:.1f} {x + w + 5:.1f} {by:.1f}",
                            WHITE, step * (.16 if i else .3)))
    for i in range(3):
        ax, bx = x + w * rng.random(), x + w * rng.random()
        parts.append(stroke(f"M{ax:.1f} {y - 5:.1f}C{bx:.1f} {y + h * .4:.1f} {ax:.1f} {y + h * .6:.1f} {bx:.1f} {y + h + 5:.1f}",
                            WHITE, step * .18))
    river = (f"M{x - 10:.1f} {y + h * .72:.1f}C{x + w * .28:.1f} {y + h * .98:.1f} {x + w * .38:.1f} {y + h * .3:.1f}"
             f" {x + w * .62:.1f} {y + h * .42:.1f}S{x + w * .86:.1f} {y + h * .2:.1f} {x + w + 10:.1f} {y + h * .12:.1f}")
    parts.append(stroke(river, PETROL_20, step * .95) + stroke(river, PETROL_35, step * .62))
    return clip(f"M{x:.1f} {y:.1f}h{w:.1f}v{h:.1f}h{-w:.1f}Z", *parts)


def pin(x: float, y: float, size: float, colour: str = ACCENT) -> str:
    """A map pin whose tip is at (x, y)."""
    return group(ellipse(4, 1, 9, 3, NIGHT, .25),
                 path("M0 0C-4-12-14-18-14-30A14 14 0 0 1 14-30C14-18 4-12 0 0Z", colour),
                 path("M0 0C-4-12-14-18-14-30A14 14 0 0 1 0-44C-8-36-6-16 0 0Z", shade(colour, .2)),
                 circle(0, -30, 5.4, WHITE), at=(x, y), scale=size / 44)


def pencil(x: float, y: float, length: float, turn: float, colour: str = OCHRE) -> str:
    return group(rect(-2, 3, length, 7, NIGHT, 2, .15), rect(0, -3, length * .84, 6, colour, 1),
                 rect(0, -3, length * .84, 2, tint(colour, .3)), poly([(length * .84, -3), (length, 0), (length * .84, 3)], SAND_DEEP),
                 poly([(length * .95, -1), (length, 0), (length * .95, 1)], INK), rect(-6, -3, 7, 6, ACCENT_LIGHT, 2),
                 at=(x, y), turn=turn)


def sandbag(x: float, y: float, w: float, colour: str = SAND_DEEP) -> str:
    """A filled sandbag lying on y, x its middle."""
    h = w * .42
    body = blob([(x - w * .5, y - h * .3), (x - w * .4, y - h * .86), (x, y - h), (x + w * .4, y - h * .86),
                 (x + w * .5, y - h * .3), (x + w * .36, y), (x - w * .36, y)], colour)
    under = blob([(x - w * .5, y - h * .3), (x, y - h * .24), (x + w * .5, y - h * .3), (x + w * .36, y), (x - w * .36, y)],
                 shade(colour, .2))
    tie = limb([(x + w * .44, y - h * .5), (x + w * .6, y - h * .66)], [w * .05, w * .08], shade(colour, .1))
    return tie + body + under


def screen(x: float, y: float, w: float, h: float, fill: str, *content: str) -> str:
    """A flat screen in a thin dark frame."""
    return rect(x - 6, y - 6, w + 12, h + 12, INK, 6) + clip(f"M{x:.1f} {y:.1f}h{w:.1f}v{h:.1f}h{-w:.1f}Z", rect(x, y, w, h, fill), *content)


def desk(x: float, y: float, w: float, h: float, colour: str = WOOD) -> str:
    """A plain table from the front, its top edge at y."""
    return (rect(x, y, w, h * .09, tint(colour, .2), 3) + rect(x, y + h * .07, w, h * .04, shade(colour, .3)) +
            "".join(limb([(lx, y + h * .1), (lx + d, y + h)], [h * .035, h * .022], shade(colour, .2))
                    for lx, d in ((x + w * .06, -w * .02), (x + w * .94, w * .02))))


def bowl(x: float, y: float, w: float, colour: str = WHITE) -> str:
    return (path(f"M{x - w / 2:.1f} {y - w * .3:.1f}C{x - w * .42:.1f} {y:.1f} {x - w * .2:.1f} {y:.1f} {x:.1f} {y:.1f}"
                 f"C{x + w * .2:.1f} {y:.1f} {x + w * .42:.1f} {y:.1f} {x + w / 2:.1f} {y - w * .3:.1f}Z", colour) +
            ellipse(x, y - w * .3, w / 2, w * .09, shade(colour, .2)))


def spread(values: Sequence[str], index: int) -> str:
    """The colour at an index that may run over the end."""
    return values[index % len(values)]
