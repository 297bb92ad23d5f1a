"""Numbers and words on a chart: how values are written, round values for an axis, labels that fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

LEADING = 1.2
"""Height of a line of words, as a multiple of the type size."""


_MOST_DECIMALS = 3


def written(value: float | None, places: int = 0, sign: str = "") -> str:
    """Return a value as the reader sees it: thousands marked, some decimals at least, three at most."""
    if value is None:
        return "not available"
    places = max(places, decimals(value))
    text = f"{abs(value):,.{places}f}"
    return f"\u2212{sign}{text}" if value < 0 and float(text.replace(",", "")) else f"{sign}{text}"


def decimals(value: float) -> int:
    """Return the decimal places that a value needs, three at most."""
    return len(f"{value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


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


Width = Callable[[str], float]
_TOLERANCE = 0.01
"""What is exactly as wide as its room fits, however sums are rounded."""


def clipped(text: str, room: float, width: Width) -> str:
    """Return `text`, ended with an ellipsis where it is wider than `room`."""
    text = " ".join(text.split())
    if width(text) <= room + _TOLERANCE:
        return text
    while text and width(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


def folded(text: str, room: float, width: Width, most: int = 3) -> list[str]:
    """Return `text` in at most `most` lines of width `room`, the last cut if need be."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and (width(joined) <= room + _TOLERANCE or len(lines) == most):
            lines[-1] = joined
        else:
            lines.append(word)
    return [clipped(line, room, width) for line in lines] or [""]


def apart(wanted: list[float], step: float, bottom: float) -> list[float]:
    """Return heights as near to the wanted ones as lets labels stand `step` apart, none below `bottom`."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    moved = list(wanted)
    above = -math.inf
    for n in order:
        moved[n] = above = max(wanted[n], above + step)
    below = bottom + step
    for n in reversed(order):
        moved[n] = below = min(moved[n], below - step)
    return moved
