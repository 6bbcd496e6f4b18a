"""The logical structure of a document (ISO 32000-1, 14.7 and 14.8), from boxes that were laid out.

WeasyPrint makes a structure element of every box: one of each line, one more on every further
page, and none that says figure, definition, note, contents or language. Here each element of the
HTML becomes at most one structure element, wherever its boxes went.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from weasyprint.formatting_structure import boxes

# What elements of HTML are in a PDF; all others leave their content to what holds them.
_ROLES = {
    "section": "Sect", "article": "Art", "aside": "Sect", "blockquote": "BlockQuote",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6", "p": "P",
    "ul": "L", "ol": "L", "dl": "L", "li": "LBody", "dt": "Lbl", "dd": "LBody", "nav": "TOC",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR",
    "th": "TH", "td": "TD", "caption": "Caption", "img": "Figure", "a": "Link", "code": "Code",
    "q": "Quote", "li::before": "Lbl", "li::marker": "Lbl", "span::footnote-call": "Reference",
    "span::footnote-marker": "Lbl",
}  # fmt: skip
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"
# These hold text of any element; of the grouping elements, paragraphs do.
_TEXT = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Caption", "Link", "Reference", "Span",
         "Code", "Quote", "Note"}  # fmt: skip
# These hold text of their own, and paragraphs if the text is that of an element within them.
_EITHER = {"LBody", "TH", "TD"}


@dataclass(frozen=True)
class Content:
    """A marked-content sequence by its page (from 0) and its identifier there."""

    page: int
    mcid: int


@dataclass(frozen=True, eq=False)
class Annotation:
    """A link's area on a page (from 0), as WeasyPrint's dictionary."""

    page: int
    dictionary: Any


@dataclass(eq=False)
class Element:
    """A structure element: a standard role, and what it holds in reading order.

    `source` is the element of the HTML; `entries` are those of the structure element's
    dictionary, `attributes` those of its attribute object, whose owner depends on the role.
    """

    role: str
    parent: "Element | None" = None
    source: Any = None
    kids: "list[Element | Content | Annotation]" = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    generated: str = ""
    """The words within a link that come from the style sheet, such as page numbers."""

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def within(self, role: str) -> "Element | None":
        """The innermost of this element and those that hold it which has the role."""
        if self.role == role or self.parent is None:
            return self if self.role == role else None
        return self.parent.within(role)


@dataclass
class Page:
    """A page while it is being read; `artefacts` are the sequences that nobody needs to hear."""

    number: int
    height: float
    marks: dict[Any, Any]
    artefacts: set[int] = field(default_factory=set)
    superfluous: list[Any] = field(default_factory=list)
    """Link annotations for boxes within a link that has one already."""


class Structure:
    """Grows page by page.

    `complaints` are the images without a text alternative; `anchors` the elements that links lead
    to, by the id of their HTML; `bookmarked` those that the document's outline lists, in order.
    """

    def __init__(self) -> None:
        self.document = Element("Document")
        self.complaints: list[str] = []
        self.anchors: dict[str, Element] = {}
        self.bookmarked: list[Element] = []
        self._elements: dict[tuple[Any, str], Element] = {}
        self._heads: dict[Any, int] = {}
        self._notes = count(1)

    def read(self, page_box: Any, page: Page) -> None:
        """Take in a page box; its lines and images are the keys of `page.marks`."""
        for box in page_box.children:
            self._read(box, self.document, page, linked=False)

    def lost_notes(self) -> Iterator[str]:
        """Complaints about footnotes that are called, but stand on no page."""
        for note in self.document.walk():
            held = (kid for element in note.walk() for kid in element.kids)
            if note.role == "Note" and not any(isinstance(kid, Content) for kid in held):
                words = " ".join("".join(note.source.itertext()).split())
                yield f"Footnote “{words[:60]}” is printed on no page"

    def finish(self) -> Element:
        """The document, without elements that hold nothing."""
        _prune(self.document)
        for element in self.document.walk():
            _number(element)
        return self.document

    def _read(self, box: Any, parent: Element, page: Page, *, linked: bool) -> None:
        box = getattr(box, "_box", box)  # of a box that was taken out of the flow
        if self._is_artefact(box, page):
            _leave_out(box, page)
            return
        element = self._element(box, parent, page)
        self._note_targets(box, element)
        if box.link_annotation is not None:
            if linked:
                page.superfluous.append(box.link_annotation)
            else:
                element.kids.append(Annotation(page.number, box.link_annotation))
            linked = True
        if box in page.marks:
            element.kids.append(Content(page.number, page.marks[box]["mcid"]))
            if element.role == "Link" and "::" in box.element_tag:
                element.generated += box.text
        for child in box.children:
            self._read(child, element, page, linked=linked)

    def _note_targets(self, box: Any, element: Element) -> None:
        if box.style["anchor"]:
            self.anchors.setdefault(box.style["anchor"], element)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.bookmarked.append(element)

    def _is_artefact(self, box: Any, page: Page) -> bool:
        """Running heads, pictures that say nothing, and the head of a table that is repeated."""
        if isinstance(box, boxes.MarginBox):
            return True
        if isinstance(box, boxes.ReplacedBox):
            return "::" in box.element_tag or str(box.element.get("alt", "?")) == ""
        if box.element_tag == "thead":
            return self._heads.setdefault(box.element, page.number) != page.number
        return False

    def _element(self, box: Any, parent: Element, page: Page) -> Element:
        """The structure element that holds what is in the box: a new one, or one there is."""
        if box.element is None or isinstance(box, boxes.TextBox):
            return parent
        key = (box.element, "line" if isinstance(box, boxes.LineBox) else box.element_tag)
        if key in self._elements:
            return self._elements[key]
        element = self._new(box, parent, page)
        if element is not parent:
            self._elements[key] = element
        return element

    def _new(self, box: Any, parent: Element, page: Page) -> Element:
        if isinstance(box, boxes.LineBox):
            return _line(box, parent)
        if isinstance(box, boxes.ReplacedBox):
            return self._figure(box, parent, page)
        role = _role(box, parent)
        if role is None:
            return parent
        element = _add(_holder(role, box, parent), role, box.element)
        if language := _language(box):
            element.entries["Lang"] = language
        if role == "Reference":
            self._elements[box.element, box.element.tag] = self._note(element.parent, box.element)
        elif role in ("TH", "TD"):
            element.attributes |= _cell(box, parent)
        return element

    def _figure(self, box: Any, parent: Element, page: Page) -> Element:
        """An image, within `figure` or by itself, with its place (ISO 32000-1, 14.8.5.4.3)."""
        source = box.element
        element = parent.within("Figure") or _add(parent, "Figure", source)
        if alternative := source.get("alt") or source.findtext(_SVG_TITLE):
            element.entries["Alt"] = alternative
        else:
            name = source.get("src", source.tag)
            self.complaints.append(f'Image "{name}" has no required alt description')
        left, top = box.content_box_x(), box.content_box_y()
        bottom, right = page.height - top - box.height, left + box.width
        edges = (left, bottom, right, page.height - top)
        element.attributes["BBox"] = [round(0.75 * edge, 2) for edge in edges]
        return element

    def _note(self, parent: Element | None, source: Any) -> Element:
        """A footnote, which is read where it is called (ISO 14289-1, 7.9: with an identifier)."""
        assert parent is not None
        note = _add(parent, "Note", source)
        note.entries["ID"] = f"note-{next(self._notes)}"
        return note


def _line(box: Any, parent: Element) -> Element:
    """What the text of a line goes into: `parent`, or a paragraph in it for that block."""
    own = parent.role in _EITHER and parent.source is box.element
    if parent.role in _TEXT or own:
        return parent
    return _add(parent, "Reference" if parent.role == "TOCI" else "P", box.element)


def _role(box: Any, parent: Element) -> str | None:
    """The role of an element of the HTML where it stands; None for one without meaning."""
    tag, source = box.element_tag, box.element
    role = _ROLES.get(tag)
    if tag == "figure" and len(source.findall(".//img")) == 1:
        role = "Figure"
    elif tag == "figcaption" and parent.role == "Figure":
        role = "Caption"
    elif tag == "div" and parent.source is not None and parent.source.tag == "dl":
        role = "LI"
    elif parent.role in ("TOC", "TOCI"):
        inner = None if parent.role == "TOC" else "TOC"
        role = {"ol": inner, "ul": inner, "li": "TOCI"}.get(tag, role)
    if role is None and _language(box):
        return "Div" if isinstance(box, boxes.BlockLevelBox) else "Span"
    return role


def _language(box: Any) -> str | None:
    """The language that an element says it is in; that of the whole is the document's."""
    own = box.element_tag == box.element.tag != "html"
    return str(box.element.get("lang", "")) or None if own else None


def _holder(role: str, box: Any, parent: Element) -> Element:
    """What a new element of this role goes into: `parent`, or an element made for it in there.

    List items hold label and body (ISO 32000-1, table 336), lines of a table of contents hold
    references (table 333).
    """
    if role == "LBody" and parent.role == "L" and box.element_tag == "li":
        return _add(parent, "LI", box.element)
    if role == "Lbl" and parent.role == "LBody":
        assert parent.parent is not None
        return parent.parent
    if parent.role == "L" and role in ("Lbl", "LBody"):
        last = parent.kids[-1] if role == "LBody" and parent.kids else None
        return last if isinstance(last, Element) else _add(parent, "LI", None)
    if parent.role == "TOCI" and role == "Link":
        return _add(parent, "Reference", None)
    inline = role in ("Link", "Span", "Code", "Quote")
    if inline and parent.role not in _TEXT and isinstance(box, boxes.BlockLevelBox):
        return _add(parent, "P", None)
    return parent


def _add(parent: Element, role: str, source: Any) -> Element:
    element = Element(role, parent, source)
    # A label stands before the body, whichever box comes first.
    place = 0 if role == "Lbl" and parent.role == "LI" else len(parent.kids)
    parent.kids.insert(place, element)
    return element


def _cell(box: Any, row: Element) -> dict[str, Any]:
    """The attributes of a table cell (ISO 32000-1, table 349)."""
    spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
    attributes: dict[str, Any] = {name: span for name, span in spans.items() if span != 1}
    if box.element_tag == "th":
        fallback = "col" if row.within("THead") else "row"
        scope = box.element.get("scope", fallback)
        attributes["Scope"] = "/Row" if scope.startswith("row") else "/Column"
    return attributes


def _leave_out(box: Any, page: Page) -> None:
    box = getattr(box, "_box", box)
    if box in page.marks:
        page.artefacts.add(page.marks[box]["mcid"])
    if box.link_annotation is not None:
        page.superfluous.append(box.link_annotation)
    for child in box.children:
        _leave_out(child, page)


def _prune(element: Element) -> bool:
    """Take out elements that hold nothing; a table stays regular. Whether this one may stay."""
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or _prune(kid)]
    return bool(element.kids) or element.role in ("TH", "TD")


def _number(element: Element) -> None:
    """How the items of a list are labelled (ISO 14289-1, 7.6)."""
    if element.role != "L" or element.source.tag == "dl":
        return
    items = [kid for kid in element.kids if isinstance(kid, Element)]
    if any(isinstance(kid, Element) and kid.role == "Lbl" for item in items for kid in item.kids):
        ordered = element.source.tag == "ol"
        element.attributes["ListNumbering"] = "/Decimal" if ordered else "/Disc"
