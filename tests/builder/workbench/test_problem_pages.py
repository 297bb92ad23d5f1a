"""What goes wrong has a page that says what happened and what to do, and nothing that only we understand."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kb.workspace import Workspace

from .conftest import Made


def told(client: TestClient, path: str) -> tuple[int, str]:
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("text/html")
    assert "Traceback" not in answer.text
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/claim/work-is-protectiv", 404, "work-is-protective"),
        ("/soc/43-5099", 404, "43-5099"),
        ("/soc/43-50x9", 404, "43-50x9"),
        ("/nothing/here", 404, "/nothing/here"),
        ("/no-page", 404, "/no-page"),
        ("/resource?iri=no%20iri", 404, "no IRI"),
        ("/resource?iri=https%3A%2F%2Fexample.org%2Funknown", 404, "Nothing is known"),
        ("/matrix?codes=43-5031+99-9999", 404, "99-9999"),
        ("/matrix/43-5031/no-function", 404, "no-function"),
        ("/notice?id=none", 404, "none"),
        ("/laws?jurisdiction=Atlantis", 404, "Atlantis"),
        ("/ask/no-query", 404, "no-query"),
        ("/ask/duties-of?format=docx", 400, "docx"),
        ("/claim/work-is-protective?format=docx", 400, "docx"),
        ("/search?q=stress&mode=magic", 400, "magic"),
        ("/search?q=stress&mode=lexical&kind=unicorn", 400, "unicorn"),
        ("/search?q=stress&mode=lexical&since=yesterday", 400, "yesterday"),
        ("/search?q=stress&mode=dense", 404, "/no/model"),
    ],
)
def test_what_is_not_there_is_named(client: TestClient, path: str, status: int, words: str) -> None:
    got, text = told(client, path)
    assert (got, words in text) == (status, True), text[-1500:]
    assert "What to do:" in text or "Back to the overview" in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s ?p", "<mark>"),
        ("SELECT * {\n ?s ?p ?o .\n ?s nope:x ?o }", "nope"),
        ("DROP ALL", "only"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "only"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "example.org"),
    ],
)
def test_a_query_that_is_refused_stays_in_its_field(client: TestClient, query: str, words: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert words in answer.text
    assert "<textarea" in answer.text


def test_a_query_too_many_is_told_to_wait(client_of: Made, evidence: Workspace) -> None:
    client = client_of(evidence)
    assert isinstance(client.app, Starlette)
    shared = client.app.state.workbench.shared
    shared.wait = 0.05
    with ExitStack() as held:
        for _ in range(shared.queries_at_once):
            held.enter_context(shared.query_slot())
        status, text = told(client, "/ask/functions")
        assert (status, "Ask again in a few seconds" in text) == (503, True)
        assert client.get("/ask/functions").headers["retry-after"]
    assert told(client, "/ask/functions")[0] == 200


def test_a_mistake_of_the_program_is_called_one(client_of: Made, evidence: Workspace) -> None:
    client = client_of(evidence)
    assert isinstance(client.app, Starlette)
    client.app.state.workbench.shared.now = None
    status, text = told(client, "/claims")
    assert (status, "The program made a mistake" in text) == (500, True)


def test_a_workspace_with_damaged_files_is_still_shown(client_of: Made, evidence: Workspace) -> None:
    (evidence.root / "evidence" / "broken.yaml").write_text("claim: [\n", "utf-8")
    (evidence.root / "evidence" / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    client = client_of(evidence)
    assert told(client, "/claims")[0] == 200
    status, text = told(client, "/")
    assert (status, "broken.yaml" in text) == (200, True)


def test_a_field_takes_several_values_where_its_default_has_several(client: TestClient) -> None:
    whole = client.get("/ask/employment-and-wages").text
    assert "<svg" in whole
    assert all(code in whole for code in ("43-5031", "43-5032", "33-9031", "33-9091"))
    two = client.get("/ask/employment-and-wages?code=43-5031,+33-9032&format=csv").text
    assert {line[:7] for line in two.splitlines()[1:]} == {"43-5031", "33-9032"}


@pytest.mark.parametrize("accept", ["application/json", "application/json, */*"])
def test_programs_are_told_in_plain_text(client: TestClient, accept: str) -> None:
    answer = client.get("/claim/none", headers={"accept": accept})
    assert answer.headers["content-type"].startswith("text/plain")
    assert "none" in answer.text
