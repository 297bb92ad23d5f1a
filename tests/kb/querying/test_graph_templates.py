"""Graphs of CONSTRUCT queries, filled row by row."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kb.querying.graph_templates import template_of


@pytest.mark.parametrize(
    ("query", "triples"),
    [
        ("CONSTRUCT { ?s a <urn:thing> } { VALUES (?s ?n) { (<urn:a> 1) (<urn:a> 2) (<urn:b> 3) } }", 2),
        ("CONSTRUCT { ?s <urn:has> ?n } { VALUES (?s ?n) { (<urn:a> 1) (UNDEF 2) (<urn:b> UNDEF) } }", 1),
        ("CONSTRUCT { ?s <urn:has> ?n } { VALUES (?s ?n) { ('text' 1) } }", 0),
        ("CONSTRUCT { ?s <urn:has> 1 ; <urn:is> ?n } { VALUES (?s ?n) { (<urn:a> 1) (<urn:a> 2) } }", 3),
    ],
)
def test_each_triple_comes_once_and_only_where_it_is_one(query: str, triples: int) -> None:
    template = template_of(query, {})
    assert template is not None
    rows = ox.Store().query(template.query)
    assert isinstance(rows, ox.QuerySolutions)
    found = list(template.filled(rows))
    assert len(found) == len(set(found)) == triples


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p ?o }",
        "DESCRIBE ?s { ?s ?p ?o }",
        "CONSTRUCT { [] <urn:has> ?o } { ?s ?p ?o }",
        "CONSTRUCT { <urn:a> <urn:b> 1 } { ?s ?p ?o }",
    ],
)
def test_the_engine_makes_the_other_graphs_itself(query: str) -> None:
    assert template_of(query, {}) is None
