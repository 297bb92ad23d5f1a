"""Headings of the fifth and sixth level, which are set as those of the fourth."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A heading lies deeper than the four levels that there are, and is set as one of the fourth.",
    "Use one to four #.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each heading."""
    for section in subject.context.outline.sections:
        level = section.heading.level
        if level > 4:
            message = f"This heading of level {level} is set as one of level 4."
            yield CHECK.finding(message, subject.at(section.heading.place))
