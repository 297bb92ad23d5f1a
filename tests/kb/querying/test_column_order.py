"""The columns of `SELECT *`: all that the query has, in the order in which it speaks of them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kb.querying.evaluation import Result


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?z skos:notation ?n ; skos:prefLabel ?a }", "z n a"),
        ("select distinct * where { ?z skos:notation ?n }", "z n"),
        ("SELECT REDUCED * { ?z ?b ?a . BIND(1 AS ?c) }", "z b a c"),
        ("SELECT * { ?z a ?b FILTER NOT EXISTS { ?z soce:occupation ?hidden } }", "z b"),
        ("SELECT * { { SELECT ?z (1 AS ?one) { ?z ?inside ?b } } ?a ?b ?z }", "z one b a"),
        ("SELECT * { ?b a ?a } VALUES (?c ?a) { (1 skos:Concept) }", "b a c"),
        ("PREFIX SELECT: <urn:> SELECT * { $z a $a }", "z a"),
        ("SELECT * { BIND(2 * 3 AS ?six) }", "six"),
        ("SELECT ?b ?a { ?a ?c ?b }", "b a"),
        ("SELECT * {}", ""),
    ],
)
def test_columns_come_as_the_query_speaks_of_them(
    query: str, columns: str, ask: Callable[..., Result]
) -> None:
    assert json.loads(ask(query).payload)["head"]["vars"] == columns.split()
