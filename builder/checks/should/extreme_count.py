"""Counts of functions that are the most that any rule of counting gives: those of all duties."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.checks.subject import Subject
from builder.prose.number_reading import numbers
from builder.prose.sentences import Sentence
from builder.resolve.context import UnresolvedError
from builder.resolve.function_counts import function_counts
from kb.analysis.sensitivity_text import span_said
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A count of functions is the highest that any rule of counting gives, and the text does not say so.",
    "Give the range beside it, or refer to a {sensitivity} table of the occupation.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each count of functions in running text, once an occupation and paragraph."""
    told: set[tuple[int, str]] = set()
    for sentence in subject.prose.of("text", "note"):
        for role in sentence.roles:
            kind, _, of = role.argument.partition(" ")
            key = (sentence.paragraph, of.strip())
            if role.name != "count" or kind != "functions" or key in told:
                continue
            told.add(key)
            yield from _extreme(of.strip(), sentence, subject)


def _extreme(of: str, sentence: Sentence, subject: Subject) -> Iterator[Finding]:
    code, _, party = of.partition(" ")
    try:
        found = function_counts([code], subject.context, party=party.strip())
    except UnresolvedError:  # told where the role stands
        return
    span = found.span(code)
    if span is None or span[0] == span[1] or _qualified(sentence, span, subject):
        return
    message = (
        f"{span[1]:g} functions of {code} is the highest of {len(found.rules)} counts: by other rules it is "
        f"{span_said(found, code)}."
    )
    yield CHECK.finding(message, subject.at(sentence.place(0)), subject=f"soc/{code}")


def _qualified(sentence: Sentence, span: tuple[float, float], subject: Subject) -> bool:
    """Say whether the paragraph gives the other end of the range, or leads to where it stands."""
    around = [one for one in subject.prose.sentences if one.paragraph == sentence.paragraph]
    roles = [role for one in around for role in one.roles]
    if any(role.name == "count" and role.argument.startswith("functions-") for role in roles):
        return True
    shows_table = any(written.name == "sensitivity" for written in subject.context.outline.directives)
    if shows_table and any(role.name == "ref" for role in roles):
        return True
    said = {number.value for one in around for number in numbers(one.text)}
    return any(Decimal(str(end)) in said for end in span)
