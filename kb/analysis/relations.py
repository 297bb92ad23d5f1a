"""How records hang together, as SPARQL paths: down to what a record rests on, up to what uses it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled path from one record to others."""

    label: str
    path: str
    only_asked: bool = False
    """Followed from the record that was asked about, not from those that use it."""
    recorded_as: str = ""
    """How files say that they hold what it leads to, where imported tables have thousands more of it."""


_SOURCE = (Relation("from", "dcterms:source"),)

DOWN: dict[str, tuple[Relation, ...]] = {
    "claim": (Relation("relies on", "soce:reliesOn"),),
    "objection": (Relation("answered by", "soce:answeredBy"), *_SOURCE),
    "evidence": _SOURCE,
    "duty": _SOURCE,
    "figure": (Relation("computed from", "prov:wasDerivedFrom"), *_SOURCE),
    "legislation": _SOURCE,
    "decision": (Relation("cites", "soce:citesPrinciple|soce:citesGuideline"), *_SOURCE),
    "elsewhere": _SOURCE,
    "function": _SOURCE,
    "principle": _SOURCE,
    "guideline": _SOURCE,
    "required-item": _SOURCE,
    "docket": _SOURCE,
    "source": (
        Relation("reports on", "soce:reportsOn"),
        Relation("replaced by", "dcterms:isReplacedBy"),
    ),
}
"""What a record rests on, by kind. A claim rests first of all on its evidence lines."""

UP: dict[str, tuple[Relation, ...]] = {
    "claim": (
        Relation("answers", "^soce:answeredBy"),
        Relation("relied on by", "^soce:reliesOn", only_asked=True),
        Relation("decided on before in", "^soce:bearsOn"),
    ),
    "figure": (Relation("enters", "^prov:wasDerivedFrom"),),
    "source": (
        Relation("cited by", "^dcterms:source"),
        Relation("restated by", "^soce:reportsOn"),
    ),
    "soc": (
        Relation("has duty", "^soce:occupation"),
        Relation("subject of", "^dcterms:subject"),
        Relation("defines function", "^soce:derivedFromDefinition"),
        Relation("contains", "^skos:broader"),
    ),
    "principle": (
        Relation("invoked by", "^soce:invokes"),
        Relation("cited in", "^soce:citesPrinciple"),
    ),
    "guideline": (
        Relation("invoked by", "^soce:invokes"),
        Relation("cited in", "^soce:citesGuideline"),
    ),
    "objection": (Relation("stated in", "^soce:givesRiseTo"),),
    "required-item": (Relation("supplied by", "^soce:addressesItem"),),
    "function": (
        Relation("concerned by", "^soce:concernsFunction"),
        Relation("performed by", "^soce:performs"),
    ),
    "agent": (
        Relation("holds or says", "^prov:wasAttributedTo"),
        Relation("assessed", "^soce:assessedBy"),
    ),
    "dataset": (Relation("contains", "^qb:dataSet", recorded_as="soce:recordsFigure"),),
    "docket": (Relation("asks about", "soce:topic"),),
    "topic": (
        Relation("of", "^soce:topic"),
        Relation("answered by", "^soce:addressesTopic"),
    ),
}
"""What uses a record, by kind."""

USED_IN_LINES = frozenset(("duty", "evidence", "figure"))
"""Kinds that evidence lines hold."""
