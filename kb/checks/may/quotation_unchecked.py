"""A quotation of an office's own that nobody can compare here and now."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.quoting.quotations import EXACT, Proof, proofs
from kb.quoting.verdict import Verdict
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "The text of a source is not in `texts/`, so a quotation from it cannot be compared.",
    "Put the document into `texts/` under the source's id, for example with `soc-evidence add`.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report own quotations without a text; those of the base are listed by `soc-evidence quote --all`."""
    for proof in proofs(collection):
        if proof.own and proof.comparison.verdict is Verdict.UNAVAILABLE:
            quotation = proof.quotation
            where = collection.locate(quotation.node, EXACT, quotation.selector.exact)
            data = (("compared", proof.recorded is not None),)
            yield CHECK.finding(_message(proof), where, subject=quotation.name, data=data)


def _message(proof: Proof) -> str:
    source = proof.quotation.source_id or "its source"
    if proof.comparison.difference:
        return f"The text of `{source}` cannot be read: {proof.comparison.difference}"
    if proof.recorded:
        said = f"the quotation was {proof.recorded.verdict.value} on {proof.recorded.date}"
        return f"The text of `{source}` is not at hand; {said}."
    return f"The text of `{source}` is not at hand; the quotation has never been compared."
