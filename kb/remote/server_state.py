"""What a server holds, by its manifest: the digest of every graph, whose base it is, and what is under way.

The manifest is a named graph, as in the embedded store. `push` takes the entry of a graph out before it
changes the graph, and puts it in after; where the engine makes one transaction of a request, in one step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kb.common.dates_and_numbers import read_day, today
from kb.errors import UnreadableError, UsageError
from kb.namespaces import FILES, iri
from kb.remote.server_graph import ServerGraph
from kb.server_settings import INSTEAD
from kb.standing.derived import DERIVED_GRAPH
from kb.store.merged_graph import MANIFEST
from kb.store.state import DIGEST, Wanted

GRAPH = ox.NamedNode(MANIFEST)
NAME = ox.NamedNode(iri("soce:pushedAs"))
HOLDER = ox.NamedNode(iri("soce:pushHolder"))
BEAT = ox.NamedNode(iri("soce:pushBeat"))
STAGE = ox.NamedNode(iri("soce:pushStage"))
STAGES = f"{FILES}stage/"
_ALL = "SELECT ?s ?p ?o { GRAPH ?manifest { ?s ?p ?o } }"
_OVER_ALL = "ASK { ?s rdfs:label ?label . GRAPH ?g { ?s rdfs:label ?label } }"


@dataclass(frozen=True, slots=True)
class Held:
    """What the manifest of a server says."""

    digests: dict[str, str] = field(default_factory=dict)
    """Digest by graph."""
    names: frozenset[str] = frozenset()
    """What the base is called there; none on a server that nobody pushed to."""
    holders: frozenset[str] = frozenset()
    """Who is pushing now, or was when a push came to its end too early."""
    beats: frozenset[str] = frozenset()
    """How far the holder has come, as a number that changes with every step."""
    stages: frozenset[str] = frozenset()
    """Graphs that are being filled."""

    def differing(self, wanted: Wanted) -> list[str]:
        """Return the graphs of files that are not as they are wanted, sorted."""
        held = {graph: digest for graph, digest in self.digests.items() if graph != DERIVED_GRAPH}
        return sorted(dict(held.items() ^ wanted.digests.items()))


def read_state(graph: ServerGraph) -> Held:
    """Return what a server holds."""
    digests: dict[str, str] = {}
    said: dict[str, set[str]] = {}
    for row in graph.select(_ALL, manifest=MANIFEST):
        if row["p"] == DIGEST.value:
            digests[row["s"]] = row["o"]
        else:
            said.setdefault(row["p"], set()).add(row["o"])
    parts = (frozenset(said.get(name.value, ())) for name in (NAME, HOLDER, BEAT, STAGE))
    return Held(digests, *parts)


def require_same_base(held: Held, name: str, where: str) -> None:
    """Do nothing where a server holds the base of this name, or none.

    Raises:
        UsageError: it holds another.
    """
    others = sorted(held.names - {name})
    if others:
        raise UsageError(
            f"The server {where} holds another base: `{others[0]}`, and the configuration names `{name}`.",
            "Name another server or dataset, or correct `name` in [store]; nothing was changed.",
        )


def require_in_step(graph: ServerGraph, wanted: Wanted) -> None:
    """Do nothing where a server holds what the files say, today.

    Raises:
        UsageError: it holds another base, or asks over something else than the union of its graphs.
        UnreadableError: it does not hold the state of the files.
    """
    server = graph.connection.server
    held = read_state(graph)
    require_same_base(held, server.name, server.hosts)
    reason = next(_reasons(held, wanted), "")
    if reason:
        raise UnreadableError(
            f"The server {server.hosts} {reason}",
            "Bring it up to date: soc-evidence push. "
            f"To answer from the files meanwhile: export {INSTEAD}=embedded",
        )
    require_union(graph)


def require_union(graph: ServerGraph) -> None:
    """Make sure that a query without FROM is asked of all graphs.

    Raises:
        UsageError: it is asked of a default graph of its own.
    """
    if not graph.ask(_OVER_ALL):
        raise UsageError(
            f"The server {graph.connection.server.hosts} does not ask over the union of its graphs.",
            'Write default-graph = "merge" in [store] for one that holds nothing yet, or name an address '
            "that does as `query`; docs/larger-bases.md says which engine needs what.",
        )


def _reasons(held: Held, wanted: Wanted) -> Iterator[str]:
    """Yield why a server does not hold the state of the files, the most telling first."""
    if not held.digests:
        yield "holds no base yet."
    if held.stages:
        yield "holds a base that is being pushed, or whose push came to its end too early."
    differing = held.differing(wanted)
    if differing:
        others = len(differing) - 1
        more = f" and {others:,} more differ" if others else " differs"
        yield f"holds another version of the base: {differing[0].removeprefix(FILES)}{more} from the files."
    days = held.digests.get(DERIVED_GRAPH, "").partition(" ")[2]
    since, until = (read_day(day) for day in (days.partition("/")[0], days.partition("/")[2]))
    if not days or (since and today() < since) or (until and today() >= until):
        yield "holds standings of another day, and one has changed since by its date."
