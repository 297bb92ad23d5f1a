"""An anchor that a heading asks for and another heading has: links would lead to the other."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A heading asks for an anchor that an earlier heading has.",
    "Give it another id, or none.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each heading that names its anchor."""
    for section in subject.context.outline.sections:
        asked = section.heading.attributes.get("id", ())
        if asked and asked[0] != section.anchor:
            message = f"Links to #{asked[0]} lead to an earlier heading."
            yield CHECK.finding(message, subject.at(section.heading.place))
