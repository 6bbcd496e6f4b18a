"""JSON Schemas of the content files, for completion and checks in text editors."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from report_builder import store
from report_builder.content.model import CaseStudy, Issue, Series
from report_builder.content.node import Node

FOLDER = ".schema"
_MODELS: dict[str, tuple[type[Node], str]] = {
    "series": (Series, "Reihe (series.yaml)"),
    "issue": (Issue, "Heft (issue.yaml)"),
    "case-study": (CaseStudy, "Fallbeispiel"),
}


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and JSON Schema (draft 2020-12) of each kind of content file."""
    for name, (model, title) in _MODELS.items():
        schema = model.model_json_schema()
        meta = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        yield f"{name}.schema.json", meta | _plain(schema) | {"title": title}


def write(folder: Path) -> list[Path]:
    """Write all schemas into `folder`; returns what was written."""
    paths = []
    for name, schema in schemas():
        store.write(folder / name, store.as_json(schema))
        paths.append(folder / name)
    return paths


def _plain(schema: Any) -> Any:
    """Without what pydantic adds for programmers: class names and docstrings."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    of_model = schema.get("type") == "object" and "properties" in schema
    hidden = {"title", "description"} if of_model else set()
    plain = {key: value for key, value in schema.items() if key not in hidden}
    return {
        key: {name: _plain(part) for name, part in value.items()}
        if key in ("properties", "$defs")
        else _plain(value)
        for key, value in plain.items()
    }
