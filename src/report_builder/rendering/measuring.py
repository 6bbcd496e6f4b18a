"""Where the boxes of a laid-out document stand, read from WeasyPrint's private page boxes.

`tests/test_measuring.py` notices when these change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage, SVGImage

from report_builder.geometry import Box, Element, Geometry, Kind, Page, Placement, Rectangle
from report_builder.rendering.words import spoken

_PT = 0.75  # of the px in which WeasyPrint measures
# The height of capitals, in parts of the size of the type; fonts for reading differ by 0.03.
_CAPITALS = 0.68
# A box cut down to less, in px, is there for screen readers.
_NOTHING = 1
# From this opacity on, a colour hides what is painted below it well enough.
_HIDING = 0.5
_PICTURES = (RasterImage, SVGImage)
_SIDES = ("left", "top", "right", "bottom")


@dataclass(frozen=True)
class _Around:
    """What holds for all boxes within another one; `number` is the place of that one."""

    number: int = -1
    matrix: Any = None
    clip: Rectangle | None = None


def measured(document: weasyprint.Document) -> Geometry:
    """The elements of a document, and the boxes that they have on its pages."""
    root = document.pages[0]._page_box.children[0].element
    elements: list[Element] = []
    numbers: dict[Any, int] = {}
    _count(root, -1, "", "", elements, numbers)
    return Geometry(elements, [_page(page, numbers) for page in document.pages], _strings(root))


def _strings(root: Any) -> dict[str, str]:
    """The values of attributes that another one says the field of: data-head, data-head-src."""
    found = {}
    for element in root.iter():
        for name, field in element.attrib.items() if isinstance(element.tag, str) else ():
            value = element.get(name.removesuffix("-src"))
            if name.endswith("-src") and value is not None:
                found[spoken(value)] = field
    return found


def _count(
    source: Any,
    parent: int,
    field: str,
    section: str,
    elements: list[Element],
    numbers: dict[Any, int],
) -> None:
    """Number an element and all below it, in the order of the document."""
    number = numbers[source] = len(elements)
    field = source.get("data-src", field)
    if parent >= 0 and elements[parent].tag == "body":
        section = source.get("id", "")
    element = Element(source.tag, parent, 0, field, section)
    elements.append(element)
    for child in source:
        if isinstance(child.tag, str):  # no comment
            _count(child, number, field, section, elements, numbers)
    elements[number] = replace(element, end=len(elements))


def _page(page: weasyprint.Page, numbers: dict[Any, int]) -> Page:
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    found: list[Box] = []
    for child in box.children:
        _read(child, _Around(), found, numbers)
    return Page(
        _rectangle(0, 0, page.width, page.height),
        _rectangle(left, top, box.width, box.height),
        found,
        box.page_type.blank,
    )


def _read(box: Any, around: _Around, found: list[Box], numbers: dict[Any, int]) -> None:
    """Take in a box and all within it."""
    box = getattr(box, "_box", box)  # of a box that was taken out of the flow
    around = replace(around, matrix=_matrix(box, around.matrix))
    if box.style["opacity"] == 0 or (_is_text(box) and not _is_seen(box)):
        return
    number = len(found)
    found.append(_box(box, around, numbers))
    for area in _background_pictures(box, around):
        found.append(Box(found[number].element, number, Kind.PICTURE, area, clip=around.clip))
    if (clip := _clip(box, around)) is not around.clip and _is_nothing(clip):
        del found[number:]
        return
    within = _Around(number, around.matrix, clip)
    for child in box.children:
        _read(child, within, found, numbers)


def _box(box: Any, around: _Around, numbers: dict[Any, int]) -> Box:
    return Box(
        numbers.get(box.element, -1),
        around.number,
        _kind(box),
        _area(box, around),
        _placement(box),
        around.clip,
        spoken(box.text) if _is_text(box) else "",
        _PT * box.style["font_size"] if _is_text(box) else 0,
        "::" in (box.element_tag or ""),
        box.style["break_inside"] in ("avoid", "avoid-page"),
        _is_ground(box),
        _layer(box),
    )


def _is_text(box: Any) -> bool:
    return isinstance(box, boxes.TextBox)


def _is_seen(text: Any) -> bool:
    style = text.style
    return bool(text.text.strip() and style["visibility"] == "visible" and style["color"].alpha > 0)


def _kind(box: Any) -> Kind:
    if _is_text(box):
        return Kind.TEXT
    if isinstance(box, boxes.ReplacedBox):
        return Kind.PICTURE
    return Kind.LINE if isinstance(box, boxes.LineBox) else Kind.BOX


def _area(box: Any, around: _Around) -> Rectangle:
    if _is_text(box):
        height = _CAPITALS * box.style["font_size"]
        top = box.position_y + box.baseline - height
        return _rectangle(box.position_x, top, box.width, height, around.matrix)
    if isinstance(box, boxes.LineBox):
        place = (box.position_x, box.position_y, box.width, box.height)
    elif isinstance(box, boxes.ReplacedBox):
        place = (box.content_box_x(), box.content_box_y(), box.width, box.height)
    else:
        place = box.hit_area()
    return _rectangle(*place, around.matrix)


def _rectangle(x: float, y: float, width: float, height: float, matrix: Any = None) -> Rectangle:
    """A rectangle in pt; of one that is turned, the one around it."""
    if matrix is None:
        return Rectangle(_PT * x, _PT * y, _PT * (x + width), _PT * (y + height))
    corners = [matrix.transform_point(h, v) for h in (x, x + width) for v in (y, y + height)]
    across, down = zip(*corners, strict=True)
    return Rectangle(_PT * min(across), _PT * min(down), _PT * max(across), _PT * max(down))


def _matrix(box: Any, outer: Any) -> Any:
    """The transformation of a box and those around it; None where there is none."""
    own = box.transformation_matrix
    return own @ outer if own and outer else own or outer


def _clip(box: Any, around: _Around) -> Rectangle | None:
    """What is left to be seen of the boxes within."""
    if box.style["overflow"] == "visible" or not isinstance(box, boxes.ParentBox):
        return around.clip
    place = (box.padding_box_x(), box.padding_box_y(), box.padding_width(), box.padding_height())
    return _rectangle(*place, around.matrix).within(around.clip)


def _is_nothing(clip: Rectangle | None) -> bool:
    return clip is not None and min(clip.width, clip.height) < _NOTHING * _PT


def _placement(box: Any) -> Placement:
    if isinstance(box, boxes.MarginBox):
        return Placement.MARGIN
    if isinstance(box, boxes.FootnoteAreaBox):
        return Placement.NOTES
    if box.is_absolutely_positioned():
        return Placement.ABSOLUTE
    if _is_shifted(box):
        return Placement.SHIFTED
    return Placement.FLOAT if box.is_floated() else Placement.FLOW


def _is_shifted(box: Any) -> bool:
    style = box.style
    if _is_text(box):  # a mark that hangs in the margin
        return bool(getattr(style["text_indent"], "value", 0) < 0)
    return bool(
        style["transform"]
        or (style["position"] == "relative" and any(style[side] != "auto" for side in _SIDES))
        or any(getattr(style[f"margin_{side}"], "value", 0) < 0 for side in _SIDES)
    )


def _background_pictures(box: Any, around: _Around) -> Iterator[Rectangle]:
    for layer in box.background.layers if getattr(box, "background", None) else ():
        if isinstance(layer.image, _PICTURES):
            x, y, width, height = layer.painting_area
            yield _rectangle(x, y, width, height, around.matrix)


def _is_ground(box: Any) -> bool:
    """Whether one can read on the background of a box, whatever is painted below it."""
    if not getattr(box, "background", None):
        return False
    images = [layer.image for layer in box.background.layers if layer.image is not None]
    gradients = [image for image in images if not isinstance(image, _PICTURES)]
    return bool(gradients) or box.background.color.alpha >= _HIDING


def _layer(box: Any) -> int | None:
    style = box.style
    if style["position"] == "static" and not style["transform"] and style["opacity"] == 1:
        return None
    return 0 if style["z_index"] == "auto" else int(style["z_index"])
