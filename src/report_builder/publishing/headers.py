"""What a web server says of each file: its type, and how long it may be kept."""

from report_builder.publishing.files import is_versioned
from report_builder.site import kinds

_FOREVER = "public, max-age=31536000, immutable"


def content_type(path: str) -> str:
    return kinds.of(path).content_type


def cache_control(path: str) -> str:
    return _FOREVER if is_versioned(path) else kinds.of(path).headers["Cache-Control"]
