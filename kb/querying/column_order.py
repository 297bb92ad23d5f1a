"""The columns of `SELECT *` in the order in which a query speaks of them; the engine gives them by name."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kb.common.sparql_tokens import Kind, Token, significant
from kb.namespaces import BASE
from kb.querying.query_functions import FUNCTIONS
from kb.querying.safety import defused

_QUERY_WORDS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def with_columns_named(text: str, prefixes: Mapping[str, str]) -> str:
    """Return a query that parses with its columns named, where it asks for all of them."""
    found = significant(text)
    select = next((n for n, token in enumerate(found) if _is(token, *_QUERY_WORDS)), None)
    if select is None or not _is(found[select], "SELECT"):
        return text
    star = select + (2 if _is(found[select + 1], "DISTINCT", "REDUCED") else 1)
    if found[star].text != "*":
        return text
    asked = ox.Store().query(
        defused(text), base_iri=BASE, prefixes=dict(prefixes), custom_functions=FUNCTIONS
    )
    assert isinstance(asked, ox.QuerySolutions), "it selects"  # noqa: S101
    columns = {variable.value for variable in asked.variables}
    spoken = (token.text[1:] for token in found if token.kind is Kind.VARIABLE)
    ordered = [f"?{name}" for name in dict.fromkeys(spoken) if name in columns]
    if not ordered or len(ordered) != len(columns):
        return text
    return f"{text[: found[star].start]} {' '.join(ordered)} {text[found[star].end :]}"


def _is(token: Token, *words: str) -> bool:
    return token.kind is Kind.WORD and token.text.upper() in words
