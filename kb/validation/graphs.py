"""Oxigraph quads as an rdflib graph, which is what pySHACL reads."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.term import BNode, Node

from kb.records.statements import Statement

# A value that does not fit its datatype is a finding of ours; rdflib would also log a traceback for it.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """Convert one term; a plain string stays plain, and lexical forms are kept as written.

    Raises:
        TypeError: the term is a quoted triple (RDF-star), which the project does not use.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError("quoted triples are not used here")
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == XSD_STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def to_graph(statements: Iterable[Statement]) -> Graph:
    """Return the statements' triples, graph names dropped, as one memory graph."""
    graph = Graph()
    known: dict[str, URIRef] = {}

    def named(address: str) -> URIRef:
        return known.get(address) or known.setdefault(address, URIRef(address))

    for subject, predicate, term, _ in statements:
        value = named(term.value) if isinstance(term, ox.NamedNode) else to_term(term)
        graph.store.add((named(subject), named(predicate), value), graph)
    return graph


def parse_turtle(path: Path) -> Graph:
    """Read one of the program's own Turtle files."""
    graph = Graph()
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        graph.add((to_term(quad.subject), to_term(quad.predicate), to_term(quad.object)))
    return graph
