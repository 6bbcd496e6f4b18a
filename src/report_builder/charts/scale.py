"""Round numbers for an axis."""

from decimal import Decimal
from math import ceil, floor, log10

_STEPS = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, most: int = 4) -> list[Decimal]:
    """Round numbers at equal distances, from at or below `low` to at or above `high`."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / most))
    step = next(power * step for step in _STEPS if span / (power * step) <= most + 1e-9)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    unit = Decimal(f"{step:.6g}")
    return [unit * n for n in range(first, max(last, first + 1) + 1)]


def decimals(values: list[Decimal]) -> int:
    """How many places after the decimal sign these numbers need."""
    exponents = (value.normalize().as_tuple().exponent for value in values)
    return max((-e for e in exponents if isinstance(e, int) and e < 0), default=0)
