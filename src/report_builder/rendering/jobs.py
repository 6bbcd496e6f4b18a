"""What a lane can be asked to do with a section, without loading WeasyPrint where it is asked.

Functions of the form f(root, job): `root` is the project in the process that does it.
"""

from dataclasses import dataclass, field
from pathlib import Path

from report_builder.hyphenation import Breaks
from report_builder.pages import Extent, Part, Picture, Place


@dataclass(frozen=True)
class Job:
    """A document of one section; `files` are the project's files that it may read."""

    html: str
    what: str
    files: tuple[str, ...] = ()
    exceptions: Breaks = field(default_factory=dict)
    place: Place = field(default_factory=Place)


@dataclass(frozen=True)
class PictureJob:
    """A photo to be encoded for the issue; `files` has its file."""

    picture: Picture
    files: tuple[str, ...]

    @property
    def what(self) -> str:
        return self.picture.file or "a picture within a document"


def survey(root: Path, job: Job) -> Extent:
    """What a section takes at its place; see `section.survey`. Raises RenderError."""
    from report_builder.rendering import section

    return section.survey(root, job)


def render(root: Path, job: Job) -> Part:
    """The part that a section is of its issue; see `section.render`. Raises RenderError."""
    from report_builder.rendering import section

    return section.render(root, job)


def encode(root: Path, job: PictureJob) -> bytes:
    """A photo as an image XObject; see `section.encode`. Raises RenderError."""
    from report_builder.rendering import section

    return section.encode(root, job.picture)
