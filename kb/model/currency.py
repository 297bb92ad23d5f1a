"""How fresh what was looked up is: ages of statuses, and the newest edition known of each series of works.

The table is `ontology/editions/currency.yaml`.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import yaml

from kb.common.dates_and_numbers import read_date
from kb.workspace import bundle_root


@dataclass(frozen=True, slots=True)
class Series:
    """Works that appear in editions, and the newest edition that is known."""

    name: str
    """As a source names it in `series:`."""
    title: str
    newest: str
    released: str
    """When the newest edition appeared: a year or month."""
    checked: str
    """Day on which the newest edition was last looked up."""
    caution: str = ""
    """Why its editions are no time series, where they are none."""
    breaks: Mapping[str, str] = field(default_factory=dict)
    """Periods from which on values are of something else than before, and what they were of."""

    def breaks_among(self, periods: Iterable[str]) -> dict[str, str]:
        """Return the periods before which a line over some is interrupted, and what values before are of.

        Where there is none of the period of the break itself, that is the first after it.
        """
        ordered = sorted(set(periods))
        after = ((bisect_left(ordered, start), why) for start, why in self.breaks.items())
        return {ordered[place]: why for place, why in after if 0 < place < len(ordered)}

    def is_older(self, issued: str) -> bool:
        """Say whether a work issued then is an edition before the newest, as far as both dates are known."""
        return bool(read_date(issued)) and issued[: len(self.released)] < self.released[: len(issued)]


@dataclass(frozen=True, slots=True)
class Currency:
    """What counts as fresh."""

    status_days: int
    """Days after which the status of a measure is to be looked up again."""
    open_statuses: frozenset[str]
    """Concepts of the scheme legislative-status that can still change."""
    session_ends: Mapping[str, dt.date]
    """Last day of each session that is known, by its name."""
    series: Mapping[str, Series]

    def status_age(self, session: str, checked: str, day: dt.date) -> int:
        """Return the days between the last look at a measure and a day, or the session's end before it.

        Zero where the look was at or after the end, or no date is readable.
        """
        looked, end = read_date(checked), self.session_ends.get(session) or _year_end(session)
        if looked is None:
            return 0
        return max((min(day, end) if end else day) - looked, dt.timedelta()).days

    def is_stale(self, status: str, session: str, checked: str, day: dt.date) -> bool:
        """Say whether a measure's status can have changed since it was last looked up, too long ago."""
        return status in self.open_statuses and self.status_age(session, checked, day) > self.status_days


def _year_end(session: str) -> dt.date | None:
    """Return the last day of the year that a session's name ends in, such as `2025` or `2025-2026`."""
    year = re.search(r"\b(\d{4})\Z", session)
    return dt.date(int(year[1]), 12, 31) if year else None


@cache
def default_currency() -> Currency:
    """Return what the bundled ontology knows."""
    path = bundle_root() / "ontology" / "editions" / "currency.yaml"
    table = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    statuses = table["statuses"]
    return Currency(
        status_days=statuses["days"],
        open_statuses=frozenset(statuses["open"]),
        session_ends={name: days["until"] for name, days in statuses["sessions"].items()},
        series={
            name: Series(
                name,
                title=entry["title"],
                newest=str(entry["newest"]),
                released=str(entry["released"]),
                checked=str(entry["checked"]),
                caution=entry.get("no-time-series", ""),
                breaks=entry.get("breaks", {}),
            )
            for name, entry in table["series"].items()
        },
    )
