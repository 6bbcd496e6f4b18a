"""Where things are: the folders of a project."""

from dataclasses import dataclass
from pathlib import Path

from report_builder.errors import NoProjectError


@dataclass(frozen=True)
class Project:
    """A folder with reports/, layouts/ and assets/; `root` is absolute and resolved."""

    root: Path

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def drafts(self) -> Path:
        return self.root / "build" / "drafts"

    @property
    def pictures(self) -> Path:
        """What is remembered of pictures that were decoded to their end."""
        return self.root / "build" / "pictures.json"

    @property
    def state(self) -> Path:
        return self.root / "build" / "state"


def find(start: Path) -> Project:
    """The project in `start`, or in the nearest folder above it.

    Raises NoProjectError if there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "reports").is_dir():
            return Project(folder)
    raise NoProjectError(start)
