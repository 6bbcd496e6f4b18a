"""What the site of five hundred issues costs: all of it, and after one issue has changed.

The issues are copies of what one that was built says of itself (issue.json), so nothing is
rendered: it is the last stage of a build alone, the pages and lists that are made of all issues.
"""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import series
from benchmarks.builds import build
from benchmarks.results import keep
from report_builder.builder import write_site
from report_builder.project import Project
from report_builder.site.catalogue import ENTRY
from report_builder.workspace import Workspace, gather

ISSUES, ROUNDS = 500, 5


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        project = (Path(name) / "project").resolve()
        (slug,) = series.write(project, 1, case_studies=8)
        build(project)
        _multiply(project / "dist", slug)
        workspace = gather(Project(project))
        _stage(workspace)  # loads what is loaded once
        rounds = [_round(workspace) for _ in range(ROUNDS)]
        files = sum(path.is_file() for path in (project / "dist").rglob("*"))
    whole, changed = (median(column) for column in zip(*rounds, strict=True))
    ratio = median(after / before for before, after in rounds)
    found = {"issues": ISSUES, "rounds": ROUNDS, "files": files}
    keep("site", found | {"whole": whole, "changed": changed, "ratio": ratio})


def _multiply(dist: Path, slug: str) -> None:
    """As many issues as there have to be, and no files but what they say of themselves."""
    facts = json.loads((dist / slug / ENTRY).read_text("utf-8"))
    shutil.rmtree(dist)
    for number in range(1, ISSUES + 1):
        folder = dist / f"{number:03}-heft"
        folder.mkdir(parents=True)
        _write(folder, facts | {"slug": folder.name, "number": number, "title": f"Heft {number}"})


def _write(folder: Path, facts: Any) -> None:
    (folder / ENTRY).write_text(json.dumps(facts, ensure_ascii=False, indent=2), "utf-8")


def _round(workspace: Workspace) -> tuple[float, float]:
    """Seconds for everything, and after an issue in the middle has got another title."""
    print("round", file=sys.stderr)
    project = workspace.project
    shutil.rmtree(project.state)
    for path in list(_made(project.dist)):
        path.unlink()
    whole, folder = _stage(workspace), project.dist / f"{ISSUES // 2:03}-heft"
    facts = json.loads((folder / ENTRY).read_text("utf-8"))
    _write(folder, facts | {"title": f"{facts['title']} neu"})
    changed = _stage(workspace)
    if facts["title"] + " neu" not in (project.dist / "index.html").read_text("utf-8"):
        sys.exit("this is not so, and measures nothing: the new title is on the page")
    return whole, changed


def _made(dist: Path) -> Iterator[Path]:
    return (path for path in dist.rglob("*") if path.is_file() and path.name != ENTRY)


def _stage(workspace: Workspace) -> float:
    start = time.perf_counter()
    if not write_site(workspace, lambda *event: None):
        sys.exit("this is not so, and measures nothing: there was something to write")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
