"""What the pipeline costs beyond WeasyPrint: a whole build of issue 1 against the bare call.

Both run in turn on the same HTML, as processes of their own; medians of the pairs are printed.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.process import Cost, medians, run

ROOT = Path(__file__).resolve().parents[1]
ISSUE = "01-arbeiten-im-krisenmodus"
PAIRS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        for folder in ("reports", "layouts", "assets"):
            shutil.copytree(ROOT / folder, project / folder)
        _only_main(project / "reports" / ISSUE / "issue.yaml")
        bare, built = _pairs(project, Path(name))
        _print(bare, built)
        _print_sizes(Path(name) / "bare.pdf", project)


def _only_main(issue: Path) -> None:
    """Leave the issue its first layout, which is what the bare call renders."""
    text = issue.read_text("utf-8")
    issue.write_text(
        re.sub(r"^layout: \[([a-z-]+), .*\]$", r"layout: \1", text, flags=re.M), "utf-8"
    )


def _pairs(project: Path, folder: Path) -> tuple[list[Cost], list[Cost]]:
    cli = [str(Path(sys.executable).with_name("report-builder"))]
    run([*cli, "html", ISSUE, "-o", str(folder / "html"), "--project", str(project)])
    page, pdf = str(folder / "html" / "index.html"), str(folder / "bare.pdf")
    bare, built = [], []
    for _ in range(PAIRS):
        bare.append(run([sys.executable, "-m", "benchmarks.bare", page, pdf]))
        for made in ("dist", "build"):
            shutil.rmtree(project / made, ignore_errors=True)
        built.append(run([*cli, "build", ISSUE, "--project", str(project)]))
    return bare, built


def _print(bare: list[Cost], built: list[Cost]) -> None:
    pairs = list(zip(bare, built, strict=True))
    ratios = medians([Cost(b.wall / a.wall, b.cpu / a.cpu, b.memory / a.memory) for a, b in pairs])
    print(f"{'':24}{'wall s':>10}{'cpu s':>10}{'peak MiB':>10}")
    for label, cost in (("bare WeasyPrint", medians(bare)), ("build", medians(built))):
        print(f"{label:24}{cost.wall:10.2f}{cost.cpu:10.2f}{cost.memory:10.0f}")
    print(f"{'build : bare':24}{ratios.wall:10.2f}{ratios.cpu:10.2f}{ratios.memory:10.2f}")


def _print_sizes(bare: Path, project: Path) -> None:
    (built,) = (project / "dist" / ISSUE).glob("*.pdf")
    before, after = bare.stat().st_size, built.stat().st_size
    print(f"bytes of the PDF: {before} → {after}, {after / before:.3f}")


if __name__ == "__main__":
    main()
