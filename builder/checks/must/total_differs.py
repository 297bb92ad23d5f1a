"""A table's totals must be the sums of its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.number_reading import numbers
from builder.prose.table_sums import wrong_sums
from builder.prose.tables import tables
from builder.resolve import values
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A column or row of a table does not add up to its total.",
    "Correct the number that is wrong; if the parts overlap, say so and call the last row something else.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each, at the number that a slip would explain where the text gives the same total elsewhere."""
    prose = subject.prose
    known = {n.value for run in prose.runs if not run.table for n in numbers(run.text)}
    for table in tables(prose):
        for wrong in wrong_sums(table, known):
            added, total = values.number(wrong.added), values.number(wrong.total)
            name = f"“{wrong.name.strip()}”" if wrong.name.strip() else "This column"
            message = f"{name} adds up to {added}; its total says {total}."
            yield CHECK.finding(message, subject.at(wrong.cell.place(0)))
