"""What one record says about itself, in reading order."""

from __future__ import annotations

from kb.analysis.identify import id_of, in_order, kind_of
from kb.namespaces import SCHEMES
from kb.store.knowledge import Knowledge

_TITLES = (
    "dcterms:title",
    "skos:prefLabel",
    "foaf:name",
    "rdfs:label",
    "bibo:shortTitle",
    "soce:statement",
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
    ("verification", "soce:verification"),
    ("verification note", "soce:verificationNote"),
    ("note", "rdfs:comment"),
)
"""Properties shown, with their labels. IRIs appear as ids."""

_LOCATOR = """
SELECT ?it ?part ?text WHERE { ?it soce:locator ?locator . ?locator ?part ?text FILTER(isLiteral(?text)) }"""


def title(knowledge: Knowledge, iri: str) -> str:
    """Return the name of a record, or its statement where it has no name; nothing if it has neither."""
    if kind_of(iri) == "figure":
        return _figure(knowledge, iri)
    for path in _TITLES:
        found = _values(knowledge, iri, path)
        if found:
            return found[0]
    return ""


def _figure(knowledge: Knowledge, iri: str) -> str:
    """Return what a figure says in one line, such as `employment of 43-5031, 2025-05: 102500 jobs`."""
    rows = knowledge.select(
        """
        SELECT ?it ?label ?measure ?occupation ?period ?value ?unit WHERE {
          ?it sdmx-measure:obsValue ?value .
          OPTIONAL { ?it rdfs:label ?label }
          OPTIONAL { ?it soce:measure ?measure }
          OPTIONAL { ?it soce:occupation ?occupation }
          OPTIONAL { ?it sdmx-dimension:refPeriod ?period }
          OPTIONAL { ?it sdmx-attribute:unitMeasure ?unit }
        }""",
        it=iri,
    )
    if not rows:
        return ""
    row = {name: id_of(value) if "://" in value else value for name, value in rows[0].items()}
    what = row.get("label") or row.get("measure", "")
    of = f" of {row['occupation']}" if "occupation" in row else ""
    period = f", {row['period']}" if "period" in row else ""
    return f"{what}{of}{period}: {row['value']} {row.get('unit', '')}".rstrip()


def details(knowledge: Knowledge, iri: str) -> tuple[tuple[str, str], ...]:
    """Return label and text of everything worth reading in a record."""
    name = title(knowledge, iri)
    shown: list[tuple[str, str]] = []
    for label, path in _DETAILS:
        values = _values(knowledge, iri, path)
        if label == "verification":
            shown += _locator(knowledge, iri)
        if values and values != [name]:
            shown.append((label, "; ".join(values)))
    return tuple(shown)


def _locator(knowledge: Knowledge, iri: str) -> list[tuple[str, str]]:
    rows = knowledge.select(_LOCATOR, it=iri)
    parts = sorted(f"{id_of(row['part'])} {row['text']}" for row in rows)
    return [("found at", ", ".join(parts))] if parts else []


def _values(knowledge: Knowledge, iri: str, path: str) -> list[str]:
    rows = knowledge.select(
        f"SELECT DISTINCT ?it ?value (isIRI(?value) AS ?ref) WHERE {{ ?it {path} ?value }}", it=iri
    )
    values = {_shown(row["value"]) if row["ref"] == "true" else row["value"] for row in rows}
    return sorted(values, key=in_order)


def _shown(address: str) -> str:
    """Return an id for an IRI of ours; other addresses stay whole."""
    ours = address.startswith(SCHEMES.removesuffix("scheme/"))
    return id_of(address) if ours else address
