"""Sentences taken over from the example, a template, or another submission of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from builder.checks.subject import Subject
from builder.prose.other_drafts import LEAST_WORDS, OtherDraft, other_drafts, plain_words
from builder.prose.sentences import Sentence
from kb.common.check_folders import declare
from kb.findings import Finding, Severity
from kb.screening import masked

CHECK = declare(
    __name__,
    "A sentence is one of the bundled example, a template or another submission, word for word or nearly.",
    "Say it in your own words: agencies group comments that look alike.",
)
_SHOWN = 120
_VERSIONS = (
    "Nothing, if the two are versions of one draft and one of them is filed; else say it in your own words."
)


def find(subject: Subject) -> Iterator[Finding]:
    """Name each such sentence; a draft that is mostly one other gets one finding, a copy of it none.

    Where the other is a draft of the workspace, too, the two may be versions of one: that is a note.
    """
    path = Path(subject.draft.path)
    for other in other_drafts(subject.draft.text, path, subject.context.root):
        sentences = [s for s in subject.prose.of("text", "note", "option") if _counts(s)]
        taken = [(sentence, copied) for sentence in sentences if (copied := other.taken(sentence))]
        if taken and 2 * len(taken) > len(sentences):
            message = f"{len(taken)} of {len(sentences)} sentences are those of {_name(other)}."
            found = CHECK.finding(message, subject.at(taken[0][0].place(0)))
            yield found if other.bundled else replace(found, severity=Severity.NOTE, fix=_VERSIONS)
            continue
        for sentence, copied in taken:
            what = "is one" if copied.same else "is nearly one"
            message = f"This sentence {what} of {_name(other)}: “{_shortened(masked(copied.text))}”"
            yield CHECK.finding(message, subject.at(sentence.place(0)))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _counts(sentence: Sentence) -> bool:
    return not sentence.quoted and len(plain_words(sentence).split()) >= LEAST_WORDS


def _name(other: OtherDraft) -> str:
    if not other.bundled:
        return other.path.name
    return "the template" if other.path.stem == "blank" else "the bundled example"
