"""What an issue says as a whole in figures, and that the sample's agree with its case studies."""

from collections import Counter

import pytest
from conftest import ISSUE_ONE, REPOSITORY, SmallProject
from lxml import html as parser
from test_layout import document, kinds

from report_builder.content.model import Report
from report_builder.content.types import RichText
from report_builder.project import Project
from report_builder.workspace import gather

FIGURES = "key_figures: [{value: 12.5, unit: km, label: Wege, source: Zählung}]\n"
CHART = """\
charts:
  - {kind: bar, title: Wege im Ort, summary: "Die Wege werden kürzer, Jahr für Jahr.",
     series: [{name: Wege, values: {2021: 3, 2022: 2}}]}
"""


@pytest.mark.parametrize(
    "written", [FIGURES, CHART, FIGURES + CHART], ids=["numbers", "chart", "both"]
)
def test_it_is_printed_where_there_is_something(project: SmallProject, written: str) -> None:
    assert "overview" not in kinds(project)
    project.append(project.issue, written)
    assert kinds(project)[3] == "overview"
    page = parser.document_fromstring(document(project))
    (section,) = page.xpath("//*[@id='overview']")
    assert ("12,5" in section.text_content()) == (FIGURES in written)
    assert len(section.xpath(".//figure/svg")) == (CHART in written)


def test_charts_of_the_issue_stand_between_introduction_and_case_studies(
    specimen: SmallProject,
) -> None:
    (issue,) = specimen.gather().selected((specimen.slug,))
    assert issue.report is not None
    assert [chart.title for chart in issue.report.charts] == [
        "Woraus Tische sind", "Lehnen im Vergleich", "Wer am Tisch sitzt", "Immer mehr Gäste",
    ]  # fmt: skip
    page = parser.document_fromstring(document(specimen))
    captions = [c.text for c in page.xpath("//*[@id='chart-data']//*[@class='data__title']")]
    assert captions == [chart.title for chart in issue.report.charts]


def test_its_charts_are_checked_like_all_others(content: SmallProject) -> None:
    content.append(content.issue, CHART.replace("kind: bar", "kind: donut").replace("3", "-3"))
    (problem,) = content.problems()
    assert (problem.rule, problem.field) == ("chart-negative", "/charts/0/series/0/values/2021")


# --- the sample ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Report:
    (issue,) = gather(Project(REPOSITORY)).selected((ISSUE_ONE,))
    assert issue.report is not None
    return issue.report


def test_the_numbers_of_the_sample_are_those_of_its_case_studies(sample: Report) -> None:
    places = [case.municipality for case in sample.case_studies]
    states, people, volunteers, meetings = (int(one.value) for one in sample.issue.key_figures)
    assert states == len({place.state for place in places}) == len(places)
    assert Counter(place.kind for place in places) == {
        "large_city": 1, "city": 3, "municipality": 3, "district": 2,
    }  # fmt: skip
    assert people == sum(place.population or 0 for place in places)
    assert (min(p.population for p in places), max(p.population for p in places)) == (1150, 312_000)
    assert volunteers == 28 + 46 + 240
    assert meetings == 71 + 34


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nordersiel", "alle 28 Kapitäninnen und Kapitäne"),
        ("seewinkel", "46 Personen haben zugesagt"),
        ("weinhuegelland", "Von 240 Patinnen und Paten"),
        ("talbruecken", "kam die Runde 71-mal zusammen"),
        ("halmstedt", "fanden 34 Rückblicke statt"),
    ],
)
def test_what_the_sample_adds_up_stands_in_its_case_studies(
    sample: Report, name: str, words: str
) -> None:
    (case,) = [case for case in sample.case_studies if case.name == name]
    assert any(words in " ".join(text.split()) for _, text in case.texts(RichText))


def test_the_chart_of_the_sample_has_the_key_figures_of_its_case_studies(sample: Report) -> None:
    minutes = {
        case.municipality.name: {
            int(one.value) for one in case.key_figures if one.unit == "Minuten"
        }
        for case in sample.case_studies
    }
    (chart,) = sample.issue.charts
    for label, value in chart.series[0].values.items():
        assert value in minutes[label.split(":")[0]]
