"""The SPARQL 1.1 Protocol at the address of the page: what programs ask, and what they are told."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

QUERY = "application/sparql-query"
COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a soce:Claim }"


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_is_answered_in_every_way_to_send_it(client: TestClient, way: str) -> None:
    accept = {"accept": "text/csv"}
    if way == "get":
        told = client.get("/sparql", params={"query": COUNT}, headers=accept)
    elif way == "form":
        told = client.post("/sparql", data={"query": COUNT}, headers=accept)
    else:
        told = client.post("/sparql", content=COUNT, headers={**accept, "content-type": QUERY})
    assert (told.status_code, told.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert int(told.text.split()[1]) > 50


def test_the_graphs_of_a_request_take_the_place_of_all(client: TestClient) -> None:
    asked = {"query": COUNT, "default-graph-uri": "urn:none"}
    told = client.get("/sparql", params=asked, headers={"accept": "application/sparql-results+json"})
    assert told.json()["results"]["bindings"][0]["n"]["value"] == "0"


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * {", 400, "Add `}`."),
        ("SELECT * { SERVICE <http://example.org/> {} }", 403, "another computer"),
        ("DROP ALL", 403, ""),
    ],
)
def test_what_is_not_answered_is_told_with_its_status(
    client: TestClient, query: str, status: int, said: str
) -> None:
    told = client.post("/sparql", content=query, headers={"content-type": QUERY})
    assert told.status_code == status
    assert said in told.text


def test_updates_and_other_types_are_refused_and_the_service_is_described(client: TestClient) -> None:
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 403
    assert client.post("/sparql", content="x", headers={"content-type": "text/plain"}).status_code == 415
    assert client.get("/sparql", headers={"accept": "text/turtle"}).text.count("sd:Service") == 1


@pytest.mark.parametrize("accept", ["text/html", "text/csv"])
def test_a_query_searches_whatever_searched_before(client: TestClient, accept: str) -> None:
    query = "SELECT ?found { ?found soce:foundByWords ('instructions' ?rank 3) }"
    assert client.get("/search?q=instructions&mode=lexical").status_code == 200
    told = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (told.status_code, "evidence" in told.text) == (200, True)
