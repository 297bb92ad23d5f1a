"""What `judge` has to know, out of the record files or out of the graph, and nothing more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Protocol

from kb.common.dates import today
from kb.namespaces import RECORDS
from kb.quoting.quotations import changed_sources
from kb.records.collection import Collection, contributions
from kb.standing.judging import (
    DISPUTES,
    ENDED,
    FACTS,
    GENERATED,
    LINKS,
    READ,
    REASON,
    RETRACTED,
    REVIEW,
    TEXT_CHANGED,
    TYPE,
    VERIFICATION,
    WEAK,
    Quad,
    judge,
)
from kb.standing.standings import Standings


class Selecting(Protocol):
    """As much of a graph as is asked here."""

    def select(self, sparql: str) -> list[dict[str, str]]:
        """Return the rows of a SELECT query over the union of graphs."""
        ...


def standings_of_collection(collection: Collection, day: dt.date | None = None) -> Standings:
    """Judge the records of a collection, with the frozen texts at hand."""
    quads = [
        (statement.subject, statement.predicate, statement.value, statement.graph)
        for file in collection.files
        for statement in file.statements
        if statement.predicate in READ
    ]
    quads += [(graph, GENERATED, found, graph) for graph, found in contributions(collection.files).items()]
    quads += [(change.source, TEXT_CHANGED, "true", "") for change in changed_sources(collection)]
    return judge(quads, day or today())


def standings_of_graph(
    graph: Selecting, day: dt.date | None = None, changed: Iterable[str] = ()
) -> Standings:
    """Judge the records of a graph.

    From the few causes outwards: imported tables hold hundreds of thousands of links to sources that stand.
    `changed` names sources whose text changed, where the graph itself does not say so.
    """
    found = [(source, TEXT_CHANGED, "true", "") for source in sorted(changed)]
    return judge(_quads(graph, found), day or today())


def _quads(graph: Selecting, found: list[Quad]) -> Iterator[Quad]:
    facts = [*found, *_facts(graph)]
    yield from facts
    edge = {subject for subject, _, _, _ in facts} | {value for _, _, value, _ in facts}
    edge = {name for name in edge if name.startswith(RECORDS)}
    seen = set(edge)
    links = " ".join(f"<{predicate}>" for predicate in sorted(LINKS))
    while edge:
        towards = " ".join(f"<{name}>" for name in sorted(edge))
        rows = graph.select(
            f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {links} }} VALUES ?o {{ {towards} }} ?s ?p ?o }}"
        )
        for row in rows:
            yield row["s"], row["p"], row["o"], ""
        edge = {row["s"] for row in rows} - seen
        seen |= edge


def _facts(graph: Selecting) -> Iterator[Quad]:
    facts = " ".join(f"<{predicate}>" for predicate in sorted(FACTS))
    weak = " ".join(f"<{mark}>" for mark in sorted(WEAK))
    for pattern in (
        f"VALUES ?p {{ {facts} }}",
        f"VALUES ?o {{ {weak} }} BIND(<{VERIFICATION}> AS ?p)",
        f"BIND(<{DISPUTES}> AS ?p)",
        f"?x <{RETRACTED}> ?s VALUES ?p {{ <{REASON}> <{ENDED}> }}",
        f"?s <{REVIEW}> ?review BIND(<{REASON}> AS ?p)",
        f"?o <{REVIEW}> ?review BIND(<{GENERATED}> AS ?p)",
        f"?c <{REVIEW}> ?review . ?g <{GENERATED}> ?c BIND(<{TYPE}> AS ?p)",
    ):
        for row in graph.select(f"SELECT DISTINCT ?s ?p ?o ?g {{ {pattern} GRAPH ?g {{ ?s ?p ?o }} }}"):
            yield row["s"], row["p"], row["o"], row["g"]
