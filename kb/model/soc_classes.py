"""Loads classes of the classification, and what moved between it and its predecessor."""

from __future__ import annotations

from collections.abc import Iterable

from kb.model.classification import Classification
from kb.model.graph import Graph
from kb.model.graph_nodes import Node, NodeReader
from kb.model.record_names import id_of
from kb.model.records import Move, Occupation

_MOVES = """
SELECT ?old ?oldTitle ?new ?newTitle WHERE {
  ?association a xkos:ConceptAssociation ; xkos:sourceConcept ?old ; xkos:targetConcept ?new .
  ?old skos:prefLabel ?oldTitle . ?new skos:prefLabel ?newTitle .
} ORDER BY ?old ?new
"""
_TITLES = "SELECT ?scheme ?s ?title WHERE { ?s skos:inScheme ?scheme ; skos:prefLabel ?title } ORDER BY ?s"
_SOURCES = "SELECT ?of ?s WHERE { ?of dcterms:source ?s } ORDER BY ?s"


def load_occupations(
    reader: NodeReader, codes: Iterable[str], classification: Classification
) -> dict[str, Occupation]:
    """Return the classes with these codes, as far as there are any."""
    nodes = reader.fetch("VALUES ?s {} ?s a skos:Concept", s=classification.iris(codes))
    return {node.id: _occupation(node, classification) for node in nodes.values()}


def _occupation(node: Node, classification: Classification) -> Occupation:
    official = node.one("xkos:coreContentNote")
    return Occupation(
        code=node.id,
        title=node.one("skos:prefLabel"),
        definition=official or node.prose("skos:scopeNote"),
        official=bool(official),
        level=classification.level(node.id),
    )


def load_titles(graph: Graph, classification: Classification) -> dict[str, str]:
    """Return the titles of all classes by code."""
    rows = graph.select(_TITLES, scheme=classification.scheme)
    return {id_of(row["s"]): row["title"] for row in rows}


def load_moves(graph: Graph) -> tuple[Move, ...]:
    """Return every correspondence between the predecessor and the classification that the graph holds."""
    return tuple(
        Move(id_of(row["old"]), row["oldTitle"], id_of(row["new"]), row["newTitle"])
        for row in graph.select(_MOVES)
    )


def source_of_definitions(graph: Graph, classification: Classification) -> str:
    """Return the id of the source of the definitions; of several, the one named for them."""
    found = [id_of(row["s"]) for row in graph.select(_SOURCES, of=classification.scheme)]
    return next((s for s in found if "definition" in s), next(iter(found), ""))


def source_of_moves(graph: Graph, classification: Classification) -> str:
    """Return the id of the source of the correspondence with the predecessor."""
    rows = graph.select(_SOURCES, of=classification.correspondence)
    return next((id_of(row["s"]) for row in rows), "")
