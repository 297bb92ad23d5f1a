"""Words given to somebody that nothing cited can prove."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.quotation_proof import Outcome
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A quotation has no citation, or what is cited has no words on record to compare with.",
    "Record the words as the `quote` of an evidence item and cite it, or say it without quotation marks.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each quotation that nobody can compare; titles and the writer's own terms are none."""
    for proof in subject.quotations:
        words, where = proof.quotation.words[:80], subject.at(proof.quotation.place)
        if proof.outcome is Outcome.UNCITED:
            yield CHECK.finding(f"“{words}” is quoted, and nothing is cited for it.", where)
        elif proof.outcome is Outcome.UNPROVEN:
            named = [*proof.cited.evidence, *proof.cited.sources, *proof.cited.duties, *proof.cited.laws]
            what = f"`{named[0]}`" if named else "What is cited"
            yield CHECK.finding(f"“{words}” cannot be compared: {what} has no quotation on record.", where)
