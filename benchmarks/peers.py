"""The same content by other tools, side by side: seconds, memory, size, and what comes out.

Chromium and Vivliostyle get what `report-builder html` writes, Typst gets a source of its own (see
benchmarks/manuscript.py). scripts/peers installs them; a tool that is not there or fails has its
reason in the results instead of numbers. Builds are without veraPDF.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument

from benchmarks import manuscript, series
from benchmarks.builds import PROGRAM, bare, build, forget
from benchmarks.process import Cost, medians, run
from benchmarks.results import keep
from report_builder.content.model import Report
from report_builder.project import Project
from report_builder.workspace import gather

ROUNDS = 3
CASE_STUDIES = 40
LIMIT = "600"
"""Seconds after which another tool is given up."""
PEERS = series.ROOT / "build" / "peers"
TYPST = """
import sys, typst
source, target, root, fonts = sys.argv[1:]
typst.compile(source, output=target, root=root, font_paths=[fonts], ignore_system_fonts=True,
              pdf_standards=["ua-1"])
"""


class MissingError(Exception):
    """A tool is not to be had here, or fails; the message says why."""


class Issue:
    """The issue that all make a PDF of, in a folder for everything that is made of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "project"
        (self.slug,) = series.write(self.project, case_studies=CASE_STUDIES)
        (content,) = gather(Project(self.project)).content.issues
        assert content.report is not None
        self.report: Report = content.report
        self.html = folder / "html"
        run([PROGRAM, "html", self.slug, "-o", self.html, "--project", self.project])
        self.manuscript = manuscript.write(self.report, self.project / "typst")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        issue = Issue(Path(name))
        costs: dict[str, list[Cost]] = {tool: [] for tool in TOOLS}
        missing: dict[str, str] = {}
        for number in range(ROUNDS):
            print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)
            for tool in (tool for tool in TOOLS if tool not in missing):
                try:
                    costs[tool].append(_made(issue, tool))
                except MissingError as error:
                    missing[tool] = str(error)
        tools = [
            {"name": tool, "missing": missing[tool]} if tool in missing
            else {"name": tool, **_facts(issue, tool, costs[tool], costs["WeasyPrint"])}
            for tool in TOOLS
        ]  # fmt: skip
        keep("peers", {"rounds": ROUNDS, "case_studies": CASE_STUDIES, "tools": tools})


def _made(issue: Issue, tool: str) -> Cost:
    target = _target(issue, tool)
    target.unlink(missing_ok=True)
    try:
        cost = TOOLS[tool](issue, target)
    except subprocess.CalledProcessError as error:
        said = (error.output or "").replace(str(issue.folder), "…").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), "nothing said")
        raise MissingError(f"exit status {error.returncode}: {last}") from error
    # Chromium ends well whether or not it has printed.
    if not target.exists():
        raise MissingError("no PDF came out")
    return cost


def _target(issue: Issue, tool: str) -> Path:
    return issue.folder / f"{tool.replace(',', '').replace(' ', '-')}.pdf"


# --- the tools ----------------------------------------------------------------------------


def _weasyprint(issue: Issue, target: Path) -> Cost:
    return bare(issue.project, issue.slug, target)


def _report_builder(jobs: int) -> Callable[[Issue, Path], Cost]:
    def built(issue: Issue, target: Path) -> Cost:
        forget(issue.project)
        cost = build(issue.project, "--jobs", str(jobs))
        (pdf,) = issue.project.glob("dist/*/*.pdf")
        shutil.copy(pdf, target)
        return cost

    return built


def _chromium(issue: Issue, target: Path) -> Cost:
    page = (issue.html / "index.html").as_uri()
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={issue.folder / 'chromium'}"
    return _limited([_browser(), *options, profile, f"--print-to-pdf={target}", page])


def _vivliostyle(issue: Issue, target: Path) -> Cost:
    program = PEERS / "vivliostyle" / "node_modules" / ".bin" / "vivliostyle"
    if not program.exists():
        raise MissingError("not installed: scripts/peers")
    options = ["--single-doc", "--executable-browser", _browser(), "--timeout", LIMIT]
    return _limited([program, "build", "index.html", *options, "-o", target], issue.html)


def _typst(issue: Issue, target: Path) -> Cost:
    if not (PEERS / "typst" / "typst").exists():
        raise MissingError("not installed: scripts/peers")
    fonts = issue.project / "assets" / "fonts"
    arguments = [issue.manuscript, target, issue.project, fonts]
    return run([sys.executable, "-c", TYPST, *arguments], {"PYTHONPATH": str(PEERS / "typst")})


def _limited(command: list[str | Path], folder: Path | None = None) -> Cost:
    return run(["timeout", LIMIT, *command], folder=folder)


def _browser() -> str:
    found = shutil.which("chromium")
    if found is None:
        raise MissingError("there is no Chromium")
    return found


TOOLS: Mapping[str, Callable[[Issue, Path], Cost]] = {
    "WeasyPrint": _weasyprint,
    "report-builder, 1 process": _report_builder(1),
    "report-builder, 2 processes": _report_builder(2),
    "Chromium": _chromium,
    "Vivliostyle": _vivliostyle,
    "Typst": _typst,
}


# --- what came out ------------------------------------------------------------------------


def _facts(issue: Issue, tool: str, costs: list[Cost], bare: list[Cost]) -> dict[str, Any]:
    target, cost = _target(issue, tool), medians(costs)
    catalog = PdfReader(target).root_object
    texts = _texts(target)
    return {
        "version": _version(tool),
        "cost": asdict(cost),
        "ratio": cost.wall / medians(bare).wall,
        "bytes": target.stat().st_size,
        "pages": len(texts),
        "tagged": "/StructTreeRoot" in catalog and _marked(catalog),
        "right": _right(issue.report, texts),
        "references": len(issue.report.case_studies),
    }


def _marked(catalog: DictionaryObject) -> bool:
    marks = catalog.get("/MarkInfo", {})
    return bool(marks.get("/Marked", False))


def _version(tool: str) -> str:
    """The version of another tool; those of Python's packages are with the machine."""
    if tool == "Chromium":
        return subprocess.check_output([_browser(), "--version"], text=True).split()[1]
    file = PEERS / tool.lower() / "version"
    return file.read_text().strip() if file.exists() else ""


def _texts(target: Path) -> list[str]:
    """The text of each page, lower case, without spaces and hyphens, numbers between bars."""
    document = PdfDocument(target)
    try:
        return [_plain(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def _plain(text: str) -> str:
    text = re.sub(r"\b(\d+)\b", r"|\1|", text.lower())
    return re.sub(r"[\s\u00ad\ufffe\x02-]", "", text)


def _right(report: Report, texts: list[str]) -> int:
    """How many case studies the contents list with the page on which they are.

    A case study is on the first page that has its title and its teaser; the contents are the pages
    before all of them, and the number of a page is its place in the PDF.
    """
    cases = [(_plain(case.title), _plain(case.teaser)) for case in report.case_studies]
    found = [_first(texts, *words) for words in cases]
    contents = "".join(texts[: min((page for page in found if page is not None), default=0)])
    places = [(title, page) for (title, _), page in zip(cases, found, strict=True)]
    return sum(page is not None and _lists(contents, title, page + 1) for title, page in places)


def _first(texts: list[str], *words: str) -> int | None:
    pages = (number for number, text in enumerate(texts) if all(part in text for part in words))
    return next(pages, None)


def _lists(contents: str, title: str, page: int) -> bool:
    """Whether the page number is the first number after the title, wherever it is printed."""
    numbers = re.findall(re.escape(title) + r"[^|]*\|(\d+)\|", contents)
    return str(page) in numbers


if __name__ == "__main__":
    main()
