"""The layout `magazine`: sections in print order, options, helpers, errors, and sound HTML."""

from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import jinja2
import pytest
from conftest import REPOSITORY, SmallProject
from lxml import html as parser
from lxml.html import HtmlElement
from pytest import MonkeyPatch

from report_builder.errors import LayoutError
from report_builder.layout.composition import Composition, Section
from report_builder.layout.templates import Templates
from report_builder.project import Project
from report_builder.workspace import Workspace, gather

NARROW_SPACE = "\u202f"


def composition(workspace: Workspace, slug: str) -> Composition:
    (issue,) = workspace.selected((slug,))
    assert issue.report is not None and workspace.brand is not None
    layout, *_ = workspace.layouts_of(issue.report)
    return Composition(workspace.project.root, issue.report, layout, workspace.brand)


def sections(project: SmallProject) -> list[Section]:
    return list(composition(project.gather(), project.slug).sections())


def kinds(project: SmallProject) -> list[str]:
    return [section.kind for section in sections(project)]


def document(project: SmallProject) -> str:
    composed = composition(project.gather(), project.slug)
    return composed.document(composed.sections())


def broken(project: SmallProject) -> str:
    with pytest.raises(LayoutError) as caught:
        document(project)
    return str(caught.value)


def test_a_template_is_compiled_once(project: SmallProject, monkeypatch: MonkeyPatch) -> None:
    former, log = jinja2.Environment.compile, list[str]()

    def compiled(self: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        log.append(name)
        return former(self, source, name, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", compiled)
    first = document(project)
    assert "cover.html" in log
    log.clear()
    assert document(project) == first
    assert log == []
    project.replace("layouts/magazine/cover.html", "<h1", "<hr><h1")
    assert document(project) != first
    assert log == ["cover.html"]


def test_constants_are_those_of_the_language(tmp_path: Path) -> None:
    """Jinja calls filters for them when it compiles."""
    (tmp_path / "page.html").write_text('{{ 1.5 | number(1) }} {{ "2023-06-28" | isodate }}')
    said = [
        Templates(tmp_path, tmp_path, language, {}).render("page.html", "the test")
        for language in ("de", "en")
    ]
    assert said == ["1,5 28. Juni 2023", "1.5 June 28, 2023"]


# --- sections -----------------------------------------------------------------------------


def test_a_bare_issue_has_only_the_sections_it_has_content_for(project: SmallProject) -> None:
    assert kinds(project) == ["cover", "imprint", "contents", "case-study", "back-cover"]


def test_a_full_issue_has_every_section_in_print_order(specimen: SmallProject) -> None:
    found = [(section.id, section.title) for section in sections(specimen)]
    assert found == [
        ("cover", "Titelseite"),
        ("imprint", "Impressum"),
        ("contents", "Inhalt"),
        ("foreword", "Vorab gesagt"),
        ("introduction", "Hinein ins Thema"),
        ("overview", "Auf einen Blick"),
        ("places", "Wo die Beispiele liegen"),
        ("case-study-musterstadt", "Ein Tisch für alle"),
        ("case-study-zweitdorf", "Zweitens ohne Zutaten"),
        ("conclusion", "Am Ende gelernt"),
        ("resources", "Weitere Bausteine"),
        ("glossary", "Glossar"),
        ("sources", "Quellen"),
        ("chart-data", "Daten zu den Diagrammen"),
        ("index", "Register"),
        ("about", "Über das Projekt"),
        ("back-cover", "Rückseite"),
    ]


def test_sections_name_the_files_they_print(specimen: SmallProject) -> None:
    files = {section.id: section.files for section in sections(specimen)}
    assert files["case-study-musterstadt"] == (specimen.case,)
    assert files["foreword"] == (specimen.series, specimen.issue)


def test_each_section_is_one_element_with_its_id(specimen: SmallProject) -> None:
    for section in sections(specimen):
        (element,) = parser.fragments_fromstring(section.html.strip())
        assert element.get("id") == section.id
        assert "part" in element.classes


def test_case_studies_follow_the_order_of_the_list(specimen: SmallProject) -> None:
    specimen.replace(specimen.issue, "[musterstadt, zweitdorf]", "[zweitdorf, musterstadt]")
    ids = [section.id for section in sections(specimen) if section.kind == "case-study"]
    assert ids == ["case-study-zweitdorf", "case-study-musterstadt"]


def test_optional_fields_leave_no_empty_element(project: SmallProject) -> None:
    project.replace(project.case, "  population: 48200\n", "")
    project.replace(project.case, "period: {start: 2021, end: 2023}\n", "")
    (case,) = [section for section in sections(project) if section.kind == "case-study"]
    hollow = {"img", "br", "hr", "col"}
    for element in parser.fragment_fromstring(case.html).iter():
        filled = element.text_content().strip() or element.xpath(".//img")
        assert filled or element.tag in hollow, parser.tostring(element)


# --- options ------------------------------------------------------------------------------


def test_imprint_can_stand_at_the_back(project: SmallProject) -> None:
    project.append(project.issue, "layout_options: {imprint: back}\n")
    assert kinds(project) == ["cover", "contents", "case-study", "imprint", "back-cover"]


def test_contents_without_pictures(project: SmallProject) -> None:
    assert "toc__picture" in document(project)
    project.append(project.issue, "layout_options: {contents_pictures: false}\n")
    assert "toc__picture" not in document(project)


def test_text_can_be_justified(project: SmallProject) -> None:
    assert '<body class="justified">' not in document(project)
    project.append(project.issue, "layout_options: {justify: true}\n")
    assert '<body class="justified">' in document(project)


def test_an_option_the_layout_does_not_offer_is_a_problem(project: SmallProject) -> None:
    project.append(project.issue, "layout_options: {imprint: middle, justfy: true}\n")
    found = {(p.rule, p.field) for p in project.all_problems()}
    assert found == {("not-allowed", "/layout_options/imprint"),
                     ("unknown-key", "/layout_options/justfy")}  # fmt: skip


# --- what layout authors get wrong --------------------------------------------------------


def test_options_that_are_no_mapping_are_one_problem(project: SmallProject) -> None:
    project.append(project.issue, "layout_options: justify\n")
    assert [p.rule for p in project.all_problems()] == ["wrong-type"]


def test_undefined_name_says_template_line_and_case_study(project: SmallProject) -> None:
    project.append("layouts/magazine/case-study.html", "\n{{ case.nonsense }}\n")
    line = project.read("layouts/magazine/case-study.html").count("\n")
    message = broken(project)
    assert message.startswith(f"layouts/magazine/case-study.html:{line}: ")
    assert "nonsense" in message
    assert message.endswith(f"(while rendering {project.case})")


def test_syntax_error_says_template_and_line(project: SmallProject) -> None:
    project.write("layouts/magazine/contents.html", "<p>\n{% if %}\n</p>\n")
    assert broken(project).startswith("layouts/magazine/contents.html:2: ")


def test_missing_label_is_named(project: SmallProject) -> None:
    project.replace("layouts/magazine/labels.de.yaml", "challenge: Ausgangslage\n", "")
    message = broken(project)
    assert "there is no label “challenge” in labels.de.yaml" in message
    assert message.startswith("layouts/magazine/case-study.html:")


def test_error_in_a_macro_is_placed_in_the_file_of_the_macro(project: SmallProject) -> None:
    project.replace("layouts/magazine/_macros.html", "node[field] | markdown", "node[filed]")
    assert broken(project).startswith("layouts/magazine/_macros.html:")


def test_missing_file_of_the_layout_is_named(project: SmallProject) -> None:
    (project.root / "layouts/magazine/css/type.css").unlink()
    assert "there is no file “css/type.css” in layouts/magazine/" in broken(project)


def test_missing_template_is_a_problem_of_the_layout(project: SmallProject) -> None:
    (project.root / "layouts/magazine/contents.html").unlink()
    (problem,) = project.all_problems()
    assert (problem.file, problem.rule) == ("layouts/magazine/layout.yaml", "missing-template")
    assert "contents.html" in problem.message


# --- escaping -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}"])
@pytest.mark.parametrize("field", ["title: Ein Tisch für alle", "  Der Bauhof zimmerte"])
def test_code_in_content_is_printed_as_text(project: SmallProject, field: str, code: str) -> None:
    project.replace(project.case, field, f"{field} {code}".replace("title: ", "title: >-\n  "))
    page = parser.document_fromstring(document(project))
    assert code in page.text_content()
    assert not page.xpath("//script")


def test_quotes_in_content_do_not_leave_an_attribute(project: SmallProject) -> None:
    project.replace(project.case, "alt: Ein runder Tisch", "alt: Ein \"><img src='x'> Tisch")
    (case,) = [section for section in sections(project) if section.kind == "case-study"]
    (image,) = parser.fragment_fromstring(case.html).xpath("//img")
    assert image.get("alt") == "Ein \"><img src='x'> Tisch"


# --- numbers, dates and sizes -------------------------------------------------------------


@pytest.fixture
def german() -> Templates:
    labels = {"group_separator": NARROW_SPACE}
    return Templates(Path("/"), Path("/"), "de", labels)


@pytest.fixture
def english() -> Templates:
    return Templates(Path("/"), Path("/"), "en", {})


def test_german_numbers(german: Templates) -> None:
    assert german.number(48200) == f"48{NARROW_SPACE}200"
    assert german.number(-1234567) == f"−1{NARROW_SPACE}234{NARROW_SPACE}567"
    assert german.number(9600) == "9600"
    assert german.number(Decimal("39.6")) == "39,6"
    assert german.number(Decimal("39.60")) == "39,60"
    assert german.number("fast alle") == "fast alle"


def test_english_numbers(english: Templates) -> None:
    assert english.number(48200) == "48,200"
    assert english.number(9600) == "9600"
    assert english.number(Decimal("39.6")) == "39.6"


def test_dates_in_words(german: Templates, english: Templates) -> None:
    day = date(2023, 6, 28)
    assert german.date(day) == "28. Juni 2023"
    assert english.date(day) in ("June 28, 2023", "28 June 2023")


def test_file_sizes(german: Templates, english: Templates) -> None:
    assert german.size(620_400) == "620\u00a0KB"
    assert german.size(2_449_000) == "2,4\u00a0MB"
    assert english.size(2_449_000) == "2.4\u00a0MB"
    assert german.size(12) == "1\u00a0KB"


@pytest.mark.parametrize("octets", [999_499, 999_500, 999_999, 1_000_000])
def test_a_file_size_never_has_four_digits(german: Templates, octets: int) -> None:
    assert german.size(octets) in ("999\u00a0KB", "1,0\u00a0MB")


def test_issue_uses_its_own_language(specimen: SmallProject) -> None:
    specimen.replace(specimen.issue, "language: de", "language: en")
    page = parser.document_fromstring(document(specimen))
    assert page.get("lang") == "en"
    assert "48,200" in page.text_content()
    assert "The challenge" in page.text_content()


# --- sound HTML ---------------------------------------------------------------------------


@pytest.fixture(params=["project", "specimen", "01-arbeiten-im-krisenmodus",
                        "02-trends-in-der-buergerbeteiligung"])  # fmt: skip
def page(request: pytest.FixtureRequest) -> HtmlElement:
    """The document of a bare issue, a full one, and the samples."""
    if request.param in ("project", "specimen"):
        return parser.document_fromstring(document(request.getfixturevalue(request.param)))
    return parser.document_fromstring(sample(request.param))


@cache
def sample(slug: str) -> str:
    """The document of an issue in reports/."""
    composed = composition(gather(Project(REPOSITORY)), slug)
    return composed.document(composed.sections())


def test_headings_begin_at_one_and_skip_no_level(page: HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_images_have_a_text_alternative(page: HtmlElement) -> None:
    images = page.xpath("//img")
    assert images
    assert [image.get("src") for image in images if not image.get("alt")] == []


def test_ids_are_unique_and_links_lead_somewhere(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)


def test_tables_and_lists_are_complete(page: HtmlElement) -> None:
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//table[not(.//th)]") == []
    assert page.xpath("//li[not(parent::ul or parent::ol)]") == []
    assert page.xpath("//figcaption[not(parent::figure)]") == []
