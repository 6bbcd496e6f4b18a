"""Lets WeasyPrint lay out a section by itself as if the others stood around it.

Page numbers and sides, the numbers of footnotes and the pages of other sections come from a
`Place`. WeasyPrint has no public way for this; `tests/test_equivalence.py`, which compares with
whole documents, notices when it changes.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from weasyprint import document, layout, pdf
from weasyprint.css.targets import TargetCollector, TargetLookupItem
from weasyprint.formatting_structure import build
from weasyprint.layout import page
from weasyprint.logger import LOGGER
from weasyprint.urls import get_url_tuple

from report_builder.pages import Place

_lay_out = document.layout_document
_element_to_box = build.element_to_box
_page_type = page.PageType
_resolve_links = pdf.resolve_links
# The arguments of `element_to_box` for the root, which begins a state.
_WITHOUT_STATE = 7
# What `content` calls counters that are not those of a target.
_OWN = ("counter()", "counters()")
# A page that becomes another one by its numbers is laid out again, at most so many times.
_ROUNDS = 8


class Surroundings:
    """The place that a section is laid out for, and what it turned out to depend on.

    `wanted` are the anchors elsewhere whose page is printed, `printed` tells by which boxes, and
    `linked` are those that are linked to;
    `counts`: the number of pages is printed; `counts_within`: the page of something in the section
    is. `footnotes` is WeasyPrint's counter: its only number grows with each footnote that continues
    the numbers of the issue. `html`, `root`, `context`, `notes` and `pages` are WeasyPrint's
    document, boxes, state of the layout, footnotes and pages.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.wanted: set[str] = set()
        self.printed: defaultdict[Any, set[str]] = defaultdict(set)
        self.linked: set[str] = set()
        self.counts = False
        self.counts_within = False
        self.footnotes = [place.notes]
        self.html: Any = None
        self.root: Any = None
        self.context: Any = None
        self.notes: list[Any] = []
        self.pages: list[Any] = []

    def paginate(self) -> None:
        """Lay out the pages, or those that changed, without what stands in their margins."""
        for _ in range(_ROUNDS):
            self.context.footnotes = self.notes.copy()
            self.pages = list(page.make_all_pages(self.context, self.root, self.html, self.pages))
            if not any(entry[-1]["content_changed"] for entry in self.context.page_maker):
                break

    def settle(self, place: Place) -> None:
        """Take page numbers from a place, and lay out again the pages that print them.

        Until then all are 0, even those that are known: breaks and the widths of columns come from
        the first layout, and must not depend on how a section came to its place.
        """
        if (place.first_page - self.place.first_page) % 2:
            for index, (resume_at, next_page, right, *rest) in enumerate(self.context.page_maker):
                self.context.page_maker[index] = resume_at, next_page, not right, *rest
        self.footnotes[0] += place.notes - self.place.notes
        self.place = place
        targets, moved = self.context.target_collector, set(self._moved())
        for (box, _), item in targets.counter_lookup_items.items() if self.wanted else ():
            if item.page_maker_index is None:
                words = " ".join("".join(box.element.itertext()).split())
                LOGGER.error("“%s” is printed on no page", words[:60])
            elif moved & self.printed[box]:
                item.parse_again(item.cached_page_counter_values)
                self.context.page_maker[item.page_maker_index][-1]["content_changed"] = True
        self.paginate()

    def _moved(self) -> Iterator[str]:
        """The anchors elsewhere that are known to be on another page now."""
        known = self.context.target_collector.target_lookup_items
        for name in self.wanted:
            values = {"page": [self.place.references.get(name, 0)]}
            if known[name].cached_page_counter_values != values:
                known[name].cached_page_counter_values = values
                yield name

    def finished(self) -> list[Any]:
        """The page boxes with what stands in their margins."""
        state = _before_first_page(self.place)
        for laid_out, entry in zip(self.pages, self.context.page_maker[1:], strict=True):
            build.update_counters(state, laid_out.style)
            entry[3][1].update({name: values.copy() for name, values in state[1].items()})
        with _replaced(layout, initialize_page_maker=_nothing, make_all_pages=self._made):
            return list(_lay_out(self.html, self.root, self.context))

    def _made(self, *_: Any) -> list[Any]:
        return self.pages


_around: Surroundings | None = None


@contextlib.contextmanager
def within(surroundings: Surroundings) -> Iterator[None]:
    """What is laid out or written in here stands at this place."""
    global _around
    _around = surroundings
    try:
        with (
            _replaced(document, TargetCollector=_Collector, layout_document=_paginated),
            _replaced(build, element_to_box=_boxes_of),
            _replaced(page, PageType=_numbered_type),
            _replaced(pdf, resolve_links=_links),
        ):
            yield
    finally:
        _around = None


@contextlib.contextmanager
def _replaced(module: Any, **names: Any) -> Iterator[None]:
    former = {name: getattr(module, name) for name in names}
    vars(module).update(names)
    try:
        yield
    finally:
        vars(module).update(former)


def _nothing(*_: Any) -> None:
    pass


def _here() -> Surroundings:
    assert _around is not None
    return _around


def _paginated(html: Any, root: Any, context: Any) -> list[Any]:
    """The pages of a section before their margins: see `Surroundings.finished`."""
    around = _here()
    around.html, around.root, around.context = html, root, context
    around.notes = context.footnotes.copy()
    layout.initialize_page_maker(context, root)
    ((resume_at, next_page, right, _, remake),) = context.page_maker
    if root.style["break_before"] == "auto":
        right = right == (around.place.first_page % 2 == 1)
    state = _before_first_page(around.place)
    context.page_maker[0] = resume_at, next_page, right, state, remake
    for (box, kind), item in context.target_collector.counter_lookup_items.items():
        _prepare(box, kind, item)
    around.paginate()
    return around.pages


def _prepare(box: Any, kind: str, item: Any) -> None:
    """Have the numbers of pages that a box prints stand in it before its page is laid out.

    WeasyPrint takes counters of targets for those of the box's own page, which are not known before
    its page is laid out, and would lay it out once more, with the same numbers.
    """
    if kind == "content" and not any(each in _OWN for each, _ in box.style["content"]):
        item.missing_counters = []
        item.parse_again()


class _Counters(dict[str, list[int]]):
    """Page counters; the number of pages is that of the issue."""

    def get(self, name: str, default: Any = None) -> Any:
        if name == "pages" and _around is not None:
            _around.counts = True
            return [_around.place.pages]
        return super().get(name, default)

    def copy(self) -> "_Counters":
        return _Counters(self)


def _before_first_page(place: Place) -> tuple[Any, ...]:
    """WeasyPrint's state of a page: quotes, counters, their scopes, groups of pages."""
    counters = _Counters({"pages": [place.pages], "page": [place.first_page - 1]})
    return [0], counters, [{"pages", "page"}], []


class _Collector(TargetCollector):  # type: ignore[misc]  # WeasyPrint ships no types
    """Takes anchors that it does not know for those of other sections."""

    def lookup_target(self, token: Any, source: Any, css_token: Any, parse_again: Any) -> Any:
        name, around = _name(token, source), _here()
        if name is not None and name not in self.target_lookup_items:
            around.wanted.add(name)
            item = self.target_lookup_items[name] = TargetLookupItem("up-to-date")
            item.cached_page_counter_values = {"page": [0]}
            item.target_box = SimpleNamespace(cached_counter_values={}, extract_text=_no_text)
        if name in around.wanted:
            around.printed[source].add(name)
        elif name is not None:
            around.counts_within = True
        return super().lookup_target(token, source, css_token, parse_again)


def _name(token: Any, source: Any) -> str | None:
    """The anchor that a token of target-counter() names; None for an address elsewhere."""
    if token[0] == "attr()":
        name, kind, fallback = token[1]
        value = source.element.get(name, fallback)
        token = (kind, get_url_tuple(value, source.style["base_url"]) if kind == "url" else value)
    if token[0] == "string":
        return str(token[1])[1:] if str(token[1]).startswith("#") else None
    return str(token[1][1]) if token[1][0] == "internal" else None


def _no_text(style: Any) -> str:
    LOGGER.error("target-text() reaches no other section")
    return ""


def _boxes_of(*arguments: Any) -> Any:
    """The boxes of an element; those of the root begin with the counters of the issue."""
    if len(arguments) == _WITHOUT_STATE:
        counters = {"footnote": _here().footnotes, "note": [0]}
        arguments = (*arguments, ([0], counters, [{"footnote", "note"}], []))
    return _element_to_box(*arguments)


def _numbered_type(side: str, blank: bool, name: Any, index: int, groups: Any) -> Any:
    return _page_type(side, blank, name, index + _here().place.first_page - 1, groups)


def _links(pages: Any) -> Iterator[Any]:
    """The links and anchors of each page; links into other sections stay."""
    around, seen = _here(), set[str]()
    own = {name for laid_out in pages for name in laid_out.anchors}
    for laid_out in pages:
        new = {name: box for name, box in laid_out.anchors.items() if name not in seen}
        seen.update(new)
        inner = {target for kind, target, *_ in laid_out.links if kind == "internal"}
        around.linked |= inner - own
        yield laid_out.links, [(name, x, y) for name, (x, y, *_) in new.items()]
