"""Measures that a sentence calls law, and whose record says that they are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from builder.prose.measures_named import measures_named
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.records import Law

CHECK = declare(
    __name__,
    "A sentence says that a measure became law, and its record has another status.",
    "Say how far the measure got, or correct its record if it became law since.",
)
_ENACTED = "enacted"
"""Id of the status of what became law."""
_NOT_SAID = re.compile(
    r"\b(?:not|never|no|nor|neither|would|could|may|might|if|until|unless|should|whether|once|when|before|"
    r"pending|propos\w+|bills?\s+to)\b|n[’']t\b",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\s*(?:It|This|The (?:bill|act|measure|law))\b")
"""How a sentence begins that goes on about the measure before it."""


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such words about each measure that a sentence cites or names, or that the last did."""
    known = subject.context.lookup
    before: tuple[int, list[Law]] = (-1, [])
    for sentence in subject.prose.of("text", "note"):
        laws = measures_named(sentence, subject.context)
        if not laws and before[0] == sentence.paragraph and _POINTING.match(sentence.text):
            laws = before[1]
        before = (sentence.paragraph, laws)
        said = () if _NOT_SAID.search(sentence.text) else words.found(words.terms("enacted"), sentence.text)
        if len(laws) == 1 and laws[0].status != _ENACTED:  # of several, who knows which is meant
            for term, offset in list(said)[:1]:
                (law,) = laws
                status = known.label("legislative-status", law.status)
                message = f"“{term}” is said of {law.number}; its record says: {status}, {law.status_date}."
                yield CHECK.finding(message, subject.at(sentence.place(offset)))
