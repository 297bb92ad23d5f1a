"""A body with authority that is said to have said something, without its words."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.attributed_items import attributed_items
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A statement says what an agency, a committee or another body said, and quotes nothing.",
    "Quote the words: soc-evidence quote SOURCE “…”. Where the text was not seen, write "
    "`verification: second-hand`; where the words are yours, do not give them to the body.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each item whose text is said to have been seen."""
    for item in attributed_items(collection):
        if not item.quoted:
            message = (
                f"`evidence/{item.id}` says what a body said, and has no quotation: “{_brief(item.said)}”."
            )
            yield CHECK.finding(message, item.where, subject=f"evidence/{item.id}")


def _brief(said: str) -> str:
    return said.rstrip(".") if len(said) <= 80 else f"{said[:80].rpartition(' ')[0]} …"
