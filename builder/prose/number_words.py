"""Number words: `twelve`, `ninety thousand`, `a dozen`, `two thirds`, `three-quarters`."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SMALL = {word: value for value, word in enumerate(_UNITS)} | _TENS
MAGNITUDES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Words that multiply the number before them; as in `1.2 million`."""
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORD = "|".join(sorted((*_SMALL, *MAGNITUDES), key=len, reverse=True))
_LARGE = "|".join(MAGNITUDES)
CARDINAL = (
    rf"(?:(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})|(?:half\s+)?an?\s+(?:{_LARGE}))\b"
    rf"(?:(?:\s+|-|\s+and\s+)(?:{_WORD})\b)*"
)
"""Pattern of a cardinal in words."""
_PART = "|".join(word for word in _PARTS if word not in ("half", "quarter"))
FRACTION = (
    rf"(?:(?P<numerator>{'|'.join(_UNITS[1:10])}|an?)[ -]"
    rf"(?P<part>(?:{_PART}|quarter|half|halves)s?)\b|(?P<half>half)\b|"
    rf"(?P<some>{'|'.join(_UNITS[1:10])})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<every>{'|'.join(_UNITS[2:])}|\d{{1,3}})\b(?![,.]\d))"
)
"""Pattern of a fraction in words; a numerator of one names a fraction only where `of` or its like follows."""


def cardinal(words: str) -> Decimal:
    """Return the number that words of CARDINAL are: `two hundred and five` is 205.

    Raises:
        KeyError: one of them is no number word.
    """
    total = current = Decimal(0)
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "and":
            continue
        if word in ("a", "an"):
            current = current if current else Decimal(1)
        elif word == "half":
            current = Decimal("0.5")
        elif word not in MAGNITUDES:
            current += _SMALL[word]
        elif MAGNITUDES[word] < 1000:
            current = (current if current else Decimal(1)) * MAGNITUDES[word]
        else:
            total, current = total + (current or 1) * MAGNITUDES[word], Decimal(0)
    return total + current


def some_in(some: str, every: str) -> Decimal | None:
    """Return `two in five` as parts of a hundred; None where the words are no share, as in `three in 12`."""
    above, below = _SMALL[some.lower()], int(every) if every.isdigit() else _SMALL[every.lower()]
    if above >= below or (every.isdigit() and above != 1):
        return None
    return Decimal(100 * above) / below


def percentage(numerator: str, part: str) -> Decimal:
    """Return a fraction as parts of a hundred: `two`, `thirds` is 66.67."""
    name = part.lower().removesuffix("s").replace("halve", "half")
    above = 1 if numerator.lower() in ("", "a", "an") else _SMALL[numerator.lower()]
    return Decimal(100 * above) / _PARTS[name]
