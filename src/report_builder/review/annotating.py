"""Comments as annotations of a PDF, with what was answered to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from report_builder.geometry import Rectangle
from report_builder.review.comments import OPEN, REJECTED, RESOLVED, Comment, meaning
from report_builder.review.threads import OURS, STRUCK, TOLD

Entries = dict[NameObject, NameObject | TextStringObject | IndirectObject]
_NONE: Entries = {}
# Each kind as a PDF has it. What was drawn or stamped comes back as a frame around its place.
_SUBTYPES = {
    "highlight": "Highlight",
    "underline": "Underline",
    "squiggly": "Squiggly",
    "strikeout": "StrikeOut",
    "replace": "StrikeOut",
    "note": "Text",
    "caret": "Caret",
}
_MARKING = ("Highlight", "Underline", "Squiggly", "StrikeOut")
_STATES = {OPEN: "None", RESOLVED: "Completed", REJECTED: "Rejected"}
_YELLOW, _RED, _BLUE = (1.0, 0.86, 0.3), (0.8, 0.1, 0.1), (0.1, 0.35, 0.8)
_COLORS = {"Highlight": _YELLOW, "Text": _YELLOW, "StrikeOut": _RED}
# What each subtype looks like, for viewers that do not draw it themselves: x, y, right, top and
# the middle of the height are those of an area.
_STROKES = {
    "Highlight": "/M gs {x} {y} m {r} {y} l {r} {t} l {x} {t} l f",
    "StrikeOut": "{x} {m} m {r} {m} l S",
    "Caret": "{x} {y} m {c} {t} l {r} {y} l S",
    "Square": "{x} {y} m {r} {y} l {r} {t} l {x} {t} l s",
}
_UNDERLINED = "{x} {y} m {r} {y} l S"
# Flags (ISO 32000-1, table 165): printed with the page; and hidden, as states are.
_PRINTED, _HIDDEN = 4, 2
_ICON, _EDGE = 16.0, 4.0  # the size of a note's icon; how far answers stand from the right edge


@dataclass(frozen=True)
class Sheet:
    """A page that comments are put on, of a PDF that is being written.

    `team` is the name under which notes and states of the team are shown.
    """

    writer: PdfWriter
    page: PageObject
    team: str

    def add(self, comment: Comment) -> None:
        """Put a comment on the page, and below it replies, states and what the team says."""
        name = f"{OURS}{comment.id}"
        said = _Said(comment.author, comment.date, comment.text)
        if comment.kind == "replace":
            root = self._mark("Caret", [_behind(comment.mark.areas[-1])], said, name)
            struck = _Said(comment.author, comment.date, "")
            extra = _related(root, "Group")
            self._mark("StrikeOut", comment.mark.areas, struck, f"{name}{STRUCK}", extra)
        else:
            subtype = _SUBTYPES.get(comment.kind, "Square")
            root = self._mark(subtype, comment.mark.areas, said, name)
        self._answer(comment, root, name)

    def _answer(self, comment: Comment, root: IndirectObject, name: str) -> None:
        """Everything that was answered to a comment, as annotations below it."""
        end, right = comment.mark.areas[-1], float(self.page.mediabox.width) - _EDGE
        area = [Rectangle(right - _ICON, end.top, right, end.top + _ICON)]
        for number, reply in enumerate(comment.replies, 1):
            said = _Said(reply.author, reply.date, reply.text)
            self._mark("Text", area, said, f"{name}:{number}", _related(root, "R"))
        for number, verdict in enumerate(comment.verdicts, 1):
            said = _Said(verdict.author, verdict.date, "")
            extra = _related(root, "R") | _state(verdict.state)
            self._mark("Text", area, said, f"{name}:v{number}", extra)
        note, state = (f"{name}{suffix}" for suffix in TOLD)
        if comment.note:
            self._mark("Text", area, _Said(self.team, "", comment.note), note, _related(root, "R"))
        if comment.state != meaning(comment.verdicts):
            extra = _related(root, "R") | _state(_STATES[comment.state])
            self._mark("Text", area, _Said(self.team, "", ""), state, extra)

    def _mark(
        self,
        subtype: str,
        areas: Sequence[Rectangle],
        said: "_Said",
        name: str,
        extra: Entries = _NONE,
    ) -> IndirectObject:
        """Put an annotation on the page."""
        boxes = [self._box(area) for area in areas]
        value = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(f"/{subtype}"),
                NameObject("/Rect"): _numbers(_around(boxes)),
                NameObject("/F"): NumberObject(_HIDDEN if "/State" in extra else _PRINTED),
                NameObject("/C"): _numbers(_COLORS.get(subtype, _BLUE)),
                NameObject("/NM"): TextStringObject(name),
            }
        )
        texts = {"/T": said.author, "/Contents": said.text, "/M": _date(said.date)}
        value.update({NameObject(k): TextStringObject(text) for k, text in texts.items() if text})
        value.update(extra)
        if subtype in _MARKING:
            corners = [edge for x, y, r, t in boxes for edge in (x, t, r, t, x, y, r, y)]
            value[NameObject("/QuadPoints")] = _numbers(corners)
        if subtype != "Text":
            looks = self.writer._add_object(_appearance(subtype, boxes))
            value[NameObject("/AP")] = DictionaryObject({NameObject("/N"): looks})
        reference = self.writer._add_object(value)
        self._list().append(reference)
        return reference

    def _list(self) -> ArrayObject:
        """The annotations that the page has."""
        if "/Annots" not in self.page:
            self.page[NameObject("/Annots")] = ArrayObject()
        listed = self.page["/Annots"].get_object()
        assert isinstance(listed, ArrayObject)
        return listed

    def _box(self, area: Rectangle) -> tuple[float, float, float, float]:
        """An area in the space of the page."""
        page = self.page.mediabox
        left, top = float(page.left), float(page.top)
        return left + area.left, top - area.bottom, left + area.right, top - area.top


@dataclass(frozen=True)
class _Said:
    author: str
    date: str
    text: str


def _behind(area: Rectangle) -> Rectangle:
    """Where the words stand that replace others: at the foot of the end of these."""
    size = area.height / 2
    return Rectangle(area.right - size / 2, area.bottom - size, area.right + size / 2, area.bottom)


def _related(root: IndirectObject, how: str) -> Entries:
    return {NameObject("/IRT"): root, NameObject("/RT"): NameObject(f"/{how}")}


def _state(state: str) -> Entries:
    texts = {"/State": state, "/StateModel": "Review"}
    return {NameObject(key): TextStringObject(text) for key, text in texts.items()}


def _appearance(subtype: str, boxes: Sequence[Sequence[float]]) -> StreamObject:
    """A drawing in the space of the page; what it marks stays readable below it."""
    color = " ".join(f"{part:g}" for part in _COLORS.get(subtype, _BLUE))
    shapes = [
        _STROKES.get(subtype, _UNDERLINED).format(x=x, y=y, r=r, t=t, m=(y + t) / 2, c=(x + r) / 2)
        for x, y, r, t in (tuple(round(edge, 2) for edge in box) for box in boxes)
    ]
    drawing = StreamObject()
    drawing.set_data(f"{color} rg {color} RG 1 w {' '.join(shapes)}".encode())
    multiply = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    states = DictionaryObject({NameObject("/M"): multiply})
    drawing.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(_around(boxes)),
            NameObject("/Resources"): DictionaryObject({NameObject("/ExtGState"): states}),
        }
    )
    return drawing


def _around(boxes: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(value, 3)) for value in values)


def _date(iso: str) -> str:
    """A date in ISO 8601 as a PDF has it (ISO 32000-1, 7.9.4)."""
    if not iso:
        return ""
    if "T" not in iso:
        return f"D:{iso.replace('-', '')}"
    moment = datetime.fromisoformat(iso)
    zone = f"{moment:%z}"
    return f"D:{moment:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
