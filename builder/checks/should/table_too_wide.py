"""Tables with more columns than a page holds."""

from __future__ import annotations

from collections.abc import Iterator

from builder import document as doc
from builder.checks.subject import Subject
from builder.draft.places import Place
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A table is wider than a page turned to landscape, so that its words are broken.",
    "Divide it into tables of fewer columns, or turn rows and columns round.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each table with more columns than always fit."""
    from builder.layout.table_fit import columns, readable

    for table in _tables(subject.document.blocks):
        if not readable(table):
            message = f"The table has {columns(table)} columns, and no page is wide enough for their words."
            yield CHECK.finding(message, subject.at(Place(*table.place)))


def _tables(blocks: tuple[doc.Block, ...]) -> list[doc.Table]:
    found: list[doc.Table] = []

    def keep(block: doc.Block) -> tuple[doc.Block, ...]:
        if isinstance(block, doc.Table):
            found.append(block)
        return (block,)

    doc.rebuilt(blocks, keep)
    return found
