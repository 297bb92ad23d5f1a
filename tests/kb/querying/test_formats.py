from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.common.tables import columns, table
from kb.model.record_names import PREDECLARED, expand, shorten
from kb.namespaces import XSD
from kb.querying.answer_formats import Form, Format, default_format
from kb.querying.answer_writing import solutions_json
from kb.querying.evaluation import Result
from kb.querying.query_errors import QueryError
from kb.querying.result_formats import note, render

Ask = Callable[..., Result]
SELECT = """
SELECT ?o ?n ?note WHERE { ?o skos:notation ?n OPTIONAL { ?f soce:occupation ?o ; rdfs:comment ?note } }
ORDER BY ?n
"""
GRAPH = (
    "CONSTRUCT { ?o skos:notation ?n ; skos:prefLabel ?l } WHERE { ?o skos:notation ?n ; skos:prefLabel ?l }"
)
SERIALISED = {
    Format.JSON: ox.QueryResultsFormat.JSON,
    Format.XML: ox.QueryResultsFormat.XML,
    Format.TSV: ox.QueryResultsFormat.TSV,
}


def terms(payload: bytes, kind: ox.QueryResultsFormat) -> list[list[str]]:
    parsed = ox.parse_query_results(payload, format=kind)
    assert isinstance(parsed, ox.QuerySolutions)
    return [[str(solution[variable]) for variable in parsed.variables] for solution in parsed]


@pytest.mark.parametrize("form", SERIALISED)
def test_each_results_format_reads_back_the_same(ask: Ask, form: Format) -> None:
    result = ask(SELECT)
    expected = terms(result.payload, ox.QueryResultsFormat.JSON)
    assert terms(render(result, form).encode(), SERIALISED[form]) == expected
    assert "文字" in str(expected)


def test_csv_reads_back_in_a_spreadsheet(ask: Ask) -> None:
    rows = list(csv.reader(io.StringIO(render(ask(SELECT), Format.CSV), newline="")))
    assert rows[0] == ["o", "n", "note"]
    assert rows[2][2] == 'Says "jobs", not persons;\nsecond line, with 文字.'


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (Format.TURTLE, ox.RdfFormat.TURTLE),
        (Format.XML, ox.RdfFormat.RDF_XML),
        (Format.JSON, ox.RdfFormat.JSON_LD),
    ],
)
def test_a_graph_reads_back_the_same(ask: Ask, form: Format, kind: ox.RdfFormat) -> None:
    result = ask(GRAPH)
    again = {str(quad.triple) for quad in ox.parse(render(result, form), format=kind)}
    assert again == {str(quad.triple) for quad in ox.parse(result.payload, format=ox.RdfFormat.N_TRIPLES)}
    assert len(again) == 4


def test_turtle_is_the_same_every_time_and_uses_the_prefixes(ask: Ask) -> None:
    text = render(ask(GRAPH), Format.TURTLE)
    assert text == render(ask(GRAPH), Format.TURTLE)
    assert "@prefix soc: " in text
    assert text.index("soc:33-9031 ") < text.index("soc:43-5031 ")


def test_a_graph_can_be_listed_too(ask: Ask) -> None:
    assert render(ask(GRAPH), Format.CSV).splitlines()[0] == "subject,predicate,object"
    assert "soc:43-5031  skos:notation" in render(ask(GRAPH), Format.TABLE)


@pytest.mark.parametrize(
    ("form", "expected"),
    [(Format.TABLE, "true\n"), (Format.CSV, "true\n"), (Format.TSV, "true\n")],
)
def test_yes_or_no(ask: Ask, form: Format, expected: str) -> None:
    assert render(ask("ASK { ?s ?p ?o }"), form) == expected


def test_yes_or_no_for_programs(ask: Ask) -> None:
    result = ask("ASK { ?s ?p 'nothing like this' }")
    assert json.loads(render(result, Format.JSON))["boolean"] is False
    assert "<boolean>false</boolean>" in render(result, Format.XML)


def test_turtle_of_rows_is_refused_with_a_way_out(ask: Ask) -> None:
    with pytest.raises(QueryError) as caught:
        render(ask(SELECT), Format.TURTLE)
    assert "CONSTRUCT" in caught.value.remedy


def test_the_default_is_what_one_expects() -> None:
    assert default_format(Form.TRIPLES) is Format.TURTLE
    assert default_format(Form.SOLUTIONS) is Format.TABLE


def test_the_table_shortens_iris_and_aligns(ask: Ask) -> None:
    assert render(ask(SELECT), Format.TABLE).splitlines() == [
        "o            n        note",
        "───────────  ───────  " + "─" * 49,
        "soc:33-9031  33-9031",
        'soc:43-5031  43-5031  Says "jobs", not persons; second line, with 文字.',
    ]


def test_numbers_stand_to_the_right(ask: Ask) -> None:
    lines = render(ask("SELECT * { VALUES ?n { 7 102500 } }"), Format.TABLE).splitlines()
    assert sorted(lines[2:]) == ["     7", "102500"]


def test_the_note_says_how_much_there_is() -> None:
    def result(rows: int, *, cut: bool = False) -> Result:
        return Result(Form.SOLUTIONS, rows, cut, 0.25, b"")

    assert note(result(1)) == "1 row (0.250 s)"
    assert note(result(2, cut=True)) == "2 rows, and there are more: --limit 0 gives them all (0.250 s)"
    assert note(result(0), "Nothing is open.") == "0 rows: Nothing is open. (0.250 s)"


LITERALS = st.builds(
    lambda value, tag: ox.Literal(value, language="en") if tag else ox.Literal(value),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\ufffe\uffff"), max_size=20),
    st.booleans(),
)


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), LITERALS), max_size=4))
def test_any_text_survives_the_way_through_json_and_tsv(rows: list[dict[str, ox.Literal]]) -> None:
    payload = solutions_json(["a", "b"], rows)  # type: ignore[arg-type]
    expected = [[str(row.get("a")), str(row.get("b"))] for row in rows]
    assert terms(payload, ox.QueryResultsFormat.JSON) == expected
    result = Result(Form.SOLUTIONS, len(rows), False, 0.0, payload)
    assert terms(render(result, Format.TSV).encode(), ox.QueryResultsFormat.TSV) == expected


@given(st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), max_size=4), st.integers(30, 120))
def test_a_table_keeps_to_the_terminal(rows: list[list[str]], width: int) -> None:
    text = table(("a", "b", "c"), rows, width)
    assert max(columns(line) for line in text.split("\n")) <= width
    assert not any(ord(character) < 32 and character != "\n" for character in text)


@given(st.text("ab -文é\u0301🙂", min_size=1, max_size=60))
def test_wrapping_loses_no_letter(cell: str) -> None:
    for text in (table(("x",), [[cell]], 10), table(("x",), [[cell]], 40)):
        letters = "".join(text.split()).lstrip("x─")
        assert letters == "".join(cell.split())


def test_words_stay_whole_where_they_can() -> None:
    text = table(("id", "says"), [["claim:life-saving", "one two three four five six"]], 32)
    assert text.splitlines()[2:] == [
        "claim:life-saving  one two three",
        "                   four five six",
    ]


def test_a_table_too_wide_for_the_terminal_becomes_blocks() -> None:
    text = table(
        ("id", "says", "source"), [["claim:life-saving", "", "source:aha-2020"], ["b", "c d", "e"]], 30
    )
    assert text.splitlines() == [
        *("id      claim:life-saving", "source  source:aha-2020", ""),
        *("id      b", "says    c d", "source  e"),
    ]


def test_a_plain_number_shows_its_value() -> None:
    payload = solutions_json(["n"], [{"n": ox.Literal("3.46", datatype=ox.NamedNode(f"{XSD}decimal"))}])
    assert render(Result(Form.SOLUTIONS, 1, False, 0.0, payload), Format.TABLE).splitlines()[-1] == "3.46"


@pytest.mark.parametrize("prefix", sorted(PREDECLARED))
def test_a_short_name_can_be_typed_back(prefix: str) -> None:
    iri = f"{PREDECLARED[prefix]}some-thing"
    assert expand(shorten(iri)) == iri


def test_an_iri_that_would_not_parse_as_a_name_stays_whole() -> None:
    assert shorten("https://w3id.org/soc-evidence/file/base/evidence/a.yaml") == (
        "https://w3id.org/soc-evidence/file/base/evidence/a.yaml"
    )
