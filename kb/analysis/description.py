"""What one record says about itself, in reading order."""

from __future__ import annotations

from functools import cache, cached_property

import pyoxigraph as ox

from kb.common.names import natural
from kb.model.graph import Graph
from kb.model.record_names import id_of, kind_of
from kb.namespaces import BASE, iri

_TITLES = (
    "dcterms:title",
    "skos:prefLabel",
    "foaf:name",
    "rdfs:label",
    "bibo:shortTitle",
    "soce:statement",
    "dcterms:description",
)
"""Properties that name a record, the best first."""

_DETAILS = (
    ("statement", "soce:statement"),
    ("quotation", "oa:hasSelector/oa:exact"),
    ("official definition", "xkos:coreContentNote"),
    ("our gloss", "skos:scopeNote"),
    ("definition", "skos:definition"),
    ("occupation", "soce:occupation"),
    ("measure", "soce:measure"),
    ("value", "sdmx-measure:obsValue"),
    ("unit", "sdmx-attribute:unitMeasure"),
    ("O*NET occupation", "soce:onetOccupation"),
    ("O*NET task type", "soce:taskType"),
    ("O*NET work activities", "soce:activity"),
    ("period", "sdmx-dimension:refPeriod"),
    ("place", "soce:place"),
    ("sample", "soce:sample"),
    ("denominator", "soce:denominator"),
    ("formula", "soce:formula"),
    ("kind of duty", "soce:dutyKind"),
    ("functions", "soce:performs"),
    ("rationale", "soce:rationale"),
    ("basis", "soce:basis"),
    ("held by", "prov:wasAttributedTo"),
    ("about", "dcterms:subject"),
    ("principles", "soce:invokes"),
    ("items", "soce:addressesItem"),
    ("date", "dcterms:date"),
    ("reply", "soce:reply"),
    ("left open", "soce:unanswered"),
    ("bearing", "soce:bearing"),
    ("asked for", "soce:requestedFor"),
    ("kind of request", "soce:requestKind"),
    ("round", "soce:round"),
    ("docket number", "dcterms:identifier"),
    ("from", "soce:movedFrom"),
    ("to", "soce:movedTo"),
    ("outcome", "soce:requestOutcome"),
    ("reason", "soce:reason"),
    ("classification", "soce:classification"),
    ("code", "soce:classCode"),
    ("level", "soce:classLevel"),
    ("below", "soce:classPath"),
    ("nearest group of ours", "soce:nearestGroup"),
    ("jurisdiction", "soce:jurisdiction"),
    ("status", "soce:legislativeStatus"),
    ("status date", "soce:statusDate"),
    ("last checked", "soce:checked"),
    ("publisher", "dc:publisher"),
    ("published in", "prism:publicationName"),
    ("issued", "dcterms:issued"),
    ("authority", "soce:authority"),
    ("address", "schema:url"),
    ("DOI", "bibo:doi"),
    ("text seen", "soce:frozenText/soce:extent"),
    ("sha256", "soce:frozenText/soce:sha256"),
    ("retracted", "prov:wasInvalidatedBy/rdfs:comment"),
    ("found at", "soce:locator"),
    ("verification", "soce:verification"),
    ("verification note", "soce:verificationNote"),
    ("note", "rdfs:comment"),
    ("keywords", "dcat:keyword"),
)
"""Properties shown, with their labels. IRIs appear as ids."""

_BEARINGS = """
SELECT DISTINCT ?it ?claim ?direction ?strength WHERE {
  { ?claim soce:line ?line . ?line soce:direction ?direction ;
      soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?it .
    OPTIONAL { ?line soce:strength ?strength } }
  UNION { ?it cito:supports ?claim . BIND("supports" AS ?direction) }
  UNION { ?it cito:disputes ?claim . BIND("disputes" AS ?direction) }
}"""
_LOCATOR, _LABEL = iri("soce:locator"), iri("rdfs:label")

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Properties = dict[str, list[str]]
"""Values by property IRI; those of a nested node by both IRIs, with a blank between."""


class Descriptions:
    """Reads records from the graph, each once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._properties = cache(self._read)

    @cached_property
    def bearings(self) -> dict[str, list[tuple[str, str, str]]]:
        """Claim, direction and strength of what each record speaks for or against, read for all at once.

        The strength is that of the strongest evidence line; empty where only the record itself says so.
        """
        best: dict[tuple[str, str, str], str] = {}
        for row in self.graph.select(_BEARINGS):
            key = (row["it"], row["claim"], id_of(row["direction"]))
            best[key] = max(best.get(key, ""), id_of(row.get("strength", "")))
        found: dict[str, list[tuple[str, str, str]]] = {}
        for (record, claim, direction), strength in sorted(
            best.items(), key=lambda item: natural(item[0][1])
        ):
            found.setdefault(record, []).append((claim, direction, strength))
        return found

    def title(self, record: str) -> str:
        """Return the name of a record, or its statement where it has no name; nothing if it has neither."""
        if kind_of(record) == "figure":
            return self._figure(record)
        return next((text for path in _TITLES if (text := self._text(record, path))), "")

    def details(self, record: str) -> tuple[tuple[str, str], ...]:
        """Return label and text of everything worth reading in a record."""
        name = self.title(record)
        shown = ((label, self._text(record, path)) for label, path in _DETAILS)
        return tuple((label, text) for label, text in shown if text and text != name)

    def _figure(self, record: str) -> str:
        """Return a figure in one line, such as `employment of 43-5031, 2025-05: 102500 jobs`."""
        what = self._text(record, "rdfs:label") or self._text(record, "soce:measure")
        occupation, period = (
            self._text(record, "soce:occupation"),
            self._text(record, "sdmx-dimension:refPeriod"),
        )
        value, unit = (
            self._text(record, "sdmx-measure:obsValue"),
            self._text(record, "sdmx-attribute:unitMeasure"),
        )
        of = f" of {occupation}" if occupation else ""
        return f"{what}{of}{f', {period}' if period else ''}: {value} {unit}".rstrip()

    def _text(self, record: str, path: str) -> str:
        properties = self._properties(record)
        if path == "soce:locator":
            return ", ".join(properties.get(iri(path), []))
        key = " ".join(iri(step) for step in path.split("/"))
        return "; ".join(properties.get(key, []))

    def _read(self, record: str) -> Properties:
        triples = self.graph.describe(record)
        outer = {
            _value(triple.object): triple.predicate.value
            for triple in triples
            if _value(triple.subject) == record
        }
        found: dict[str, set[str]] = {}
        for triple in triples:
            key, node = triple.predicate.value, _value(triple.subject)
            if node == record and key != _LOCATOR:
                found.setdefault(key, set()).add(_shown(triple.object))
            elif node != record and outer.get(node) == _LOCATOR:
                if key != _LABEL and not isinstance(triple.object, ox.NamedNode):
                    found.setdefault(_LOCATOR, set()).add(f"{id_of(key)} {_shown(triple.object)}")
            elif node != record:
                found.setdefault(f"{outer.get(node, '')} {key}", set()).add(_shown(triple.object))
        return {key: sorted(values - {""}, key=natural) for key, values in found.items()}


def _value(term: Node) -> str:
    return str(getattr(term, "value", ""))


def _shown(term: Node) -> str:
    """Return an id for an IRI of ours; other addresses stay whole."""
    text = _value(term)
    return id_of(text) if isinstance(term, ox.NamedNode) and text.startswith(BASE) else text
