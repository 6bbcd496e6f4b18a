"""The layout `brief`: an issue on two to four pages, whatever the issue has."""

from itertools import pairwise
from pathlib import Path

import pytest
from conftest import REPOSITORY, SmallProject
from lxml import html as parser
from lxml.html import HtmlElement

from report_builder.edition import Edition, LaidOut, lay_out
from report_builder.layout import description
from report_builder.layout.composition import Composition
from report_builder.project import Project
from report_builder.rendering.process import Renderer
from report_builder.workspace import Workspace, gather

ADVICE = "conclusion: {text: Schluss., recommendations: [%s]}\n"


def composed(workspace: Workspace, slug: str) -> HtmlElement:
    """The document of an issue in this layout, whether the issue names it or not."""
    (issue,) = workspace.selected((slug,))
    assert issue.report is not None and workspace.brand is not None
    root = workspace.project.root
    layout, findings = description.read(root, "brief")
    assert layout is not None and findings == []
    composition = Composition(root, issue.report, layout, workspace.brand)
    return parser.document_fromstring(composition.document(composition.sections()))


def laid_out(root: Path, slug: str) -> LaidOut:
    workspace = gather(Project(root))
    (issue,) = workspace.selected((slug,))
    assert issue.report is not None and workspace.brand is not None
    layout, _ = description.read(root, "brief")
    assert layout is not None
    with Renderer(root, workspace.project.limits) as renderer:
        renderer.use([root / name for name in workspace.brand.font_files()], {})
        return lay_out(Edition(root, issue.report, layout, workspace.brand, renderer, None))


def add_cases(project: SmallProject, count: int) -> None:
    """As many case studies, each with a teaser of three sentences."""
    text = project.read(project.case)
    teaser = "teaser: Wie Musterstadt einen Tisch aufstellte und wer sich daran setzte."
    assert teaser in text
    text = text.replace(teaser, teaser + " Nicht alle fanden das gut, manche sagten es laut." * 3)
    (project.root / project.case).unlink()
    names = [f"ort-{number}" for number in range(count)]
    for name in names:
        project.write(project.case.replace("musterstadt", name), text)
    project.replace(project.issue, "  - musterstadt\n", "".join(f"  - {n}\n" for n in names))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    "slug", ["01-arbeiten-im-krisenmodus", "02-trends-in-der-buergerbeteiligung"]
)
def test_sample_on_four_pages(slug: str) -> None:
    pages = laid_out(REPOSITORY, slug)
    assert pages.body.pages == 4
    assert [pages.body.anchors[section.id] for section in pages.sections] == [1, 2, 3, 4]


def test_sample_is_sound() -> None:
    document = composed(gather(Project(REPOSITORY)), "01-arbeiten-im-krisenmodus")
    levels = [int(heading.tag[1]) for heading in document.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(image.get("alt") is not None for image in document.xpath("//img"))
    cases = document.xpath("//*[starts-with(@id, 'case-study-')]/@id")
    assert cases[0] == "case-study-talbruecken" and len(cases) == 9
    assert len(document.xpath("//ol/li")) == 8


def test_a_bare_issue_leaves_no_holes(project: SmallProject) -> None:
    pages = laid_out(project.root, project.slug)
    assert [section.kind for section in pages.sections] == ["front", "cases", "back"]
    assert pages.body.pages == 3
    document = composed(project.gather(), project.slug)
    for element in document.body.iter("section", "p", "ul", "ol", "dl", "dt", "dd", "span"):
        assert words(element) or element.xpath(".//img"), parser.tostring(element)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (4, 1), (6, 1), (9, 1), (20, 2)])
def test_many_cases_hold(project: SmallProject, count: int, pages: int) -> None:
    add_cases(project, count)
    anchors = laid_out(project.root, project.slug).body.anchors
    assert anchors["back"] - anchors["cases"] == pages
    assert anchors[f"case-study-ort-{count - 1}"] == anchors["back"] - 1  # nothing behind it


@pytest.mark.parametrize(("count", "pages"), [(3, 1), (6, 1), (8, 1), (24, 2)])
def test_many_recommendations_hold(project: SmallProject, count: int, pages: int) -> None:
    item = '"**Beginnen Sie mit einem festen Termin.** Eine kurze Runde, die Zusammenstöße zeigt."'
    project.append(project.issue, ADVICE % ", ".join([item] * count))
    anchors = laid_out(project.root, project.slug).body.anchors
    assert anchors["cases"] - anchors["recommendations"] == pages


def test_long_words_of_a_front_page_stay_on_it(project: SmallProject) -> None:
    title = "Wie Gemeindeverwaltungsverbände mit knappen Kassen und fehlenden Fachkräften umgehen"
    project.replace(project.issue, "title: Probeheft", f"title: {title}, solange es dauert")
    project.append(project.issue, f"subtitle: {title}\n")
    summary = "Ein kleines Heft mit einem einzigen Fallbeispiel, an dem alles geprobt wird."
    project.replace(project.issue, summary, " ".join([summary] * 7))
    figure = "{value: 12500, unit: Einwohnerinnen und Einwohner, label: %s}" % (summary * 2)
    project.append(project.case, f"key_figures: [{figure}]\n".replace(", an", " an"))
    anchors = laid_out(project.root, project.slug).body.anchors
    assert anchors["cases"] == 2


def test_only_a_lead_stands_above_the_rest(project: SmallProject) -> None:
    project.append(project.issue, ADVICE % '"**Vorab.** Text.", "Ein **Wort** im Text."')
    items = composed(project.gather(), project.slug).xpath("//ol/li")
    assert ["advice__item--led" in item.classes for item in items] == [True, False]


def test_figures_of_the_issue_come_first(specimen: SmallProject) -> None:
    def figures() -> list[str]:
        document = composed(specimen.gather(), specimen.slug)
        return [words(item) for item in document.xpath("//*[@class='figures']//li")]

    assert figures() == ["5307 Schemel wackeln landesweit"]
    text = specimen.read(specimen.issue)
    start, end = text.index("key_figures:"), text.index("case_studies:")
    specimen.write(specimen.issue, text[:start] + text[end:])
    (figure,) = figures()
    assert figure.endswith(" Musterstadt")


def test_english_labels(project: SmallProject) -> None:
    project.replace(project.series, "language: de", "language: en")
    text = words(composed(project.gather(), project.slug))
    assert "Policy brief" in text and "The whole issue" in text
    assert "Kurzfassung" not in text
