"""Quotations that begin or end where the meaning turns."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.quotation_proof import Outcome
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A quotation leaves off a negation or bound that stands beside it in the source.",
    "Quote more of the sentence, or say what the sentence says.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each quotation that holds and was cut beside such a word."""
    for proof in subject.quotations:
        if proof.outcome is Outcome.PROVEN and proof.comparison.cut:
            message = f"Beside “{proof.quotation.words[:80]}” the source has “{proof.comparison.cut}”."
            yield CHECK.finding(message, subject.at(proof.quotation.place))
