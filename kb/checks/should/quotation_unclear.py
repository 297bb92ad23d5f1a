"""A quotation that holds but does not say enough: which place is meant, or what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.quoting.quotations import EXACT, Proof, proofs
from kb.quoting.verdict import Verdict
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A quotation stands in several places, is too short to be found, or cuts a negation or bound off.",
    "Quote more of the sentence, or add `prefix` and `suffix`.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each unclear quotation."""
    for proof in proofs(collection):
        message, fix = _said(proof)
        if message:
            quotation = proof.quotation
            where = collection.locate(quotation.node, EXACT, quotation.selector.exact)
            yield CHECK.finding(message, where, fix)


def _said(proof: Proof) -> tuple[str, str]:
    comparison, source = proof.comparison, proof.quotation.source_id
    if comparison.verdict is Verdict.AMBIGUOUS:
        count = len(comparison.places)
        fix = f'`soc-evidence quote {source} "…"` prints each place with its prefix and suffix.'
        return f"The quotation stands {count} times in `{source}`; which is meant?", fix
    if comparison.verdict is Verdict.TOO_SHORT:
        return "The quotation is too short to prove anything.", ""
    if comparison.cut:
        fix = "Quote that word, too, or say in the statement what the sentence says."
        return f"Beside the quotation the source has `{comparison.cut}`, which it leaves out.", fix
    return "", ""
