"""A number must be one that the records cited for it state."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.number_differences import Difference, Holder
from builder.prose.quotation_proof import Outcome
from builder.prose.sentences import Sentence
from builder.prose.stated_numbers import Stated
from builder.prose.tables import tables
from builder.resolve import values
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence states a number that the records it cites do not state.",
    "Correct the number, or cite the record that states it.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each number that differs from what its sentence cites, with what was most likely meant."""
    holder = Holder(subject.context)
    # “the listening half of the response” names something, and counts nothing
    terms = [proof.quotation for proof in subject.quotations if proof.outcome is Outcome.NONE]
    by_number = dict(enumerate(tables(subject.prose), 1))
    for sentence in subject.prose.sentences:
        heads = by_number[sentence.table].heads(sentence) if sentence.table else ()
        for difference in holder.differences(sentence, heads):
            place = sentence.place(difference.number.start)
            if difference.number.worded and any(term.covers(place) for term in terms):
                continue
            yield _finding(difference, sentence, subject)


def _finding(difference: Difference, sentence: Sentence, subject: Subject) -> Finding:
    number, nearest = difference.number, difference.nearest
    where = subject.at(sentence.place(number.start))
    if nearest is None and difference.swapped:
        return CHECK.finding(
            f"{number.text} and the number set against it stand the other way round in what is cited.", where
        )
    if nearest is None:
        return CHECK.finding(f"The records cited here do not state {number.text}.", where)
    says = f"{nearest.record} says {_shown(nearest)}"
    if difference.swapped:
        return CHECK.finding(
            f"{number.text} is stated by what is cited for another number; {says}.", where, _fix(nearest)
        )
    return CHECK.finding(f"The records cited here do not state {number.text}; {says}.", where, _fix(nearest))


def _shown(stated: Stated) -> str:
    return values.quantity(stated.figure) if stated.figure else f"“{stated.words}”"


def _fix(stated: Stated) -> str:
    if stated.figure:
        return f"Write {{figure}}`{stated.figure.id}`, or cite the record that states your number."
    return CHECK.fix
