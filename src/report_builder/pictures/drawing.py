"""SVG drawings: well-formed, complete in themselves, and of a size that can be drawn.

A drawing is a program for the renderer: it can name other files, carry scripts for browsers, and
let a few lines unfold into millions of shapes.
"""

import base64
import binascii
import math
import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from report_builder.content.files import FileFault
from report_builder.content.types import is_url
from report_builder.pictures import raster

MAX_BYTES = 10 * 1024 * 1024
# The renderer draws some ten thousand shapes a second.
MAX_SHAPES = 100_000
MAX_DEPTH = 100
MAX_SIDE = 1_000_000

_SVG = "{http://www.w3.org/2000/svg}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_LENGTH = re.compile(r"\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*([a-z]{2,3})?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)|(@import|@font-face)", re.IGNORECASE)
_SIMPLE = re.compile(r"[.#]?[\w-]+|\*")
_EMBEDDED = re.compile(r"data:image/(png|jpe?g|webp)(;base64)?,(.*)", re.IGNORECASE | re.DOTALL)
_FORMATS = {"png": "PNG", "jpeg": "JPEG", "jpg": "JPEG", "webp": "WebP"}
# So much of a path, so many attributes weigh as much as one more shape.
_SHAPE_CHARACTERS = 500
_SHAPE_ATTRIBUTES = 10
_MAX_CSS = 200_000
_MAX_ATTRIBUTES = 300_000


def faults(data: bytes) -> Iterator[FileFault]:
    """What speaks against printing a drawing; at most one fault for each rule."""
    if len(data) > MAX_BYTES:
        yield _too_complex(f"{len(data) / 2**20:.0f} MiB")
        return
    try:
        if data.count(b"=") > _MAX_ATTRIBUTES:  # the parser takes long for them
            raise _TooMuchError(f"> {_MAX_ATTRIBUTES} =")
        yield from _content_faults(_parsed(data))
    except DefusedXmlException:
        yield FileFault("svg-active", {"found": "<!ENTITY …>"})
    except _TooMuchError as error:
        yield _too_complex(error.found)
    except (ParseError, ValueError, LookupError) as error:
        found = raster.kind(data)
        damaged = FileFault("image-damaged", {"reason": str(error)})
        misnamed = FileFault("image-format", {"found": found, "expected": "SVG"})
        yield damaged if found in ("SVG", raster.UNKNOWN) else misnamed


def lettering(data: bytes) -> str:
    """The text that a drawing without faults sets in fonts."""
    elements = _parsed(data).iter(f"{_SVG}text") if b"text" in data else ()
    return "".join(letters for element in elements for letters in element.itertext())


def size(data: bytes) -> tuple[float, float]:
    """Width and height of a drawing without faults, in units of its own."""
    root = _parsed(data)
    if box := root.get("viewBox"):
        _, _, width, height = _numbers(box)
        return width, height
    lengths = (_LENGTH.fullmatch(root.get(side, "").strip()) for side in ("width", "height"))
    width, height = (float(found[1] + (found[2] or "")) for found in lengths if found)
    return width, height


class _TooMuchError(Exception):
    """More shapes or levels than can be drawn."""

    def __init__(self, found: str) -> None:
        self.found = found


class _Builder(TreeBuilder):
    """Gives up a drawing as soon as it is too much."""

    def __init__(self) -> None:
        super().__init__()
        self._count = self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._count += 1 + len(attrs) // _SHAPE_ATTRIBUTES
        self._depth += 1
        if self._count > MAX_SHAPES or self._depth > MAX_DEPTH:
            raise _TooMuchError(f"> {MAX_SHAPES}" if self._depth <= MAX_DEPTH else "∞")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def _parsed(data: bytes) -> Element:
    """The tree of a drawing; a document type is harmless, entities are not."""
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=False)
    parser.feed(data)
    root: Element = parser.close()
    return root


def _too_complex(found: str) -> FileFault:
    return FileFault("svg-too-complex", {"found": found, "allowed": MAX_SHAPES})


def _content_faults(root: Element) -> Iterator[FileFault]:
    if root.tag != f"{_SVG}svg":
        found = "HTML" if _name(root) == "html" else f"<{_name(root)}>"
        yield FileFault("image-format", {"found": found, "expected": "SVG"})
        return
    if (size := _unusable_size(root)) is not None:
        yield FileFault("svg-size", {"found": size})
    addresses = {element: list(_addresses(element)) for element in root.iter()}
    everything = [address for found in addresses.values() for address in found]
    for kind in (_active(root), _foreign(everything), _embedded(everything)):
        if (fault := next(kind, None)) is not None:
            yield fault
    if (count := _Shapes(root, addresses).excess()) is not None:
        yield _too_complex(count)


def _name(element: Element) -> str:
    """The name of an element without its namespace, which the renderer does not look at."""
    return str(element.tag).rpartition("}")[2]


# --- size -------------------------------------------------------------------------------------


def _unusable_size(root: Element) -> str | None:
    """The size as it is written, if the drawing cannot be scaled by it."""
    box = root.get("viewBox")
    if box is not None:
        sides = _numbers(box[:200])[2:]
        return None if len(sides) == 2 and all(map(_is_side, sides)) else f'viewBox="{box[:40]}"'
    for side in ("width", "height"):
        written = root.get(side, "")
        found = _LENGTH.fullmatch(written.strip()[:40])
        if not found or not _is_side(float(found[1] + (found[2] or ""))):
            return f'{side}="{written[:40]}"'
    return None


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.replace(",", " ").split()]
    except ValueError:
        return []


def _is_side(length: float) -> bool:
    return math.isfinite(length) and 0 < length <= MAX_SIDE


# --- what a drawing must not contain ----------------------------------------------------------


def _active(root: Element) -> Iterator[FileFault]:
    """Scripts, event handlers, and HTML: of no effect in print, and dangerous on a website."""
    for element in root.iter():
        if _name(element) == "script" or str(element.tag).startswith(_HTML):
            yield FileFault("svg-active", {"found": f"<{_name(element)}>"})
        for attribute in element.keys():  # noqa: SIM118 (an element is no dict)
            if re.fullmatch(r"on[a-z]+", attribute, re.IGNORECASE):
                yield FileFault("svg-active", {"found": f'{attribute}="…"'})


def _foreign(addresses: list[str]) -> Iterator[FileFault]:
    """What the drawing would fetch from elsewhere."""
    for address in addresses:
        if not (address.startswith("#") or _EMBEDDED.fullmatch(address)):
            yield FileFault("svg-reference", {"found": address[:60]})


def _embedded(addresses: list[str]) -> Iterator[FileFault]:
    """Pictures within the drawing that could not be printed by themselves, or are too many."""
    pixels = 0
    for address in dict.fromkeys(addresses):
        if found := _EMBEDDED.fullmatch(address):
            data = _decoded(found[3], bool(found[2]))
            faults = [*raster.header_faults(data, _FORMATS[found[1].lower()])]
            pixels += 0 if faults else raster.pixels(data)
            if pixels > raster.MAX_PIXELS:
                faults.append(raster.too_large(f"{pixels // 1_000_000} Megapixel"))
            yield from faults or raster.decoding_faults(data)


def _decoded(text: str, is_base64: bool) -> bytes:
    """The bytes of a data: address; none if they cannot be read."""
    data = unquote_to_bytes(text)
    try:
        return base64.b64decode(data) if is_base64 else data
    except binascii.Error:
        return b""


def _addresses(element: Element) -> Iterator[str]:
    """Whatever an element refers to, except the links that readers may follow."""
    if _name(element) == "style":
        yield from _addresses_in_css("".join(element.itertext()))
    for attribute, value in element.items():
        if attribute == _XML_BASE:
            yield value
        elif attribute.rpartition("}")[2] in ("href", "src"):
            if value.strip() and not (_name(element) == "a" and is_url(value.strip())):
                yield value.strip()
        elif "(" in value or "\\" in value:
            yield from _addresses_in_css(value)


def _addresses_in_css(css: str) -> Iterator[str]:
    if len(css) > _MAX_CSS:
        raise _TooMuchError(f"CSS > {_MAX_CSS}")
    for found in _ADDRESS.finditer(_ESCAPE.sub(_unescaped, css)):
        yield found[1] if found[1] is not None else found[2]


def _unescaped(escape: re.Match[str]) -> str:
    """CSS Syntax 4.3.7: `\\75 rl(` is `url(`."""
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


# --- what a drawing unfolds into ---------------------------------------------------------------


class _Shapes:
    """Counts the shapes that are drawn: an element counts wherever it is used.

    Each element is weighed once. Patterns and markers are drawn again for every shape below the
    element that names them; the estimate is rather too high than too low.
    """

    def __init__(self, root: Element, addresses: dict[Element, list[str]]) -> None:
        self._root = root
        self._addresses = addresses
        self._weights: dict[Element, int] = {}
        self._open: set[Element] = set()

    def excess(self) -> str | None:
        """How many shapes there are if there are too many, otherwise None."""
        try:
            count = self._weight(self._root)
        except _TooMuchError as error:
            return error.found
        if count <= MAX_SHAPES:
            return None
        return str(count) if count < 10**9 else f"> 10^{len(str(count)) - 1}"

    def _weight(self, element: Element) -> int:
        if element not in self._weights:
            if element in self._open or len(self._open) >= MAX_DEPTH:
                raise _TooMuchError("∞")
            self._open.add(element)
            self._weights[element] = self._unfolded(element)
            self._open.remove(element)
        return self._weights[element]

    def _unfolded(self, element: Element) -> int:
        length = sum(len(element.get(name, "")) for name in ("d", "points"))
        count = 1 + length // _SHAPE_CHARACTERS
        for child in element:
            count += self._weight(child)
        repeated = 1
        for target in self._targets(element):
            name = _name(target)
            if name == "marker":
                repeated += self._weight(target) * max(1, length // 4)
            elif name == "pattern":
                repeated += self._weight(target)
            elif not name.endswith("Gradient"):
                count += self._weight(target)
        return count * repeated

    def _targets(self, element: Element) -> Iterator[Element]:
        """The elements of the drawing that this one names, itself or in a style sheet."""
        if _name(element) in ("a", "style"):
            return
        names = {a[1:] for a in self._addresses[element] if a.startswith("#")}
        classes = [f".{name}" for name in element.get("class", "").split()]
        for selector in (*classes, f"#{element.get('id')}", _name(element), "*"):
            names |= self._styled.get(selector, set())
        yield from (self._identified[name] for name in sorted(names) if name in self._identified)

    @cached_property
    def _identified(self) -> dict[str, Element]:
        elements = [(element.get("id", ""), element) for element in self._root.iter()]
        return dict(reversed(elements))  # the first of a name counts

    @cached_property
    def _styled(self) -> dict[str, set[str]]:
        """What style sheets let the elements of a class, id or name refer to."""
        found: dict[str, set[str]] = {}
        for sheet in self._root.iter(f"{_SVG}style"):
            for rule in "".join(sheet.itertext()).split("}"):
                selectors, _, declarations = rule.rpartition("{")
                names = {a[1:] for a in _addresses_in_css(declarations) if a.startswith("#")}
                for selector in _SIMPLE.findall(selectors) if names else ():
                    found.setdefault(selector, set()).update(names)
        return found
