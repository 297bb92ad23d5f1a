"""What a mistake in a query is called, where it is said to be, and what is said to help."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from kb.model.record_names import PREDECLARED
from kb.querying.syntax import syntax_error

MISTAKES = [
    ("SELECT * {?s soc:x skoss:y}", 1, 20, "`skoss:` is not declared", "`skos:`"),
    ("SELECT *\n{?s zzz:x ?o}", 2, 5, "`zzz:` is not declared", "soce"),
    ("SELEC * {}", 1, 1, "`SELEC`", "SELECT"),
    ("SELECT * { ?s ?p ?o FILTRE(?o > 1) }", 1, 21, "`FILTRE`", "FILTER"),
    ("SELECT * {?s ?p ?o", 1, 19, "`{` is closed", "}"),
    ("SELECT (COUNT(*) AS ?n {?s ?p ?o}", 1, 24, "does not belong", ""),
    ("SELECT * {?s ?p ?o } }", 1, 22, "closes nothing", "Delete"),
    ("SELECT ?s, ?o {?s ?p ?o}", 1, 10, "comma", "blanks"),
    ("SELECT ?s (COUNT(?o) ?n) {?s ?p ?o}", 1, 22, "`?n`", "AS ?n"),
    ("SELECT COUNT(*) {?s ?p ?o}", 1, 8, "`COUNT`", "(COUNT(?x) AS ?n)"),
    ("SELECT ?s {?s ?p ?o} GROUP BY ?p", 1, 31, "neither groups", "GROUP BY"),
    ("SELECT ?s WHERE {\n  ?s ?p ?o\nORDER BY ?s", 3, 1, "inside the pattern", "`}`"),
    ("SELECT * { ?s soce:occupation 43-5031 }", 1, 33, "SOC code", "soc:43-5031"),
    ("SELECT * { ?s ?p 'abc }", 1, 18, "quotation mark", "Close"),
    ("SELECT * {\n ?é ?p ?o . FILTER(?o > ) }", 2, 25, "`)`", "--list"),
    ("", 1, 1, "ends too early", "SELECT"),
]


@pytest.mark.parametrize(("query", "line", "column", "message", "remedy"), MISTAKES)
def test_a_mistake_is_named_placed_and_mended(
    query: str, line: int, column: int, message: str, remedy: str
) -> None:
    found = syntax_error(query, PREDECLARED)
    assert found is not None
    assert (found.line, found.column) == (line, column)
    assert message in found.message
    assert remedy in found.remedy
    if "<a>" not in query and "GROUP BY" not in query:  # rdflib takes these two
        with pytest.raises(Exception):  # noqa: B017 - the other parser has its own kinds
            prepareQuery(query, initNs=PREDECLARED)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a soce:Claim ; dcterms:title ?title }",
        "SELECT * { ?s rdf:type/rdfs:subClassOf* ?c ; ^skos:broader|!a ?d }",
        "ASK { ?s ?p ( 1 2.5 'a'@en-GB \"b\"^^xsd:date ) , [ a 3 ] FILTER(?s < 3 && ?x >= 4e5) }",
        "DESCRIBE claim:x",
        "CONSTRUCT WHERE { ?s verification:verified ?o }",
        "SELECT (GROUP_CONCAT(?o; separator=',') AS ?os) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*)>1)",
    ],
)
def test_sound_queries_pass_with_the_predeclared_prefixes(query: str) -> None:
    assert syntax_error(query, PREDECLARED) is None
    prepareQuery(query, initNs=PREDECLARED)


with Path(__file__).with_name("query_mistakes.tsv").open(encoding="utf-8", newline="") as lines:
    CASES = [tuple(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.mark.parametrize(("query", "place", "message", "remedy"), CASES)
def test_what_is_written_wrong_is_told_with_what_to_write(
    query: str, place: str, message: str, remedy: str
) -> None:
    found = syntax_error(query, PREDECLARED)
    assert found is not None
    assert (f"{found.line}:{found.column}", found.message, found.remedy) == (place, message, remedy)


def test_usual_names_of_vocabularies_are_known() -> None:
    found = syntax_error("SELECT * { ?s dct:title ?t }", PREDECLARED)
    assert found is not None
    assert found.remedy.startswith("Did you mean `dcterms:`?")
