"""What the PDF of a press release says of itself."""

import datetime
from dataclasses import KW_ONLY, dataclass
from functools import cached_property

from report_builder import xmp
from report_builder.finishing.metadata import Metadata


@dataclass(frozen=True)
class Announcement(Metadata):
    """What a release is called and how it begins, and its day; publisher, rights and keywords are
    those of the issue that it tells of."""

    _: KW_ONLY
    headline: str
    teaser: str
    day: datetime.date | None

    @property
    def title(self) -> str:
        return self.headline

    @property
    def summary(self) -> str:
        return self.teaser

    @property
    def date(self) -> datetime.date | None:
        return self.day

    @property
    def relations(self) -> dict[str, xmp.Value | None]:
        return {"dc:relation": xmp.Bag((Metadata(self.report).address,))}

    @cached_property
    def attachments(self) -> dict[str, bytes]:
        """None: the data of the issue travel with the issue."""
        return {}
