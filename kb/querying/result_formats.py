"""Query results as people and programs want them."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kb.common.tables import table
from kb.model.record_names import PREDECLARED, shorten
from kb.namespaces import XSD
from kb.querying.answer_formats import GRAPHS, QUADS, ROWS, Form, Format, only_for_graphs
from kb.querying.answer_writing import solutions_json
from kb.querying.evaluation import Outcome, Result
from kb.querying.query_errors import QueryError

_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long"))


def render(result: Result, form: Format, width: int | None = None) -> str:
    """Write a result out. `width` is the terminal's, for tables; None leaves every row on one line.

    CSV, TSV, JSON and XML are the W3C's SPARQL 1.1 results formats; for a graph JSON is JSON-LD, XML is
    RDF/XML, and the others list subject, predicate and object.

    Raises:
        QueryError: a form for graphs was asked for and the query gives none.
    """
    if result.form is Form.TRIPLES:
        return _graph(result, form, width)
    if form not in _RESULTS:
        raise QueryError(*only_for_graphs(form))
    return _RESULTS[form](result.payload, width)


def laid_out(payload: bytes, form: Form, width: int | None = None) -> str:
    """Return rows, or triples, as a table; the payload is that of a `Result`."""
    if form is Form.TRIPLES:
        return _triple_table(payload, Format.TABLE, width)
    return _table(payload, width)


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
    **{form: _serialised(kind) for form, kind in ROWS.items()},
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


def _graph(result: Result, form: Format, width: int | None) -> str:
    if form not in GRAPHS:
        return _triple_table(result.payload, form, width)
    quads = list(ox.parse(result.payload, format=ox.RdfFormat.N_TRIPLES))
    used = {p: ns for p, ns in sorted(PREDECLARED.items()) if ns.encode() in result.payload}
    statements = quads if form in QUADS else [quad.triple for quad in quads]
    return (ox.serialize(statements, format=GRAPHS[form], prefixes=used) or b"").decode()


def _triple_table(payload: bytes, form: Format, width: int | None) -> str:
    names = ("subject", "predicate", "object")
    quads = ox.parse(payload, format=ox.RdfFormat.N_TRIPLES)
    rows = [dict(zip(names, quad.triple, strict=True)) for quad in quads]
    return _RESULTS[form](solutions_json(names, rows), width)


def note(result: Outcome, empty: str = "") -> str:
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
