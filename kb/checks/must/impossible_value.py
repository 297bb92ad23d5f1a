"""A figure whose value its unit cannot have: a count below zero, a share above a hundred percent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kb.common.check_folders import declare
from kb.common.dates_and_numbers import read_number
from kb.findings import Finding, Location
from kb.namespaces import iri
from kb.records.collection import Collection, RecordFile

CHECK = declare(
    __name__,
    "The value of a figure lies outside what its unit can be.",
    "Correct the value or the unit; a change, which may be negative, takes the unit `percent-change`.",
)
_VALUE, _UNIT, _MEASURE = iri("sdmx-measure:obsValue"), iri("sdmx-attribute:unitMeasure"), iri("soce:measure")
_LEAST, _GREATEST, _ANY = iri("soce:leastValue"), iri("soce:greatestValue"), iri("soce:anyValue")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each value below the least or above the greatest that the scheme of units has for its unit."""
    bounds: dict[str, dict[str, Decimal]] = defaultdict(dict)
    free = set()
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if predicate in (_LEAST, _GREATEST):
                bounds[subject][predicate] = Decimal(term.value)
            elif predicate == _ANY and term.value == "true":
                free.add(subject)
    for file in collection.files:
        for subject, said in _figures(file).items():
            value, unit = read_number(said.get(_VALUE, "")), bounds.get(said.get(_UNIT, ""), {})
            if value is None or said.get(_MEASURE) in free:
                continue
            if value < unit.get(_LEAST, value) or value > unit.get(_GREATEST, value):
                where = file.location(subject, _VALUE) or Location(file.shown)
                name = said[_UNIT].rpartition("/")[2]
                yield CHECK.finding(f"`value: {said[_VALUE]}` is impossible in the unit `{name}`.", where)


def _figures(file: RecordFile) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, term, _ in file.statements:
        if predicate in (_VALUE, _UNIT, _MEASURE):
            found[subject][predicate] = term.value
    return found
