"""Write what the engine found into a file, in the form that was asked for, without holding it as a whole.

Runs in the worker. Where there is no limit of rows the engine itself writes them. A graph of moderate size
comes in one order with one set of labels, so that the same question gives the same bytes; a larger one comes
as it is found.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb.namespaces import XSD
from kb.querying.answer_formats import GRAPHS, QUADS, ROWS, Form, Format, default_format, only_for_graphs
from kb.querying.query_errors import QueryError
from kb.querying.written_rows import written_rows

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_SORTED = 100_000
"""Triples up to which a graph is put into order, which takes holding it."""
_BATCH = 10_000
TRIPLE = ("subject", "predicate", "object")
"""What the columns of a graph are called where it is written as rows."""
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that XML 1.0 cannot hold, which the engine writes all the same."""


@dataclass(frozen=True, slots=True)
class Wish:
    """In which form, how much of it, and where."""

    format: Format | None
    """None takes what suits the query; a table is laid out elsewhere, of JSON or N-Triples."""
    rows: int
    """Most rows or triples; 0 for all."""
    path: Path
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    form: Form
    rows: int
    cut: bool
    """True when there were more rows than the limit."""


def write_rows(result: ox.QuerySolutions | ox.QueryBoolean, wish: Wish) -> Written:
    """Write rows, or yes and no.

    Raises:
        QueryError: they cannot be written in the form that was asked for.
    """
    form = Form.BOOLEAN if isinstance(result, ox.QueryBoolean) else Form.SOLUTIONS
    wanted = wish.format or default_format(form)
    if wanted in QUADS and isinstance(result, ox.QuerySolutions):
        return _write_quads(result, wanted, wish)
    if wanted is not Format.TABLE and wanted not in ROWS:
        raise QueryError(*only_for_graphs(wanted))
    kind = Format.JSON if wanted is Format.TABLE else wanted
    if isinstance(result, ox.QueryBoolean):
        _write(result, kind, wish.path)
        return Written(form, 1, cut=False)
    return _write_solutions(result, kind, wish)


def _write_solutions(result: ox.QuerySolutions, kind: Format, wish: Wish) -> Written:
    cut = False
    if wish.rows:
        names = [variable.value for variable in result.variables]
        found = [_bound(names, solution) for solution in itertools.islice(result, wish.rows)]
        cut = next(result, None) is not None
        document = solutions_json(names, found)
        parsed = ox.parse_query_results(document, format=ox.QueryResultsFormat.JSON)
        _write(parsed, kind, wish.path)
        rows = len(found)
    else:
        _write(result, kind, wish.path)
        rows = written_rows(wish.path, kind)
    if kind is Format.XML:
        _check_xml(wish.path)
    return Written(Form.SOLUTIONS, rows, cut)


def _write(result: ox.QuerySolutions | ox.QueryBoolean, kind: Format, path: Path) -> None:
    """Have the engine write into an open file: given a path, it would wait until the disk has the answer."""
    with path.open("wb") as stream:
        result.serialize(stream, format=ROWS[kind])


def _bound(names: Sequence[str], solution: ox.QuerySolution) -> dict[str, Term]:
    values = ((name, solution[name]) for name in names)
    return {name: term for name, term in values if term is not None}


def _check_xml(path: Path) -> None:
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            if _NO_XML.search(piece):
                raise QueryError(
                    "the answer holds a control character, which XML cannot hold",
                    "Take another format, such as json.",
                )


def _write_quads(result: ox.QuerySolutions, kind: Format, wish: Wish) -> Written:
    """Write rows of subject, predicate, object and graph as quads."""
    width = len(result.variables)
    if width not in (3, 4):
        raise QueryError(
            f"{kind.value} takes rows of subject, predicate, object and graph, in this order",
            "Write SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }",
        )
    count = itertools.count()
    quads = (_quad(solution, width) for solution in _limited(result, wish.rows) if next(count) >= 0)
    _serialize(quads, kind, wish, wish.prefixes)
    cut = bool(wish.rows) and next(result, None) is not None
    return Written(Form.SOLUTIONS, next(count), cut)


def _limited(found: Iterable[Any], rows: int) -> Iterator[Any]:
    return itertools.islice(found, rows or None)


def _quad(solution: ox.QuerySolution, width: int) -> ox.Quad:
    graph = solution[3] if width == 4 else None
    try:
        return ox.Quad(solution[0], solution[1], solution[2], *([graph] if graph else []))
    except TypeError as error:
        raise QueryError(
            "a row is no statement: a subject or a predicate is missing, or is a text",
            "Write SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }",
        ) from error


def write_graph(result: Iterator[ox.Triple], wish: Wish) -> Written:
    """Write the triples of a graph."""
    kind = wish.format or default_format(Form.TRIPLES)
    kind = Format.NTRIPLES if kind is Format.TABLE else kind
    held = list(itertools.islice(result, min(wish.rows or _SORTED, _SORTED)))
    following = next(result, None)
    cut = following is not None and len(held) == wish.rows
    if following is None or cut:
        triples: Iterable[ox.Triple] = sorted(set(_relabelled(held)), key=str)
    else:
        rest = itertools.chain([following], result)
        triples = itertools.chain(held, _limited(rest, wish.rows - len(held) if wish.rows else 0))
    count = itertools.count()
    counted = (triple for triple in triples if next(count) >= 0)
    if kind in ROWS and kind not in GRAPHS:
        _write_table(counted, kind, wish.path)
    else:
        _serialize(counted, kind, wish, _used(held, wish.prefixes) if following is None else wish.prefixes)
    if not cut and wish.rows:
        cut = following is not None and next(result, None) is not None
    return Written(Form.TRIPLES, next(count), cut)


def _serialize(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], kind: Format, wish: Wish, prefixes: Mapping[str, str]
) -> None:
    named = dict(prefixes) if kind in (Format.TURTLE, Format.TRIG, Format.XML) else None
    with wish.path.open("wb") as stream:
        ox.serialize(statements, stream, format=GRAPHS[kind], prefixes=named)
    if kind is Format.XML:
        _check_xml(wish.path)


def _used(triples: Sequence[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes of which a graph has names."""
    text = "\n".join(str(triple) for triple in triples)
    return {prefix: namespace for prefix, namespace in sorted(prefixes.items()) if namespace in text}


def _write_table(triples: Iterator[ox.Triple], kind: Format, path: Path) -> None:
    """Write triples as rows, batch by batch, for the engine takes documents only as a whole."""
    with path.open("wb") as stream:
        for first in itertools.chain([True], itertools.repeat(False)):
            batch = [dict(zip(TRIPLE, triple, strict=True)) for triple in itertools.islice(triples, _BATCH)]
            if not (batch or first):
                return
            document = solutions_json(TRIPLE, batch)
            parsed = ox.parse_query_results(document, format=ox.QueryResultsFormat.JSON)
            text = parsed.serialize(format=ROWS[kind]) or b""
            stream.write(text if first else text.partition(b"\n")[2])


def _relabelled(triples: list[ox.Triple]) -> list[ox.Triple]:
    """Give blank nodes labels that depend on the graph alone, so that the same query gives the same bytes."""
    blank = any(
        isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object)
    )
    if not blank:
        return triples
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


def solutions_json(names: Sequence[str], rows: Iterable[Mapping[str, Term]]) -> bytes:
    """Return a results document; a variable that a row lacks is unbound in it."""
    bindings = [{name: as_json(term) for name, term in row.items()} for row in rows]
    document = {"head": {"vars": list(names)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False).encode()


def as_json(term: Term) -> dict[str, Any]:
    """Return a term as section 3.2.2 of the recommendation has it; an RDF 1.2 triple is nested."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return {"type": "triple", "value": {name: as_json(part) for name, part in parts}}
    literal: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
    elif term.datatype.value != f"{XSD}string":
        literal["datatype"] = term.datatype.value
    return literal
