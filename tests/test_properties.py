"""Anything at all as content: a value or problems, never a traceback, never more than a second.

The promises are in promises.py. In CI always the same few examples are tried; for many and new
ones: HYPOTHESIS_PROFILE=thorough make test.
"""

import copy
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import specimen
from click.testing import CliRunner
from conftest import REPOSITORY, SmallProject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from promises import (
    file_is_read,
    pages_are_composed,
    problems_are_complete,
    project_is_read,
    text_is_printed,
)

from report_builder.brand import Brand
from report_builder.cli import main
from report_builder.content import yaml
from report_builder.content.model import CaseStudy, Issue, Series
from report_builder.content.node import Node
from report_builder.content.types import MAX_PROSE
from report_builder.layout.description import Description

_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile(
    "stable", derandomize=True, max_examples=60, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
profile = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "stable"))


def tried(share: float) -> settings:
    """So many times the examples of the profile."""
    return settings(profile, max_examples=round(profile.max_examples * share))


# One font of each family is enough, and quicker to look into.
BRAND = "\n".join(
    line
    for line in (REPOSITORY / "assets/_brand.yml").read_text("utf-8").splitlines()
    if "path: fonts" not in line or "-Regular.ttf" in line
)
LAYOUT = (REPOSITORY / "layouts/magazine/layout.yaml").read_text("utf-8")
WRITTEN: dict[type[Node], str] = {
    Series: specimen.SERIES,
    Issue: specimen.ISSUE,
    CaseStudy: specimen.CASE,
    Brand: BRAND,
    Description: LAYOUT,
}
PLACES = {
    SmallProject.series: Series,
    SmallProject.issue: Issue,
    SmallProject.case: CaseStudy,
    "assets/_brand.yml": Brand,
    "layouts/magazine/layout.yaml": Description,
}

# --- what somebody could write ------------------------------------------------------------

WORDS = """\
true no null ~ 0 -1 00 1e999 .inf 9999999999999 -0.0 12.5 ١٢ ²
2023-02-30 ٢٠٢٣-٠٦-٢٨ 0000-00-00 9999 2100 de-ZZ de-٣٣٣ xx-Zzzz-999 zz
https:// https://[::1 https://a.b:99999 https://xn--a.example https://a..b http://ä.ö/\u0301
https://a.example/%zz mailto: a@b a@[::1] x@xn--a.example CC-BY-9.9 #GGGGGG
../../etc/passwd /etc/passwd images images/ . .. a\\b {got} {0} {} %s {{7*7}} {%x%}
\u202eRTL\u202c \u200f \ufeff a\u0300\u0301\u0302 👩‍👩‍👧 \U0001fffe ß İ ﬁ TODO"""
ODD = WORDS.split()
odd = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=20),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(ODD).map(lambda word: (word + " ") * 4000),
    st.text(alphabet="\0\x01\x7f\x85\u2028\ud800\udfff\ufffe\n\r\t #:-", min_size=1, max_size=5),
)
nothing = st.sampled_from([None, "", [], {}, [None], {"": None}, [[]], [{}]])
trees = st.recursive(
    st.one_of(odd, nothing),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(odd, inner, max_size=4),
    max_leaves=8,
)
deep = st.integers(1, 60).map(lambda depth: json.loads('{"a":[' * depth + "1" + "]}" * depth))
anything = st.one_of(odd, nothing, trees, deep)

MARKS = """\
# ## - 1. > | |---| * ** _ ` ``` ~~~ [ ]( ) ![ < > </ <script> <!-- --> & &amp; [^1] ^[ ^[a] _a*
]{lang=en} {lang= {onclick=x}
data:text/html, javascript: https://a.example mailto: case:a "onclick=" ' \\ {{ }} ä wort \u202e"""
PIECES = [
    *MARKS.split(),
    *("[^1]: ", "[1]: ", "<a href='x'>", "| a | b |\n|--|--|", "| a |\n"),
    *("    ", "\n", "\n\n", "\t", "\r\n", " ", "===\n", "---\n"),
]
marked = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
repeated = st.tuples(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join),
    st.integers(1, MAX_PROSE),
).map(lambda drawn: drawn[0] * (drawn[1] // len(drawn[0])))
texts = st.one_of(st.text(), marked, repeated)


def parts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of a tree, its root first."""
    yield path
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            yield from parts(inner, (*path, key))


@st.composite
def altered(draw: st.DrawFn, tree: Any, values: st.SearchStrategy[Any] = anything) -> Any:
    """A sound tree in which one to three parts were replaced, removed, doubled or renamed."""
    tree = copy.deepcopy(tree)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(parts(tree))))
        if not path:
            continue
        parent = tree
        for step in path[:-1]:
            parent = parent[step]
        how = draw(st.sampled_from(["replace", "replace", "replace", "remove", "double", "rename"]))
        _alter(parent, path[-1], how, draw(values), draw(odd))
    return tree


def _alter(parent: Any, key: Any, how: str, value: Any, name: str) -> None:
    if how == "replace":
        parent[key] = value
    elif how == "remove":
        del parent[key]
    elif isinstance(parent, list):
        parent.insert(0, copy.deepcopy(parent[key]))
    else:
        parent[name] = parent[key] if how == "double" else parent.pop(key)


def in_yaml(tree: Any, *, ascii_only: bool = False) -> bytes:
    """JSON is YAML; lone surrogates can only be written as escapes."""
    return json.dumps(tree, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")


def as_written(model: type[Node]) -> Any:
    tree, findings = yaml.parse(WRITTEN[model].encode(), "x")
    assert findings == []
    return tree.value


@st.composite
def edited(draw: st.DrawFn, written: str) -> bytes:
    """A sound file in which some lines were mistyped, lost, doubled, exchanged or indented."""
    lines = written.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        column = draw(st.integers(0, len(lines[at])))
        typed = draw(st.sampled_from([*"-?:,[]{}#&*!|>'\"%@` \t\r~\0", "\n", ": ", "<<: "]) | odd)
        cut = draw(st.integers(0, 3))
        mistyped = lines[at][:column] + typed + lines[at][column + cut :]
        how = draw(st.sampled_from(["type", "type", "type", "drop", "double", "exchange", "move"]))
        match how:
            case "type":
                lines[at] = mistyped
            case "drop":
                lines[at] = ""
            case "double":
                lines.insert(other, lines[at])
            case "exchange":
                lines[at], lines[other] = lines[other], lines[at]
            case "move":
                lines[at] = " " * cut + lines[at] if draw(st.booleans()) else lines[at].lstrip()
    return "\n".join(lines).encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-16"])), "replace")


files: Callable[[type[Node]], st.SearchStrategy[bytes]] = lambda model: st.one_of(  # noqa: E731
    st.binary(),
    edited(WRITTEN[model]),
    edited(WRITTEN[model]),
    altered(as_written(model)).map(in_yaml),
    altered(as_written(model)).map(lambda tree: in_yaml(tree, ascii_only=True)),
)

# --- one file, one text -------------------------------------------------------------------


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_any_file_gives_a_value_or_problems(model: type[Node]) -> None:
    @tried(1)
    @given(files(model))
    def check(data: bytes) -> None:
        file_is_read(model, data)

    check()


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_anything_at_every_place_gives_a_value_or_problems(model: type[Node]) -> None:
    """Each part of a full file, once replaced by each kind of value."""
    tree = as_written(model)
    for path in list(parts(tree))[1:]:
        for value in ("", "x", "-1", "9" * 400, None, [], {}, ["x"], {"x": "y"}, [{}], [[]]):
            wrong = copy.deepcopy(tree)
            parent = wrong
            for step in path[:-1]:
                parent = parent[step]
            parent[path[-1]] = value
            file_is_read(model, in_yaml(wrong))


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_row_of_anything_is_printed(piece: str) -> None:
    text_is_printed(piece * (MAX_PROSE // len(piece)))


@tried(3)
@given(texts)
def test_any_text_is_printed(written: str) -> None:
    text_is_printed(written)


# --- the whole project --------------------------------------------------------------------


@contextmanager
def small_project() -> Iterator[SmallProject]:
    """The full specimen with layout and brand, without the weight of their files."""
    with tempfile.TemporaryDirectory() as name:
        project = SmallProject(Path(name))
        specimen.fill(project)
        for folder in ("layouts/magazine", "layouts/site"):
            shutil.copytree(REPOSITORY / folder, project.root / folder)
        project.write("assets/_brand.yml", BRAND)
        for path in (REPOSITORY / "assets").rglob("*.*"):
            if path.name.endswith("-Regular.ttf") or path.parent.name in ("logos", "maps"):
                project.write(path.relative_to(REPOSITORY).as_posix(), path.read_bytes())
        yield project


@pytest.mark.parametrize("place", PLACES)
def test_any_file_in_its_place_gives_problems_or_pages(place: str) -> None:
    with small_project() as project:

        @tried(0.5)
        @given(files(PLACES[place]))
        def check(data: bytes) -> None:
            project.write(place, data)
            workspace = project.gather()
            project_is_read(workspace)
            if PLACES[place] is not Description:  # its templates count on what it says
                pages_are_composed(workspace)

        check()


@pytest.mark.parametrize("place", [SmallProject.series, SmallProject.issue, SmallProject.case])
def test_whatever_is_accepted_becomes_pages(place: str) -> None:
    """Texts in the place of texts, so that most of the files are sound."""
    tree = as_written(PLACES[place])
    with small_project() as project:

        @tried(0.5)
        @given(altered(tree, odd | texts))
        def check(changed: Any) -> None:
            project.write(place, in_yaml(changed))
            pages_are_composed(project.gather())

        check()


names = st.one_of(
    st.sampled_from(["issue.yaml", "_x", ".x", "images", "-", "a b", "ä", "a\u0308", "x" * 250]),
    st.text(alphabet="aä\u0308 .-_\n\t\x7f\u202e'\"\\{}$*?[]~#%&|<>:;!", min_size=1, max_size=12),
    st.binary(min_size=1, max_size=12).map(lambda name: os.fsdecode(name.replace(b"\0", b"?"))),
).filter(lambda name: name not in (".", "..") and "/" not in name)
kinds = st.sampled_from(["file", "folder", "issue", "link", "dangling", "pipe"])


@pytest.mark.parametrize(
    "folder", ["reports", "reports/01-probe", "reports/01-probe/case-studies", "layouts"]
)
def test_any_name_of_a_file_gives_problems_that_can_be_printed(folder: str) -> None:
    @tried(0.3)
    @given(names, st.sampled_from(["", ".yaml", ".yml", ".txt"]), kinds)
    def check(name: str, suffix: str, kind: str) -> None:
        with small_project() as project:
            _make(project.root / folder / f"{name}{suffix}", kind)
            found = project.gather()
            problems_are_complete(found.problems_of(found.content.issues), _contents(project.root))
            arguments = ["check", "--format", "json", "--project", str(project.root)]
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code in (0, 1), result.exception
            assert isinstance(json.loads(result.stdout), list)
            assert not isinstance(result.exception, Exception), result.exception
            assert CliRunner().invoke(main, ["check", *arguments[3:]]).exit_code in (0, 1)

    check()


def _make(path: Path, kind: str) -> None:
    if path.exists() or len(os.fsencode(path.name)) > 255:
        return
    if kind == "file":
        path.write_bytes(b"title: x\n")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind in ("link", "dangling"):
        path.symlink_to(path.parent if kind == "link" else "nowhere")
    else:
        path.mkdir()
        if kind == "issue":
            (path / "issue.yaml").write_bytes(specimen.ISSUE.encode())


def _contents(root: Path) -> dict[str, bytes]:
    found = [path for path in (root / "reports").rglob("*.yaml") if path.is_file()]
    names = (path.relative_to(root).as_posix() for path in found)
    shown = (re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", name) for name in names)
    return dict(zip(shown, (path.read_bytes() for path in found), strict=True))
