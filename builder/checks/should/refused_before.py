"""Arguments of a kind that the classifying committee has refused before."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.committee_decisions import Decision
from kb.standing import Use

CHECK = declare(
    __name__,
    "The draft argues what the committee refused in an earlier request, and does not name that request.",
    "Cite the decision and say what differs, or show it with {decisions}.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each refused request once, where the first claim is argued that it bears on."""
    context = subject.context
    refused = [one for one in context.lookup.decisions.values() if one.refused and _counts(one, subject)]
    told: set[str] = set()
    for use in context.outline.claims:
        for one in refused:
            if use.id in one.claims and one.id not in told and not _named(one, subject):
                told.add(one.id)
                docket = f"docket {one.docket}, " if one.docket else ""
                reason = one.reason.rstrip(".") if one.reason else "no reason was seen"
                message = (
                    f"The claim {use.id!r} is of a kind that the committee has refused: “{one.title}” "
                    f"({docket}{one.round}): {reason}."
                )
                fix = f"Cite [@decision:{one.id}] and say what differs, or show it with {{decisions}}."
                yield CHECK.finding(message, subject.at(use.place), fix, f"decision/{one.id}")


def _counts(one: Decision, subject: Subject) -> bool:
    return subject.context.standings.of(one.iri).allows(Use.SHOW)


def _named(one: Decision, subject: Subject) -> bool:
    """Say whether the draft shows or cites a decision, or replies to an objection that it states."""
    context = subject.context
    answered = {use.id for use in context.outline.answers} | {*subject.draft.front.declines_to_contest}
    return (
        one.iri in context.told.drawn
        or one.provenance.source in context.notes.cited
        or not answered.isdisjoint(one.objections)
    )
