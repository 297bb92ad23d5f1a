"""The comment must begin with the docket's id and its exact phrase."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.resolve.front import opening
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.docket_records import Docket

CHECK = declare(
    __name__,
    "The opening of the comment lacks the docket's id or phrase, or misspells it.",
    "Leave `opening:` out of the front matter; the lines then come from the docket profile.",
)

_LEAST_WORDS = 4
"""Shorter phrases are said by chance."""
_NEAR = 0.9


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the opening lines, and the cover text's beginning, with the profile."""
    docket = subject.docket
    if docket is None:
        return
    yield from _in_prose(docket, subject)
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


def _in_prose(docket: Docket, subject: Subject) -> Iterator[Finding]:
    """Look for the phrase in the text, where it is nearly right."""
    words = docket.phrase.split()
    if len(words) < _LEAST_WORDS:
        return
    size = len(docket.phrase)
    like = re.compile(
        rf"{re.escape(words[0][:4])}.{{{size // 2},{size + 12}}}?{re.escape(words[-1])}", re.IGNORECASE
    )
    for run in subject.prose.runs:
        for match in like.finditer(run.text):
            near = difflib.SequenceMatcher(None, match[0], docket.phrase, autojunk=False).ratio() > _NEAR
            if near and match[0] not in (docket.phrase, *docket.phrase_variants):
                where = subject.at(run.place(match.start()))
                difference = _difference(match[0], docket.phrase)
                message = f"This is not the phrase that the notice asks for{difference}."
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
