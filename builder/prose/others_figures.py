"""Numbers given for an occupation that a work, cited as a whole, has as those of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.prose.cited_records import cited_records
from builder.prose.dated_text import clause
from builder.prose.number_differences import is_stated
from builder.prose.number_reading import Number, numbers
from builder.prose.occupations_named import OccupationNames
from builder.prose.sentences import Sentence
from builder.prose.stated_numbers import of_item, stated_by, unit_of
from builder.resolve.context import Context
from kb.model.records import Figure

_LEAST = Decimal(1000)
"""Numbers below this are often the same by chance."""


@dataclass(frozen=True, slots=True)
class OthersFigure:
    """A number of a sentence that is recorded for another occupation than the sentence names."""

    number: Number
    figure: Figure
    """The figure that has this number."""
    meant: Figure
    """What the same work has for the occupation that is named."""


def others_figures(sentence: Sentence, context: Context, names: OccupationNames) -> Iterator[OthersFigure]:
    """Yield such numbers; one that anything cited states of the occupation named, or of no one, is none."""
    cited = cited_records(sentence, context)
    if not cited.sources:
        return
    stated = stated_by(cited, context.lookup)
    stated += [
        s
        for item in context.lookup.evidence.values()
        if item.provenance.source in cited.sources
        for s in of_item(item)
    ]
    for number in numbers(sentence.text):
        if number.value < _LEAST or is_stated(number, stated, sentence):
            continue
        named = names.named(clause(sentence.text, number.start, number.end))
        for source in sorted(cited.sources) if named else ():
            yield from _in_source(number, named, source, context)


def _in_source(number: Number, named: set[str], source: str, context: Context) -> Iterator[OthersFigure]:
    figures = context.lookup.figures_from(source).values()
    same = [f for f in figures if f.value == number.value and unit_of(f) == number.unit]
    soc = context.lookup.classification
    if any(not f.occupation or any(soc.covers(f.occupation, code) for code in named) for f in same):
        return
    for figure in same[:1]:
        series = (figure.measure, figure.period, figure.label, figure.place)
        meant = [
            f for f in figures if f.occupation in named and (f.measure, f.period, f.label, f.place) == series
        ]
        yield from (OthersFigure(number, figure, f) for f in meant[:1])
