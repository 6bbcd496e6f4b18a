"""XMP packets (ISO 16684-1), for PDF files and for images."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "x": "adobe:ns:meta/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
for _prefix, _uri in NAMESPACES.items():
    register_namespace(_prefix, _uri)


@dataclass(frozen=True)
class Localised:
    """A text with its language: an alternative array (rdf:Alt)."""

    text: str


@dataclass(frozen=True)
class Ordered:
    """An ordered array (rdf:Seq)."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Bag:
    """An unordered array (rdf:Bag)."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class ExtensionSchema:
    """A property outside the predefined schemas, which PDF/A wants described (ISO 19005-3)."""

    prefix: str
    title: str
    name: str
    kind: str
    description: str


Value = str | Localised | Ordered | Bag


def packet(
    properties: Mapping[str, Value | None],
    language: str,
    extensions: tuple[ExtensionSchema, ...] = (),
) -> bytes:
    """An XMP packet of `prefix:name` properties; those without a value are left out."""
    meta = Element(_name("x:xmpmeta"))
    description = SubElement(SubElement(meta, _name("rdf:RDF")), _name("rdf:Description"))
    description.set(_name("rdf:about"), "")
    for name, value in properties.items():
        if value is not None:
            _add(SubElement(description, _name(name)), value, language)
    if extensions:
        _add_extensions(description, extensions)
    body = tostring(meta, encoding="unicode")
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{body}\n<?xpacket end="w"?>'
    ).encode()


def _name(prefixed: str) -> str:
    prefix, name = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def _add(element: Element, value: Value, language: str) -> None:
    if isinstance(value, str):
        element.text = value
    elif isinstance(value, Localised):
        alternatives = SubElement(element, _name("rdf:Alt"))
        for code in ("x-default", language):
            item = SubElement(alternatives, _name("rdf:li"))
            item.set("{http://www.w3.org/XML/1998/namespace}lang", code)
            item.text = value.text
    else:
        kind = "rdf:Seq" if isinstance(value, Ordered) else "rdf:Bag"
        array = SubElement(element, _name(kind))
        for text in value.items:
            SubElement(array, _name("rdf:li")).text = text


def _add_extensions(description: Element, extensions: tuple[ExtensionSchema, ...]) -> None:
    schemas = SubElement(description, _name("pdfaExtension:schemas"))
    bag = SubElement(schemas, _name("rdf:Bag"))
    for extension in extensions:
        schema = SubElement(bag, _name("rdf:li"))
        schema.set(_name("rdf:parseType"), "Resource")
        SubElement(schema, _name("pdfaSchema:schema")).text = extension.title
        SubElement(schema, _name("pdfaSchema:namespaceURI")).text = NAMESPACES[extension.prefix]
        SubElement(schema, _name("pdfaSchema:prefix")).text = extension.prefix
        properties = SubElement(schema, _name("pdfaSchema:property"))
        entry = SubElement(SubElement(properties, _name("rdf:Seq")), _name("rdf:li"))
        entry.set(_name("rdf:parseType"), "Resource")
        SubElement(entry, _name("pdfaProperty:name")).text = extension.name
        SubElement(entry, _name("pdfaProperty:valueType")).text = extension.kind
        SubElement(entry, _name("pdfaProperty:category")).text = "internal"
        SubElement(entry, _name("pdfaProperty:description")).text = extension.description
