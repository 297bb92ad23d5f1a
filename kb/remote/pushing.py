"""Bring a server up to date with the files: the graphs whose digests differ, each whole or not at all.

The embedded store is brought in step with the files first and is where statements are taken from, those that
follow from the records among them. Small graphs go many to a request. A large one is filled beside its place
and then takes it: until then the former one stands, without an entry, so that nobody takes it for the new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox

from kb.errors import UsageError
from kb.namespaces import FILES
from kb.remote.http_requests import Connection, Sent
from kb.remote.push_lease import Lease, lease
from kb.remote.server_graph import ServerGraph
from kb.remote.server_permission import allowed_server
from kb.remote.server_state import STAGES, Held, read_state, require_same_base
from kb.remote.server_verification import local_graphs, require_counts, triples_of, verify
from kb.store import Knowledge
from kb.workspace import Workspace

Progress = Callable[[int, int], None]
PATIENCE = 10.0
"""Seconds to wait for another push that is at work."""
_MANY = 50
"""Small graphs in one request."""
_LOADED = 50
"""How many times a batch one load of the Graph Store endpoint has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a push has to do."""

    gone: tuple[str, ...]
    """Graphs that no file makes any more, and that a push put there."""
    fresh: tuple[str, ...]
    """Graphs that are new or changed."""
    same: int

    def __bool__(self) -> bool:
        return bool(self.gone or self.fresh)


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, or would do."""

    where: str
    difference: Difference
    statements: int
    """Statements sent."""
    under_way: bool = False
    """Whether somebody is pushing, or a push came to its end too early."""


def pushed_state(workspace: Workspace) -> Pushed:
    """Return what a push would do, and change nothing.

    Raises:
        SocEvidenceError: the server cannot be asked, or holds another base.
    """
    with Connection(allowed_server(workspace)) as connection:
        held = _held(ServerGraph(connection))
    difference = _difference(held, local_graphs(workspace)[1])
    under_way = bool(held.holders or held.stages)
    return Pushed(connection.server.hosts, difference, 0, under_way)


def push(workspace: Workspace, progress: Progress | None = None, patience: float = PATIENCE) -> Pushed:
    """Make a server hold what the files say, then make sure that it does.

    Raises:
        SocEvidenceError: the server cannot be reached, refuses, is full, holds another base, or is being
            written to by somebody else. What was pushed until then stays; the next push goes on.
    """
    server = allowed_server(workspace)
    if not server.update:
        raise UsageError(
            "[store] has no `update`, the address that takes SPARQL updates.",
            'For example: update = "https://graphs.example.org/statements"',
        )
    source, digests = local_graphs(workspace)
    with Connection(server) as connection:
        return _pushed(ServerGraph(connection), source, digests, progress or _untold, patience)


def _untold(done: int, total: int) -> None:
    """Tell nobody."""


def _pushed(
    graph: ServerGraph, source: Knowledge, digests: dict[str, str], progress: Progress, patience: float
) -> Pushed:
    where, held = graph.connection.server.hosts, _held(graph)
    if not _difference(held, digests) and not held.holders and not held.stages:
        return Pushed(where, _difference(held, digests), 0)
    with lease(graph, patience) as ours:
        held = _held(graph)
        difference = _difference(held, digests)
        sent = _write(ours, source, digests, held, difference, progress)
        ours.require()
    verify(graph, source, difference.fresh, digests)
    return Pushed(where, difference, sent)


def _held(graph: ServerGraph) -> Held:
    held = read_state(graph)
    require_same_base(held, graph.connection.server.name, graph.connection.server.hosts)
    return held


def _difference(held: Held, digests: dict[str, str]) -> Difference:
    gone = sorted(graph for graph in held.digests if graph not in digests)
    fresh = sorted(graph for graph, digest in digests.items() if held.digests.get(graph) != digest)
    return Difference(tuple(gone), tuple(fresh), len(digests) - len(fresh))


def _write(
    ours: Lease,
    source: Knowledge,
    digests: dict[str, str],
    held: Held,
    difference: Difference,
    progress: Progress,
) -> int:
    """Send what differs and return how many statements that took."""
    most, updates = ours.graph.connection.server.batch, ours.updates
    steps = [updates.unstaged(stage) for stage in sorted(held.stages)]
    steps += [updates.removed(graph) for graph in difference.gone]
    for start in range(0, len(steps), _MANY):
        ours.write(*steps[start : start + _MANY])
    sent, waiting, weight = 0, list[str](), 0
    for number, graph in enumerate(difference.fresh):
        triples = list(islice(triples_of(source, graph), most + 1))
        if len(triples) > most:
            sent += _write_large(ours, source, graph, digests[graph])
        else:
            if waiting and (weight + len(triples) > most or len(waiting) >= _MANY):
                ours.write(*waiting)
                waiting, weight = [], 0
            waiting.append(updates.replaced(graph, triples, digests[graph]))
            weight += len(triples)
            sent += len(triples)
        progress(number + 1, len(difference.fresh))
    ours.write(*waiting)
    return sent


def _write_large(ours: Lease, source: Knowledge, graph: str, digest: str) -> int:
    """Fill a large graph beside its place, count it, and let it take the place."""
    stage = f"{STAGES}{ours.holder}/{quote(graph.removeprefix(FILES))}"
    ours.write(ours.updates.staged(graph, stage))
    server, total = ours.graph.connection.server, 0
    most = server.batch * _LOADED if server.graphs else server.batch
    waiting = triples_of(source, graph)
    while triples := list(islice(waiting, most)):
        if server.graphs:
            ours.write()
            _load(ours.graph.connection, stage, triples)
        else:
            ours.write(ours.updates.filled(stage, triples))
        total += len(triples)
    ours.require()
    require_counts(ours.graph, {stage: total})
    ours.write(ours.updates.published(graph, stage, digest))
    return total


def _load(connection: Connection, graph: str, triples: Iterable[ox.Triple]) -> None:
    """Add statements by the SPARQL 1.1 Graph Store HTTP Protocol (5.5, POST)."""
    body = "".join(f"{triple} .\n" for triple in triples).encode()
    chosen = (("graph", graph),)
    connection.send(Sent("POST", connection.server.graphs, body, "application/n-triples", parameters=chosen))
