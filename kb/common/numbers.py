"""The one strict reader of numbers: ASCII digits, one decimal point, finite, short enough to print."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_MOST_DIGITS = 28
"""Significant digits that are kept exactly, those of `decimal`'s default context."""


def read_number(written: str) -> Decimal | None:
    """Return the number that a text is; None for NaN, infinities, other digits, separators, 30 digits."""
    if not _NUMBER.fullmatch(written):
        return None
    value = Decimal(written)
    if len(value.as_tuple().digits) > _MOST_DIGITS or abs(value) >= Decimal("1e28"):
        return None
    return value


def read_count(written: str) -> int | None:
    """Return the whole number of zero or more that a text is; None for anything else."""
    return int(written) if re.fullmatch("[0-9]{1,18}", written) else None
