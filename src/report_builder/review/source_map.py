"""Which field stands where on the pages of a draft."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from report_builder.geometry import Rectangle
from report_builder.pages import Piece, Trace


@dataclass(frozen=True)
class SourceMap(Trace):
    """Where everything is printed in an issue; pages count from the cover (1)."""

    def on(self, page: int) -> list[Piece]:
        """The pieces of a page (from 1)."""
        return [piece for piece in self.pieces if piece.page == page]

    def of(self, source: str) -> list[Piece]:
        """The pieces of a field and of what is below it, in reading order."""
        below = f"{source}/"
        return [p for p in self.pieces if p.source == source or p.source.startswith(below)]


def joined(traces: Iterable[Trace]) -> SourceMap:
    """The source map of an issue, of the traces of its sections in their order."""
    sizes: list[tuple[float, float]] = []
    pieces: list[Piece] = []
    for trace in traces:
        pieces += (piece._replace(page=len(sizes) + piece.page) for piece in trace.pieces)
        sizes += trace.sizes
    return SourceMap(sizes, pieces)


def encoded(source_map: SourceMap) -> bytes:
    """As JSON: each source once, each piece a list, rounded to hundredths of a pt."""
    sources = sorted({piece.source for piece in source_map.pieces})
    number = {source: index for index, source in enumerate(sources)}
    pieces = [
        [p.page, *(round(side, 2) for side in p.area), number[p.source], p.words]
        for p in source_map.pieces
    ]
    sizes = [[round(length, 2) for length in size] for size in source_map.sizes]
    value = {"sources": sources, "sizes": sizes, "pieces": pieces}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(data: bytes) -> SourceMap:
    """What `encoded` made JSON of. Raises ValueError, LookupError, TypeError for anything else."""
    value = json.loads(data)
    sources = value["sources"]
    pieces = [
        Piece(page, Rectangle(left, top, right, bottom), sources[number], words)
        for page, left, top, right, bottom, number, words in value["pieces"]
    ]
    return SourceMap([(width, height) for width, height in value["sizes"]], pieces)
