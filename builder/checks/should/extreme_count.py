"""Counts of functions that are the most, or the least, that any rule of counting gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.checks.subject import Subject
from builder.prose.graph_counts import performed_counts
from builder.prose.number_reading import numbers
from builder.prose.occupations_named import OccupationNames, occupation_names
from builder.prose.sentences import Sentence
from builder.resolve.context import UnresolvedError
from builder.resolve.function_counts import function_counts
from kb.analysis.sensitivity_text import span_said
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A count of functions is the highest or lowest that any rule of counting gives, and nothing says so.",
    "Give the range beside it, or refer to a {sensitivity} table of the occupation.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each count of functions in running text, filled or typed, once an occupation and paragraph."""
    names = occupation_names(subject.context.lookup)
    told: set[tuple[int, str]] = set()
    for sentence in subject.prose.of("text", "note"):
        for of, value in (*_filled(sentence), *_typed(sentence, subject, names)):
            key = (sentence.paragraph, of)
            if key not in told:
                told.add(key)
                yield from _extreme(of, value, sentence, subject)


def _filled(sentence: Sentence) -> Iterator[tuple[str, None]]:
    """Yield occupations, with the raters named, whose count the graph fills in: that of all duties."""
    for role in sentence.roles:
        kind, _, of = role.argument.partition(" ")
        if role.name == "count" and kind == "functions":
            yield of.strip(), None


def _typed(sentence: Sentence, subject: Subject, names: OccupationNames) -> Iterator[tuple[str, Decimal]]:
    if not sentence.quoted:
        for number, code in performed_counts(sentence, subject.context, names):
            yield code, number.value


def _extreme(of: str, value: Decimal | None, sentence: Sentence, subject: Subject) -> Iterator[Finding]:
    code, _, party = of.partition(" ")
    try:
        found = function_counts([code], subject.context, party=party.strip())
    except UnresolvedError:  # told where the role stands
        return
    span = found.span(code)
    if span is None or span[0] == span[1] or value not in (None, *map(_exact, span)):
        return
    highest = value in (None, _exact(span[1]))
    if _qualified(sentence, _exact(span[0] if highest else span[1]), subject):
        return
    which, end = ("highest", span[1]) if highest else ("lowest", span[0])
    message = (
        f"{end:g} functions of {code} is the {which} of {len(found.rules)} counts: by other rules it is "
        f"{span_said(found, code)}."
    )
    yield CHECK.finding(message, subject.at(sentence.place(0)), subject=f"soc/{code}")


def _exact(count: float) -> Decimal:
    return Decimal(str(count))


def _qualified(sentence: Sentence, other: Decimal, subject: Subject) -> bool:
    """Say whether the paragraph gives the other end of the range, or leads to where it stands."""
    around = subject.prose.paragraph(sentence.paragraph)
    roles = [role for one in around for role in one.roles]
    if any(role.name == "count" and role.argument.startswith("functions-") for role in roles):
        return True
    shows_table = any(written.name == "sensitivity" for written in subject.context.outline.directives)
    if shows_table and any(role.name == "ref" for role in roles):
        return True
    return other in {number.value for one in around for number in numbers(one.text)}
