"""Statements that give the decision to the wrong body."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The draft says that a body classifies occupations which only advises on it.",
    "Say that OMB decides, advised by the SOC Policy Committee.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for the phrases in which this is said."""
    known = dict(subject.context.lookup.classification.misattributions)
    for run in subject.prose.runs:
        for term, offset in words.found(known, run.text):
            yield CHECK.finding(f"“{term}” is not so.", subject.at(run.place(offset)), known[term])
