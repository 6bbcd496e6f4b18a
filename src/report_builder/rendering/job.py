"""What is to be rendered, as values that can be sent to another process or machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_builder.hyphenation import Breaks
from report_builder.pages import Picture, Place
from report_builder.standard import Standard


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


@dataclass(frozen=True)
class DocumentJob:
    """A document by itself; `pictures` exist only in memory. See `document`."""

    html: str
    what: str
    exceptions: Breaks
    standard: Standard = Standard.ARCHIVE
    pictures: Mapping[str, bytes] = field(default_factory=dict)
