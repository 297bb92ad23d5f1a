"""SOC classes and the moves between the 2010 and the 2018 classification."""

from __future__ import annotations

from collections.abc import Iterable

from builder.resolve.lookup.nodes import Node, fetch, local
from builder.resolve.lookup.records import Move, Occupation
from kb.namespaces import SOC_2018
from kb.store import Knowledge

_LEVELS = {"0000": "major group", "000": "minor group", "00": "minor group", "0": "broad occupation"}

_MOVES = """
SELECT ?old ?oldTitle ?new ?newTitle WHERE {
  ?association a xkos:ConceptAssociation ; xkos:sourceConcept ?old ; xkos:targetConcept ?new .
  ?old skos:prefLabel ?oldTitle . ?new skos:prefLabel ?newTitle .
} ORDER BY ?old ?new
"""

_SCHEME_SOURCES = f"SELECT ?s WHERE {{ <{SOC_2018[:-1]}> dcterms:source ?s }} ORDER BY ?s"
_MOVE_SOURCES = "SELECT ?s WHERE { ?c a xkos:Correspondence ; dcterms:source ?s } ORDER BY ?s"


def load(knowledge: Knowledge, codes: Iterable[str]) -> dict[str, Occupation]:
    """Return the 2018 classes with these codes."""
    values = " ".join(f"<{SOC_2018}{code}>" for code in codes)
    nodes = fetch(knowledge, f"VALUES ?s {{ {values} }} ?s a skos:Concept")
    return {node.id: _occupation(node) for node in nodes.values()}


def _occupation(node: Node) -> Occupation:
    official = node.one("xkos:coreContentNote")
    return Occupation(
        code=node.id,
        title=node.one("skos:prefLabel"),
        definition=official or node.prose("skos:scopeNote"),
        official=bool(official),
        level=level(node.id),
    )


def level(code: str) -> str:
    """Return the level a code's zeros stand for (SOC manual, structure of the codes)."""
    for zeros, name in _LEVELS.items():
        if code.endswith(zeros):
            return name
    return "detailed occupation"


def titles(knowledge: Knowledge) -> dict[str, str]:
    """Return the titles of the 2018 SOC by code."""
    rows = knowledge.select(
        f"SELECT ?s ?title WHERE {{ ?s skos:inScheme <{SOC_2018[:-1]}> ; skos:prefLabel ?title }} ORDER BY ?s"
    )
    return {local(row["s"]): row["title"] for row in rows}


def moves(knowledge: Knowledge) -> tuple[Move, ...]:
    """Return every 2010 to 2018 correspondence that the graph holds."""
    return tuple(
        Move(local(row["old"]), row["oldTitle"], local(row["new"]), row["newTitle"])
        for row in knowledge.select(_MOVES)
    )


def source_of_definitions(knowledge: Knowledge) -> str:
    """Return the id of the source of the definitions; of several, the one named for them."""
    found = [local(row["s"]) for row in knowledge.select(_SCHEME_SOURCES)]
    return next((s for s in found if "definition" in s), next(iter(found), ""))


def source_of_moves(knowledge: Knowledge) -> str:
    """Return the id of the source of the correspondence."""
    return next((local(row["s"]) for row in knowledge.select(_MOVE_SOURCES)), "")
