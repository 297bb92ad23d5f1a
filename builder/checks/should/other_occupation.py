"""Claims and objections that the base holds on another occupation than the draft's."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.outline import Use
from builder.resolve.values import listed
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The draft argues a claim, or answers an objection, that is about another occupation than its own.",
    "Argue a claim on your occupation, or correct `occupation:`.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each claim argued and each objection answered, once."""
    lookup, outline = subject.context.lookup, subject.context.outline
    claims = {use.id: use for use in reversed(outline.claims)}
    for identifier, use in sorted(claims.items()):
        claim = lookup.claims.get(identifier)
        if claim and not _near(claim.about, subject):
            yield _finding("claim", use, claim.about, subject)
    answers = {use.id: use for use in reversed(outline.answers)}
    for identifier, use in sorted(answers.items()):
        objection = lookup.objections.get(identifier)
        if objection and not subject.context.case.concerns(objection.about):
            yield _finding("objection", use, objection.about, subject)


def _near(about: tuple[str, ...], subject: Subject) -> bool:
    """Say whether a claim is about the case, or the group that the occupation leaves or goes to."""
    case, soc = subject.context.case, subject.context.lookup.classification
    if case.concerns(about):
        return True
    own = [soc.highest(code) for code in (case.occupation, case.proposes) if code]
    return any(soc.highest(code) in own for code in about)


def _finding(kind: str, use: Use, about: tuple[str, ...], subject: Subject) -> Finding:
    message = f"The {kind} {use.id!r} is about {listed(list(about))}, not {subject.context.case.occupation}."
    return CHECK.finding(message, subject.at(use.place), subject=f"{kind}/{use.id}")
