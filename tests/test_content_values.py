"""Values of each kind: what is accepted, what is refused, and what becomes of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from conftest import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from report_builder.content import types, validation, yaml
from report_builder.content.model import CaseStudy, Issue, LicenceField, Series
from report_builder.content.node import Node
from report_builder.content.rules import problem


def read(kind: Any, written: object) -> Any:
    return TypeAdapter(kind).validate_python(written)


def rule(kind: Any, written: object) -> str:
    """The rule that a value breaks; for what pydantic itself checks, its name for the error."""
    with pytest.raises(ValidationError) as caught:
        read(kind, written)
    return caught.value.errors()[0]["type"]


# --- addresses and numbers ----------------------------------------------------------------


@pytest.mark.parametrize(
    "good",
    [
        "https://www.probe.example",
        "http://probe.example:8080/a/b.html?c=d#e",
        "HTTPS://PROBE.EXAMPLE/",
        "https://müller.example/straße",
        "https://probe.example?q=a.b",
    ],
)
def test_web_addresses(good):
    assert read(types.Url, f" {good} ") == good


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "www.probe.example",
        "//probe.example",
        "/neues/",
        "ftp://probe.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://localhost/",
        "https:probe.example",
        "https:/probe.example",
        "https:///probe.example",
        "https:\\\\probe.example",
        "https://probe..example",
        "https://probe example.org",
        "https://probe.example/a b",
        "https://probe.example:99999",
        "https://user@probe.example",
        "https://user:secret@probe.example",
    ],
)
def test_what_is_no_web_address(bad):
    assert rule(types.Url, bad) == "bad-url"


@pytest.mark.parametrize("good", ["info@probe.example", "a.b+c@d-e.example", "i@münchen.example"])
def test_email_addresses(good):
    assert read(types.Email, good) == good


@pytest.mark.parametrize(
    "bad",
    ["", "info", "info@", "@probe.example", "info@probe", "a b@probe.example", "a@b@probe.example"],
)
def test_what_is_no_email_address(bad):
    assert rule(types.Email, bad) == "bad-email"


@pytest.mark.parametrize("bad", ["<a@b.example>", "Anna <a@b.example>", "mailto:a@b.example"])
def test_an_email_address_stands_alone(bad):
    assert rule(types.Email, bad) == "bad-email"


@pytest.mark.parametrize(
    "good", ["+49 30 23125 010", "030/23125-010", "(030) 23125 010", "+49 (0)30 23125–010"]
)
def test_telephone_numbers(good):
    assert read(types.Phone, good) == good


@pytest.mark.parametrize("bad", ["", "auf Anfrage", "-----", "( ) ( )", "++49 30 23125", "1" * 31])
def test_what_is_no_telephone_number(bad):
    assert rule(types.Phone, bad) == "bad-phone"


@pytest.mark.parametrize("good", ["0378-5955", "2049-3630", "2434-561X"])
def test_issn(good):
    assert read(types.Issn, good) == good


@pytest.mark.parametrize(
    "bad",
    ["0378-5954", "2434-5610", "2434-561x", "0378 5955", "03785955", "ISSN 0378-5955", "X378-5955"],
)
def test_what_is_no_issn(bad):
    assert rule(types.Issn, bad) == "bad-issn"


@pytest.mark.parametrize("good", ["de", "en", "de-AT", "nds", "zh-Hant-TW", "es-419"])
def test_languages(good):
    assert read(types.Language, good) == good


@pytest.mark.parametrize("bad", ["", "d", "DE", "de_AT", "de-at", "Deutsch"])
def test_what_is_no_language(bad):
    assert rule(types.Language, bad) == "bad-language"


def test_dates():
    assert read(types.Date, "2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "bad", ["2023-02-29", "2024-13-01", "28.06.2023", "2023-6-28", "20230628", "2023-06-28T00:00"]
)
def test_what_is_no_date(bad):
    assert rule(types.Date, bad) == "bad-date"


@pytest.mark.parametrize(("written", "number"), [("0", 0), ("48200", 48200), ("-3", -3)])
def test_integers(written, number):
    assert read(types.Integer, written) == number


@pytest.mark.parametrize(
    "bad", ["", "48 200", "48.200", "1_000", "0123", "+5", "1e3", "0x1F", "½", "9" * 5000]
)
def test_what_is_no_integer(bad):
    assert rule(types.Integer, bad) == "wrong-type"


@pytest.mark.parametrize("bad", ["yes", "on", "True", "1", "", None, []])
def test_only_true_and_false_are_booleans(bad):
    assert read(types.Boolean, "true") is True
    assert read(types.Boolean, "false") is False
    assert rule(types.Boolean, bad) == "wrong-type"


@pytest.mark.parametrize(
    ("written", "figure"),
    [("12", Decimal(12)), ("3.50", Decimal("3.50")), ("rund 40", "rund 40"), ("1_000", "1_000")],
)
def test_figures_are_numbers_where_they_can_be(written, figure):
    assert read(types.Figure, written) == figure


@pytest.mark.parametrize("bad", ["", "   "])
def test_a_figure_is_not_empty(bad):
    assert rule(types.Figure, bad) == "missing"


@pytest.mark.parametrize(
    "bad", [["52.1"], ["9.4", "52.1", "1"], ["91", "9"], ["52", "-181"], "52.1, 9.4", ["a", "b"]]
)
def test_coordinates(bad):
    assert read(types.Coordinates, ["52.1", "9.4"]) == (52.1, 9.4)
    assert rule(types.Coordinates, bad) == "wrong-type"


def test_lines_are_one_line():
    assert read(types.Line, "  a\n  b\tc ") == "a b c"


@pytest.mark.parametrize(("text", "slug"), [("Größe Äh!", "groesse-aeh"), ("1. Café ", "1-cafe")])
def test_slugs(text, slug):
    assert types.slugify(text) == slug
    assert types.is_slug(slug)
    assert not types.is_slug(text)


# --- licences -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spdx", "name", "path"),
    [
        ("CC-BY-4.0", "CC BY 4.0", "licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "CC BY-NC-SA 3.0", "licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "CC0 1.0", "publicdomain/zero/1.0/"),
    ],
)
def test_creative_commons_by_identifier(spdx, name, path):
    licence = read(LicenceField, spdx)
    assert (licence.spdx, licence.name) == (spdx, name)
    assert licence.url == f"https://creativecommons.org/{path}"


def test_any_licence_by_name_and_address():
    licence = read(LicenceField, {"name": "Datenlizenz", "url": "https://www.govdata.example/dl"})
    assert (licence.spdx, licence.name) == (None, "Datenlizenz")
    assert read(LicenceField, {"name": "Alle Rechte vorbehalten"}).url is None


@pytest.mark.parametrize("bad", ["", "CC BY 4.0", "cc-by-4.0", "CC-BY-4", "CC-BY-ND-SA-4.0", "MIT"])
def test_unknown_licence_identifiers(bad):
    assert rule(LicenceField, bad) == "wrong-type"


def test_a_licence_needs_its_name():
    assert rule(LicenceField, {"url": "https://www.govdata.example/dl"}) == "missing"


# --- anything at all ----------------------------------------------------------------------

SAMPLE = REPOSITORY / "reports" / "01-arbeiten-im-krisenmodus"
DOCUMENTS: list[tuple[type[Node], yaml.Tree]] = [
    (model, yaml.parse(path.read_bytes(), path.name)[0])
    for model, path in [
        (Series, SAMPLE.parent / "series.yaml"),
        (Issue, SAMPLE / "issue.yaml"),
        (CaseStudy, SAMPLE / "case-studies" / "talbruecken.yaml"),
    ]
]
PLACES = [(number, path) for number, (_, tree) in enumerate(DOCUMENTS) for path in tree.values]
KEYS = ["name", "title", "file", "alt", "url", "text", "start", "end", "spdx", "unheard-of"]
TEXTS = ["", " ", "TODO", "0", "-1", "3.5", "2023", "true", "de", "{}", "https://a.example"]
anything = st.recursive(
    st.none() | st.sampled_from(TEXTS) | st.text(max_size=5),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(KEYS), part, max_size=4)
    ),
    max_leaves=8,
)


def replaced(value: Any, path: yaml.Path, new: Any) -> Any:
    """A copy of a tree of dicts and lists with `new` at `path`."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.sampled_from(PLACES), anything)
def test_any_value_at_any_place_gives_a_model_or_findings(place, new):
    number, path = place
    model, tree = DOCUMENTS[number]
    changed = yaml.Tree(tree.file, replaced(tree.value, path, new), tree.keys, tree.values)
    value, findings = validation.validate(model, changed)
    assert (value is None) == bool(findings)
    assert all(problem(finding, "de").line >= 1 for finding in findings)


def test_empty_items_are_called_by_the_name_of_their_list(content):
    content.append(content.case, "partners: ['']\n")
    [found] = content.problems()
    assert (found.rule, found.field) == ("empty-value", "/partners/0")
    assert "„partners“" in found.message
