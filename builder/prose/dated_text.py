"""The dates that a clause gives for what it says, and whether they are those of a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from builder.prose.number_names import MONTH, YEAR
from builder.prose.sentences import CITED

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?:\b(?P<before>in|of|for|by|since|during|from|to|until|at|as of|and)\s+|(?P<open>\())?"
    r"(?:(?:early|mid|late)[ -]|(?:spring|summer|fall|winter)\s+)?"
    rf"(?:(?P<month>{MONTH})\s+(?:of\s+)?)?(?<![\w$€£.,-])(?P<year>{YEAR})(?![\w,.-]*\d)(?!-\w)",
    re.IGNORECASE,
)
_BREAK = re.compile(rf"[,;:()—{CITED}]|\s[–-]\s")
_OPENING = re.compile(
    r"\W*(?:[Ii]n|[Ff]or|[Aa]s of|[Bb]y|[Dd]uring|[Ss]ince|[Aa]cross|[Tt]hroughout)\s+[^,]{0,25}$"
    r"|\W*[A-Z]\w+(?:ly|wide)$"
)
_REACH = 80
"""Characters between a number and its date, at most."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A month or year that a text names."""

    text: str
    start: int
    year: str
    month: int
    """From 1; 0 where only the year is named."""


def dates_about(text: str, start: int, end: int) -> list[Dated]:
    """Return the dates in the clause that a span of a sentence stands in."""
    left, right = clause_span(text, start, end)
    left, right = max(left, start - _REACH), min(right, end + _REACH)
    return [d for d in dates(text) if left <= d.start < right]


def clause(text: str, start: int, end: int) -> str:
    """Return the clause that a span of a sentence stands in, an opening `In May 2024,` with it."""
    left, right = clause_span(text, start, end)
    return text[left:right]


def clause_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where that clause begins and ends."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    left = max((b for _, b in breaks if b <= start), default=0)
    # A figure's own note stands directly behind it and breaks nothing.
    right = min((a for a, _ in breaks if a >= end and text[end:a].strip(CITED)), default=len(text))
    if left and text[left - 1] == "," and _OPENING.fullmatch(text[: left - 1]):
        left = 0
    return left, right


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[Dated, ...]:
    """Return the months and years that a text names with `in`, `of` and their like, or with a month."""
    found = []
    for match in _DATE.finditer(text):
        month = match["month"]
        if not (month or match["before"] or match["open"] or match[0] == text.strip()):
            continue
        number = _MONTHS.index(month[:3].lower()) + 1 if month else 0
        start = match.start("month") if month else match.start("year")
        found.append(Dated(text[start : match.end()], start, match["year"], number))
    return tuple(found)


def is_of(date: Dated, period: str) -> bool:
    """Say whether a date is an end of a period, or lies between its ends: `2025-05`, `2021-05/2025-05`."""
    ends = [part.split("-") for part in period.split("/")]
    if any(date.year == end[0] and _same_month(date, end) for end in ends):
        return True
    return len(ends) == 2 and ends[0][0] < date.year < ends[1][0]


def _same_month(date: Dated, end: list[str]) -> bool:
    return not date.month or len(end) < 2 or date.month == int(end[1])
