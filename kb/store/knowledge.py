"""The graph as the rest of the program asks it: SPARQL over the union of all files, prefixes known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kb.namespaces import PREFIXES

Term = ox.NamedNode | ox.Literal
Row = dict[str, str]
"""One solution: variable name to text or IRI; an unbound variable is absent."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """An opened store."""

    store: ox.Store

    def select(self, sparql: str, **bindings: str | Term) -> list[Row]:
        """Run a trusted SELECT query of the program's own.

        Values of `bindings` fix variables of the query: text that begins with http becomes an IRI, other
        text a plain literal. User queries go through `kb.querying`, which adds limits.
        """
        solutions = self._query(sparql, bindings)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("select() takes SELECT queries")
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value.value for name in names if (value := solution[name]) is not None}
            for solution in solutions
        ]

    def ask(self, sparql: str, **bindings: str | Term) -> bool:
        """Run a trusted ASK query."""
        return bool(self._query(sparql, bindings))

    def _query(
        self, sparql: str, bindings: Mapping[str, str | Term]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Evaluate over the union of graphs, with the bindings as VALUES at the head of the pattern."""
        values = " ".join(f"VALUES ?{name} {{ {_term(value)} }}" for name, value in bindings.items())
        return self.store.query(
            sparql.replace("{", f"{{ {values}", 1), prefixes=PREFIXES, use_default_graph_as_union=True
        )


def _term(value: str | Term) -> Term:
    if not isinstance(value, str):
        return value
    return ox.NamedNode(value) if value.startswith("http") else ox.Literal(value)
