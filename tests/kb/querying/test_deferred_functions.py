"""Functions that a server does not know: where they may stand, and where it would need their value."""

from __future__ import annotations

import pytest

from kb.querying.deferred_functions import deferred
from kb.querying.query_errors import QueryError

CALL = "soce:wilsonLower(?x, 9)"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ({CALL} AS ?y) {{ ?s ?p ?x }} ORDER BY ?x",
        f"SELECT ?y {{ ?s ?p ?x FILTER(?x > 1) BIND({CALL} AS ?y) }}",
        f"SELECT ?y (COUNT(?s) AS ?n) {{ ?s ?p ?x BIND(COALESCE(?z, {CALL}) AS ?y) ?s ?q ?z }}",
        f"SELECT ?y {{ ?s ?p ?x BIND(IF(?x > 1, COALESCE({CALL}, 0), 1) AS ?y) }} LIMIT 3",
        "SELECT (soce:wilsonLower(AVG(?x), (COUNT(?x) + 1)) AS ?y) { ?s ?p ?x } GROUP BY ?s",
    ],
)
def test_what_goes_into_the_answer_as_it_is_is_put_off(query: str) -> None:
    assert "CONCAT(" in deferred(query)
    assert "wilsonLower(" not in deferred(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?s {{ ?s ?p ?x FILTER({CALL} > 3) }}",
        f"SELECT (SUM({CALL}) AS ?n) {{ ?s ?p ?x }}",
        f"SELECT ({CALL} * 2 AS ?n) {{ ?s ?p ?x }}",
        f"SELECT (2 * {CALL} AS ?n) {{ ?s ?p ?x }}",
        f"SELECT (IF({CALL} > 3, 1, 2) AS ?n) {{ ?s ?p ?x }}",
        f"SELECT (IF({CALL}, 1, 2) AS ?n) {{ ?s ?p ?x }}",
        f"SELECT ?y {{ ?s ?p ?x BIND({CALL} AS ?y) FILTER(?y > 3) }}",
        f"SELECT ?y {{ ?s ?p ?x BIND({CALL} AS ?y) BIND($y * 2 AS ?z) }}",
        f"SELECT ?y {{ ?s ?p ?x BIND({CALL} AS ?y) }} ORDER BY ?y",
    ],
)
def test_what_a_server_would_have_to_count_with_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="a server cannot count with"):
        deferred(query)
