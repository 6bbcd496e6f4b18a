"""Joining rendered pages and their envelope, and the final save, with pikepdf (qpdf)."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream

from report_builder.pages import Bookmark

# A name as it stands in a content stream (ISO 32000-1, 7.3.5).
_NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]+")
# Of the envelope's catalog; the rest (pages, structure, outline, intents) is the renderer's.
_CATALOG_ENTRIES = (
    Name.Metadata,
    Name.ViewerPreferences,
    Name.PageLabels,
    Name.AF,
)


# Where the headings are kept between the two saves.
_HEADINGS = Name.Headings


def join(
    body: bytes, envelope: bytes, outline: Sequence[Bookmark], mark: bytes | None = None
) -> bytes:
    """The pages of `body` in `envelope`, each under the one page of `mark` if there is one.

    Saved with object streams, linearized for fast web view, with an identifier that is a digest
    of the content: same input, same bytes.
    """
    with Pdf.open(io.BytesIO(body)) as pdf, Pdf.open(io.BytesIO(envelope)) as outside:
        _take_over(pdf, outside)
        _divide_resources(pdf)
        _say_once(pdf)
        if mark is not None:
            _lay_over(pdf, mark)
        if Name.Outlines in pdf.Root:
            pdf.Root[_HEADINGS] = Array(_headings(pdf.Root.Outlines))
            del pdf.Root.Outlines
        packed = _saved(pdf, pikepdf.ObjectStreamMode.generate)
    # An outline in object streams that hold other things as well makes qpdf write hint tables
    # that it then calls wrong itself; so it comes in when those streams are settled.
    with Pdf.open(io.BytesIO(packed)) as pdf:
        _add_outline(pdf, outline)
        return _saved(pdf, pikepdf.ObjectStreamMode.preserve, linearize=True)


def _saved(pdf: Pdf, streams: pikepdf.ObjectStreamMode, *, linearize: bool = False) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=streams, linearize=linearize, deterministic_id=True)
    return buffer.getvalue()


def _add_outline(pdf: Pdf, outline: Sequence[Bookmark]) -> None:
    """The outline (ISO 32000-1, 12.3.3): its first level is open, everything below is closed."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=len(outline)))
    headings = iter(list(pdf.Root.get(_HEADINGS, Array())))
    _link(pdf, root, outline, headings)
    pdf.Root.Outlines = root
    if _HEADINGS in pdf.Root:
        del pdf.Root[_HEADINGS]


def _headings(item: Object) -> Iterator[Object]:
    """The structure elements of the renderer's outline, which is in the same order as ours."""
    child = item.get(Name.First)
    while child is not None:
        yield child.SE
        yield from _headings(child)
        child = child.get(Name.Next)


def _link(
    pdf: Pdf, parent: Object, bookmarks: Sequence[Bookmark], headings: Iterator[Object]
) -> None:
    items = [_outline_item(pdf, parent, bookmark, headings) for bookmark in bookmarks]
    if not items:
        return
    parent.First, parent.Last = items[0], items[-1]
    for item, follower in pairwise(items):
        item.Next, follower.Prev = follower, item


def _outline_item(
    pdf: Pdf, parent: Object, bookmark: Bookmark, headings: Iterator[Object]
) -> Object:
    place = [Name.XYZ, round(bookmark.left, 2), round(bookmark.top, 2), 0]
    destination = Array([pdf.pages[bookmark.page - 1].obj, *place])
    heading = next(headings)
    entry = Dictionary(Title=bookmark.title, Parent=parent, SE=heading)
    if pdf.pdf_version >= "2":  # which leads to elements as well (ISO 14289-2, 8.8)
        entry.A = Dictionary(S=Name.GoTo, D=destination, SD=Array([heading, *place]))
    else:
        entry.Dest = destination
    if bookmark.children:
        entry.Count = -len(bookmark.children)
    item = pdf.make_indirect(entry)
    _link(pdf, item, bookmark.children, headings)
    return item


def _take_over(pdf: Pdf, outside: Pdf) -> None:
    for name in _CATALOG_ENTRIES:
        pdf.Root[name] = pdf.copy_foreign(outside.make_indirect(outside.Root[name]))
    pdf.Root.Lang, pdf.Root.PageMode = str(outside.Root.Lang), outside.Root.PageMode
    if Name.Info in outside.trailer:
        pdf.trailer.Info = pdf.copy_foreign(outside.trailer.Info)
    elif Name.Info in pdf.trailer:
        del pdf.trailer.Info
    # Copied through the associated files, so that both entries stay one object.
    specification = pdf.Root.AF[0]
    names = Array([specification.UF, specification])
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=names))


def _divide_resources(pdf: Pdf) -> None:
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


def _say_once(pdf: Pdf) -> None:
    """Leave out what the renderer repeats, and what PDF/A does not want."""
    groups: dict[bytes, Object] = {}
    for item in pdf.objects:
        if isinstance(item, Stream):
            _slim(item, pdf, groups)
    for page in pdf.pages:
        for box in (Name.BleedBox, Name.TrimBox):
            if page.obj.get(box) == page.obj.MediaBox:
                del page.obj[box]


def _slim(stream: Stream, pdf: Pdf, groups: dict[bytes, Object]) -> None:
    if Name.Group in stream:
        key = stream.Group.unparse()
        if key not in groups:
            groups[key] = pdf.make_indirect(stream.Group)
        stream.Group = groups[key]
    if Name.Interpolate in stream:  # never true in PDF/A (ISO 19005-3, 6.2.8)
        del stream.Interpolate
    if stream.get(Name.Type) == Name.XObject:  # optional (ISO 32000-1, tables 89 and 95)
        del stream.Type


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


def _lay_over(pdf: Pdf, mark: bytes) -> None:
    """Put the page of `mark` over every page, as a pagination artefact (ISO 32000-1, 14.8.2.2)."""
    with Pdf.open(io.BytesIO(mark)) as stamp:
        form = pdf.copy_foreign(stamp.pages[0].as_form_xobject())
    for tag in (Name.StructParent, Name.StructParents):
        if tag in form:
            del form[tag]
    artefact = Dictionary(Type=Name.Pagination, Subtype=Name.Watermark)
    for page in pdf.pages:
        name = page.add_resource(form, Name.XObject, Name.DraftMark)  # otherwise a random one
        page.contents_add(b"q", prepend=True)
        page.contents_add(
            pikepdf.unparse_content_stream(
                [
                    ([], Operator("Q")),
                    ([Name.Artifact, artefact], Operator("BDC")),
                    ([name], Operator("Do")),
                    ([], Operator("EMC")),
                ]
            )
        )
