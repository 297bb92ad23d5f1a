"""What `judge` has to know, out of the record files or out of the graph, and nothing more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from kb.common.dates_and_numbers import today
from kb.model.graph import Graph
from kb.namespaces import RECORDS
from kb.quoting.quotations import changed_sources
from kb.records.collection import Collection, contributions
from kb.standing.judged_statements import (
    DECIDED_ON,
    DISPUTES,
    ENDED,
    FACTS,
    GENERATED,
    LINKS,
    OF_DECISION,
    OFFICE,
    REACH,
    READ,
    REASON,
    RETRACTED,
    REVIEW,
    SOURCE,
    TEXT_CHANGED,
    TYPE,
    VERIFICATION,
    Quad,
)
from kb.standing.judging import WEAK, judge
from kb.standing.standings import Standings


def standings_of_collection(collection: Collection, day: dt.date | None = None) -> Standings:
    """Judge the records of a collection, with the frozen texts at hand."""
    day = day or today()
    return collection.derived(("standings", day), lambda: _judged(collection, day))


def _judged(collection: Collection, day: dt.date) -> Standings:
    quads = [
        (statement.subject, statement.predicate, statement.value, statement.graph)
        for file in collection.files
        for statement in file.statements
        if statement.predicate in READ
    ]
    quads += [(graph, GENERATED, found, graph) for graph, found in contributions(collection.files).items()]
    quads += [(change.source, TEXT_CHANGED, "true", "") for change in changed_sources(collection)]
    return judge(quads, day)


def standings_of_graph(graph: Graph, day: dt.date | None = None, changed: Iterable[str] = ()) -> Standings:
    """Judge the records of a graph.

    From the few causes outwards: imported tables hold hundreds of thousands of links to sources that stand.
    `changed` names sources whose text changed, where the graph itself does not say so.
    """
    found = [(source, TEXT_CHANGED, "true", "") for source in sorted(changed)]
    return judge(_quads(graph, found), day or today())


_LINK = "SELECT DISTINCT ?s ?p ?o { VALUES ?o {} ?s ?p ?o }"
"""Asked once for each predicate: with all of them at once the store takes fifty times as long."""


def _quads(graph: Graph, found: list[Quad]) -> Iterator[Quad]:
    facts = [*found, *_facts(graph)]
    yield from facts
    yield from _reach(graph)
    edge = {subject for subject, _, _, _ in facts} | {value for _, _, value, _ in facts}
    edge = {name for name in edge if name.startswith(RECORDS)}
    seen = set(edge)
    while edge:
        rows = [row for link in sorted(LINKS) for row in graph.select(_LINK, p=link, o=sorted(edge))]
        for row in rows:
            yield row["s"], row["p"], row["o"], ""
        edge = {row["s"] for row in rows} - seen
        seen |= edge


_OF_OFFICES = """SELECT DISTINCT ?s ?p ?o ?g {
  VALUES ?office {} ?contribution ?office ?name . VALUES ?made {} ?g ?made ?contribution .
  GRAPH ?g { VALUES ?p {} ?s ?p ?o }
}"""
"""What the records of offices are, and the sources that they name."""
_OFFICES = "SELECT DISTINCT ?s ?p ?o ?g { VALUES ?p {} GRAPH ?g { ?s ?p ?o } }"
_FROM_OFFICES = """SELECT DISTINCT ?s ?o {
  VALUES ?office {} ?contribution ?office ?name . VALUES ?made {} ?g ?made ?contribution .
  GRAPH ?g { ?o a dcterms:BibliographicResource } ?s dcterms:source ?o ; a soce:DutyStatement
}"""
"""Duties, whoever states them, from the sources of offices."""
_MADE = """SELECT DISTINCT ?s ?o ?g {
  VALUES ?office {} ?o ?office ?name . VALUES ?made {} GRAPH ?g { ?s ?made ?o }
}"""
_STATED = """SELECT DISTINCT ?s ?o { ?o soce:reach ?reach . ?s dcterms:source ?o ; a soce:DutyStatement }"""


def _reach(graph: Graph) -> Iterator[Quad]:
    """Yield what tells which duties are those of one office; there is nothing to spread from it."""
    office, made = {"office": [OFFICE]}, {"made": [GENERATED]}
    for row in graph.select(_OFFICES, p=[OFFICE, REACH]):
        yield row["s"], row["p"], row["o"], row["g"]
    for row in graph.select(_OF_OFFICES, **office, **made, p=[TYPE, SOURCE]):
        yield row["s"], row["p"], row["o"], row["g"]
    for row in graph.select(_MADE, **office, **made):
        yield row["s"], GENERATED, row["o"], row["g"]
    for query in (_FROM_OFFICES, _STATED):
        for row in graph.select(query, **(office | made if query is _FROM_OFFICES else {})):
            yield row["s"], SOURCE, row["o"], ""


def _facts(graph: Graph) -> Iterator[Quad]:
    for pattern, wanted in (
        ("VALUES ?p {}", {"p": sorted(FACTS)}),
        ("VALUES ?p {} VALUES ?o {}", {"p": [VERIFICATION], "o": sorted(WEAK)}),
        ("VALUES ?p {}", {"p": [DISPUTES]}),
        ("VALUES ?mark {} ?x ?mark ?s VALUES ?p {}", {"mark": [RETRACTED], "p": [REASON, ENDED]}),
        ("VALUES ?mark {} ?s ?mark ?record VALUES ?p {}", {"mark": [DECIDED_ON], "p": sorted(OF_DECISION)}),
        ("VALUES ?mark {} ?o ?mark ?review VALUES ?p {}", {"mark": [REVIEW], "p": [GENERATED]}),
        (
            "VALUES ?mark {} VALUES ?made {} ?c ?mark ?review . ?g ?made ?c VALUES ?p {}",
            {"mark": [REVIEW], "made": [GENERATED], "p": [TYPE]},
        ),
    ):
        query = f"SELECT DISTINCT ?s ?p ?o ?g {{ {pattern} GRAPH ?g {{ ?s ?p ?o }} }}"
        for row in graph.select(query, **wanted):
            yield row["s"], row["p"], row["o"], row["g"]
