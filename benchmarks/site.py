"""What five hundred issues cost: everything that is online, and after one of them has changed.

The build is what users run, from the content to the last list. The stage that makes pages and lists
of all issues is also measured by itself: everything, and after an issue has got another title.
"""

import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from statistics import median

from benchmarks import series
from benchmarks.builds import build, pages
from benchmarks.results import keep
from report_builder.builder import write_site
from report_builder.project import Project
from report_builder.site.catalogue import ENTRY
from report_builder.workspace import Workspace, gather

ISSUES, CASE_STUDIES, ROUNDS = 500, 2, 5


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        project = (Path(name) / "project").resolve()
        slugs = series.write(project, ISSUES, CASE_STUDIES)
        cost = build(project, "--jobs", "2")
        series.another_sentence(project, slugs[ISSUES // 2]).apply()
        changed = build(project, "--jobs", "2")
        number = pages(project)
        workspace = gather(Project(project))
        rounds = [_round(workspace) for _ in range(ROUNDS)]
        files = sum(path.is_file() for path in (project / "dist").rglob("*"))
    whole, after = (median(column) for column in zip(*rounds, strict=True))
    found = {"issues": ISSUES, "pages": number, "files": files, "rounds": ROUNDS}
    found |= {"cost": asdict(cost), "changed": asdict(changed)}
    keep("site", found | {"stage": whole, "stage_changed": after})


def _round(workspace: Workspace) -> tuple[float, float]:
    """Seconds for everything, and after an issue in the middle has got another title."""
    print("round", file=sys.stderr)
    project = workspace.project
    record = project.state / "site.json"
    for name in json.loads(record.read_text("utf-8"))["outputs"]:
        (project.root / name).unlink()
    record.unlink()
    whole, entry = _stage(workspace), project.dist / f"{ISSUES // 2:03}-heft" / ENTRY
    facts = json.loads(entry.read_text("utf-8"))
    title = f"{facts['title']} neu"
    entry.write_text(json.dumps(facts | {"title": title}, ensure_ascii=False, indent=2), "utf-8")
    changed = _stage(workspace)
    if title not in (project.dist / "index.html").read_text("utf-8"):
        sys.exit("this is not so, and measures nothing: the new title is on the page")
    return whole, changed


def _stage(workspace: Workspace) -> float:
    start = time.perf_counter()
    if not write_site(workspace, lambda *event: None):
        sys.exit("this is not so, and measures nothing: there was something to write")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
