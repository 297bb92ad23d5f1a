"""Numbers that nothing in their sentence, or about their table, carries a source for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.prose.cited_records import cited_records
from builder.prose.graph_counts import counted
from builder.prose.number_differences import is_stated
from builder.prose.number_reading import MONEY, PERCENT, Number, numbers
from builder.prose.occupations_named import occupation_names
from builder.prose.sentences import Prose, Sentence
from builder.prose.stated_numbers import stated_by
from builder.prose.tables import Table, tables
from builder.resolve.context import Context

_LEAST, _LEAST_WORDED = 10, 13
"""Counts below these, in digits and in words, are those of a text's own enumerations and need no source."""


@dataclass(frozen=True, slots=True)
class Unsourced:
    """A number without a source."""

    number: Number
    sentence: Sentence


@dataclass(slots=True)
class _Sourced:
    """What was given with a source so far, by section."""

    values: dict[int, set[tuple[object, str]]] = field(default_factory=dict)

    def take(self, sentence: Sentence) -> None:
        given = {(n.value, n.unit) for n in numbers(sentence.text)}
        self.values.setdefault(sentence.section, set()).update(given)

    def has(self, number: Number, section: int) -> bool:
        return (number.value, number.unit) in self.values.get(section, ())


def unsourced_numbers(prose: Prose, context: Context) -> Iterator[Unsourced]:
    """Yield the first such number of each sentence and each table; a repeat within a section needs none."""
    names = occupation_names(context.lookup)
    sourced, everywhere = _Sourced(), _Sourced()
    for sentence in prose.sentences:
        if sentence.sourced:
            everywhere.take(sentence)
    anywhere = {value for values in everywhere.values.values() for value in values}
    for sentence in prose.of("text", "heading", "option", "note"):
        if sentence.sourced:
            sourced.take(sentence)
            continue
        answered = {count.number.start for count in counted(sentence, context, names)}
        for number in filter(needs_source, numbers(sentence.text)):
            if number.start in answered:
                continue
            repeated = sourced.has(number, sentence.section)
            announced = sentence.kind in ("heading", "option") and (number.value, number.unit) in anywhere
            if not repeated and not announced:
                yield Unsourced(number, sentence)
                break
    for table in tables(prose):
        yield from _in_table(table, context)


def needs_source(number: Number) -> bool:
    """Say whether a number states something that a reader would want to check."""
    if number.unit in (PERCENT, MONEY) or number.value != int(number.value):
        return True
    return not number.compound and number.value >= (_LEAST_WORDED if number.worded else _LEAST)


def _in_table(table: Table, context: Context) -> Iterator[Unsourced]:
    found = [
        Unsourced(number, cell)
        for row in table.body
        for cell in row
        if (cell.cell[1] or len(row) == 1)
        and not cell.sourced
        and not any(head.sourced for head in table.heads(cell))
        for number in numbers(cell.text)
        if needs_source(number)
    ]
    if found and not any(_introduces(text, found, context) for text in table.neighbors):
        yield found[0]


def _introduces(text: Sentence, found: list[Unsourced], context: Context) -> bool:
    """Say whether the text beside a table gives its source: it leads up to it, or shares a number with it."""
    if not text.sourced:
        return False
    opening = text.text.lstrip("*_ (").casefold()
    if text.text.rstrip().endswith(":") or opening.startswith(("source", "note", "from:", "data")):
        return True
    stated = stated_by(cited_records(text, context), context.lookup)
    return any(is_stated(one.number, stated, one.sentence) for one in found)
