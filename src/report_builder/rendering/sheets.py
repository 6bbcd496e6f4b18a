"""Style sheets are read once for all sections that a process lays out."""

from typing import Any

import weasyprint.css
from weasyprint import CSS

# What a style sheet with one of these does reaches beyond its rules.
_FAR_REACHING = (b"@import", b"@font-face", b"@layer", b"@counter-style", b"@color-profile")
_kept: dict[tuple[Any, ...], CSS] = {}


def install() -> None:
    """Make WeasyPrint, which has no public way for this, take known style sheets from memory."""
    weasyprint.css.CSS = read


def read(page_rules: list[Any], layers: list[Any], **source: Any) -> CSS:
    """A style sheet; its rules for pages are added to `page_rules`."""
    text = _text(**source)
    if any(word in text.lower() for word in _FAR_REACHING):
        return CSS(page_rules=page_rules, layers=layers, **source)
    key = (text, source.get("url") or source.get("base_url"), source["media_type"])
    if key not in _kept:
        _kept[key] = CSS(page_rules=[], layers=[], **source)
    page_rules += _kept[key].page_rules
    return _kept[key]


def _text(url: str | None = None, string: str = "", **context: Any) -> bytes:
    """Asked of the fetcher every time, which notes what is read."""
    if url is None:
        return string.encode()
    return bytes(context["url_fetcher"].fetch(url).read())
