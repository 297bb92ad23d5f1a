"""Values in queries: checked terms, never pieces of text.

A single value fixes a variable that the query selects. A list fills the empty block that the query declares
for its variable, `VALUES ?it {}`; an empty list leaves nothing to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

Term = ox.NamedNode | ox.Literal
Binding = str | Term | Iterable[str | Term]
"""Text that begins with a scheme (`http:`, `urn:`) is an IRI, other text a plain literal."""

_SCHEMES = ("http://", "https://", "urn:", "file:")


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
