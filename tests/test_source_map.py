"""The source map: whatever a page prints of the content names the file and the field it is from.

`data-src="<file>#<json-pointer>"` stands on the element that prints a field, or on one around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from conftest import REPOSITORY, SmallProject
from lxml import html as parser
from lxml.html import HtmlElement

from report_builder.content import text
from report_builder.content.model import Report
from report_builder.content.node import Node
from report_builder.content.types import RichText
from report_builder.layout.composition import Composition
from report_builder.project import Project
from report_builder.workspace import Workspace, gather

# What the layout uses without printing it as it was written: file names, switches, places in
# pictures, and choices that appear in the words of the layout's labels.
_NOT_WORDS = {"coordinates", "decorative", "due", "example", "file", "focus", "kind", "language",
              "layout", "layout_options", "case_studies", "required", "spdx", "status",
              *Node.model_fields}  # fmt: skip
# Words that other places show: the metadata, running heads, the press image, a notice instead of
# the funder's name.
_NOT_PRINTED = {
    "series.yaml#/short_title",
    "series.yaml#/funder/name",
    "series.yaml#/funder/logo/credit",
    "series.yaml#/funder/logo/licence/name",
    "issue.yaml#/keywords/0",
    "issue.yaml#/keywords/1",
    "issue.yaml#/cover/caption",
    "issue.yaml#/foreword/author/portrait/caption",
}


@dataclass(frozen=True)
class Field:
    """A field with words, and how they look in print: several pieces for a rich text."""

    source: str
    pieces: tuple[str, ...]

    def stands_in(self, words: str) -> bool:
        return any(within(piece, words) for piece in self.pieces)


@dataclass(frozen=True)
class Print:
    """A piece of text in the document, and the nearest data-src around it."""

    text: str
    source: str | None


def compose(workspace: Workspace, slug: str, name: str = "magazine") -> tuple[Report, HtmlElement]:
    """A report and its whole document in one of its layouts."""
    (issue,) = workspace.selected((slug,))
    assert issue.report is not None and workspace.brand is not None
    layout = workspace.layouts[name]
    composition = Composition(workspace.project.root, issue.report, layout, workspace.brand)
    return issue.report, parser.document_fromstring(composition.document(composition.sections()))


@pytest.fixture
def filled(specimen: SmallProject) -> tuple[Report, HtmlElement]:
    return compose(specimen.gather(), specimen.slug)


@pytest.fixture(
    scope="module", params=["01-arbeiten-im-krisenmodus", "02-trends-in-der-buergerbeteiligung"]
)
def sample(request: pytest.FixtureRequest) -> tuple[Report, HtmlElement]:
    return compose(gather(Project(REPOSITORY)), request.param)


@pytest.fixture(scope="module")
def brief() -> tuple[Report, HtmlElement]:
    return compose(gather(Project(REPOSITORY)), "01-arbeiten-im-krisenmodus", "brief")


def plain(words: str) -> str:
    return " ".join(words.split())


def within(words: str, longer: str) -> bool:
    return words in longer and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", longer))


def nodes(report: Report) -> Iterator[Node]:
    for root in (report.series, report.issue, *report.case_studies):
        yield from root.nodes()


def fields(report: Report, shortest: int) -> list[Field]:
    """Every field that holds words, numbers or dates of at least so many signs."""
    found = []
    for node in nodes(report):
        for name in type(node).model_fields.keys() - _NOT_WORDS:
            value = getattr(node, name)
            items = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, item in items:
                if item is not None and not isinstance(item, Node | dict):
                    steps = (name,) if index is None else (name, index)
                    pieces = tuple(p for p in map(plain, _printed(item)) if len(p) >= shortest)
                    found.append(Field(str(node.origin.at(*steps)), pieces))
    # What the press is told stands on no page of the issue.
    return [field for field in found if field.pieces and "#/press/" not in field.source]


def _printed(value: Any) -> Iterator[str]:
    """How a value looks in a German issue."""
    if isinstance(value, RichText):
        yield from _rendered(value).itertext()
    elif isinstance(value, date):
        yield format_date(value, "long", locale="de")
    elif isinstance(value, int | Decimal):
        pattern = "#,##0.###" if value >= 10_000 else "0.###"
        yield format_decimal(value, pattern, locale="de").replace(".", " ")
    else:
        yield value.split("//")[-1].removeprefix("www.").rstrip("/")


def _rendered(words: str) -> HtmlElement:
    return parser.fragment_fromstring(text.render(words, level=2, page="Seite"), "div")


def prints(document: HtmlElement) -> Iterator[Print]:
    """Every text and every text alternative of the body, with the source it claims.

    The text alternative of the map is left out: it gathers the names of several files.
    """
    gathered = set(document.xpath("//*[@class='places__map' or @class='more__map']/svg/title"))
    for element in set(document.body.iter("*")) - gathered:
        around = element.xpath("ancestor::*[@data-src][1]/@data-src")
        claimed = [element.get("data-src")] if element.get("data-src") else around
        for words, source in ((element.get("alt"), claimed), (element.text, claimed),
                              (element.tail, around)):  # fmt: skip
            if words and words.strip():
                yield Print(plain(words), next(iter(source), None))


def strays(report: Report, document: HtmlElement, shortest: int) -> Iterator[str]:
    """Words of a field in a place that names no field, or one that does not have these words."""
    known = fields(report, shortest)
    for printed in prints(document):
        claimed = [f for f in known if printed.source and _below(f.source, printed.source)]
        for field in known:
            if field.stands_in(printed.text):
                pieces = (piece for other in claimed for piece in other.pieces)
                if not any(field.stands_in(piece) for piece in pieces):
                    yield f"{printed.source}: “{printed.text[:60]}” is of {field.source}"


def _below(source: str, claimed: str) -> bool:
    return source == claimed or source.startswith(f"{claimed}/")


def test_specimen_leaves_no_field_out(filled: tuple[Report, HtmlElement]) -> None:
    empty, used = set(), set()
    for node in nodes(filled[0]):
        for name in type(node).model_fields.keys() - Node.model_fields.keys():
            full = getattr(node, name) not in (None, [], {})
            (used if full else empty).add(f"{type(node).__name__}.{name}")
    # Without these approvals no issue would be built.
    assert empty - used == {"SeriesReview.required"}


def test_specimen_has_no_text_twice(filled: tuple[Report, HtmlElement]) -> None:
    found = fields(filled[0], 3)
    for field in found:
        others = [o for o in found if o is not field and any(map(field.stands_in, o.pieces))]
        assert others == []


def test_every_field_is_printed(filled: tuple[Report, HtmlElement]) -> None:
    report, document = filled
    words = " ".join(printed.text for printed in prints(document))
    lost = {field.source for field in fields(report, 1) if not field.stands_in(words)}
    linked = {source for source in lost if source.endswith("/licence/url")}
    names = {source.removeprefix("reports/").removeprefix("01-probe/") for source in lost - linked}
    assert names == _NOT_PRINTED


def test_printed_words_name_their_field(filled: tuple[Report, HtmlElement]) -> None:
    found = sorted(strays(*filled, shortest=3))
    assert not found, "\n".join(found)


def test_printed_words_of_the_samples_name_their_field(sample: tuple[Report, HtmlElement]) -> None:
    # Short words also occur in the layout's labels.
    found = sorted(strays(*sample, shortest=14))
    assert not found, "\n".join(found)


def test_printed_words_of_a_brief_name_their_field(brief: tuple[Report, HtmlElement]) -> None:
    found = sorted(strays(*brief, shortest=14))
    assert not found, "\n".join(found)
    _assert_sources_exist(*brief)


def test_every_source_exists(filled: tuple[Report, HtmlElement]) -> None:
    _assert_sources_exist(*filled)


def test_every_source_of_the_samples_exists(sample: tuple[Report, HtmlElement]) -> None:
    _assert_sources_exist(*sample)


def _assert_sources_exist(report: Report, document: HtmlElement) -> None:
    roots = [report.series, report.issue, *report.case_studies]
    models = {root.origin.file: root.model_dump() for root in roots}
    for former in report.earlier:  # of which the map shows the municipalities
        models[former.origin.file] = {"number": former.number}
        for place in former.municipalities:
            models[place.origin.file] = {"municipality": place.model_dump()}
    sources = document.xpath("//@data-src")
    assert len(sources) > 50
    for source in sources:
        file, _, pointer = source.partition("#/")
        value = models[file]
        for step in pointer.split("/"):
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value is not None, f"{source} is empty"
