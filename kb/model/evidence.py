"""Loads what is observed: evidence items, duties and figures; and chooses among the figures of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Generic, TypeVar

from kb.model.classification import Classification
from kb.model.graph import Graph
from kb.model.graph_nodes import EMPTY, Node, NodeReader, provenance
from kb.model.record_names import id_of
from kb.model.records import Duty, EvidenceItem, Figure
from kb.namespaces import record, short

LATEST = "latest"
"""Stands for the latest period for which there is a figure."""
ALL = "all"
"""Stands for every period."""

_OF_NONE = "?s a qb:Observation ; qb:dataSet ?d FILTER NOT EXISTS { ?s soce:occupation ?o }"
_KEYS = """
SELECT DISTINCT ?it ?figure ?measure ?period WHERE {
  VALUES ?it {}
  ?figure soce:occupation ?it ; soce:measure ?measure .
  OPTIONAL { ?figure sdmx-dimension:refPeriod ?period }
}"""


_LABELS_OF = "SELECT ?figure ?text { VALUES ?it {} ?figure soce:occupation ?it ; rdfs:label ?text }"
_PLACES_OF = "SELECT ?figure ?text { VALUES ?it {} ?figure soce:occupation ?it ; soce:place ?text }"
_PARTS = """
SELECT DISTINCT ?figure {
  VALUES ?it {}
  ?figure soce:occupation ?it ; soce:area ?area ; soce:place|rdfs:label ?part
}"""
"""Estimates of parts of the economy; those of the whole of it may name their area, too."""

_UNOFFICIAL = """
SELECT ?figure (?kind AS ?text) WHERE {
  ?source soce:authority ?kind FILTER NOT EXISTS { ?kind soce:nationByDefault true }
  ?figure dcterms:source ?source ; soce:measure ?measure
}"""


def load_evidence(reader: NodeReader, names: Mapping[str, str]) -> dict[str, EvidenceItem]:
    """Return every evidence item by id; `names` gives the agents' names by id."""
    nodes = reader.fetch("?s a soce:EvidenceItem")
    parts = reader.fetch("?x a soce:EvidenceItem ; soce:locator|oa:hasSelector ?s")
    return {node.id: _evidence(node, parts, names) for node in nodes.values()}


def _evidence(node: Node, parts: Mapping[str, Node], names: Mapping[str, str]) -> EvidenceItem:
    agent = node.id_of("prov:wasAttributedTo")
    against = [short(address) for address in node.many("cito:disputes")]
    return EvidenceItem(
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
        superseded_by=node.superseded_by,
    )


def load_duties(reader: NodeReader) -> dict[str, Duty]:
    """Return every duty statement by id."""
    nodes = reader.fetch("?s a soce:DutyStatement")
    parts = reader.fetch("?x a soce:DutyStatement ; soce:locator ?s")
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
        covers=node.ids("soce:covers"),
        superseded_by=node.superseded_by,
        assessed_by=node.ids("soce:assessedBy"),
    )


def in_reading_order(duties: Iterable[Duty]) -> list[Duty]:
    """Return duties required before may, then in the order of their source."""
    return sorted(duties, key=lambda d: (d.kind != "required", d.provenance.source, d.order, d.id))


@dataclass(frozen=True, slots=True)
class FigureKey:
    """What tells a figure from others, without its value."""

    iri: str
    occupation: str
    measure: str
    period: str
    label: str
    place: str
    official: bool = True
    """Whether its source is a national series; no other source's number takes the place of one."""


Keyed = TypeVar("Keyed", Figure, FigureKey)


@dataclass(frozen=True, slots=True)
class Choice(Generic[Keyed]):
    """What answers to a measure, period, place and label, and what there is besides."""

    found: tuple[Keyed, ...]
    """By id; several where the base holds the same figure more than once."""
    others: tuple[Keyed, ...]
    """Figures of the measure that were not asked for: of other periods, places or labels."""


def choose_figures(
    figures: Iterable[Keyed],
    measure: str,
    period: str,
    classification: Classification,
    *,
    place: str = "",
    label: str = "",
) -> Choice[Keyed]:
    """Choose the figures of one occupation for a measure and a period, which may be LATEST or ALL.

    Without a place only figures of the whole country answer, without a label only those that have none:
    neither one state's number nor that of a part ever stands for all.
    """
    of_measure = [figure for figure in figures if figure.measure == measure]
    asked = [
        figure
        for figure in of_measure
        if figure.label == label
        and (figure.place == place if place else classification.is_nation(figure.place))
    ]
    wanted = max((figure.period for figure in asked), default="") if period == LATEST else period
    found = tuple(figure for figure in asked if wanted in (ALL, figure.period))
    return Choice(found, tuple(figure for figure in of_measure if figure not in found))


def latest_of_series(keys: Sequence[FigureKey]) -> list[FigureKey]:
    """Return the latest of each occupation, measure, label and place, of official series and of others."""
    newest: dict[tuple[str | bool, ...], str] = {}
    for key in keys:
        newest[_series(key)] = max(newest.get(_series(key), ""), key.period)
    return [key for key in keys if newest[_series(key)] == key.period]


def _series(key: FigureKey) -> tuple[str | bool, ...]:
    return (key.occupation, key.measure, key.label, key.place, key.official)


def figure_keys(graph: Graph, codes: Iterable[str], classification: Classification) -> list[FigureKey]:
    """Return all figures of occupations with what it takes to choose among them, and nothing more.

    Published estimates of states, areas and industries are left out: of each of thousands there are dozens.
    """
    found = classification.iris(codes)
    rows = graph.select(_KEYS, it=found)
    # Labels and places are few unless areas are imported: asking for them figure by figure would
    # double the time.
    if graph.ask("ASK { ?figure soce:area ?area }"):
        parts = {row["figure"] for row in graph.select(_PARTS, it=found)}
        rows = [row for row in rows if row["figure"] not in parts]
        labels, places = (
            {row["figure"]: row["text"] for row in graph.select(query, it=found)}
            for query in (_LABELS_OF, _PLACES_OF)
        )
    else:
        labels = _texts(graph, "SELECT ?figure ?text { ?figure rdfs:label ?text }")
        places = _texts(graph, "SELECT ?figure ?text { ?figure soce:place ?text }")
    unofficial = _texts(graph, _UNOFFICIAL)
    return [
        FigureKey(
            row["figure"],
            id_of(row["it"]),
            id_of(row["measure"]),
            row.get("period", ""),
            labels.get(row["figure"], ""),
            places.get(row["figure"], ""),
            row["figure"] not in unofficial,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure's value, as it is written, with what tells it from others."""

    key: FigureKey
    value: str
    unit: str

    @property
    def iri(self) -> str:
        """Address of the figure."""
        return self.key.iri


def figure_values(graph: Graph) -> list[FigureValue]:
    """Return the exact values of all figures of occupations."""
    return [
        FigureValue(
            FigureKey(
                row["figure"],
                id_of(row["occupation"]),
                id_of(row["measure"]),
                row["period"],
                row.get("label", ""),
                row.get("place", ""),
            ),
            row["value"],
            id_of(row.get("unit", "")),
        )
        for row in graph.select(_VALUES)
    ]


_VALUES = """
SELECT ?figure ?value ?occupation ?measure ?period ?unit ?label ?place WHERE {
  ?figure a qb:Observation ; sdmx-measure:obsValue ?value ; soce:occupation ?occupation ;
    soce:measure ?measure ; sdmx-dimension:refPeriod ?period .
  OPTIONAL { ?figure sdmx-attribute:unitMeasure ?unit }
  OPTIONAL { ?figure rdfs:label ?label }
  OPTIONAL { ?figure soce:place ?place }
}"""


def _texts(graph: Graph, query: str) -> dict[str, str]:
    return {row["figure"]: row["text"] for row in graph.select(query)}


def load_figures_of(reader: NodeReader, occupation: str, classification: Classification) -> dict[str, Figure]:
    """Return the figures of one occupation by id; an empty code gives those of no occupation."""
    if not occupation:
        return _figures(reader, _OF_NONE)
    pattern = "VALUES ?of {} ?s a qb:Observation ; soce:occupation ?of"
    return _figures(reader, pattern, of=classification.iris([occupation]))


def load_figures_from(reader: NodeReader, source: str) -> dict[str, Figure]:
    """Return the figures that a source, given by id, publishes, by their ids."""
    return _figures(
        reader, "VALUES ?of {} ?s a qb:Observation ; dcterms:source ?of", of=[record("source", source)]
    )


def load_figures(reader: NodeReader, identifiers: Iterable[str]) -> dict[str, Figure]:
    """Return the figures with these ids, as far as there are any."""
    return load_figures_at(reader, [record("figure", identifier) for identifier in identifiers])


def load_figures_at(reader: NodeReader, iris: Iterable[str]) -> dict[str, Figure]:
    """Return the figures with these IRIs by id, as far as there are any."""
    return _figures(reader, "VALUES ?s {} ?s a qb:Observation", s=list(iris))


def _figures(reader: NodeReader, pattern: str, **bindings: list[str]) -> dict[str, Figure]:
    nodes = reader.fetch(pattern, **bindings)
    nested = [address for node in nodes.values() for address in node.many("soce:locator")]
    parts = reader.fetch("VALUES ?s {} ?s ?p ?o", s=nested) if nested else {}
    figures = (_figure(node, parts) for node in nodes.values())
    return {figure.id: figure for figure in figures if figure}


def _figure(node: Node, parts: Mapping[str, Node]) -> Figure | None:
    exact, least = node.one("sdmx-measure:obsValue"), node.one("soce:atLeast")
    try:
        value = Decimal(exact or least)
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
        lower=node.one("soce:lowerBound"),
        upper=node.one("soce:upperBound"),
        note=node.prose("rdfs:comment"),
        bound=not exact,
        superseded_by=node.superseded_by,
    )
