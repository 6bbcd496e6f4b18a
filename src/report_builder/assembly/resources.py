"""What pages draw with: fonts, pictures, colours (ISO 32000-1, 7.8.3)."""

import re
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

# A name as it stands in a content stream (ISO 32000-1, 7.3.5).
_NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]+")
_NOTHING = Dictionary()


def _lists(pdf: Pdf) -> Iterator[tuple[Object, list[Object]]]:
    """The resources of the pages, and of everything that is drawn with them, each list once; with
    the images, forms and patterns in it.
    """
    pending = [page.Resources for page in pdf.pages]
    seen = set()
    while pending:
        resources = pending.pop()
        if resources.objgen not in seen:
            seen.add(resources.objgen)
            streams = list(resources.get(Name.XObject, _NOTHING).values())
            streams += resources.get(Name.Pattern, _NOTHING).values()
            yield resources, streams
            pending += [stream.Resources for stream in streams if Name.Resources in stream]


def share(pdf: Pdf, fonts: Object, pictures: Mapping[str, Object]) -> None:
    """Let the parts of an issue draw with the same fonts, pictures and colours."""
    colours = pdf.pages[0].Resources.ColorSpace
    profile = Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])
    for resources, streams in _lists(pdf):
        resources.Font, resources.ColorSpace = fonts, colours
        for stream in streams:
            if Name.Group in stream:
                stream.Group.CS = profile
        for shading in resources.get(Name.Shading, _NOTHING).values():
            if isinstance(shading.ColorSpace, Array):
                shading.ColorSpace = profile
        _insert(resources.get(Name.XObject, _NOTHING), pictures)


def _insert(drawn: Object, pictures: Mapping[str, Object]) -> None:
    for name, stream in drawn.items():
        if Name.Picture in stream:
            drawn[name] = pictures[str(stream.Picture)]


def say_once(pdf: Pdf) -> None:
    """Leave out what the renderer repeats, and what PDF/A does not want."""
    groups: dict[bytes, Object] = {}
    for _, streams in _lists(pdf):
        for stream in streams:
            _slim(stream, pdf, groups)
            if Name.SMask in stream:
                _slim(stream.SMask, pdf, groups)


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
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _selection(shared: dict[str, dict[bytes, Object]], named: set[bytes]) -> Dictionary:
    selection = Dictionary()
    for category, entries in shared.items():
        if chosen := named & entries.keys():
            ordered = sorted(chosen)
            selection[category] = Dictionary({name.decode(): entries[name] for name in ordered})
    return selection
