"""The made-up submitter of the example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The comment is still filed by the example's made-up association.",
    "Write who files it: organization, name, address.",
)
_EXAMPLE = re.compile(r"\bExample\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at the submitter, and say it once."""
    front = subject.draft.front
    for key in ("organization", "name"):
        value = str(getattr(front.submitter, key))
        if _EXAMPLE.search(value):
            where = subject.at(front.place(f"submitter/{key}"))
            yield CHECK.finding(f"`submitter: {key}` says {value!r}.", where)
            return
