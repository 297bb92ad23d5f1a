from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Told


def test_a_misspelt_term_is_named(empty: object, cli: Callable[..., Told]) -> None:
    told = cli("query", "-e", "SELECT ?c { ?c a soce:Clam ; soce:statement 'soce:Nothing' }")
    assert told.code == 0
    assert "note: soce:Clam is not a term of the graph. Did you mean soce:Claim?" in told.err
    assert "soce:Nothing" not in told.err


def test_nothing_is_said_of_the_named_queries(empty: object, cli: Callable[..., Told]) -> None:
    assert "is not a term" not in cli("query", "objections").err
