"""A laid-out document as its judges read it: what stands in it, in the order of reading."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from report_builder.geometry import Box, Element, Geometry, Kind, Page, Placement

# What is not set with the text around it, and neither is anything within.
_APART = (Placement.ABSOLUTE, Placement.NOTES, Placement.MARGIN)


@dataclass(frozen=True)
class Fault:
    """A broken rule on a page (from 1), and whose content it concerns.

    `source` is a `data-src`, empty where none is around; `section` the id of the section.
    """

    rule: str
    page: int
    source: str
    section: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A line with words, or a picture: `page` counts from 1."""

    page: int
    box: Box
    words: str
    apart: bool
    """Set apart from the flow of the page."""

    @property
    def element(self) -> int:
        return self.box.element


@dataclass(frozen=True, slots=True)
class Part:
    """What an element has on one page."""

    page: int
    box: Box


class Book:
    """The elements of a document, with what they have on its pages.

    `items` are its lines and pictures without margins, notes, and what the style sheet adds;
    `parts` the outermost boxes of each element in the flow.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.elements = geometry.elements
        self.pages = geometry.pages
        self.items: list[Item] = []
        self.parts: dict[int, list[Part]] = defaultdict(list)
        for number, page in enumerate(geometry.pages, 1):
            self._read(number, page)

    def _read(self, number: int, page: Page) -> None:
        placements = _placements(page)
        words = _words(page)
        for place, box in enumerate(page.boxes):
            placement = placements[place]
            if box.element < 0 or placement in (Placement.NOTES, Placement.MARGIN):
                continue
            if box.kind is Kind.PICTURE or (words[place] and not box.generated):
                apart = placement is Placement.ABSOLUTE
                self.items.append(Item(number, box, words[place], apart))
            if box.kind is Kind.BOX and placement not in _APART and _is_outermost(page, box):
                self.parts[box.element].append(Part(number, box))

    def fault(self, rule: str, page: int, *concerned: int, **facts: Any) -> Fault:
        """A fault of elements; the first that has a source around it, or within it, is named."""
        source = next(filter(None, map(self._source, concerned)), "")
        section = self.elements[concerned[0]].section if concerned else ""
        return Fault(rule, page, source, section, facts)

    def _source(self, number: int) -> str:
        if number < 0:
            return ""
        element = self.elements[number]
        within = self.elements[number : element.end]
        return element.source or next((e.source for e in within if e.source), "")

    def is_within(self, element: int, other: int) -> bool:
        """Whether an element is another one, or in it."""
        return 0 <= other <= element < self.elements[other].end

    def around(self, element: int, *tags: str) -> int:
        """The element itself or the nearest around it with one of the tags; -1 without."""
        while element >= 0 and self.elements[element].tag not in tags:
            element = self.elements[element].parent
        return element

    def tagged(self, *tags: str) -> Iterator[tuple[int, Element]]:
        """The elements with one of the tags, in order."""
        return ((n, e) for n, e in enumerate(self.elements) if e.tag in tags)

    def items_in(self, element: int) -> Iterator[Item]:
        return (item for item in self.items if self.is_within(item.element, element))


def _placements(page: Page) -> list[Placement]:
    """How each box was placed, or what it is in that was set apart."""
    found: list[Placement] = []
    for box in page.boxes:
        outer = found[box.parent] if box.parent >= 0 else Placement.FLOW
        found.append(outer if outer in _APART else box.placement)
    return found


def _words(page: Page) -> list[str]:
    """What each line says; other boxes say nothing."""
    found = [""] * len(page.boxes)
    for box in page.boxes:
        if box.kind is Kind.TEXT:
            line = line_of(page, box)
            found[line] += box.words
    return [" ".join(words.split()) for words in found]


def line_of(page: Page, box: Box) -> int:
    """The place of the line that a text stands in."""
    while page.boxes[box.parent].kind is not Kind.LINE:
        box = page.boxes[box.parent]
    return box.parent


def _is_outermost(page: Page, box: Box) -> bool:
    return box.parent < 0 or page.boxes[box.parent].element != box.element


def pages_of(parts: Iterable[Item | Part]) -> list[int]:
    """The pages on which something stands, in order."""
    return sorted({part.page for part in parts})


def quoted(words: str) -> str:
    """Words as a message shows them."""
    return words if len(words) <= 50 else f"{words[:49].rstrip()}…"
