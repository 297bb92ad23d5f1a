"""A triple with its graph, after blank nodes have been named: subject and predicate are always IRIs."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

Object = ox.NamedNode | ox.Literal


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
