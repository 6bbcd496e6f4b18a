"""The portrait beside the foreword of issue 1."""

from drawing.palette import (
    ACCENT,
    ACCENT_DARK,
    ACCENT_LIGHT,
    ACCENT_PALE,
    BRICK,
    HAIRS,
    INK,
    MOSS,
    MOSS_DARK,
    NIGHT,
    OCHRE,
    PETROL,
    PETROL_10,
    PETROL_20,
    PETROL_35,
    PETROL_70,
    SAND,
    SAND_DARK,
    SAND_DEEP,
    SKINS,
    WHITE,
    shade,
    tint,
)
from drawing.places import church, cloud, house, ridge, sun, tree
from drawing.shapes import (
    blob,
    circle,
    clip,
    ellipse,
    fade,
    group,
    limb,
    path,
    poly,
    rect,
    ring,
    stroke,
)
from drawing.things import books, plant


def portrait() -> list[str]:
    """A half-length figure in front of a window with a town."""
    parts = [rect(0, 0, 800, 1000, fade(SAND, SAND_DARK))]
    frame = "M80 760V400A320 320 0 0 1 720 400V760Z"
    town = "".join(
        house(x, 768, w, h, c, r, 2, 2, w * 0.4, PETROL, door=False)
        for x, w, h, c, r in [
            (60, 84, 90, SAND, BRICK),
            (590, 80, 80, ACCENT_PALE, ACCENT_DARK),
            (660, 90, 110, SAND, PETROL_70),
        ]
    )
    parts.append(
        clip(
            frame,
            rect(0, 0, 800, 800, fade(PETROL_35, PETROL_10, "#F6DDB5")),
            sun(610, 360, 40),
            cloud(130, 300, 200, WHITE, 0.7, 4),
            cloud(520, 220, 150, WHITE, 0.6, 6),
            ridge(560, 40, PETROL_20, 3, 800, 800, 1.2),
            ridge(630, 34, PETROL_35, 6, 800, 800, 1.1),
            church(150, 740, 260, PETROL_10, PETROL),
            town,
            tree(560, 768, 150, MOSS),
            tree(250, 768, 120, MOSS_DARK),
        )
    )
    parts.append(
        stroke("M80 760V400A320 320 0 0 1 720 400V760", WHITE, 18)
        + rect(40, 752, 720, 28, WHITE)
        + rect(40, 776, 720, 9, SAND_DEEP)
    )
    parts.append(plant(705, 756, 190, ACCENT, MOSS_DARK, 4) + books(56, 752, 110, 88, 5))
    parts.append(bust(395, 430, 17.6))
    return parts


def bust(x: float, y: float, scale: float) -> str:
    """Head and shoulders from the front, in portrait size; (x, y) is the head's middle."""
    skin, hair, coat = SKINS[1], HAIRS[1], PETROL
    body = blob(
        [
            (-3.6, 10.6),
            (-11, 13.8),
            (-16.2, 17.4),
            (-18.6, 26),
            (-19.6, 60),
            (19.6, 60),
            (18.6, 26),
            (16.2, 17.4),
            (11, 13.8),
            (3.6, 10.6),
        ],
        coat,
    )
    side = blob(
        [
            (-3.6, 10.6),
            (-11, 13.8),
            (-16.2, 17.4),
            (-18.6, 26),
            (-19.6, 60),
            (-8.6, 60),
            (-8.4, 24),
        ],
        shade(coat, 0.3),
    )
    back_hair = blob(
        [
            (0, -11.4),
            (-7.4, -8),
            (-9, 0),
            (-8.8, 8),
            (-6, 11.6),
            (0, 11.6),
            (6, 11.6),
            (8.8, 8),
            (9, 0),
            (7.4, -8),
        ],
        shade(hair, 0.25),
    )
    neck = limb([(0, 4), (0, 14)], [3.3, 4.2], shade(skin, 0.2))
    shirt = path("M-4.8 11Q0 16.4 4.8 11L6.4 13.4L1.4 36H-1.4L-6.4 13.4Z", ACCENT_LIGHT) + path(
        "M-4.8 11Q-2 14 0 14.4V36H-1.4L-6.4 13.4Z", shade(ACCENT_LIGHT, 0.14)
    )
    lapels = poly(
        [(-5, 10.4), (-9, 13), (-7.8, 18.6), (-9.4, 20.2), (-0.8, 37), (-1.4, 30)],
        shade(coat, 0.42),
    ) + poly([(5, 10.4), (9, 13), (7.8, 18.6), (9.4, 20.2), (0.8, 37), (1.4, 30)], tint(coat, 0.12))
    seams = stroke("M-13.4 24Q-13 34-12.4 46", shade(coat, 0.5), 0.3) + stroke(
        "M13.4 24Q13 34 12.4 46", shade(coat, 0.35), 0.3
    )
    badge = (
        rect(8.4, 25, 4.8, 2.9, SAND, 0.5)
        + rect(9.1, 25.9, 3.2, 0.4, PETROL)
        + rect(9.1, 26.7, 2.2, 0.4, PETROL_35)
    )
    return group(
        back_hair,
        body,
        side,
        neck,
        shirt,
        lapels,
        seams,
        badge,
        portrait_face(skin, hair),
        at=(x, y),
        scale=scale,
    )


def portrait_face(skin: str, hair: str) -> str:
    soft = shade(skin, 0.13)
    face = path(
        "M-6.2-3C-6.4 1.6-5 5.6-2.6 7.6C-1.2 8.8 1.2 8.8 2.6 7.6C5 5.6 6.4 1.6 6.2-3"
        "C6.2-7.2 3.6-9 0-9C-3.6-9-6.2-7.2-6.2-3Z",
        skin,
    )
    dusk = path(
        "M-6.2-3C-6.4 1.6-5 5.6-2.6 7.6C-1.6 8.5-.4 8.7 .4 8.5C-2.4 6.6-4.4 2.4-3.8-6Z", soft
    )
    ears = (
        ellipse(-6.4, 0.4, 1.1, 1.8, soft)
        + ellipse(6.4, 0.4, 1.1, 1.8, skin)
        + circle(-6.6, 2.6, 0.55, OCHRE)
        + circle(6.6, 2.6, 0.55, OCHRE)
    )
    cheeks = ellipse(-3.6, 2.8, 1.5, 1.0, ACCENT, 0.16) + ellipse(3.7, 2.8, 1.5, 1.0, ACCENT, 0.16)
    eyes = "".join(
        ellipse(s * 2.6, -0.5, 0.5, 0.62, INK)
        + stroke(f"M{s * 2.6 - 1.05:.2f}-.7Q{s * 2.6:.2f}-1.7 {s * 2.6 + 1.05:.2f}-.7", INK, 0.3)
        + stroke(f"M{s * 1.5:.2f}-3.1Q{s * 2.7:.2f}-3.9 {s * 4:.2f}-3", hair, 0.5)
        for s in (-1, 1)
    )
    nose = path("M.1-.4C.3 1 1.4 2 1 2.6C.5 3.1-.4 3-.8 2.6C-.2 2.2-.1 1-.1-.4Z", shade(skin, 0.2))
    mouth = path("M-2.2 4.5Q0 5.2 2.2 4.5Q0 7-2.2 4.5Z", "#B0543F") + path(
        "M-1.6 4.75Q0 5.25 1.6 4.75Q0 5.9-1.6 4.75Z", WHITE
    )
    glasses = (
        ring(-2.6, -0.4, 2.05, 0.3, NIGHT)
        + ring(2.6, -0.4, 2.05, 0.3, NIGHT)
        + stroke("M-.6-.7Q0-1.2 .6-.7M-4.6-.8L-6.3-1.2M4.6-.8L6.3-1.2", NIGHT, 0.3)
    )
    fringe = path(
        "M-7 5.6C-9.6-1-8.6-10.6 .6-11.2C9-11 9.4-1 7 5.6C6.6 3 6.6 0 5.8-3C5-5.6 "
        "3.4-7.4 1.6-8.2C-.6-5.4-4.4-4-5.8-2.8C-6.6 0-6.6 3-7 5.6Z",
        hair,
    )
    shine = path("M2-10.2C5.6-9.6 7.4-6.4 7.4-3C6.6-6 5-8.4 2-10.2Z", tint(hair, 0.25))
    return ears + face + dusk + cheeks + nose + mouth + eyes + glasses + fringe + shine
