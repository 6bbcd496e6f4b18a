"""What Chromium's viewer draws into pages.

It makes no annotations: strokes of its pen and of its marker become part of the content of a page,
at its end, each between signs of its own.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf.generic import DictionaryObject

from report_builder.review.annotations import Annotation, Corners

_STROKE = re.compile(rb"/GOOG:INKIsInker BMC\b(.*?)\bEMC\b", re.DOTALL)
# What its part of a content has beside strokes: states that are set, which paint nothing.
_STATE = re.compile(rb"[-.\d]+|/FXE\d+|RG|rg|[wJjqQ]|gs|\s+")
_GRAPHICS_STATE = re.compile(rb"/(\w+) gs\b")
# Strokes that are closer than this, in pt, are those of one drawing or of one word.
_NEAR = 12.0


def taken_out(content: bytes, resources: Any, page: int) -> tuple[bytes, list[Annotation]]:
    """The content of a page without such strokes, and these as annotations.

    `page` is its number, `resources` are those of the page.
    """
    strokes = list(_STROKE.finditer(content))
    if not strokes:
        return content, []
    begin = max(0, content.rfind(b"\nq\n", 0, strokes[0].start()))
    painted = _STATE.sub(b"", _STROKE.sub(b"", content[begin:]))
    areas: dict[str, list[Corners]] = {}
    for stroke in strokes:
        if (area := _around(stroke[1])) is not None:
            areas.setdefault(_subtype(stroke[1], resources), []).append(area)
    groups = [(kind, group) for kind, found in areas.items() for group in _together(found)]
    annotations = [
        Annotation(f"{page}/stroke {n}", kind, _joined(group), group, "", "", "", "")
        for n, (kind, group) in enumerate(groups)
    ]
    return content[:begin] + painted, annotations


def _subtype(stroke: bytes, resources: Any) -> str:
    """A marker lets through what is below it."""
    states = _dictionary(_dictionary(resources).get("/ExtGState"))
    for name in _GRAPHICS_STATE.findall(stroke):
        opacity = _dictionary(states.get(f"/{name.decode()}")).get("/ca", 1)
        if isinstance(opacity, float) and opacity < 1:
            return "Highlight"
    return "Ink"


def _dictionary(value: Any) -> DictionaryObject:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _around(stroke: bytes) -> Corners | None:
    """The rectangle around a path (ISO 32000-1, 8.5.2)."""
    numbers: list[float] = []
    across: list[float] = []
    up: list[float] = []
    for token in stroke.split():
        if (number := _number(token)) is not None:
            numbers.append(number)
            continue
        if token == b"re" and len(numbers) == 4:
            numbers = [*numbers[:2], numbers[0] + numbers[2], numbers[1] + numbers[3]]
        if token in (b"m", b"l", b"c", b"v", b"y", b"re"):
            across += numbers[::2]
            up += numbers[1::2]
        numbers = []
    return Corners(min(across), min(up), max(across), max(up)) if across and up else None


def _number(token: bytes) -> float | None:
    try:
        number = float(token)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _together(areas: Sequence[Corners]) -> Iterator[list[Corners]]:
    """Areas in groups, each of which is near to another one of its group."""
    pending = list(areas)
    while pending:
        group = [pending.pop(0)]
        for area in group:  # which grows
            near = [other for other in pending if _is_near(area, other)]
            group += near
            pending = [other for other in pending if other not in near]
        yield group


def _is_near(one: Corners, other: Corners) -> bool:
    across = max(one.left, other.left) - min(one.right, other.right)
    up = max(one.bottom, other.bottom) - min(one.top, other.top)
    return across < _NEAR and up < _NEAR


def _joined(areas: Sequence[Corners]) -> Corners:
    left, bottom, right, top = zip(*areas, strict=True)
    return Corners(min(left), min(bottom), max(right), max(top))
