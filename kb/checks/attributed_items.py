"""The evidence items that give something to a body with authority, as the checks on them read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.answered_files import answered_files
from kb.findings import Location
from kb.model.record_names import id_of
from kb.namespaces import RDF_TYPE, iri
from kb.quoting.attributed_statements import said_by_body, speaks_for_body
from kb.records.collection import Collection

_ITEM, _AGENT = iri("soce:EvidenceItem"), iri("prov:Agent")
_STATEMENT, _SELECTOR, _EXACT = iri("soce:statement"), iri("oa:hasSelector"), iri("oa:exact")
_ATTRIBUTED, _SOURCE, _VERIFIED = iri("prov:wasAttributedTo"), iri("dcterms:source"), iri("soce:verification")
_NAME, _ACRONYM, _KIND = iri("foaf:name"), iri("soce:acronym"), iri("soce:agentKind")
_TITLES = (iri("dcterms:title"), iri("bibo:shortTitle"), iri("dc:publisher"), iri("prism:publicationName"))
_SEEN = ("verified", "verified-in-part")
"""Marks of items whose text somebody says to have seen."""


@dataclass(frozen=True, slots=True)
class AttributedItem:
    """An item whose text was seen, and which says that a body said something."""

    id: str
    said: str
    """What the body is said to have said, in the item's words."""
    quoted: str
    """Its quotation; empty where it has none."""
    titles: str
    """Title and publisher of its source, and the name of whoever it is attributed to."""
    where: Location


def attributed_items(collection: Collection) -> tuple[AttributedItem, ...]:
    """Return in file order the items attributed to a body, and those whose words name one as speaking."""
    return collection.derived("attributed items", lambda: tuple(_attributed(collection)))


def _attributed(collection: Collection) -> Iterator[AttributedItem]:
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            facts[subject].setdefault(predicate, term.value)
    bodies = {
        name: said
        for name, said in facts.items()
        if _NAME in said and said.get(RDF_TYPE) == _AGENT and speaks_for_body(id_of(said.get(_KIND, "")))
    }
    names = [said.get(key, "") for said in bodies.values() for key in (_NAME, _ACRONYM)]
    for file in answered_files(collection):
        for name in file.records:
            item = facts[name]
            if item.get(RDF_TYPE) != _ITEM or id_of(item.get(_VERIFIED, "")) not in _SEEN:
                continue
            statement, body = item.get(_STATEMENT, ""), bodies.get(item.get(_ATTRIBUTED, ""))
            said = said_by_body(statement, names) or (statement if body else "")
            if said:
                source = facts.get(item.get(_SOURCE, ""), {})
                quoted = facts.get(item.get(_SELECTOR, ""), {}).get(_EXACT, "")
                titles = " ".join([*(source.get(key, "") for key in _TITLES), (body or {}).get(_NAME, "")])
                where = file.location(name, _STATEMENT) or Location(file.shown)
                yield AttributedItem(id_of(name), said, quoted, titles, where)
