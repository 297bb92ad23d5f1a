"""Counts of functions in prose that do not say that one set of editors assigned the functions."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose import words
from builder.prose.graph_counts import performed_counts
from builder.prose.occupations_named import OccupationNames, occupation_names
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
_TABLES = frozenset({"comparison", "matrix", "sensitivity"})


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first count of each section that does not say who assigned the functions."""
    names = occupation_names(subject.context.lookup)
    told: set[int] = set()
    said = {s.section for s in subject.prose.sentences if any(words.found(words.terms("assessors"), s.text))}
    said |= _sections_with_tables(subject)
    for sentence in subject.prose.of("text", "note", "cell"):
        if sentence.section in said | told or sentence.quoted:
            continue
        counted = _counted(sentence, subject, names)
        if counted:
            told.add(sentence.section)
            message = f"{counted} were assigned by one party, and the section does not say so."
            yield CHECK.finding(message, subject.at(sentence.place(0)))


def _sections_with_tables(subject: Subject) -> set[int]:
    """Return the sections with a table of functions, below which it is printed who assigned them."""
    starts = [section.heading.place.line for section in subject.context.outline.sections]
    tables = (d for d in subject.context.outline.directives if d.name in _TABLES)
    return {sum(start <= table.place.line for start in starts) - 1 for table in tables}


def _counted(sentence: Sentence, subject: Subject, names: OccupationNames) -> str:
    """Return what is counted by the functions as they are recorded, in words; nothing where nothing is."""
    for role in sentence.roles:
        kind, *of = role.argument.split()
        if role.name == "count" and kind.startswith("functions") and len(of) == 1:
            known = subject.context.lookup.titles
            assessed = of[0] in known and party_duties(of, "", subject.context).by.said
            return f"The functions of {of[0]}" if assessed else ""
    typed = next(performed_counts(sentence, subject.context, names), None)
    return f"The functions of {typed[1]}" if typed else ""
