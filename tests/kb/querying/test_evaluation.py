from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.querying.evaluation import (
    MEBIBYTE,
    Form,
    Graphs,
    Limits,
    Result,
    evaluate,
)
from kb.querying.query_errors import QueryError, QueryStoppedError, QuerySyntaxError
from kb.store.merged_graph import with_merge

ONE = ox.NamedNode("urn:file:one")
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a <urn:near> ?b . ?c <urn:near> ?d . ?e <urn:near> ?f }"
Ask = Callable[..., Result]


def rows(result: Result) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(result.payload)["results"]["bindings"]
    return found


def test_the_first_query_needs_no_prefix_and_sees_every_file(ask: Ask) -> None:
    result = ask(
        "SELECT ?title ?jobs {?f soce:occupation ?o ; sdmx-measure:obsValue ?jobs . ?o skos:prefLabel ?title}"
    )
    assert [(row["title"]["value"], row["jobs"]["value"]) for row in rows(result)] == [
        ("Public Safety Telecommunicators", "102500")
    ]
    assert (result.form, result.rows, result.cut) == (Form.SOLUTIONS, 1, False)


def test_a_file_can_be_asked_alone(ask: Ask) -> None:
    assert ask("SELECT ?s { GRAPH <urn:file:two> { ?s a ?class } }").rows == 1


def test_ask_says_yes_or_no(ask: Ask) -> None:
    assert json.loads(ask("ASK { ?s soce:occupation soc:43-5031 }").payload)["boolean"] is True
    assert json.loads(ask("ASK { ?s soce:occupation soc:33-9031 }").payload)["boolean"] is False


def test_rows_beyond_the_limit_are_cut_and_said_to_be(ask: Ask) -> None:
    assert [(r.rows, r.cut) for r in [ask("SELECT * { ?a <urn:near> ?b }", rows=2)]] == [(2, True)]
    assert [(r.rows, r.cut) for r in [ask("SELECT * { ?a <urn:near> ?b }", rows=3000)]] == [(3000, False)]
    assert ask("SELECT * { ?a <urn:near> ?b }", rows=0).rows == 3000
    assert ask("CONSTRUCT WHERE { ?a <urn:near> ?b }", rows=5).cut


def test_a_runaway_query_is_ended_in_time(ask: Ask) -> None:
    with pytest.raises(QueryStoppedError, match="after 1 s") as caught:
        ask(CROSS, seconds=1.0)
    assert "--timeout" in caught.value.remedy


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems bound the memory of a process")
def test_a_query_that_needs_too_much_memory_is_ended(ask: Ask) -> None:
    with pytest.raises(QueryStoppedError, match="1024 MiB of memory"):
        ask("SELECT * { ?a <urn:near> ?b . ?c <urn:near> ?d } ORDER BY ?d ?b", memory=1024 * MEBIBYTE)


def test_a_graph_comes_in_one_order_with_one_set_of_labels(ask: Ask) -> None:
    query = "CONSTRUCT { ?o soce:row [ skos:notation ?n ] } WHERE { ?o skos:notation ?n }"
    first, second = ask(query), ask(query)
    assert first.form is Form.TRIPLES
    assert first.payload == second.payload
    assert first.payload.splitlines() == sorted(first.payload.splitlines())


def test_syntax_errors_come_with_their_place(ask: Ask) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        ask("SELECT *\nWHERE { ?s ?p }")
    assert (caught.value.line, caught.value.column) == (2, 15)
    assert str(caught.value.at("mine.rq")).startswith("mine.rq:2:15: ")


def test_a_function_that_does_not_exist_is_the_querys_fault(ask: Ask) -> None:
    with pytest.raises(QueryError, match="http://x/f"):
        ask("SELECT * { BIND(<http://x/f>(1) AS ?x) }")


def test_from_selects_files_by_their_graph(ask: Ask) -> None:
    assert ask("SELECT ?s FROM <urn:file:two> { ?s a ?class }").rows == 1


def test_a_store_that_was_changed_meanwhile_is_asked_as_it_is_now(tmp_path: Path) -> None:
    place, count = tmp_path / "store", "SELECT * { ?s <urn:near> ?o }"
    for number in (1, 2):
        opened = ox.Store(str(place))
        opened.add(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:near"), ox.Literal("x"), ONE))
        opened.flush()
        del opened
        assert evaluate(place, count).rows == number


def test_a_statement_of_several_files_is_one_without_graph_and_one_for_each_file_with_it(
    tmp_path: Path,
) -> None:
    place = tmp_path / "store"
    opened = ox.Store(str(place))
    said = (ox.NamedNode("urn:a"), ox.NamedNode("urn:near"), ox.Literal("x"))
    opened.extend(with_merge([ox.Quad(*said, ONE), ox.Quad(*said, ox.NamedNode("urn:file:two"))]))
    opened.flush()
    del opened
    pattern = "{ ?s <urn:near> ?o }"
    asked = [f"SELECT * {pattern}", f"SELECT * FROM {ONE} {pattern}", f"SELECT * {{ GRAPH {ONE} {pattern} }}"]
    assert [evaluate(place, query).rows for query in asked] == [1, 1, 1]
    assert evaluate(place, f"SELECT * {{ GRAPH ?file {pattern} }}").rows == 2
    assert evaluate(place, f"SELECT * {pattern}", graphs=Graphs((ONE.value,))).rows == 1
    assert evaluate(place, f"SELECT * {pattern}", graphs=Graphs(named=(ONE.value,))).rows == 0


def test_a_remote_graph_in_from_is_empty_and_not_fetched(ask: Ask) -> None:
    assert ask("SELECT * FROM <http://127.0.0.1:9/graph> { ?s ?p ?o }").rows == 0


def test_modules_lying_in_the_users_folder_are_not_run(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('run from the working folder')")
    monkeypatch.chdir(tmp_path)
    assert evaluate(store, "ASK { ?s ?p ?o }", Limits()).form is Form.BOOLEAN


def test_a_small_query_stays_within_the_limits(ask: Ask) -> None:
    answer = ask("SELECT * { ?s skos:notation ?n }")
    assert answer.rows > 0
    assert not answer.cut


def test_a_query_can_ask_for_the_interval_of_a_share(ask: Ask) -> None:
    (row,) = rows(ask("SELECT (soce:wilsonLower(84.29, 26) AS ?a) (soce:wilsonUpper(84.29, 26) AS ?b) {}"))
    assert (row["a"]["value"], row["b"]["value"]) == ("66.1", "93.7")


@pytest.mark.parametrize("arguments", ["50", "'x', 20", "120, 20", "50, 0", "50, 20, 3", "?nothing, 20"])
def test_where_there_is_no_interval_the_query_has_no_value(arguments: str, ask: Ask) -> None:
    (row,) = rows(ask(f"SELECT (soce:wilsonLower({arguments}) AS ?a) {{}}"))
    assert not row
