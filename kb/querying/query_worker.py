"""The process in which one query is evaluated, run by `kb.common.limited_worker`.

Reads a request as JSON from standard input and answers on standard output: one line of JSON that says what
follows, then the results as SPARQL 1.1 Query Results JSON or, for graphs, as sorted N-Triples.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb.namespaces import XSD
from kb.querying.query_functions import FUNCTIONS
from kb.querying.sparql_tokens import Kind, tokens
from kb.querying.syntax import syntax_error
from kb.store.merged_graph import is_merged

Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Answer one request."""
    request = json.load(sys.stdin)
    began = time.perf_counter()
    try:
        head, body = evaluate(request)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        head, body = {"form": "failed", "message": str(error)}, b""
    head["seconds"] = time.perf_counter() - began
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def evaluate(request: Mapping[str, Any]) -> Answer:
    """Parse, then evaluate, up to one row beyond the limit.

    The data are the graphs that the request names; else those that the query selects with FROM; else the
    union of all.
    """
    text, prefixes = request["query"], request["prefixes"]
    wrong = syntax_error(text, prefixes)
    if wrong is not None:
        return {
            "form": "syntax",
            "message": wrong.message,
            "remedy": wrong.remedy,
            "line": wrong.line,
            "column": wrong.column,
        }, b""
    # The link may lead to the next store while the files of this one are opened.
    store = ox.Store.read_only(str(Path(request["store"]).resolve()))
    result = store.query(
        text, prefixes=prefixes, custom_functions=FUNCTIONS, **_dataset(request, text, store)
    )
    if isinstance(result, ox.QueryBoolean):
        return {"form": "boolean", "rows": 1, "cut": False}, _bytes(result)
    if isinstance(result, ox.QueryTriples):
        return _triples(result, request["rows"])
    return _solutions(result, request["rows"])


def _dataset(request: Mapping[str, Any], text: str, store: ox.Store) -> dict[str, Any]:
    """Return which graphs the engine is to take."""
    if request["default"] or request["named"]:
        default, named = ([ox.NamedNode(iri) for iri in request[part]] for part in ("default", "named"))
        return {"default_graph": default, "named_graphs": named}
    selects = any(token.kind is Kind.WORD and token.text.upper() == "FROM" for token in tokens(text))
    return {"use_default_graph_as_union": not selects and not is_merged(store)}


def _solutions(result: ox.QuerySolutions, limit: int) -> Answer:
    names = [variable.value for variable in result.variables]
    rows = []
    for solution in itertools.islice(result, limit or None):
        bound = ((name, solution[name]) for name in names)
        rows.append({name: term for name, term in bound if term is not None})
    cut = bool(limit) and next(result, None) is not None
    return {"form": "solutions", "rows": len(rows), "cut": cut}, solutions_json(names, rows)


def _triples(result: ox.QueryTriples, limit: int) -> Answer:
    triples = list(itertools.islice(result, limit or None))
    cut = bool(limit) and next(result, None) is not None
    lines = sorted({f"{triple} .\n" for triple in _relabelled(triples)})
    return {"form": "triples", "rows": len(lines), "cut": cut}, "".join(lines).encode()


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


def _bytes(result: ox.QueryBoolean) -> bytes:
    return result.serialize(format=ox.QueryResultsFormat.JSON) or b""


Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


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
