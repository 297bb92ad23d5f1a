"""The graph protocol of `kb.model.graph` over a SPARQL 1.1 server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox

from kb.errors import UnreadableError
from kb.model.graph import Binding, Row, Term, bound
from kb.namespaces import PREFIXES
from kb.remote.engine_differences import query_address
from kb.remote.http_requests import Connection, Sent
from kb.remote.server_answers import (
    GRAPH_TYPE,
    ROWS_TYPE,
    read_boolean,
    read_solutions,
    read_triples,
)

_PROLOGUE = "".join(f"PREFIX {prefix}: <{address}>\n" for prefix, address in PREFIXES.items())
_PATTERN = re.compile(r"\bWHERE\s*\{|\{")
FORM = "application/x-www-form-urlencoded"


class ServerGraph:
    """What a server holds, asked over the union of its graphs; it is changed by `push` alone."""

    folder: Path | None = None
    """It lies in no folder that other processes may read."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def select(self, sparql: str, **bindings: Binding) -> list[Row]:
        """Return the solutions of a trusted SELECT query."""
        answer = self._ask(sparql, bindings, ROWS_TYPE)
        return [{name: value.value for name, value in row.items()} for row in read_solutions(answer).rows]

    def ask(self, sparql: str, **bindings: Binding) -> bool:
        """Return the answer to a trusted ASK query."""
        return read_boolean(self._ask(sparql, bindings, ROWS_TYPE))

    def construct(self, sparql: str, **bindings: Binding) -> list[ox.Triple]:
        """Return the triples of a trusted CONSTRUCT query."""
        return read_triples(self._ask(sparql, bindings, GRAPH_TYPE))

    def describe(self, iri: str) -> list[ox.Triple]:
        """Return what is said of a node, then of the nodes nested in it; each triple once."""
        node = ox.NamedNode(iri)
        found = self.construct(f"CONSTRUCT {{ {node} ?p ?o }} WHERE {{ {node} ?p ?o }}")
        objects = (triple.object for triple in found)
        parts = [o for o in objects if isinstance(o, ox.NamedNode) and o.value.startswith(f"{iri}#")]
        for part in dict.fromkeys(parts):
            found += self.construct(f"CONSTRUCT {{ {part} ?p ?o }} WHERE {{ {part} ?p ?o }}")
        return list(dict.fromkeys(found))

    def replace_graphs(
        self, stale: Iterable[str], fresh: Iterable[ox.Quad], outdated: Iterable[ox.Quad] = ()
    ) -> None:
        """Refuse: the files are the truth.

        Raises:
            UnreadableError: always.
        """
        raise UnreadableError(
            "The graph on a server is for reading.", "Change the files, then: soc-evidence push"
        )

    def _ask(self, sparql: str, bindings: Mapping[str, Binding], accept: str) -> bytes:
        text = _PROLOGUE + _fixed(*bound(sparql, bindings))
        return self.connection.send(query_request(self.connection.server.query, text, accept))


def query_request(
    address: str, text: str, accept: str, graphs: Iterable[tuple[str, str]] = (), selects: bool = False
) -> Sent:
    """Return the request for a query, as a form, which every engine takes (SPARQL 1.1 Protocol, 2.1.2).

    Args:
        address: of the query endpoint.
        text: the query with its prefixes.
        accept: media type of the answer.
        graphs: pairs of `default-graph-uri` or `named-graph-uri` and the IRI of a graph.
        selects: whether it is asked of graphs that the query or `graphs` select, instead of the union of all.
    """
    chosen = tuple(graphs)
    body = urlencode([("query", text), *chosen]).encode()
    return Sent("POST", query_address(address, selects or bool(chosen)), body, FORM, accept)


def _fixed(sparql: str, terms: Mapping[ox.Variable, Term]) -> str:
    """Return a query with the values of variables put where its pattern begins.

    By BIND and not by VALUES, which Virtuoso does not heed before a path of any length.
    """
    if not terms:
        return sparql
    fixed = " ".join(f"BIND({value} AS {variable})" for variable, value in terms.items())
    found = next((m for m in _PATTERN.finditer(sparql) if len(m[0]) > 1), None) or _PATTERN.search(sparql)
    assert found, "a query has a pattern"  # noqa: S101 - our own queries
    return f"{sparql[: found.end()]} {fixed} {sparql[found.end() :]}"
