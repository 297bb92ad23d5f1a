"""Whether a server holds what the files say: by the number of statements, or statement by statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kb.errors import UnreadableError
from kb.namespaces import FILES
from kb.remote.engine_differences import comparable
from kb.remote.http_requests import Connection
from kb.remote.server_graph import ServerGraph
from kb.remote.server_permission import allowed_server
from kb.remote.server_state import read_state, require_union
from kb.server_settings import MERGE
from kb.store import Knowledge, open_readonly
from kb.store.merged_graph import MERGED
from kb.store.state import manifest_of
from kb.workspace import Workspace

_MANY = 50
"""Graphs counted at once."""
_COUNT = "SELECT ?g (COUNT(*) AS ?n) { VALUES ?g {} GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_IN_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_IN_MERGE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_COUNT_MERGE = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_MERGE = "the merge of all graphs"


@dataclass(frozen=True, slots=True)
class StrangeGraph:
    """A graph of which the server has other statements than the files."""

    graph: str
    """Its address; in words, the default graph where that is a merge."""
    missing: int
    foreign: int


def local_graphs(workspace: Workspace) -> tuple[Knowledge, dict[str, str]]:
    """Return the embedded store in step with the files, and its digests by graph."""
    source = open_readonly(workspace)
    assert source.folder, "a workspace's store lies in a folder"  # noqa: S101
    return source, manifest_of(source.folder)


def triples_of(source: Knowledge, graph: str) -> Iterator[ox.Triple]:
    """Yield the statements of a graph of the embedded store."""
    quads = source.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    return (quad.triple for quad in quads)


def verify(graph: ServerGraph, source: Knowledge, graphs: Iterable[str], digests: Mapping[str, str]) -> None:
    """Make sure that a server lists what it should, holds as many statements, and answers over all graphs.

    Args:
        graph: on the server.
        source: what was pushed.
        graphs: those whose statements are counted.
        digests: what the server has to list.

    Raises:
        UnreadableError: it does not.
        UsageError: it does not ask over the union of its graphs.
    """
    require_counts(graph, {name: sum(1 for _ in triples_of(source, name)) for name in graphs})
    differing = sorted(name for name, _ in read_state(graph).digests.items() ^ digests.items())
    if differing:
        raise UnreadableError(
            f"After the push the server does not list {differing[0].removeprefix(FILES)} as it was sent.",
            "Somebody else may have pushed: soc-evidence push --status",
        )
    require_union(graph)
    if graph.connection.server.default_graph == MERGE:
        _require_merge(graph, sum(1 for _ in _merged(source)))


def _require_merge(graph: ServerGraph, expected: int) -> None:
    found = sum(int(row["n"]) for row in graph.select(_COUNT_MERGE))
    if found != expected:
        raise UnreadableError(
            f"The server holds {found:,} statements in {_MERGE}, where the files make {expected:,}.",
            "Somebody else writes there, or the engine makes no transaction of a request. Empty the dataset, "
            "then: soc-evidence push",
        )


def _merged(source: Knowledge) -> Iterator[ox.Triple]:
    return (quad.triple for quad in source.store.quads_for_pattern(None, None, None, MERGED))


def require_counts(graph: ServerGraph, expected: Mapping[str, int]) -> None:
    """Make sure that graphs on a server have so many statements.

    Raises:
        UnreadableError: one has not.
    """
    names = list(expected)
    for start in range(0, len(names), _MANY):
        some = names[start : start + _MANY]
        found = {row["g"]: int(row["n"]) for row in graph.select(_COUNT, g=some) if "g" in row}
        for name in some:
            if found.get(name, 0) != expected[name]:
                raise UnreadableError(
                    f"The server holds {found.get(name, 0):,} of the {expected[name]:,} statements of "
                    f"{name.removeprefix(FILES)}.",
                    "Push again: soc-evidence push. If it stays so, the engine drops or merges statements.",
                )


def strange_graphs(workspace: Workspace) -> Iterator[StrangeGraph]:
    """Compare a server with the files, statement by statement.

    Raises:
        SocEvidenceError: the server cannot be asked.
    """
    source, digests = local_graphs(workspace)
    with Connection(allowed_server(workspace)) as connection:
        graph = ServerGraph(connection)
        for name in sorted({*digests, *read_state(graph).digests}):
            there = graph.construct(_IN_GRAPH, g=name)
            yield from _strange(name, there, triples_of(source, name))
        if connection.server.default_graph == MERGE:
            yield from _strange(_MERGE, graph.construct(_IN_MERGE), _merged(source))


def _strange(name: str, there: Iterable[ox.Triple], here: Iterable[ox.Triple]) -> Iterator[StrangeGraph]:
    """Yield a graph where it has other statements there than here."""
    found, expected = ({comparable(triple) for triple in triples} for triples in (there, here))
    if found != expected:
        yield StrangeGraph(name, len(expected - found), len(found - expected))
