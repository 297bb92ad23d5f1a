"""Which records no longer stand, and which others rest on them, up to the claims that a draft cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.namespaces import RECORDS, iri, short
from kb.quoting.quotations import changed_sources
from kb.records.collection import Collection

_RETRACTED = iri("prov:wasInvalidatedBy")
_REPLACED_BY, _REPLACES = iri("dcterms:isReplacedBy"), iri("dcterms:replaces")
_RESTS_ON = (
    iri("dcterms:source"),
    iri("soce:reportsOn"),
    iri("qb:dataSet"),
    iri("soce:hasEvidenceItem"),
    iri("soce:hasFigure"),
    iri("soce:hasDuty"),
    iri("soce:reliesOn"),
    iri("soce:answeredBy"),
    iri("soce:line"),
)
"""Links from a record to what it would fall with; a claim falls with its evidence lines."""
FAULTS = frozenset({_RETRACTED, _REPLACED_BY, _REPLACES})
"""The predicates that say that a record no longer stands."""
PREDICATES = frozenset({*FAULTS, *_RESTS_ON})
"""The predicates that `trace` looks at; other triples may be left out."""


class Fault(StrEnum):
    """Why a record no longer stands, worst first."""

    RETRACTED = "retracted"
    CHANGED = "changed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is wrong with a record, or with something that it rests on."""

    fault: Fault
    cause: str
    """IRI of the record that was retracted, changed or superseded; the record itself where it is the one."""
    successor: str = ""
    """IRI of what took its place, where that is recorded."""
    through: str = ""
    """IRI of the record in between, the next one on the way to the cause; empty for the cause itself."""

    def said(self) -> str:
        """Say it in words, such as `source/x is superseded by source/y`."""
        by = f" by `{short(self.successor)}`" if self.successor else ""
        return f"`{short(self.cause)}` is {self.fault.value}{by}"


def trace(triples: Iterable[tuple[str, str, str]], changed: Iterable[str] = ()) -> Mapping[str, Standing]:
    """Return every record that does not stand, or rests on one that does not.

    Args:
        triples: subject, predicate and value (IRIs), at least those with one of `PREDICATES`.
        changed: IRIs of sources whose frozen text is no longer the one recorded.
    """
    resting: dict[str, list[str]] = defaultdict(list)
    faults = [(Fault.CHANGED, source, "") for source in changed]
    for subject, predicate, value in triples:
        if predicate in _RESTS_ON:
            resting[value].append(subject)
        else:
            faults += _faults(subject, predicate, value)
    found: dict[str, Standing] = {}
    rank = list(Fault)
    for fault, cause, successor in sorted(faults, key=lambda f: (rank.index(f[0]), f[1], f[2])):
        found.setdefault(cause, Standing(fault, cause, successor))
    _spread(found, resting)
    return found


def _faults(subject: str, predicate: str, value: str) -> list[tuple[Fault, str, str]]:
    """Return fault, cause and successor where a triple states one."""
    if predicate == _RETRACTED:
        return [(Fault.RETRACTED, subject, "")]
    if predicate == _REPLACED_BY:
        return [(Fault.SUPERSEDED, subject, value)]
    if predicate == _REPLACES:
        return [(Fault.SUPERSEDED, value, subject)]
    return []


def _spread(found: dict[str, Standing], resting: Mapping[str, list[str]]) -> None:
    """Add what rests on what was found, breadth first, so that each record gets its shortest way."""
    reached = sorted(found)
    while reached:
        following = []
        for name in reached:
            origin = found[name]
            for other in sorted(resting.get(name, ())):
                if other not in found and other != origin.successor:
                    found[other] = Standing(origin.fault, origin.cause, origin.successor, name)
                    following.append(other)
        reached = following


def standing_of(collection: Collection) -> Mapping[str, Standing]:
    """Trace a whole collection of records, with the frozen texts at hand."""
    triples = (
        (statement.subject, statement.predicate, statement.value)
        for file in collection.files
        for statement in file.statements
        if statement.predicate in PREDICATES and statement.subject.startswith((RECORDS, file.graph))
    )
    return trace(triples, (change.source for change in changed_sources(collection)))
