"""The JSON Schemas that text editors read: current, German, and pointed to by every file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY

from report_builder import schema
from report_builder.content.model import LAENDER, CaseStudy, Issue, Series

REPORTS = REPOSITORY / "reports"
SCHEMAS = dict(schema.schemas())
SAMPLES = sorted(
    path
    for path in REPORTS.rglob("*.yaml")
    if not any(part.startswith((".", "_")) for part in path.relative_to(REPORTS).parts)
)
POINTER = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def properties(part: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property below a part of a schema, by its place."""
    if isinstance(part, list):
        for item in part:
            yield from properties(item, place)
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "properties":
                yield from ((f"{place}.{key}", prop) for key, prop in value.items())
            yield from properties(value, f"{place}.{name}" if name != "properties" else place)


def kind(sample: Path) -> str:
    """The schema that a content file needs, by where it stands."""
    if sample.parent.name == "case-studies":
        return "case-study.schema.json"
    return f"{sample.stem}.schema.json"


# The two forms of a licence are explained together, where it is used.
UNTITLED = re.compile(r"\.anyOf\.(name|url)$")
TITLED = [
    pytest.param(prop, id=f"{name}{place}")
    for name, whole in SCHEMAS.items()
    for place, prop in properties(whole, "")
    if not UNTITLED.search(place)
]


def test_the_committed_schemas_are_current():
    written = {path.name: json.loads(path.read_text("utf-8")) for path in folder().iterdir()}
    assert written == SCHEMAS


def folder() -> Path:
    return REPORTS / schema.FOLDER


def test_writing_gives_the_committed_bytes(tmp_path):
    for path in schema.write(tmp_path):
        assert path.read_bytes() == (folder() / path.name).read_bytes()


@pytest.mark.parametrize("prop", TITLED)
def test_every_property_has_a_title(prop):
    assert prop.get("title")


@pytest.mark.parametrize("model", [Series, Issue, CaseStudy])
def test_every_key_of_a_file_is_in_its_schema(model):
    [found] = [s for s in SCHEMAS.values() if set(s["properties"]) == set(model.fields())]
    assert found["additionalProperties"] is False


def test_titles_are_words_for_editors_not_names_of_fields():
    issue = SCHEMAS["issue.schema.json"]["properties"]
    assert issue["case_studies"]["title"] == "Fallbeispiele"
    assert not any(key == prop["title"] for key, prop in issue.items())


def test_choices_are_offered():
    municipality = SCHEMAS["case-study.schema.json"]["$defs"]["Municipality"]["properties"]
    assert municipality["state"]["enum"] == list(LAENDER)
    assert SCHEMAS["issue.schema.json"]["properties"]["status"]["enum"] == ["draft", "final"]


def test_what_is_required():
    required = {name: set(s["required"]) for name, s in SCHEMAS.items()}
    assert required == {
        "series.schema.json": {
            *("title", "short_title", "language", "publisher"),
            *("contact", "licence", "base_url"),
        },
        "issue.schema.json": {"number", "title", "summary", "status", "cover", "case_studies"},
        "case-study.schema.json": {
            *("title", "teaser", "municipality", "image"),
            *("challenge", "approach", "results"),
        },
    }


def test_schemas_say_nothing_of_the_program():
    text = json.dumps(SCHEMAS, ensure_ascii=False)
    assert "pydantic" not in text
    assert "reports/<slug>" not in text
    assert '"title": "Municipality"' not in text


def test_there_are_samples():
    assert {kind(sample) for sample in SAMPLES} == set(SCHEMAS)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: str(path.relative_to(REPORTS)))
def test_samples_point_to_their_schema(sample):
    pointer = POINTER.fullmatch(sample.read_text("utf-8").split("\n")[0])
    assert pointer is not None
    target = (sample.parent / pointer[1]).resolve()
    assert target == folder() / kind(sample)
    assert target.is_file()
