"""Numbers of a chart: how they are written, and the round values an axis is marked with."""

from __future__ import annotations

import math
from collections.abc import Iterable


def written(value: float | None) -> str:
    """Return a value as the reader sees it: thousands marked, at most two decimals."""
    if value is None:
        return "not available"
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")


def ticks(values: Iterable[float], from_zero: bool, most: int = 5) -> list[float]:
    """Return up to about `most` round values that enclose `values`."""
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        high = low + 1
    step = _round_up((high - low) / (most - 1))
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _round_up(step: float) -> float:
    """Return the next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= step * (1 - 1e-9))
