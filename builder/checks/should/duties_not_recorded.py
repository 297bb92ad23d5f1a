"""Occupations that a table compares by their duties, though none of theirs are recorded."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.resolve.directives.directive import words
from builder.resolve.directives.figure_directives import comparison
from builder.resolve.directives.matrix_directive import matrix
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A table compares the duties of an occupation that has none recorded.",
    "Add them: soc-evidence new duty. Or leave the occupation out.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each occupation that a matrix or comparison names."""
    lookup = subject.context.lookup
    for directive in subject.context.outline.directives:
        if directive.name in (comparison.name, matrix.name):
            for code in words(directive.argument):
                if lookup.occupation(code) and not lookup.duties_of(code):
                    message = f"No duties of {code} are recorded; the table says so in their place."
                    yield CHECK.finding(message, subject.at(directive.place))
