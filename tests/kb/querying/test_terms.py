from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Told


def test_a_misspelt_term_is_named(empty: object, cli: Callable[..., Told]) -> None:
    told = cli("query", "-e", "SELECT ?c { ?c a soce:Clam ; soce:statement 'soce:Nothing' }")
    assert told.code == 0
    assert "note: soce:Clam is not a term of the graph. Did you mean soce:Claim?" in told.err
    assert "soce:Nothing" not in told.err


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("?s a <soce:Claim>", "<soce:Claim> is an address of its own; write soce:Claim, without the marks."),
        ("?s skos:prefLable ?l", "skos:prefLable is nowhere in the graph. Did you mean skos:prefLabel?"),
        ("?s a <http://example.org/x>", "<http://example.org/x> is nowhere in the graph."),
        ("?s soce:standing standing:locl", "standing:locl is nowhere in the graph."),
        ('?s dcterms:issued "2020-05"^^xsd:gYear', '"2020-05"^^xsd:gYear is nowhere in the graph; "2020-05"'),
        ('?s skos:prefLabel "Protect life"@de', '"Protect life"@de is nowhere in the graph; "Protect life"'),
        ('?s rdfs:label "Nobody wrote this"', 'Nothing has rdfs:label "Nobody wrote this".'),
        (r'?s rdfs:seeAlso <http://example.org/\u00e9> FILTER(CONTAINS(?s, "a \"b\""@en))', ""),
        ("?s a soce:Claim FILTER(xsd:integer(?s) = 3)", ""),
    ],
)
def test_what_is_nowhere_is_named_when_nothing_is_found(
    pattern: str, said: str, empty: object, cli: Callable[..., Told]
) -> None:
    told = cli("query", "-e", f"SELECT ?s {{ {pattern} }}")
    assert told.code == 0
    assert f"note: {said}" in told.err if said else "note:" not in told.err


def test_nothing_is_said_of_a_query_that_finds_something(empty: object, cli: Callable[..., Told]) -> None:
    told = cli("query", "-e", "SELECT ?s { ?s a soce:Claim OPTIONAL { ?s skos:prefLable ?l } }")
    assert "note:" not in told.err


def test_a_limit_without_a_number_is_told(empty: object, cli: Callable[..., Told]) -> None:
    told = cli("query", "-e", "SELECT ?s { ?s a soce:Claim } LIMIT")
    assert (told.code, "`LIMIT` has no number" in told.err) == (2, True)


def test_nothing_is_said_of_the_named_queries(empty: object, cli: Callable[..., Told]) -> None:
    assert "is not a term" not in cli("query", "objections").err


def test_a_search_in_a_query_is_no_unknown_term(empty: object, cli: Callable[..., Told]) -> None:
    told = cli("query", "-e", "SELECT ?item { ?item soce:foundByWords 'callers' }")
    assert (told.code, "note:" in told.err) == (0, False)
