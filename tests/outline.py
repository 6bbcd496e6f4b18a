"""The structure tree of a PDF, read back as a screen reader does, and what is wrong with it.

`read` gives the tree with the text of each element, `outline` shows it as indented lines, `faults`
says which promise of docs/layouts.md it breaks.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
from pikepdf import Array, Dictionary

# What elements hold by ISO 32000-1, 14.8.4, as far as they hold nothing else.
KIDS = {
    "L": {"LI"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI"}, "TOCI": {"Lbl", "Reference", "TOC"},
    "Table": {"Caption", "THead", "TBody", "TFoot"}, "THead": {"TR"}, "TBody": {"TR"},
    "TFoot": {"TR"}, "TR": {"TH", "TD"}, "Figure": {"Caption"},
}  # fmt: skip
GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", *KIDS} - {"Figure"}
INLINE = {"Span", "Quote", "Code", "Link", "Reference", "Note", "Lbl", "Figure"}
TEXT = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "Lbl", *INLINE} - {"Note"}
ROLES = GROUPS | INLINE | TEXT | {"LBody", "TH", "TD"}

Content = tuple[int, int]
"""A marked-content sequence: its page (from 0) and identifier."""


@dataclass
class Node:
    """A structure element; `links` are the annotations that it refers to."""

    role: str
    entry: Dictionary
    kids: list["Node"] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)
    links: list[Dictionary] = field(default_factory=list)
    text: str = ""
    """Its own words and those of everything in it, in reading order."""

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def find(self, *roles: str) -> list["Node"]:
        return [node for node in self.walk() if node.role in roles]

    def entry_text(self, name: str) -> str:
        return str(self.entry.get(name, ""))


@dataclass
class Tree:
    """The file, its document element, and every marked-content sequence and link of the pages."""

    pdf: pikepdf.Pdf
    document: Node
    marked: set[Content]
    annotations: list[Dictionary]
    identifiers: list[str]
    owners: dict[int, Any]
    """The entries of the parent tree."""


def read(path: Path) -> Tree:
    words = _words(path)
    pdf = pikepdf.open(path)
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    root = pdf.Root.StructTreeRoot
    numbers, names = list(root.ParentTree.Nums), list(root.get("/IDTree", {}).get("/Names", []))
    return Tree(
        pdf,
        _node(root.K, pages, words),
        {(number, mcid) for number, page in enumerate(pdf.pages) for mcid in _marked(page)},
        [note for page in pdf.pages for note in page.get("/Annots", [])],
        [str(name) for name in names[::2]],
        dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True)),
    )


def _node(entry: Any, pages: dict[Any, int], words: list[dict[int, str]]) -> Node:
    # PDF 2.0 knows foot- and endnotes by their own name.
    node = Node(str(entry.S)[1:].removeprefix("FE"), entry)
    own = pages[entry.Pg.objgen] if "/Pg" in entry else -1
    kids = entry.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary):
            content = (own, int(kid))
        elif "/MCID" in kid:
            content = (pages[kid.Pg.objgen], int(kid.MCID))
        elif "/Obj" in kid:
            node.links.append(kid.Obj)
            continue
        else:
            node.kids.append(_node(kid, pages, words))
            node.text += f" {node.kids[-1].text}" if node.kids[-1].role != "Note" else ""
            continue
        node.content.append(content)
        node.text += f" {words[content[0]].get(content[1], '')}"
    node.text = " ".join(node.text.split())
    return node


def _words(path: Path) -> list[dict[int, str]]:
    """For each page, the text of each marked-content sequence."""
    pages = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            texts: dict[int, str] = {}
            place = page.get_textpage()
            for item in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=3):
                mcid = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(item.raw)
                texts[mcid] = texts.get(mcid, "") + _text(item, place)
            pages.append(texts)
    return pages


def _text(item: Any, page: Any) -> str:
    size = pypdfium2.raw.FPDFTextObj_GetText(item.raw, page.raw, None, 0)
    buffer = (ctypes.c_ushort * size)()
    pypdfium2.raw.FPDFTextObj_GetText(item.raw, page.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _marked(page: pikepdf.Page) -> Iterator[int]:
    for operands, operator in pikepdf.parse_content_stream(page, "BDC"):
        assert str(operator) == "BDC"
        if "/MCID" in operands[1]:
            yield int(operands[1].MCID)


def outline(node: Node, depth: int = 0) -> Iterator[str]:
    """A line for each element: role, what it carries, and the first words if it holds text."""
    parts = [f"{'  ' * depth}{node.role}"]
    parts += [f"{name}={node.entry_text('/' + name)}" for name in ("Lang", "ID", "Alt")
              if node.entry_text(f"/{name}")]  # fmt: skip
    attributes = node.entry.get("/A", {})
    parts += [str(attributes[name])[1:] for name in ("/Scope", "/ListNumbering")
              if name in attributes]  # fmt: skip
    parts += [f"[{link.Contents}]" for link in node.links]
    if node.content and node.role != "Figure":
        parts.append(f"“{_first_words(node.text)}”")
    yield " ".join(parts)
    for kid in node.kids:
        yield from outline(kid, depth + 1)


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def faults(tree: Tree) -> list[str]:
    """Every promise that the tree breaks, named by a word and the place."""
    found = [*_headings(tree), *_links(tree), *_notes(tree), *_coverage(tree)]
    for node in tree.document.walk():
        found += [*_nesting(node), *_table(node)]
        if node.role == "Figure" and not (node.entry_text("/Alt") and _placed(node)):
            found.append("figure: without text alternative or place")
        if node.role not in ROLES:
            found.append(f"role: {node.role}")
        if not (node.kids or node.content) and node.role not in ("TH", "TD"):
            found.append(f"empty: {node.role}")
    return found


def _headings(tree: Tree) -> Iterator[str]:
    levels = [int(node.role[1]) for node in tree.document.walk() if re.match(r"H\d", node.role)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings: {levels.count(1)} of level 1"
    yield from (f"headings: {b} after {a}" for a, b in pairwise(levels) if b > a + 1)


def _links(tree: Tree) -> Iterator[str]:
    held = [link.objgen for node in tree.document.find("Link") for link in node.links]
    if Counter(held) != Counter(note.objgen for note in tree.annotations):
        yield "link: annotations and elements do not agree"
    for node in tree.document.walk():
        if (node.role == "Link") != bool(node.links):
            yield f"link: {node.role} “{node.text}” with {len(node.links)} annotations"
        for link in node.links:
            if not re.search(r"\w{2}", name := str(link.get("/Contents", ""))) or "://" in name:
                yield f"link: called “{name}”"
            if tree.owners[int(link.StructParent)].objgen != node.entry.objgen:
                yield f"link: “{name}” has another parent"


def _notes(tree: Tree) -> Iterator[str]:
    identifiers = [note.entry_text("/ID") for note in tree.document.find("Note")]
    if len({*identifiers, ""}) != len(identifiers) + 1 or sorted(identifiers) != tree.identifiers:
        yield f"note: identifiers {identifiers}, in the tree {tree.identifiers}"
    for node in tree.document.walk():
        for before, after in pairwise([Node("", node.entry), *node.kids]):
            if after.role == "Note" and before.role != "Reference":
                yield f"note: not after its call: “{after.text}”"


def _coverage(tree: Tree) -> Iterator[str]:
    """Everything on the pages is read once, page after page."""
    heard = [content for node in tree.document.walk() for content in node.content]
    if Counter(heard) != Counter(tree.marked):
        yield "content: not read exactly once"
    for node in tree.document.walk():
        for page, mcid in node.content:
            owner = tree.owners[page][mcid]
            if owner is None or owner.objgen != node.entry.objgen:
                yield f"content: {node.role} “{node.text}” has another parent"
    begins = [min(node.content)[0] for node in _flowing(tree.document) if node.content]
    if begins != sorted(begins):
        yield "order: pages are not read one after the other"


def _flowing(node: Node) -> Iterator[Node]:
    if node.role != "Note":
        yield node
        for kid in node.kids:
            yield from _flowing(kid)


def _nesting(node: Node) -> Iterator[str]:
    kids = {kid.role for kid in node.kids}
    if node.role in GROUPS and node.content:
        yield f"nesting: text in {node.role}"
    if extra := kids - KIDS.get(node.role, kids):
        yield f"nesting: {sorted(extra)} in {node.role}"
    if extra := kids - INLINE if node.role in TEXT - {"Figure", "Caption"} else set():
        yield f"nesting: {sorted(extra)} in {node.role}"
    if node.role in GROUPS - {"TOCI", "LI"} and (extra := kids & INLINE - {"Figure"}):
        yield f"nesting: {sorted(extra)} in {node.role}"
    if node.role == "LI" and [kid.role for kid in node.kids] not in (["LBody"], ["Lbl", "LBody"]):
        yield f"nesting: a list item of {[kid.role for kid in node.kids]}"
    labelled = node.role == "L" and any(kid.kids[0].role == "Lbl" for kid in node.kids if kid.kids)
    counted = labelled and not node.kids[0].kids[0].text[:1].isalpha()
    if counted and "/ListNumbering" not in node.entry.get("/A", {}):
        yield f"list: labels without a kind: “{node.text}”"


def _table(node: Node) -> Iterator[str]:
    if node.role == "Table":
        if [kid.role for kid in node.kids if kid.role != "Caption"] != ["THead", "TBody"]:
            yield "table: not a head and a body"
        if len({len(row.kids) for row in node.find("TR")}) != 1:
            yield "table: rows of different lengths"
    if node.role == "TH" and "/Scope" not in node.entry.get("/A", {}):
        yield f"table: head without scope: “{node.text}”"


def _placed(figure: Node) -> bool:
    """Whether the bounding box is one on a sheet of A4 (ISO 32000-1, 14.8.5.4.3)."""
    left, bottom, right, top = (float(edge) for edge in figure.entry.A.BBox)
    return -1 < left < right < 597 and -1 < bottom < top < 843
