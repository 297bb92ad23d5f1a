"""Values in queries are terms: no text, however hostile, becomes part of a query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import MissingError, UnreadableError
from kb.model.graph import is_iri
from kb.model.record_names import identify
from kb.namespaces import RECORDS, record
from kb.store import Knowledge

HOSTILE = [
    "a b|c",
    "x]",
    "x> ?p ?o } #",
    "BLS 2024 0001",
    '"quoted"',
    "back\\slash",
    "{brace}",
    "line\nend",
    "100%",
    "\ud800",
    "\ue100",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_id_that_no_record_can_have_names_nothing(knowledge: Knowledge, text: str) -> None:
    rows = knowledge.select("SELECT ?it ?p { ?it ?p ?o }", it=record("claim", text))
    assert rows == []
    assert knowledge.select("SELECT ?it ?p { VALUES ?it {} ?it ?p ?o }", it=[record("claim", text)]) == []
    with pytest.raises(MissingError):
        identify(knowledge, f"claim/{text}")


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_gives_the_iri_of_a_record(kind: str, identifier: str) -> None:
    assert is_iri(record(kind, identifier))


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]*", fullmatch=True))
def test_ids_as_they_are_written_stay_as_they_are(identifier: str) -> None:
    assert record("claim", identifier) == f"{RECORDS}claim/{identifier}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_literal_is_found_by_its_very_text(text: str) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal(text)))
    graph = Knowledge(store)
    for value in (ox.Literal(text), [ox.Literal(text)]):
        query = "SELECT ?o ?s { ?s <urn:p> ?o }" if value == ox.Literal(text) else _LISTED
        assert [row["s"] for row in graph.select(query, o=value)] == ["urn:a"]


_LISTED = "SELECT ?o ?s { VALUES ?o {} ?s <urn:p> ?o }"


def test_an_empty_list_finds_nothing(knowledge: Knowledge) -> None:
    assert knowledge.select("SELECT ?it { VALUES ?it {} ?it a soce:Claim }", it=[]) == []


def test_a_list_needs_a_block_in_the_query(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="VALUES"):
        knowledge.select("SELECT ?it { ?it a soce:Claim }", it=[record("claim", "bare")])


def test_a_value_that_is_no_iri_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="IRI"):
        knowledge.select("SELECT ?it { VALUES ?it {} ?it a soce:Claim }", it=["http://x/> ?p ?o"])


def test_a_description_holds_what_is_nested(knowledge: Knowledge) -> None:
    said = {str(triple.object) for triple in knowledge.describe(record("evidence", "care"))}
    assert {'"They give initial care."', '"initial care"', '"e687"'} <= said


def test_construct_gives_triples(knowledge: Knowledge) -> None:
    query = "CONSTRUCT { ?it a soce:Claim } WHERE { VALUES ?it {} ?it a soce:Claim }"
    triples = knowledge.construct(query, it=[record("claim", "bare")])
    assert [str(triple.subject) for triple in triples] == [f"<{record('claim', 'bare')}>"]


def test_graphs_are_replaced_in_one_step() -> None:
    graph = Knowledge(ox.Store(), writable=True)
    old, new = (
        ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal(text), ox.NamedNode("urn:g"))
        for text in ("old", 'new "\n>')
    )
    graph.replace_graphs([], [old])
    graph.replace_graphs(["urn:g"], [new])
    assert [row["o"] for row in graph.select("SELECT ?o { ?s <urn:p> ?o }")] == ['new "\n>']


def test_what_is_opened_for_reading_is_not_written(knowledge: Knowledge) -> None:
    with pytest.raises(UnreadableError, match="reading"):
        knowledge.replace_graphs(["urn:g"], [])
