"""Arithmetic of colours as #RRGGBB: mixtures and the contrast of WCAG 2."""

LARGE = 3.0
"""Contrast that WCAG 2 asks of graphics (1.4.11) and of large type (1.4.3)."""


def mixed(first: str, second: str, share: float) -> str:
    """`share` of the first colour in the second."""
    parts = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in parts)


def contrast(first: str, second: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def readable(color: str, ink: str, grounds: tuple[str, ...], least: float = LARGE) -> str:
    """`color`, mixed with as much ink as it takes to stand out from every ground."""
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        found = mixed(color, ink, share)
        if min(contrast(found, ground) for ground in grounds) >= least:
            return found
    return ink


def _channels(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color.removeprefix("#")))


def _luminance(color: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
