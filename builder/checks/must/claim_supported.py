"""A claim that is argued must stand on verified evidence."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.resolve.weighing import is_supported
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The draft argues a claim that no verified evidence supports; hearsay and memory do not count.",
    "Add verified evidence to the claim, or argue without it.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each claim once, where it is first argued."""
    claims = subject.context.lookup.claims
    seen: set[str] = set()
    for use in subject.context.outline.claims:
        claim = claims.get(use.id)
        if claim is None or use.id in seen:
            continue
        seen.add(use.id)
        if not is_supported(claim, subject.context):
            message = f"No verified evidence supports the claim {use.id!r}."
            yield CHECK.finding(message, subject.at(use.place), subject=f"claim/{use.id}")
