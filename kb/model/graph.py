"""The graph as the rest of the program asks it: what a store has to offer, embedded or not.

Queries are the program's own and trusted; what users write goes through `kb.querying`, which adds limits.
They run over the union of all files' graphs and know the project's prefixes. Values never become part of a
query's text; they are bound as checked terms. A single value fixes a variable that the query selects. A list
fills the empty block that the query declares for its variable, `VALUES ?it {}`; an empty list leaves nothing
to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.Literal
Binding = str | Term | Iterable[str | Term]
"""Text that begins with a scheme (`http:`, `urn:`) is an IRI, other text a plain literal."""

_SCHEMES = ("http://", "https://", "urn:", "file:")

Row = dict[str, str]
"""One solution: variable name to text or IRI; an unbound variable is absent."""


def bound(sparql: str, bindings: Mapping[str, Binding]) -> tuple[str, dict[ox.Variable, Term]]:
    """Return a query with its VALUES blocks filled, and the terms to substitute for other variables.

    Raises:
        ValueError: a list's variable has no block in the query, or a value is no IRI though it begins as one.
    """
    single: dict[ox.Variable, Term] = {}
    for name, value in bindings.items():
        if isinstance(value, (str, ox.NamedNode, ox.Literal)):
            single[ox.Variable(name)] = term(value)
        else:
            sparql = _filled(sparql, name, value)
    return sparql, single


def term(value: str | Term) -> Term:
    """Return a value as a term of the graph.

    Raises:
        ValueError: it begins as an IRI and is none.
    """
    if not isinstance(value, str):
        return value
    return ox.NamedNode(value) if value.startswith(_SCHEMES) else ox.Literal(value)


def is_iri(text: str) -> bool:
    """Say whether a text is a whole IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _filled(sparql: str, name: str, values: Iterable[str | Term]) -> str:
    block = f"VALUES ?{name} {{}}"
    if block not in sparql:
        raise ValueError(f"The query has no block `{block}`.")
    return sparql.replace(block, f"VALUES ?{name} {{ {' '.join(str(term(value)) for value in values)} }}")


class Graph(Protocol):
    """What every store of the graph can do."""

    @property
    def folder(self) -> Path | None:
        """Where it lies, when other processes may read it there."""
        ...

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
