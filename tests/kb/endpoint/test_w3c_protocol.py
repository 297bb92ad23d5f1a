"""The W3C's SPARQL 1.1 Protocol tests: what each request of them is answered.

Requests that are answered otherwise, and why, are in `w3c_protocol_differences.tsv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kb.endpoint.service_description import SD

from .stored_endpoint import endpoint_over
from .w3c_suite import ProtocolRequest, protocol_cases, protocol_data

with Path(__file__).with_name("w3c_protocol_differences.tsv").open(encoding="utf-8", newline="") as lines:
    DIFFERENCES = {row["test"]: row["why"] for row in csv.DictReader(lines, delimiter="\t")}


@pytest.fixture(scope="module")
def client(w3c_suite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("w3c-protocol") / "store"
    with endpoint_over(folder, protocol_data(w3c_suite)) as made:
        yield made


def test_every_request_is_answered_as_the_protocol_has_it(w3c_suite: Path, client: TestClient) -> None:
    cases = protocol_cases(w3c_suite)
    differing = {
        name for name, requests in cases.items() if not all(is_right(client, each) for each in requests)
    }
    assert len(cases) > 30
    assert differing == set(DIFFERENCES)


def test_updates_are_refused_and_change_nothing(w3c_suite: Path, client: TestClient) -> None:
    everything = {"query": "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }"}
    before = client.get("/sparql", params=everything).content
    for name, requests in protocol_cases(w3c_suite).items():
        if "update" in name:
            assert send(client, requests[0]).status_code in (400, 403, 415), name
    assert client.get("/sparql", params=everything).content == before


def test_the_service_description_names_the_endpoint(client: TestClient) -> None:
    told = client.get("/sparql", headers={"accept": "application/n-triples"})
    service = ox.NamedNode("http://testserver/sparql")
    said = {quad.triple for quad in ox.parse(told.content, format=ox.RdfFormat.N_TRIPLES)}
    assert ox.Triple(service, ox.NamedNode(f"{SD}endpoint"), service) in said


def send(client: TestClient, request: ProtocolRequest) -> Response:
    headers = {"content-type": request.content_type} if request.content_type else {}
    address = f"/sparql?{request.parameters}" if request.parameters else "/sparql"
    return client.request(request.method, address, content=request.body, headers=headers)


def is_right(client: TestClient, request: ProtocolRequest) -> bool:
    told = send(client, request)
    if str(told.status_code)[0] not in request.statuses:
        return False
    media = told.headers["content-type"].partition(";")[0]
    if request.shape == "RDF":
        return ox.RdfFormat.from_media_type(media) is not None
    if not request.shape:
        return True
    form = ox.QueryResultsFormat.from_media_type(media)
    found = ox.parse_query_results(told.content, format=form) if form else None
    if request.shape == "tabular":
        return isinstance(found, ox.QuerySolutions)
    return isinstance(found, ox.QueryBoolean) and str(bool(found)).lower() == (request.truth or "true")
