"""Filters: which records may be answers, decided before anything is ranked."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kb.errors import UsageError
from kb.namespaces import record
from kb.search.database import Database

FACETS = ("kind", "occupation", "group", "function", "authority", "verification", "contributor")
_FACET = "record IN (SELECT record FROM facet WHERE name = ? AND value IN "
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer must be; several values of one filter are alternatives, several filters add up."""

    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Facet and the values of which one must hold."""
    claims: tuple[str, ...] = ()
    """Ids of claims that it must speak for or against; a claim itself also passes."""
    direction: str = ""
    """supports or disputes: some claim, or one of `claims`."""
    since: str = ""
    until: str = ""
    """First and last date; a year or month stands for all of it."""

    @property
    def empty(self) -> bool:
        """Whether everything passes."""
        return self == Filters()


def allowed(database: Database, filters: Filters, things: int) -> npt.NDArray[np.bool_] | None:
    """Return which things pass, or None when all do.

    Raises:
        UsageError: a value occurs nowhere, or a date is no date.
    """
    if filters.empty:
        return None
    conditions: list[str] = []
    values: list[str] = []
    for facet, wanted in filters.facets:
        _must_occur(database, facet, wanted)
        conditions.append(_FACET + _marks(wanted) + ")")
        values += [facet, *wanted]
    for condition, more in (*_bearing(database, filters), *_dates(filters)):
        conditions.append(condition)
        values += more
    mask = np.zeros(things, dtype=np.bool_)
    rows = database.rows(f"SELECT thing FROM thing WHERE {' AND '.join(conditions)}", values)  # noqa: S608
    mask[[int(row[0]) for row in rows]] = True
    return mask


def _bearing(database: Database, filters: Filters) -> list[tuple[str, list[str]]]:
    claims = [record("claim", claim) for claim in filters.claims]
    for claim in claims:
        if not database.rows("SELECT 1 FROM thing WHERE record = ?", (claim,)):
            raise UsageError(
                f"There is no claim `{claim.rpartition('/')[2]}`.", "soc-evidence coverage lists the claims."
            )
    if not claims and not filters.direction:
        return []
    inner = [f"claim IN {_marks(claims)}"] if claims else []
    inner += ["direction = ?"] if filters.direction else []
    values = [*claims, *([filters.direction] if filters.direction else [])]
    condition = f"record IN (SELECT record FROM bearing WHERE {' AND '.join(inner)})"  # noqa: S608
    if claims and not filters.direction:
        return [(f"({condition} OR record IN {_marks(claims)})", [*values, *claims])]
    return [(condition, values)]


def _dates(filters: Filters) -> list[tuple[str, list[str]]]:
    for date in (filters.since, filters.until):
        if date and not _DATE.fullmatch(date):
            raise UsageError(f"`{date}` is no date.", "Write 2020, 2020-03 or 2020-03-24.")
    found = []
    dated = "record IN (SELECT record FROM dated WHERE date != '' AND "
    if filters.since:
        found.append((dated + "substr(date, 1, 10) >= substr(?, 1, length(date)))", [filters.since]))
    if filters.until:
        found.append((dated + "substr(date, 1, length(?)) <= ?)", [filters.until, filters.until]))
    return found


def _must_occur(database: Database, facet: str, wanted: tuple[str, ...]) -> None:
    for value in wanted:
        if not database.rows("SELECT 1 FROM facet WHERE name = ? AND value = ? LIMIT 1", (facet, value)):
            known = [
                row[0]
                for row in database.rows(
                    "SELECT DISTINCT value FROM facet WHERE name = ? ORDER BY 1", (facet,)
                )
            ]
            shown = ", ".join(known[:15]) + (", …" if len(known) > 15 else "")
            raise UsageError(f"No record has the {facet} `{value}`.", f"There are: {shown}.")


def _marks(values: tuple[str, ...] | list[str]) -> str:
    return "(" + ", ".join("?" for _ in values) + ")"
