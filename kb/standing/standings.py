"""The standings that a record can have, what each means for each use, and the judgement on a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from kb.namespaces import short


class Standing(StrEnum):
    """How far a record may be relied on, worst first; `ontology/schemes/standing.ttl` defines each."""

    RETRACTED = "retracted"
    """It, or a source that it rests on, was withdrawn."""
    SUPERSEDED = "superseded"
    """Another record took its place."""
    AWAITING_REVIEW = "awaiting-review"
    """It came in from elsewhere, and nobody has accepted it."""
    UNSETTLED = "unsettled"
    """A claim with an evidence line that has to be argued anew, or one that relies on such a claim."""
    OUT_OF_DATE = "out-of-date"
    """The day is outside the dates between which it holds."""
    CHANGED = "changed"
    """The text of its source is no longer the one that it was read from."""
    OUTDATED = "outdated"
    """It rests on something that was superseded, or is a source or data set of which there is a newer one."""
    UNVERIFIED = "unverified"
    """From memory or of unknown origin."""
    SECOND_HAND = "second-hand"
    """Reported by another document; the original was not seen."""
    DISPUTED = "disputed"
    """Other evidence speaks against it."""
    LOCAL = "local"
    """A duty as one office states it of its own work; it does not stand for the country."""
    USABLE = "usable"
    """Nothing is known against it."""


class Use(Enum):
    """What a record is wanted for."""

    STATE = "state"
    """Its words or its value are printed, or it is cited, by its id."""
    LIST = "list"
    """It belongs to a listing or a count that says what is so: a matrix, a table, a number of duties."""
    SHOW = "show"
    """It is shown among others of its kind with what is known of it: a law, an objection."""
    SUPPORT = "support"
    """A claim counts as supported through it."""
    OFFER = "offer"
    """It is offered to a writer as something to cite."""


class Effect(Enum):
    """What a standing means for a use, mildest first."""

    ALLOW = "allow"
    REMARK = "remark"
    """Used, and the note says what is wrong."""
    WARN = "warn"
    """Used, with a finding at warning level."""
    LEAVE_OUT = "leave-out"
    """Not used; whoever leaves it out says so where nothing else took its place."""
    REFUSE = "refuse"
    """Not used, with a finding at error level."""


_EFFECTS: Mapping[Standing, tuple[Effect, ...]] = {
    # in the order of Use: STATE, LIST, SHOW, SUPPORT, OFFER
    Standing.RETRACTED: (Effect.REFUSE, Effect.REFUSE, Effect.REFUSE, Effect.LEAVE_OUT, Effect.LEAVE_OUT),
    Standing.SUPERSEDED: (Effect.REFUSE, *(Effect.LEAVE_OUT,) * 4),
    Standing.AWAITING_REVIEW: (Effect.REFUSE, *(Effect.LEAVE_OUT,) * 4),
    Standing.UNSETTLED: (Effect.REFUSE, Effect.REFUSE, Effect.REFUSE, Effect.LEAVE_OUT, Effect.LEAVE_OUT),
    Standing.OUT_OF_DATE: (Effect.WARN, Effect.LEAVE_OUT, Effect.WARN, Effect.LEAVE_OUT, Effect.REMARK),
    Standing.CHANGED: (Effect.WARN, Effect.WARN, Effect.WARN, Effect.ALLOW, Effect.REMARK),
    Standing.OUTDATED: (Effect.WARN, Effect.WARN, Effect.WARN, Effect.ALLOW, Effect.REMARK),
    Standing.UNVERIFIED: (Effect.REMARK, Effect.LEAVE_OUT, Effect.REMARK, Effect.LEAVE_OUT, Effect.REMARK),
    Standing.SECOND_HAND: (Effect.REMARK, Effect.REMARK, Effect.REMARK, Effect.LEAVE_OUT, Effect.REMARK),
    Standing.DISPUTED: (Effect.WARN, Effect.WARN, Effect.WARN, Effect.ALLOW, Effect.REMARK),
    Standing.LOCAL: (Effect.ALLOW, Effect.LEAVE_OUT, Effect.ALLOW, Effect.ALLOW, Effect.REMARK),
    Standing.USABLE: (Effect.ALLOW,) * 5,
}

_RANK = {standing: number for number, standing in enumerate(Standing)}
_SEVERITY = {found: number for number, found in enumerate(Effect)}


def effect(standing: Standing, use: Use) -> Effect:
    """Return what a standing means for a use."""
    return _EFFECTS[standing][list(Use).index(use)]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is known against a record."""

    standing: Standing
    """What it makes of the record judged."""
    cause: str
    """IRI of the record where it lies: the one judged, or one that it rests on."""
    fault: Standing
    """What is wrong with the cause itself."""
    through: tuple[str, ...] = ()
    """IRIs on the way from the record judged to the cause, both left out."""
    by: str = ""
    """IRI of what superseded, disputes or is reported on, where that is recorded."""
    when: str = ""
    """ISO 8601 date of a retraction, or the last or first day of validity."""
    why: str = ""
    """The reason recorded for a retraction or a decision of a review, in the record's words."""
    outcome: str = ""
    """How the last review of the cause went, `waiting`, `returned` or `rejected`; empty for other faults."""
    decided_by: str = ""
    """Who returned or rejected it; empty where that is not recorded."""

    def said(self) -> str:
        """Say it in words, such as ``source/x` is superseded by `source/y``."""
        phrase = _REVIEWED.get(self.outcome, _PHRASES[self.fault])
        return f"`{short(self.cause)}` {phrase}{self._details()}"

    @property
    def after_review(self) -> str:
        """What to do about a cause that a review has not taken in; empty for other faults."""
        return _AFTER_REVIEW.get(self.outcome, "")

    def _details(self) -> str:
        by = f" by `{short(self.by)}`" if self.by else ""
        if self.fault is Standing.LOCAL:
            by = f", in `{short(self.by)}`"
        if self.decided_by:
            by = f" by {self.decided_by}"
        when = f" on {self.when}" if self.when and self.fault is Standing.RETRACTED else ""
        if self.when and self.fault is Standing.OUT_OF_DATE:
            when = f" {self.when}"
        why = f": {self.why.rstrip('.')}" if self.why else ""
        return f"{by}{when}{why}"


_PHRASES: Mapping[Standing, str] = {
    Standing.RETRACTED: "is retracted",
    Standing.SUPERSEDED: "is superseded",
    Standing.AWAITING_REVIEW: "waits for review",
    Standing.UNSETTLED: "has to be argued anew",
    Standing.OUT_OF_DATE: "holds only",
    Standing.CHANGED: "is changed",
    Standing.OUTDATED: "is outdated",
    Standing.UNVERIFIED: "is not verified",
    Standing.SECOND_HAND: "is known at second hand",
    Standing.DISPUTED: "is disputed",
    Standing.LOCAL: "is what one office says of its own work",
    Standing.USABLE: "stands",
}
_REVIEWED: Mapping[str, str] = {"returned": "was returned", "rejected": "was rejected"}
"""What is said instead where a review decided against a record."""
_AFTER_REVIEW: Mapping[str, str] = {
    "waiting": "Have the contribution accepted, or argue without it.",
    "returned": "Wait until it comes again as the remark asks, or argue without it.",
    "rejected": "Argue without it.",
}


_FALLEN = frozenset({Standing.RETRACTED, Standing.SUPERSEDED, Standing.AWAITING_REVIEW})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found on one record."""

    record: str
    """IRI."""
    reasons: tuple[Reason, ...] = ()
    """Everything known against it, the worst first."""

    @property
    def standing(self) -> Standing:
        """The worst that was found; usable when nothing was."""
        return self.reasons[0].standing if self.reasons else Standing.USABLE

    def effect(self, use: Use) -> Effect:
        """Return the strictest effect of all reasons on a use."""
        found = [effect(reason.standing, use) for reason in self.reasons]
        return max(found, key=_SEVERITY.__getitem__, default=Effect.ALLOW)

    def reason(self, use: Use) -> Reason | None:
        """Return the reason that decides on a use: the first with the strictest effect."""
        strictest = self.effect(use)
        return next((r for r in self.reasons if effect(r.standing, use) is strictest), None)

    def without(self, standing: Standing) -> Judgement:
        """Return the judgement as if nothing of one standing were known."""
        return Judgement(self.record, tuple(r for r in self.reasons if r.standing is not standing))

    def allows(self, use: Use) -> bool:
        """Say whether the record may be used so, perhaps with a remark or a warning."""
        return self.effect(use) not in (Effect.LEAVE_OUT, Effect.REFUSE)

    def said(self, use: Use = Use.STATE) -> str:
        """Say in a sentence without its period why a use is not simply allowed; empty when it is."""
        reason = self.reason(use)
        if reason is None:
            return ""
        if reason.cause == self.record:
            return reason.said()
        return f"`{short(self.record)}` rests on what no longer stands: {reason.said()}"

    @property
    def fallen(self) -> bool:
        """Whether it was withdrawn, replaced or not accepted: it neither speaks nor wants an answer."""
        return any(reason.standing in _FALLEN for reason in self.reasons)

    @property
    def waits(self) -> bool:
        """Whether it came in from elsewhere itself, and nobody has accepted it."""
        return any(r.fault is Standing.AWAITING_REVIEW and r.cause == self.record for r in self.reasons)

    @property
    def rejected(self) -> bool:
        """Whether a review did not take it in, so that nothing is left to decide on it."""
        return any(r.outcome == "rejected" and r.cause == self.record for r in self.reasons)

    @property
    def successor(self) -> str:
        """IRI of the record that took its place; empty where none did."""
        own = (r.by for r in self.reasons if r.fault is Standing.SUPERSEDED and r.cause == self.record)
        return next(own, "")


class Standings:
    """The judgements on all records of a base, on one day."""

    def __init__(self, judgements: Mapping[str, Judgement], day: dt.date, bounds: Iterable[dt.date]) -> None:
        """`bounds` are the days on which some judgement changes."""
        self._judgements = judgements
        self.day = day
        days = set(bounds)
        self.since = max((bound for bound in days if bound <= day), default=None)
        """The day from which on all judgements are these; None when no date is behind."""
        self.until = min((bound for bound in days if bound > day), default=None)
        """The first later day on which some judgement differs; None when no date is ahead."""

    def of(self, record: str) -> Judgement:
        """Return the judgement on the record with this IRI; what nothing is known against is usable."""
        return self._judgements.get(record) or Judgement(record)

    def __iter__(self) -> Iterator[Judgement]:
        """Yield every record that is not simply usable, in order of IRI."""
        return iter(self._judgements[name] for name in sorted(self._judgements))


def worst_first(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Return reasons without repeats, the worst standing and the shortest way first."""
    unique = dict.fromkeys(reasons)
    return tuple(sorted(unique, key=_order))


def _order(reason: Reason) -> tuple[object, ...]:
    return (
        _RANK[reason.standing],
        len(reason.through),
        reason.cause,
        _RANK[reason.fault],
        reason.by,
        reason.when,
        reason.why,
        reason.outcome,
        reason.decided_by,
        reason.through,
    )
