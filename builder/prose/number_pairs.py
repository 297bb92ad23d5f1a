"""Two numbers set against each other: `52.8 percent instead of 43.5`, `774 centers in 47 states`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from builder.prose.number_reading import Number, numbers
from kb.common.english import stems

_JOINTS = re.compile(
    r"\b(instead of|rather than|up from|down from|compared (?:with|to)|against|versus|vs\.?|"
    r"as opposed to|from|after being)\b",
    re.IGNORECASE,
)
_RISE = re.compile(
    r"\b(?:rose|rise\w*|grew|grow\w*|increas\w*|climb\w*|up)\b[^.;]{0,40}\bfrom\s*$", re.IGNORECASE
)
_FALL = re.compile(
    r"\b(?:fell|fall\w*|declin\w*|decreas\w*|dropp?\w*|down)\b[^.;]{0,40}\bfrom\s*$", re.IGNORECASE
)
_TO = re.compile(r"[^.;]{0,40}?\bto\s*$")


def turned_round(text: str, records: Sequence[str]) -> Iterator[Number]:
    """Yield the first number of each pair that a record's text has the other way round.

    Args:
        text: a sentence.
        records: texts of what it cites.
    """
    written = numbers(text)
    known = {pair for record in records for pair in _joined(record)}
    for first, second in pairwise(written):
        joint = _joint(text, first, second)
        pair = (joint, first.value, second.value)
        turned = joint and pair not in known and (joint, second.value, first.value) in known
        if turned or _runs_wrong(text, first, second):
            yield first
    yield from _exchanged(written, records)


def _joint(text: str, first: Number, second: Number) -> str:
    match = _JOINTS.search(text, first.end, second.start)
    return match[0].lower() if match else ""


@lru_cache(maxsize=5000)
def _joined(text: str) -> tuple[tuple[str, Decimal, Decimal], ...]:
    written = numbers(text)
    pairs = ((_joint(text, one, other), one.value, other.value) for one, other in pairwise(written))
    return tuple(pair for pair in pairs if pair[0])


def _runs_wrong(text: str, first: Number, second: Number) -> bool:
    """Say whether a number is said to rise to a lower one, or to fall to a higher one."""
    if first.unit != second.unit or not _TO.fullmatch(text[first.end : second.start]):
        return False
    before = text[: first.start]
    if _RISE.search(before):
        return first.value > second.value
    return bool(_FALL.search(before)) and first.value < second.value


def _exchanged(written: Sequence[Number], records: Sequence[str]) -> Iterator[Number]:
    """Yield a number with the noun that a record gives another number of the sentence, and the reverse."""
    for record in records:
        nouns = {n.value: _noun(n) for n in numbers(record) if not n.unit and _noun(n)}
        counted = [n for n in written if not n.unit and n.value in nouns and _noun(n)]
        for i, one in enumerate(counted):
            for other in counted[i + 1 :]:
                right = nouns[one.value], nouns[other.value]
                if right[0] != right[1] and right == (_noun(other), _noun(one)):
                    yield one


def _noun(number: Number) -> str:
    return next(iter(stems(number.noun)), "")
