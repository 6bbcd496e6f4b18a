"""One structure tree from those of all parts (ISO 32000-1, 14.7), as a whole issue has it."""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

Pages = Sequence[Sequence[Page]]
"""The pages of each tree."""


def join(pdf: Pdf, trees: Sequence[Object], pages: Pages) -> Object:
    """A tree with everything that the `trees` have, in their order; all are in `pdf` already."""
    document = pdf.make_indirect(Dictionary(S=Name.Document))
    kids = [kid for tree in trees for kid in _list(tree.K.K)]
    for kid in kids:
        kid.P = document
    document.K = Array(kids)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=document))
    document.P = root
    root.ParentTree = Dictionary(Nums=_parents(trees, pages))
    if names := _notes(trees):
        root.IDTree = Dictionary(Names=Array(names))
    return root


def _list(kids: Object) -> list[Object]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _parents(trees: Sequence[Object], pages: Pages) -> Array:
    """The parent tree: first all pages, then all annotations, which get these numbers."""
    owners = [list(tree.ParentTree.Nums)[1::2] for tree in trees]
    of_pages = [
        owner for own, part in zip(owners, pages, strict=True) for owner in own[: len(part)]
    ]
    of_links = [
        owner for own, part in zip(owners, pages, strict=True) for owner in own[len(part) :]
    ]
    first, first_link = 0, len(of_pages)
    for own, part in zip(owners, pages, strict=True):
        _number(part, first, first_link - len(part))
        first, first_link = first + len(part), first_link + len(own) - len(part)
    return Array([part for entry in enumerate((*of_pages, *of_links)) for part in entry])


def _number(pages: Sequence[Page], first: int, shift: int) -> None:
    """Number pages in the parent tree from `first` on, and shift their annotations."""
    for number, page in enumerate(pages, first):
        page.obj.StructParents = number
        for annotation in page.get(Name.Annots, Array()):
            annotation.StructParent = int(annotation.StructParent) + shift


def _notes(trees: Sequence[Object]) -> list[str | Object]:
    """The footnotes, numbered through the issue, as the content of a name tree."""
    notes = [note for tree in trees for note in _in_order(tree)]
    for number, note in enumerate(notes, 1):
        note.ID = f"note-{number}"
    return [
        part for note in sorted(notes, key=lambda note: str(note.ID)) for part in (note.ID, note)
    ]


def _in_order(tree: Object) -> list[Object]:
    notes = list(tree.get(Name.IDTree, Dictionary()).get(Name.Names, Array()))[1::2]
    return sorted(notes, key=lambda note: int(str(note.ID).rpartition("-")[2]))
