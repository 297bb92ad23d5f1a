"""Amounts without a number: "the majority", "most"."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence claims an amount in words, such as “the majority”, and cites nothing.",
    "Give the number with {figure}`…` or {share}`…`, or cite a source.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such word of a sentence that cites nothing."""
    for sentence in subject.prose.of("text"):
        if sentence.sourced:
            continue
        for term, offset in words.found(words.terms("quantities"), sentence.text):
            where = subject.at(sentence.place(offset))
            yield CHECK.finding(f"“{term}” has no source in its sentence.", where)
            break
