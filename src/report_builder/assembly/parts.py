"""The parts of an issue as one PDF: what each has of its own in a row, what all have once."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from report_builder.assembly import fonts, outline, resources, structure
from report_builder.pages import Part

_NO_NAMES = Dictionary(Dests=Dictionary(Names=Array()))


@dataclass(frozen=True)
class _Member:
    """A part in the PDF of the issue: its pages there, and its catalog."""

    part: Part
    pages: Sequence[Page]
    catalog: Object


@contextmanager
def joined(
    parts: Sequence[Part],
    pictures: Mapping[str, bytes],
    program: Callable[[str], bytes],
    pages: Mapping[str, int],
) -> Iterator[tuple[Pdf, list[Object]]]:
    """All pages in one PDF, and the structure elements of their headings; see `join_parts`."""
    with ExitStack() as files:  # qpdf reads from all of them until the PDF is saved

        def opened(data: bytes) -> Pdf:
            return files.enter_context(Pdf.open(io.BytesIO(data)))

        pdf = opened(parts[0].pdf)
        members = [_Member(parts[0], list(pdf.pages), pdf.Root)]
        members += [_added(pdf, part, opened(part.pdf)) for part in parts[1:]]
        photos = {name: _picture(pdf, opened(data)) for name, data in pictures.items()}
        resources.share(pdf, pdf.make_indirect(_fonts(pdf, members, program)), photos)
        trees = [member.catalog.StructTreeRoot for member in members]
        pdf.Root.StructTreeRoot = structure.join(pdf, trees, [member.pages for member in members])
        pdf.Root.Names = Dictionary(Dests=_destinations(members, pages))
        yield pdf, [heading for each in members for heading in outline.elements(each.catalog)]


def _added(pdf: Pdf, part: Part, source: Pdf) -> _Member:
    before = len(pdf.pages)
    for page in source.pages:  # first: qpdf copies no pages along with what refers to them
        pdf.pages.append(page)
    return _Member(part, list(pdf.pages[before:]), pdf.copy_foreign(source.Root))


def _picture(pdf: Pdf, source: Pdf) -> Object:
    return pdf.copy_foreign(source.Root.Picture)


def _fonts(pdf: Pdf, members: Sequence[_Member], program: Callable[[str], bytes]) -> Dictionary:
    own = {digest: data for each in members for digest, data in each.part.programs.items()}
    return fonts.union(
        pdf,
        [(each.pages[0].Resources.Font, each.part.fonts) for each in members],
        lambda digest: own[digest] if digest in own else program(digest),
    )


def _destinations(members: Sequence[_Member], pages: Mapping[str, int]) -> Dictionary:
    """The named destinations of all parts; as in a document, the first with a name counts."""
    all_pages = [page for each in members for page in each.pages]
    places: dict[bytes, Object] = {
        name.encode(): Array([all_pages[number - 1].obj, Name.Fit])
        for name, number in pages.items()
    }
    for each in members:
        entries = list(each.catalog.get(Name.Names, _NO_NAMES).Dests.Names)
        for name, place in zip(entries[::2], entries[1::2], strict=True):
            places.setdefault(bytes(name), place)
    return Dictionary(Names=Array([half for entry in sorted(places.items()) for half in entry]))
