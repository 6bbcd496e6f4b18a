"""What fields are called: by editors, in the words of the schemas."""

from pathlib import PurePosixPath
from typing import Any, get_args

from report_builder.content.loading import SERIES
from report_builder.content.model import CaseStudy, Issue, Series
from report_builder.content.node import Node


def name_of(source: str, language: str) -> str:
    """A field by the titles that it and the parts around it have: Zitate 2, Text.

    The titles are German; in other languages it is named by its keys.
    """
    file, _, pointer = source.partition("#/")
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")]
    names: list[str] = []
    model: Any = _model(file)
    for step in steps:
        if step.isdecimal() and names:
            names[-1] += f" {int(step) + 1}"
            continue
        field = model.fields().get(step) if model else None
        german = language.split("-")[0] == "de" and field is not None and field.title
        names.append(str(field.title) if german and field else step.replace("_", " "))
        model = _node(field.annotation) if field is not None else None
    return ", ".join(names)


def _model(file: str) -> type[Node]:
    if file == SERIES:
        return Series
    return Issue if PurePosixPath(file).name == "issue.yaml" else CaseStudy


def _node(annotation: Any) -> type[Node] | None:
    """The model in the type of a field: the field's own, or that of the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    return next((node for part in get_args(annotation) if (node := _node(part))), None)
