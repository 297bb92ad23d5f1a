"""Standings as statements of the graph, so that a SPARQL query asks the same judge as everything else."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kb.namespaces import FILES, RECORDS, concept, iri
from kb.records.statements import Statement
from kb.standing.standings import Standings

STANDINGS_GRAPH = f"{FILES}derived/standings"
"""The named graph of the derived statements; no file says what is in it."""
_STANDING, _REASON, _CAUSE = iri("soce:standing"), iri("soce:standingReason"), iri("soce:standingCause")


def standing_statements(standings: Standings) -> Iterator[Statement]:
    """Yield standing, reason and cause of every record that is not simply usable."""
    for judgement in standings:
        if not judgement.record.startswith(RECORDS):
            continue
        worst = judgement.reasons[0]
        for predicate, term in (
            (_STANDING, ox.NamedNode(concept("standing", judgement.standing.value))),
            (_REASON, ox.Literal(judgement.said())),
            (_CAUSE, ox.NamedNode(worst.cause)),
        ):
            yield Statement(judgement.record, predicate, term, STANDINGS_GRAPH)
