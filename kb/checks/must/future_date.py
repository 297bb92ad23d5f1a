"""A day that has not come yet, where something is said to have happened or to have been measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.common.dates_and_numbers import read_period, today
from kb.findings import Finding, Location
from kb.namespaces import FILES, iri
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A date that lies in the future stands where only a past one can.",
    "Correct the date.",
)
_PERIOD = iri("sdmx-dimension:refPeriod")
_PROJECTION = "Correct it; of a projection give the period from its first year on, such as 2023/2033."
_PAST = {
    iri("dcterms:issued"): "issued",
    iri("dcterms:date"): "date",
    iri("schema:endDate"): "date",
    iri("schema:dateCreated"): "retrieved",
    _PERIOD: "period",
    iri("soce:introduced"): "introduced",
    iri("soce:statusDate"): "status-date",
}
"""Keys, by predicate, of what has happened by the time somebody writes it down."""


def find(collection: Collection) -> Iterator[Finding]:
    """Report dates of the office's own records that begin after today; time zones are given a day."""
    # A build is dated by SOURCE_DATE_EPOCH; what happened after that day is no mistake for it.
    latest = max(today(), dt.datetime.now(dt.UTC).date()) + dt.timedelta(days=1)
    for file in collection.files:
        if not file.graph.startswith(FILES + "own/"):
            continue
        for subject, predicate, term, _ in file.statements:
            period = read_period(term.value[:21]) if predicate in _PAST else None
            if period is not None and period[0] > latest:
                where = file.location(subject, predicate, term.value) or Location(file.shown)
                message = f"`{_PAST[predicate]}: {term.value}` lies in the future."
                fix = _PROJECTION if predicate == _PERIOD else ""
                yield CHECK.finding(message, where, fix)
