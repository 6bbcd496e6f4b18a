"""The widths of words, measured once for each text.

WeasyPrint measures all words of a grid, of a table and of what floats whenever it lays them out:
for each page, and again for each attempt to break one. That takes a fifth of the time of a layout.
"""

from typing import Any

from weasyprint.layout import preferred

_split_first_line = preferred.split_first_line


def install() -> None:
    """Make WeasyPrint, which has no public way for this, measure with `measured`."""
    preferred.split_first_line = measured


def measured(
    text: str, style: Any, context: Any, width: float | None, spacing: float, **how: bool
) -> tuple[Any, ...]:
    """What WeasyPrint's `split_first_line` tells of the first line, as far as its callers there
    need it: where the next one begins, and how wide it is.

    The style is kept with its lines: as long as they are, no other one has its identity.
    """
    known: dict[Any, Any] = vars(context).setdefault("measured", {})
    key = text, id(style), width, spacing, *how.items()
    if key not in known:
        _, _, resume_at, line, *_ = _split_first_line(text, style, context, width, spacing, **how)
        known[key] = style, resume_at, line
    _, resume_at, line = known[key]
    return None, None, resume_at, line, None, None
