"""The colours of the series: a few hues, each in several values."""

NIGHT = "#06303A"
PETROL = "#0B4F5C"
PETROL_70 = "#2F6E7A"
PETROL_50 = "#5F959E"
PETROL_35 = "#8FB7BC"
PETROL_20 = "#B5D0D2"
PETROL_10 = "#CFE0E1"
MIST = "#E4ECE8"

ACCENT = "#D9541E"
ACCENT_DARK = "#A83C14"
ACCENT_LIGHT = "#EB8B5C"
ACCENT_PALE = "#F5C8AB"

OCHRE = "#E3A63A"
OCHRE_DARK = "#B47B22"
OCHRE_LIGHT = "#F0C676"
OCHRE_PALE = "#F9E3B4"

MOSS = "#6B8F71"
MOSS_DARK = "#456A55"
MOSS_DEEP = "#2B4B42"
MOSS_LIGHT = "#9DB896"
MOSS_PALE = "#CBD8BF"

SAND = "#F6F1E7"
SAND_DARK = "#E9DDC7"
SAND_DEEP = "#D3C0A0"
SAND_EARTH = "#AD9571"
WOOD = "#8A6645"
WOOD_DARK = "#5F4634"
BRICK = "#9C5038"
HEATHER = "#A9757A"
HEATHER_LIGHT = "#CBA29D"
INK = "#1C2226"
WHITE = "#FFFDF8"

SKINS = ("#F2CBAB", "#E2AD86", "#C58A5E", "#93603F", "#653F2C")
HAIRS = ("#2A2523", "#4B3125", "#8C5C36", "#C99F5C", "#B7B2A8", "#E8E3D8")


def rgb(colour: str) -> tuple[int, int, int]:
    """The three channels of ``#RRGGBB``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """``first`` with ``share`` of ``second`` stirred in."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def shade(colour: str, share: float = 0.22) -> str:
    """The side turned away from the light: darker and cooler."""
    return mix(colour, NIGHT, share)


def tint(colour: str, share: float = 0.22) -> str:
    """The side turned to the light: lighter and warmer."""
    return mix(colour, "#FFF1D6", share)
