"""Writes the structure tree of a document into its PDF, in the place of WeasyPrint's own."""

from collections.abc import Sequence
from typing import Any

import pydyf
import weasyprint
from weasyprint.logger import LOGGER

from report_builder.rendering.structure import Annotation, Content, Element, Page, Structure

# Whom the attributes of a role belong to (ISO 32000-1, 14.8.5).
_OWNERS = {"L": "/List", "TH": "/Table", "TD": "/Table", "Figure": "/Layout"}


def install() -> None:
    """Make WeasyPrint, which has no public way for this, tag documents with `add_tags`."""
    weasyprint.pdf.add_tags = add_tags


def add_tags(
    pdf: pydyf.PDF, document: weasyprint.Document, pdf_version: str, page_streams: Sequence[Any]
) -> None:
    """Tag the pages of a document; called by WeasyPrint, with what it has drawn on each.

    An image without a text alternative is logged as an error.
    """
    structure = Structure()
    for number, (laid_out, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        page = Page(number, laid_out.height, stream._tags)
        structure.read(laid_out._page_box, page)
        _mark_artefacts(stream, page.artefacts)
        _remove_annotations(pdf, page)
    for complaint in structure.complaints:
        LOGGER.error(complaint)
    _Writer(pdf, document).write(structure.finish())
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

    def __init__(self, pdf: pydyf.PDF, document: weasyprint.Document) -> None:
        self._pdf = pdf
        self._owners: list[dict[int, bytes]] = [{} for _ in document.pages]
        self._annotations: list[bytes] = []
        self._names: dict[str, bytes] = {}

    def write(self, document: Element) -> None:
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(root)
        root["K"] = self._element(document, root.reference)
        root["ParentTree"] = self._parent_tree()
        if self._names:
            names = [part for name, reference in sorted(self._names.items())
                     for part in (pydyf.String(name), reference)]  # fmt: skip
            root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _element(self, element: Element, parent: bytes) -> bytes:
        entry = pydyf.Dictionary({"S": f"/{element.role}", "P": parent})
        self._pdf.add_object(entry)
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
    return " ".join(f"{words} {link.generated}".replace("\u00ad", "").split())
