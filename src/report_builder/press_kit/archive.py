"""A zip of which each machine makes the same bytes: nothing compressed, no clock, one order."""

import io
from collections.abc import Mapping
from datetime import date
from zipfile import ZIP_STORED, ZipFile, ZipInfo

# The first and the last year that a zip can tell (APPNOTE, 4.4.6).
_FIRST, _LAST = 1980, 2107
_UNIX, _READABLE = 3, 0o644


def packed(files: Mapping[str, bytes], day: date | None) -> bytes:
    """The files by their names, in their order, as of a `day`.

    Pictures and PDFs are as small as they get; and compressed bytes differ from one zlib to
    another.
    """
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(_entry(name, day), data)
    return buffer.getvalue()


def _entry(name: str, day: date | None) -> ZipInfo:
    told = day if day and _FIRST <= day.year <= _LAST else date(_FIRST, 1, 1)
    entry = ZipInfo(name, (told.year, told.month, told.day, 0, 0, 0))
    entry.create_system = _UNIX
    entry.external_attr = _READABLE << 16
    return entry
