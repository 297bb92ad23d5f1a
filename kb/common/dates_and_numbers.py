"""The one strict reader of dates, periods and numbers, and the one answer to what day it is.

Dates are ISO 8601: `2025`, `2025-05`, `2025-05-01`; a period is one of them, or two with a slash between.
"""

from __future__ import annotations

import calendar
import datetime as dt
import os
import re
from decimal import Decimal

from kb.errors import UsageError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_MOST_DIGITS = 28
"""Significant digits that are kept exactly, those of `decimal`'s default context."""


def read_date(written: str) -> dt.date | None:
    """Return the first day of the year, month or day that an ISO date names; None when there is none."""
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_day(written: str) -> dt.date | None:
    """Return the day that a full ISO date names; None for anything else, a year or month among it."""
    return read_date(written) if len(written) == len("2025-05-01") else None


def read_period(written: str) -> tuple[dt.date, dt.date] | None:
    """Return the first days of both ends of a period; None when it is no period or runs backwards."""
    first, slash, last = written.partition("/")
    start, end = read_date(first), read_date(last if slash else first)
    if start is None or end is None or end < start:
        return None
    return start, end


def days_of(written: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a date or period; None when it is none."""
    period = read_period(written)
    if period is None:
        return None
    start, end = period
    precision = written.rpartition("/")[2].count("-")
    if precision == 0:
        end = dt.date(end.year, 12, 31)
    elif precision == 1:
        end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return start, end


def today() -> dt.date:
    """Return the day of this run: that of SOURCE_DATE_EPOCH where it is set, else the clock's, in UTC.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is no number of seconds that a date can be made of.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.datetime.now(dt.UTC).date()
    try:
        if not re.fullmatch("[0-9]+", epoch):
            raise ValueError
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is `{epoch[:30]}`, which is no number of seconds since 1970.",
            "Unset it, or set it to seconds, such as $(git log -1 --format=%ct).",
        ) from error


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
