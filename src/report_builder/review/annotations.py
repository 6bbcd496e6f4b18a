"""The annotations of a PDF, as its objects have them."""

import html
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, NamedTuple

from pypdf import PageObject
from pypdf.generic import DictionaryObject, IndirectObject

from report_builder.content import yaml

# What belongs to the document or to another annotation, and is nothing that somebody says.
_NO_COMMENTS = {"Link", "Popup", "Widget", "Screen", "PrinterMark", "TrapNet", "Watermark", "3D"}
_LONGEST = 20_000
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:(Z)|([+-])(\d\d)'?(\d\d)?)?"
)
_BREAK = re.compile(r"</p>|<br[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


class Corners(NamedTuple):
    """A rectangle in the space of a page (ISO 32000-1, 8.3.2.3): pt, from below upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Annotation:
    """What somebody left on a page. `key` is its own in the file.

    `subtype` is that of the PDF (ISO 32000-1, table 169), without the slash. `quads` are the areas
    of marked text; `answers` is the key of the annotation that this one is about, `grouped` says
    that it is a part of that one and no reply to it. `review` is the state that it gives to it, as
    the PDF names it. `date` is in ISO 8601, with the zone if that is known; empty if there is none.
    """

    key: str
    subtype: str
    rect: Corners
    quads: Sequence[Corners]
    author: str
    date: str
    text: str
    name: str
    answers: str = ""
    grouped: bool = False
    review: str = ""
    marked: bool = False
    """A tick that a reader made for himself."""


def read(page: PageObject, number: int) -> tuple[list[Annotation], int]:
    """The annotations of a page that are comments, and how many could not be read.

    `number` is that of the page.
    """
    found: list[Annotation] = []
    unread = 0
    for index, raw in enumerate(_array(page.get("/Annots"))):
        try:
            value = raw.get_object()
            if not isinstance(value, DictionaryObject):
                unread += 1
            elif str(value.get("/Subtype", "/"))[1:] not in _NO_COMMENTS:
                found.append(_annotation(value, _key(raw, number, index)))
        except Exception:  # whatever is wrong with one, the others are to be read
            unread += 1
    return found, unread


def _annotation(value: DictionaryObject, key: str) -> Annotation:
    rect = _corners(_array(value["/Rect"]))
    assert rect is not None, "no rectangle"
    annotation = Annotation(
        key,
        str(value["/Subtype"])[1:],
        rect,
        list(_quads(value)),
        _text(value.get("/T"))[:200],
        _iso(_text(value.get("/M"))) or _iso(_text(value.get("/CreationDate"))),
        (_text(value.get("/Contents")) or _plain(_text(value.get("/RC"))))[:_LONGEST],
        _text(value.get("/NM"))[:200],
    )
    return _related(annotation, value)


def _related(annotation: Annotation, value: DictionaryObject) -> Annotation:
    if "/IRT" not in value:
        return annotation
    target = value.raw_get("/IRT")
    model, state = (_text(value.get(key)) for key in ("/StateModel", "/State"))
    return replace(
        annotation,
        answers=_key(target, 0, 0),
        grouped=value.get("/RT") == "/Group",
        review=state if model != "Marked" else "",
        marked=model == "Marked",
    )


def _key(raw: Any, page: int, index: int) -> str:
    if isinstance(raw, IndirectObject):
        return f"{raw.idnum} {raw.generation}"
    return f"{page}/{index}"  # written into the page itself: nothing can refer to it


def _array(value: Any) -> Sequence[Any]:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, list) else []


def _quads(value: DictionaryObject) -> Iterator[Corners]:
    """Viewers write the corners of a quad in any order, so it is the rectangle around them."""
    numbers = _array(value.get("/QuadPoints"))
    for begin in range(0, len(numbers) - 7, 8):
        if (corners := _corners(numbers[begin : begin + 8])) is not None:
            yield corners


def _corners(numbers: Sequence[Any]) -> Corners | None:
    places = [float(number.get_object()) for number in numbers]
    if len(places) < 4 or not all(math.isfinite(place) for place in places):
        return None
    across, up = places[::2], places[1::2]
    return Corners(min(across), min(up), max(across), max(up))


def _text(value: Any) -> str:
    value = value.get_object() if value is not None else ""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return yaml.clean(value).strip() if isinstance(value, str) else ""


def _plain(rich: str) -> str:
    """The words of a rich text (ISO 32000-1, 12.7.3.4)."""
    words = html.unescape(_TAG.sub("", _BREAK.sub("\n", rich)))
    return yaml.clean(words).strip()


def _iso(text: str) -> str:
    """A date of a PDF (ISO 32000-1, 7.9.4) in ISO 8601; empty if it is none."""
    if not (found := _DATE.match(text)):
        return ""
    year, *rest, utc, sign, hours, minutes = found.groups()
    month, day, hour, minute, second = (int(part or 0) for part in rest)
    try:
        moment = datetime(int(year), month or 1, day or 1, hour, minute, second)
        if not rest[2]:
            return f"{moment:%Y-%m-%d}"
        if utc:
            moment = moment.replace(tzinfo=UTC)
        elif sign:
            offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
            moment = moment.replace(tzinfo=timezone(offset if sign == "+" else -offset))
        return moment.isoformat()
    except ValueError:
        return ""
