"""The parts of an issue as one PDF: what each has of its own in a row, what all have once."""

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from report_builder.assembly import fonts, resources, structure
from report_builder.pages import Part


@dataclass(frozen=True)
class _Member:
    """A part in the PDF of the issue: its pages there, and its catalog."""

    part: Part
    pages: Sequence[Page]
    catalog: Object


def joined(
    files: ExitStack,
    parts: Sequence[Part],
    pictures: Mapping[str, bytes],
    program: Callable[[str], bytes],
) -> tuple[Pdf, list[Object]]:
    """All pages in a PDF, and the catalogs of all parts, copied into it.

    The PDF reads from those of the parts until it is saved; `files` closes them. See `join_parts`.
    """
    sources = [files.enter_context(Pdf.open(io.BytesIO(part.pdf))) for part in parts]
    pdf = sources[0]
    members = [_Member(parts[0], list(pdf.pages), pdf.Root)]
    members += [_added(pdf, *each) for each in zip(parts[1:], sources[1:], strict=True)]
    _share(pdf, files, members, pictures, program)
    trees = [member.catalog.StructTreeRoot for member in members]
    pdf.Root.StructTreeRoot = structure.join(pdf, trees, [member.pages for member in members])
    pdf.Root.Names = Dictionary(Dests=_destinations(members))
    return pdf, [member.catalog for member in members]


def _added(pdf: Pdf, part: Part, source: Pdf) -> _Member:
    before = len(pdf.pages)
    for page in source.pages:  # before the rest: qpdf copies no pages with what refers to them
        pdf.pages.append(page)
    return _Member(part, list(pdf.pages[before:]), pdf.copy_foreign(source.Root))


def _share(
    pdf: Pdf,
    files: ExitStack,
    members: Sequence[_Member],
    pictures: Mapping[str, bytes],
    program: Callable[[str], bytes],
) -> None:
    own = {digest: data for member in members for digest, data in member.part.programs.items()}
    union = fonts.union(
        pdf,
        [(member.pages[0].Resources.Font, member.part.fonts) for member in members],
        lambda digest: own[digest] if digest in own else program(digest),
    )
    resources.share(
        resources.lists(pdf),
        pdf.Root.OutputIntents[0].DestOutputProfile,
        pdf.make_indirect(union),
        {name: _picture(pdf, files, data) for name, data in pictures.items()},
    )


def _picture(pdf: Pdf, files: ExitStack, data: bytes) -> Object:
    return pdf.copy_foreign(files.enter_context(Pdf.open(io.BytesIO(data))).Root.Picture)


def _destinations(members: Sequence[_Member]) -> Dictionary:
    """The named destinations of all parts; the first of a name counts, as in a document."""
    places: dict[bytes, Object] = {}
    for member in members:
        names = list(
            member.catalog.get(Name.Names, Dictionary())
            .get(Name.Dests, Dictionary())
            .get(Name.Names, Array())
        )
        for name, place in zip(names[::2], names[1::2], strict=True):
            places.setdefault(bytes(name), place)
    return Dictionary(Names=Array([part for entry in sorted(places.items()) for part in entry]))
