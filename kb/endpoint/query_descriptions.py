"""The named queries as RDF: each a sh:SPARQLExecutable with its parameters, at an address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from kb.model.record_names import PREDECLARED
from kb.namespaces import BASE, RDF_TYPE, iri
from kb.querying.answer_formats import Form, form_of
from kb.querying.query_catalogue import NamedQuery

QUERIES = BASE + "query/"
_KINDS = {
    Form.SOLUTIONS: ("sh:SPARQLSelectExecutable", "sh:select"),
    Form.BOOLEAN: ("sh:SPARQLAskExecutable", "sh:ask"),
    Form.TRIPLES: ("sh:SPARQLConstructExecutable", "sh:construct"),
}


def address_of_query(name: str) -> str:
    """Return the IRI of a named query."""
    return QUERIES + quote(name)


def described_queries(queries: Iterable[NamedQuery]) -> list[ox.Triple]:
    """Return what is said of named queries; the text of each is whole, with its prefixes declared."""
    return [triple for query in queries for triple in _described(query)]


def _described(query: NamedQuery) -> Iterator[ox.Triple]:
    node = ox.NamedNode(address_of_query(query.name))
    kind, property_ = _KINDS[form_of(query.text)]
    for name in ("sh:SPARQLExecutable", kind):
        yield ox.Triple(node, ox.NamedNode(RDF_TYPE), _named(name))
    yield ox.Triple(node, _named(property_), ox.Literal(_whole(query.text)))
    yield ox.Triple(node, _named("rdfs:label"), ox.Literal(query.title or query.name))
    yield ox.Triple(node, _named("rdfs:comment"), ox.Literal(query.purpose))
    for parameter in query.parameters:
        part = ox.NamedNode(f"{node.value}#{quote(parameter.name)}")
        yield ox.Triple(node, _named("sh:parameter"), part)
        yield ox.Triple(part, ox.NamedNode(RDF_TYPE), _named("sh:Parameter"))
        yield ox.Triple(part, _named("sh:path"), ox.NamedNode(f"{QUERIES}parameter/{quote(parameter.name)}"))
        yield ox.Triple(part, _named("sh:name"), ox.Literal(parameter.name))
        yield ox.Triple(part, _named("sh:description"), ox.Literal(parameter.meaning))
        yield ox.Triple(part, _named("sh:defaultValue"), ox.Literal(parameter.default))


def _named(name: str) -> ox.NamedNode:
    return ox.NamedNode(iri(name))


def _whole(text: str) -> str:
    used = [prefix for prefix in sorted(PREDECLARED) if f"{prefix}:" in text]
    return "".join(f"PREFIX {prefix}: <{PREDECLARED[prefix]}>\n" for prefix in used) + text
