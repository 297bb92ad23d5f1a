"""The SPARQL updates by which a graph on a server is replaced, on condition that we hold the lease.

A request is one transaction where the engine makes it one. Everywhere the entry of a graph in the manifest
goes first and comes last, so that half a graph never counts. Whoever lost the lease, for having been asleep,
changes nothing: every step asks for it. Sent twice, a request does what it does once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kb.remote.server_state import BEAT, GRAPH, HOLDER, NAME, STAGE, STAGES
from kb.store.state import DIGEST


class Updates:
    """The updates of one holder of the lease."""

    def __init__(self, holder: str, name: str, merges: bool) -> None:
        """`name` is what the base is called on the server; `merges`, whether its default graph is a merge."""
        self._merges = merges
        self._name = ox.Literal(name)
        self._held = f"GRAPH {GRAPH} {{ {GRAPH} {HOLDER} {ox.Literal(holder)} }}"

    def beaten(self, number: int) -> str:
        """Show that the holder is alive."""
        beat = ox.Literal(str(number))
        return (
            f"DELETE {{ GRAPH {GRAPH} {{ {GRAPH} {BEAT} ?beat }} }} "
            f"INSERT {{ GRAPH {GRAPH} {{ {GRAPH} {BEAT} {beat} ; {NAME} {self._name} }} }} "
            f"WHERE {{ {self._held} GRAPH {GRAPH} {{ {GRAPH} {BEAT} ?beat }} }}"
        )

    def removed(self, graph: str) -> str:
        """Take a graph out, its entry first."""
        return ";\n".join([self._unlisted(graph), self._emptied(graph)])

    def replaced(self, graph: str, triples: Iterable[ox.Triple], digest: str) -> str:
        """Put statements in the place of a graph's, and its entry last."""
        return ";\n".join([self.removed(graph), self.filled(graph, triples), self._listed(graph, digest)])

    def filled(self, graph: str, triples: Iterable[ox.Triple]) -> str:
        """Add statements to a graph."""
        lines = "\n".join(f"{triple} ." for triple in triples)
        merged = lines if self._merges and not graph.startswith(STAGES) else ""
        return f"INSERT {{ GRAPH {ox.NamedNode(graph)} {{\n{lines}\n}} {merged} }} WHERE {{ {self._held} }}"

    def staged(self, graph: str, stage: str) -> str:
        """Begin a large graph: its entry goes, and where it is being filled is said."""
        node = ox.NamedNode(stage)
        return ";\n".join(
            [
                self._unlisted(graph),
                f"INSERT {{ GRAPH {GRAPH} {{ {GRAPH} {STAGE} {node} }} }} WHERE {{ {self._held} }}",
            ]
        )

    def published(self, graph: str, stage: str, digest: str) -> str:
        """End a large graph: what was filled takes the place of the former statements.

        Where nothing is filled any more, for the request had been carried out before, nothing happens.
        """
        some = f"SELECT ?filled {{ GRAPH {ox.NamedNode(stage)} {{ ?filled ?by ?with }} }} LIMIT 1"
        held = f"{self._held} {{ {some} }}"
        moved = (
            f"INSERT {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} {'?s ?p ?o' if self._merges else ''} }} "
            f"WHERE {{ {self._held} GRAPH {ox.NamedNode(stage)} {{ ?s ?p ?o }} }}"
        )
        listed = self._listed(graph, digest, held)
        return ";\n".join([self._emptied(graph, held), moved, listed, self.unstaged(stage)])

    def unstaged(self, stage: str) -> str:
        """Take away a graph that is, or was left, half filled."""
        node = ox.NamedNode(stage)
        return ";\n".join(
            [
                self._emptied(stage),
                f"DELETE {{ GRAPH {GRAPH} {{ {GRAPH} {STAGE} {node} }} }} WHERE {{ {self._held} }}",
            ]
        )

    def _emptied(self, graph: str, held: str = "") -> str:
        node, held = ox.NamedNode(graph), held or self._held
        pattern = f"GRAPH {node} {{ ?s ?p ?o }}"
        emptied = f"DELETE {{ {pattern} }} WHERE {{ {held} {pattern} }}"
        if not self._merges or graph.startswith(STAGES):
            return emptied
        others = f"GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({node}, {GRAPH}))"
        alone = f"{held} {pattern} FILTER NOT EXISTS {{ {others} }}"
        return f"DELETE {{ ?s ?p ?o }} WHERE {{ {alone} }};\n{emptied}"

    def _listed(self, graph: str, digest: str, held: str = "") -> str:
        entry = f"{ox.NamedNode(graph)} {DIGEST} {ox.Literal(digest)}"
        return f"INSERT {{ GRAPH {GRAPH} {{ {entry} }} }} WHERE {{ {held or self._held} }}"

    def _unlisted(self, graph: str) -> str:
        pattern = f"GRAPH {GRAPH} {{ {ox.NamedNode(graph)} {DIGEST} ?digest }}"
        return f"DELETE {{ {pattern} }} WHERE {{ {self._held} {pattern} }}"


def taken(holder: str) -> str:
    """Return the update that takes a lease that nobody has."""
    return (
        f"INSERT {{ GRAPH {GRAPH} {{ {GRAPH} {HOLDER} {ox.Literal(holder)} ; {BEAT} {ox.Literal('0')} }} }} "
        f"WHERE {{ {{ SELECT (COUNT(?other) AS ?holders) WHERE {{ "
        f"GRAPH {GRAPH} {{ {GRAPH} {HOLDER} ?other }} }} }} FILTER(?holders = 0) }}"
    )


def given_back(holder: str) -> str:
    """Return the update by which a holder leaves, with its beats when nobody else is there."""
    held = f"GRAPH {GRAPH} {{ {GRAPH} {HOLDER} {ox.Literal(holder)} }}"
    return (
        f"DELETE {{ GRAPH {GRAPH} {{ {GRAPH} {BEAT} ?beat }} }} "
        f"WHERE {{ {held} GRAPH {GRAPH} {{ {GRAPH} {BEAT} ?beat }} }};\nDELETE DATA {{ {held} }}"
    )


def all_in_one(updates: Sequence[str]) -> bytes:
    """Return updates as one request."""
    return ";\n".join(updates).encode()
