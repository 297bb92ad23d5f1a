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

        Values of `bindings` replace variables: text that begins with http becomes an IRI, other text
        a plain literal. User queries go through `kb.querying`, which adds limits.
        """
        solutions = self.store.query(
            sparql,
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
            substitutions=_terms(bindings),
        )
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("select() takes SELECT queries")
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value.value for name in names if (value := solution[name]) is not None}
            for solution in solutions
        ]

    def ask(self, sparql: str, **bindings: str | Term) -> bool:
        """Run a trusted ASK query."""
        answer = self.store.query(
            sparql,
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
            substitutions=_terms(bindings),
        )
        return bool(answer)


def _terms(
    bindings: Mapping[str, str | Term],
) -> dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    return {ox.Variable(name): _term(value) for name, value in bindings.items()}


def _term(value: str | Term) -> Term:
    if not isinstance(value, str):
        return value
    return ox.NamedNode(value) if value.startswith("http") else ox.Literal(value)
