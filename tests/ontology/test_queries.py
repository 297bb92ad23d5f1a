"""The named queries: each is described, portable SPARQL, and answers from the bundled base."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from kb.model.record_names import KINDS, PREDECLARED, SCHEME_NAMES
from kb.named_queries.query_catalogue import AUDIENCES, NamedQuery, named_queries
from kb.querying.answer_charts import chart_of_answer
from kb.querying.answer_formats import Form, Format, default_format
from kb.querying.answers import Answer, read_answer
from kb.querying.asking import Question, ask
from kb.querying.evaluation import Limits, Result
from kb.querying.query_parameters import blocks
from kb.querying.result_formats import render
from kb.records.schema import load_schema
from kb.workspace import open_workspace

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = named_queries([ROOT / "ontology" / "queries"])
EACH = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))


@cache
def answer(name: str, parameters: tuple[tuple[str, str], ...] = ()) -> Result:
    query = QUERIES[name]
    values: dict[str, Sequence[str]] = {key: [value] for key, value in parameters}
    return ask(open_workspace(ROOT / "ontology"), Question(name, query.text), values, Limits())


def rows(name: str, **parameters: str) -> list[dict[str, str]]:
    text = render(answer(name, tuple(sorted(parameters.items()))), Format.CSV)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ending(value: str) -> str:
    return value.rpartition("/")[2]


def test_there_are_queries_for_each_kind_of_user() -> None:
    assert len(QUERIES) >= 18
    assert {user for query in QUERIES.values() for user in query.audience} == set(AUDIENCES)


@EACH
def test_a_query_says_what_it_answers_and_for_whom(query: NamedQuery) -> None:
    assert query.title
    assert "?" in query.purpose
    assert query.audience
    assert set(query.audience) <= set(AUDIENCES)


@EACH
def test_the_header_and_the_query_agree_on_parameters(query: NamedQuery) -> None:
    found = blocks(query.text)
    for parameter in query.parameters:
        assert parameter.meaning
        block = found[parameter.name]
        written = query.text[block.start : block.end].split()
        assert [value.strip('"').rpartition(":")[2] for value in written] == parameter.default.split()


@EACH
def test_rows_come_in_a_stated_order(query: NamedQuery) -> None:
    assert "ORDER BY" in query.text.rpartition("}")[2] or "CONSTRUCT" in query.text


@EACH
def test_a_query_is_sparql_for_other_engines_too(query: NamedQuery) -> None:
    prepareQuery(query.text, initNs=PREDECLARED)


@EACH
def test_a_query_answers_from_the_bundled_base(query: NamedQuery) -> None:
    result = answer(query.name)
    assert result.rows > 0 or query.empty
    assert not result.cut
    text = render(result, default_format(result.form))
    assert (text.count("@prefix") > 0) is (result.form is Form.TRIPLES)


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if query.chart])
def test_a_query_that_names_a_chart_is_drawn(name: str) -> None:
    found = read_answer(answer(name))
    assert isinstance(found, Answer)
    assert chart_of_answer(QUERIES[name], found) is not None


def test_precedents_are_the_moves_of_whole_occupations() -> None:
    moves = {(row["code_2010"], row["code_2018"]) for row in rows("cross-group-precedents")}
    assert {("39-9021", "31-1122"), ("43-5081", "53-7065")} <= moves
    assert all(old[:2] != new[:2] for old, new in moves)
    assert "43-9011" not in {old for old, _ in moves}  # computer operators were merged with others


def test_training_of_telecommunicators_is_far_above_that_of_the_comparison_set() -> None:
    shares = {row["code"]: (float(row["percent"]), row["sample"]) for row in rows("training-shares")}
    assert shares["43-5031"] == (84.29, "26")
    assert shares["33-9091"][0] < shares["43-5032"][0] < shares["43-5031"][0]


def test_the_wage_series_has_its_source_in_every_row() -> None:
    found = {(row["code"], row["period"]): row for row in rows("employment-and-wages")}
    latest = found["43-5031", "2025-05"]
    assert (latest["employment"], latest["median_wage"]) == ("102500", "53040")
    assert ending(latest["source"]) == "oews-2025"
    assert all(row["source"] for row in found.values())


def test_a_parameter_changes_the_occupation() -> None:
    codes = {row["code"] for row in rows("duties-of", code="33-9031")}
    assert codes == {"33-9031"}
    assert {row["kind"] for row in rows("duties-of")} == {"may", "required"}


def test_group_33_has_its_24_occupations() -> None:
    found = rows("definitions-of-group")
    assert len(found) == 24
    assert all(row["whose"] != "not recorded" for row in found)


def test_protective_occupations_call_for_help() -> None:
    items = {row["item"] for row in rows("calls-for-help")}
    assert any("2135" in item for item in items)
    assert {row["code"][:3] for row in rows("calls-for-help")} == {"33-"}


def test_a_claim_leads_to_a_quotation_and_its_place() -> None:
    found = rows("claim-to-quotation")
    assert any(row["quotation"] and row["place"] and row["verification"] == "verified" for row in found)
    assert {row["direction"] for row in found} <= {"supports", "disputes"}


def test_contrary_evidence_names_where_it_is_weighed() -> None:
    assert any(row["weighed"] for row in rows("contrary-evidence"))


def test_the_matrix_never_counts_more_required_duties_than_duties() -> None:
    assert all(int(row["required"]) <= int(row["duties"]) for row in rows("duty-function-matrix"))


def test_the_prefixes_name_every_kind_and_every_scheme() -> None:
    schema = load_schema(ROOT / "ontology")
    assert set(KINDS) == {kind for kind, term in schema.kinds.items() if term.base} | {"topic"}
    assert set(SCHEME_NAMES) == {path.stem for path in (ROOT / "ontology" / "schemes").glob("*.ttl")}
