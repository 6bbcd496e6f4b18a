"""The craft of making up pages: what is wrong with laid-out ones, judged without an engine."""

from report_builder.craft import breaks, places
from report_builder.craft.book import Book, Fault
from report_builder.geometry import Geometry


def faults(geometry: Geometry) -> list[Fault]:
    """Everything that is wrong on the pages of a document, in their order."""
    book = Book(geometry)
    found = [*places.faults(book), *breaks.faults(book)]
    return sorted(found, key=lambda fault: fault.page)
