"""Things that a statement gives to a body, and that its quotation does not name."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.attributed_items import attributed_items
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.quoting.attributed_statements import beyond_quotation
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A statement of what a body said lists things that neither its quotation nor its source's title names.",
    "Quote the words that name them, or say that they are your reading.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each such list."""
    for item in attributed_items(collection):
        things = beyond_quotation(item.said, f"{item.quoted} {item.titles}") if item.quoted else []
        if things:
            message = f"`evidence/{item.id}`: the quotation does not name {', '.join(things)}."
            yield CHECK.finding(message, item.where, subject=f"evidence/{item.id}")
