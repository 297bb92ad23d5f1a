"""Draw on a record, or say why not: what each standing means where a draft puts a record into the filing.

`kb.standing` judges; this module turns its judgement into findings at the place that draws on the record.
Everything that puts a record's words, value or name into the document comes through here, by way of `find`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from builder.resolve.context import Context, UnresolvedError
from kb.findings import Check, Severity
from kb.model.records import Claim, Duty, EvidenceItem, Law, Objection
from kb.namespaces import record, short
from kb.standing import Effect, Judgement, Reason, Standing, Use

WITHDRAWN_SOURCE = Check(
    "withdrawn-source",
    Severity.ERROR,
    "The draft draws on something that was retracted, or rests on a source that was.",
    "Cite another source, or argue without it.",
)
SUPERSEDED_RECORD = Check(
    "superseded-record",
    Severity.ERROR,
    "The draft names a record that another one supersedes.",
    "Name the new record, after reading whether it still says what you need.",
)
AWAITING_REVIEW = Check(
    "awaiting-review",
    Severity.ERROR,
    "The draft draws on a record that came with a contribution which nobody has accepted.",
    "Have the contribution accepted, or argue without it.",
)
CLAIM_UNSETTLED = Check(
    "claim-unsettled",
    Severity.ERROR,
    "The draft argues a claim with an evidence line that has to be argued anew.",
    "Write a claim of your own with `supersedes:` whose lines rest on what stands now.",
)
OUTDATED_CITATION = Check(
    "outdated-citation",
    Severity.WARNING,
    "The draft draws on a record, or argues a claim, that rests on something superseded, changed or out of "
    "its dates.",
    "Cite what took its place, or check that the statement still holds and say so.",
)
LEFT_OUT = Check(
    "left-out",
    Severity.WARNING,
    "A table or a count leaves records out that do not count: not verified, awaiting review, out of their "
    "dates.",
    "Look at them; verify, accept or renew what should count.",
)
LOCAL_DUTIES = Check(
    "local-duties",
    Severity.NOTE,
    "A table or a count of the country's occupations leaves out what one office says of its own work.",
    "Name the office's source in `sources:` of the directive.",
)
_REFUSALS = {
    Standing.RETRACTED: WITHDRAWN_SOURCE,
    Standing.SUPERSEDED: SUPERSEDED_RECORD,
    Standing.AWAITING_REVIEW: AWAITING_REVIEW,
    Standing.UNSETTLED: CLAIM_UNSETTLED,
}


class RefusedError(UnresolvedError):
    """A record is there and may not be drawn on."""


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


One = TypeVar("One", bound=Named)


def judged(kind: str, identifier: str, context: Context) -> Judgement:
    """Return the judgement on a record; a guideline may go by the name of a principle."""
    kinds = ("principle", "guideline") if kind == "principle" else (kind,)
    found = [context.standings.of(record(each, identifier)) for each in kinds]
    return next((judgement for judgement in found if judgement.reasons), found[0])


def draw(kind: str, one: One, context: Context) -> One:
    """Return a record that is named by its id.

    Raises:
        RefusedError: it may not be drawn on.
    """
    judgement = _allowed(kind, one, context, named=True)
    context.told.drawn.setdefault(judgement.record, context.problems.here)
    return one


def draw_all(kind: str, some: Iterable[One | None], context: Context) -> list[One]:
    """Return those of some records that may be drawn on, and report the others."""
    drawn = []
    for one in some:
        if one is not None:
            try:
                _allowed(kind, one, context)
                drawn.append(one)
            except RefusedError as refusal:
                report_refused(refusal, context)
    return drawn


def listed(
    kind: str, some: Iterable[One], use: Use, context: Context, *, despite: Standing | None = None
) -> list[One]:
    """Return the records that belong into a listing or a count, and report what is left out.

    `despite` is a standing that does not matter, because the draft asks for such records. A superseded record
    is left out in silence: what took its place is in the listing by itself.
    """
    kept: list[One] = []
    for one in some:
        judgement = judged(kind, one.id, context)
        judgement = judgement.without(despite) if despite else judgement
        effect = judgement.effect(use)
        if effect is Effect.REFUSE:
            report_refused(_refusal(judgement, context), context)
        elif effect is Effect.LEAVE_OUT:
            if judgement.standing is not Standing.SUPERSEDED:
                _leave_out(judgement, use, context)
        else:
            _warn(judgement, use, context)
            context.told.drawn.setdefault(judgement.record, context.problems.here)
            kept.append(one)
    return kept


def report_refused(refusal: UnresolvedError, context: Context) -> None:
    """Report a refusal where the draft draws on the record, once a place."""
    key = (refusal.message, context.problems.here)
    if key not in context.told.errors:
        context.told.errors.add(key)
        context.problems.add(
            refusal.check, context.problems.here, refusal.message, refusal.fix, refusal.subject
        )


def _refusal(judgement: Judgement, context: Context) -> RefusedError:
    reason = judgement.reason(Use.STATE) or judgement.reasons[0]
    check = _REFUSALS[reason.standing]
    subject = short(judgement.record)
    if reason.fault is Standing.RETRACTED and reason.cause == judgement.record and _kind(subject) == "source":
        message = f"The source {_id(subject)!r} was withdrawn: {reason.why or 'no reason is recorded'}."
        return RefusedError(check, message, "Cite another source, or argue without it.", subject)
    message = f"{judgement.said()}.{_wordings(reason, context)}"
    return RefusedError(check, message, _fix(check, reason), subject)


def _fix(check: Check, reason: Reason) -> str:
    if check is SUPERSEDED_RECORD and reason.by:
        return f"Name {_id(short(reason.by))!r}, after reading whether it still says what you need."
    if check is CLAIM_UNSETTLED and reason.by:
        return f"{check.fix.rstrip('.')}, such as {_id(short(reason.by))!r}."
    return reason.after_review or check.fix


def _wordings(reason: Reason, context: Context) -> str:
    """Return what the old record says, and what the new one says, so that the two can be compared."""
    if reason.fault not in (Standing.SUPERSEDED, Standing.RETRACTED):
        return ""
    old, new = _statement(reason.cause, context), _statement(reason.by, context)
    if old and new:
        return f" It said: “{old}” Now: “{new}”"
    return f" It said: “{old}”" if old else ""


def _statement(iri: str, context: Context) -> str:
    """Return what a record states; nothing for a record that states nothing."""
    kind, _, identifier = short(iri).partition("/")
    lookup = context.lookup
    stating: dict[str, Mapping[str, EvidenceItem | Duty | Claim | Objection | Law]] = {
        "evidence": lookup.evidence,
        "duty": lookup.duties,
        "claim": lookup.claims,
        "objection": lookup.objections,
        "legislation": lookup.laws,
    }
    one = stating.get(kind, {}).get(identifier)
    return one.statement if one else ""


def _allowed(kind: str, one: Named, context: Context, *, named: bool = False) -> Judgement:
    judgement = judged(kind, one.id, context)
    if judgement.effect(Use.STATE) is Effect.REFUSE:
        raise _refusal(judgement, context)
    _warn(judgement, Use.STATE, context, named=named)
    return judgement


def _warn(judgement: Judgement, use: Use, context: Context, *, named: bool = False) -> None:
    """Warn of a record once, and once where the draft itself names it.

    Of what other evidence contests, a check of the whole draft warns: it knows whether that is shown too.
    """
    reasons = [r for r in judgement.reasons if r.standing is not Standing.DISPUTED]
    rest = Judgement(judgement.record, tuple(reasons))
    told = context.told.named if named else context.told.warnings
    if rest.effect(use) is Effect.WARN and judgement.record not in told:
        context.told.warnings.add(judgement.record)
        told.add(judgement.record)
        here, subject = context.problems.here, short(judgement.record)
        context.problems.add(OUTDATED_CITATION, here, f"{rest.said(use)}.", OUTDATED_CITATION.fix, subject)


def _leave_out(judgement: Judgement, use: Use, context: Context) -> None:
    reason = judgement.reason(use)
    if reason and reason.standing is Standing.LOCAL:
        _leave_office_out(reason.by, context)
    elif judgement.record not in context.told.warnings:
        context.told.warnings.add(judgement.record)
        subject = short(judgement.record)
        message = f"`{subject}` is left out: {judgement.said(use)}."
        fix = (reason.after_review if reason else "") or LEFT_OUT.fix
        context.problems.add(LEFT_OUT, context.problems.here, message, fix, subject)


def _leave_office_out(source: str, context: Context) -> None:
    """Say once a source that its duties are left out, and how to have them in."""
    if source not in context.told.warnings:
        context.told.warnings.add(source)
        name = short(source)
        message = f"The duties from `{name}` are left out: they are what one office says of its own work."
        fix = (
            f"Name {_id(name)!r} in `sources:` of a `{{duties}}` or `{{matrix}}`; or, if it speaks for the "
            "country, write `reach: country` in its record."
        )
        context.problems.add(LOCAL_DUTIES, context.problems.here, message, fix, name)


def _kind(name: str) -> str:
    return name.partition("/")[0]


def _id(name: str) -> str:
    return name.rpartition("/")[2]
