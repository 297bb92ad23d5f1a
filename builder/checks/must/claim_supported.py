"""A claim that is argued must stand on verified evidence."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.standing.support import SUPPORTED

CHECK = declare(
    __name__,
    "The draft argues a claim that no verified evidence supports; hearsay and memory do not count.",
    "Add verified evidence to the claim, or argue without it.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each claim once, where it is first argued."""
    supports = subject.context.supports
    seen: set[str] = set()
    for use in subject.context.outline.claims:
        if use.id not in supports or use.id in seen:
            continue
        seen.add(use.id)
        if supports[use.id].verdict != SUPPORTED:
            message = f"No verified evidence supports the claim {use.id!r}."
            yield CHECK.finding(message, subject.at(use.place), subject=f"claim/{use.id}")
