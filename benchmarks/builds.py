"""Builds of a benchmark series, as the benchmarks run them."""

import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.process import Cost, run

PROGRAM = Path(sys.executable).with_name("report-builder")
# Without a PATH there is no veraPDF: the bare call does not validate either.
UNVALIDATED: Mapping[str, str] = os.environ | {"PATH": ""}


def build(project: Path, *options: str) -> Cost:
    """A build of all issues, without validation."""
    return run([PROGRAM, "build", *options, "--project", project], UNVALIDATED)


def bare(project: Path, slug: str, target: Path) -> Cost:
    """The bare WeasyPrint call on what `report-builder html` makes of an issue."""
    html = target.with_name(f"{target.stem}-html")
    if not html.exists():
        run([PROGRAM, "html", slug, "-o", html, "--project", project])
    return run([sys.executable, "-m", "benchmarks.bare", html / "index.html", target], UNVALIDATED)


def forget(project: Path) -> None:
    """Leave nothing of earlier builds."""
    for made in ("dist", "build"):
        shutil.rmtree(project / made, ignore_errors=True)


def pdfs(project: Path) -> dict[str, bytes]:
    """The published PDFs, by the slug of their issue."""
    return {file.parent.name: file.read_bytes() for file in sorted(project.glob("dist/*/*.pdf"))}


def pages(project: Path) -> int:
    """The pages of everything published."""
    return sum(
        edition["pages"]
        for file in project.glob("dist/*/issue.json")
        for edition in json.loads(file.read_text("utf-8"))["editions"]
    )
