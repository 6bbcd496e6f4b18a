"""The standards that a finished PDF can be made to."""

from enum import Enum


class Standard(Enum):
    """Each is an archive format together with one for accessibility.

    The second is experimental: few readers know structure destinations or the namespaces of
    PDF 2.0 yet.
    """

    ARCHIVE = "pdf/a-3a"
    """PDF/A-3a and PDF/UA-1, on PDF 1.7 (ISO 19005-3, ISO 14289-1)."""
    MODERN = "pdf/ua-2"
    """PDF/UA-2 and PDF/A-4f, on PDF 2.0 (ISO 14289-2, ISO 19005-4)."""
