"""Objections that the draft says it does not contest."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.common.names import did_you_mean
from kb.findings import Finding

CHECK = declare(
    __name__,
    "An objection is declined that does not exist, or that a section answers all the same.",
    "Correct the id under `declines-to-contest:`, or take the line out.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each objection declined."""
    front = subject.draft.front
    known = subject.context.lookup.objections
    answered = {use.id for use in subject.context.outline.answers}
    for objection in front.declines_to_contest:
        where = subject.at(front.place(f"declines-to-contest/{objection}"))
        if objection not in known:
            fix = did_you_mean(objection, known, CHECK.fix)
            yield CHECK.finding(f"There is no objection {objection!r}.", where, fix, f"objection/{objection}")
        elif objection in answered:
            yield CHECK.finding(
                f"{objection} is declined and answered.", where, subject=f"objection/{objection}"
            )
