"""Docket profiles with their topics, limits and required items."""

from __future__ import annotations

from collections.abc import Mapping

from builder.resolve.lookup.nodes import EMPTY, Node, fetch
from builder.resolve.lookup.records import Docket, RequiredItem, Topic
from kb.store import Knowledge


def load(knowledge: Knowledge) -> dict[str, Docket]:
    """Return every docket profile by id."""
    nodes = fetch(knowledge, "?s a soce:Docket")
    parts = fetch(knowledge, "?x a soce:Docket ; soce:topic|soce:portalLimit ?s")
    items = fetch(knowledge, "?s a soce:RequiredItem")
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
