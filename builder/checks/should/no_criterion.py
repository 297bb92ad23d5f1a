"""Names and honours offered as a reason, which no principle of the classification asks about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence gives a name, such as “first responders”, as the reason for a place in the classification.",
    "Give the work performed as the reason; say who uses the name, and cite it, where it matters.",
)
_REASON = re.compile(r"\b(?:because|since|as|therefore|thus|hence|so)\b", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:belong\w*|classif\w+|group|move\w*|place[ds]?)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for such a name in a sentence of one's own that reasons about the classification."""
    for sentence in subject.prose.of("text", "heading", "note"):
        if sentence.sourced or not (_REASON.search(sentence.text) and _PLACE.search(sentence.text)):
            continue
        for term, offset in words.found(words.terms("not-criteria"), sentence.text):
            where = subject.at(sentence.place(offset))
            yield CHECK.finding(f"“{term}” is no criterion of the classification.", where)
            break
