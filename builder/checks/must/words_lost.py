"""Every word of the draft is in the document, or a finding of reading or filling names its line."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from builder.checks.source_words import SourceWords, source_words
from builder.checks.subject import Subject
from builder.document_words import document_words
from builder.draft.front_matter import find_open_end
from builder.draft.places import shortened
from builder.resolve.directives import BODIES
from kb.common.check_folders import declare
from kb.findings import Finding, Location

CHECK = declare(
    __name__,
    "Words of the draft would not be in the document.",
    "Write them in a simpler way, such as a paragraph of their own.",
)

_UNMARKED = re.compile(r"[\W_]+")


def find(subject: Subject) -> Iterator[Finding]:
    """Look in the document for the letters and digits of each line, from where the line before was found."""
    document = _letters("".join(document_words((subject.document.blocks, subject.document.notes))))
    told = {f.location.line for f in (*subject.draft.findings, *subject.context.problems.findings)}
    lost: list[SourceWords] = []
    unclosed = find_open_end(subject.draft.text)  # reading has told of the keys up to there
    at = 0
    for words in source_words(subject.draft.text, BODIES):
        found = _found(words, document, at)
        if found >= 0:
            at = found
        elif words.line not in told and words.line > unclosed:
            lost.append(words)
    for first, text in _runs(lost):
        message = f"These words would not be in the document: “{shortened(text, 200)}”."
        yield CHECK.finding(message, Location(subject.draft.path, first, 1))


def _found(words: SourceWords, document: str, at: int) -> int:
    """Return where words end in the document, at or behind `at` if they are there; -1 if nowhere."""
    ways = (html.unescape(words.text), words.text, words.whole)
    for letters in dict.fromkeys(map(_letters, ways)):
        start = document.find(letters, at)
        if start < 0:
            start = document.find(letters)
        if start >= 0:
            return start + len(letters)
    return -1


@lru_cache(maxsize=20_000)
def _letters(text: str) -> str:
    """Return only the letters and digits of a text: what marks, spaces and capitals do not change."""
    return _UNMARKED.sub("", unicodedata.normalize("NFC", text)).casefold()


def _runs(lost: list[SourceWords]) -> Iterator[tuple[int, str]]:
    """Yield the first line and the words of each run of neighbouring lines."""
    held: list[SourceWords] = []
    for words in lost:
        if held and words.line > held[-1].line + 1:
            yield held[0].line, " ".join(one.text for one in held)
            held = []
        held.append(words)
    if held:
        yield held[0].line, " ".join(one.text for one in held)
