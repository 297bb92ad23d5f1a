"""What a file states: quads with stable names for their nodes, each value held against what its key takes.

A value is a day, a date, a period, a number, true or false: a datatype of the JSON-LD context says it, or the
table `forms` of `ontology/kinds.yaml`. A value that is none is told where it stands and does not reach the
graph, so that nothing behind it meets a day in February that never was, or a number that is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kb.common.dates_and_numbers import read_count, read_date, read_day, read_number, read_period
from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import XSD
from kb.records.nodes import Place, SourceMap

Object = ox.NamedNode | ox.Literal

MALFORMED = Check(
    "malformed-value",
    Severity.ERROR,
    "A value is not the date, period, number, or true or false that its key takes.",
    "Write dates as 2025, 2025-03 or 2025-03-14 and numbers as plain digits.",
)

OF_DATATYPE = {
    XSD + "date": "day",
    XSD + "decimal": "number",
    XSD + "integer": "count",
    XSD + "boolean": "truth",
}
"""The form that a datatype of the context asks for."""


class Statement(NamedTuple):
    """One statement of one file."""

    subject: str
    predicate: str
    object: Object
    graph: str

    @property
    def value(self) -> str:
        """The object's IRI or text."""
        return self.object.value

    @property
    def quad(self) -> ox.Quad:
        """The statement as the store takes it."""
        return ox.Quad(
            ox.NamedNode(self.subject),
            ox.NamedNode(self.predicate),
            self.object,
            ox.NamedNode(self.graph),
        )


def name_nodes(quads: list[ox.Quad], graph: str) -> list[Statement]:
    """Put parsed quads into one graph, naming blank nodes by the order in which they appear.

    Named blank nodes ("skolem IRIs", RDF 1.1 Concepts 3.5) make the graph the same in every process.

    Raises:
        ValueError: the quads hold quoted triples (RDF-star), which records do not use.
    """
    known: dict[str, ox.NamedNode] = {}

    def named(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Object:
        if isinstance(term, ox.BlankNode):
            return known.setdefault(term.value, ox.NamedNode(f"{graph}#node-{len(known) + 1}"))
        if isinstance(term, ox.Triple):
            raise ValueError("quoted triples are not used in records")
        return term

    return [
        Statement(named(quad.subject).value, quad.predicate.value, named(quad.object), graph)
        for quad in quads
    ]


@dataclass(frozen=True, slots=True)
class Form:
    """What one kind of value is called, how it is read, and what to type."""

    noun: str
    reads: Callable[[str], object]
    """Returns None for a text that is none."""
    fix: str


def _decimal(text: str) -> object:
    return None if re.search("[eE]", text) else read_number(text)


FORMS: dict[str, Form] = {
    "date": Form("a date", read_date, "Write 2025, 2025-03 or 2025-03-14; the day must be in the calendar."),
    "day": Form("a day", read_day, "Write year-month-day, such as 2025-03-14; it must be in the calendar."),
    "period": Form(
        "a period",
        read_period,
        "Write 2025, 2025-05, 2025-05-12, or two of them, the earlier first: 2019/2022.",
    ),
    "number": Form(
        "a plain number",
        _decimal,
        "Write digits without separators or signs of currency or percent: 53040, 84.3.",
    ),
    "count": Form("a whole number", read_count, "Write digits alone, without separators or a sign: 2334."),
    "truth": Form(
        "true or false", lambda text: True if text in ("true", "false") else None, "Write true or false."
    ),
}
"""The forms that `ontology/kinds.yaml` may name."""


def sift(
    statements: Iterable[Statement], places: SourceMap, forms: dict[str, tuple[str, str]], shown: str
) -> tuple[list[Statement], list[Finding], set[str]]:
    """Part the statements whose value is what its key takes from the rest.

    `forms` gives the key and the name of its form by predicate. Returns the good statements, a finding for
    each bad one at its place, and the records that the bad ones belong to.
    """
    good: list[Statement] = []
    findings: list[Finding] = []
    broken: set[str] = set()
    for statement in statements:
        named = forms.get(statement.predicate)
        term = statement.object
        if named is None or not isinstance(term, ox.Literal) or _is_read(term, named[1]):
            good.append(statement)
            continue
        key, form = named[0], FORMS[named[1]]
        place = places.find(statement.subject, statement.predicate, statement.value) or Place(1, 1)
        where = Location(shown, place.line, place.column)
        message = f"`{key}: {statement.value[:60]}` is not {form.noun}."
        findings.append(MALFORMED.finding(message, where, form.fix))
        broken.add(statement.subject.partition("#")[0])
    return good, findings, broken


def _is_read(literal: ox.Literal, form: str) -> bool:
    """Say whether a literal has the text of its form, and a datatype where the context would give it one.

    A file in RDF may give a moment (xsd:dateTime) where a day is enough, and a whole number for any number.
    """
    text, datatype = literal.value, literal.datatype.value
    if form in OF_DATATYPE.values() and datatype == XSD + "string":
        return False
    if form == "day" and datatype == XSD + "dateTime":
        text = text[: len("2025-05-01")]
    return FORMS[form].reads(text) is not None
