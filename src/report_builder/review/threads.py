"""What reviewers say in a PDF: its annotations, each with what was answered to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.geometry import Rectangle
from report_builder.review.annotations import Annotation, Corners
from report_builder.review.comments import Reply, Verdict

# How annotations of exported copies are named: this, the id of the comment, and nothing for the
# comment itself, one of these for words that are to be replaced, for the note and for the state
# that the team gave it.
OURS, STRUCK, TOLD = "report-builder:", ":struck", (":note", ":state")
_EXPORTED = re.compile(rf"{OURS}([0-9a-f]{{8,12}})(?:{STRUCK})?")
# The kinds that mark words.
MARKING = ("highlight", "underline", "squiggly", "strikeout", "replace")
_NAMES = {"Text": "note"}
# Viewers leave a highlight that was emptied as one of the whole page.
_GIANT = 0.8
# What is smaller, in pt, marks nothing.
_NOTHING = 0.1


@dataclass(frozen=True)
class Remark:
    """An annotation with its replies, in the order of their dates.

    `kind` is the subtype in small letters, `note` for a Text annotation, `replace` for words
    struck out together with those that are to stand there; `areas` are in the space of the page.
    """

    kind: str
    areas: Sequence[Corners]
    author: str
    date: str
    text: str
    name: str
    replies: Sequence[Reply] = ()
    verdicts: Sequence[Verdict] = ()


@dataclass(frozen=True)
class _Threads:
    """Annotations by their keys, and those that are about each."""

    annotations: Mapping[str, Annotation]
    answers: Mapping[str, Sequence[Annotation]]

    def below(self, annotation: Annotation) -> Iterator[Annotation]:
        """All that is about an annotation, and what is about that."""
        pending, seen = [annotation], {annotation.key}
        while pending:
            for each in self.answers.get(pending.pop().key, ()):
                if each.key not in seen:
                    seen.add(each.key)
                    pending.append(each)
                    yield each


def remarks(pages: Sequence[Sequence[Annotation]], sizes: Sequence[Corners]) -> list[list[Remark]]:
    """The remarks on each page; `sizes` are the pages' own rectangles."""
    annotations = {each.key: each for page in pages for each in page if not _is_told(each)}
    answers: dict[str, list[Annotation]] = defaultdict(list)
    for each in annotations.values():
        answers[each.answers].append(each)
    threads = _Threads(annotations, answers)
    roots = _roots(threads)
    return [
        [_remark(each, threads) for each in page if each.key in roots and not _is_empty(each, size)]
        for page, size in zip(pages, sizes, strict=True)
    ]


def _roots(threads: _Threads) -> set[str]:
    """The keys of annotations that are about no other one.

    An answer to something that is not there stands for itself, as does one of a circle of answers.
    """
    known = threads.annotations
    roots = [each for each in known.values() if each.answers not in known and not each.marked]
    reached = {each.key for root in roots for each in threads.below(root)}
    keys = {each.key for each in roots if not each.review}
    for each in known.values():
        if each.answers in known and each.key not in reached:
            keys.add(each.key)
            reached |= {each.key, *(below.key for below in threads.below(each))}
    return keys


def exported_id(name: str) -> str:
    """The id of the comment that an annotation was exported from; empty if it was not."""
    found = _EXPORTED.fullmatch(name)
    return found[1] if found else ""


def _is_told(annotation: Annotation) -> bool:
    """Whether it is what the team answered, in a copy that was exported."""
    return annotation.name.startswith(OURS) and annotation.name.endswith(TOLD)


def _is_empty(annotation: Annotation, page: Corners) -> bool:
    if annotation.text or annotation.subtype != "Highlight":
        return False
    rect = annotation.rect
    area = (rect.right - rect.left) * (rect.top - rect.bottom)
    whole = (page.right - page.left) * (page.top - page.bottom)
    return not _marked(annotation) and area > _GIANT * whole


def _marked(annotation: Annotation) -> list[Corners]:
    return [
        quad
        for quad in annotation.quads
        if quad.right - quad.left > _NOTHING and quad.top - quad.bottom > _NOTHING
    ]


def _remark(root: Annotation, threads: _Threads) -> Remark:
    answers = threads.answers.get(root.key, ())
    members = [each for each in answers if each.grouped or each.subtype != "Text"]
    others = sorted(
        (each for each in threads.below(root) if each not in members), key=lambda each: each.date
    )
    kinds = {root.subtype, *(each.subtype for each in members)}
    replaced = {"Caret", "StrikeOut"} <= kinds
    parts = sorted([root, *members], key=lambda each: each.subtype != "Caret") if replaced else []
    said = [each for each in (parts or [root]) if each.text] or [root]
    more = [each for each in members if each.text and each is not said[0]]
    return Remark(
        "replace" if replaced else _NAMES.get(root.subtype, root.subtype.lower()),
        _areas([each for each in (root, *members) if not replaced or each.subtype != "Caret"]),
        root.author,
        root.date,
        said[0].text,
        root.name,
        tuple(_replies([*more, *others])),
        tuple(Verdict(each.author, each.date, each.review) for each in others if each.review),
    )


def _areas(annotations: Sequence[Annotation]) -> list[Corners]:
    return [area for each in annotations for area in (_marked(each) or [each.rect])]


def _replies(annotations: Sequence[Annotation]) -> Iterator[Reply]:
    for each in annotations:
        if each.text and not each.review and not each.marked:
            yield Reply(each.author, each.date, each.text)


def placed(
    remark: Remark, media: Corners, crop: Corners, size: tuple[float, float]
) -> list[Rectangle]:
    """The areas of a remark in pt from the upper left corner of a page that had this size.

    A box of that size is the page; where none is, the page was cut without moving what is on it.
    """
    width, height = size
    left, top = 0.0, height
    for box in (crop, media):
        if abs(box.right - box.left - width) < 2 and abs(box.top - box.bottom - height) < 2:
            left, top = box.left, box.top
    return [
        Rectangle(area.left - left, top - area.top, area.right - left, top - area.bottom)
        for area in remark.areas
    ]
