"""Amounts in words: "the majority", "most", "two thirds", "doubled"."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from builder.prose.sentences import Sentence
from builder.prose.unsourced_numbers import unsourced_numbers
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence claims an amount in words, such as “the majority” or “two thirds”, and cites nothing.",
    "Give the number with {figure}`…` or {share}`…`, or cite a source.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such word of a sentence that cites nothing; one within quotation marks is quoted."""
    marked = [proof.quotation for proof in subject.quotations]
    told = set()
    for found in unsourced_numbers(subject.prose, subject.context):
        place = found.sentence.place(found.number.start)
        if found.number.fraction and not any(quotation.covers(place) for quotation in marked):
            told.add(id(found.sentence))
            yield _finding(found.number.text, found.number.start, found.sentence, subject)
    for sentence in subject.prose.of("text", "note"):
        if sentence.sourced or id(sentence) in told:
            continue
        for term, offset in words.found(words.terms("quantities"), sentence.text):
            if not any(quotation.covers(sentence.place(offset)) for quotation in marked):
                yield _finding(term, offset, sentence, subject)
                break


def _finding(words_used: str, offset: int, sentence: Sentence, subject: Subject) -> Finding:
    return CHECK.finding(f"“{words_used}” has no source in its sentence.", subject.at(sentence.place(offset)))
