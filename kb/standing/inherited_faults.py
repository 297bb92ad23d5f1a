"""What a record inherits from the faults of what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kb.standing.judged_statements import DATASET, DERIVED, LINE, LINE_RECORDS, RELIES_ON, REPORTS_ON, SOURCE
from kb.standing.standings import Reason, Standing

_RESTING: Mapping[Standing, Standing] = {
    Standing.RETRACTED: Standing.RETRACTED,
    Standing.AWAITING_REVIEW: Standing.AWAITING_REVIEW,
    Standing.OUT_OF_DATE: Standing.OUT_OF_DATE,
    Standing.CHANGED: Standing.CHANGED,
    Standing.SUPERSEDED: Standing.OUTDATED,
    Standing.OUTDATED: Standing.OUTDATED,
}
"""What a record inherits from its source, its data set or the figures that it was computed from."""
_ARGUED: Mapping[Standing, Standing] = {
    Standing.RETRACTED: Standing.UNSETTLED,
    Standing.SUPERSEDED: Standing.UNSETTLED,
    Standing.AWAITING_REVIEW: Standing.UNSETTLED,
    Standing.UNSETTLED: Standing.UNSETTLED,
    Standing.CHANGED: Standing.OUTDATED,
    Standing.OUTDATED: Standing.OUTDATED,
    Standing.OUT_OF_DATE: Standing.OUTDATED,
}
"""What a claim inherits from the records of its lines and from the claims that it relies on."""


def inherited(reason: Reason, name: str, predicate: str) -> Reason | None:
    """Return what a record that points to `name` inherits of a reason found there."""
    if predicate in (SOURCE, REPORTS_ON, DATASET, DERIVED):
        standing = _RESTING.get(reason.standing)
    elif predicate in (LINE, RELIES_ON) or predicate in LINE_RECORDS:
        standing = _ARGUED.get(reason.standing)
    else:  # an objection stands whatever becomes of its answers; that they fell is worth a word
        standing = Standing.OUTDATED if reason.standing in _ARGUED else None
    if standing is None:
        return None
    through = (name, *reason.through) if name != reason.cause else reason.through
    return replace(reason, standing=standing, through=through)
