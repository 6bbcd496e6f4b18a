"""Words that need care at the end of a line: addresses, single letters, soft hyphens.

WeasyPrint would divide addresses like words of the language, part the E from E-Mail, and take a
soft hyphen for the end of automatic hyphenation in the lines before it. What is added here is
invisible and does not reach the text that readers copy.
"""

import re
from xml.etree.ElementTree import Element

# The words of a document that are no running text.
_UNPRINTED = ("script", "style", "title")
_MAY_BREAK = "\u200b"  # zero width space
_NO_BREAK = "\u2060"  # word joiner
_SILENT = dict.fromkeys(map(ord, (_MAY_BREAK, _NO_BREAK, "\u00ad")))

_LABEL = r"[\da-zß-öø-ÿ-]+"
_REST = r"[^\s<>„“”«»]*[\w/]"
_ADDRESS = (
    r"(?<![\w@.+-])(?:"
    rf"(?i:https?://|www\.){_REST}"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,}}/{_REST}"
    # Without any of these marks in small letters only: no stop between two sentences.
    rf"|{_LABEL}(?:\.{_LABEL})*\.[a-z]{{2,}}(?![\w-])/?"
    r")"
)
_SOFT_HYPHENS = r"(?<!\w)\w+\u00ad[\w\u00ad]*"
_APART = re.compile(rf"(?P<address>{_ADDRESS})|{_SOFT_HYPHENS}")
_SINGLE_LETTER = re.compile(r"(?<!\w)\w-(?=\w)|-(?=\w(?!\w))")


def prepare(root: Element) -> None:
    """Give addresses and words with soft hyphens elements of their own; join single letters."""
    for parent in list(root.iter()):
        if not isinstance(parent.tag, str) or parent.tag in _UNPRINTED or "{" in parent.tag:
            continue
        for index, child in reversed(list(enumerate(parent))):
            child.tail, apart = _divided(child.tail)
            parent[index + 1 : index + 1] = apart
        parent.text, apart = _divided(parent.text)
        parent[0:0] = apart


def _divided(text: str | None) -> tuple[str | None, list[Element]]:
    """The text before the first word to be set apart; the words, each with the text after it."""
    if not text or text.isspace():
        return text, []
    words = list(_APART.finditer(text))
    ends = [*(word.start() for word in words[1:]), len(text)]
    apart = [_element(word, text[word.end() : end]) for word, end in zip(words, ends, strict=False)]
    return _joined(text[: words[0].start()] if words else text), apart


def _element(word: re.Match[str], tail: str) -> Element:
    address = word["address"]
    element = Element("span", {"style": f"hyphens: {'none' if address else 'manual'}"})
    element.text = breakable(address) if address else word[0]
    element.tail = _joined(tail)
    return element


def _joined(text: str) -> str:
    return _SINGLE_LETTER.sub(lambda found: found[0] + _NO_BREAK, text)


def breakable(address: str) -> str:
    """An address that may go on in the next line after a slash, or from another mark on.

    Never after its own hyphen, which would look like one that was added.
    """
    address = re.sub(r"(?<=\w)(?<!www)(?=[.@?&=#_%-])", _MAY_BREAK, address)
    return address.replace("-", "-" + _NO_BREAK)


def spoken(text: str) -> str:
    """A text without signs that only say where its lines may end, for where it has no lines."""
    return text.translate(_SILENT)
