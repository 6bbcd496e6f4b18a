"""What sections lack that leave their issue: a heading above all others, and where links lead."""

from collections.abc import Iterator
from urllib.parse import quote

from pikepdf import Array, Dictionary, Name, Object, Pdf

_LEVELS = {f"/H{level}": level for level in range(1, 7)}


def raise_headings(pdf: Pdf) -> None:
    """Let the headings begin on the first level (ISO 14289-1, 7.4.2)."""
    headings = [(item, _LEVELS[role]) for item, role in _roles(pdf) if role in _LEVELS]
    above = min((level for _, level in headings), default=1) - 1
    for heading, level in headings:
        heading.S = Name(f"/H{level - above}")


def _roles(pdf: Pdf) -> Iterator[tuple[Object, str]]:
    """The structure elements in the file, and whatever else has a role, each with it."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and Name.S in item:
            yield item, str(item.S)


def lead_out(pdf: Pdf, address: str) -> None:
    """Let links to what the file does not have lead to the same place in the PDF at `address`.

    The destination is named as in RFC 8118. Link elements, and what links are called, stay.
    """
    inside = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
    for page in pdf.pages:
        for link in page.get(Name.Annots, Array()):
            if Name.Dest in link and str(link.Dest) not in inside:
                uri = f"{address}#nameddest={quote(str(link.Dest))}"
                link.A = Dictionary(S=Name.URI, URI=uri)
                del link.Dest
