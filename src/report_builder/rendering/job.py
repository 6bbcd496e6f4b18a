"""What is to be rendered, as values that can be sent to another process or machine."""

from dataclasses import dataclass, field

from report_builder.hyphenation import Breaks
from report_builder.pages import Picture, Place


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
