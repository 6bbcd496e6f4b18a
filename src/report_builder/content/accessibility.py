"""What keeps readers with a screen reader out, found before anything is rendered.

The rules are those of WCAG 2.2 and ISO 14289-1 (PDF/UA-1) that can be held against what was
written; `rules` says of each where it comes from and how much it weighs.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from report_builder.content import text
from report_builder.content.checks import PLACEHOLDERS
from report_builder.content.model import CaseStudy, Image, Link, Logo, Resource
from report_builder.content.node import Node
from report_builder.content.rules import Finding
from report_builder.content.text import Heading, Hyperlink, Table
from report_builder.content.types import RichText, slugify
from report_builder.content.validation import at
from report_builder.content.yaml import Path, Tree

_ALT_LENGTH = range(5, 251)
_FILE_NAME = re.compile(r"\S+\.(jpe?g|png|webp|svg|gif|tiff?|bmp|heic|avif|pdf)", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
# Words that name a picture without describing it, and how cameras begin their file names.
_NO_DESCRIPTION = {
    "bild", "bilder", "foto", "fotos", "photo", "photograph", "image", "picture", "pic", "grafik",
    "graphic", "abbildung", "abb", "figure", "illustration", "zeichnung", "drawing", "logo", "icon",
    "symbol", "titelbild", "aufmacherbild", "aufmacher", "cover", "porträt", "portrait",
    "screenshot", "bildschirmfoto", "scan", "platzhalter", "placeholder", "alt", "alternativtext",
    "unbenannt", "untitled", "neu", "kopie", "copy", "das", "der", "die", "ein", "eine", "von",
    "the", "a", "an", "of", "img", "dsc", "dscn", "dscf", "pxl", "dcim", "mvimg", "gopr", "pict",
    "p", "wp", "sam",
}  # fmt: skip
# WCAG 2.2, failure F84: words that say nothing of where a link leads.
_NO_TARGET = {
    "hier", "da", "dort", "siehe hier", "hier klicken", "klick hier", "klicke hier", "klicken",
    "klicken sie", "klicken sie hier", "bitte hier klicken", "hier lesen", "hier entlang", "mehr",
    "mehr dazu", "mehr erfahren", "mehr lesen", "mehr infos", "mehr informationen", "weiter",
    "weiterlesen", "weitere infos", "weitere informationen", "link", "links", "zum link",
    "dieser link", "diesem link", "diesen link", "unter diesem link", "siehe", "details",
    "here", "see here", "click", "click here", "press here", "more", "read more", "learn more",
    "find out more", "more info", "more information", "continue", "continue reading", "go",
    "this link", "this", "see",
}  # fmt: skip


@dataclass(frozen=True)
class _Fault:
    """A rule that a text breaks, and the line and column of the text (from 0) where it does."""

    rule: str
    line: int = 0
    column: int = 0
    facts: dict[str, Any] = field(default_factory=dict)


def findings(node: Node, tree: Tree) -> Iterator[Finding]:
    """What in a file, or in the readable part of it, is not accessible."""
    for part in node.nodes():
        if isinstance(part, Image | Logo):
            yield from _of_image(part, tree)
        elif isinstance(part, Link | Resource):
            yield from _of_link(part, tree)
        elif isinstance(part, CaseStudy):
            yield from _of_links(part.links or [], tree)
    for source, value in node.texts(RichText):
        for fault in _of_text(value):
            line, column = tree.place_in(source.path, fault.line, fault.column)
            yield Finding(fault.rule, tree.file, line, column, source.path, fault.facts)


# --- images -------------------------------------------------------------------------------


def _of_image(image: Image | Logo, tree: Tree) -> Iterator[Finding]:
    if not image.alt or any(word in image.alt for word in PLACEHOLDERS):
        return
    path = image.origin.at("alt").path
    shown = image if isinstance(image, Image) else None
    if shown and shown.decorative:
        yield at(tree, path, "alt-decorative")
    elif _describes_nothing(image.alt, image.file or ""):
        yield at(tree, path, "alt-meaningless", {"got": image.alt[:60]})
    elif _plain(image.alt) == _plain(image.credit or ""):
        yield at(tree, path, "alt-credit")
    elif shown and _plain(image.alt) == _plain(shown.caption or ""):
        yield at(tree, path, "alt-caption")
    elif len(image.alt) not in _ALT_LENGTH:
        allowed = f"{_ALT_LENGTH[0]}–{_ALT_LENGTH[-1]}"
        yield at(tree, path, "alt-length", {"got": len(image.alt), "allowed": allowed})


def _describes_nothing(alt: str, file: str) -> bool:
    """WCAG 2.2, failure F30: a file name or a placeholder instead of a text alternative."""
    name = PurePosixPath(file)
    own = {slugify(name.name), slugify(name.stem)} - {""}
    letters = re.sub(r"\d+", " ", _plain(alt)).split()
    return bool(_FILE_NAME.fullmatch(alt)) or slugify(alt) in own or set(letters) <= _NO_DESCRIPTION


def _plain(words: str) -> str:
    """Words without the difference of case, spaces and punctuation."""
    composed = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"[^\W_]+", composed))


# --- links --------------------------------------------------------------------------------


def _of_link(link: Link | Resource, tree: Tree) -> Iterator[Finding]:
    """A link that stands by itself, as in `links` and `resources`."""
    rule = _link_rule(link.title) if link.title and link.url else None
    if rule:
        facts = {"got": link.title[:60], "address": link.url}
        yield at(tree, link.origin.at("title").path, rule, facts)


def _of_links(links: Sequence[Link | None], tree: Tree) -> Iterator[Finding]:
    """Links of one list that read the same."""
    whole = [link for link in links if link and link.title and link.url]
    for index, facts in _same_words([(link.title, link.url) for link in whole]):
        path: Path = whole[index].origin.at("title").path
        yield at(tree, path, "link-same-text", facts)


def _link_rule(words: str) -> str | None:
    if not _plain(words):
        return "link-empty"
    if _ADDRESS.fullmatch(words):
        return "link-address"
    return "link-text" if _plain(words) in _NO_TARGET else None


def _same_words(links: Sequence[tuple[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Which links have the words of an earlier one, but another address."""
    addresses: dict[str, str] = {}
    for index, (words, address) in enumerate(links):
        other = addresses.setdefault(_plain(words), address)
        if other != address and not _link_rule(words):
            yield index, {"got": words[:60], "address": address, "other": other}


# --- running text -------------------------------------------------------------------------


def _of_text(value: str) -> Iterator[_Fault]:
    parts = list(text.parts(value))
    yield from _of_headings([part for part in parts if isinstance(part, Heading)])
    links = [part for part in parts if isinstance(part, Hyperlink) and not _is_reference(part)]
    for link in links:
        if rule := _link_rule(link.words):
            facts = {"got": link.words[:60], "address": link.address}
            yield _Fault(rule, link.line, link.column, facts)
    for index, facts in _same_words([(link.words, link.address) for link in links]):
        yield _Fault("link-same-text", links[index].line, links[index].column, facts)
    for part in parts:
        if isinstance(part, Table):
            yield from _of_table(part)


def _is_reference(link: Hyperlink) -> bool:
    """Whether a link is called by its page as well, which tells where it leads: “see page 14”."""
    return text.case_name(link.address) is not None


def _of_headings(headings: Sequence[Heading]) -> Iterator[_Fault]:
    """Headings begin with the highest and go down one level at a time (ISO 14289-1, 7.4.2)."""
    highest = above = headings[0].level if headings else 0
    for heading in headings:
        place = (heading.line, heading.column)
        if not _plain(heading.words):
            yield _Fault("heading-empty", *place)
        expected = max(highest, min(heading.level, above + 1))
        if heading.level != expected:
            facts = {
                "got": heading.words[:60],
                "level": "#" * heading.level,
                "expected": "#" * expected,
            }
            yield _Fault("heading-level", *place, facts)
        above = expected


def _of_table(table: Table) -> Iterator[_Fault]:
    """A head for every column; only the corner above the names of the rows may be empty."""
    if not any(table.head) or not all(table.head[1:]):
        yield _Fault("table-head", table.line)
    for line, cells in table.rows:
        if cells != len(table.head):
            yield _Fault("table-row", line, facts={"got": cells, "expected": len(table.head)})
