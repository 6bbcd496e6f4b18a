"""What holds for any content at all, as functions that raise where it does not.

The property tests and the fuzzer feed them; each takes what somebody could have written.
"""

import json
import re
import time
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from xml.etree import ElementTree

from report_builder.content import checks, text, validation, yaml
from report_builder.content.languages import FORM
from report_builder.content.loading import problems
from report_builder.content.node import Node
from report_builder.content.rules import RULES, Finding
from report_builder.content.types import MAX_BRACKETS, MAX_PROSE
from report_builder.errors import Problem, Severity
from report_builder.layout.composition import Composition
from report_builder.workspace import Workspace

T = TypeVar("T")

SECONDS = 1.0
FILE = "reports/01-probe/issue.yaml"
ELEMENTS = {
    *("p", "em", "strong", "code", "pre", "a", "br", "hr", "ul", "ol", "li", "blockquote", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6", "sup"),
}
# Attributes that rich text may have, and what their values look like.
ATTRIBUTES = {
    "href": re.compile(
        r"(https?://|mailto:)\S+|#(case-study-[a-z0-9-]+|note-\d+)|[a-z0-9-]+\.html", re.IGNORECASE
    ),
    "id": re.compile(r"call-\d+"),
    "role": re.compile("doc-noteref"),
    "title": re.compile(r".*", re.DOTALL),
    "class": re.compile(r"footnote|case-reference|language-.*", re.DOTALL),
    "scope": re.compile("col"),
    "style": re.compile(r"text-align:(left|right|center)|counter-reset: item -?\d+"),
    "start": re.compile(r"\d+"),
    "lang": FORM,
}
_WORD = re.compile(r"[^\W_]+")


def within_a_second(work: Callable[[], T]) -> T:
    """What `work` returns. Counts the processor's time, and the best of three: a busy machine
    and a collection of garbage break no promise.
    """
    took = []
    for _ in range(3):
        start = time.process_time()
        result = work()
        took.append(time.process_time() - start)
        if took[-1] < SECONDS:
            return result
    raise AssertionError(f"it took {min(took):.2f} seconds")


def file_is_read(model: type[Node], data: bytes) -> None:
    """Any bytes give a value or problems."""
    tree, findings, readable = within_a_second(lambda: _read(model, data))
    if readable is not None:
        findings += checks.text_findings(readable, tree, Severity.WARNING)
        findings += checks.reference_findings(readable, tree, ["musterstadt"])
    for language in ("de", "en"):
        problems_are_complete(problems(findings, language), {FILE: data})


def _read(model: type[Node], data: bytes) -> tuple[yaml.Tree, list[Finding], Node | None]:
    """As `loading` does it: the whole file, or what can be saved of it."""
    tree, findings = yaml.parse(data, FILE)
    if tree.value is None:
        return tree, findings, None
    node, more = validation.validate(model, tree)
    assert node is not None or more or findings
    readable = node if node is not None else validation.salvage(model, tree)
    return tree, findings + more, readable


def problems_are_complete(found: Sequence[Problem], files: dict[str, bytes]) -> None:
    """Each says what is wrong, how to mend it, and a place that exists; all can be printed."""
    for problem in found:
        assert problem.rule in RULES
        assert problem.file and problem.message and problem.hint
        assert "\n" not in problem.message + problem.hint
        lines = re.split("\r\n|\r|\n", files.get(problem.file, b"").decode("utf-8", "replace"))
        assert 1 <= problem.line <= len(lines), (problem, len(lines))
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2, problem
        str(problem).encode()
    listed = json.dumps([problem.as_dict() for problem in found], ensure_ascii=False).encode()
    assert len(json.loads(listed)) == len(found)


def text_is_printed(written: str) -> None:
    """Any rich text becomes HTML of ours alone: balanced unless an error keeps it from being
    printed, and with all its words unless a fault names them.
    """
    written = "[".join(written[:MAX_PROSE].split("[")[:MAX_BRACKETS])
    faults = within_a_second(lambda: list(text.faults(written)))
    html = within_a_second(lambda: text.render(written, level=3))
    lines = written.count("\n") + written.count("\r") + 1
    assert all(0 <= fault.line < lines and fault.rule in RULES for fault in faults)
    notes: list[str] = []
    online = text.render_online(written, level=3, notes=notes)
    for made in (html, online, *notes):
        _ours(made)
        if all(RULES[fault.rule].severity is Severity.WARNING for fault in faults):
            _well_formed(made)
    if not faults:
        _nothing_lost(written, html)


def _well_formed(html: str) -> None:
    """Balanced, and all that is not ours is escaped: the HTML is XML as well."""
    ElementTree.fromstring(f"<div>{_without_controls(html)}</div>")


def _without_controls(html: str) -> str:
    """Characters that XML does not have; no YAML file can have them either."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", html)


def _ours(html: str) -> None:
    for name, attributes in _elements(html):
        assert name in ELEMENTS
        for attribute, value in attributes:
            assert ATTRIBUTES[attribute].fullmatch(value or ""), (attribute, value)
            if attribute == "href":
                assert urlsplit(value or "").scheme in ("http", "https", "mailto", "")


def _elements(html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Names and attributes of the elements, as a browser sees them."""
    seen: list[tuple[str, list[tuple[str, str | None]]]] = []
    parser = HTMLParser()
    parser.handle_starttag = (  # type: ignore[method-assign]
        lambda name, attributes: seen.append((name, attributes))
    )
    parser.feed(html)
    parser.close()
    return seen


def _nothing_lost(written: str, html: str) -> None:
    """Words of a text without links, notes, code and character references are all printed."""
    if any(sign in written for sign in "[<&`~\\\0"):
        return
    printed = set(_WORD.findall(re.sub(r"<[^>]*>", " ", html)))
    numbers = {value for _, attributes in _elements(html) for _, value in attributes}
    for word in _WORD.findall(written):
        if not word.isdecimal():  # those of lists come from CSS
            assert word in printed | numbers, word


def project_is_read(workspace: Workspace) -> None:
    """Whatever is in the files: problems that are complete."""
    found = workspace.problems_of(workspace.content.issues)
    root = workspace.project.root
    files = {p.file: _bytes(root / p.file) for p in found}
    problems_are_complete(found, files)


def pages_are_composed(workspace: Workspace) -> None:
    """Whatever is accepted becomes HTML."""
    root = workspace.project.root
    for issue in workspace.content.issues:
        if workspace.usable(issue):
            assert issue.report is not None and workspace.brand is not None
            for layout in workspace.layouts_of(issue.report):
                composition = Composition(root, issue.report, layout, workspace.brand)
                html = composition.document(composition.sections())
                assert "</html>" in html
                html.encode()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""
