"""Sources as CSL-JSON items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.model.graph_nodes import EMPTY, Node, NodeReader, walk_list
from kb.model.records import Source

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
    accessed = date(text.one("prov:generatedAtTime"))
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
        retracted=(withdrawn.one("rdfs:comment") or "withdrawn") if withdrawn else "",
        retracted_on=withdrawn.one("prov:endedAtTime") if withdrawn else "",
        superseded_by=node.superseded_by,
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
