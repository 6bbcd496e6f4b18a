"""The documents say what the program does."""

import re
import subprocess
from pathlib import Path

import pytest

from report_builder.cli import main
from report_builder.content.model import CaseStudy, Issue, Series
from report_builder.content.rules import RULES
from report_builder.content.validation import _node_type

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = (ROOT / "docs" / "redaktion.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "assets/THIRD_PARTY.md"])


def test_the_handbook_explains_every_rule_and_no_other():
    assert set(re.findall(r"^### `([a-z-]+)`$", HANDBOOK, re.MULTILINE)) == set(RULES)


@pytest.mark.parametrize("model", [Series, Issue, CaseStudy])
def test_the_handbook_names_every_key(model):
    keys = {key for part in _models(model) for key in part.model_fields}
    assert {key for key in keys if f"`{key}`" not in HANDBOOK} == set()


def _models(model):
    yield model
    for field in model.model_fields.values():
        if part := _node_type(field.annotation):
            yield from _models(part)


def test_every_command_is_documented():
    texts = "".join(path.read_text("utf-8") for path in [*DOCUMENTS, ROOT / "Makefile"])
    for name in main.commands:
        assert re.search(rf"(report-builder|make|report_builder\)) {name}\b", texts), name


def test_every_target_is_explained_by_make_help():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    explained = re.findall(r"^make ([a-z-]+) +\S", shown.stdout, re.MULTILINE)
    assert sorted(explained) == sorted(targets)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text("utf-8"))
    here = [link for link in links if "." in link and not link.startswith("www.")]
    assert [link for link in here if not (document.parent / link).exists()] == []
