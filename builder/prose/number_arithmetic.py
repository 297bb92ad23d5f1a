"""What follows from stated numbers: sums, differences, shares. A sentence may compute from what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from builder.prose.number_reading import MONEY, PERCENT, Number
from builder.prose.number_rounding import stands_for
from builder.prose.stated_numbers import Stated

_POINTS = re.compile(r"\b(?:points?|gap|differ\w*)\b", re.IGNORECASE)
"""Words by which it sets one share against another."""
_REST = re.compile(
    r"\b(?:not|no|none|never|without|others?|rest|remain\w*|un\w+|lack\w*|neither|outside|except|left)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of what a share leaves over."""
_HOURS_A_YEAR = 2080
"""By which official wage statistics turn an hourly wage into an annual one (BLS, OEWS technical notes)."""


def follows(number: Number, stated: Sequence[Stated], sentence: str) -> bool:
    """Say whether a number is computed from some: of figures, of shares, of parts of wholes."""
    figures = list({s.value: s for s in stated if s.figure}.values())
    results = list(_results(number.unit, figures))
    if number.unit == PERCENT:
        results += _changes(figures)
        shares = sorted({s.value for s in stated if s.unit == PERCENT})
        if _POINTS.search(sentence):
            results += [abs(one - other) for one, other in combinations(shares, 2)]
        if _REST.search(sentence):
            results += [100 - share for share in shares]
    elif number.unit == MONEY:
        results += [wage for s in figures for wage in (s.value / _HOURS_A_YEAR, s.value * _HOURS_A_YEAR)]
    else:
        results += _rests(stated)
    return any(stands_for(number, value) for value in results)


def _results(unit: str, given: Sequence[Stated]) -> Iterator[Decimal]:
    same = [s.value for s in given if s.unit == unit]
    if len(same) > 2:
        yield sum(same, Decimal(0))
    for one, other in combinations(same, 2):
        yield abs(one - other)
        yield one + other
    if unit == PERCENT:
        counts = sorted(s.value for s in given if s.unit != PERCENT and s.value > 0)
        for part, whole in combinations(counts, 2):
            yield 100 * part / whole


def _rests(stated: Sequence[Stated]) -> Iterator[Decimal]:
    """Yield what is left over of each whole of which a text gives a part: 8 where it says `53 of 61`."""
    for one, other in combinations([s for s in stated if s.ratio is not None], 2):
        if one.ratio == other.ratio and one.record == other.record:
            yield abs(one.value - other.value)


def _changes(figures: Sequence[Stated]) -> Iterator[Decimal]:
    """Yield by how much one figure is more or less than another, in parts of a hundred of it."""
    for low, high in combinations(sorted(s.value for s in figures if s.value > 0), 2):
        yield 100 * (high - low) / low
        yield 100 * (high - low) / high
