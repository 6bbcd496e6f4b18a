"""HTML as plain text, to be sent as an e-mail: lines of 72 characters, headings underlined,
addresses in angle brackets (RFC 3986, appendix C)."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from xml.etree.ElementTree import Element, fromstring

WIDTH = 72
_INLINE = {"a", "abbr", "br", "code", "em", "span", "strong"}
_RULES = {"h1": "=", "h2": "-"}
# No-break spaces stay what they are.
_SPACES = re.compile(r"[ \t\n]+")
_BREAK, _SOFT_HYPHEN = "\u2028", "\u00ad"


def plain(html: str) -> str:
    """The words of a well-formed piece of HTML, without the addresses of links of the class `more`.

    Raises ParseError for what is not well-formed.
    """
    return "\n\n".join(map("\n".join, _blocks(fromstring(f"<div>{html}</div>"), WIDTH))) + "\n"


Lines = list[str]


def _blocks(element: Element, width: int) -> Iterator[Lines]:
    """The blocks of an element as lines; words between two blocks are one as well."""
    words = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            words.append(_inline(child))
        else:
            yield from _wrapped(words, width)
            yield from _block(child, width)
            words = []
        words.append(_flat(child.tail))
    yield from _wrapped(words, width)


def _block(element: Element, width: int) -> Iterator[Lines]:
    if element.tag in _RULES:
        for lines in _blocks(element, width):
            yield [*lines, _RULES[element.tag] * max(map(len, lines))]
    elif element.tag in ("ul", "ol"):
        yield from _list(element, width)
    elif element.tag == "blockquote":
        yield [f"> {line}".rstrip() for line in _joined(_blocks(element, width - 2))]
    elif element.tag == "table":
        yield [" | ".join(_words(cell).strip() for cell in row) for row in element.iter("tr")]
    elif element.tag != "hr":
        yield from _blocks(element, width)


def _list(element: Element, width: int) -> Iterator[Lines]:
    """A list as one block, or each item as one where there are paragraphs in them."""
    first = int(element.get("start", "1"))
    items = [
        _item(item, f"{number}. " if element.tag == "ol" else "- ", width)
        for number, item in enumerate(element, first)
    ]
    if element.find("li/p") is not None:
        yield from items
    else:
        yield [line for item in items for line in item]


def _item(element: Element, marker: str, width: int) -> Lines:
    loose = element.find("p") is not None
    blocks = list(_blocks(element, width - len(marker)))
    lines = _joined(blocks) if loose else [line for block in blocks for line in block]
    return [
        f"{' ' * len(marker) if place else marker}{line}".rstrip()
        for place, line in enumerate(lines)
    ]


def _joined(blocks: Iterable[Lines]) -> Lines:
    """Blocks with an empty line between each two."""
    lines = [line for block in blocks for line in ("", *block)]
    return lines[1:]


def _wrapped(words: Iterable[str], width: int) -> Iterator[Lines]:
    """The lines of a paragraph, if it has any."""
    text = "".join(words).replace(_SOFT_HYPHEN, "")
    lines = [
        line
        for part in text.split(_BREAK)
        for line in wrap(
            _flat(part).strip(" "), width, break_long_words=False, break_on_hyphens=False
        )
    ]
    if lines:
        yield lines


def _flat(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")


def _words(element: Element) -> str:
    inner = [_inline(child) + _flat(child.tail) for child in element]
    return "".join([_flat(element.text), *inner])


def _inline(element: Element) -> str:
    if element.tag == "br":
        return _BREAK
    words = _words(element)
    if element.tag == "a":
        further = element.get("class") == "more"
        return words if further else _linked(words.strip(" "), element.get("href", ""))
    if element.get("class") == "footnote":
        return f" [{words}]"
    return words


def _linked(words: str, href: str) -> str:
    """A link by its words and its address, or by the address alone if the words are no more."""
    address = href.removeprefix("mailto:")
    if not address or address.startswith("#"):
        return words
    bare = address.split("//", 1)[-1].removeprefix("www.").rstrip("/")
    return address if words in ("", bare, address) else f"{words} <{address}>"
