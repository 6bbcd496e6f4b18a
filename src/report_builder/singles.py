"""Each case study of an issue as a PDF of its own, from the pages that the issue has anyway.

Nothing is laid out for it: what was rendered of a section is joined once more, by itself, under a
strip that says which issue it is from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from report_builder.conformance.report import Validation
from report_builder.content.model import CaseStudy
from report_builder.edition import Artefact, Edition, LaidOut, programs, sheet_job, verification
from report_builder.finishing.excerpt import Excerpt
from report_builder.layout.composition import Section
from report_builder.pages import Overlay, Part, Stamp
from report_builder.sections import Bundle, Press

FOLDER = "case-studies"
"""Where they lie in the folder of the issue."""


@dataclass(frozen=True)
class Single:
    """The PDF of a case study, and its pages: how many, and the first within the issue (from 1).

    `validation` is None where there is no validator.
    """

    case: CaseStudy
    first_page: int
    pages: int
    pdf: Artefact
    validation: Validation | None = None


@dataclass(frozen=True)
class _Issue:
    """What the PDFs of all case studies of an issue are made with."""

    edition: Edition
    press: Press
    photos: Mapping[str, bytes]

    @cached_property
    def program(self) -> Callable[[str], bytes]:
        return programs(self.edition)

    @cached_property
    def address(self) -> str:
        """Where the PDF of the whole issue is found online."""
        return self.edition.metadata.address + self.edition.pdf_name

    @cached_property
    def strip(self) -> bytes | None:
        """A form for the first pages, if the layout has one."""
        edition, press, what = self.edition, self.press, "the strip of case studies"
        html = edition.composition.strip(edition.metadata.address)
        if html is None:
            return None
        made_of = press.digest(sheet_job(edition.brand, press, html, what))
        return press.kept(what, lambda: edition.renderer.render_plain(html, what, {}), made_of)


def of(laid_out: LaidOut) -> list[Single]:
    """The case studies of the main edition of an issue, in print order.

    None where there is only one, where the layout does not print them one by one, and where the
    issue was rendered in one piece.
    """
    press, body = laid_out.edition.press, laid_out.body
    if press is None or not isinstance(body, Bundle):
        return []
    found = _parts(laid_out.sections, body)
    issue = _Issue(laid_out.edition, press, body.photos)
    return [_single(issue, *each) for each in found] if len(found) > 1 else []


def _parts(sections: Sequence[Section], body: Bundle) -> list[tuple[CaseStudy, Mapping[int, Part]]]:
    """Each case study with its parts, by the page (from 1) on which each begins."""
    found: dict[str, tuple[CaseStudy, dict[int, Part]]] = {}
    page = 1
    for section, part in zip(sections, body.parts, strict=True):
        if section.case is not None:
            found.setdefault(section.case.name, (section.case, {}))[1][page] = part
        page += part.extent.pages
    return list(found.values())


def _single(issue: _Issue, case: CaseStudy, parts: Mapping[int, Part]) -> Single:
    """Verified when it is joined, be it in an earlier build. Raises VerificationError."""
    edition, pages = issue.edition, sum(part.extent.pages for part in parts.values())
    first, last = min(parts), max(page + part.extent.pages - 1 for page, part in parts.items())
    name = f"{FOLDER}/{edition.stem}-{case.name}.pdf"
    metadata = Excerpt(edition.report, file=name, case=case, pages=(first, last))
    photos = {each: issue.photos[each] for part in parts.values() for each in part.pictures}

    def make() -> bytes:
        pdf = _joined(issue, metadata, parts, photos)
        verification(name, metadata, pages)(BytesIO(pdf))
        return pdf

    pdf = issue.press.kept(
        "the PDF of a case study",
        make,
        issue.address,
        issue.strip or "",
        metadata.packet,
        *metadata.attachments.values(),
        *(part for each in sorted(photos) for part in (each, photos[each])),
        *(fact for page, part in parts.items() for fact in _made_of(page, part)),
    )
    return Single(case, first, pages, Artefact(name, pdf))


def _made_of(page: int, part: Part) -> tuple[bytes | str, ...]:
    """Everything of a part that is joined; what else it has are facts about it."""
    return part.pdf, str(page), repr(list(part.headings)), repr(sorted(part.fonts.items()))


def _joined(
    issue: _Issue, metadata: Excerpt, parts: Mapping[int, Part], photos: Mapping[str, bytes]
) -> bytes:
    from report_builder import assembly
    from report_builder.finishing.envelope import PageLabel, envelope

    labels, stamps = list[PageLabel](), list[list[Stamp]]()
    for page, part in parts.items():
        labels.append(PageLabel(len(stamps) + 1, "", page))
        stamps += [[] for _ in range(part.extent.pages)]
    stamps[0] = [Stamp(0)]
    strip = Overlay(issue.strip, stamps, "Footer") if issue.strip else None
    return assembly.excerpt(
        list(parts.values()),
        photos,
        issue.program,
        envelope(metadata, labels),
        issue.address,
        strip,
    )
