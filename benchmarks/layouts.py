"""What another look costs: layout time per page, by another revision and by the working tree.

    .venv/bin/python -m benchmarks.layouts REF

Both lay out the content that the revision has, each in its own layout: the content is put into HTML
once by each program, and WeasyPrint lays out the two documents in turn, without writing a PDF.
Milliseconds per page are printed as medians, and the ratio as the median of pairs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.revisions import ISSUE, check_out, copy

PAIRS = 5


def main(revision: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name) / "before", Path(name) / "after"
        check_out(revision, before)
        copy(after)
        shutil.rmtree(after / "reports")
        shutil.copytree(before / "reports", after / "reports")
        pages = [_export(project) for project in (before, after)]
        pairs = [[_measured(page) for page in pages] for _ in range(PAIRS)]
    for label, side in ((revision, 0), ("working tree", 1)):
        seconds, number = zip(*(pair[side] for pair in pairs), strict=True)
        print(f"{label:24}{1000 * median(seconds):8.1f} ms a page, {number[0]} pages")
    print(f"{'ratio':24}{median(after[0] / before[0] for before, after in pairs):8.2f}")


def _export(project: Path) -> Path:
    """The HTML of the issue, by the program of the project itself."""
    program = [sys.executable, "-c", "from report_builder.cli import main; main()"]
    target = project.with_name(f"{project.name}-html")
    command = [*program, "html", ISSUE, "-o", str(target), "--project", str(project)]
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return target / "index.html"


def _measured(page: Path) -> tuple[float, int]:
    """Seconds a page, and the number of pages, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.layouts", "--lay-out", str(page)]
    seconds, pages = subprocess.run(command, check=True, capture_output=True).stdout.split()
    return float(seconds) / int(pages), int(pages)


def _lay_out(page: Path) -> None:
    import weasyprint

    html = weasyprint.HTML(filename=page)
    start = time.process_time()
    document = html.render()
    print(time.process_time() - start, len(document.pages))


if __name__ == "__main__":
    if sys.argv[1] == "--lay-out":
        _lay_out(Path(sys.argv[2]))
    else:
        main(sys.argv[1])
