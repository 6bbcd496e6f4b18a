"""Elementary shapes as SVG text. A drawing is a string; strings are joined into a picture."""

import hashlib
import math
import re
from collections.abc import Iterable, Sequence

Point = tuple[float, float]

COVER_W, COVER_H = 1060, 1499  # the units of a portrait cover


def num(value: float) -> str:
    """A coordinate, as short as one decimal allows."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def fine(value: float) -> str:
    """A coordinate with two decimals, for shapes that are enlarged later."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def attributes(**values: object) -> str:
    """Keyword arguments as SVG attributes; ``None`` leaves one out."""
    parts = []
    for name, value in values.items():
        if value is not None:
            text = num(value) if isinstance(value, float) else str(value)
            parts.append(f' {name.replace("_", "-")}="{text}"')
    return "".join(parts)


def rect(
    x: float, y: float, w: float, h: float, fill: str, rx: float = 0, o: float | None = None
) -> str:
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"'
        f"{attributes(rx=num(rx) if rx else None, fill=fill, opacity=opacity(o))}/>"
    )


def circle(x: float, y: float, r: float, fill: str, o: float | None = None) -> str:
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}"'
        f"{attributes(fill=fill, opacity=opacity(o))}/>"
    )


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, o: float | None = None) -> str:
    return (
        f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"'
        f"{attributes(fill=fill, opacity=opacity(o))}/>"
    )


def ring(x: float, y: float, r: float, width: float, colour: str, o: float | None = None) -> str:
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="none" stroke="{colour}"'
        f' stroke-width="{num(width)}"{attributes(opacity=opacity(o))}/>'
    )


def path(d: str, fill: str, o: float | None = None) -> str:
    return f'<path d="{d}" fill="{fill}"{attributes(opacity=opacity(o))}/>'


def stroke(
    d: str, colour: str, width: float, o: float | None = None, dash: str | None = None
) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}"'
        ' stroke-linecap="round" stroke-linejoin="round"'
        f"{attributes(opacity=opacity(o), stroke_dasharray=dash)}/>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float, o: float | None = None
) -> str:
    return stroke(f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}", colour, width, o)


def poly(points: Iterable[Point], fill: str, o: float | None = None) -> str:
    return path(straight(points), fill, o)


def blob(points: Sequence[Point], fill: str, o: float | None = None) -> str:
    """A soft closed shape through the points."""
    return path(smooth(points), fill, o)


def opacity(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def straight(points: Iterable[Point], closed: bool = True) -> str:
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + ("Z" if closed else "")


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> str:
    """Path data of a Catmull-Rom curve through the points."""
    count = len(points)

    def at(i: int) -> Point:
        return points[i % count] if closed else points[max(0, min(count - 1, i))]

    parts = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for i in range(count if closed else count - 1):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = at(i - 1), at(i), at(i + 1), at(i + 2)
        k = tension / 6
        parts.append(
            f"C{num(x1 + (x2 - x0) * k)} {num(y1 + (y2 - y0) * k)}"
            f" {num(x2 - (x3 - x1) * k)} {num(y2 - (y3 - y1) * k)} {num(x2)} {num(y2)}"
        )
    return "".join(parts) + ("Z" if closed else "")


def limb(points: Sequence[Point], radii: Sequence[float], fill: str) -> str:
    """A tapered rounded limb: capsules from joint to joint, in one path."""
    d = []
    for (ax, ay), (bx, by), ra, rb in zip(points, points[1:], radii, radii[1:], strict=False):
        length = math.hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / length, (bx - ax) / length
        d.append(
            f"M{fine(ax + nx * ra)} {fine(ay + ny * ra)}L{fine(bx + nx * rb)} {fine(by + ny * rb)}"
            f"A{fine(rb)} {fine(rb)} 0 0 0 {fine(bx - nx * rb)} {fine(by - ny * rb)}"
            f"L{fine(ax - nx * ra)} {fine(ay - ny * ra)}"
            f"A{fine(ra)} {fine(ra)} 0 0 0 {fine(ax + nx * ra)} {fine(ay + ny * ra)}Z"
        )
    return path("".join(d), fill)


def group(
    *parts: str,
    at: Point | None = None,
    turn: float = 0,
    scale: float = 1,
    flip: bool = False,
    o: float | None = None,
) -> str:
    """Parts moved, turned, scaled and mirrored together."""
    steps = []
    if at:
        steps.append(f"translate({num(at[0])} {num(at[1])})")
    if turn:
        steps.append(f"rotate({num(turn)})")
    if scale != 1 or flip:
        steps.append(f"scale({-scale if flip else scale:.4g} {scale:.4g})")
    transform = " ".join(steps) or None
    return f"<g{attributes(transform=transform, opacity=opacity(o))}>{''.join(parts)}</g>"


def clip(outline: str, *parts: str) -> str:
    """Parts cut off at the outline (path data)."""
    name = "c" + hashlib.sha256(outline.encode()).hexdigest()[:10]
    return (
        f'<clipPath id="{name}"><path d="{outline}"/></clipPath>'
        f'<g clip-path="url(#{name})">{"".join(parts)}</g>'
    )


def box(x: float, y: float, w: float, h: float) -> str:
    """Path data of a rectangle, for clipping."""
    return f"M{num(x)} {num(y)}h{num(w)}v{num(h)}h{num(-w)}Z"


def disc(x: float, y: float, r: float) -> str:
    """Path data of a circle, for clipping."""
    return (
        f"M{num(x - r)} {num(y)}a{num(r)} {num(r)} 0 1 1 {num(2 * r)} 0"
        f"a{num(r)} {num(r)} 0 1 1 {num(-2 * r)} 0Z"
    )


def fade(*stops: str, way: str = "v") -> str:
    """A gradient fill named after its own colours; ``way``: v, h, d (diagonal) or r (radial).

    A stop is ``#RRGGBB`` or ``#RRGGBBAA``. ``picture`` writes the definitions.
    """
    return f"url(#{way}_{'_'.join(stop[1:] for stop in stops)})"


GRADIENT = re.compile(r"url\(#([vhdr])_([0-9A-F_]+)\)")
CLIP = re.compile(r"<clipPath .*?</clipPath>")
WAYS = {
    "v": ("linearGradient", 'x1="0" y1="-.02" x2="0" y2="1.02"'),
    "h": ("linearGradient", 'x1="-.02" y1="0" x2="1.02" y2="0"'),
    "d": ("linearGradient", 'x1="-.02" y1="-.02" x2="1.02" y2="1.02"'),
    "r": ("radialGradient", 'cx=".5" cy=".5" r=".5"'),
}


def gradient_definition(way: str, stops: str) -> str:
    tag, geometry = WAYS[way]
    colours = stops.split("_")
    rows = []
    for i, colour in enumerate(colours):
        alpha = f' stop-opacity="{int(colour[6:], 16) / 255:.3g}"' if len(colour) == 8 else ""
        offset = i / (len(colours) - 1)
        rows.append(f'<stop offset="{offset:.3g}" stop-color="#{colour[:6]}"{alpha}/>')
    return f'<{tag} id="{way}_{stops}" {geometry}>{"".join(rows)}</{tag}>'


def lifted_clips(body: str) -> tuple[str, str]:
    """The body without its clip paths, and every clip path once."""
    clips = dict.fromkeys(CLIP.findall(body))
    return CLIP.sub("", body), "".join(clips)


def picture(width: float, height: float, *parts: str) -> str:
    """A complete SVG document with the gradients its parts use."""
    body, clips = lifted_clips(clip(box(0, 0, width, height), *parts))
    found = sorted(set(GRADIENT.findall(body)))
    definitions = "".join(gradient_definition(way, stops) for way, stops in found)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(width)} {num(height)}"'
        f' width="{num(width)}" height="{num(height)}">'
        f"<defs>{definitions}{clips}</defs>{body}</svg>\n"
    )
