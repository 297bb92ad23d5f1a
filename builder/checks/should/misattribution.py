"""Statements that give the decision to the wrong body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.classification import Classification

CHECK = declare(
    __name__,
    "The draft says that a body classifies occupations which only advises on it.",
    "Name the body that decides.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for sentences in which a body that advises is said to decide, in either voice."""
    soc = subject.context.lookup.classification
    deciding = _deciding(soc)
    for sentence in subject.prose.sentences:
        match = deciding.search(sentence.text)
        if match:
            where = subject.at(sentence.place(match.start()))
            yield CHECK.finding(f"“{match[0]}” is not so.", where, soc.decides)


def _deciding(soc: Classification) -> re.Pattern[str]:
    bodies, verbs = _any(soc.advises), _any(soc.deciding)
    helping = r"(?:(?:has|have|had|also|again|then|once|never|first|in \d{4}),?\s+)"
    return re.compile(
        rf"\b{bodies}(?:\s+\([A-Z]+\))?,?\s+{helping}{{0,2}}{verbs}\b|\b{verbs}\s+(?:so\s+)?by\s+(?:the\s+)?{bodies}\b"
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in words)})"
