"""What a crowd asks of the endpoint: what the bare engine answers, too, and what nobody should ask."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import pyoxigraph as ox

from kb.api import Base
from kb.model.record_names import PREDECLARED
from kb.namespaces import BASE
from kb.querying.answer_formats import Form as Made
from kb.querying.answer_formats import form_of
from kb.querying.query_functions import FUNCTIONS
from tests.bench.crowd import Ask, Crowd
from tests.bench.hostile_queries import QUERIES
from tests.bench.served import Served

ROWS, GRAPHS = ox.QueryResultsFormat, ox.RdfFormat
Form = ox.QueryResultsFormat | ox.RdfFormat
_NAMED = (
    *("duties-of", "functions", "employment-and-wages", "principles", "objections", "legislation-status"),
    *("sources-by-authority", "claim-to-quotation", "duty-function-matrix", "uncited-sources", "argument-of"),
)
_TYPED: Mapping[str, tuple[str, Form]] = {
    "count": ("SELECT (COUNT(*) AS ?n) { ?claim a soce:Claim }", ROWS.JSON),
    "ask": ("ASK { ?claim a soce:Claim }", ROWS.XML),
    "titles": ("SELECT ?claim ?title { ?claim a soce:Claim ; dcterms:title ?title }", ROWS.XML),
    "statements": ("SELECT * { ?s soce:statement ?t }", ROWS.JSON),
    "by graph": ("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a qb:Observation } } GROUP BY ?g", ROWS.TSV),
    "path": ("SELECT ?below { ?below skos:broader+ soc:33-0000 }", ROWS.CSV),
    "all labels": ("SELECT ?s ?label { ?s rdfs:label ?label }", ROWS.CSV),
    "graph": ("CONSTRUCT WHERE { ?claim a soce:Claim ; dcterms:title ?title }", GRAPHS.N_TRIPLES),
    "described": ("DESCRIBE soc:43-5031", GRAPHS.TURTLE),
}
_WITH_PARTS = """CONSTRUCT { ?s ?p ?o } {
  { SELECT DISTINCT ?s {
    THING ?link ?part BIND(IF(STRSTARTS(STR(?part), CONCAT(STR(THING), "#")), ?part, THING) AS ?s)
  } }
  ?s ?p ?o
}"""
"""What is said of a thing, and of those of its parts that have no address of their own."""
ALLOWED = (200, 400, 403, 404, 406, 413, 414, 415, 500, 503)
"""How a hostile request may be answered; 500 is what was stopped."""


@dataclass(frozen=True)
class _Visit:
    path: str
    form: Form
    right: object


def endpoint_crowd(served: Served, base: Base) -> Crowd:
    """Return a crowd that asks an endpoint over a base."""
    visits = {visit.path: visit for visit in _visits(base)}

    def is_right(path: str, status: int, body: bytes) -> bool:
        return status == 200 and _read(body, visits[path].form) == visits[path].right

    def is_harmless(name: str, status: int, body: bytes) -> bool:
        return (status in ALLOWED or not status) and b"root:" not in body and b"Traceback" not in body

    return Crowd(
        {
            path: partial(served.get, path, {"Accept": visit.form.media_type})
            for path, visit in visits.items()
        },
        is_right,
        _attacks(served),
        is_harmless,
    )


def _visits(base: Base) -> list[_Visit]:
    store = ox.Store.read_only(str(base.graph.folder))
    found = []
    for query in base.queries():
        if query.name in _NAMED:
            form = GRAPHS.N_TRIPLES if form_of(query.text) is Made.TRIPLES else ROWS.CSV
            found.append(_Visit(f"/query/{query.name}", form, _right(store, query.text, form)))
    for text, form in _TYPED.values():
        found.append(_Visit(_asking(text), form, _right(store, text, form)))
    for thing in ("id/claim/work-is-protective", "soc/2018/43-5031", "scheme/standing/usable"):
        right = _right(store, _WITH_PARTS.replace("THING", f"<{BASE}{thing}>"), GRAPHS.N_TRIPLES)
        found.append(_Visit(f"/{thing}", GRAPHS.N_TRIPLES, right))
    return found


def _right(store: ox.Store, text: str, form: Form) -> object:
    found = store.query(text, base_iri=BASE, prefixes=PREDECLARED, custom_functions=FUNCTIONS)
    return _read(found.serialize(format=form) or b"", form)  # type: ignore[arg-type] # it is of its kind


def _read(document: bytes, form: Form) -> object:
    """Return what a document says, whatever the order of its rows; no query here gives blank nodes."""
    if isinstance(form, ox.RdfFormat):
        return {str(quad) for quad in ox.parse(document, format=form)}
    if form == ROWS.CSV:  # which the engine does not read
        return sorted(document.splitlines())
    found = ox.parse_query_results(document, format=form)
    if isinstance(found, ox.QuerySolutions):
        return found.variables, sorted(str(row) for row in found)
    return bool(found)


def _asking(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def _attacks(served: Served) -> dict[str, Ask]:
    asked = {
        **{name: _asking(query) for name, query in QUERIES.items()},
        "all pairs": _asking("SELECT * { ?a ?b ?c . ?d ?e ?f }"),
        "long search": _asking(f"SELECT * {{ ?a soce:foundByWords '{'a ' * 3000}' }}"),
        "path up": "/query/..%2f..%2fetc/passwd",
        "markup in an address": "/id/claim/%00%ff%3Cscript%3E",
        "long address": "/id/claim/" + "a" * 8000,
        "many graphs": _asking("ASK {}") + "&default-graph-uri=urn:x" * 2000,
        "graph of no address": _asking("ASK {}") + "&default-graph-uri=%20%3C%3E",
        "odd parameter": "/query/duties-of?code=%22%7D%20DROP%20ALL%20%23",
    }
    hung = {
        "hang up at once": (asked["cross product"], 0.0),
        "hang up in an answer": (asked["million rows"], 2.0),
        "hang up while it works": (asked["sorted cross product"], 1.0),
    }
    return {
        **{name: partial(served.get, path, {"Accept": "*/*"}) for name, path in asked.items()},
        **{name: partial(hang_up, served.port, path, after) for name, (path, after) in hung.items()},
        "half a request": partial(send_and_leave, served.port, HALF_A_QUERY[:40]),
        "half a body": partial(send_and_leave, served.port, HALF_A_QUERY),
        "garbage": partial(send_and_leave, served.port, random.Random(7).randbytes(20_000)),
    }


HALF_A_QUERY = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 500\r\n\r\nSELECT * {"
)


def hang_up(port: int, path: str, after: float) -> tuple[int, bytes]:
    """Send a request and leave without the answer, or with a piece of it."""
    return send_and_leave(
        port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode(), after
    )


def send_and_leave(port: int, data: bytes, after: float = 1.0) -> tuple[int, bytes]:
    """Send something and wait for no answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(data)
        time.sleep(after)
    return 0, b""
