"""What pages draw with: fonts, pictures, colours (ISO 32000-1, 7.8.3)."""

import re
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

# A name as it stands in a content stream (ISO 32000-1, 7.3.5).
_NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]+")
_NOTHING = Dictionary()


def lists(pdf: Pdf) -> list[Object]:
    """The resources of the pages, and of everything that is drawn with them, each list once."""
    found = {page.Resources.objgen: page.Resources for page in pdf.pages}
    pending = list(found.values())
    while pending:
        for stream in streams(pending.pop()):
            inner = stream.get(Name.Resources)
            if inner is not None and inner.objgen not in found:
                found[inner.objgen] = inner
                pending.append(inner)
    return list(found.values())


def streams(resources: Object) -> Iterator[Object]:
    """The images, forms, patterns and masks in a list of resources."""
    for stream in resources.get(Name.XObject, _NOTHING).values():
        yield stream
        if Name.SMask in stream:
            yield stream.SMask
    yield from resources.get(Name.Pattern, _NOTHING).values()
    for state in resources.get(Name.ExtGState, _NOTHING).values():
        if Name.SMask in state:
            yield state.SMask.G


def share(
    found: Sequence[Object], profile: Object, fonts: Object, pictures: Mapping[str, Object]
) -> None:
    """Let parts of an issue draw with the same colours, fonts and pictures."""
    for resources in found:
        resources.ColorSpace, resources.Font = found[0].ColorSpace, fonts
        x_objects = resources.get(Name.XObject, _NOTHING)
        for name, x_object in x_objects.items():
            if Name.Picture in x_object:
                x_objects[name] = pictures[str(x_object.Picture)]
            elif Name.Group in x_object:
                _profile(x_object.Group, Name.CS, profile)
        for shading in resources.get(Name.Shading, _NOTHING).values():
            _profile(shading, Name.ColorSpace, profile)


def _profile(holder: Object, key: Name, profile: Object) -> None:
    if isinstance(holder[key], Array):
        holder[key] = Array([Name.ICCBased, profile])


def say_once(found: Sequence[Object], pdf: Pdf) -> None:
    """Leave out what the renderer repeats, and what PDF/A does not want."""
    groups: dict[bytes, Object] = {}
    for resources in found:
        for stream in streams(resources):
            _slim(stream, pdf, groups)


def _slim(stream: Object, pdf: Pdf, groups: dict[bytes, Object]) -> None:
    if Name.Group in stream:
        key = stream.Group.unparse()
        if key not in groups:
            groups[key] = pdf.make_indirect(stream.Group)
        stream.Group = groups[key]
    if Name.Interpolate in stream:  # never true in PDF/A (ISO 19005-3, 6.2.8)
        del stream.Interpolate
    if stream.get(Name.Type) == Name.XObject:  # optional (ISO 32000-1, tables 89 and 95)
        del stream.Type


def divide(pdf: Pdf) -> None:
    """Give each page the resources that it names, where the renderer lets all pages share one list.

    Otherwise everything in the file belongs to its first page, and a browser that asks for that
    page of a linearized file gets the whole.
    """
    shared: dict[tuple[int, int], dict[str, dict[bytes, Object]]] = {}
    for page in pdf.pages:
        resources = page.Resources
        key = resources.objgen
        if key not in shared:
            shared[key] = {
                category: {name.encode(): value for name, value in entries.items()}
                for category, entries in resources.items()
            }
        named = set(_NAME.findall(_content(page)))
        page.obj.Resources = pdf.make_indirect(_selection(shared[key], named))


def _content(page: pikepdf.Page) -> bytes:
    contents = page.Contents
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in parts)


def _selection(shared: dict[str, dict[bytes, Object]], named: set[bytes]) -> Dictionary:
    selection = Dictionary()
    for category, entries in shared.items():
        if chosen := named & entries.keys():
            ordered = sorted(chosen)
            selection[category] = Dictionary({name.decode(): entries[name] for name in ordered})
    return selection
