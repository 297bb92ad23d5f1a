"""Whether a number, rounded and hedged as it is written, stands for a value."""

from __future__ import annotations

from decimal import Decimal

from builder.prose.number_reading import Hedge, Number

_KEPT = 3
"""Digits that a number rounded to tens or thousands keeps, where no hedge says that it is rounded."""
_ABOUT = Decimal("0.05")
"""Part of a number by which `about`, and `nearly` below it, may be off."""
_FRACTION_ABOUT = Decimal(5)
"""The same for a fraction in words, in points of a hundred: nearly half is 45 at least."""
_FAR = Decimal("1.5")
"""How many times a value may exceed what `more than` names before it is another value."""


def stands_for(number: Number, value: Decimal, hedge: Hedge = "") -> bool:
    """Say whether a number as written may be printed for a value: `102,000`, `about 100,000` for 102,500.

    Args:
        number: the number as it is written.
        value: the value.
        hedge: how its own text holds the value; what is `over` 6,300 there is over no other number here.
    """
    written = number.value
    match number.hedge if number.hedge != hedge else "":
        case "about":
            return abs(value - written) <= _slack(number)
        case "nearly":
            return written - _slack(number) <= value <= written
        case "over":
            return written <= value <= written * _FAR
        case "under":
            return written / _FAR <= value <= written
    return abs(value - written) <= max(number.grain / 2, _rounded(written, number) / 2)


def _slack(number: Number) -> Decimal:
    if number.fraction:
        return _FRACTION_ABOUT
    return max(number.grain / 2, min(_zeros(number.value) / 2, number.value * _ABOUT))


def _rounded(written: Decimal, number: Number) -> Decimal:
    """Return what a whole number was rounded to, if it keeps enough digits to be read as rounded."""
    zeros = _zeros(written)
    return zeros if number.grain <= 1 and written >= zeros * 10 ** (_KEPT - 1) else Decimal(0)


def _zeros(written: Decimal) -> Decimal:
    """Return the worth of the last digit that is not zero, 1,000 for 102,000; 1 for what is not whole."""
    whole = str(int(written))
    if written != int(written) or not written:
        return Decimal(1)
    return Decimal(1).scaleb(len(whole) - len(whole.rstrip("0")))
