"""The graph as the rest of the program asks it: what a store has to offer, embedded or not.

Queries are the program's own and trusted; what users write goes through `kb.querying`, which adds limits.
They run over the union of all files' graphs and know the project's prefixes. Values never become part of a
query's text: see `kb.model.bindings`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pyoxigraph as ox

from kb.model.bindings import Binding

Row = dict[str, str]
"""One solution: variable name to text or IRI; an unbound variable is absent."""


class Graph(Protocol):
    """What every store of the graph can do."""

    def select(self, sparql: str, **bindings: Binding) -> list[Row]:
        """Return the solutions of a SELECT query."""
        ...

    def ask(self, sparql: str, **bindings: Binding) -> bool:
        """Return the answer to an ASK query."""
        ...

    def construct(self, sparql: str, **bindings: Binding) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT query."""
        ...

    def describe(self, iri: str) -> list[ox.Triple]:
        """Return what is said of a node and of the nodes nested in it; nothing where nothing is."""
        ...

    def replace_graphs(
        self, stale: Iterable[str], fresh: Iterable[ox.Quad], outdated: Iterable[ox.Quad] = ()
    ) -> None:
        """Drop the `stale` graphs and `outdated` quads and put in `fresh` ones, all of it or nothing.

        Raises:
            UnreadableError: the graph was opened for reading only.
        """
        ...
