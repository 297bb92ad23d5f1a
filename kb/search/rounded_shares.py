"""Shares that a query gives rounded: `84 percent` also asks for 84.3 and 84.29 percent."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from decimal import Decimal

from kb.common.english import stems

_SHARE = re.compile(r"(?<![\d.,-])(\d{1,3})(?=[ \u00a0]?(?:%|per ?cent\b))", re.IGNORECASE)
_HALF = Decimal("0.5")
_STEPS = (Decimal("0.1"), Decimal("0.01"))
"""Decimal places that shares are recorded with."""
_MOST = 8
"""Other readings of a query that are looked for."""


def exact_readings(query: str, known: Container[str]) -> list[str]:
    """Return a query with its first whole percent as each exact share that rounds to it.

    Args:
        query: such as `84 percent training`.
        known: stems that the base has; a share that it does not have is no reading.
    """
    match = _SHARE.search(query)
    if match is None:
        return []
    exact = (share for share in _rounding_to(int(match[1])) if all(stem in known for stem in stems(share)))
    return [f"{query[: match.start(1)]}{share}{query[match.end(1) :]}" for share in exact][:_MOST]


def _rounding_to(whole: int) -> Iterator[str]:
    for step in _STEPS:
        share = max(whole - _HALF, Decimal(0)).quantize(step)
        while share < whole + _HALF:
            if share != whole:
                yield str(share)
            share += step
