"""The names that a query can be made of: what the graph uses, as it is typed, with what it is called."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.graph import Graph
from kb.model.record_names import PREDECLARED, shorten

_USED = "SELECT DISTINCT ?it { { ?s ?it ?o } UNION { ?s a ?it } }"
_CALLED = """
SELECT ?it (MIN(?name) AS ?called) {
  ?it skos:prefLabel|rdfs:label|dcterms:title|foaf:name ?name
} GROUP BY ?it ORDER BY ?it LIMIT 20000"""


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A name that can be typed into a query."""

    name: str
    """With a prefix that needs no declaring, such as `soce:statement` or `claim:work-is-protective`."""
    called: str
    """Label or title; empty where it has none."""


def query_terms(graph: Graph) -> list[QueryTerm]:
    """Return properties and classes in use, then everything that is called something; prefixes come last."""
    called = {row["it"]: row["called"] for row in graph.select(_CALLED)}
    used = sorted(row["it"] for row in graph.select(_USED))
    short = {iri: shorten(iri) for iri in (*used, *called)}
    terms = [QueryTerm(name, called.get(iri, "")) for iri, name in short.items() if name != iri]
    return [*terms, *(QueryTerm(f"{prefix}:", "") for prefix in sorted(PREDECLARED))]
