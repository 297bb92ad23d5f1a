"""Evidence against a claim that is argued must be disclosed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.resolve.lookup.records import Claim
from builder.resolve.weighing import contrary_lines
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The graph holds evidence against a claim that the draft argues, and the draft does not show it.",
    "Add {contrary} where the draft discloses what speaks against it, or cite the items.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each claim once, where it is first argued."""
    claims = subject.context.lookup.claims
    seen: set[str] = set()
    for use in subject.context.outline.claims:
        claim = claims.get(use.id)
        if claim is None or use.id in seen:
            continue
        seen.add(use.id)
        hidden = _hidden(claim, subject)
        if hidden:
            what = ", ".join(hidden)
            message = f"Evidence against the claim {use.id!r} is not disclosed: {what}."
            yield CHECK.finding(message, subject.at(use.place), subject=f"claim/{use.id}")


def _hidden(claim: Claim, subject: Subject) -> list[str]:
    used = subject.context.used
    hidden: list[str] = []
    for line in contrary_lines(claim, subject.context):
        hidden += [i for i in line.items if i not in used.evidence]
        hidden += [i for i in line.figures if i not in used.figures]
        hidden += [i for i in line.duties if i not in used.duties]
    return sorted(set(hidden))
