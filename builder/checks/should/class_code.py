"""Codes in prose that are none of the classification, or are not written as its codes are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.class_history import is_history
from builder.prose.class_names import CodeMention, code_mentions
from builder.prose.sentences import Sentence
from kb.common.check_folders import declare
from kb.common.names import did_you_mean
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A code in the text is not one that the classification has, or is not written as its codes are.",
    "Write {code}`CODE`, which is checked against the graph.",
)
_FREE = re.compile(
    r"\b(?:free|unused|unassigned|vacant|available) (?:number|code)s?\b"
    r"|\b(?:is|are) (?:free|unused|unassigned|vacant|available|not (?:yet )?(?:used|taken))\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"\b(?:new|propos\w+|suggest\w*|such as|would be|could be|next)\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at every code that stands in the text itself."""
    for sentence in subject.prose.sentences:
        for mention in code_mentions(sentence.text, subject.context.lookup.classification):
            wrong = _wrong(mention, sentence, subject)
            if wrong:
                yield CHECK.finding(wrong[0], subject.at(sentence.place(mention.start)), wrong[1])


def _wrong(mention: CodeMention, sentence: Sentence, subject: Subject) -> tuple[str, str] | None:
    """Return what is wrong with a code and what to do; a number called free must be free."""
    lookup = subject.context.lookup
    soc, written = lookup.classification, mention.written
    if mention.suffix and "O*NET" not in f"{sentence.column} {sentence.text}":
        return f"{written} is a code of O*NET-SOC, not of the {soc.name}.", f"Write {mention.code}."
    if not mention.is_plain:
        return f"{written} is written with a dash.", f"Write a hyphen: {mention.code}."
    free = _FREE.search(sentence.text[max(0, mention.start - 25) : mention.end + 40])
    if mention.code in lookup.titles:
        if free:
            return f"{mention.code} is not free: it is {lookup.titles[mention.code]}.", "Name a free number."
        return None
    if is_history(sentence, soc) and not free:
        return None
    if free or _PROPOSED.search(sentence.text) or not _is_covered(mention.code, subject):
        return None
    moved = next((m for m in lookup.moves if m.old_code == mention.code), None)
    if moved:
        message = f"{mention.code} is a code of the {soc.predecessor}: {moved.old_title}."
        return message, f"Write {moved.new_code}, or say that it is of the {soc.predecessor}."
    hint = "Import the classification to have every code: soc-evidence import soc FILE."
    return f"This base knows no {soc.name} code {mention.code}.", did_you_mean(
        mention.code, lookup.titles, hint
    )


def _is_covered(code: str, subject: Subject) -> bool:
    """Say whether the base knows the code's neighbours, so that not to know it says something."""
    titles = subject.context.lookup.titles
    return any(known[:4] == code[:4] or sorted(known) == sorted(code) for known in titles) or any(
        m.old_code == code for m in subject.context.lookup.moves
    )
