"""Evidence items, duties and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from builder.resolve.lookup.nodes import EMPTY, Node, fetch, provenance
from builder.resolve.lookup.records import Duty, Evidence, Figure
from kb.namespaces import SOC_2018, record, short
from kb.store import Knowledge


def load_evidence(knowledge: Knowledge, names: Mapping[str, str]) -> dict[str, Evidence]:
    """Return every evidence item by id; `names` gives the agents' names by id."""
    nodes = fetch(knowledge, "?s a soce:EvidenceItem")
    parts = fetch(knowledge, "?x a soce:EvidenceItem ; soce:locator|oa:hasSelector ?s")
    return {node.id: _evidence(node, parts, names) for node in nodes.values()}


def _evidence(node: Node, parts: Mapping[str, Node], names: Mapping[str, str]) -> Evidence:
    agent = node.id_of("prov:wasAttributedTo")
    against = [short(address) for address in node.many("cito:disputes")]
    return Evidence(
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
    )


def load_duties(knowledge: Knowledge) -> dict[str, Duty]:
    """Return every duty statement by id."""
    nodes = fetch(knowledge, "?s a soce:DutyStatement")
    parts = fetch(knowledge, "?x a soce:DutyStatement ; soce:locator ?s")
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
    )


def load_figures(knowledge: Knowledge, occupation: str) -> dict[str, Figure]:
    """Return the figures of one occupation by id; an empty code gives those of no occupation."""
    of = f"soce:occupation <{SOC_2018}{occupation}>"
    rest = of if occupation else "qb:dataSet ?d FILTER NOT EXISTS { ?s soce:occupation ?o }"
    return _figures(knowledge, f"?s a qb:Observation ; {rest}")


def load_figures_named(knowledge: Knowledge, identifiers: Iterable[str]) -> dict[str, Figure]:
    """Return the figures with these ids, as far as there are any."""
    addresses = " ".join(f"<{record('figure', identifier)}>" for identifier in identifiers)
    return _figures(knowledge, f"VALUES ?s {{ {addresses} }}")


def _figures(knowledge: Knowledge, pattern: str) -> dict[str, Figure]:
    nodes = fetch(knowledge, pattern)
    parts = fetch(knowledge, pattern.replace("?s", "?x") + " . ?x soce:locator ?s")
    figures = (_figure(node, parts) for node in nodes.values())
    return {figure.id: figure for figure in figures if figure}


def _figure(node: Node, parts: Mapping[str, Node]) -> Figure | None:
    try:
        value = Decimal(node.one("sdmx-measure:obsValue"))
    except InvalidOperation:
        return None
    return Figure(
        id=node.id,
        occupation=node.id_of("soce:occupation"),
        measure=node.id_of("soce:measure"),
        period=node.one("sdmx-dimension:refPeriod"),
        value=value,
        unit=node.id_of("sdmx-attribute:unitMeasure"),
        provenance=provenance(node, parts),
        label=node.one("rdfs:label"),
        place=node.one("soce:place"),
        sample=node.one("soce:sample"),
        denominator=node.prose("soce:denominator"),
        formula=node.one("soce:formula"),
        derived_from=node.ids("prov:wasDerivedFrom"),
        relative_error=node.one("soce:relativeError"),
        note=node.prose("rdfs:comment"),
    )
