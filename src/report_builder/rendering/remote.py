"""What a lane can be asked to do, without loading WeasyPrint where it is asked.

Functions of the form f(root, job): `root` is the project in the process that does it.
"""

from pathlib import Path

from report_builder.pages import Extent, Part
from report_builder.rendering.job import Job, PictureJob


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
