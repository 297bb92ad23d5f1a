"""The date that a document gives itself: issued, revised, effective. When it was last saved says nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.common.dates_and_numbers import read_date

_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d\b"
_NTH = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\d-])"
    rf"|\b(?P<month>{_MONTH}),?\s+(?:(?P<day>\d{{1,2}}){_NTH},?\s+)?(?P<year>{_YEAR})"
    rf"|\b(?P<first_day>\d{{1,2}}){_NTH}\s+(?:of\s+)?(?P<later_month>{_MONTH}),?\s+(?P<later_year>{_YEAR})"
    rf"|\b(?P<one>\d{{1,2}})[/.-](?P<two>\d{{1,2}})[/.-](?P<slashed_year>{_YEAR})"
    rf"|(?<![\d/.-])(?P<year_alone>{_YEAR})(?![/.-]?\d)",
    re.IGNORECASE,
)
_LABEL = (
    r"\b(?:revised|revision(?:\s+date)?|rev\.?|updated|effective(?:\s+date)?|issued|issue\s+date|date\s+issued|"
    r"date\s+of\s+(?:issue|revision|publication)|published|publication\s+date|adopted|approved|amended)"
)
_BEFORE = re.compile(rf"{_LABEL}[\s:–(*_-]*(?:(?:on|as\s+of|in|date)\b[\s:]*)?$", re.IGNORECASE)
_AFTER = re.compile(rf"[\s,]*\(?{_LABEL}\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:next|due|until|expires?|review)\b[^.;]*$", re.IGNORECASE)
_HEAD, _FOOT = 3_000, 1_500
"""Characters at the beginning and at the end of a text where a document says when it was issued."""
_LONGEST_LINE = 120
"""A longer line is a sentence, whose dates are about something else."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date and the words by which a document gives it."""

    iso: str
    """`2021`, `2021-08` or `2021-08-15`, as exact as the words."""
    words: str


def stated_date(text: str, today: dt.date) -> StatedDate | None:
    """Return the latest date that a document gives itself in a line at its beginning or end.

    Of a date such as 3/4/2021, which countries read differently, the year alone is taken.
    """
    ends = text if len(text) <= _HEAD + _FOOT else f"{text[:_HEAD]}\n{text[-_FOOT:]}"
    found = [stated for line in re.split(r"[\n\f\t]", ends) for stated in _in_line(line, today)]
    return max(found, key=lambda stated: stated.iso, default=None)


def _in_line(line: str, today: dt.date) -> Iterator[StatedDate]:
    if len(line) > _LONGEST_LINE:
        return
    for match in _DATE.finditer(line):
        label = _BEFORE.search(line[: match.start()])
        after = _AFTER.match(line, match.end())
        start, end = label.start() if label else match.start(), after.end() if after else match.end()
        if not (label or after) or _TO_COME.search(line[:start]):
            continue
        iso = _iso({name: value for name, value in match.groupdict().items() if value})
        day = read_date(iso)
        if day and day <= today:
            yield StatedDate(iso, " ".join(line[start:end].split()))


def _iso(parts: dict[str, str]) -> str:
    if "iso" in parts:
        return parts["iso"]
    if "year_alone" in parts:
        return parts["year_alone"]
    if "slashed_year" in parts:
        return _slashed(int(parts["one"]), int(parts["two"]), parts["slashed_year"])
    month = _MONTHS[(parts.get("month") or parts["later_month"])[:3].lower()]
    day = parts.get("day") or parts.get("first_day")
    year = parts.get("year") or parts["later_year"]
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _slashed(one: int, two: int, year: str) -> str:
    if one == two or one <= 12 < two:
        return f"{year}-{one:02}-{two:02}"
    return f"{year}-{two:02}-{one:02}" if two <= 12 < one else year
