"""Loads evidence items and duty statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.model.graph_nodes import EMPTY, Node, NodeReader, provenance
from kb.model.records import Duty, EvidenceItem
from kb.namespaces import short


def load_evidence(reader: NodeReader, names: Mapping[str, str]) -> dict[str, EvidenceItem]:
    """Return every evidence item by id; `names` gives the agents' names by id."""
    nodes = reader.fetch("?s a soce:EvidenceItem")
    parts = reader.fetch("?x a soce:EvidenceItem ; soce:locator|oa:hasSelector ?s")
    return {node.id: _evidence(node, parts, names) for node in nodes.values()}


def _evidence(node: Node, parts: Mapping[str, Node], names: Mapping[str, str]) -> EvidenceItem:
    agent = node.id_of("prov:wasAttributedTo")
    against = [short(address) for address in node.many("cito:disputes")]
    return EvidenceItem(
        id=node.id,
        statement=node.prose("soce:statement"),
        provenance=provenance(node, parts),
        quote=parts.get(node.one("oa:hasSelector"), EMPTY).one("oa:exact"),
        note=node.prose("rdfs:comment"),
        method=node.prose("soce:method"),
        date=node.one("dcterms:date"),
        sample=node.one("soce:sample"),
        denominator=node.prose("soce:denominator"),
        attributed_to=names.get(agent, agent),
        supports=node.ids("cito:supports"),
        disputes=tuple(a.removeprefix("claim/") for a in against if a.startswith("claim/")),
        contests=tuple(a for a in against if not a.startswith("claim/")),
        superseded_by=node.superseded_by,
    )


def load_duties(reader: NodeReader) -> dict[str, Duty]:
    """Return every duty statement by id."""
    nodes = reader.fetch("?s a soce:DutyStatement")
    parts = reader.fetch("?x a soce:DutyStatement ; soce:locator ?s")
    return {node.id: _duty(node, parts) for node in nodes.values()}


def _duty(node: Node, parts: Mapping[str, Node]) -> Duty:
    order = node.one("soce:order")
    return Duty(
        id=node.id,
        occupation=node.id_of("soce:occupation"),
        kind=node.id_of("soce:dutyKind"),
        statement=node.prose("soce:statement"),
        functions=node.ids("soce:performs"),
        provenance=provenance(node, parts),
        task=node.one("soce:onetTask"),
        task_type=node.id_of("soce:taskType"),
        order=int(order) if order.isdigit() else 0,
        superseded_by=node.superseded_by,
    )


def in_reading_order(duties: Iterable[Duty]) -> list[Duty]:
    """Return duties required before may, then in the order of their source."""
    return sorted(duties, key=lambda d: (d.kind != "required", d.provenance.source, d.order, d.id))
