"""The endpoint alone: what it answers at which address, to whom, and what it refuses."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kb.endpoint.query_service import QueryService
from kb.endpoint.sparql_protocol import told
from kb.errors import BusyError
from kb.namespaces import PREFIXES, RECORDS
from kb.querying.query_functions import FUNCTIONS
from kb.workspace import open_workspace

from .conftest import ORIGIN, SECONDS

QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a soce:Claim }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ROWS = [
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
]
RDF = ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_is_answered_in_every_way_to_send_it(endpoint: TestClient, way: str) -> None:
    accept = {"accept": "text/csv"}
    if way == "get":
        told = endpoint.get("/sparql", params={"query": COUNT}, headers=accept)
    elif way == "form":
        told = endpoint.post("/sparql", data={"query": COUNT}, headers=accept)
    else:
        told = endpoint.post("/sparql", content=COUNT, headers={**accept, "content-type": QUERY})
    assert (told.status_code, told.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert int(told.text.split()[1]) > 50


@pytest.mark.parametrize("media", ROWS)
def test_rows_come_in_the_form_that_is_accepted(endpoint: TestClient, media: str) -> None:
    told = endpoint.get("/sparql", params={"query": COUNT}, headers={"accept": media})
    assert told.headers["content-type"].startswith(media)
    assert "Accept" in told.headers["vary"]
    kind = ox.QueryResultsFormat.from_media_type(media)
    assert kind is not None
    if kind != ox.QueryResultsFormat.CSV:  # which the engine writes and does not read
        found = ox.parse_query_results(told.content, format=kind)
        assert isinstance(found, ox.QuerySolutions)
        assert len(list(found)) == 1


@pytest.mark.parametrize("media", RDF)
def test_a_graph_comes_in_the_form_that_is_accepted(endpoint: TestClient, media: str) -> None:
    query = "CONSTRUCT WHERE { ?claim a soce:Claim ; dcterms:title ?title }"
    told = endpoint.get("/sparql", params={"query": query}, headers={"accept": media})
    kind = ox.RdfFormat.from_media_type(media)
    assert kind is not None
    assert len(list(ox.parse(told.content, format=kind))) > 50


@pytest.mark.parametrize(
    ("query", "media"), [(COUNT, "text/turtle"), ("CONSTRUCT WHERE { ?s ?p 1 }", "text/csv")]
)
def test_what_does_not_come_in_a_form_is_told(endpoint: TestClient, query: str, media: str) -> None:
    told = endpoint.get("/sparql", params={"query": query}, headers={"accept": media})
    assert (told.status_code, "Answers come as" in told.text) == (406, True)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * {", 400, "Add `}`."),
        ("SELECT * { SERVICE <http://example.org/> {} }", 403, "another computer"),
        ("LOAD <http://example.org/>", 403, "changes data"),
        ("DROP ALL", 403, "changes data"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 500, "its answer is larger than 4 MiB"),
        ("SELECT * { " + "{" * 9000 + "}" * 9000 + " }", 400, "deeply nested"),
    ],
    ids=["syntax", "service", "load", "update", "large", "deep"],
)
def test_what_is_not_answered_is_told_with_its_status(
    endpoint: TestClient, query: str, status: int, said: str
) -> None:
    told = endpoint.post("/sparql", content=query, headers={"content-type": QUERY})
    assert (told.status_code, said in told.text) == (status, True)


def test_a_hostile_query_is_stopped_in_time_while_others_are_answered(endpoint: TestClient) -> None:
    with ThreadPoolExecutor(4) as clients:
        began = time.monotonic()
        hostile = clients.submit(endpoint.get, "/sparql", params={"query": CROSS})
        others = [clients.submit(endpoint.get, "/sparql", params={"query": COUNT}) for _ in range(6)]
        assert {each.result().status_code for each in others} == {200}
        answered = time.monotonic() - began
        told = hostile.result()
    assert (told.status_code, f"stopped after {SECONDS:g} s" in told.text) == (500, True)
    assert "--timeout" not in told.text  # which a client cannot type
    assert answered < time.monotonic() - began


def test_who_asks_a_busy_endpoint_is_told_when_to_ask_again() -> None:
    busy = told(BusyError("Others are asking.", "Ask again."))
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")


def test_no_answer_is_left_on_the_disk(
    endpoint: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for query, status in ((COUNT, 200), ("SELECT * {", 400)):
        assert endpoint.get("/sparql", params={"query": query}).status_code == status
    assert list(tmp_path.iterdir()) == []


def test_graphs_of_the_request_take_the_place_of_all(endpoint: TestClient) -> None:
    graph = "https://w3id.org/soc-evidence/file/base/evidence/claims/life-saving-instructions.yaml"
    plain, named = "SELECT ?c { ?c a soce:Claim }", "SELECT ?c { GRAPH ?file { ?c a soce:Claim } }"
    for query, part, rows in (
        (plain, "default-graph-uri", 1),
        (named, "default-graph-uri", 0),
        (plain, "named-graph-uri", 0),
        (named, "named-graph-uri", 1),
    ):
        told = endpoint.post("/sparql", data={"query": query, part: graph}, headers={"accept": "text/csv"})
        assert len(told.text.splitlines()) == rows + 1


def test_the_files_are_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("kb.endpoint.query_service.time.monotonic", lambda: clock[0])
    (tmp_path / "evidence").mkdir()
    (tmp_path / "soc-evidence.toml").write_text('draft = "submission.md"\n', "utf-8")
    service, bay = QueryService(open_workspace(tmp_path)), "agent/bay-county"
    assert not service.now().graph.describe(RECORDS + bay)
    agent = "agent:\n  - id: bay-county\n    name: Bay County\n    kind: organization\n"
    (tmp_path / "evidence" / "bay.yaml").write_text(agent, "utf-8")
    clock[0] = 60.0
    assert service.now().graph.describe(RECORDS + bay)
    service.close()


def test_named_queries_have_an_address_and_take_parameters(endpoint: TestClient) -> None:
    told = endpoint.get("/query/duties-of", params={"code": "33-9031"}, headers={"accept": "text/csv"})
    assert {line.split(",")[0] for line in told.text.splitlines()[1:]} == {"33-9031"}
    two = endpoint.get("/query/duties-of?code=33-9031&code=43-5031", headers={"accept": "text/csv"})
    assert {line.split(",")[0] for line in two.text.splitlines()[1:]} == {"33-9031", "43-5031"}
    assert endpoint.get("/query/duty-of").status_code == 404
    assert "-p code" in endpoint.get("/query/duties-of", params={"cod": "1"}).text


def test_named_queries_are_executables_of_shacl(endpoint: TestClient) -> None:
    data = endpoint.get("/query", headers={"accept": "text/turtle"}).content
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.TURTLE)
    query = """SELECT ?q ?text {
      ?q a sh:SPARQLExecutable ; sh:select|sh:construct ?text ; rdfs:label ?label ; rdfs:comment ?comment
    }"""
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    texts = [row["text"] for row in found]
    assert len(texts) > 18
    for text in texts:
        assert isinstance(text, ox.Literal)
        ox.Store().query(text.value, custom_functions=FUNCTIONS)
    one = endpoint.get("/query/duties-of", headers={"accept": "text/turtle"}).text
    assert "sh:parameter" in one
    assert "33-9031" not in one


@pytest.mark.parametrize(
    "path", ["/id/claim/life-saving-instructions", "/soc/2018/43-5031", "/scheme/standing/usable"]
)
@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/turtle"])
def test_every_address_of_the_base_answers_as_rdf(endpoint: TestClient, path: str, accept: str) -> None:
    told = endpoint.get(path, headers={"accept": accept})
    assert (told.status_code, told.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert len(list(ox.parse(told.content, format=ox.RdfFormat.TURTLE))) > 1


def test_an_address_can_name_the_form_it_is_to_come_in(endpoint: TestClient) -> None:
    path = "/id/claim/life-saving-instructions"
    told = endpoint.get(path, params={"format": "nt"}, headers={"accept": "text/turtle"})
    assert told.headers["content-type"].startswith("application/n-triples")


@pytest.mark.parametrize("path", ["/id/claim/none", "/id/claim/a%20b", "/id/claim/%22%3C%3E", "/%7B%7D"])
def test_an_address_of_nothing_is_not_found(endpoint: TestClient, path: str) -> None:
    told = endpoint.get(path)
    assert (told.status_code, "says nothing of" in told.text) == (404, True)


def test_a_form_that_there_is_none_of_is_the_clients_mistake(endpoint: TestClient) -> None:
    told = endpoint.get("/id/claim/life-saving-instructions", params={"format": "pdf"})
    assert (told.status_code, "no format of a record" in told.text) == (400, True)


@pytest.mark.parametrize(
    ("method", "sent", "status"),
    [
        ("GET", {}, 200),
        ("HEAD", {}, 200),
        ("HEAD", {"params": {"query": COUNT}}, 200),
        ("POST", {"data": {}, "headers": {"content-type": FORM}}, 400),
        ("GET", {"params": {"query": [COUNT, COUNT]}}, 400),
        ("POST", {"data": {"query": [COUNT, COUNT]}}, 400),
        ("POST", {"content": COUNT, "headers": {"content-type": "text/plain"}}, 415),
        ("POST", {"content": "DROP ALL", "headers": {"content-type": "application/sparql-update"}}, 415),
        ("POST", {"data": {"update": "DROP ALL"}}, 403),
        ("POST", {"content": b"ASK { ?s ?p '\xff' }", "headers": {"content-type": QUERY}}, 400),
        ("POST", {"content": "#" * 1_000_001, "headers": {"content-type": QUERY}}, 413),
        ("PUT", {"data": {"query": COUNT}}, 405),
    ],
)
def test_a_request_of_the_protocol_has_its_status(
    endpoint: TestClient, method: str, sent: dict[str, Any], status: int
) -> None:
    assert endpoint.request(method, "/sparql", **sent).status_code == status


@pytest.mark.parametrize("path", ["/", "/sparql", "/.well-known/void"])
def test_the_service_and_its_data_are_described(endpoint: TestClient, path: str) -> None:
    text = endpoint.get(path, headers={"accept": "text/turtle"}).text
    assert "sd:Service" in text
    assert "sd:UnionDefaultGraph" in text
    assert "/sparql>" in text
    if path != "/sparql":
        assert "void:triples" in text
        assert text.count("sd:name ") == text.count("a sd:NamedGraph") > 100
        assert "dcat:Dataset" in text


def test_pages_of_other_sites_may_ask_only_where_named(endpoint: TestClient) -> None:
    asked = {"query": COUNT}
    allowed = "access-control-allow-origin"
    assert endpoint.get("/sparql", params=asked, headers={"origin": ORIGIN}).headers[allowed] == ORIGIN
    assert (
        allowed
        not in endpoint.get("/sparql", params=asked, headers={"origin": "https://evil.example"}).headers
    )
    assert endpoint.get("/sparql", params=asked, headers={"host": "evil.example"}).status_code == 400


def test_a_query_joins_what_a_search_finds_with_the_graph(endpoint: TestClient) -> None:
    query = """SELECT ?item ?rank ?title {
      ?item soce:foundByWords ("instructions to callers" ?rank 20) .
      ?item dcterms:source ?source . ?source dcterms:title ?title
    } ORDER BY ?rank"""
    rows = endpoint.get("/sparql", params={"query": query}, headers={"accept": "text/csv"}).text.splitlines()
    assert 1 < len(rows) <= 21
    assert "/id/" in rows[1]


def test_a_search_that_stands_in_the_wrong_place_is_told(endpoint: TestClient) -> None:
    query = "SELECT * { ?item a soce:Claim ; soce:foundByWords 'x' }"
    told = endpoint.get("/sparql", params={"query": query})
    assert (told.status_code, "a statement of its own" in told.text) == (400, True)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("".join(f"?a{n} soce:foundByWords 'calls' . " for n in range(11)), "at most 10 searches"),
        (f"?a soce:foundByWords '{'calls ' * 200}'", "at most 1,000 characters"),
    ],
    ids=["many", "long"],
)
def test_searches_for_which_others_would_wait_are_refused(
    endpoint: TestClient, pattern: str, said: str
) -> None:
    told = endpoint.post("/sparql", data={"query": f"SELECT * {{ {pattern} }}"})
    assert (told.status_code, said in told.text) == (400, True)
