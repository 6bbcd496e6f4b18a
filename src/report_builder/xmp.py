"""XMP packets (ISO 16684-1), for PDF files and for images."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "cc": "http://creativecommons.org/ns#",
    "dcterms": "http://purl.org/dc/terms/",
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
class Property:
    """A property of an extension schema; `kind` is a value type of XMP, like Text or URI.

    What an application makes is internal, what a person says is external (ISO 19005-3, 6.6.2.3.3).
    """

    name: str
    kind: str
    description: str
    external: bool = True


@dataclass(frozen=True)
class ExtensionSchema:
    """A schema outside the predefined ones, whose properties PDF/A wants described (6.6.2.3)."""

    prefix: str
    title: str
    properties: tuple[Property, ...]


Value = str | Localised | Ordered | Bag


def packet(
    properties: Mapping[str, Value | None],
    language: str,
    extensions: Sequence[ExtensionSchema] = (),
) -> bytes:
    """An XMP packet of `prefix:name` properties; those without a value are left out.

    So are the descriptions of those without one.
    """
    meta = Element(_name("x:xmpmeta"))
    description = SubElement(SubElement(meta, _name("rdf:RDF")), _name("rdf:Description"))
    description.set(_name("rdf:about"), "")
    for name, value in properties.items():
        if value is not None:
            _add(SubElement(description, _name(name)), value, language)
    used = {name for name, value in properties.items() if value is not None}
    if described := [part for schema in extensions if (part := _only(schema, used))]:
        _add_extensions(description, described)
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


def _only(schema: ExtensionSchema, used: set[str]) -> ExtensionSchema | None:
    """The schema with the properties that are used; None if there are none."""
    properties = tuple(p for p in schema.properties if f"{schema.prefix}:{p.name}" in used)
    return replace(schema, properties=properties) if properties else None


def _add_extensions(description: Element, extensions: Sequence[ExtensionSchema]) -> None:
    schemas = SubElement(description, _name("pdfaExtension:schemas"))
    bag = SubElement(schemas, _name("rdf:Bag"))
    for extension in extensions:
        fields = {
            "pdfaSchema:schema": extension.title,
            "pdfaSchema:namespaceURI": NAMESPACES[extension.prefix],
            "pdfaSchema:prefix": extension.prefix,
        }
        properties = SubElement(_resource(bag, fields), _name("pdfaSchema:property"))
        sequence = SubElement(properties, _name("rdf:Seq"))
        for part in extension.properties:
            _resource(sequence, _description(part))


def _description(part: Property) -> dict[str, str]:
    return {
        "pdfaProperty:name": part.name,
        "pdfaProperty:valueType": part.kind,
        "pdfaProperty:category": "external" if part.external else "internal",
        "pdfaProperty:description": part.description,
    }


def _resource(array: Element, fields: Mapping[str, str]) -> Element:
    """An item of an array that has fields of its own."""
    item = SubElement(array, _name("rdf:li"))
    item.set(_name("rdf:parseType"), "Resource")
    for name, text in fields.items():
        SubElement(item, _name(name)).text = text
    return item
