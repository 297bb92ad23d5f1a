"""What follows from the records on a day, as statements: changed texts, standing, support, labels, periods.

They lie in a graph of their own in the store, so that a SPARQL query asks the same judge as everything else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kb.common.program import code_digest
from kb.model.graph import Graph
from kb.model.periods import about_period
from kb.namespaces import FILES, IMPORTS, RECORDS, XSD, concept, iri, record
from kb.records.schema import load_schema
from kb.records.statements import Statement
from kb.standing.derived_labels import labels, web_annotations
from kb.standing.judged_statements import TEXT_CHANGED
from kb.texts.frozen_texts import changed_texts, texts_state
from kb.workspace import Workspace

if TYPE_CHECKING:
    from kb.standing.standings import Standings
    from kb.standing.support import Support

DERIVED_GRAPH = f"{FILES}derived/standings"
"""The named graph of the derived statements; no file says what is in it."""
_STANDING, _REASON, _CAUSE = iri("soce:standing"), iri("soce:standingReason"), iri("soce:standingCause")
_SUPPORT = iri("soce:support")
_BY_MAJORITY, _BY_ALL = iri("soce:performsByMajority"), iri("soce:performsByAll")
_COUNTED_RATER = iri("soce:countedRater")
_TEXTS = "SELECT ?source ?sha256 { ?source soce:frozenText/soce:sha256 ?sha256 }"
_WRITTEN = f"""
SELECT DISTINCT ?written {{
  ?file soce:sha256 ?sum FILTER (!STRSTARTS(STR(?file), "{IMPORTS}"))
  VALUES ?dated {{}}
  GRAPH ?file {{ ?it ?dated ?written }}
}}"""
_DATED = frozenset(("date", "day", "period"))
"""Forms of values that name a time."""
_TRUE = ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean"))


def derived_statements(
    graph: Graph, workspace: Workspace, day: dt.date
) -> tuple[list[Statement], dt.date | None, dt.date | None]:
    """Return what follows from a graph, since which day it does, and the first day on which it does not.

    The graph must hold the records as they are now; derived statements of earlier that it may still hold
    must have been taken out.
    """
    from kb.standing.gathering import standings_of_graph  # here, for a store in step is opened without it
    from kb.standing.support import claim_support

    recorded = {row["source"]: row["sha256"] for row in graph.select(_TEXTS)}
    changed = sorted(source for source, _ in changed_texts(workspace, recorded))
    standings = standings_of_graph(graph, day, changed)
    supports = claim_support(graph, standings).values()
    statements = [Statement(source, TEXT_CHANGED, _TRUE, DERIVED_GRAPH) for source in changed]
    statements += [*_of_records(standings), *_of_claims(supports), *_of_raters(graph, standings)]
    statements += [*labels(graph, DERIVED_GRAPH), *web_annotations(graph, DERIVED_GRAPH)]
    statements += _of_periods(graph, workspace)
    return statements, standings.since, standings.until


def derived_state(digests: Iterable[str], workspace: Workspace) -> str:
    """Return a digest of all that derived statements follow from, the day apart."""
    code = code_digest((__name__,))
    parts = [code, texts_state(workspace), *sorted(digests)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _of_records(standings: Standings) -> Iterator[Statement]:
    """Yield standing, reason and cause of every record that is not simply usable."""
    for judgement in standings:
        if not judgement.record.startswith(RECORDS):
            continue
        for predicate, term in (
            (_STANDING, ox.NamedNode(concept("standing", judgement.standing.value))),
            (_REASON, ox.Literal(judgement.said())),
            (_CAUSE, ox.NamedNode(judgement.reasons[0].cause)),
        ):
            yield Statement(judgement.record, predicate, term, DERIVED_GRAPH)


def _of_raters(graph: Graph, standings: Standings) -> Iterator[Statement]:
    """Yield what raters found in each duty, taken together; of the rated duty, and the recorded one."""
    from kb.model import Records
    from kb.standing.rater_votes import MAJORITY, UNANIMOUS, votes

    for vote in votes(Records(graph), standings).values():
        raters = (ox.NamedNode(record("agent", rater)) for rater in vote.raters)
        yield from (Statement(vote.duty.iri, _COUNTED_RATER, rater, DERIVED_GRAPH) for rater in raters)
        rated = [vote.duty.iri, *([record("duty", vote.duty.duty)] if vote.duty.duty else [])]
        for predicate, party in ((_BY_MAJORITY, MAJORITY), (_BY_ALL, UNANIMOUS)):
            for function in vote.by(party) or ():
                term = ox.NamedNode(record("function", function))
                yield from (Statement(name, predicate, term, DERIVED_GRAPH) for name in rated)


def _of_periods(graph: Graph, workspace: Workspace) -> Iterator[Statement]:
    """Yield what the dates and periods are that files write; imported tables say so of theirs."""
    forms = load_schema(workspace.ontology).forms
    dated = sorted(predicate for predicate, (_, form) in forms.items() if form in _DATED)
    for row in graph.select(_WRITTEN, dated=dated):
        for period, predicate, value in about_period(row["written"]):
            yield Statement(period.value, predicate.value, value, DERIVED_GRAPH)


def _of_claims(supports: Iterable[Support]) -> Iterator[Statement]:
    for support in supports:
        verdict = ox.Literal(support.verdict)
        yield Statement(record("claim", support.claim), _SUPPORT, verdict, DERIVED_GRAPH)
