"""`python -m tests.stress DIR` writes the project, so that one can look at its pages."""

import sys
from pathlib import Path

from tests.stress import write

if len(sys.argv) != 2:
    sys.exit("usage: python -m tests.stress DIR")
write(Path(sys.argv[1]))
