"""The baseline: nothing but WeasyPrint on an exported index.html, with the same PDF options."""

import sys
from pathlib import Path

import weasyprint

from report_builder.rendering.document import PUBLICATION
from report_builder.standard import Standard


def main(page: Path, target: Path) -> None:
    weasyprint.HTML(filename=page).write_pdf(target, **PUBLICATION[Standard.ARCHIVE])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
