"""A quotation that its source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.quoting.quotations import EXACT, Proof, proofs
from kb.quoting.verdict import Verdict
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A quotation is not what its source says: altered, spliced, not there, or with words in brackets that "
    "nobody agreed to.",
    'Copy the words again: `soc-evidence quote SOURCE "…"` finds the passage and prints it ready to paste.',
)
_WRONG = frozenset({Verdict.ALTERED, Verdict.SPLICED, Verdict.BRACKETED, Verdict.NOT_FOUND})
_AGREE = "Quote the source's own words, or write `brackets-agreed: NAME, DATE` under `quote`, beside `exact`."


def find(collection: Collection) -> Iterator[Finding]:
    """Report each quotation that does not hold, now or on record."""
    for proof in proofs(collection):
        message = _message(proof)
        if message:
            quotation = proof.quotation
            where = collection.locate(quotation.node, EXACT, quotation.selector.exact)
            fix = _AGREE if proof.comparison.verdict is Verdict.BRACKETED else ""
            yield CHECK.finding(message, where, fix)


def _message(proof: Proof) -> str:
    verdict, source = proof.comparison.verdict, proof.quotation.source_id
    if verdict in _WRONG:
        why = f": {proof.comparison.difference}" if proof.comparison.difference else ""
        return f"The quotation from `{source}` is {_said(verdict)}{why}."
    recorded = proof.recorded
    if verdict is Verdict.UNAVAILABLE and recorded and recorded.verdict in _WRONG:
        return (
            f"The quotation from `{source}` was {_said(recorded.verdict)} when it was last compared,"
            f" on {recorded.date}; the text is not at hand now."
        )
    return ""


def _said(verdict: Verdict) -> str:
    said = {Verdict.NOT_FOUND: "not in it", Verdict.BRACKETED: "its words but for brackets"}
    return said.get(verdict, verdict.value)
