"""Standing and support as statements of the graph, so that SPARQL asks the same judge as all others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kb.namespaces import FILES, RECORDS, XSD, concept, iri, record
from kb.records.statement import Statement
from kb.standing.gathering import Selecting, standings_of_graph
from kb.standing.standings import Standings
from kb.standing.support import Support, claim_support

DERIVED_GRAPH = f"{FILES}derived/standings"
"""The named graph of the derived statements; no file says what is in it."""
_STANDING, _REASON, _CAUSE = iri("soce:standing"), iri("soce:standingReason"), iri("soce:standingCause")
_SUPPORT, _EXPIRES = iri("soce:support"), iri("schema:expires")


def derived_statements(graph: Selecting, day: dt.date, changed: Iterable[str] = ()) -> list[Statement]:
    """Return what follows from a graph of record files on a day; the derived graph itself must not be in it.

    The last statement says on which day the others have to be worked out again, if dates are ahead.
    """
    standings = standings_of_graph(graph, day, changed)
    statements = [*_of_records(standings), *_of_claims(claim_support(graph, standings).values())]
    if standings.until:
        until = ox.Literal(standings.until.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
        statements.append(Statement(DERIVED_GRAPH, _EXPIRES, until, DERIVED_GRAPH))
    return statements


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


def _of_claims(supports: Iterable[Support]) -> Iterator[Statement]:
    for support in supports:
        verdict = ox.Literal(support.verdict)
        yield Statement(record("claim", support.claim), _SUPPORT, verdict, DERIVED_GRAPH)
