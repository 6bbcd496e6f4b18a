"""The architecture as a table, held against the import statements of every module.

Imports inside functions and under TYPE_CHECKING count as well. A room is a module or a package
directly below `report_builder`; what is not in the table is not allowed, and what the table allows
is used, so that it stays a description of the program.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import REPOSITORY

import report_builder

PACKAGE = Path(report_builder.__file__).parent
NAME = "report_builder"

STAGES = {"layout", "rendering", "assembly", "finishing", "conformance", "covers"}

# Each room, and the rooms it imports. `version` is __version__ (and the place) of the package.
ROOMS: dict[str, set[str]] = {
    # what everything stands on
    "errors": set(),
    "geometry": set(),
    "pages": {"geometry"},
    "xmp": set(),
    "facsimile": {"geometry"},
    "hyphenation": set(),
    "standard": set(),
    "reading": set(),
    "content": {"errors", "reading"},
    "contrast": {"content"},
    "brand": {"content", "contrast"},
    "project": {"errors"},
    "store": {"errors"},
    "cache": {"errors", "project", "store"},
    "tools": {"store", "version"},
    "unchanged": {"cache", "conformance", "errors", "project", "reading", "store", "tools"},
    # what is looked at before anything is rendered
    "fonts": {"cache", "reading", "tools"},
    "pictures": {"content", "errors", "reading", "store"},
    "preflight": {"brand", "cache", "content", "fonts", "pictures", "project", "store"},
    # the stages, in the order of the pipeline
    "charts": {"content"},
    "layout": {"brand", "cache", "charts", "content", "errors", "fonts", "hyphenation", "project",
               "tools"},
    "rendering": {"errors", "geometry", "heap", "hyphenation", "pages", "pictures", "project",
                  "reading", "standard"},
    "assembly": {"pages"},
    "finishing": {"content", "standard", "version", "xmp"},
    "conformance": {"errors"},
    "covers": {"content", "errors", "facsimile", "xmp"},
    # sections apart: who renders them, which files they read, what is known of them
    "means": set(),
    "heap": set(),
    "outpost": {"project", "rendering", "tools"},
    "cluster": {"errors", "hyphenation", "outpost", "project", "reading"},
    "dispatch": {"errors"},
    "sources": set(),
    "sections": {"cache", "dispatch", "errors", "hyphenation", "pages", "rendering"},
    # one PDF of an issue, the issue, then many
    "edition": {"assembly", "brand", "conformance", "content", "errors", "finishing", "hyphenation",
                "layout", "pages", "rendering", "review", "sections", "sources", "standard",
                "store"},
    "singles": {"assembly", "conformance", "content", "edition", "finishing", "layout", "pages",
                "sections"},
    "articles": {"assembly", "content", "edition", "layout", "pictures", "sections", "singles",
                 "site", "store"},
    "press_kit": {"brand", "conformance", "content", "edition", "finishing", "layout", "sections",
                  "store"},
    "pipeline": {"articles", "cache", "conformance", "covers", "edition", "errors", "facsimile",
                 "press_kit", "sections", "singles"},
    "site": {"articles", "brand", "conformance", "content", "edition", "errors", "layout",
             "pipeline", "press_kit", "review", "singles", "store"},
    "workspace": {"brand", "content", "errors", "layout", "preflight", "project", "store"},
    "review": {"brand", "content", "errors", "facsimile", "geometry", "layout", "pages", "project",
               "store"},
    "ledger": {"brand", "conformance", "content", "hyphenation", "layout", "press_kit", "review",
               "site", "standard", "store", "tools", "workspace"},
    "builder": {"brand", "cache", "cluster", "content", "edition", "errors", "heap", "layout",
                "ledger", "means", "pipeline", "project", "rendering", "review", "sections",
                "site", "standard", "store", "tools", "workspace"},
    # what else the command line offers
    "craft": {"geometry"},
    "pagecheck": {"builder", "content", "craft", "errors", "geometry", "layout", "rendering",
                  "workspace"},
    "status": {"builder", "content", "errors", "project", "review", "site", "workspace"},
    "export": {"brand", "content", "errors", "layout", "project", "store"},
    "scaffold": {"content", "errors", "project", "store"},
    "schema": {"content", "store"},
    "progress": set(),
    "console": {"content", "errors", "project"},
    "proofing": {"console", "content", "errors", "project", "review", "site", "status", "store",
                 "workspace"},
    "web": {"version"},
    "linkcheck": {"cache", "content", "web", "workspace"},
    "publishing": {"errors", "site", "store", "web"},
    "uploading": {"console", "errors", "project", "publishing", "site", "store"},
    "cli": {"builder", "cache", "conformance", "console", "content", "errors", "export", "heap",
            "linkcheck", "means", "pagecheck", "progress", "project", "proofing", "rendering",
            "review", "scaffold", "schema", "site", "standard", "unchanged", "uploading",
            "version", "workspace"},
    "__main__": {"cli"},
}  # fmt: skip

# Each third-party library, and the modules that import it: with a dot a module, without a room.
ENGINES: dict[str, set[str]] = {
    "yaml": {"content.yaml"},
    "pydantic": {"content", "brand", "contrast"},
    "pydantic_core": {"content"},
    "pyphen": {"charts.words", "hyphenation"},
    "segno": {"layout.drawings"},
    "markdown_it": {"content.text"},
    "mdit_py_plugins": {"content.text"},
    "jinja2": {"layout.templates"},
    "babel": {"content.languages", "layout.templates"},
    "markupsafe": {"layout.templates", "layout.composition", "layout.drawings"},
    "weasyprint": {"rendering"},
    "pydyf": {"rendering.pictures", "rendering.tagging"},
    "pikepdf": {"assembly", "finishing.inspection", "review.copies", "review.facing"},
    "uharfbuzz": {"assembly.fonts"},
    "pypdf": {
        "finishing.envelope",
        "review.annotating",
        "review.annotations",
        "review.copies",
        "review.export",
        "review.strokes",
    },
    "pypdfium2": {"facsimile", "review.copies"},
    "defusedxml": {"charts.geography", "conformance.report", "pictures.drawing"},
    "PIL": {"covers", "facsimile", "pictures", "rendering.document", "rendering.pictures"},
    "fontTools": {"fonts"},
    "click": {"cli", "console", "proofing", "uploading"},
    "rich": {"progress"},
    "distributed": {"cluster"},
    "fsspec": {"publishing.connection"},
    "asyncssh": {"publishing.sftp"},
    "sshfs": {"publishing.sftp"},
    "s3fs": {"publishing.s3"},
    "webdav4": {"publishing.webdav"},
    "keyring": {"publishing.credentials"},
}

# Importing these costs as much as a whole check; they are imported where something is made.
SLOW = {"weasyprint", "pikepdf", "pypdf", "pypdfium2", "PIL", "fontTools", "distributed",
        "fsspec", "asyncssh", "sshfs", "s3fs", "webdav4"}  # fmt: skip


@cache
def modules() -> dict[str, ast.Module]:
    """Every module by its dotted name within the package; packages by their own name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"), str(path))
    return found


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of everything that is imported anywhere in `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(tree: ast.AST) -> set[str]:
    """The modules of the package that `tree` imports; `version` for the package itself."""
    found = set()
    for name in imports(tree):
        if name.split(".")[0] == NAME:
            inner = name.removeprefix(NAME).lstrip(".")
            while inner and inner not in modules():
                inner = inner.rpartition(".")[0]
            found.add(inner or "version")
    return found


def foreign(tree: ast.AST) -> set[str]:
    """The third-party libraries that `tree` imports."""
    tops = {name.split(".")[0] for name in imports(tree)}
    return tops - set(sys.stdlib_module_names) - {NAME}


def room(module: str) -> str:
    return module.split(".")[0]


def test_rooms_import_what_the_table_says() -> None:
    found: dict[str, set[str]] = {}
    for module, tree in modules().items():
        if module:
            others = {room(target) for target in own(tree)} - {room(module)}
            found[room(module)] = found.get(room(module), set()) | others
    assert found == ROOMS


def test_documentation_knows_every_room() -> None:
    page = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    assert [room for room in ROOMS if not re.search(rf"`{room}[`/]", page)] == []


def test_stages_never_import_each_other() -> None:
    for stage in STAGES:
        assert not ROOMS[stage] & STAGES, f"{stage} imports another stage"


def test_engines_are_imported_in_one_place() -> None:
    found: dict[str, set[str]] = {}
    for module, tree in modules().items():
        for engine in foreign(tree):
            places = ENGINES.get(engine, set())
            found.setdefault(engine, set()).add(room(module) if room(module) in places else module)
    assert found == ENGINES


def test_modules_import_each_other_in_one_direction() -> None:
    graph = {module: own(tree) - {"version"} for module, tree in modules().items()}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle


@pytest.mark.parametrize("entry", ["cli", "workspace", "builder", "store", "export"])
def test_slow_engines_are_not_imported_with_the_command_line(entry: str) -> None:
    """What `import report_builder.cli` pulls in, followed through the top level of modules."""
    pending, seen, engines = [entry], set(), set()
    while pending:
        module = pending.pop()
        seen.add(module)
        top = ast.Module([n for n in modules()[module].body if not _of_types(n)], [])
        for node in top.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                engines |= foreign(ast.Module([node], []))
                pending += own(ast.Module([node], [])) - seen - {"version"}
    assert not engines & SLOW


def _of_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def test_only_the_command_line_prints_and_exits() -> None:
    speaking = {"print", "click.echo", "click.secho", "sys.exit", "exit", "quit", "os._exit",
                "sys.stdout.write", "sys.stderr.write"}  # fmt: skip
    for module, tree in modules().items():
        calls = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
        names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        # Commands, and a program of its own.
        if (
            room(module) not in {"cli", "console", "proofing", "uploading"}
            and module != "rendering.worker"
        ):
            assert not calls & speaking, f"{module} speaks: {calls & speaking}"
            assert "SystemExit" not in names, f"{module} exits"


def test_every_module_says_what_it_is_for() -> None:
    silent = [module for module, tree in modules().items() if not ast.get_docstring(tree)]
    assert silent == []


def test_every_public_function_of_a_room_says_what_it_does_or_is_short() -> None:
    silent = []
    for module, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                lines = (node.end_lineno or 0) - node.lineno
                if not ast.get_docstring(node) and lines > 10:
                    silent.append(f"{module}.{node.name}")
    assert silent == []
