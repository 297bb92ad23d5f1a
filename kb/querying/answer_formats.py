"""The forms in which an answer is written: the W3C's for rows and for graphs, and a table for people."""

from __future__ import annotations

from enum import StrEnum

import pyoxigraph as ox

from kb.common.sparql_tokens import query_word


class Form(StrEnum):
    """What a query gives: rows (SELECT), yes or no (ASK), or a graph (CONSTRUCT, DESCRIBE)."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    TRIPLES = "triples"


class Format(StrEnum):
    """What results can be written as."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"


ROWS: dict[Format, ox.QueryResultsFormat] = {
    Format.CSV: ox.QueryResultsFormat.CSV,
    Format.TSV: ox.QueryResultsFormat.TSV,
    Format.JSON: ox.QueryResultsFormat.JSON,
    Format.XML: ox.QueryResultsFormat.XML,
}
"""SPARQL 1.1 results formats."""
GRAPHS: dict[Format, ox.RdfFormat] = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    Format.NQUADS: ox.RdfFormat.N_QUADS,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.JSON: ox.RdfFormat.JSON_LD,
    Format.XML: ox.RdfFormat.RDF_XML,
}
"""RDF; JSON is JSON-LD, XML is RDF/XML."""
QUADS = frozenset({Format.NQUADS, Format.TRIG})
"""Forms that keep named graphs: rows of subject, predicate, object and graph can be written in them."""


def form_of(query: str) -> Form:
    """Return what a query gives, by the first of its words that says so; rows, where none does."""
    word = query_word(query)
    if word == "ASK":
        return Form.BOOLEAN
    return Form.SOLUTIONS if word == "SELECT" else Form.TRIPLES


def default_format(form: Form) -> Format:
    """Return the format used when none is asked for: a graph is Turtle, all else a table."""
    return Format.TURTLE if form is Form.TRIPLES else Format.TABLE


def only_for_graphs(form: Format) -> tuple[str, str]:
    """Return why rows do not come in a form, and what to do."""
    return (
        f"{form.value.capitalize()} is for graphs, and this query gives rows",
        "Use CONSTRUCT or DESCRIBE, or another format: table, csv, tsv, json, xml.",
    )
