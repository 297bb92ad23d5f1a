"""The W3C's SPARQL 1.1 query tests: what is answered here equals what the bare engine answers.

The suite lies in `suites/rdf-tests` of the folder SOC_EVIDENCE_DATA. Tests that differ, and why, are in
`w3c_differences.tsv`.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection

from kb.namespaces import BASE
from kb.querying.answer_formats import Form
from kb.querying.evaluation import Limits, evaluate
from kb.querying.query_errors import QueryError

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
LIMITS = Limits()
Case = tuple[str, Path, list[Path], list[Path]]
with Path(__file__).with_name("w3c_differences.tsv").open(encoding="utf-8", newline="") as lines:
    DIFFERENCES = {row["test"]: row["why"] for row in csv.DictReader(lines, delimiter="\t")}


@pytest.fixture(scope="module")
def suite() -> Path:
    folder = Path(os.environ.get("SOC_EVIDENCE_DATA", "")) / "suites" / "rdf-tests" / "sparql" / "sparql11"
    if not os.environ.get("SOC_EVIDENCE_DATA") or not folder.is_dir():
        pytest.skip("SOC_EVIDENCE_DATA has no suites/rdf-tests: the W3C's SPARQL tests did NOT run")
    return folder


@pytest.fixture(scope="module")
def all_cases(suite: Path) -> list[Case]:
    return list(cases(suite))


def cases(suite: Path) -> Iterator[Case]:
    """Yield name, query, data and named data of every evaluation test."""
    for folder in sorted(each.parent for each in suite.glob("*/manifest.ttl")):
        manifest = Graph().parse(folder / "manifest.ttl", publicID=f"{(folder / 'manifest.ttl').as_uri()}")
        entries = next(manifest.objects(None, MF.entries), None)
        for test in Collection(manifest, entries) if entries else ():
            action = manifest.value(test, MF.action)
            query = manifest.value(action, QT.query)
            service = next(manifest.objects(action, QT.serviceData), None)
            if (test, RDF.type, MF.QueryEvaluationTest) not in manifest or query is None or service:
                continue
            data, named = (
                [path_of(each) for each in manifest.objects(action, kind)] for kind in (QT.data, QT.graphData)
            )
            yield f"{folder.name}/{str(test).rpartition('#')[2]}", path_of(query), data, named


def path_of(iri: object) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))


def test_every_answer_equals_the_engines(all_cases: list[Case], tmp_path: Path) -> None:
    together: dict[tuple[tuple[Path, ...], tuple[Path, ...]], list[Case]] = {}
    for case in all_cases:
        together.setdefault((tuple(case[2]), tuple(case[3])), []).append(case)
    differing = set()
    for number, ((data, named), asked) in enumerate(together.items()):
        folder = tmp_path / str(number)
        store = ox.Store(str(folder))
        for path in data:
            store.load(path=str(path), base_iri=path.as_uri())
        for path in named:
            store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(path.as_uri()))
        store.flush()
        texts = {name: query.read_text("utf-8") for name, query, *_ in asked}
        bare = {name: of_engine(store, text) for name, text in texts.items()}
        del store
        differing |= {name for name, text in texts.items() if of_ours(folder, text) != bare[name]}
    assert len(all_cases) > 200
    assert differing == set(DIFFERENCES)


def of_engine(store: ox.Store, text: str) -> object:
    try:
        result = store.query(text, base_iri=BASE)
    except (SyntaxError, RuntimeError, OSError):
        return "refused"
    if isinstance(result, ox.QueryTriples):
        return canonical(result)
    try:
        return plain(result.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    except (RuntimeError, OSError):
        return "refused"


def of_ours(folder: Path, text: str) -> object:
    try:
        result = evaluate(folder, text, LIMITS, prefixes={})
    except QueryError:
        return "refused"
    if result.form is Form.TRIPLES:
        return canonical(quad.triple for quad in ox.parse(result.payload, format=ox.RdfFormat.N_TRIPLES))
    return plain(result.payload)


def canonical(triples: Any) -> list[str]:
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


def plain(payload: bytes) -> object:
    """Return rows without the names of blank nodes, which each evaluation chooses anew."""
    document = json.loads(payload)
    if "boolean" in document:
        return document["boolean"]
    rows = document["results"]["bindings"]
    for row in rows:
        for term in row.values():
            term["value"] = "" if term["type"] == "bnode" else term["value"]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def test_differences_name_what_there_is(all_cases: list[Case]) -> None:
    assert set(DIFFERENCES) <= {name for name, *_ in all_cases}
