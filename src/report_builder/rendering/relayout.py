"""What a page hands on to the next one is kept for when that one is laid out again; and words are
divided like the words of their section, whatever stands in the others.

WeasyPrint lays out a page anew, and it alone, when a page number in its text becomes known. By then
it has forgotten what had no room on the page before: footnotes, and the rest of floats. They would
be missing.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import page

from report_builder import hyphenation

_remake_page = page.remake_page


def install() -> None:
    """Make WeasyPrint, which has no public way for this, lay out pages with `remake_page`."""
    page.remake_page = remake_page


def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
    """Lay out the page `index` (from 0), beginning with what the one before handed on.

    The next page is laid out again as well where it gets other footnotes than before.
    """
    hyphenation.speak(_text(context.page_maker[index][0], root_box))
    handed_on = vars(context).setdefault("handed_on", {})
    notes, rest = handed_on.get(index, ([], {}))
    context.reported_footnotes, context.broken_out_of_flow = notes.copy(), rest.copy()
    made, resume_at = _remake_page(index, context, root_box, html)
    notes = context.reported_footnotes.copy()
    if notes != handed_on.get(index + 1, ([], {}))[0] and (notes or resume_at is not None):
        context.page_maker[index + 1][-1]["content_changed"] = True
    handed_on[index + 1] = notes, context.broken_out_of_flow.copy()
    return made, resume_at


def _text(resume_at: Any, root_box: Any) -> Iterator[str]:
    """The text of the section that a page begins in: what stands in the body between two elements
    that begin on a new page."""
    parts = root_box.children[0].children if root_box.children else []
    begun = resume_at.get(0) if resume_at else None
    first = next(iter(begun)) if begun else 0
    after = first + 1
    while first > 0 and not _begins_page(parts[first]):
        first -= 1
    while after < len(parts) and not _begins_page(parts[after]):
        after += 1
    for part in parts[first:after]:
        if part.element is not None:
            yield from part.element.itertext()


def _begins_page(box: Any) -> bool:
    return box.style["break_before"] not in ("auto", "avoid", "avoid-page", "avoid-column")
