"""The W3C's SPARQL 1.1 query tests, asked of the endpoint: each answer equals that of the bare engine.

The graphs of a test are in one store and are chosen by the request. Tests that differ, and why, are in
`w3c_query_differences.tsv`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kb.namespaces import BASE

from .stored_endpoint import endpoint_over
from .w3c_suite import QueryCase, query_cases, text_cases

with Path(__file__).with_name("w3c_query_differences.tsv").open(encoding="utf-8", newline="") as lines:
    DIFFERENCES = {row["test"]: row["why"] for row in csv.DictReader(lines, delimiter="\t")}
ROWS, GRAPHS = ox.QueryResultsFormat, ox.RdfFormat
ROW_FORMATS = (ROWS.JSON, ROWS.XML, ROWS.CSV, ROWS.TSV)
GRAPH_FORMATS = (GRAPHS.N_TRIPLES, GRAPHS.TURTLE, GRAPHS.JSON_LD, GRAPHS.RDF_XML)
NOWHERE = "urn:no-graph"
Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@pytest.fixture(scope="module")
def client(w3c_suite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    files = {file for case in query_cases(w3c_suite) for file in (*case.default, *case.named)}
    folder = tmp_path_factory.mktemp("w3c") / "store"
    with endpoint_over(folder, ((file.as_uri(), file) for file in sorted(files))) as made:
        yield made


def test_every_answer_equals_the_engines(w3c_suite: Path, client: TestClient) -> None:
    rows, graphs = cycle(ROW_FORMATS[1:]), cycle(GRAPH_FORMATS[1:])
    cases, differing = query_cases(w3c_suite), set()
    for case in cases:
        makes_graph = re.search("CONSTRUCT|DESCRIBE", case.text, re.IGNORECASE)
        first, other = (GRAPH_FORMATS[0], next(graphs)) if makes_graph else (ROW_FORMATS[0], next(rows))
        if any(of_endpoint(client, case, form) != of_engine(case, form) for form in (first, other)):
            differing.add(case.name)
    assert len(cases) > 200
    assert differing == set(DIFFERENCES) & {case.name for case in cases}


def of_endpoint(client: TestClient, case: QueryCase, form: ox.QueryResultsFormat | ox.RdfFormat) -> object:
    given = {
        "query": case.text,
        "default-graph-uri": [file.as_uri() for file in case.default] or [NOWHERE],
        "named-graph-uri": [file.as_uri() for file in case.named],
    }
    told = client.post("/sparql", data=given, headers={"accept": form.media_type})
    if told.status_code != 200:
        return told.status_code
    return read(told.content, form)


def of_engine(case: QueryCase, form: ox.QueryResultsFormat | ox.RdfFormat) -> object:
    """Return what the engine answers over the graphs of a test and nothing else; 400 where it refuses."""
    store = ox.Store()
    for file in case.default:
        store.load(path=str(file), base_iri=file.as_uri())
    for file in case.named:
        store.load(path=str(file), base_iri=file.as_uri(), to_graph=ox.NamedNode(file.as_uri()))
    try:
        found: Found = store.query(case.text, base_iri=BASE)
        return read(found.serialize(format=form) or b"", form)  # type: ignore[arg-type] # it is of its kind
    except (SyntaxError, RuntimeError, OSError):
        return 400


def read(document: bytes, form: ox.QueryResultsFormat | ox.RdfFormat) -> object:
    """Return what a document says, without the names of blank nodes, which each evaluation chooses anew."""
    if isinstance(form, ox.RdfFormat):
        return canonical(quad.triple for quad in ox.parse(document, format=form))
    if form == ROWS.CSV:  # which the engine does not read
        return cells(re.sub(r"_:\w+", "_:", document.decode()))
    found = ox.parse_query_results(document, format=form)
    plain = json.loads(found.serialize(format=ROWS.JSON) or b"")
    if "boolean" in plain:
        return plain["boolean"]
    for term in (term for row in plain["results"]["bindings"] for term in row.values()):
        term["value"] = "" if term["type"] == "bnode" else term["value"]
    rows = sorted(json.dumps(row, sort_keys=True) for row in plain["results"]["bindings"])
    return sorted(plain["head"]["vars"]), rows  # those of `SELECT *` come in another order than the engine's


def cells(document: str) -> object:
    """Return the rows of a table by column; of yes and no, the word."""
    if document in ("true", "false"):
        return document
    return sorted(sorted(row.items()) for row in csv.DictReader(io.StringIO(document)))


def canonical(triples: Any) -> list[str]:
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


def test_differences_name_what_there_is(w3c_suite: Path) -> None:
    names = {case.name for case in query_cases(w3c_suite)} | {name for name, _ in text_cases(w3c_suite)}
    assert set(DIFFERENCES) <= names


def test_what_is_no_query_is_refused_as_the_engine_refuses_it(w3c_suite: Path, client: TestClient) -> None:
    texts = list(text_cases(w3c_suite))
    differing = {name for name, text in texts if is_refused(client, text) != is_refused_by_engine(text)}
    assert len(texts) > 90
    assert differing == set(DIFFERENCES) & {name for name, _ in texts}


def is_refused(client: TestClient, text: str) -> bool:
    told = client.post("/sparql", data={"query": text, "default-graph-uri": NOWHERE})
    return told.status_code in (400, 403)


def is_refused_by_engine(text: str) -> bool:
    try:
        ox.Store().query(text, base_iri=BASE)
    except (SyntaxError, RuntimeError):  # functions and servers of others
        return True
    return False
