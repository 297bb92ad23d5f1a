"""Loads docket profiles with their topics, limits and required items, and legislation."""

from __future__ import annotations

from collections.abc import Mapping

from kb.model.graph_nodes import EMPTY, Node, NodeReader, provenance
from kb.model.records import Docket, Law, RequiredItem, Topic


def load_dockets(reader: NodeReader) -> dict[str, Docket]:
    """Return every docket profile by id."""
    nodes = reader.fetch("?s a soce:Docket")
    parts = reader.fetch("?x a soce:Docket ; soce:topic|soce:portalLimit ?s")
    items = reader.fetch("?s a soce:RequiredItem")
    return {node.id: _docket(node, parts, items) for node in nodes.values()}


def _docket(node: Node, parts: Mapping[str, Node], items: Mapping[str, Node]) -> Docket:
    topics = [_topic(parts.get(address, EMPTY)) for address in node.many("soce:topic")]
    limits = [parts.get(address, EMPTY) for address in node.many("soce:portalLimit")]
    profile = node.one("soce:contentProfile")
    required = [_item(item) for item in items.values() if item.one("dcterms:isPartOf") == profile]
    return Docket(
        id=node.id,
        number=node.one("dcterms:identifier"),
        title=node.prose("dcterms:title"),
        agency=node.one("soce:agency"),
        citation=node.one("soce:noticeCitation"),
        phrase=node.one("soce:requiredPhrase"),
        phrase_variants=node.many("soce:acceptedPhrase"),
        opened=node.one("soce:opened"),
        closed=node.one("soce:closed"),
        topics=tuple(sorted(topics, key=lambda t: (t.order, t.notation))),
        required_items=tuple(sorted(required, key=lambda i: (i.order, i.id))),
        limits={
            limit.id_of("soce:limitName"): int(value)
            for limit in limits
            if (value := limit.one("soce:limitValue")).isdigit()
        },
    )


def _topic(node: Node) -> Topic:
    return Topic(
        notation=node.one("skos:notation") or node.id.rpartition("-")[2],
        label=node.one("skos:prefLabel"),
        statement=node.prose("soce:statement"),
        invites_reply=node.one("soce:invitesReply") not in ("false", "0"),
        order=int(node.one("soce:order") or 0),
    )


def _item(node: Node) -> RequiredItem:
    return RequiredItem(
        node.id, node.one("skos:prefLabel"), node.prose("soce:statement"), int(node.one("soce:order") or 0)
    )


def load_laws(reader: NodeReader) -> dict[str, Law]:
    """Return legislation by id."""
    nodes = reader.fetch("?s a schema:Legislation")
    parts = reader.fetch("?x a schema:Legislation ; soce:locator ?s")
    return {node.id: _law(node, parts) for node in nodes.values()}


def _law(node: Node, parts: Mapping[str, Node]) -> Law:
    return Law(
        id=node.id,
        number=node.one("bibo:number"),
        title=node.prose("dcterms:title"),
        jurisdiction=node.one("soce:jurisdiction"),
        introduced=node.one("soce:introduced"),
        effect=node.id_of("soce:effect"),
        statement=node.prose("soce:statement"),
        status=node.id_of("soce:legislativeStatus"),
        status_date=node.one("soce:statusDate"),
        provenance=provenance(node, parts),
        superseded_by=node.superseded_by,
    )
