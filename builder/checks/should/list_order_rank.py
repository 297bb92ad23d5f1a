"""The place of a task in a list taken for a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.cited_records import cited_records
from builder.prose.sentences import Sentence
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A task is called the first, or another in number, as if the order of the list ranked it.",
    "Say what was rated: its importance, or to how many it is relevant, with {duties} and `:ratings: yes`.",
)
_PLACE = re.compile(
    r"\b(?:the|its|their)\s+(?:(?:very\s+)?first|second|third|top|leading|foremost|number one)\s+"
    r"(?:of (?:the|its|their)\s+)?(?:\w+\s+)?(?:core|supplemental)\s+task\b",
    re.IGNORECASE,
)
_HONEST = re.compile(
    r"\b(?:listed|in the list|in its list|order of|rated|rating|importan\w+|relevan\w+)\b", re.IGNORECASE
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for `the first core task` where a task or its source is cited and no rating is named."""
    for sentence in subject.prose.of("text", "heading", "note"):
        if sentence.quoted or _HONEST.search(sentence.text):
            continue
        match = _PLACE.search(sentence.text)
        if match and _cites_tasks(sentence, subject):
            where = subject.at(sentence.place(match.start()))
            yield CHECK.finding(f"“{match[0]}” takes the order of a list for a rank.", where)


def _cites_tasks(sentence: Sentence, subject: Subject) -> bool:
    """Say whether the sentence rests on tasks of a survey; one that cites nothing may, too."""
    found = cited_records(sentence, subject.context)
    return not found or any(duty.task for duty in found.duties.values()) or bool(found.evidence)
