"""What builds cost against the bare WeasyPrint call on the same HTML: an issue of 40 case studies.

Each round makes the same builds, between two bare calls: ratios are to the mean of these, so that
a machine that is busy for a while disturbs both. Builds are without veraPDF, whose time is told
apart. Before the rounds all is built once more slowly, to see what the time is spent on. What comes
out is looked at as well: a change that should move pages has to, and undone, it leaves no trace.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from benchmarks import series
from benchmarks.builds import PROGRAM, UNVALIDATED, bare, build, forget, pages, pdfs
from benchmarks.process import Cost, medians, run
from benchmarks.results import keep
from report_builder.conformance import validator

ROUNDS = 3
CASES = {
    "cold, 1 process": None,
    "cold, 2 processes": 0.60,
    "nothing changed": 0.04,
    "one sentence": 0.12,
    "a page more, all others move": 0.60,
    "a CSS rule": None,
    "one sentence, draft": None,
}
"""What is built, and the part of the bare call's time that it may take (issue 5)."""

T = TypeVar("T")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        project, plain = Path(name) / "project", Path(name) / "bare.pdf"
        (slug,) = series.write(project)
        rooms = _round(project, slug, lambda *options: _staged(project, *options))
        baseline, rounds = [bare(project, slug, plain)], []
        for number in range(ROUNDS):
            print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)
            rounds.append(_round(project, slug, lambda *options: build(project, *options)))
            baseline.append(bare(project, slug, plain))
        (pdf,) = project.glob("dist/*/*.pdf")
        keep("pipeline", {
            "rounds": ROUNDS,
            "pages": pages(project),
            "bytes": pdf.stat().st_size,
            "bare": asdict(medians(baseline)) | {"bytes": plain.stat().st_size},
            "validation": run([PROGRAM, "validate", pdf]).wall if validator.find() else None,
            "cases": [_case(case, rounds, baseline, rooms[case]) for case in CASES],
        })  # fmt: skip


def _round(project: Path, slug: str, made: Callable[..., T]) -> dict[str, T]:
    """All builds once, with what `made` says of each."""
    found: dict[str, T] = {}
    forget(project)
    found["cold, 1 process"] = made("--jobs", "1")
    before, number = pdfs(project), pages(project)
    forget(project)
    found["cold, 2 processes"] = made("--jobs", "2")
    _expect("one and two processes make the same bytes", pdfs(project) == before)
    found["nothing changed"] = made("--jobs", "2")
    for case, edit, more in (
        ("one sentence", series.another_sentence(project, slug), 0),
        ("a page more, all others move", series.another_page(project, slug), 1),
        ("a CSS rule", series.another_style(project), 0),
    ):
        edit.apply()
        found[case] = made("--jobs", "2")
        _expect(f"{case}: {more} pages more", pages(project) == number + more)
        _expect(f"{case}: another PDF", pdfs(project) != before)
        edit.undo()
        build(project, "--jobs", "2")
        _expect(f"{case}, undone: the same bytes", pdfs(project) == before)
    build(project, "--draft")
    edit = series.another_sentence(project, slug, which=1)
    edit.apply()
    found["one sentence, draft"] = made("--jobs", "2", "--draft")
    edit.undo()
    return found


def _expect(what: str, true: bool) -> None:
    if not true:
        sys.exit(f"this is not so, and measures nothing: {what}")


def _staged(project: Path, *options: str) -> dict[str, float]:
    """The seconds that a build is in each room of the program (see benchmarks/stages.py)."""
    target = project.with_name("rooms.json")
    arguments = ["build", *options, "--project", project]
    run([sys.executable, "-m", "benchmarks.stages", target, *arguments], UNVALIDATED, series.ROOT)
    rooms: dict[str, float] = json.loads(target.read_text())
    return rooms


def _case(
    name: str, rounds: list[dict[str, Cost]], baseline: list[Cost], rooms: dict[str, float]
) -> dict[str, Any]:
    costs = [costs[name] for costs in rounds]
    means = [(a.wall + b.wall) / 2 for a, b in pairwise(baseline)]
    ratio = median(cost.wall / mean for cost, mean in zip(costs, means, strict=True))
    cost = asdict(medians(costs))
    return {"name": name, "ratio": ratio, "target": CASES[name], "cost": cost, "rooms": rooms}


if __name__ == "__main__":
    main()
