"""The month or year beside a number must be that of the figure."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.dated_text import Dated, dates, dates_about, is_of
from builder.prose.figure_places import figure_places
from builder.prose.sentences import Sentence
from builder.resolve import values
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.records import Figure

CHECK = declare(
    __name__,
    "A sentence gives a figure under a month or year that is not its own.",
    "Correct the date, or name the figure of that period.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each figure whose clause, or whose column and row, names dates, none of them the figure's."""
    for sentence in subject.prose.sentences:
        for figure, start, end in figure_places(sentence, subject.context):
            if any(role.name == "period" for role in sentence.roles) or not figure.period:
                continue
            if wrong := _wrong(figure, sentence, start, end):
                date, offset = wrong
                message = (
                    f"The figure {figure.id} is of {values.period(figure.period)}; here it stands under {date.text}."
                )
                yield CHECK.finding(message, subject.at(sentence.place(offset)))


def _wrong(figure: Figure, sentence: Sentence, start: int, end: int) -> tuple[Dated, int] | None:
    """Return a date beside a figure that is not the figure's, with its offset."""
    beside = dates_about(sentence.text, start, end)
    if beside:
        return None if any(is_of(d, figure.period) for d in beside) else (beside[0], beside[0].start)
    heads = [d for text in (sentence.column, sentence.row) for d in dates(text)]
    if heads and not any(is_of(d, figure.period) for d in heads):
        return heads[0], start
    return None
