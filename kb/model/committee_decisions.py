"""Decisions of the classifying committee on earlier requests, and the loader for them."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.graph_nodes import EMPTY, Node, NodeReader, provenance
from kb.model.records import Addressed, Provenance


@dataclass(frozen=True, slots=True)
class Decision(Addressed):
    """What was decided on one request of a revision, or on one part of it."""

    KIND = "decision"
    id: str
    title: str
    """What was asked for."""
    round: str
    """Edition being made and stage of its making."""
    docket: str
    request_kind: str
    """Concept of the scheme request-kind."""
    occupation: str
    """The occupation or group by the name it had."""
    outcome: str
    """Concept of the scheme outcome."""
    provenance: Provenance
    moved_from: str = ""
    """Code before, of the edition then in force."""
    moved_to: str = ""
    """Code that was asked for or given."""
    principles: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    reason: str = ""
    """In our words; empty where no reason was seen."""
    quote: str = ""
    claims: tuple[str, ...] = ()
    """Ids of claims of the kind that was accepted or refused."""
    objections: tuple[str, ...] = ()
    """Ids of objections that it states."""
    about: tuple[str, ...] = ()
    """Codes of the classification in force."""
    superseded_by: str = ""
    """Id of the record that takes its place."""

    @property
    def refused(self) -> bool:
        """Whether the request was refused."""
        return self.outcome == "not-accepted"


def load_decisions(reader: NodeReader) -> dict[str, Decision]:
    """Return the decisions by id."""
    nodes = reader.fetch("?s a soce:CommitteeDecision")
    parts = reader.fetch("?x a soce:CommitteeDecision ; soce:locator|oa:hasSelector ?s")
    return {node.id: _decision(node, parts) for node in nodes.values()}


def _decision(node: Node, parts: dict[str, Node]) -> Decision:
    return Decision(
        id=node.id,
        title=node.prose("dcterms:title"),
        round=node.one("soce:round"),
        docket=node.one("dcterms:identifier"),
        request_kind=node.id_of("soce:requestKind"),
        occupation=node.one("soce:requestedFor"),
        outcome=node.id_of("soce:requestOutcome"),
        provenance=provenance(node, parts),
        moved_from=node.one("soce:movedFrom"),
        moved_to=node.one("soce:movedTo"),
        principles=node.ids("soce:citesPrinciple"),
        guidelines=node.ids("soce:citesGuideline"),
        reason=node.prose("soce:reason"),
        quote=parts.get(node.one("oa:hasSelector"), EMPTY).one("oa:exact"),
        claims=node.ids("soce:bearsOn"),
        objections=node.ids("soce:givesRiseTo"),
        about=node.ids("dcterms:subject"),
        superseded_by=node.superseded_by,
    )
