"""A count of what the graph holds must be the graph's."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.graph_counts import Counted, counted
from builder.prose.occupations_named import occupation_names
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence counts functions, tasks or groups, and the graph has another number of them.",
    "Correct the count, or take it from the graph with {count}`…`.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each count that the graph answers otherwise; of several figures for it one has to agree."""
    names = occupation_names(subject.context.lookup)
    for sentence in subject.prose.sentences:
        stated: dict[int, list[Counted]] = {}
        for count in counted(sentence, subject.context, names):
            stated.setdefault(count.number.start, []).append(count)
        for start, counts in stated.items():
            if all(count.graph != count.number.value for count in counts):
                first = counts[0]
                message = f"The text counts {first.number.text} {first.what}; the graph has {first.graph}."
                fix = f"Write {first.role}, or correct the count." if first.role else ""
                yield CHECK.finding(message, subject.at(sentence.place(start)), fix)
