"""What follows from stated numbers: sums, differences, shares. A sentence may compute from what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from builder.prose.number_reading import MONEY, PERCENT, Number
from builder.prose.number_rounding import stands_for
from builder.prose.stated_numbers import ANY, Stated

_MOST = 6
"""Numbers of texts that are combined; with more, nearly everything would follow from something."""
_REST = re.compile(
    r"\b(?:not|no|none|never|without|others?|rest|remain\w*|un\w+|lack\w*|neither|outside|except|left)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of what a share leaves over."""


_HOURS_A_YEAR = 2080
"""By which official wage statistics turn an hourly wage into an annual one (BLS, OEWS technical notes)."""


def follows(number: Number, stated: Sequence[Stated], sentence: str) -> bool:
    """Say whether a number is the sum, the difference or the share of two of some, or the sum of all."""
    figures = list({s.value: s for s in stated if s.figure}.values())
    given = list({(s.value, s.unit): s for s in stated if s.unit != ANY}.values())
    results = list(_results(number.unit, figures))
    if number.unit == PERCENT:
        results += _changes(figures)
    if number.unit == MONEY:
        results += [wage for s in figures for wage in (s.value / _HOURS_A_YEAR, s.value * _HOURS_A_YEAR)]
    if len(given) <= _MOST:
        results += _results(number.unit, given)
    if number.unit == PERCENT and _REST.search(sentence):
        results += [100 - s.value for s in given if s.unit == PERCENT]
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


def _changes(figures: Sequence[Stated]) -> Iterator[Decimal]:
    """Yield by how much one figure is more or less than another, in parts of a hundred of it."""
    for low, high in combinations(sorted(s.value for s in figures if s.value > 0), 2):
        yield 100 * (high - low) / low
        yield 100 * (high - low) / high
