"""The date on the comment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.common.dates_and_numbers import read_day
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The date of the comment is long before it or far ahead.",
    "Write the day of the filing as `date:`.",
)
_AHEAD = dt.timedelta(days=31)
"""Comments are dated ahead for the day on which they are to be filed, seldom for more than a month."""


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the date with today and with the day on which the docket opened."""
    front = subject.draft.front
    day = read_day(front.date)
    if day is None:
        return
    where = subject.at(front.place("date"))
    opened = read_day(subject.docket.opened) if subject.docket else None
    if day > subject.today + _AHEAD:
        yield CHECK.finding(f"{day} is more than a month ahead.", where)
    elif opened and day < opened:
        yield CHECK.finding(f"{day} is before the docket opened on {opened}.", where)
