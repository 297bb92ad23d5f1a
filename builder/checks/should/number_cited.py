"""A number should carry a source."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.unsourced_numbers import unsourced_numbers
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence or a table states a number and cites nothing.",
    "Take the number from the graph with {figure}`…`, or cite a source: [@key, p. 3].",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such number of each sentence and table; fractions in words are amounts in words."""
    for found in unsourced_numbers(subject.prose, subject.context):
        if found.number.fraction:
            continue
        where = subject.at(found.sentence.place(found.number.start))
        holder = "table" if found.sentence.table else "sentence"
        yield CHECK.finding(f"The number {found.number.text} has no source in its {holder}.", where)
