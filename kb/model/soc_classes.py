"""Classes of the classification: as records, as subjects of a comparison, and what moved between editions.

As a subject, an occupation or group has the detailed occupations that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.common.names import nearest_names
from kb.errors import MissingError
from kb.model.classification import Classification, default_classification
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
_IMPORTED = """
SELECT ?s WHERE {
  ?table soce:rows ?rows ; dcterms:source ?s .
  FILTER (STRENDS(STR(?table), "/definitions"))
}"""
_SOURCES = "SELECT ?of ?s WHERE { ?of dcterms:source ?s } ORDER BY ?s"

_IS_CLASS = "ASK { VALUES ?it {} ?it a skos:Concept }"
_WITHIN = """
SELECT DISTINCT ?it ?member WHERE {
  ?member skos:broader+ ?it .
  FILTER NOT EXISTS { ?narrower skos:broader ?member }
}"""
# Not broader+: Virtuoso does not take several values for one end of that.
_ABOVE = """
SELECT DISTINCT ?group WHERE { VALUES ?it {} ?it skos:broader/skos:broader* ?group } ORDER BY ?group"""
_TEXTS = """
SELECT ?it ?title ?official ?gloss WHERE {
  VALUES ?it {}
  OPTIONAL { ?it skos:prefLabel ?title }
  OPTIONAL { ?it xkos:coreContentNote ?official }
  OPTIONAL { ?it skos:scopeNote ?gloss }
} ORDER BY DESC(?title) DESC(?official) DESC(?gloss)"""


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
    """Return the id of the source of the definitions: of those imported, else the one named for them."""
    imported = graph.select(_IMPORTED)
    found = [id_of(row["s"]) for row in (imported or graph.select(_SOURCES, of=classification.scheme))]
    return next((s for s in found if "definition" in s), next(iter(found), ""))


def source_of_moves(graph: Graph, classification: Classification) -> str:
    """Return the id of the source of the correspondence with the predecessor."""
    rows = graph.select(_SOURCES, of=classification.correspondence)
    return next((id_of(row["s"]) for row in rows), "")


@dataclass(frozen=True, slots=True)
class Subject:
    """A detailed occupation, or a group as a whole."""

    code: str
    title: str
    definition: str
    """Official definition, or our gloss until that is imported; groups have none."""
    official: bool
    members: tuple[str, ...]
    """Codes of the detailed occupations of a group; of an occupation its own code alone."""
    named: bool
    """False for an occupation that is there only because its group was named."""

    @property
    def group(self) -> bool:
        """Whether it is a group."""
        return self.members != (self.code,)


def subjects_of(graph: Graph, codes: Iterable[str], *, whole: bool = False) -> tuple[Subject, ...]:
    """Return what codes stand for, in the order named; a group comes before its detailed occupations.

    With `whole` the occupations of groups are left out.

    Raises:
        MissingError: a code is not in the graph.
    """
    named = tuple(codes)
    members: dict[str, tuple[str, ...]] = {}
    for code in named:
        below = _members(graph, code)
        members[code] = below
        if not whole:
            for member in below:
                members.setdefault(member, (member,))
    texts = _texts(graph, list(members))
    return tuple(Subject(code, *texts[code], below, code in named) for code, below in members.items())


def _members(graph: Graph, code: str) -> tuple[str, ...]:
    """Return a code, or the detailed occupations of a group, by notation."""
    classification = default_classification()
    known = classification.is_code(code) and graph.ask(_IS_CLASS, it=[classification.iri(code)])
    if not known:
        raise _unknown(graph, code)
    rows = graph.select(_WITHIN, it=classification.iri(code))
    return tuple(sorted(id_of(row["member"]) for row in rows)) or (code,)


def _unknown(graph: Graph, code: str) -> MissingError:
    classification = default_classification()
    rows = graph.select("SELECT DISTINCT ?it WHERE { ?it a skos:Concept }")
    codes = (row["it"].removeprefix(classification.namespace) for row in rows)
    return unknown_code(code, filter(classification.is_code, codes))


def unknown_code(code: str, known: Iterable[str]) -> MissingError:
    """Return the error that there is no such code, which names the nearest of those that there are."""
    near = ", ".join(nearest_names(code, known))
    remedy = f"Did you mean {near}? " if near else ""
    return MissingError(
        f"The base has no SOC code `{code}`.",
        f"{remedy}soc-evidence import soc adds the codes that it lacks.",
    )


def _texts(graph: Graph, codes: list[str]) -> dict[str, tuple[str, str, bool]]:
    """Return title, definition and whether that is the official one; the first in order of several."""
    rows = graph.select(_TEXTS, it=default_classification().iris(codes))
    return {
        id_of(row["it"]): (
            row.get("title", ""),
            row.get("official") or row.get("gloss", ""),
            "official" in row,
        )
        for row in rows
    }


def ancestors_of(graph: Graph, code: str) -> list[str]:
    """Return the codes of the groups above a class, the nearest first."""
    classification = default_classification()
    rows = graph.select(_ABOVE, it=[classification.iri(code)])
    found = [id_of(row["group"]) for row in rows if row["group"].startswith(classification.namespace)]
    return sorted(found, key=lambda group: (len(group) - len(group.rstrip("0")), group))


def members_of(subjects_members: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the detailed codes of several subjects, each once, in order."""
    return sorted({code for members in subjects_members for code in members})


def others(members: tuple[str, ...], reference: tuple[str, ...]) -> tuple[str, ...]:
    """Return the members of a group without the occupation that it is compared with.

    A group that contains the reference would else be likened to the reference itself. Where the reference
    is a group, wholes are compared.
    """
    if len(reference) > 1:
        return members
    return tuple(code for code in members if code not in reference)
