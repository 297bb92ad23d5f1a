"""Query results as people and programs want them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import pyoxigraph as ox

from kb.common.tables import table
from kb.model.record_names import PREDECLARED, shorten
from kb.namespaces import XSD
from kb.querying.evaluation import Form, Result
from kb.querying.query_errors import QueryError
from kb.querying.query_worker import solutions_json

_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long"))


class Format(StrEnum):
    """What results can be written as."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"


def default_format(form: Form) -> Format:
    """Return the format used when none is asked for: a graph is Turtle, all else a table."""
    return Format.TURTLE if form is Form.TRIPLES else Format.TABLE


def render(result: Result, form: Format, width: int | None = None) -> str:
    """Write a result out. `width` is the terminal's, for tables; None leaves every row on one line.

    CSV, TSV, JSON and XML are the W3C's SPARQL 1.1 results formats; for a graph JSON is JSON-LD, XML is
    RDF/XML, and the others list subject, predicate and object.

    Raises:
        QueryError: Turtle was asked for and the query gives no graph.
    """
    if result.form is Form.TRIPLES:
        return _graph(result, form, width)
    if form is Format.TURTLE:
        raise QueryError(
            "Turtle is for graphs, and this query gives rows",
            "Use CONSTRUCT or DESCRIBE, or another format: table, csv, tsv, json, xml.",
        )
    return _RESULTS[form](result.payload, width)


def _serialised(kind: ox.QueryResultsFormat) -> Callable[[bytes, int | None], str]:
    def write(payload: bytes, width: int | None) -> str:
        parsed = ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON)
        text = (parsed.serialize(format=kind) or b"").decode()
        return text if text.endswith("\n") else f"{text}\n"

    return write


def _table(payload: bytes, width: int | None) -> str:
    parsed = ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON)
    if isinstance(parsed, ox.QueryBoolean):
        return "true\n" if parsed else "false\n"
    headings = [variable.value for variable in parsed.variables]
    terms = [[solution[name] for name in headings] for solution in parsed]
    rows = [[shown(term) for term in row] for row in terms]
    numeric = frozenset(
        index for index in range(len(headings)) if terms and all(_is_number(row[index]) for row in terms)
    )
    return table(headings, rows, width, numeric)


_RESULTS: dict[Format, Callable[[bytes, int | None], str]] = {
    Format.TABLE: _table,
    Format.CSV: _serialised(ox.QueryResultsFormat.CSV),
    Format.TSV: _serialised(ox.QueryResultsFormat.TSV),
    Format.JSON: _serialised(ox.QueryResultsFormat.JSON),
    Format.XML: _serialised(ox.QueryResultsFormat.XML),
}


def shown(term: object) -> str:
    """Return a term as a table shows it: text bare, IRIs with prefixes, nothing for an unbound variable."""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else str(term)


def _is_number(term: object) -> bool:
    return term is None or (isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS)


_GRAPHS = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.JSON: ox.RdfFormat.JSON_LD,
    Format.XML: ox.RdfFormat.RDF_XML,
}


def _graph(result: Result, form: Format, width: int | None) -> str:
    quads = list(ox.parse(result.payload, format=ox.RdfFormat.N_TRIPLES))
    if form in _GRAPHS:
        triples = (quad.triple for quad in quads)
        used = {p: ns for p, ns in sorted(PREDECLARED.items()) if ns.encode() in result.payload}
        return (ox.serialize(triples, format=_GRAPHS[form], prefixes=used) or b"").decode()
    names = ("subject", "predicate", "object")
    rows = [dict(zip(names, quad.triple, strict=True)) for quad in quads]
    return _RESULTS[form](solutions_json(names, rows), width)


def note(result: Result, empty: str = "") -> str:
    """Return the sentence that is said about a result beside it: how much there is, and whether all.

    `empty` says what no rows mean.
    """
    if result.form is Form.BOOLEAN:
        return f"answered in {result.seconds:.3f} s"
    thing = "triple" if result.form is Form.TRIPLES else "row"
    count = f"{result.rows} {thing}{'' if result.rows == 1 else 's'}"
    if result.cut:
        return f"{count}, and there are more: --limit 0 gives them all ({result.seconds:.3f} s)"
    meaning = f": {empty}" if empty and not result.rows else ""
    return f"{count}{meaning} ({result.seconds:.3f} s)"
