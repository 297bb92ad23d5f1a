"""Query results as people and programs want them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kb.common.tables import table_pieces
from kb.model.record_names import PREDECLARED, shorten
from kb.namespaces import XSD
from kb.querying.answer_formats import GRAPHS, QUADS, ROWS, Form, Format, only_for_graphs
from kb.querying.answer_writing import TRIPLE, Term, solutions_json
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
    if form is Format.TABLE:
        return "".join(laid_out(result.payload, result.form, width))
    if result.form is Form.TRIPLES:
        return _graph(result, form)
    if form not in _RESULTS:
        raise QueryError(*only_for_graphs(form))
    return _RESULTS[form](result.payload)


def laid_out(answer: bytes | Path, form: Form, width: int | None = None) -> Iterator[str]:
    """Yield rows, or triples, as a table, piece by piece.

    The answer is the payload of a `Result`, or a file of it; it is read several times, and not held.
    """
    if form is Form.BOOLEAN:
        yield "true\n" if _parsed(answer) else "false\n"
        return
    headings: Sequence[str] = TRIPLE
    terms: Callable[[], Iterator[Sequence[Term | None]]] = partial(_triples, answer)
    if form is not Form.TRIPLES:
        headings = [variable.value for variable in _solutions(answer).variables]
        terms = partial(_bindings, answer, headings)
    yield from table_pieces(
        headings,
        lambda: ([shown(term) for term in row] for row in terms()),
        width,
        _numeric(terms()),
    )


def _numeric(rows: Iterator[Sequence[Term | None]]) -> frozenset[int]:
    """Return the columns that have numbers only."""
    first = next(rows, ())
    found = {index for index, term in enumerate(first) if _is_number(term)}
    for row in rows:
        found = {index for index in found if _is_number(row[index])}
        if not found:
            break
    return frozenset(found)


def _parsed(answer: bytes | Path) -> ox.QuerySolutions | ox.QueryBoolean:
    if isinstance(answer, Path):
        return ox.parse_query_results(path=str(answer), format=ox.QueryResultsFormat.JSON)
    return ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)


def _solutions(answer: bytes | Path) -> ox.QuerySolutions:
    found = _parsed(answer)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - its form says so
    return found


def _bindings(answer: bytes | Path, names: Sequence[str]) -> Iterator[Sequence[Term | None]]:
    return ([solution[name] for name in names] for solution in _solutions(answer))


def _triples(answer: bytes | Path) -> Iterator[Sequence[Term]]:
    kind = ox.RdfFormat.N_TRIPLES
    quads = (
        ox.parse(path=str(answer), format=kind) if isinstance(answer, Path) else ox.parse(answer, format=kind)
    )
    return ([quad.subject, quad.predicate, quad.object] for quad in quads)


def _serialised(kind: ox.QueryResultsFormat) -> Callable[[bytes], str]:
    def write(payload: bytes) -> str:
        parsed = ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON)
        text = (parsed.serialize(format=kind) or b"").decode()
        return text if text.endswith("\n") else f"{text}\n"

    return write


_RESULTS: dict[Format, Callable[[bytes], str]] = {form: _serialised(kind) for form, kind in ROWS.items()}


def shown(term: object) -> str:
    """Return a term as a table shows it: text bare, IRIs with prefixes, nothing for an unbound variable."""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else str(term)


def _is_number(term: object) -> bool:
    return term is None or (isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS)


def _graph(result: Result, form: Format) -> str:
    if form not in GRAPHS:
        return _triple_rows(result.payload, form)
    quads = list(ox.parse(result.payload, format=ox.RdfFormat.N_TRIPLES))
    used = {p: ns for p, ns in sorted(PREDECLARED.items()) if ns.encode() in result.payload}
    statements = quads if form in QUADS else [quad.triple for quad in quads]
    return (ox.serialize(statements, format=GRAPHS[form], prefixes=used) or b"").decode()


def _triple_rows(payload: bytes, form: Format) -> str:
    rows = (dict(zip(TRIPLE, triple, strict=True)) for triple in _triples(payload))
    return _RESULTS[form](solutions_json(TRIPLE, rows))


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
