"""Arguments from pay, benefits or recognition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence speaks of pay, benefits or recognition, which are no ground of classification (O11).",
    "Argue from the work performed and the accuracy of the data, or say that you do not argue from this.",
)
_DENIAL = re.compile(
    r"\b(?:not(?! only| merely| just)|no|none|nor|never|without|neither|nothing|rather than|"
    r"purely statistical)\b",
    re.I,
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such word of a sentence that does not deny it; a citation excuses no pleading."""
    for sentence in subject.prose.of("text", "heading", "option", "note"):
        if _DENIAL.search(sentence.text):
            continue
        wanted = words.terms("pleading" if sentence.sourced else "benefits")
        for term, offset in words.found(wanted, sentence.text):
            where = subject.at(sentence.place(offset))
            yield CHECK.finding(f"“{term}” argues from something other than the work.", where)
            break
