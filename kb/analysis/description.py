"""What one record says about itself, in reading order."""

from __future__ import annotations

from functools import cache

from kb.analysis.identify import id_of, in_order, kind_of
from kb.namespaces import BASE, iri
from kb.store.knowledge import Knowledge

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
    ("jurisdiction", "soce:jurisdiction"),
    ("status", "soce:legislativeStatus"),
    ("status date", "soce:statusDate"),
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

_NESTED = ("oa:hasSelector", "prov:wasInvalidatedBy", "soce:frozenText", "soce:locator")
"""Properties whose values are described in place."""

Properties = dict[str, list[str]]
"""Values by property IRI; those of a nested node by both IRIs, with a blank between."""


class Descriptions:
    """Reads records from the graph, each once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._properties = cache(self._read)

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
        rows = self.knowledge.select(
            "SELECT ?it ?property ?value (isIRI(?value) AS ?ref) WHERE { ?it ?property ?value }", it=record
        )
        nested = " ".join(f"<{iri(name)}>" for name in _NESTED)
        rows += self.knowledge.select(
            f"""
            SELECT ?it ?outer ?property ?value (isIRI(?value) AS ?ref) WHERE {{
              VALUES ?outer {{ {nested} }}
              ?it ?outer ?node . ?node ?property ?value .
            }}""",
            it=record,
        )
        found: dict[str, set[str]] = {}
        for row in rows:
            text = _shown(row["value"]) if row["ref"] == "true" else row["value"]
            key = row["property"]
            if row.get("outer") == iri("soce:locator"):
                key, text = row["outer"], "" if row["ref"] == "true" else f"{id_of(key)} {text}"
            elif "outer" in row:
                key = f"{row['outer']} {key}"
            elif key == iri("soce:locator"):
                continue
            found.setdefault(key, set()).add(text)
        return {key: sorted(values - {""}, key=in_order) for key, values in found.items()}


def _shown(address: str) -> str:
    """Return an id for an IRI of ours; other addresses stay whole."""
    return id_of(address) if address.startswith(BASE) else address
