"""A quotation that stands elsewhere in its source than its locator says."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import iri
from kb.quoting.quotations import proofs
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A quotation is not on the page, or not in the section, that its locator names.",
    "Correct the locator.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report locators that the text contradicts."""
    for proof in proofs(collection):
        if proof.misplaced:
            quotation = proof.quotation
            key, value = ("page", quotation.page) if quotation.page else ("section", quotation.section)
            where = collection.locate(quotation.locator, iri(f"soce:{key}"), value)
            yield CHECK.finding(f"The quotation is misplaced: {proof.misplaced}.", where)
