"""Counts of functions in prose that do not say that one set of editors assigned the functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from builder.prose.number_reading import numbers
from builder.prose.sentences import Sentence
from builder.resolve.party_ratings import party_duties
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A section counts functions and does not say that one set of editors assigned them.",
    "Say so where the number stands: “as one set of editors assigned them”. Or have them rated "
    "(soc-evidence rate sheet) and count by a majority: {count}`functions CODE majority`.",
)
_FUNCTION = re.compile(r"\bfunctions?\b", re.IGNORECASE)
_PERFORM = re.compile(r"\b(?:perform|performs|performed|score|scores|count|counts)\b", re.IGNORECASE)
_COUNTED = re.compile(r"(?:[\w-]+ ){0,2}functions?\b|of (?:the |these )?\w+(?: [\w-]+){0,2} functions?\b")
"""What follows a number that counts functions: `protective functions`, `of eleven functions`."""


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first count of each section that does not say who assigned the functions."""
    told: set[int] = set()
    said = {s.section for s in subject.prose.sentences if any(words.found(words.terms("assessors"), s.text))}
    for sentence in subject.prose.of("text", "note", "cell"):
        if sentence.section in said | told or sentence.quoted:
            continue
        counted = _counted(sentence, subject)
        if counted:
            told.add(sentence.section)
            message = f"{counted} were assigned by one party, and the section does not say so."
            yield CHECK.finding(message, subject.at(sentence.place(0)))


def _counted(sentence: Sentence, subject: Subject) -> str:
    """Return what is counted by the functions as they are recorded, in words; nothing where nothing is."""
    for role in sentence.roles:
        kind, *of = role.argument.split()
        if role.name == "count" and kind.startswith("functions") and len(of) == 1:
            known = subject.context.lookup.titles
            assessed = of[0] in known and party_duties(of, "", subject.context).by.said
            return f"The functions of {of[0]}" if assessed else ""
    return "The functions counted here" if _in_words(sentence, subject) else ""


def _in_words(sentence: Sentence, subject: Subject) -> bool:
    """Say whether a sentence gives a number of functions that duties perform, typed by hand."""
    text = sentence.text
    if not (_FUNCTION.search(text) and _PERFORM.search(text)):
        return False
    functions = subject.context.lookup.functions.values()
    whole = {len(functions), sum(function.protective for function in functions)}
    return any(
        int(number.value) not in whole and not number.unit and _COUNTED.match(text[number.end :].lstrip())
        for number in numbers(text)
        if number.value == int(number.value)
    )
