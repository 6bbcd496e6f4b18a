"""What a lane can be asked to do, without loading WeasyPrint where it is asked.

Functions of the form f(root, job): `root` is the project in the process that does it.
"""

from pathlib import Path

from report_builder.geometry import Geometry
from report_builder.pages import Extent, Part, Rendered
from report_builder.rendering.job import DocumentJob, Job, PictureJob


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


def render_document(root: Path, job: DocumentJob) -> Rendered:
    """A whole document as a tagged PDF; see `document.render`. Raises RenderError."""
    from report_builder.rendering import document

    return document.render(job.html, root, job.what, job.standard, job.exceptions)


def render_plain(root: Path, job: DocumentJob) -> bytes:
    """A document without tags; see `document.render_plain`. Raises RenderError."""
    from report_builder.rendering import document

    return document.render_plain(job.html, root, job.what, job.pictures, job.exceptions)


def measure(root: Path, job: DocumentJob) -> Geometry:
    """Where everything stands; see `document.measure`. Raises RenderError."""
    from report_builder.rendering import document

    return document.measure(job.html, root, job.what, job.exceptions)
