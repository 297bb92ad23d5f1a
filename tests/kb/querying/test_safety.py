from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.record_names import PREDECLARED
from kb.querying.evaluation import Result
from kb.querying.query_errors import QueryError, QueryRefusedError
from kb.querying.safety import defused, refusal
from kb.querying.syntax import syntax_error

HERE = "http://127.0.0.1:9/"  # the engine refuses port 9 itself, with an error of its own
WRITING = ("LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "INSERT", "DELETE")
"""First words of the operations of SPARQL 1.1 Update (its grammar, rules 31 to 41)."""
HARMLESS = [
    "SELECT ?service WHERE { ?service a ?type }",
    "SELECT $SERVICE WHERE { ?s ?p $SERVICE }",
    'SELECT * WHERE { ?s ?p "SERVICE <http://x/> { }" }',
    "SELECT * WHERE { ?s ?p '''it's a\nSERVICE''' }",
    "SELECT * WHERE { ?s ?p ?o # SERVICE <http://x/> { }\n }",
    "PREFIX ex: <http://x/> SELECT * WHERE { ?s ex:service ex:LOAD }",
    "SELECT * WHERE { ?s <http://x/service#SERVICE> _:service }",
    'SELECT * WHERE { ?s ?p "tag"@service }',
    "PREFIX service: <http://x/> SELECT * WHERE { ?s service:offers ?o }",
    'SELECT * WHERE { ?s ?p "INSERT DATA { }" # DROP ALL\n }',
    "SELECT (COUNT(?load) AS ?drop) WHERE { ?add ?move ?load }",
    "SELECT * FROM <http://elsewhere.example/> WHERE { ?s ?p ?o }",
]
CALLS = [
    f"SELECT * WHERE {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ service silent <{HERE}> {{ ?s ?p ?o }} }}",
    f"PREFIX : <{HERE}> SELECT * WHERE {{ SERVICE:x {{ ?s ?p ?o }} }}",
    f"PREFIX : <{HERE}> PREFIX SERVICE: <http://x/> SELECT * WHERE {{ SERVICE:x {{ ?s ?p ?o }} }}",
    f"PREFIX : <{HERE}> SELECT * WHERE {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p 1SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p trueSERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p ?o.SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p ?o # note\rSERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    f"PREFIX : <{HERE}> SELECT * WHERE {{ ?s ?p ?o FILTER(?o<?b)SERVICE:x#>\n{{ ?s ?p ?o }} }}",
    f"PREFIX : <{HERE}> SELECT * WHERE {{ ?s ?p ?o FILTER(?o<e:b)SERVICE:x#>\n{{ ?s ?p ?o }} }}",
    f"PREFIX e: <{HERE}> SELECT * WHERE {{ ?s ?p e:.SERVICE e:x {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ FILTER NOT EXISTS {{ SERVICE ?x {{ ?s ?p ?o }} }} BIND(<{HERE}> AS ?x) }}",
]


def stopped(query: str) -> bool:
    """Say whether one of the two barriers keeps a query from being evaluated."""
    return refusal(query, PREDECLARED) is not None or syntax_error(query, PREDECLARED) is not None


def calls_out(query: str) -> bool:
    """Ask the engine itself: does it try to reach another computer?"""
    try:
        for _ in ox.Store().query(query, prefixes=PREDECLARED):  # type: ignore[union-attr]
            pass
    except OSError:
        return True
    except (SyntaxError, RuntimeError, TypeError):
        return False
    return False


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_no_call(query: str) -> None:
    assert not stopped(query)


@pytest.mark.parametrize("query", CALLS)
def test_no_spelling_of_a_call_is_evaluated(query: str) -> None:
    assert stopped(query)


@pytest.mark.parametrize("word", WRITING)
def test_updates_are_refused_by_name(word: str) -> None:
    found = refusal(f"# a comment\n  {word.title()} <http://x/>")
    assert found is not None
    assert (found.line, found.column) == (2, 3)
    assert word in found.message


def test_a_refusal_says_where_and_what_instead(ask: Callable[..., Result]) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        ask('SELECT *\nWHERE { ?s ?p "SERVICE" .\n  service <http://x/> { ?s ?p ?o } }')
    assert (caught.value.line, caught.value.column) == (3, 3)
    assert "another computer" in caught.value.message
    assert caught.value.remedy


PIECES = st.sampled_from(
    [
        *(
            "SERVICE",
            "service",
            "SILENT",
            "SERVICE:x",
            ":x",
            "e:a",
            "e:b.SERVICE",
            "<e:b)SERVICE:x#>",
            f"<{HERE}>",
        ),
        *(
            "?s",
            "?p",
            "?o",
            "1",
            "1.",
            "true",
            "'a'",
            '"',
            "'",
            '"""',
            "@en",
            "_:b",
            "a",
            "#",
            "\\",
            "<",
            ">",
        ),
        *("{", "}", "(", ")", ".", ";", ",", "FILTER", "OPTIONAL", "UNION", "GRAPH", "BIND", "AS", "VALUES"),
        *(" ", "\n", "\r", "{ ?s ?p ?o }", "(?o<?b)", "FILTER(?o<e:b)SERVICE:x#>\n{}"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_passes_stays_on_this_computer(body: str) -> None:
    query = f"PREFIX : <{HERE}> PREFIX e: <{HERE}> SELECT * {{ {{ {body} }} }}"
    if calls_out(query):
        assert stopped(query)


@given(
    st.lists(PIECES, max_size=5).map("".join),
    st.sampled_from(["{}", "{{ ?s ?p ?o }} {}", "GRAPH ?g {{ {} }}"]),
)
def test_a_call_put_anywhere_is_stopped(before: str, shape: str) -> None:
    call = shape.format(f"SERVICE <{HERE}> {{ ?s ?p ?o }}")
    query = f"PREFIX : <{HERE}> PREFIX e: <{HERE}> SELECT * {{ {before} {call} }}"
    if calls_out(query):
        assert stopped(query)


@given(st.text(max_size=30).map(lambda text: text.replace("\0", "")))
def test_no_text_in_quotation_marks_is_taken_for_a_call(text: str) -> None:
    for quoted in (str(ox.Literal(text)), str(ox.Literal(f"SERVICE {text} DROP ALL"))):
        assert not stopped(f"SELECT * {{ ?s ?p {quoted} }}")


@given(st.text(max_size=40))
def test_defusing_keeps_length_and_places(text: str) -> None:
    assert len(defused(text)) == len(text)
    assert defused(f"{text} service ") == f"{defused(text)} servixe "


def test_a_hidden_call_is_a_syntax_error_with_a_place(ask: Callable[..., Result]) -> None:
    with pytest.raises(QueryError) as caught:
        ask(CALLS[9])
    assert caught.value.line == 1
    assert caught.value.column > 1
