"""The statements that standing is judged by: what predicates say, and a base sorted by them."""

from __future__ import annotations

from collections import defaultdict

from kb.namespaces import RECORDS, iri

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and named graph; literals by their text."""

RETRACTED, REASON, ENDED = iri("prov:wasInvalidatedBy"), iri("rdfs:comment"), iri("schema:endDate")
REPLACED_BY, REPLACES = iri("dcterms:isReplacedBy"), iri("dcterms:replaces")
VERIFICATION, DISPUTES = iri("soce:verification"), iri("cito:disputes")
VALID_FROM, VALID_UNTIL = iri("schema:validFrom"), iri("schema:validThrough")
GENERATED, REVIEW = iri("prov:wasGeneratedBy"), iri("soce:review")
DECIDED_ON, OUTCOME, ORDER = iri("soce:decidedOn"), iri("soce:outcome"), iri("soce:order")
DECIDED_BY = iri("soce:decidedBy")
OFFICE, REACH = iri("soce:office"), iri("soce:reach")
TYPE = iri("rdf:type")
SOURCE, REPORTS_ON, DATASET = iri("dcterms:source"), iri("soce:reportsOn"), iri("qb:dataSet")
DERIVED = iri("prov:wasDerivedFrom")
LINE, RELIES_ON, ANSWERED_BY = iri("soce:line"), iri("soce:reliesOn"), iri("soce:answeredBy")
LINE_RECORDS = frozenset({iri("soce:hasEvidenceItem"), iri("soce:hasFigure"), iri("soce:hasDuty")})

TEXT_CHANGED = iri("soce:textChanged")
"""Says of a source that its text is no longer the one recorded; worked out, in no file."""

FACTS = frozenset(
    {RETRACTED, REPLACED_BY, REPLACES, VALID_FROM, VALID_UNTIL, REVIEW, DECIDED_ON, TEXT_CHANGED}
)
"""Predicates that say something against a record in every case."""
LINKS = frozenset({SOURCE, REPORTS_ON, DATASET, DERIVED, LINE, RELIES_ON, ANSWERED_BY, *LINE_RECORDS})
"""Predicates from a record to what it rests on."""
OF_DECISION = frozenset({OUTCOME, ORDER, DECIDED_BY, REASON})
"""What is read of a decision in a review."""
READ = (
    FACTS | LINKS | OF_DECISION | {*(VERIFICATION, DISPUTES, GENERATED, OFFICE, REACH, TYPE, REASON, ENDED)}
)
"""Every predicate that `judge` looks at; other quads may be left out."""

_PLACE = iri("soce:Locator")
"""A place in a source is part of what a record says, and is not judged by itself."""


class SortedStatements:
    """The quads by what they say."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.homes: dict[str, str] = {}
        """Record -> the graph that says what it is."""
        self.links: list[tuple[str, str, str]] = []
        self.replaced: list[tuple[str, str, str, str]] = []
        """Old record, new record, which of them says so, and the graph where it does."""
        self.decisions: list[tuple[str, str, str]] = []
        """Decision, the record that it is about, and the graph that says so."""

    def take(self, subject: str, predicate: str, value: str, graph: str) -> None:
        """Sort one quad in."""
        if predicate == TYPE:
            if subject.startswith(RECORDS) and value != _PLACE:
                self.homes.setdefault(subject, graph)
        elif predicate in LINKS:
            self.links.append((subject, predicate, value))
        elif predicate == REPLACED_BY:
            self.replaced.append((subject, value, subject, graph))
        elif predicate == REPLACES:
            self.replaced.append((value, subject, subject, graph))
        elif predicate == DECIDED_ON:
            self.decisions.append((subject, value, graph))
        elif predicate in READ:
            self.values[subject, predicate].append(value)

    def one(self, subject: str, predicate: str) -> str:
        """Return the first value in order, or an empty string."""
        return min(self.values.get((subject, predicate), ("",)))
