"""The month or year beside a number must be that of the figure."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.cited_records import cited_records
from builder.prose.dated_text import Dated, dates, dates_about, is_of
from builder.prose.figure_places import figure_places
from builder.prose.number_differences import is_stated
from builder.prose.number_reading import numbers
from builder.prose.sentences import Sentence
from builder.prose.stated_numbers import of_item, years_of
from builder.resolve import values
from builder.resolve.values import listed
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
                of = values.period(figure.period)
                message = f"The figure {figure.id} is of {of}; here it stands under {date.text}."
                yield CHECK.finding(message, subject.at(sentence.place(offset)))
        yield from _evidence(sentence, subject)


def _evidence(sentence: Sentence, subject: Subject) -> Iterator[Finding]:
    """Report a number of the one item cited whose clause names a year, and none that the item speaks of."""
    cited = cited_records(sentence, subject.context)
    if len(cited.evidence) != 1 or cited.figures or cited.sources:
        return
    (item,) = cited.evidence.values()
    years, stated = years_of(item, subject.context.lookup), of_item(item)
    for number in numbers(sentence.text) if years else ():
        beside = dates_about(sentence.text, number.start, number.end)
        if beside and is_stated(number, stated, sentence) and not any(d.year in years for d in beside):
            date = beside[0]
            message = (
                f"The record {item.id} speaks of {listed(sorted(years))}; here it stands under {date.text}."
            )
            yield CHECK.finding(message, subject.at(sentence.place(date.start)))
            return


def _wrong(figure: Figure, sentence: Sentence, start: int, end: int) -> tuple[Dated, int] | None:
    """Return a date beside a figure that is not the figure's, with its offset."""
    beside = dates_about(sentence.text, start, end)
    if beside:
        return None if any(is_of(d, figure.period) for d in beside) else (beside[0], beside[0].start)
    heads = [d for text in (sentence.column, sentence.row) for d in dates(text)]
    if heads and not any(is_of(d, figure.period) for d in heads):
        return heads[0], start
    return None
