"""Loads what was published: sources as CSL-JSON items, docket profiles with topics and limits, laws."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.model.agencies import job_description
from kb.model.docket_records import CommentKind, Docket, RequiredItem, Topic
from kb.model.graph_nodes import EMPTY, Node, NodeReader, provenance, walk_list
from kb.model.records import Law, Source

_TEXT_FIELDS = {
    "title": "dcterms:title",
    "title-short": "bibo:shortTitle",
    "container-title": "prism:publicationName",
    "collection-title": "bibo:series",
    "publisher": "dc:publisher",
    "publisher-place": "prism:location",
    "volume": "bibo:volume",
    "issue": "bibo:issue",
    "page": "bibo:pages",
    "number": "bibo:number",
    "edition": "bibo:edition",
    "section": "bibo:section",
    "genre": "prism:genre",
    "chapter-number": "bibo:chapter",
    "DOI": "bibo:doi",
    "PMID": "bibo:pmid",
    "ISBN": "bibo:isbn",
    "URL": "schema:url",
    "language": "dc:language",
}
"""CSL variable -> predicate (Citation Style Language 1.0.2, appendix IV; the shared context)."""


def load_sources(reader: NodeReader) -> dict[str, Source]:
    """Return every source by id."""
    nodes = reader.fetch("?s a dcterms:BibliographicResource")
    cells = reader.fetch("?s rdf:rest ?more")
    names = reader.fetch("?cell rdf:first ?s")
    parts = reader.fetch("?x soce:frozenText|prov:wasInvalidatedBy ?s")
    return {node.id: _source(node, cells, names, parts) for node in nodes.values()}


def _source(
    node: Node, cells: Mapping[str, Node], names: Mapping[str, Node], parts: Mapping[str, Node]
) -> Source:
    item: dict[str, Any] = {"id": node.id, "type": node.one("dc:type") or "document"}
    for variable, predicate in _TEXT_FIELDS.items():
        value = node.one(predicate)
        if value:
            item[variable] = value
    for variable, predicate in (("author", "bibo:authorList"), ("editor", "bibo:editorList")):
        people = [_name(names.get(who, EMPTY)) for who in walk_list(cells, node.one(predicate))]
        if people:
            item[variable] = people
    issued = date(node.one("dcterms:issued"))
    if issued:
        item["issued"] = issued
    text = parts.get(node.one("soce:frozenText"), EMPTY)
    accessed = date(text.one("schema:dateCreated"))
    if accessed and "URL" in item and "DOI" not in item and not issued:
        item["accessed"] = accessed
    withdrawn = parts.get(node.one("prov:wasInvalidatedBy"))
    return Source(
        id=node.id,
        title=node.one("dcterms:title"),
        short_title=node.one("bibo:shortTitle") or node.one("dcterms:title"),
        csl=item,
        authority=node.id_of("soce:authority"),
        reports_on=node.id_of("soce:reportsOn"),
        verification=node.id_of("soce:verification"),
        extent=text.id_of("soce:extent"),
        series=node.one("soce:editionSeries"),
        issued=node.one("dcterms:issued"),
        retracted=(withdrawn.one("rdfs:comment") or "withdrawn") if withdrawn else "",
        retracted_on=withdrawn.one("schema:endDate") if withdrawn else "",
        superseded_by=node.superseded_by,
        job=job_description(node),
    )


def _name(node: Node) -> dict[str, str]:
    if node.one("foaf:name"):
        return {"literal": node.one("foaf:name")}
    parts = {
        "family": node.one("foaf:familyName"),
        "given": node.one("foaf:givenName"),
        "suffix": node.one("foaf:title"),
    }
    return {key: value for key, value in parts.items() if value}


def date(written: str) -> dict[str, Any]:
    """Return an EDTF-like date (`2020`, `2020-03`, `2020-03-01`, `a/b`) as a CSL date."""
    parts = []
    for piece in written.split("/"):
        match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", piece.strip())
        if not match:
            return {"literal": written} if written else {}
        parts.append([int(number) for number in match.groups() if number])
    return {"date-parts": parts}


def load_dockets(reader: NodeReader) -> dict[str, Docket]:
    """Return every docket profile by id."""
    nodes = reader.fetch("?s a soce:Docket")
    parts = reader.fetch("?x a soce:Docket ; soce:topic|soce:commentKind|soce:portalLimit ?s")
    items = reader.fetch("?s a soce:RequiredItem")
    return {node.id: _docket(node, parts, items) for node in nodes.values()}


def _docket(node: Node, parts: Mapping[str, Node], items: Mapping[str, Node]) -> Docket:
    topics = [_topic(parts.get(address, EMPTY)) for address in node.many("soce:topic")]
    kinds = [_comment_kind(parts.get(address, EMPTY)) for address in node.many("soce:commentKind")]
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
        comment_kinds=tuple(sorted(kinds, key=lambda k: (k.order, k.notation))),
        limits={
            limit.id_of("soce:limitName"): int(value)
            for limit in limits
            if (value := limit.one("soce:limitValue")).isdigit()
        },
        limit_texts={
            limit.id_of("soce:limitName"): texts
            for limit in limits
            if (texts := limit.many("soce:limitText"))
        },
    )


def _topic(node: Node) -> Topic:
    return Topic(
        notation=node.one("skos:notation") or node.id.rpartition("-")[2],
        label=node.one("skos:prefLabel"),
        statement=node.prose("soce:statement"),
        invites_reply=node.one("soce:invitesReply") not in ("false", "0"),
        order=int(node.one("soce:order") or 0),
        about=node.ids("dcterms:subject"),
    )


def _comment_kind(node: Node) -> CommentKind:
    return CommentKind(
        notation=node.one("skos:notation"),
        label=node.one("skos:prefLabel"),
        statement=node.prose("soce:statement"),
        required_items=node.ids("soce:requiresItem"),
        owes=node.ids("soce:owes"),
        order=int(node.one("soce:order") or 0),
    )


def _item(node: Node) -> RequiredItem:
    return RequiredItem(
        id=node.id,
        label=node.one("skos:prefLabel"),
        statement=node.prose("soce:statement"),
        order=int(node.one("soce:order") or 0),
        hint=node.prose("soce:bearing"),
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
        about=node.ids("dcterms:subject"),
        session=node.one("soce:session"),
        checked=node.one("soce:checked"),
    )
