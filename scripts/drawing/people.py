"""Figures: a small rig of joints, dressed by a ``Look`` and moved by a ``Pose``.

Inside a figure one unit is a hundredth of the standing height, the feet stand at y = 0
and the figure looks to the right; the head is about a sixth of the height.
"""

import math
from dataclasses import dataclass, replace

from drawing import hair
from drawing.palette import (
    ACCENT,
    HAIRS,
    INK,
    MOSS,
    NIGHT,
    OCHRE,
    PETROL,
    PETROL_50,
    SAND,
    SKINS,
    WHITE,
    mix,
    shade,
    tint,
)
from drawing.shapes import (
    Point,
    blob,
    circle,
    ellipse,
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


@dataclass(frozen=True)
class Look:
    skin: str = SKINS[0]
    hair: str = HAIRS[1]
    style: str = "short"  # short bob long bun ponytail curly bald scarf cap helmet beanie
    top: str = PETROL
    bottom: str = NIGHT
    shoes: str = INK
    garment: str = "trousers"  # trousers skirt dress coat shorts
    build: float = 1.0
    extra: tuple[str, ...] = ()  # vest reflect backpack collar beard glasses short-sleeves


@dataclass(frozen=True)
class Pose:
    """Angles in degrees from hanging straight down, positive to the front (the right)."""

    view: str = "side"  # side front back
    near_arm: tuple[float, float] = (8, 14)
    far_arm: tuple[float, float] = (-4, 6)
    near_leg: tuple[float, float] = (0, 0)
    far_leg: tuple[float, float] = (0, 0)
    lean: float = 0
    nod: float = 0


STAND = Pose(near_leg=(-3, -3), far_leg=(5, 2))
WALK = Pose(near_arm=(-24, 6), far_arm=(24, 42), near_leg=(24, 10), far_leg=(-16, -38), lean=3)
STROLL = Pose(near_arm=(16, 30), far_arm=(-16, 4), near_leg=(-13, -26), far_leg=(17, 8), lean=2)
SIT = Pose(near_arm=(16, 56), far_arm=(24, 64), near_leg=(84, 4), far_leg=(78, -6), lean=2)
TYPE = replace(SIT, near_arm=(35, 78), far_arm=(30, 82))
FRONT = Pose(view="front", near_arm=(12, 4), far_arm=(-12, -3), near_leg=(5, 3), far_leg=(-4, -2))
BACK = replace(FRONT, view="back")
HAND_OVER = Pose(near_arm=(52, 84), far_arm=(46, 78), near_leg=(14, 2), far_leg=(-12, -18), lean=6)
POINT = Pose(near_arm=(104, 112), far_arm=(-6, 10), near_leg=(-3, -3), far_leg=(6, 3))
KNEES_UP = Pose(near_arm=(30, 78), far_arm=(20, 84), near_leg=(122, 36), far_leg=(112, 26), lean=-4)
LEGS_OUT = Pose(near_arm=(22, 52), far_arm=(-24, -8), near_leg=(93, 82), far_leg=(112, 52), lean=-3)
PHONE = Pose(near_arm=(72, 204), far_arm=(-4, 8), near_leg=(-3, -3), far_leg=(6, 3))


def turned(origin: Point, length: float, angle: float) -> Point:
    a = math.radians(angle)
    return origin[0] + length * math.sin(a), origin[1] + length * math.cos(a)


def leaned(point: Point, angle: float) -> Point:
    """A point of the upper body, with the hip at the origin, leaned forward."""
    a = math.radians(angle)
    x, y = point
    return x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a)


def person(
    x: float,
    y: float,
    height: float,
    look: Look,
    pose: Pose = STAND,
    flip: bool = False,
    held: str = "",
    detail: bool | None = None,
) -> str:
    """A whole figure with its feet at (x, y); ``held`` is drawn at the near hand."""
    k = look.build
    frontal = pose.view != "side"
    hip_gap = 4.3 * k if frontal else 0.8
    near_hip, far_hip = (hip_gap, 0.0), (-hip_gap, 0.0)
    near = leg_points(near_hip, pose.near_leg)
    far = leg_points(far_hip, pose.far_leg)
    drop = -max(near[2][1], far[2][1]) - (4.2 if frontal else 2.6)
    gap, rise = (9.0 * k, -26.6) if frontal else (0.8, -27.5)
    near_shoulder = leaned((gap, rise), pose.lean)
    far_shoulder = leaned((-gap, rise), pose.lean)
    detail = height > 128 if detail is None else detail

    far_arm = arm(far_shoulder, pose.far_arm, look, away=not frontal)
    near_arm = arm(near_shoulder, pose.near_arm, look, away=False, held=held)
    legs = leg(far, look, away=True, frontal=frontal) + leg(near, look, False, frontal)
    upper = (
        group(torso(look, pose, near, far), turn=pose.lean)
        if pose.lean
        else torso(look, pose, near, far)
    )
    head_at = leaned((0.0 if frontal else 1.2, -41.8), pose.lean * 1.15)
    neck_at = leaned((0.0 if frontal else 0.2, -31), pose.lean)
    neck = limb(
        [neck_at, (head_at[0], head_at[1] + 3)], [3.4 * k**0.5, 3.0], shade(look.skin, 0.14)
    )
    top = group(
        head(look, pose.view, detail), at=head_at, turn=pose.lean * 0.4 + pose.nod, scale=1.06
    )
    if frontal and pose.view == "back":
        parts = [legs, far_arm, near_arm, neck, upper, top]
    elif frontal:
        parts = [legs, neck, upper, far_arm, near_arm, top]
    else:
        parts = [far_arm, legs, neck, upper, top, near_arm]
    if look.style == "long" and frontal and pose.view == "front":
        fall = blob(
            [(-6.6, -4), (-8.4, 6), (-8, 15), (0, 17), (8, 15), (8.4, 6), (6.6, -4)],
            shade(look.hair, 0.15),
        )
        parts.insert(1, group(fall, at=head_at))
    return group(group(*parts, at=(0, drop)), at=(x, y), scale=height / 100, flip=flip)


def leg_points(hip: Point, angles: tuple[float, float]) -> list[Point]:
    knee = turned(hip, 24, angles[0])
    return [hip, knee, turned(knee, 23.5, angles[1])]


def leg(points: list[Point], look: Look, away: bool, frontal: bool) -> str:
    k = look.build**0.8
    colour = look.bottom
    bare = look.garment in ("skirt", "dress", "shorts")
    if bare:
        colour = look.skin if look.garment != "dress" else mix(look.skin, NIGHT, 0.1)
    if away:
        colour = shade(colour, 0.3 if not frontal else 0.12)
    shoe_colour = shade(look.shoes, 0.3) if away else look.shoes
    widths = [4.2 * k, 3.0 * k, 2.2] if bare else [5.6 * k, 4.3 * k, 3.3]
    parts = [shoe(points[2], points, shoe_colour, frontal), limb(points, widths, colour)]
    if look.garment == "shorts":
        knee = points[1]
        mid = ((points[0][0] + knee[0] * 4) / 5, (points[0][1] + knee[1] * 4) / 5)
        cloth = shade(look.bottom, 0.3) if away else look.bottom
        parts.append(limb([points[0], mid], [5.6 * k, 5.0 * k], cloth))
    return "".join(parts)


def shoe(ankle: Point, points: list[Point], colour: str, frontal: bool) -> str:
    x, y = ankle
    if frontal:
        out = 0.8 if points[0][0] > 0 else -0.8
        return ellipse(x + out, y + 2.0, 3.8, 2.7, colour)
    shin = math.degrees(math.atan2(points[2][0] - points[1][0], points[2][1] - points[1][1]))
    turn = -shin * 0.75 if shin < 0 else -shin * 0.6
    shape = "M-3.2-2.2C-4 .6-4 2.6-3 2.6L7.6 2.6C8.4 1 6.6-.2 4-.6L2.6-2.4Z"
    return group(path(shape, colour), at=(x, y), turn=turn)


def arm(
    shoulder: Point, angles: tuple[float, float], look: Look, away: bool, held: str = ""
) -> str:
    k = look.build**0.7
    sleeve = shade(look.top, 0.3) if away else shade(look.top, 0.1)
    skin = shade(look.skin, 0.2) if away else look.skin
    elbow = turned(shoulder, 15.5, angles[0])
    wrist = turned(elbow, 13, angles[1])
    hand_at = turned(wrist, 2.6, angles[1])
    short = "short-sleeves" in look.extra
    parts = [limb([wrist, hand_at], [1.9, 2.3], skin)]
    thumb = turned(wrist, 2.4, angles[1] + 38)
    parts.append(limb([wrist, thumb], [1.2, 1.0], skin))
    if short:
        parts.append(limb([shoulder, elbow, wrist], [3.0 * k, 2.5 * k, 1.8], skin))
        half = turned(shoulder, 9, angles[0])
        parts.append(limb([shoulder, half], [4.0 * k, 3.8 * k], sleeve))
    else:
        parts.append(limb([shoulder, elbow, wrist], [3.9 * k, 3.2 * k, 2.5], sleeve))
    if held:
        parts.append(group(held, at=hand_at))
    return "".join(parts)


def torso(look: Look, pose: Pose, near: list[Point], far: list[Point]) -> str:
    k = look.build
    colour = look.top
    if pose.view == "side":
        belly = 5.4 * k + (k - 1) * 10
        shape = [
            (-2.6, -32),
            (-6.2, -27.5),
            (-6.2 * k, -14),
            (-5.8 * k, 1.5),
            (5.2 * k, 2),
            (belly + 0.4, -9),
            (belly, -20),
            (4.6, -28),
            (2.4, -32),
        ]
        shadow = [
            (-2.6, -32),
            (-6.2, -27.5),
            (-6.2 * k, -14),
            (-5.8 * k, 1.5),
            (-1.6, 2),
            (-2.4, -12),
            (-2, -24),
        ]
    else:
        shape = [
            (-3.2, -32),
            (-9.4 * k, -30.2),
            (-11 * k, -26),
            (-8.8 * k, -12),
            (-8.8 * k, 1.5),
            (8.8 * k, 1.5),
            (8.8 * k, -12),
            (11 * k, -26),
            (9.4 * k, -30.2),
            (3.2, -32),
        ]
        shadow = [
            (-3.2, -32),
            (-9.4 * k, -30.2),
            (-11 * k, -26),
            (-8.8 * k, -12),
            (-8.8 * k, 1.5),
            (-3.4 * k, 1.5),
            (-4.2 * k, -12),
            (-4.6 * k, -26),
        ]
    parts = [
        backpack(pose.view) if "backpack" in look.extra and pose.view == "side" else "",
        pelvis(look, pose, near, far),
        blob(shape, colour),
        path(smooth(shadow), shade(colour, 0.2)),
    ]
    return "".join(parts) + "".join(worn(extra, k, pose.view) for extra in look.extra)


def worn(extra: str, k: float, view: str) -> str:
    """What is worn over the top."""
    if extra == "vest":
        return safety_vest(k, view)
    if extra == "collar" and view == "front":
        return poly([(-3.6, -32), (0, -25.5), (3.6, -32)], WHITE)
    if extra == "reflect":
        half = 9 * k if view != "side" else 6 * k
        return rect(-half, -15, 2 * half, 2.6, OCHRE) + rect(-half, -14.1, 2 * half, 0.9, SAND)
    if extra == "backpack" and view != "side":
        return backpack(view)
    return ""


def backpack(view: str) -> str:
    if view == "side":
        return rect(-12.5, -29, 9, 21, ACCENT, 4) + rect(-12.5, -17, 7, 8, shade(ACCENT), 2)
    return rect(-7, -29, 14, 21, ACCENT, 4) + rect(-5, -18, 10, 8, shade(ACCENT), 2)


def pelvis(look: Look, pose: Pose, near: list[Point], far: list[Point]) -> str:
    """What is worn below the belt and does not belong to a single leg."""
    k = look.build
    half = 8.8 * k if pose.view != "side" else 5.8 * k
    if look.garment in ("skirt", "dress", "coat"):
        share = {"skirt": 0.95, "dress": 1.0, "coat": 0.8}[look.garment]
        colour = look.bottom if look.garment == "skirt" else look.top
        xs = [
            p[0] + (q[0] - p[0]) * (share - 0.9) for p, q in ((near[1], near[2]), (far[1], far[2]))
        ]
        y = max(near[1][1], far[1][1]) * share + (2 if look.garment != "coat" else 0)
        low, high = min(xs) - 6.2 * k, max(xs) + 6.2 * k
        hem = [(-half, -4), (low, y), (high, y), (half, -4)]
        fold = [(-half, -4), (low, y), ((low * 2 + high) / 3, y), (-half * 0.3, -4)]
        return poly(hem, colour) + poly(fold, shade(colour, 0.18))
    half -= 0.6
    return poly(
        [(-half, -2), (-half, 3), (-half * 0.5, 5.5), (half * 0.5, 5.5), (half, 3), (half, -2)],
        look.bottom,
    )


def safety_vest(k: float, view: str) -> str:
    half = 9 * k if view != "side" else 6 * k
    body = poly(
        [(-half, -27), (-half * 0.5, -31), (half * 0.5, -31), (half, -27), (half, 0), (-half, 0)],
        ACCENT,
    )
    bands = rect(-half, -14, 2 * half, 2.4, OCHRE_BAND) + rect(-half, -7, 2 * half, 2.4, OCHRE_BAND)
    return (
        body
        + poly([(-half, -27), (-half * 0.5, -31), (-half * 0.4, 0), (-half, 0)], shade(ACCENT, 0.2))
        + bands
    )


OCHRE_BAND = "#F7E3A8"


def head(look: Look, view: str, detail: bool) -> str:
    """Skull, face and hair around the origin."""
    if view == "side":
        return head_side(look, detail)
    if view == "front":
        return head_front(look, detail)
    return head_back(look)


def head_side(look: Look, detail: bool) -> str:
    skin = look.skin
    face = path(
        "M-5.8-2C-5.8-6.4-3-8.2 .4-8.2C4-8.2 6-5.6 6-2.6L7.3 .6C7.4 1.4 6.6 1.5 6.2 1.6"
        "C6.2 4.6 5.4 7.2 2.8 7.4C-.6 7.6-5.6 5-5.8-2Z",
        skin,
    )
    cheek = path("M-5.8-2C-5.6 5-.6 7.6 2.8 7.4C.6 5.4-1.6 3-2-2Z", shade(skin, 0.1))
    parts = [face, cheek]
    if detail:
        parts += [
            ellipse(3.9, -1.1, 0.6, 0.85, INK),
            stroke("M2.9-2.9Q4-3.6 5-3", look.hair, 0.6),
            stroke("M5.6 3.9Q4.4 4.6 3.3 4.1", shade(skin, 0.4), 0.55),
        ]
        if "glasses" in look.extra:
            parts += [ring(4.1, -1, 1.9, 0.5, INK), line(2.2, -1.2, -2, -1.6, INK, 0.5)]
    if "beard" in look.extra:
        parts.append(
            path(
                "M-2.6 .4C-2.4 6-.2 8.8 3 8.6C5.6 8.4 6.4 6 6 3.6C4.4 3.2 3 3.4 2 2.4"
                "C.6 1-1.6 1.4-2.6 .4Z",
                look.hair,
            )
        )
    parts.append(ellipse(-1.6, 0.2, 1.1, 1.7, shade(skin, 0.16)))
    return "".join(parts) + hair.from_the_side(look.style, look.hair)


def head_front(look: Look, detail: bool) -> str:
    skin = look.skin
    parts = [
        ellipse(-6.2, 0.6, 1.2, 1.8, shade(skin, 0.14)),
        ellipse(6.2, 0.6, 1.2, 1.8, skin),
        path(
            "M-6.2-2C-6.2-6.6-3.6-8.4 0-8.4C3.6-8.4 6.2-6.6 6.2-2C6.2 3.6 3.4 7.8 0 7.8"
            "C-3.4 7.8-6.2 3.6-6.2-2Z",
            skin,
        ),
        path("M-6.2-2C-6.2 3.6-3.4 7.8 0 7.8C-2.6 5.6-4 2-3.6-4Z", shade(skin, 0.09)),
    ]
    if detail:
        for side in (-1, 1):
            parts.append(ellipse(2.5 * side, -0.4, 0.65, 0.85, INK))
            parts.append(
                stroke(
                    f"M{1.5 * side:.1f}-2.4Q{2.6 * side:.1f}-3.1 {3.7 * side:.1f}-2.3",
                    look.hair if look.hair != HAIRS[5] else HAIRS[4],
                    0.6,
                )
            )
            if "glasses" in look.extra:
                parts.append(ring(2.5 * side, -0.3, 1.9, 0.5, INK))
        parts.append(stroke("M0 .4Q.9 1.8-.2 2", shade(skin, 0.28), 0.6))
        parts.append(stroke("M-1.9 4.3Q0 5.7 1.9 4.3", shade(skin, 0.45), 0.7))
    if "beard" in look.extra:
        parts.append(
            path(
                "M-6.2-.4C-6 5.4-3.4 9.2 0 9.2C3.4 9.2 6 5.4 6.2-.4C5 1.6 4 2.6 2.4 2.8"
                "C1 2.4-1 2.4-2.4 2.8C-4 2.6-5 1.6-6.2-.4Z",
                look.hair,
            )
            + stroke("M-1.7 4.9Q0 5.9 1.7 4.9", skin, 0.9)
        )
    return "".join(parts) + hair.from_the_front(look.style, look.hair)


def head_back(look: Look) -> str:
    c = look.hair
    parts = [
        ellipse(-6.2, 0.6, 1.2, 1.8, look.skin),
        ellipse(6.2, 0.6, 1.2, 1.8, look.skin),
        ellipse(0, 1, 5.8, 6.8, look.skin),
    ]
    if look.style == "bald":
        return (
            "".join(parts)
            + ellipse(0, -2.4, 6.1, 5.8, look.skin)
            + path(
                "M-6.4 0C-5 2-2 3 0 3C2 3 5 2 6.4 0C6.4 3.6 4 5.6 0 5.6C-4 5.6-6.4 3.6-6.4 0Z", c
            )
        )
    if look.style == "scarf":
        return "".join(parts) + blob(
            [(0, -10.8), (-7.6, -4), (-8.4, 6), (-8, 12), (0, 14), (8, 12), (8.4, 6), (7.6, -4)], c
        )
    low = {"bob": 6.5, "long": 15}.get(look.style, 4.4)
    crown = blob(
        [
            (0, -10.4),
            (-6.2, -7),
            (-7, 0),
            (-5.4, low),
            (0, low + 0.8),
            (5.4, low),
            (7, 0),
            (6.2, -7),
        ],
        c if look.style not in ("cap", "helmet", "beanie") else HAIRS[1],
    )
    parts.append(crown)
    if look.style == "bun":
        parts.append(circle(0, -6, 3.8, shade(c, 0.15)))
    if look.style == "ponytail":
        parts.append(blob([(-2, -4), (2, -4), (2.6, 6), (0, 12), (-2.6, 6)], shade(c, 0.15)))
    if look.style in ("cap", "helmet", "beanie"):
        parts.append(path("M-7.8-1C-8.4-8-5-11.6 0-11.6C5-11.6 8.4-8 7.8-1C4 1-4 1-7.8-1Z", c))
    return "".join(parts)


def wheelchair_user(
    x: float,
    y: float,
    height: float,
    look: Look,
    flip: bool = False,
    near_arm: tuple[float, float] = (20, 62),
) -> str:
    """A seated figure in an active wheelchair; ``height`` is the standing height."""
    pose = replace(SIT, near_arm=near_arm, near_leg=(78, 14), far_leg=(74, 8))
    chair_back = group(
        stroke("M-9-52L-8-24L14-24L21-6", shade(PETROL_50, 0.3), 1.8),
        stroke("M-9-52L-13-54", INK, 2.2),
        rect(-9, -28, 24, 4.5, INK, 2),
        stroke("M18-6L29-6", shade(PETROL_50, 0.4), 2.2),
    )
    wheel = "".join(
        [
            ring(0, -16, 15.2, 2.0, INK),
            ring(0, -16, 12.8, 0.8, PETROL_50),
            *[
                line(0, -16, 12.8 * math.cos(a), -16 + 12.8 * math.sin(a), PETROL_50, 0.35)
                for a in [i * math.pi / 6 for i in range(12)]
            ],
            circle(0, -16, 2.2, PETROL_50),
            ring(19, -4, 3.4, 1.8, INK),
        ]
    )
    body = person(0, -6, 100, look, pose, detail=height > 128)
    return group(chair_back, body, wheel, at=(x, y), scale=height / 100, flip=flip)


def rollator(x: float, y: float, height: float, flip: bool = False) -> str:
    """A walking frame, as high as belongs to a person of ``height``."""
    frame = group(
        stroke("M0-46L4-44L9-6M4-40L-4-6M-2-24L7-24", PETROL_50, 1.8),
        rect(-4, -27, 12, 5, ACCENT, 2),
        ring(9, -4, 3.2, 1.8, INK),
        ring(-4, -4, 3.2, 1.8, INK),
    )
    return group(frame, at=(x, y), scale=height / 100, flip=flip)


def seen_from_above(
    x: float,
    y: float,
    size: float,
    look: Look,
    turn: float = 0,
    reach: tuple[float, float] | None = (0.5, 0.5),
) -> str:
    """A figure straight from above, looking along ``turn`` (0 is up). ``size``: shoulder width.

    ``reach`` says how far each arm is stretched forward; ``None`` lets both hang.
    """
    k = look.build
    parts = []
    for side, amount in zip((-1, 1), reach or (), strict=False):
        shoulder = (side * 25 * k, 0.0)
        elbow = (side * (34 * k - 4 * amount), -16 - 12 * amount)
        hand = (side * (26 - 16 * amount), -30 - 30 * amount)
        parts.append(limb([elbow, hand], [6.4, 4.6], shade(look.top, 0.16)))
        parts.append(
            limb([shoulder, elbow], [10 * k, 7], shade(look.top, 0.12 if side > 0 else 0.26))
        )
        tip = (hand[0] - side * 2, hand[1] - 7)
        parts.append(limb([hand, tip], [4.6, 4.8], look.skin))
        parts.append(limb([hand, (hand[0] - side * 7, hand[1] - 5)], [2.6, 2.0], look.skin))
    body = [
        (-33 * k, 2),
        (-28 * k, -9),
        (0, -13),
        (28 * k, -9),
        (33 * k, 2),
        (27 * k, 12),
        (0, 17),
        (-27 * k, 12),
    ]
    parts.append(blob(body, look.top))
    parts.append(
        blob(
            [(-33 * k, 2), (-28 * k, -9), (-12, -11), (-14, 14), (-27 * k, 12)],
            shade(look.top, 0.2),
        )
    )
    parts.append(head_from_above(look))
    return group(*parts, at=(x, y), turn=turn, scale=size / 66)


def head_from_above(look: Look) -> str:
    skin, c = look.skin, look.hair
    face = ellipse(0, -6, 12.4, 14.6, skin) + poly([(-2.4, -19), (0, -23.4), (2.4, -19)], skin)
    if look.style == "bald":
        return (
            face
            + ellipse(0, -2, 13.2, 13.6, tint(skin, 0.15))
            + path("M-13.2-2C-13 9-6 13 0 13C6 13 13 9 13.2-2C10 5 5 7 0 7C-5 7-10 5-13.2-2Z", c)
        )
    hair = blob(
        [
            (-13.4, -7),
            (-8, -15.6),
            (0, -17.4),
            (8, -15.6),
            (13.4, -7),
            (13.6, 5),
            (7, 12.6),
            (0, 14),
            (-7, 12.6),
            (-13.6, 5),
        ],
        c,
    )
    shine = blob([(3, -13), (9.6, -9), (11.4, 0), (8, 6), (7, -4)], tint(c, 0.16))
    extra = ""
    if look.style == "bun":
        extra = circle(0, 13, 7, shade(c, 0.2)) + circle(1.5, 12, 4, tint(c, 0.1))
    if look.style in ("long", "ponytail"):
        extra = blob([(-9, 6), (9, 6), (8, 24), (0, 28), (-8, 24)], shade(c, 0.15))
        return face + extra + hair + shine
    if look.style == "scarf":
        extra = stroke("M-9-10Q0-15 9-10", shade(c, 0.25), 2) + poly(
            [(-7, 12), (7, 12), (0, 24)], shade(c, 0.2)
        )
    if look.style == "curly":
        return (
            face
            + hair
            + "".join(
                circle(12 * math.cos(a), -1 + 12.4 * math.sin(a), 4.6, c)
                for a in [i * math.pi / 5 for i in range(10)]
            )
            + shine
        )
    return face + extra + hair + shine


def hand(
    x: float,
    y: float,
    size: float,
    skin: str,
    sleeve: str,
    turn: float = 0,
    grip: float = 0.0,
    flip: bool = False,
) -> str:
    """A large forearm and hand from above, fingers up at ``turn`` 0; ``grip`` 0 open, 1 bent."""
    dark = shade(skin, 0.14)
    parts = [
        limb([(0, 62), (0, 34)], [13, 10.5], skin),
        rect(-19, 48, 38, 190, sleeve, 9),
        rect(-19, 48, 14, 190, shade(sleeve, 0.2), 7),
        rect(-21, 44, 42, 13, tint(sleeve, 0.25), 6),
    ]
    parts.append(blob([(-14, 4), (-15, 22), (-11, 38), (11, 38), (15, 22), (14, 2), (0, -4)], skin))
    for i, (fx, length) in enumerate([(-11, 21), (-3.8, 27), (3.8, 26), (11, 20)]):
        reach = length * (1 - 0.45 * grip)
        parts.append(limb([(fx, 6), (fx * 1.12, -reach)], [4.6, 3.7], skin))
        parts.append(ellipse(fx * 1.12, -reach - 0.8, 2.0, 2.2, tint(skin, 0.35)))
        if i < 3:
            parts.append(line(fx + 3.7, 4, (fx + 3.7) * 1.08, -reach * 0.45, dark, 0.9))
    parts.append(
        limb([(12, 26), (22, 12 - 6 * grip), (20 - 6 * grip, -2 - 4 * grip)], [6, 4.8, 3.8], skin)
    )
    parts.append(blob([(-14, 6), (-15, 22), (-11, 38), (-4, 38), (-8, 20)], dark, 0.55))
    return group(*parts, at=(x, y), turn=turn, scale=size / 66, flip=flip)


CROWD = (
    Look(SKINS[0], HAIRS[2], "bob", PETROL, NIGHT, INK, "skirt"),
    Look(SKINS[3], HAIRS[0], "curly", OCHRE, NIGHT, INK),
    Look(SKINS[1], HAIRS[0], "scarf", MOSS, PETROL, INK, "coat"),
    Look(SKINS[0], HAIRS[4], "bald", "#7A8F8A", "#3B4A4C", INK, "trousers", 1.2),
    Look(SKINS[2], HAIRS[0], "short", ACCENT, "#31494F", INK),
    Look(SKINS[0], HAIRS[5], "bun", "#C58B7A", "#5A4A4C", INK, "coat", 1.1),
    Look(SKINS[4], HAIRS[0], "short", SAND, PETROL, INK, "trousers", 1.05, ("beard",)),
    Look(SKINS[1], HAIRS[3], "ponytail", "#8FB7BC", "#2B4B42", INK),
)
