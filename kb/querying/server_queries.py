"""Users' queries asked of a server, with the answer as the embedded engine gives it.

Runs in the worker, which bounds time and memory. What a query must not say was refused before it comes here,
and it was seen to parse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from kb.querying.deferred_functions import computed_rows, deferred
from kb.remote.engine_differences import make_canonical
from kb.remote.http_requests import Connection
from kb.remote.server_answers import GRAPH_TYPE, ROWS_TYPE, garbage, read_triples
from kb.remote.server_graph import query_request
from kb.server_settings import Server

Found = ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]


def ask_server(
    server: Server,
    text: str,
    prefixes: Mapping[str, str],
    graphs: Sequence[tuple[str, str]],
    selects: bool,
    makes_graph: bool,
) -> Found:
    """Return rows, yes or no, or the triples of a graph.

    Args:
        server: where it is asked.
        text: a query that parses.
        prefixes: those that it need not declare.
        graphs: pairs of `default-graph-uri` or `named-graph-uri` and the IRI of a graph.
        selects: whether the query selects its graphs with FROM.
        makes_graph: whether it is a CONSTRUCT or DESCRIBE query.

    Raises:
        SocEvidenceError: the server cannot be asked, or answers something else than it should.
    """
    declared = "".join(f"PREFIX {prefix}: <{address}>\n" for prefix, address in prefixes.items())
    accept = GRAPH_TYPE if makes_graph else ROWS_TYPE
    request = query_request(server.query, declared + deferred(text), accept, graphs, selects)
    with Connection(server) as connection:
        answer = connection.send(request)
    if makes_graph:
        return iter(read_triples(answer))
    try:
        return ox.parse_query_results(_canonical(answer), format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise garbage(answer, error) from error


def _canonical(answer: bytes) -> bytes:
    """Return a results document as the embedded engine would write it, with our own functions computed."""
    document = json.loads(answer)
    if "results" in document:
        for row in document["results"]["bindings"]:
            for value in row.values():
                make_canonical(value)
        document["results"]["bindings"] = computed_rows(document["results"]["bindings"])
    return json.dumps(document).encode()
