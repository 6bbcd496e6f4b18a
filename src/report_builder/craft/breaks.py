"""Where pages begin and end: headings, lines left alone, boxes torn apart, empty pages."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import takewhile

from report_builder.craft.book import Book, Fault, Item, Part, pages_of, quoted
from report_builder.geometry import Kind

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What is never divided, whatever its style says.
_WHOLE = ("figure", "aside", "blockquote", "tr")
# Enough for a heading to stand by, however little of it is on the page.
_WEIGHTY = ("figure", "tr")
# Lines that have to stay together, at the foot of a page and at its head.
_TOGETHER = 2
_LEAST = 1 / 3


def faults(book: Book) -> Iterator[Fault]:
    yield from _headings(book)
    yield from _lines(book)
    yield from _sparse(book)
    yield from _captions(book)
    yield from _torn(book)
    yield from _tables(book)


# --- headings -----------------------------------------------------------------------------


def _headings(book: Book) -> Iterator[Fault]:
    """Headings with less than two lines of their text on their page.

    Whether a heading hangs beside its text or stands above it does not matter: what counts is what
    follows in the document. A text of one line is enough where it is all that there is.
    """
    for place, heading in _last_lines(book).items():
        item = book.items[place]
        below = _below(book, place, heading)
        if below and not _is_accompanied(book, item.page, below):
            words = " ".join(i.words for i in book.items_in(heading))
            yield book.fault(
                "page-heading", item.page, heading, below[0].element, got=quoted(words)
            )


def _last_lines(book: Book) -> dict[int, int]:
    """The headings, by the place of their last line among the items."""
    last = {}
    for place, item in enumerate(book.items):
        if (heading := book.around(item.element, *_HEADINGS)) >= 0:
            last[heading] = place
    return {place: heading for heading, place in last.items()}


def _below(book: Book, place: int, heading: int) -> list[Item]:
    """What a heading stands above: up to the next of its level, without lower headings.

    Where it shares an element with its text, it does not stand above what comes after that.
    """
    element = book.elements[heading]
    same = _HEADINGS[: _HEADINGS.index(element.tag) + 1]

    def belongs(item: Item) -> bool:
        other = book.elements[item.element]
        return other.section == element.section and book.around(item.element, *same) < 0

    following = takewhile(belongs, book.items[place + 1 :])
    below = [item for item in following if book.around(item.element, *_HEADINGS) < 0]
    return [i for i in below if book.is_within(i.element, element.parent)] or below


def _is_accompanied(book: Book, page: int, below: list[Item]) -> bool:
    """Whether two lines, a picture, or the beginning of a table or figure stand on the page."""
    for item in below[:_TOGETHER]:
        if item.page != page:
            return False
        if item.box.kind is Kind.PICTURE or book.around(item.element, *_WEIGHTY) >= 0:
            return True
    return True


# --- lines --------------------------------------------------------------------------------


def _lines(book: Book) -> Iterator[Fault]:
    """Single lines of a block of text at the foot of a page (orphans) or at its head (widows)."""
    blocks: dict[int, list[Item]] = defaultdict(list)
    for item in book.items:
        repeated = book.around(item.element, "thead", "tfoot") >= 0
        if item.box.kind is Kind.LINE and not (item.apart or repeated):
            blocks[item.element].append(item)
    for element, lines in blocks.items():
        counts = Counter(line.page for line in lines)
        first, last = min(counts), max(counts)
        if first == last:
            continue
        if counts[first] < _TOGETHER:
            yield book.fault("page-orphan", first, element, got=quoted(lines[0].words))
        elif counts[last] < _TOGETHER:
            yield book.fault("page-widow", last, element, got=quoted(lines[-1].words))


# --- pages --------------------------------------------------------------------------------


def _sparse(book: Book) -> Iterator[Fault]:
    """Pages that are empty but for less than a third, counted from the top of their content area.

    The last page of a section may be, and one that the style sheet leaves blank. Only what is in
    the flow counts, unless the page has nothing else.
    """
    items: dict[int, list[Item]] = defaultdict(list)
    last: dict[str, int] = {}
    for item in book.items:
        items[item.page].append(item)
        last[book.elements[item.element].section] = item.page
    for number, page in enumerate(book.pages, 1):
        if not (found := items[number]):
            if not page.blank:
                yield _empty(book, number)
            continue
        section = book.elements[found[-1].element].section
        bottom = max((i.box.seen.bottom for i in found if not i.apart), default=0)
        share = (bottom - page.content.top) / page.content.height
        if share < _LEAST and number != last[section]:
            yield book.fault(
                "page-sparse", number, found[-1].element, got=max(0, round(100 * share))
            )


def _empty(book: Book, number: int) -> Fault:
    """A page with nothing on it: what comes before has flowed over, or has a break too many."""
    before = [item.element for item in book.items if item.page < number]
    return book.fault("page-sparse", number, *before[-1:], got=0)


# --- boxes --------------------------------------------------------------------------------


def _torn(book: Book) -> Iterator[Fault]:
    """Boxes divided between pages that are to be whole, and small enough for it.

    Of boxes within each other, the outermost. Heads of tables are repeated, not torn.
    """
    end = 0
    for element, parts in sorted(book.parts.items()):
        pages = pages_of(parts)
        if element < end or len(pages) == 1 or book.around(element, "thead", "tfoot") >= 0:
            continue
        if _is_whole(book, element, parts) and _would_fit(book, parts):
            end = book.elements[element].end
            words = next((i.words for i in book.items_in(element) if i.words), "")
            yield book.fault("page-torn", pages[0], element, got=quoted(words), next=pages[1])


def _is_whole(book: Book, element: int, parts: list[Part]) -> bool:
    return book.elements[element].tag in _WHOLE or any(part.box.whole for part in parts)


def _would_fit(book: Book, parts: list[Part]) -> bool:
    room = max(book.pages[part.page - 1].content.height for part in parts)
    return sum(part.box.area.height for part in parts) <= room


def _captions(book: Book) -> Iterator[Fault]:
    """Captions on another page than their picture, or than the first row of their table."""
    for caption, element in book.tagged("figcaption", "caption"):
        lines = list(book.items_in(caption))
        partners = [i for i in book.items_in(element.parent) if i not in lines]
        if element.tag == "figcaption":
            partners = [item for item in partners if item.box.kind is Kind.PICTURE]
        else:
            partners = partners[:1]
        if lines and partners and not set(pages_of(lines)) <= set(pages_of(partners)):
            facts = {"got": quoted(lines[0].words), "other": partners[0].page}
            yield book.fault("page-caption", lines[0].page, caption, **facts)


def _tables(book: Book) -> Iterator[Fault]:
    """Tables that go on without their head."""
    for table, element in book.tagged("table"):
        heads = [n for n in range(table, element.end) if book.elements[n].tag == "thead"]
        having = {part.page for head in heads for part in book.parts.get(head, ())}
        for page in pages_of(book.parts.get(table, ()))[1:]:
            if page not in having:
                words = next((i.words for i in book.items_in(table)), "")
                yield book.fault("page-table", page, table, got=quoted(words))
