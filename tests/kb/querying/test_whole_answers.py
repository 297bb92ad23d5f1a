"""Answers of every form are whole, and refused where the form cannot hold them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.querying.answer_formats import Form, Format
from kb.querying.evaluation import Limits, Outcome, evaluate_into
from kb.querying.query_errors import QueryError, QueryStoppedError

DEFAULT = Limits()
CROWD = "{ ?a <urn:near> ?b }"
QUADS = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
LARGE = "{ ?a <urn:near> ?b . ?c <urn:near> ?d FILTER(STR(?a) < 'urn:node:104') }"


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    return tmp_path / "answer"


def written(
    answer: Path, store: Path, query: str, form: Format | None = None, limits: Limits = DEFAULT
) -> Outcome:
    return evaluate_into(answer, store, query, limits, form)


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV, Format.JSON, Format.XML])
def test_all_rows_are_written_and_counted(form: Format, answer: Path, store: Path) -> None:
    found = written(answer, store, f"SELECT * {CROWD}", form)
    assert (found.form, found.rows, found.cut) == (Form.SOLUTIONS, 3000, False)
    assert answer.read_bytes().count(b"urn:node:2999") == 2


@pytest.mark.parametrize("form", [Format.TURTLE, Format.NTRIPLES, Format.XML, Format.JSON, Format.CSV])
def test_a_graph_is_written_as_a_whole(form: Format, answer: Path, store: Path) -> None:
    found = written(answer, store, f"CONSTRUCT WHERE {CROWD}", form)
    assert (found.form, found.rows, found.cut) == (Form.TRIPLES, 3000, False)
    assert answer.read_bytes().count(b"urn:node:2999") == 2


def test_a_graph_too_large_to_be_sorted_has_every_triple(answer: Path, store: Path) -> None:
    query = f"CONSTRUCT {{ ?a <urn:far> ?d }} {LARGE}"
    found = written(answer, store, query, Format.NTRIPLES)
    lines = answer.read_text().splitlines()
    assert found.rows == len(lines) == len(set(lines)) > 100_000
    cut = written(answer, store, query, Format.CSV, Limits(rows=100_001))
    assert (cut.rows, cut.cut) == (100_001, True)
    assert len(answer.read_text().splitlines()) == 100_002


@pytest.mark.parametrize("form", [Format.NQUADS, Format.TRIG])
def test_rows_of_four_terms_keep_their_graphs(form: Format, answer: Path, store: Path) -> None:
    found = written(answer, store, QUADS, form)
    kind = ox.RdfFormat.N_QUADS if form is Format.NQUADS else ox.RdfFormat.TRIG
    read = set(ox.parse(path=str(answer), format=kind))
    assert read == set(ox.Store.read_only(str(store)))
    assert (found.rows, found.cut) == (len(read), False)
    cut = written(answer, store, QUADS, form, Limits(rows=5))
    assert (cut.rows, cut.cut, len(list(ox.parse(path=str(answer), format=kind)))) == (5, True, 5)
    assert not written(answer, store, QUADS, form, Limits(rows=len(read))).cut


@pytest.mark.parametrize(
    ("query", "form", "told"),
    [
        ("ASK {}", Format.TURTLE, "for graphs"),
        ("SELECT ?s { ?s ?p ?o }", Format.NQUADS, "subject, predicate, object and graph"),
        ("SELECT ?o ?p ?s { ?s ?p ?o FILTER(ISLITERAL(?o)) }", Format.TRIG, "no statement"),
        ('SELECT ("\\u0001" AS ?x) {}', Format.XML, "control character"),
        ('CONSTRUCT { <a:b> <a:c> "\\u0001" } {}', Format.XML, "control character"),
    ],
)
def test_what_a_form_cannot_hold_is_told(
    query: str, form: Format, told: str, answer: Path, store: Path
) -> None:
    with pytest.raises(QueryError, match=told):
        written(answer, store, query, form)


def test_an_answer_larger_than_allowed_is_stopped(answer: Path, store: Path) -> None:
    with pytest.raises(QueryStoppedError, match="larger than 1 MiB"):
        written(answer, store, f"SELECT * {LARGE}", Format.JSON, Limits(answer=1 << 20))


@pytest.mark.parametrize(
    ("query", "told", "remedy"),
    [
        (
            "SELECT * { " + "{" * 10_000 + " ?s ?p ?o " + "}" * 10_000 + " }",
            "nested: 10,001 brackets",
            "VALUES",
        ),
        (
            "SELECT * { ?s ?p ?o FILTER(" + "(" * 10_000 + "?o" + ")" * 10_000 + ") }",
            "10,002 brackets",
            "VALUES",
        ),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 10_000 + "?o) }", "negations (!): 10,000", "away"),
        (
            "SELECT * { ?s ?p ?o FILTER(" + " || ".join(["?o = 1"] * 10_000) + ") }",
            "alternatives (||)",
            "VALUES",
        ),
        ("SELECT * { " + " UNION ".join(["{ ?s ?p 1 }"] * 10_000) + " }", "alternatives (UNION)", "VALUES"),
        ("SELECT * { " + "OPTIONAL { ?s ?p ?o " * 10_000 + "}" * 10_000 + " }", "OPTIONAL|nested", ""),
    ],
    ids=["groups", "brackets", "negations", "alternatives", "unions", "optionals"],
)
def test_a_query_that_is_too_deep_is_told_what_it_has_too_much_of(
    query: str, told: str, remedy: str, answer: Path, store: Path
) -> None:
    with pytest.raises(QueryError) as caught:
        written(answer, store, query)
    assert any(each in caught.value.message for each in told.split("|"))
    assert remedy in caught.value.remedy
    assert written(answer, store, "ASK {}").form is Form.BOOLEAN
