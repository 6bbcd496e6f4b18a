"""Which draft a PDF is a copy of, and which of its pages each page is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from report_builder.errors import ReviewError
from report_builder.project import Project
from report_builder.review import copies, rounds
from report_builder.review.annotations import Corners
from report_builder.review.copies import Copy
from report_builder.review.rounds import Proof, Round
from report_builder.review.source_map import SourceMap

# How the producer of every draft begins.
_OWN = "WeasyPrint"
_BUILD = re.compile(r"\bBuild\s+([\w-]*\d[\w-]*)")
_WORDS = re.compile(r"[^\W\d_]{3,}")
# Pages are the same if they have so much of their words in common; a draft has some more in its
# margins than the source map. With fewer words a page could be any.
_ALIKE, _FEW = 0.5, 15


@dataclass(frozen=True)
class Recognised:
    """A copy of a PDF of a draft.

    `pages` gives for each page of the copy that of the draft, from 1 at the cover; 0 for the sheet
    before it, None for one that is not of the draft. `warnings` say what was done to the copy.
    """

    draft: Round
    proof: Proof
    source_map: SourceMap
    pages: Sequence[int | None]
    warnings: Sequence[str]


def recognise(project: Project, copy: Copy) -> Recognised:
    """The draft that a copy is of. Raises ReviewError if it is of none, or of one not kept here,
    or if its comments have been made part of its pages."""
    build = copy.build or copy.facts.get("build", "") or _printed(project, copy)
    known = rounds.find(project, build) if build else None
    if known is None:
        raise ReviewError(copy.path, _unknown(project, copy, build))
    draft, proof = known
    source_map = draft.map_of(proof)
    pages = _pages(copy, proof, source_map)
    warnings = [
        *_rewritten(copy, draft, proof, pages),
        *_moved(pages, proof),
        *_resized(copy, pages, source_map),
    ]
    return Recognised(draft, proof, source_map, pages, warnings)


def _printed(project: Project, copy: Copy) -> str:
    """The build that is printed at the foot of the pages."""
    words = " ".join(" ".join(page.words.split()) for page in copy.pages)
    for draft in rounds.every(project):
        for proof in draft.proofs:
            if re.search(rf"\bBuild {re.escape(proof.build)}\b", words):
                return proof.build
    found = _BUILD.search(words)
    return found[1] if found else ""


def _unknown(project: Project, copy: Copy, build: str) -> str:
    """Why a copy is of no draft."""
    if not build:
        if any(page.words.split() for page in copy.pages):
            return "is no draft: it has no build id, neither inside nor in print"
        printed = "it was perhaps printed or scanned"
        return f"has neither a build id nor text that can be read: {printed}; {_SAVED}"
    issue, number = copy.facts.get("issue", ""), copy.facts.get("draft")
    which = (
        f"draft {number} of “{issue}” (build {build})"
        if issue
        else f"an unknown draft (build {build})"
    )
    if issue and not (project.reports / issue).is_dir():
        return f"is {which}, which is no issue of this project"
    remedy = (
        "only drafts that were sent (report-builder draft send) and the last one built are kept"
    )
    return f"is {which}, which is not kept here: {remedy}"


def _rewritten(copy: Copy, draft: Round, proof: Proof, pages: Sequence[int | None]) -> list[str]:
    """What a program has done to a copy that it did not save as it was.

    Raises ReviewError if that has left no comments.
    """
    if copy.damaged:
        return (
            [] if copy.annotations else _refuse(copy, f"has no comments left: {copy.warnings[0]}")
        )
    own = copy.producer.startswith(_OWN)
    program = f" by “{copy.producer}”" if copy.producer and not own else ""
    if not copy.build or not copy.tagged:
        if copy.annotations:
            return [f"it was rewritten{program}: replies and inserted text may have been lost"]
        reason = f"has no comments that can be read: it was printed to a PDF or flattened{program}"
        _refuse(copy, f"{reason}; {_SAVED}")
    painted = _painted_on(copy, draft.pdf(proof), proof, pages)
    if not painted:
        return []
    where = f"page{'s' * (len(painted) > 1)} {_ranges(painted)}"
    if copy.annotations:
        return [f"{where}: what was drawn into the page itself is no comment; {_SAVED}"]
    _refuse(copy, f"was flattened: its comments are part of {where}; {_SAVED}")


_SAVED = "ask for the file as the viewer saves it"


def _refuse(copy: Copy, reason: str) -> NoReturn:
    raise ReviewError(copy.path, reason)


def _painted_on(copy: Copy, original: Path, proof: Proof, pages: Sequence[int | None]) -> list[int]:
    """The pages of a copy (from 1) on which something else is painted than in the draft.

    None where all are different: their program writes pages in its own way.
    """
    if not original.exists():
        return []
    painted = copies.painted(original)[proof.sheet :]
    known = [(number, page) for number, page in enumerate(pages, 1) if page]
    found = [n for n, page in known if copy.pages[n - 1].painted != painted[page - 1]]
    return found if len(found) < len(known) else []


def _pages(copy: Copy, proof: Proof, source_map: SourceMap) -> list[int | None]:
    """The page of the draft that each page of the copy is, by its words.

    A page with few words is the one that should be here, or that follows the one before it.
    """
    mapped = [_bag(" ".join(p.words for p in source_map.on(n + 1))) for n in range(proof.pages)]
    copied = [_bag(page.words) for page in copy.pages]
    places = [_place(words, n - proof.sheet, mapped) for n, words in enumerate(copied, 1)]
    first = next((place - n for n, place in enumerate(places, 1) if place), -proof.sheet)
    found: list[int | None] = []
    last = -proof.sheet
    for number, (place, words) in enumerate(zip(places, copied, strict=True), 1):
        page = place or _guessed(words, (last + 1, number + first), mapped)
        foreign = not place and (page in places or not _is_vague(words, page, mapped))
        found.append(None if foreign and page > 0 else max(0, page))
        last = last if foreign and page > 0 else page
    return found


def _guessed(words: Counter[str], pages: Sequence[int], mapped: Sequence[Counter[str]]) -> int:
    """The first of these pages, or a later one that has more of the words."""
    likeness = [_in_common(words, mapped[n - 1]) if 0 < n <= len(mapped) else 0 for n in pages]
    best = max(likeness)
    return pages[likeness.index(best)] if best >= _ALIKE else pages[0]


def _is_vague(words: Counter[str], page: int, mapped: Sequence[Counter[str]]) -> bool:
    """Whether words cannot tell that they are not those of a page."""
    return page <= len(mapped) and min(words.total(), mapped[page - 1].total()) < _FEW


def _bag(text: str) -> Counter[str]:
    return Counter(_WORDS.findall(text.casefold()))


def _place(words: Counter[str], expected: int, mapped: Sequence[Counter[str]]) -> int:
    """The page that has these words, best the expected one; 0 if there is none."""
    if 0 < expected <= len(mapped) and _likeness(words, mapped[expected - 1]) >= _ALIKE:
        return expected
    likeness, best = max(
        ((_likeness(words, page), n) for n, page in enumerate(mapped, 1)), default=(0, 0)
    )
    return best if likeness >= _ALIKE else 0


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The part of their words that two pages have in common; 0 if there are few."""
    return 0 if min(one.total(), other.total()) < _FEW else _in_common(one, other)


def _in_common(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _moved(pages: Sequence[int | None], proof: Proof) -> list[str]:
    """What is wrong with the order and the number of pages."""
    told = []
    missing = sorted({*range(1, proof.pages + 1)} - {*pages})
    if missing:
        told.append(f"pages were removed: {_ranges(missing)}; comments on the others are in place")
    inside = [page for page in pages if page]
    if any(second < first for first, second in pairwise(inside)):
        told.append("pages are in another order; comments were placed by the words of each page")
    foreign = [number for number, page in enumerate(pages, 1) if page is None]
    if foreign:
        told.append(f"not of the draft: {_ranges(foreign)}; comments there have no place")
    return told


def _resized(copy: Copy, pages: Sequence[int | None], source_map: SourceMap) -> list[str]:
    """Pages that were scaled: places on them do not mean what they say."""
    scaled = []
    for number, (page, place) in enumerate(zip(copy.pages, pages, strict=True), 1):
        width, height = source_map.sizes[place - 1] if place else (0.0, 0.0)
        media = page.media
        larger = media.right - media.left > width + 2 or media.top - media.bottom > height + 2
        if place and larger and not _has_size(page.crop, width, height):
            scaled.append(number)
    return (
        [f"pages have another size: {_ranges(scaled)}; comments there may be in a wrong place"]
        if scaled
        else []
    )


def _has_size(box: Corners, width: float, height: float) -> bool:
    return abs(box.right - box.left - width) < 2 and abs(box.top - box.bottom - height) < 2


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in ascending order as in 1, 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
