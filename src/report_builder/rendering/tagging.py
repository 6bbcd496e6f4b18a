"""Writes the structure tree of a document into its PDF, in the place of WeasyPrint's own."""

from collections.abc import Sequence
from typing import Any

import pydyf
import weasyprint
from weasyprint.logger import LOGGER

from report_builder.rendering.structure import Annotation, Content, Element, Page, Structure
from report_builder.rendering.words import spoken

_NAMESPACE = "http://iso.org/pdf2/ssn"
# The roles that PDF 2.0 has in a namespace of its own (ISO 32000-2, 14.8.6); the others it keeps.
_MODERN = {"Document", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "FENote", "Lbl",
           "Span", "Link", "L", "LI", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH",
           "TD", "Caption", "Figure"}  # fmt: skip
# Whom the attributes of a role belong to (ISO 32000-1, 14.8.5).
_OWNERS = {"L": "/List", "TH": "/Table", "TD": "/Table", "Figure": "/Layout"}


def install() -> None:
    """Make WeasyPrint, which has no public way for this, tag documents with `add_tags`."""
    weasyprint.pdf.add_tags = add_tags


def add_tags(
    pdf: pydyf.PDF, document: weasyprint.Document, pdf_version: str, page_streams: Sequence[Any]
) -> None:
    """Tag the pages of a document; called by WeasyPrint, with what it has drawn on each.

    An image without a text alternative is logged as an error, and so is a lost footnote.
    """
    structure = Structure()
    for number, (laid_out, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        page = Page(number, laid_out.height, stream._tags)
        structure.read(laid_out._page_box, page)
        _mark_artefacts(stream, page.artefacts)
        _remove_annotations(pdf, page)
    for complaint in (*structure.complaints, *structure.lost_notes()):
        LOGGER.error(complaint)
    writer = _Writer(pdf, document, modern=pdf_version >= "2")
    writer.write(structure)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _mark_artefacts(stream: Any, artefacts: set[int]) -> None:
    """Turn marked-content sequences into artefacts (ISO 32000-1, 14.8.2.2)."""
    if not artefacts:
        return
    for index, part in enumerate(stream.stream):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in artefacts:
            stream.stream[index - 1] = "/Artifact"
            part.clear()
            part["Type"] = "/Pagination"


def _remove_annotations(pdf: pydyf.PDF, page: Page) -> None:
    annotations = pdf.objects[int(pdf.page_references[page.number].split()[0])].get("Annots", [])
    for annotation in page.superfluous:
        annotations.remove(annotation.reference)


class _Writer:
    """Writes elements as objects, and notes who owns which content for the parent tree."""

    def __init__(self, pdf: pydyf.PDF, document: weasyprint.Document, *, modern: bool) -> None:
        self._pdf = pdf
        self._document = document
        self._modern = modern
        self._namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_NAMESPACE)})
        self._written: dict[Element, pydyf.Dictionary] = {}
        self._owners: list[dict[int, bytes]] = [{} for _ in document.pages]
        self._annotations: list[bytes] = []
        self._inner_links: list[tuple[Element, pydyf.Dictionary]] = []
        self._names: dict[str, bytes] = {}

    def write(self, structure: Structure) -> None:
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(root)
        if self._modern:
            self._pdf.add_object(self._namespace)
            root["Namespaces"] = pydyf.Array([self._namespace.reference])
        root["K"] = self._element(structure.finish(), root.reference)
        root["ParentTree"] = self._parent_tree()
        if self._names:
            names = [part for name, reference in sorted(self._names.items())
                     for part in (pydyf.String(name), reference)]  # fmt: skip
            root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._outline(structure)
        if self._modern:
            self._destinations(structure)

    def _outline(self, structure: Structure) -> None:
        """Say of each bookmark which element it is (ISO 32000-1, table 153)."""
        items = [item for item in self._pdf.objects
                 if isinstance(item, dict) and {"Title", "Dest"} <= item.keys()]  # fmt: skip
        for item, element in zip(items, structure.bookmarked, strict=True):
            item["SE"] = self._nearest(element)

    def _nearest(self, element: Element) -> bytes:
        """An element as it was written, or the one that holds it if it was left out as empty."""
        while element not in self._written and element.parent is not None:
            element = element.parent
        return bytes(self._written[element].reference)

    def _destinations(self, structure: Structure) -> None:
        """Let links, and what refers, lead to elements too (ISO 14289-2, 8.8 and 8.2.5.8)."""
        places = {
            name: [number, "/XYZ", 0.75 * box[0], 0.75 * (page.height - box[1]), 0]
            for number, page in reversed(list(enumerate(self._document.pages)))
            for name, box in page.anchors.items()
        }
        for element, link in self._inner_links:
            name = link.pop("Dest").string
            page, *place = places[name]
            target = self._nearest(structure.anchors[name])
            link["A"] = pydyf.Dictionary({
                "S": "/GoTo",
                "D": pydyf.Array([self._pdf.page_references[page], *place]),
                "SD": pydyf.Array([target, *place]),
            })  # fmt: skip
            if element.parent is not None and element.parent.role == "Reference":
                self._written[element.parent]["Ref"] = pydyf.Array([target])
        self._pdf.catalog.get("Names", {}).pop("Dests", None)

    def _element(self, element: Element, parent: bytes) -> bytes:
        role = "FENote" if self._modern and element.role == "Note" else element.role
        entry = self._written[element] = pydyf.Dictionary({"S": f"/{role}", "P": parent})
        self._pdf.add_object(entry)
        if self._modern:
            self._modernise(entry, role, element)
        entry |= {name: pydyf.String(value) for name, value in element.entries.items()}
        if element.attributes:
            attributes = {name: pydyf.Array(value) if isinstance(value, list) else value
                          for name, value in element.attributes.items()}  # fmt: skip
            entry["A"] = pydyf.Dictionary({"O": _OWNERS[element.role], **attributes})
        if "ID" in element.entries:
            self._names[element.entries["ID"]] = entry.reference
        first = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if first is not None:
            entry["Pg"] = self._pdf.page_references[first]
        kids = [self._kid(kid, element, entry.reference, first) for kid in element.kids]
        entry["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        return bytes(entry.reference)

    def _modernise(self, entry: pydyf.Dictionary, role: str, element: Element) -> None:
        """What an element says in PDF 2.0 beyond its role (ISO 32000-2, 14.7.2 and 14.8.4)."""
        if role in _MODERN:
            entry["NS"] = self._namespace.reference
        if role == "L" and element.source.tag == "dl":
            element.attributes["ListNumbering"] = "/Description"
        if role == "FENote":
            assert element.parent is not None
            kids = element.parent.kids
            call = kids[kids.index(element) - 1]
            assert isinstance(call, Element)
            entry["Ref"] = pydyf.Array([self._written[call].reference])
            self._written[call]["Ref"] = pydyf.Array([entry.reference])

    def _kid(
        self, kid: Element | Content | Annotation, element: Element, own: bytes, first: int | None
    ) -> Any:
        if isinstance(kid, Element):
            return self._element(kid, own)
        page = self._pdf.page_references[kid.page]
        if isinstance(kid, Annotation):
            kid.dictionary["StructParent"] = len(self._owners) + len(self._annotations)
            kid.dictionary["Contents"] = pydyf.String(_words(element))
            self._annotations.append(own)
            if "Dest" in kid.dictionary:
                self._inner_links.append((element, kid.dictionary))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": page})
        self._owners[kid.page][kid.mcid] = own
        if kid.page == first:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})

    def _parent_tree(self) -> pydyf.Dictionary:
        """The number tree from content to its element (ISO 32000-1, 14.7.4.4)."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self._owners):
            kids = [owners.get(mcid, "null") for mcid in range(max(owners, default=-1) + 1)]
            numbers.extend((page, pydyf.Array(kids)))
        for key, owner in enumerate(self._annotations, len(self._owners)):
            numbers.extend((key, owner))
        return pydyf.Dictionary({"Nums": numbers})


def _words(link: Element) -> str:
    """What a link is called (ISO 14289-1, 7.18.5): its title or text, then what is generated."""
    words = link.source.get("title") or "".join(link.source.itertext())
    return " ".join(spoken(f"{words} {link.generated}").split())
