"""What filters go by, read from the graph for every record at once."""

from __future__ import annotations

from kb.model.classification import default_classification
from kb.model.record_names import id_of
from kb.search.kinds import SEARCHED, searched_kind
from kb.search.passages import Bearing, Facets
from kb.store.knowledge import Knowledge

_SIMPLE = {
    "function": "soce:performs|soce:concernsFunction",
    "verification": "soce:verification",
    "authority": "soce:authority|dcterms:source/soce:authority",
    "occupation": "soce:occupation|dcterms:subject|soce:onetOccupation/(skos:exactMatch|skos:broadMatch)",
    "principle": "soce:invokes",
}
"""Facet to the path that gives its values."""
_CONTRIBUTOR = f"""
SELECT DISTINCT ?it ?name WHERE {{
  ?file prov:wasGeneratedBy ?contribution . ?contribution soce:contributor|soce:organization ?name .
  GRAPH ?file {{ ?it a ?class }}
  FILTER({SEARCHED})
}}"""
_BEARINGS = """
SELECT DISTINCT ?it ?claim ?direction ?strength WHERE {
  { ?claim soce:line ?line . ?line soce:direction ?direction ;
      soce:hasEvidenceItem|soce:hasFigure|soce:hasDuty ?it .
    OPTIONAL { ?line soce:strength ?strength } }
  UNION { ?it cito:supports ?claim . ?claim a soce:Claim . BIND("supports" AS ?direction) }
  UNION { ?it cito:disputes ?claim . ?claim a soce:Claim . BIND("disputes" AS ?direction) }
  UNION { ?it a soce:Objection ; soce:answeredBy ?claim . BIND("disputes" AS ?direction) }
}"""


def read_facets(knowledge: Knowledge, records: set[str]) -> dict[str, Facets]:
    """Return the facets of records."""
    groups = _groups(knowledge)
    values: dict[str, set[tuple[str, str]]] = {
        record: {("kind", searched_kind(record))} for record in records
    }
    for facet, path in _SIMPLE.items():
        for row in knowledge.select(
            f"SELECT DISTINCT ?it ?value WHERE {{ ?it {path} ?value FILTER({SEARCHED}) }}"
        ):
            if row["it"] in values:
                values[row["it"]].add((facet, id_of(row["value"])))
    for row in knowledge.select(_CONTRIBUTOR):
        if row["it"] in values:
            values[row["it"]].add(("contributor", row["name"]))
    for record, pairs in values.items():
        if searched_kind(record) in ("soc", "function"):
            pairs.add(("occupation" if searched_kind(record) == "soc" else "function", id_of(record)))
        codes = [value for facet, value in pairs if facet == "occupation"]
        pairs |= {("group", group) for code in codes for group in (code, *groups.get(code, ()))}
    dates, sources, bearings = _dates(knowledge), _sources(knowledge), _bearings(knowledge)
    return {
        record: Facets(
            frozenset(pairs), dates.get(record, ""), sources.get(record, ""), bearings.get(record, ())
        )
        for record, pairs in values.items()
    }


def _groups(knowledge: Knowledge) -> dict[str, set[str]]:
    """Return the groups above each code of the classification."""
    classes = default_classification().namespace
    found: dict[str, set[str]] = {}
    for row in knowledge.select("SELECT DISTINCT ?it ?up WHERE { ?it skos:broader+ ?up }"):
        if row["it"].startswith(classes):
            found.setdefault(id_of(row["it"]), set()).add(id_of(row["up"]))
    return found


def _dates(knowledge: Knowledge) -> dict[str, str]:
    """Return the latest date of each record; its own goes before that of its source."""
    dates: dict[str, str] = {}
    own = "dcterms:date|sdmx-dimension:refPeriod|dcterms:issued|soce:statusDate"
    for path in ("dcterms:source/dcterms:issued", own):
        found: dict[str, str] = {}
        for row in knowledge.select(f"SELECT ?it ?date WHERE {{ ?it {path} ?date FILTER({SEARCHED}) }}"):
            found[row["it"]] = max(row["date"], found.get(row["it"], ""))
        dates |= found
    return dates


def _sources(knowledge: Knowledge) -> dict[str, str]:
    rows = knowledge.select(
        f"SELECT ?it ?source WHERE {{ ?it dcterms:source ?source FILTER({SEARCHED}) }} ORDER BY DESC(?source)"
    )
    return {row["it"]: row["source"] for row in rows}


def _bearings(knowledge: Knowledge) -> dict[str, tuple[Bearing, ...]]:
    """Return what each record speaks for and against; an evidence line goes before the bare word."""
    best: dict[tuple[str, str, str], str] = {}
    for row in knowledge.select(_BEARINGS):
        key = (row["it"], row["claim"], id_of(row["direction"]))
        best[key] = max(best.get(key, ""), id_of(row.get("strength", "")))
    found: dict[str, list[Bearing]] = {}
    for (record, claim, direction), strength in sorted(best.items()):
        found.setdefault(record, []).append(Bearing(claim, direction, strength))
    return {record: tuple(bearings) for record, bearings in found.items()}
