"""What a change costs: cold builds of issue 1 by another revision and by the working tree.

    .venv/bin/python -m benchmarks.revisions REF

Both build their own copy of the project in turn, with the packages of this environment and without
veraPDF: the first pair warms the caches and does not count. The best and the median of each are
printed, and the ratios of pairs, so that a machine that is busy for a while disturbs both.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.process import Cost, medians, run
from benchmarks.series import ROOT

ISSUE = "01-arbeiten-im-krisenmodus"
PAIRS = 7
FIGURES = ("wall", "cpu", "memory")
PARTS = ("src", "reports", "layouts", "assets", "pyproject.toml")


def main(revision: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name) / "before", Path(name) / "after"
        check_out(revision, before)
        copy(after)
        _build(before), _build(after)
        pairs = [(_build(before), _build(after)) for _ in range(PAIRS)]
    _print(revision, pairs)


def check_out(revision: str, target: Path) -> None:
    """The whole project as it was at a revision."""
    packed = target.with_suffix(".tar")
    command = ["git", "-C", str(ROOT), "archive", "--output", str(packed), revision]
    subprocess.run(command, check=True)
    shutil.unpack_archive(packed, target)


def copy(target: Path) -> None:
    """The project as it is now, whether committed or not."""
    target.mkdir()
    for name in PARTS:
        duplicate = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        duplicate(ROOT / name, target / name)


def _build(project: Path) -> Cost:
    """A build from nothing, by the program of the project itself."""
    for made in ("dist", "build"):
        shutil.rmtree(project / made, ignore_errors=True)
    program = [sys.executable, "-c", "from report_builder.cli import main; main()"]
    command = [*program, "build", ISSUE, "--project", str(project)]
    # PYTHONPATH comes before the editable installation of the working tree. Without a PATH there
    # is no veraPDF, which is another program's cost.
    return run(command, os.environ | {"PYTHONPATH": str(project / "src"), "PATH": ""})


def _print(revision: str, pairs: list[tuple[Cost, Cost]]) -> None:
    before, after = ([pair[side] for pair in pairs] for side in (0, 1))
    rows = {
        f"{revision}, median": medians(before),
        f"{revision}, best": _best(before),
        "working tree, median": medians(after),
        "working tree, best": _best(after),
        "ratio, median of pairs": medians([_ratio(*pair) for pair in pairs]),
        "ratio of the best": _ratio(_best(before), _best(after)),
    }
    print(f"{'':30}{'wall s':>10}{'cpu s':>10}{'peak MiB':>10}")
    for label, cost in rows.items():
        print(f"{label:30}{cost.wall:10.3f}{cost.cpu:10.3f}{cost.memory:10.3f}")


def _ratio(before: Cost, after: Cost) -> Cost:
    return Cost(*(getattr(after, name) / getattr(before, name) for name in FIGURES))


def _best(costs: list[Cost]) -> Cost:
    return Cost(*(min(getattr(cost, name) for cost in costs) for name in FIGURES))


if __name__ == "__main__":
    main(sys.argv[1])
