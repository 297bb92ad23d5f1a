"""Sentences taken over from the example, a template, or another submission of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.checks.subject import Subject
from builder.prose.other_drafts import LEAST_WORDS, OtherDraft, other_drafts, plain_words
from builder.prose.sentences import Sentence
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence is one of the bundled example, a template or another submission, word for word or nearly.",
    "Say it in your own words: agencies group comments that look alike.",
)
_SHOWN = 120


def find(subject: Subject) -> Iterator[Finding]:
    """Name each such sentence; a draft that is mostly one other gets one finding, a copy of it none."""
    path = Path(subject.draft.path)
    for other in other_drafts(subject.draft.text, path, subject.context.root):
        sentences = [s for s in subject.prose.of("text", "note", "option") if _counts(s)]
        taken = [sentence for sentence in sentences if other.taken(sentence)]
        if taken and 2 * len(taken) > len(sentences):
            message = f"{len(taken)} of {len(sentences)} sentences are those of {_name(other)}."
            yield CHECK.finding(message, subject.at(taken[0].place(0)))
            continue
        for sentence in taken:
            message = f"This sentence is one of {_name(other)}: “{other.taken(sentence)[:_SHOWN]}”"
            yield CHECK.finding(message, subject.at(sentence.place(0)))


def _counts(sentence: Sentence) -> bool:
    return not sentence.quoted and len(plain_words(sentence).split()) >= LEAST_WORDS


def _name(other: OtherDraft) -> str:
    if not other.bundled:
        return other.path.name
    return "the template" if other.path.stem == "blank" else "the bundled example"
