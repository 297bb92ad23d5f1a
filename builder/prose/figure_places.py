"""Where a sentence gives the value of a figure: by a role, or typed beside a citation of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.draft.nodes import Role
from builder.prose.cited_records import FIGURE_ROLES, cited_records
from builder.prose.number_differences import is_stated
from builder.prose.number_reading import numbers
from builder.prose.sentences import FILLED, Sentence
from builder.prose.stated_numbers import Stated, unit_of
from builder.resolve.context import Context
from kb.model.records import Figure


def figure_places(sentence: Sentence, context: Context) -> Iterator[tuple[Figure, int, int]]:
    """Yield the figures whose values a sentence gives, with the span of each in its text."""
    roles = [role for role in sentence.roles if role.name in FIGURE_ROLES]
    marks = {sentence.place(i): i for i, mark in enumerate(sentence.text) if mark == FILLED} if roles else {}
    for role in roles:
        if role.place in marks:
            at = marks[role.place]
            yield from ((figure, at, at + 1) for figure in _of(sentence, role, context))
    cited = cited_records(replace(sentence, roles=()), context).figures.values()
    for number in numbers(sentence.text) if cited else ():
        for figure in cited:
            value = Stated(figure.value, unit_of(figure), figure.id, figure=figure)
            if is_stated(number, [value], sentence):
                yield figure, number.start, number.end


def _of(sentence: Sentence, role: Role, context: Context) -> Iterator[Figure]:
    yield from cited_records(replace(sentence, citations=(), roles=(role,)), context).figures.values()
