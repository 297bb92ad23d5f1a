"""What of an office's own records a filing carries that has to count over more than it names."""

from __future__ import annotations

import pyoxigraph as ox

from builder.filing.evidence_subgraph import ever_wider
from kb.namespaces import RDF_TYPE, file_graph, iri, record
from kb.standing.derived import DERIVED_GRAPH

OURS, THEIRS = record("evidence", "ours"), record("evidence", "theirs")
BASE, OWN = file_graph("base", "a.yaml"), file_graph("own", "b.yaml")


def said(subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(graph))


def test_what_follows_from_own_records_goes_no_further_than_they_do() -> None:
    item, label = ox.NamedNode(iri("soce:EvidenceItem")), iri("rdfs:label")
    store = ox.Store()
    store.extend(
        [
            said(THEIRS, RDF_TYPE, item, BASE),
            said(THEIRS, label, ox.Literal("known to all"), DERIVED_GRAPH),
            said(OURS, RDF_TYPE, item, OWN),
            said(f"{OURS}#quote", label, ox.Literal("not for the public"), DERIVED_GRAPH),
        ]
    )
    *narrower, everything = ever_wider(store, [])
    assert THEIRS in str(narrower[-1])
    assert "known to all" in str(narrower[-1])
    assert not any(OURS in str(part) for part in narrower)
    assert "not for the public" in str(everything)
