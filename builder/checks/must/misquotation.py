"""Words in quotation marks must be the words of the evidence that is cited for them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.quotation_proof import Outcome, ProvenQuotation
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.quoting import Verdict

CHECK = declare(
    __name__,
    "A quotation differs from the exact words recorded for the evidence cited with it.",
    "Write {quote}`evidence-id`, which takes the words from the graph.",
)
_LONGEST = 160


def find(subject: Subject) -> Iterator[Finding]:
    """Report each quotation, in marks or in a block, that is altered, spliced, or not in what is cited."""
    for proof in subject.quotations:
        if proof.outcome is Outcome.WRONG:
            yield CHECK.finding(_message(proof), subject.at(proof.quotation.place), _fix(proof))


def _fix(proof: ProvenQuotation) -> str:
    return CHECK.fix.replace("evidence-id", proof.item) if proof.item else CHECK.fix


def _message(proof: ProvenQuotation) -> str:
    comparison = proof.comparison
    kind = (
        "no words like these are there"
        if comparison.verdict is Verdict.NOT_FOUND
        else comparison.verdict.value
    )
    why = f"{kind}: {comparison.difference}" if comparison.difference else kind
    said, likeliest = _cut(proof.quotation.words), _cut(proof.likeliest)
    return f"“{said}” is not what the evidence cited here quotes ({why}): “{likeliest}”"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"
