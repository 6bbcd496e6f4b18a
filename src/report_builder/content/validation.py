"""From a parsed tree to a model, or to findings that name the place of each mistake."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from report_builder.content import yaml
from report_builder.content.files import find_file
from report_builder.content.node import FileNode, Node, Source
from report_builder.content.rules import RULES, Finding
from report_builder.content.suggestion import closest

M = TypeVar("M", bound=Node)

_EXPECTED = {
    "model_type": "expected:mapping",
    "dict_type": "expected:mapping",
    "list_type": "expected:list",
    "tuple_type": "expected:list",
    "string_type": "expected:text",
}


def read(
    model: type[M], root: Path, file: str, scale: int = 1
) -> tuple[M | None, yaml.Tree, list[Finding]]:
    """Read `file`, a path relative to the project `root`, as `model`.

    The model is None where the file cannot be used; its tree serves to place further findings.
    The file may be `scale` times as large as what an editor writes.
    """
    data, finding = _bytes(root, file, scale)
    if finding is not None:
        return None, yaml.Tree(file), [finding]
    tree, findings = yaml.parse(data, file, scale)
    if tree.value is None:
        empty = [] if findings else [Finding("empty-file", file, *yaml.START, ())]
        return None, tree, findings + empty
    value, more = validate(model, tree)
    return value, tree, findings + more


def read_text(root: Path, file: str) -> tuple[str | None, list[Finding]]:
    """The text of `file`, a path relative to the project `root`, or None and what is wrong."""
    data, finding = _bytes(root, file)
    return (None, [finding]) if finding is not None else yaml.decode(data, file)


def _bytes(root: Path, file: str, scale: int = 1) -> tuple[bytes, Finding | None]:
    """At most one byte more than a file may have, and what keeps the file from being read."""
    path = (root / file).resolve()
    if not path.is_relative_to(root.resolve()):
        folder = str(PurePosixPath(file).parent)
        return b"", Finding("file-outside", file, *yaml.START, (), {"got": file, "folder": folder})
    try:
        if path.exists() and not path.is_file():
            raise OSError("not a file")  # a pipe would let us wait for ever
        with path.open("rb") as content:
            return content.read(scale * yaml.MAX_BYTES + 1), None
    except OSError as error:
        facts = {"reason": error.strerror or str(error)}
        return b"", Finding("unreadable-file", file, *yaml.START, (), facts)


def validate(model: type[M], tree: yaml.Tree) -> tuple[M | None, list[Finding]]:
    """Validate the whole tree; on success every node knows its source."""
    try:
        value = model.model_validate(tree.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, _once([_finding(model, tree, detail) for detail in details])
    value.place(Source(tree.file))
    return value, []


def _once(findings: list[Finding]) -> list[Finding]:
    """A mistyped key is one mistake: what it was meant for is not missing as well."""
    meant = {(*f.path[:-1], f.facts["meant"]) for f in findings if f.rule == "unknown-key"}
    missed = ("missing-key", "image-credit")
    return [f for f in findings if f.rule not in missed or f.path not in meant]


def salvage(model: type[M], tree: yaml.Tree) -> M | None:
    """What can be read of a file that does not validate, so that further checks can go on.

    Fields that cannot be read have their default, or None.
    """
    if not isinstance(tree.value, dict):
        return None
    node: M = _salvaged(model, tree.value)
    node.place(Source(tree.file))
    return node


def _salvaged(model: type[Node], written: dict[str, Any]) -> Any:
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        fields[name] = None if field.is_required() else field.get_default()
        value = written.get(field.alias or name)
        if value is not None and (saved := _salvaged_value(model, name, value)) is not None:
            fields[name] = saved
    return model.model_construct(**fields)


def _salvaged_value(model: type[Node], name: str, value: Any) -> Any:
    try:
        return _reader(model, name).validate_python(value)
    except ValidationError:
        inner = _node_type(model.model_fields[name].annotation)
    if inner is not None and isinstance(value, dict):
        return _salvaged(inner, value)
    if inner is not None and isinstance(value, list):
        return [_salvaged(inner, item) if isinstance(item, dict) else None for item in value]
    return None


@cache
def _reader(model: type[Node], name: str) -> TypeAdapter[Any]:
    """What reads one field of a model."""
    field = model.model_fields[name]
    kind: Any = Annotated[(field.annotation, *field.metadata, None)]
    return TypeAdapter(kind)


def resolve_files(root: Path, node: Node, tree: yaml.Tree, folder: Path) -> Iterator[Finding]:
    """Find the files that a node and its parts name, from `folder` or beside the file itself."""
    bases = (folder, root / PurePosixPath(tree.file).parent)
    for part in node.nodes():
        if isinstance(part, FileNode) and part.file:
            found = find_file(root, bases, part.file, part.types)
            if isinstance(found, PurePosixPath):
                part.resolve(found)
            else:
                key = type(part).model_fields["file"].alias or "file"
                yield at(tree, part.origin.at(key).path, found.rule, found.facts)


def at(
    tree: yaml.Tree,
    path: yaml.Path,
    rule: str,
    facts: Mapping[str, Any] | None = None,
    *,
    at_key: bool = False,
) -> Finding:
    """A finding at a path of the tree: at its value, or at its key."""
    where = tree.position(path, key=at_key)
    return Finding(rule, tree.file, *where, path, dict(facts or {}))


def _finding(model: type[Node], tree: yaml.Tree, detail: ErrorDetails) -> Finding:
    path, kind = tuple(detail["loc"]), detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["input"] is None and kind in ("wrong-type", "not-allowed"):
        return at(tree, path, "empty-value", {"key": str(path[-1])}, at_key=True)
    if kind in RULES:
        facts = {name: value for name, value in context.items() if name != "rule"}
        return at(tree, path, kind, facts)
    if kind == "missing":
        return _missing(tree, path)
    if kind == "extra_forbidden":
        return _unknown(model, tree, path)
    if kind in _EXPECTED:
        return _wrong_type(tree, path, _EXPECTED[kind], detail["input"])
    return _constraint(tree, path, kind, context, detail["input"])


def _missing(tree: yaml.Tree, path: yaml.Path) -> Finding:
    key = str(path[-1])
    if path in tree.keys:
        return _empty(tree, path)
    rule = "image-credit" if key == "credit" else "missing-key"
    return at(tree, path, rule, {"key": key}, at_key=True)


def _empty(tree: yaml.Tree, path: yaml.Path) -> Finding:
    """An empty value, called by its key; an empty item by the key of its list."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return at(tree, path, "empty-value", {"key": key}, at_key=True)


def _unknown(model: type[Node], tree: yaml.Tree, path: yaml.Path) -> Finding:
    key, place = str(path[-1]), _model_at(model, path[:-1])
    facts = {
        "key": key,
        "known": list(place.own_fields()),
        "meant": closest(key, place.fields()),
    }
    return at(tree, path, "unknown-key", facts, at_key=True)


def _model_at(model: type[Node], path: yaml.Path) -> type[Node]:
    for step in path:
        if isinstance(step, str) and step in model.fields():
            model = _node_type(model.fields()[step].annotation) or model
    return model


def _node_type(annotation: Any) -> type[Node] | None:
    """The model inside `Node | None`, `list[Node]` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    return next(filter(None, map(_node_type, get_args(annotation))), None)


def _wrong_type(tree: yaml.Tree, path: yaml.Path, expected: str, found: Any) -> Finding:
    if found is None:
        return at(tree, path, "empty-value", {"key": str(path[-1]) if path else ""})
    kinds: dict[type, str] = {dict: "got:mapping", list: "got:list"}
    got = kinds.get(type(found), str(found)[:60])
    return at(tree, path, "wrong-type", {"expected": expected, "got": got})


def _constraint(
    tree: yaml.Tree, path: yaml.Path, kind: str, context: Mapping[str, Any], found: Any
) -> Finding:
    """Lengths and ranges that pydantic itself checks."""
    if kind in ("too_short", "string_too_short") and isinstance(found, str):
        return _empty(tree, path)
    if kind in ("too_short", "too_long"):
        bounds = (
            f"≥ {context['min_length']}" if kind == "too_short" else f"≤ {context['max_length']}"
        )
        return at(tree, path, "item-count", {"got": context["actual_length"], "allowed": bounds})
    if kind == "greater_than_equal":
        return at(tree, path, "out-of-range", {"got": str(found), "allowed": f"≥ {context['ge']}"})
    raise AssertionError(f"no rule for pydantic's error {kind!r}")
