"""Sky, land, water, plants and buildings."""

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from drawing.palette import (
    ACCENT,
    BRICK,
    INK,
    MOSS,
    MOSS_DARK,
    MOSS_DEEP,
    OCHRE_LIGHT,
    OCHRE_PALE,
    PETROL,
    PETROL_20,
    SAND,
    SAND_DARK,
    WHITE,
    WOOD_DARK,
    mix,
    shade,
    tint,
)
from drawing.shapes import (
    Point,
    blob,
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
    smooth,
    straight,
    stroke,
)


def glow(x: float, y: float, r: float, colour: str = OCHRE_PALE, strength: int = 170) -> str:
    """A soft light around a lamp, a window or the sun."""
    return circle(
        x,
        y,
        r,
        fade(f"{colour}{strength:02X}", f"{colour}{strength // 3:02X}", f"{colour}00", way="r"),
    )


def sun(x: float, y: float, r: float, colour: str = OCHRE_PALE) -> str:
    return glow(x, y, r * 5, colour, 150) + circle(x, y, r, tint(colour, 0.5))


def cloud(x: float, y: float, w: float, fill: str, o: float | None = None, seed: int = 1) -> str:
    """A drifting cloud: three long rounded bars, shifted against each other."""
    rng = random.Random(seed)
    h = w * 0.066
    shift = rng.uniform(0.1, 0.42)
    bars = [
        (x, y, w),
        (x + w * shift, y - h * 0.86, w * rng.uniform(0.42, 0.54)),
        (x + w * (0.5 - shift), y + h * 0.86, w * rng.uniform(0.4, 0.52)),
    ]
    d = "".join(
        f"M{left + h / 2:.1f} {top:.1f}h{length - h:.1f}a{h / 2:.1f} {h / 2:.1f} 0 0 1 0 {h:.1f}"
        f"h{-(length - h):.1f}a{h / 2:.1f} {h / 2:.1f} 0 0 1 0 {-h:.1f}Z"
        for left, top, length in bars
    )
    return path(d, fill, o)


def cumulus(x: float, y: float, w: float, fill: str, seed: int = 1, o: float | None = None) -> str:
    """A heaped cloud: circles of several sizes on a long rounded base at y."""
    rng = random.Random(seed)
    h = w * 0.1
    d = [
        f"M{x + h / 2:.1f} {y - h:.1f}h{w - h:.1f}a{h / 2:.1f} {h / 2:.1f} 0 0 1 0 {h:.1f}"
        f"h{h - w:.1f}a{h / 2:.1f} {h / 2:.1f} 0 0 1 0 {-h:.1f}Z"
    ]
    for place, size in ((0.16, 0.08), (0.32, 0.13), (0.53, 0.165), (0.73, 0.115), (0.87, 0.07)):
        r = w * size * rng.uniform(0.88, 1.14)
        d.append(disc(x + w * (place + rng.uniform(-0.03, 0.03)), y - r - h * 0.12, r))
    return path("".join(d), fill, o)


def ridge(
    y: float,
    amplitude: float,
    fill: str,
    seed: int,
    width: float = 1500,
    bottom: float = 1000,
    waves: float = 1.6,
    o: float | None = None,
) -> str:
    """A range of hills from side to side."""
    top = [
        (x, ridge_height(x, y, amplitude, seed, width, waves))
        for x in [width * i / 18 - 20 for i in range(20)]
    ]
    top[-1] = (width + 30, top[-1][1])
    d = smooth(top, closed=False) + f"L{width + 30:.0f} {bottom}L-30 {bottom}Z"
    return path(d, fill, o)


def ridge_height(
    x: float, y: float, amplitude: float, seed: int, width: float = 1500, waves: float = 1.6
) -> float:
    t = x / width * math.tau * waves
    return y - amplitude * (
        0.6 * math.sin(t + seed)
        + 0.28 * math.sin(2.3 * t + 1.7 * seed)
        + 0.12 * math.sin(4.1 * t + 2.9 * seed)
    )


def slope(points: Sequence[Point], fill: str, bottom: float = 1000) -> str:
    """Land under a soft line through the points."""
    d = smooth(points, closed=False)
    return path(f"{d}L{points[-1][0]:.1f} {bottom}L{points[0][0]:.1f} {bottom}Z", fill)


def water(
    x: float,
    y: float,
    w: float,
    h: float,
    top: str,
    low: str,
    seed: int = 1,
    glints: int = 26,
    colour: str = WHITE,
    o: float = 0.35,
) -> str:
    """A calm surface: a gradient and a few horizontal glints, wider towards the viewer."""
    rng = random.Random(seed)
    parts = [rect(x, y, w, h, fade(top, low))]
    for _ in range(glints):
        t = rng.random() ** 1.3
        length = (14 + 90 * t) * rng.uniform(0.6, 1.3)
        gx, gy = x + rng.random() * w, y + 6 + t * (h - 12)
        parts.append(rect(gx, gy, length, 1.6 + 3 * t, colour, 2, o * rng.uniform(0.35, 1)))
    return clip(straight([(x, y), (x + w, y), (x + w, y + h), (x, y + h)]), *parts)


def conifer(x: float, y: float, h: float, colour: str = MOSS_DEEP) -> str:
    """A spruce: tiers, light from the left."""
    w = h * 0.36
    parts = [rect(x - h * 0.02, y - h * 0.1, h * 0.04, h * 0.1, WOOD_DARK)]
    for low, high, half in ((0.08, 0.48, 0.5), (0.3, 0.72, 0.4), (0.52, 1.0, 0.28)):
        a, b, top = (x - w * half, y - h * low), (x + w * half, y - h * low), (x, y - h * high)
        foot = (x + w * 0.06, y - h * (low - 0.025))
        parts.append(poly([a, foot, b, top], colour))
        parts.append(poly([foot, b, top], shade(colour, 0.3)))
    return "".join(parts)


def tree(x: float, y: float, h: float, colour: str = MOSS, seed: int = 1) -> str:
    """A broad-leaved tree: rounded crown in three values."""
    rng = random.Random(seed)
    r = h * 0.3
    cy = y - h * 0.66
    trunk = limb([(x, y), (x, cy + r * 0.3)], [h * 0.035, h * 0.02], WOOD_DARK)
    branch = limb(
        [(x, cy + r * 0.9), (x + r * 0.45, cy + r * 0.2)], [h * 0.016, h * 0.01], WOOD_DARK
    )
    lobes = [
        (math.cos(a) * r * 0.52, math.sin(a) * r * 0.5, r * rng.uniform(0.52, 0.66))
        for a in [i * math.tau / 6 + rng.random() * 0.4 for i in range(6)]
    ]
    dark = "".join(
        circle(x + lx + r * 0.1, cy + ly + r * 0.12, lr, shade(colour, 0.3)) for lx, ly, lr in lobes
    )
    body = "".join(circle(x + lx, cy + ly, lr * 0.94, colour) for lx, ly, lr in lobes)
    light = "".join(
        circle(x + lx * 0.8 - r * 0.22, cy + ly * 0.8 - r * 0.26, lr * 0.46, tint(colour, 0.2))
        for lx, ly, lr in lobes[2:5]
    )
    return trunk + branch + dark + circle(x, cy, r * 0.6, colour) + body + light


def poplar(x: float, y: float, h: float, colour: str = MOSS_DARK) -> str:
    w = h * 0.13
    body = blob(
        [
            (x, y - h),
            (x - w, y - h * 0.5),
            (x - w * 0.8, y - h * 0.14),
            (x, y - h * 0.06),
            (x + w * 0.8, y - h * 0.14),
            (x + w, y - h * 0.5),
        ],
        colour,
    )
    side = blob(
        [
            (x, y - h),
            (x + w * 0.2, y - h * 0.5),
            (x, y - h * 0.06),
            (x + w * 0.8, y - h * 0.14),
            (x + w, y - h * 0.5),
        ],
        shade(colour, 0.25),
    )
    return rect(x - h * 0.012, y - h * 0.12, h * 0.024, h * 0.12, WOOD_DARK) + body + side


def birch(x: float, y: float, h: float, colour: str = "#A9B36B", seed: int = 1) -> str:
    """White stem with dark marks, light hanging leaves."""
    rng = random.Random(seed)
    parts = [
        limb([(x, y), (x + h * 0.012, y - h * 0.8)], [h * 0.02, h * 0.008], WHITE),
        limb([(x + h * 0.008, y), (x + h * 0.02, y - h * 0.6)], [h * 0.011, h * 0.004], PETROL_20),
    ]
    for i in range(7):
        my = y - h * (0.06 + 0.09 * i)
        parts.append(rect(x - h * 0.018, my, h * rng.uniform(0.012, 0.026), h * 0.009, INK, 1))
    count = 64 if h > 300 else 12
    small = 0.48 if h > 300 else 1
    for i in range(count):
        t = i / (count - 1)
        side = (-1 if i % 2 else 1) if count == 12 else rng.uniform(-1, 1)
        lx = x + side * h * 0.16 * math.sin(math.pi * (0.2 + 0.72 * t)) * rng.uniform(0.6, 1)
        ly = y - h * (0.4 + 0.58 * t)
        c = (colour, shade(colour, 0.16), tint(colour, 0.25))[i % 3]
        rx, ry = h * rng.uniform(0.05, 0.08) * small, h * rng.uniform(0.07, 0.1) * small
        parts.append(ellipse(lx, ly, rx, ry, c))
    return "".join(parts)


def bush(x: float, y: float, w: float, colour: str = MOSS) -> str:
    d = "".join
    return d(
        [
            ellipse(x + w * 0.16, y - w * 0.14, w * 0.34, w * 0.24, shade(colour, 0.25)),
            ellipse(x - w * 0.16, y - w * 0.16, w * 0.34, w * 0.26, colour),
            ellipse(x - w * 0.02, y - w * 0.26, w * 0.26, w * 0.22, colour),
            ellipse(x - w * 0.16, y - w * 0.28, w * 0.14, w * 0.1, tint(colour, 0.22)),
            rect(x - w * 0.48, y - w * 0.06, w * 0.96, w * 0.08, colour, w * 0.04),
        ]
    )


def grass(x: float, y: float, size: float, colour: str, seed: int = 1, blades: int = 5) -> str:
    rng = random.Random(seed)
    parts = []
    for i in range(blades):
        lean = (i - blades / 2) * size * 0.16 + rng.uniform(-0.1, 0.1) * size
        top = size * rng.uniform(0.6, 1.1)
        bx = x + (i - blades / 2) * size * 0.08
        parts.append(
            path(
                f"M{bx - 1.6:.1f} {y:.1f}Q{bx:.1f} {y - top * 0.6:.1f} {bx + lean:.1f}"
                f" {y - top:.1f}Q{bx + 2:.1f} {y - top * 0.5:.1f} {bx + 2:.1f} {y:.1f}Z",
                colour,
            )
        )
    return "".join(parts)


def reeds(x: float, y: float, h: float, count: int, colour: str, seed: int = 1) -> str:
    rng = random.Random(seed)
    parts = []
    for _ in range(count):
        bx = x + rng.uniform(-1, 1) * h * 0.5
        top = h * rng.uniform(0.6, 1.05)
        lean = rng.uniform(-0.16, 0.2) * h
        c = mix(colour, SAND_DARK, rng.uniform(0, 0.35))
        parts.append(
            stroke(
                f"M{bx:.1f} {y:.1f}Q{bx:.1f} {y - top * 0.6:.1f} {bx + lean:.1f} {y - top:.1f}",
                c,
                h * 0.016,
            )
        )
        if rng.random() < 0.45:
            parts.append(
                group(
                    rect(-h * 0.015, -h * 0.09, h * 0.03, h * 0.14, WOOD_DARK, h * 0.015),
                    at=(bx + lean, y - top),
                    turn=lean / h * 90,
                )
            )
    return "".join(parts)


def gull(x: float, y: float, span: float, colour: str = WHITE, tilt: float = 0) -> str:
    wing = path(
        "M0 2C-10-12-26-16-50-8C-30-10-14-2-4 7L8 8L5 3C16-8 30-14 50-12C28-20 10-12 0 2Z", colour
    )
    tips = path("M-50-8C-42-11-36-11.6-30-11L-34-9.2ZM50-12C42-14.6 36-14.6 31-13.6L36-12Z", INK)
    return group(wing, tips, at=(x, y), turn=tilt, scale=span / 100)


def window(
    x: float,
    y: float,
    w: float,
    h: float,
    glass: str,
    frame: str = WHITE,
    panes: int = 2,
    shutters: str | None = None,
) -> str:
    """A window with frame, glazing bars and a sill."""
    parts = []
    if shutters:
        for sx in (x - w * 0.42, x + w * 1.06):
            parts.append(rect(sx, y, w * 0.36, h, shutters))
            parts += [
                rect(sx + w * 0.06, y + h * f, w * 0.24, h * 0.05, shade(shutters, 0.3))
                for f in (0.15, 0.3, 0.45, 0.6, 0.75)
            ]
    bar = max(1.0, w * 0.09)
    parts.append(rect(x - bar, y - bar, w + 2 * bar, h + 2 * bar, frame))
    parts.append(rect(x, y, w, h, glass))
    parts.append(poly([(x, y), (x + w * 0.55, y), (x, y + h * 0.6)], WHITE, 0.16))
    for i in range(1, panes):
        parts.append(rect(x + w * i / panes - bar / 2, y, bar, h, frame))
    parts.append(rect(x, y + h * 0.36, w, bar, frame))
    parts.append(rect(x - bar * 1.8, y + h + bar, w + bar * 3.6, bar * 1.2, shade(frame, 0.25)))
    return "".join(parts)


def house(
    x: float,
    y: float,
    w: float,
    h: float,
    wall: str = SAND,
    roof: str = BRICK,
    floors: int = 2,
    columns: int = 3,
    depth: float = 0,
    glass: str = PETROL,
    lit: Sequence[int] = (),
    door: bool = True,
    beams: str | None = None,
    chimney: bool = True,
    shutters: str | None = None,
    pitch: float = 0.62,
    door_colour: str = ACCENT,
    frame: str = WHITE,
) -> str:
    """A gabled house, its front at (x, y) bottom left; ``depth`` shows the right flank."""
    rise = w * pitch
    peak = (x + w / 2, y - h - rise)
    parts = []
    if chimney:
        cx = x + w * 0.68 + depth * 0.3
        parts.append(rect(cx, y - h - rise * 0.92, w * 0.1, rise * 0.6, shade(BRICK, 0.3)))
        parts.append(
            rect(cx - w * 0.02, y - h - rise * 0.95, w * 0.14, w * 0.04, shade(BRICK, 0.5))
        )
    if depth:
        lift = depth * 0.1
        parts.append(
            poly(
                [
                    (x + w, y),
                    (x + w + depth, y - lift),
                    (x + w + depth, y - h - lift),
                    (x + w, y - h),
                ],
                shade(wall, 0.3),
            )
        )
        for i in range(max(1, round(depth / w * columns))):
            step = depth / max(1, round(depth / w * columns))
            wx = x + w + step * (i + 0.3)
            for f in range(floors):
                wy = y - h * (f + 0.78) / floors - lift * (i + 0.5) * step / depth
                parts.append(rect(wx, wy, step * 0.36, h / floors * 0.46, shade(glass, 0.25)))
        parts.append(
            poly(
                [
                    (x + w + w * 0.05, y - h + w * 0.05),
                    (x + w + depth + w * 0.03, y - h - lift + w * 0.05),
                    (peak[0] + depth, peak[1] - lift),
                    peak,
                ],
                shade(roof, 0.12),
            )
        )
    parts.append(poly([(x, y), (x + w, y), (x + w, y - h), peak, (x, y - h)], wall))
    parts.append(
        poly(
            [(x + w * 0.62, y), (x + w, y), (x + w, y - h), (x + w * 0.62, y - h - rise * 0.76)],
            shade(wall, 0.08),
        )
    )
    if beams:
        parts.append(timber(x, y, w, h, rise, floors, beams))
    parts.append(windows(x, y, w, h, floors, columns, glass, lit, door, shutters, frame))
    gable = w * 0.12
    parts.append(
        window(
            x + w / 2 - gable / 2,
            y - h - rise * 0.46,
            gable,
            gable * 1.25,
            OCHRE_LIGHT if -1 in lit else glass,
            frame,
        )
    )
    if door:
        dw, dh = w * 0.17, h / floors * 0.72
        dx = x + w / 2 - dw / 2 if columns % 2 else x + w * 0.42
        parts.append(rect(dx - dw * 0.12, y - dh * 1.07, dw * 1.24, dh * 1.07, frame))
        parts.append(
            rect(dx, y - dh, dw, dh, door_colour)
            + rect(dx, y - dh, dw * 0.5, dh, shade(door_colour, 0.2))
        )
        parts.append(circle(dx + dw * 0.82, y - dh * 0.5, dw * 0.06, OCHRE_LIGHT))
    e = w * 0.06
    t = w * 0.055
    parts.append(
        poly(
            [
                (peak[0], peak[1] - t),
                (x + w + e, y - h + e * pitch * 2 - t * 0.2),
                (x + w + e, y - h + e * pitch * 2 + t),
                (peak[0], peak[1] + t),
                (x - e, y - h + e * pitch * 2 + t),
                (x - e, y - h + e * pitch * 2 - t * 0.2),
            ],
            roof,
        )
    )
    parts.append(
        poly(
            [
                (peak[0], peak[1] - t),
                (x + w + e, y - h + e * pitch * 2 - t * 0.2),
                (x + w + e, y - h + e * pitch * 2 + t),
                (peak[0], peak[1] + t),
            ],
            shade(roof, 0.3),
        )
    )
    return "".join(parts)


def windows(
    x: float,
    y: float,
    w: float,
    h: float,
    floors: int,
    columns: int,
    glass: str,
    lit: Sequence[int],
    door: bool,
    shutters: str | None,
    frame: str = WHITE,
) -> str:
    parts = []
    for f in range(floors):
        for c in range(columns):
            if door and f == 0 and ((c == columns // 2 and columns % 2) or columns == 1):
                continue
            ww, wh = w / columns * 0.42, h / floors * 0.46
            wx = x + w / columns * (c + 0.5) - ww / 2
            wy = y - h * (f + 0.78) / floors
            colour = OCHRE_LIGHT if f * columns + c in lit else glass
            parts.append(window(wx, wy, ww, wh, colour, frame, shutters=shutters))
    return "".join(parts)


def timber(x: float, y: float, w: float, h: float, rise: float, floors: int, colour: str) -> str:
    """Half-timbering: sills, posts and braces."""
    t = w * 0.035
    parts = [
        line(x + t / 2, y, x + t / 2, y - h, colour, t),
        line(x + w - t / 2, y, x + w - t / 2, y - h, colour, t),
    ]
    for f in range(floors + 1):
        fy = y - h * f / floors
        if f:
            parts.append(line(x + t / 2, fy, x + w - t / 2, fy, colour, t))
    for f in range(1, floors):
        top, low = y - h * (f + 1) / floors, y - h * f / floors
        parts.append(line(x + t, low, x + w * 0.16, top, colour, t * 0.8))
        parts.append(line(x + w - t, low, x + w * 0.84, top, colour, t * 0.8))
    parts.append(line(x + w * 0.28, y - h, x + w * 0.28, y - h - rise * 0.5, colour, t * 0.8))
    parts.append(line(x + w * 0.72, y - h, x + w * 0.72, y - h - rise * 0.5, colour, t * 0.8))
    parts.append(
        line(x + w * 0.22, y - h - rise * 0.44, x + w * 0.78, y - h - rise * 0.44, colour, t * 0.8)
    )
    return "".join(parts)


def long_house(
    x: float,
    y: float,
    w: float,
    h: float,
    wall: str = SAND,
    roof: str = BRICK,
    columns: int = 5,
    floors: int = 1,
    glass: str = PETROL,
    lit: Sequence[int] = (),
    roof_height: float = 0.8,
    dormers: int = 0,
    shutters: str | None = None,
) -> str:
    """A house seen from its eaves side."""
    rh = h * roof_height
    parts = [
        rect(x, y - h, w, h, wall),
        rect(x, y - h, w, h * 0.1, shade(wall, 0.25)),
        windows(x, y, w, h, floors, columns, glass, lit, False, shutters),
    ]
    parts.append(
        poly(
            [
                (x - w * 0.03, y - h),
                (x + w * 1.03, y - h),
                (x + w * 0.93, y - h - rh),
                (x + w * 0.07, y - h - rh),
            ],
            roof,
        )
    )
    for i in range(1, 5):
        ry = y - h - rh * i / 5
        inset = w * 0.1 * i / 5
        parts.append(
            line(
                x - w * 0.02 + inset,
                ry,
                x + w * 1.02 - inset,
                ry,
                shade(roof, 0.18),
                max(0.8, h * 0.012),
            )
        )
    for i in range(dormers):
        dx = x + w * (i + 0.5) / dormers
        dw = w * 0.09
        parts.append(rect(dx - dw / 2, y - h - rh * 0.58, dw, rh * 0.42, wall))
        parts.append(rect(dx - dw * 0.3, y - h - rh * 0.5, dw * 0.6, rh * 0.28, glass))
        parts.append(
            poly(
                [
                    (dx - dw * 0.65, y - h - rh * 0.56),
                    (dx + dw * 0.65, y - h - rh * 0.56),
                    (dx, y - h - rh * 0.86),
                ],
                shade(roof, 0.3),
            )
        )
    parts.append(rect(x + w * 0.2, y - h - rh * 1.22, w * 0.05, rh * 0.45, shade(BRICK, 0.3)))
    return "".join(parts)


def church(x: float, y: float, h: float, wall: str = SAND, roof: str = PETROL) -> str:
    """A village church: nave, tower and pointed spire; x is the tower's middle."""
    w = h * 0.17
    nave = poly(
        [(x, y), (x + h * 0.5, y), (x + h * 0.5, y - h * 0.24), (x, y - h * 0.24)], shade(wall, 0.1)
    )
    nave_roof = poly(
        [
            (x, y - h * 0.24),
            (x + h * 0.53, y - h * 0.24),
            (x + h * 0.47, y - h * 0.42),
            (x, y - h * 0.42),
        ],
        roof,
    )
    arches = "".join(
        path(
            f"M{x + h * f:.1f} {y - h * 0.06:.1f}v{-h * 0.08:.1f}a{h * 0.02:.1f} {h * 0.02:.1f}"
            f" 0 0 1 {h * 0.04:.1f} 0v{h * 0.08:.1f}Z",
            PETROL,
        )
        for f in (0.14, 0.25, 0.36)
    )
    tower = rect(x - w / 2, y - h * 0.6, w, h * 0.6, wall) + rect(
        x + w * 0.18, y - h * 0.6, w * 0.32, h * 0.6, shade(wall, 0.2)
    )
    clock = circle(x, y - h * 0.5, w * 0.2, WHITE) + stroke(
        f"M{x:.1f} {y - h * 0.5 - w * 0.14:.1f}V{y - h * 0.5:.1f}H{x + w * 0.1:.1f}",
        INK,
        max(1, w * 0.04),
    )
    spire = poly([(x - w * 0.62, y - h * 0.59), (x + w * 0.62, y - h * 0.59), (x, y - h)], roof)
    spire += poly(
        [(x + w * 0.1, y - h * 0.59), (x + w * 0.62, y - h * 0.59), (x, y - h)], shade(roof, 0.35)
    )
    vane = line(x, y - h, x, y - h * 1.05, INK, max(1, h * 0.006)) + circle(
        x, y - h * 1.05, h * 0.008, OCHRE_LIGHT
    )
    return nave + nave_roof + arches + tower + clock + spire + vane


def lamp_post(x: float, y: float, h: float, lit: bool = False, colour: str = INK) -> str:
    head = [
        poly(
            [
                (x - h * 0.045, y - h * 0.9),
                (x + h * 0.045, y - h * 0.9),
                (x + h * 0.06, y - h),
                (x - h * 0.06, y - h),
            ],
            OCHRE_LIGHT if lit else PETROL_20,
        ),
        poly([(x - h * 0.075, y - h), (x + h * 0.075, y - h), (x, y - h * 1.06)], colour),
    ]
    post = rect(x - h * 0.009, y - h * 0.9, h * 0.018, h * 0.9, colour) + rect(
        x - h * 0.025, y - h * 0.05, h * 0.05, h * 0.05, colour
    )
    return (glow(x, y - h * 0.95, h * 0.5) if lit else "") + post + "".join(head)


def flag_line(points: Sequence[Point], colours: Sequence[str], size: float, sag: float = 30) -> str:
    """Bunting between the points."""
    parts = []
    for (ax, ay), (bx, by) in pairwise(points):
        count = max(3, int(math.hypot(bx - ax, by - ay) / (size * 1.4)))
        parts.append(
            stroke(
                f"M{ax:.1f} {ay:.1f}"
                f"Q{(ax + bx) / 2:.1f} {(ay + by) / 2 + 2 * sag:.1f} {bx:.1f} {by:.1f}",
                INK,
                1.4,
            )
        )
        for i in range(count):
            t = (i + 0.5) / count
            fx = ax + (bx - ax) * t
            fy = ay + (by - ay) * t + 4 * sag * t * (1 - t)
            parts.append(
                poly(
                    [(fx - size * 0.4, fy), (fx + size * 0.4, fy), (fx, fy + size)],
                    colours[i % len(colours)],
                )
            )
    return "".join(parts)


def fence(x: float, y: float, w: float, h: float, colour: str = WHITE) -> str:
    parts = [
        rect(x, y - h * 0.75, w, h * 0.1, shade(colour, 0.12)),
        rect(x, y - h * 0.35, w, h * 0.1, shade(colour, 0.12)),
    ]
    for i in range(int(w / (h * 0.28))):
        fx = x + i * h * 0.28
        parts.append(
            poly(
                [
                    (fx, y),
                    (fx, y - h * 0.9),
                    (fx + h * 0.07, y - h),
                    (fx + h * 0.14, y - h * 0.9),
                    (fx + h * 0.14, y),
                ],
                colour,
            )
        )
    return "".join(parts)


def bridge(
    x1: float, x2: float, y: float, arches: int, thickness: float, depth: float, colour: str
) -> str:
    """A stone bridge with a level deck at y and round arches, standing ``depth`` deep."""
    span = (x2 - x1) / arches
    d = [f"M{x1:.1f} {y:.1f}L{x2:.1f} {y:.1f}L{x2:.1f} {y + depth:.1f}"]
    for i in reversed(range(arches)):
        left, right = x1 + span * (i + 0.1), x1 + span * (i + 0.9)
        r = (right - left) / 2
        ry = min(depth - thickness, r)
        d.append(f"L{right:.1f} {y + depth:.1f}A{r:.1f} {ry:.1f} 0 0 0 {left:.1f} {y + depth:.1f}")
    body = path("".join(d) + f"L{x1:.1f} {y + depth:.1f}Z", fade(colour, shade(colour, 0.45)))
    rim = rect(x1, y - thickness * 0.3, x2 - x1, thickness * 0.34, tint(colour, 0.3))
    return body + rim


def vine_rows(x: float, y: float, w: float, h: float, lean: float, count: int, colour: str) -> str:
    """Rows of vines running up a slope, as tapering strips with dotted foliage."""
    parts = []
    for i in range(count):
        t = i / max(1, count - 1)
        bx, tx = x + w * t, x + w * (0.5 + (t - 0.5) * 0.62) + lean
        for j in range(14):
            u = j / 13
            px, py = bx + (tx - bx) * u, y - h * u
            r = (1 - 0.55 * u) * w / count * 0.34
            parts.append(
                ellipse(
                    px,
                    py,
                    r,
                    r * 0.62,
                    mix(colour, tint(colour, 0.4), u) if j % 2 else shade(colour, 0.1),
                )
            )
    return "".join(parts)
