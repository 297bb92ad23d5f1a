"""The comment must begin with the docket's id and its exact phrase."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.resolve.front import opening
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The opening of the comment lacks the docket's id or phrase, or misspells it.",
    "Leave `opening:` out of the front matter; the lines then come from the docket profile.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the opening lines, and the cover text's beginning, with the profile."""
    docket = subject.docket
    if docket is None:
        return
    front = subject.draft.front
    beginnings = {"opening": "\n".join(opening(subject.draft, docket, subject.context.outline))}
    if front.cover_text:
        beginnings["cover-text"] = front.cover_text[: 2 * len(docket.phrase) + 200]
    for key, text in beginnings.items():
        where = subject.at(front.place(key, "docket"))
        if docket.number not in text:
            message = f"The {key} does not name the docket {docket.number}."
            yield CHECK.finding(message, where, f"Write: Docket ID: {docket.number}")
        if not any(phrase in text for phrase in (docket.phrase, *docket.phrase_variants)):
            difference = _difference(text, docket.phrase)
            message = f"The {key} lacks the phrase that the notice asks for{difference}."
            yield CHECK.finding(message, where, f"Write exactly: {docket.phrase}")


def _difference(text: str, phrase: str) -> str:
    """Say where the line most like the phrase departs from it."""
    close = difflib.get_close_matches(phrase, text.splitlines(), n=1, cutoff=0.5)
    if not close:
        return ""
    matcher = difflib.SequenceMatcher(None, close[0], phrase, autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "equal":
            return f"; it has {close[0][i1:i2]!r} where the notice has {phrase[j1:j2]!r}"
    return ""
