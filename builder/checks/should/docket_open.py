"""The docket's window for comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The docket does not take comments on this day.",
    "For a new notice, begin its profile with soc-evidence new docket and name it as `docket:` in the front "
    "matter.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare today with the window."""
    docket = subject.docket
    if docket is None:
        return
    where = subject.at(subject.draft.front.place("docket"))
    closed, opened = _day(docket.closed), _day(docket.opened)
    if closed and subject.today > closed:
        yield CHECK.finding(f"The docket {docket.number} closed on {closed}.", where)
    elif opened and subject.today < opened:
        yield CHECK.finding(f"The docket {docket.number} opens on {opened}.", where)


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None
