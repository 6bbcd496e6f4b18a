"""Hair and headgear: for each style the shapes around a head at the origin, with their tone.

A tone above zero darkens the colour by that share, one below zero lightens it.
"""

from drawing.palette import HAIRS, shade, tint
from drawing.shapes import disc, path

Shapes = tuple[tuple[str, float], ...]

HATS = ("cap", "helmet", "beanie")


def discs(*spots: tuple[float, float, float]) -> str:
    return "".join(disc(*spot) for spot in spots)


SHORT_SIDE = (
    "M5.6-4C6.4-9.4-.6-10.6-3.6-8.6C-7.6-6.4-7.6-.6-6 2.8C-5.2 4-4.4 3.6-4 2.4"
    "C-3.8 .4-2.8-1.4-1.4-2.2C1.6-2.6 4-2.8 5.6-4Z"
)
SIDE: dict[str, Shapes] = {
    "short": ((SHORT_SIDE, 0),),
    "bob": (
        (
            "M5.6-4C6-10-1-11-4.4-8.6C-8.4-6-8.8 2-7.4 6.8C-5 8-1.8 7.6-.8 6.4"
            "C-1.4 3 .2-1 1.4-2.6C3-2.8 4.6-3 5.6-4Z",
            0,
        ),
    ),
    "long": (
        (
            "M5.6-4C6-10-1-11-4.4-8.6C-8.6-6-9 3-8.8 9C-8.6 14-6 17-3 15C-.6 12-1.6 9-1.2 6"
            "C-1 3 .2-1 1.4-2.6C3-2.8 4.6-3 5.6-4Z",
            0,
        ),
    ),
    "bun": ((SHORT_SIDE + discs((-6.6, -6.2, 3.5)), 0), (discs((-7, -6.8, 1.8)), -0.12)),
    "curly": (
        (
            discs(
                (4, -6.4, 2.8),
                (0.6, -8, 3.4),
                (-3, -7, 3.6),
                (-5.8, -4, 3.4),
                (-6.4, -0.2, 3),
                (-5.4, 3, 2.4),
                (-2.4, -4, 3),
            ),
            0,
        ),
    ),
    "bald": (("M-1.8-1.6C-3-3-4.6-3.4-5.9-2.6C-6.8 0-6.2 3-4.6 4C-3.8 3-3.4 0-1.8-1.6Z", 0),),
    "scarf": (
        (
            "M5.4-5C5.4-10-1-11.2-4.6-8.4C-8.6-5.4-8 2-8 6C-8.6 9-8 11.6-5 12.4"
            "C-1 13.4 4.4 13 5.4 10.6C5.6 9 3.6 8.2 2.4 7.2C0 5.4 .4-1.4 2.4-3.8Z",
            0,
        ),
        ("M-4.6-8.4C-8.6-5.4-8 2-8 6C-8.6 9-8 11.6-5 12.4C-2 9-4.6 0-4.6-8.4Z", 0.2),
    ),
    "ponytail": (
        (SHORT_SIDE, 0),
        ("M-6-5C-10-6-11.6 0-10 6C-9.4 8-8 8-7.8 6C-8.4 2-7-1-5-2Z", 0),
    ),
    "cap": (
        ("M-6.8-2.6C-7.2-8-3-10.6 .6-10.4C4.4-10 6.4-7 6.4-4L10.6-3.2C10.8-2.4 9-2.2 6-2.4Z", 0),
        ("M-6.8-3.3H6V-2.3H-6.8Z", 0.22),
    ),
    "helmet": (
        ("M-8.4-1C-9-8-4-11.8 .4-11.8C5-11.8 7.6-8 8-3L9-2Z", 0),
        ("M-8.4-1L9-2L8.8-3.6L-8.4-2.8Z", 0.3),
        ("M-1.4-11.6C1-12.6 3-11.6 4-10.4L2.4-4.2L-1-4Z", -0.3),
    ),
    "beanie": (
        ("M-7-1.6C-7.6-8-3.4-11 .4-10.8C4.6-10.6 6.6-7 6.2-3.2Z", 0),
        ("M-7.2-1.2L6.6-2.6L6.6-5L-7.2-3.6Z", 0.2),
        (discs((-0.4, -11.4, 1.7)), -0.22),
    ),
}

SHORT_FRONT = (
    "M-6.8 0C-8-7-4.6-10.4 .4-10.4C5.4-10.4 7.8-7 6.8 0C6.4-2 6-3.6 5.2-4.6"
    "C2-4-2.4-5-3.6-6C-4.8-5-6-3-6.8 0Z"
)


def curtain(low: float) -> str:
    """Hair that falls to ``low`` on both sides of the face."""
    return (
        f"M-7 {low}C-9.4-4-6-10.8 .2-10.8C6.4-10.8 9.4-4 7 {low}C5.4 {low + 1} 5 {low}"
        f" 5.4 2C5.8-1.6 4.6-4.4 1.4-6.2C-1.4-4.4-5.2-3.4-5.4 2C-5 {low}-5.4 {low + 1}-7 {low}Z"
    )


FRONT: dict[str, Shapes] = {
    "short": ((SHORT_FRONT, 0),),
    "ponytail": ((SHORT_FRONT, 0),),
    "bun": ((discs((0, -11, 3.4)), 0.1), (SHORT_FRONT, 0)),
    "bob": ((curtain(6.6), 0),),
    "long": ((curtain(10), 0),),
    "curly": (
        (
            discs(
                (-6, -2, 2.8),
                (-5.4, -5.6, 3.2),
                (-2.4, -8.4, 3.4),
                (1.6, -8.8, 3.4),
                (5, -6.4, 3.2),
                (6.4, -2.6, 2.8),
                (0, -6.4, 3),
            ),
            0,
        ),
    ),
    "bald": (
        (
            "M-6.5 1C-7.4-1-7-3.4-6-4C-5.6-2-5.8 0-6.5 1ZM6.5 1C7.4-1 7-3.4 6-4C5.6-2 5.8 0 6.5 1Z",
            0,
        ),
    ),
    "scarf": (
        (
            "M0-10.8C-6-10.8-8.6-6-8-.4C-7.8 4-9.8 8-9.4 11C-5 14.4 5 14.4 9.4 11"
            "C9.8 8 7.8 4 8-.4C8.6-6 6-10.8 0-10.8ZM0-5.8C3.6-5.8 5.2-3 5.2 0"
            "C5.2 4.4 3 7.6 0 7.6C-3 7.6-5.2 4.4-5.2 0C-5.2-3-3.6-5.8 0-5.8Z",
            0,
        ),
        ("M-6.4 7.4C-4 10.4 3 10.6 6.4 7.2L7.4 10.6C3 13-4 12.8-8.6 10.6Z", 0.18),
    ),
    "cap": (
        ("M-6.8-3.4C-6.8-8-4-10.6 0-10.6C4-10.6 6.8-8 6.8-3.4C3-5-3-5-6.8-3.4Z", 0),
        ("M-6.4-3.6C-3-5.2 3-5.2 6.4-3.6C4.6-1.8-4.6-1.8-6.4-3.6Z", 0.25),
    ),
    "helmet": (
        ("M-8.6-2.6C-8.6-8.4-5-12 0-12C5-12 8.6-8.4 8.6-2.6C4-4.4-4-4.4-8.6-2.6Z", 0),
        ("M-2-12L2-12L1.8-4L-1.8-4Z", -0.3),
    ),
    "beanie": (("M-7.2-2.4C-7.4-8-4-11 0-11C4-11 7.4-8 7.2-2.4C3-4-3-4-7.2-2.4Z", 0),),
}


def toned(colour: str, tone: float) -> str:
    if tone == 0:
        return colour
    return shade(colour, tone) if tone > 0 else tint(colour, -tone)


def drawn(shapes: Shapes, colour: str) -> str:
    return "".join(path(d, toned(colour, tone)) for d, tone in shapes)


def from_the_side(style: str, colour: str) -> str:
    below = path(SHORT_SIDE, HAIRS[1]) if style in HATS else ""
    return below + drawn(SIDE[style], colour)


def from_the_front(style: str, colour: str) -> str:
    below = path(SHORT_FRONT, HAIRS[1]) if style in HATS else ""
    shapes = drawn(FRONT[style], colour)
    if style == "scarf":
        shapes = shapes.replace("<path", '<path fill-rule="evenodd"', 1)
    return below + shapes
