from __future__ import annotations

import json
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.querying.evaluation import Result
from kb.querying.query_errors import QueryError
from kb.querying.query_parameters import bind, blocks

BY_CODE = (
    'SELECT ?code ?title WHERE { VALUES ?code { "43-5031" } ?o skos:notation ?code ; skos:prefLabel ?title }'
)
BY_IRI = "SELECT * WHERE { VALUES ?o { soc:43-5031 } ?o skos:notation ?code }"


def codes(result: Result) -> list[str]:
    return [row["code"]["value"] for row in json.loads(result.payload)["results"]["bindings"]]


@pytest.mark.parametrize(
    ("query", "name", "values", "expected"),
    [
        (BY_CODE, "code", ["33-9031"], ["33-9031"]),
        (BY_CODE, "code", ["33-9031", "43-5031"], ["33-9031", "43-5031"]),
        (BY_IRI, "o", ["33-9031"], ["33-9031"]),
        (BY_IRI, "o", ["soc:33-9031"], ["33-9031"]),
        (BY_IRI, "o", ["https://w3id.org/soc-evidence/soc/2018/33-9031"], ["33-9031"]),
    ],
)
def test_values_take_the_place_of_the_default(
    ask: Callable[..., Result], query: str, name: str, values: list[str], expected: list[str]
) -> None:
    assert sorted(codes(ask(bind(query, {name: values})))) == expected


def test_numbers_stay_numbers() -> None:
    query = "SELECT * { VALUES ?least { 10 } ?s ?p ?o FILTER(?o > ?least) }"
    assert '"250"^^<http://www.w3.org/2001/XMLSchema#integer>' in bind(query, {"least": ["250"]})
    for value in ("many", "1e5", "0x10", "1 2", "NaN"):
        with pytest.raises(QueryError, match="no number"):
            bind(query, {"least": [value]})


def test_a_block_in_a_comment_or_a_text_is_no_parameter() -> None:
    assert set(
        blocks('# VALUES ?a { 1 }\nSELECT * { VALUES ?b { "VALUES ?c { 2 }" } VALUES (?d ?e) { (1 2) } }')
    ) == {"b"}


@pytest.mark.parametrize(
    ("query", "name", "remedy"),
    [(BY_CODE, "cod", "-p code="), (BY_CODE, "zzz", "code"), ("ASK {}", "code", "VALUES ?code {")],
)
def test_an_unknown_parameter_is_told_what_to_do(query: str, name: str, remedy: str) -> None:
    with pytest.raises(QueryError, match=f"no parameter `{name}`") as caught:
        bind(query, {name: ["x"]})
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("value", ["43-5031> } DROP ALL #", "a b", "", "x}y", "../../x"])
def test_an_id_cannot_leave_its_place(value: str) -> None:
    with pytest.raises(QueryError, match="names nothing"):
        bind(BY_IRI, {"o": [value]})


@given(st.text())
def test_a_text_is_bound_as_it_is_and_never_read_as_a_query(text: str) -> None:
    text = text.replace("\0", "")
    query = bind('SELECT ?code { VALUES ?code { "x" } }', {"code": [text]})
    found = list(ox.Store().query(query))  # type: ignore[arg-type]
    assert [solution["code"].value for solution in found] == [text]
