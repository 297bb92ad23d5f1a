"""Who may reach the workbench, what a change has to bring, and what every answer is sent with."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from builder.workbench.request_guards import FORM_KEY, HEADERS, MOST_BYTES, Access
from kb.workspace import Workspace

from .conftest import ADDRESS, Made

READS_BY_POST = {"/sparql"}
"""Addresses that take POST and change nothing: the SPARQL Protocol sends long queries so."""


def routes(application: Starlette) -> Iterator[Route]:
    for route in application.routes:
        if not isinstance(route, Mount):
            assert isinstance(route, Route)
            yield route


def test_everything_that_changes_something_is_guarded(application: Starlette) -> None:
    changing = [r for r in routes(application) if not (r.methods or set()) <= {"GET", "HEAD"}]
    assert len(changing) > 5
    bare = {r.path for r in changing if not getattr(r.endpoint, "changes", False)}
    assert bare == READS_BY_POST
    assert all(r.methods == {"POST"} for r in changing if r.path not in READS_BY_POST)


def test_a_copy_for_reading_has_no_changing_route(client_of: Made, evidence: Workspace) -> None:
    client = client_of(evidence, read_only=True)
    assert isinstance(client.app, Starlette)
    posts = {r.path for r in routes(client.app) if not (r.methods or set()) <= {"GET", "HEAD"}}
    assert posts == READS_BY_POST
    assert client.get("/draft").status_code == 404
    assert client.post("/start").status_code in (404, 405)


@pytest.mark.parametrize(
    "path", ["/", "/claim/gives-instructions", "/source/aha-2020", "/objection/A1", "/soc/43-5031", "/ask"]
)
def test_a_copy_for_reading_tells_no_path(client_of: Made, evidence: Workspace, path: str) -> None:
    answer = client_of(evidence, read_only=True).get(path)
    assert answer.status_code == 200
    assert str(evidence.root) not in answer.text
    assert ".yaml" not in answer.text


@pytest.mark.parametrize("accept", ["text/html", "application/sparql-results+json"])
def test_a_copy_for_reading_tells_no_path_in_what_goes_wrong(
    client_of: Made, evidence: Workspace, accept: str
) -> None:
    client = client_of(evidence, read_only=True)
    while (
        no_model := client.get("/search?q=stress&mode=dense", headers={"accept": accept})
    ).status_code == 503:
        time.sleep(0.1)  # search by meaning is being made ready
    assert no_model.status_code == 404
    assert "/no/model" not in no_model.text
    (evidence.root / "imports").mkdir()
    (evidence.root / "imports" / "ledger.json").write_text("no ledger", "utf-8")
    for address in ("/claims", "/sparql?query=ASK{}"):
        client.app.state.workbench.shared.changed()  # type: ignore[attr-defined] # the application
        damaged = client.get(address, headers={"accept": accept})
        assert damaged.status_code == 500
        assert "is damaged" in damaged.text
        assert str(evidence.root) not in damaged.text
        assert "ledger.json" not in damaged.text


@pytest.mark.parametrize("path", ["/", "/static/workbench.css", "/no/where", "/sparql?query=nonsense"])
def test_every_answer_has_the_headers_that_protect(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8730", 200),
        ("localhost", 200),
        ("LocalHost:1", 200),
        ("[::1]:8730", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost@evil.example", 421),
        ("evil.example:127.0.0.1", 421),
        ("", 421),
    ],
)
def test_only_its_own_names_lead_to_it(client: TestClient, host: str, status: int) -> None:
    assert client.get("/static/mark.svg", headers={"host": host}).status_code == status


def test_another_address_wants_its_token_once(client_of: Made, evidence: Workspace) -> None:
    client = client_of(evidence, Access(("desk.example",), "a-token"), address="http://desk.example:8730")
    assert client.get("/claims").status_code == 401
    assert client.get("/claims?token=wrong").status_code == 401
    assert client.get("/static/workbench.css").status_code == 401
    entered = client.get("/claims?token=a-token")
    assert (entered.status_code, entered.headers["location"]) == (303, "/claims")
    cookie = SimpleCookie(entered.headers["set-cookie"].partition(", ")[0])
    assert [(m["httponly"], m["samesite"]) for m in cookie.values()] == [(True, "Strict")]
    assert client.get("/claims").status_code == 200


def test_the_key_of_forms_is_a_cookie_that_scripts_and_other_sites_do_not_get(client: TestClient) -> None:
    held = client.cookies
    client.cookies.clear()
    sent = client.get("/start").headers["set-cookie"]
    assert "HttpOnly" in sent
    assert "SameSite=Strict" in sent
    assert held is client.cookies


def key(client: TestClient) -> str:
    found = re.search(rf'name="{FORM_KEY}" value="([^"]+)"', client.get("/start").text)
    assert found, "the form has its key"
    return found[1]


def test_a_change_needs_the_key_of_this_visit(client: TestClient) -> None:
    real = key(client)
    for given in ({}, {FORM_KEY: ""}, {FORM_KEY: "guess"}, {FORM_KEY: real + "x"}):
        refused = client.post("/start", data=given)
        assert refused.status_code == 403
        assert "earlier visit" in refused.text
    assert client.post("/start", data={FORM_KEY: real}).status_code != 403


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:9999", "null", "file://"])
def test_a_change_from_another_site_is_refused(client: TestClient, origin: str) -> None:
    refused = client.post("/start", data={FORM_KEY: key(client)}, headers={"origin": origin})
    assert refused.status_code == 403
    assert "another site" in refused.text


def test_a_change_from_its_own_pages_has_their_origin(client: TestClient) -> None:
    taken = client.post("/start", data={FORM_KEY: key(client)}, headers={"origin": ADDRESS})
    assert taken.status_code != 403


def test_what_says_that_it_is_too_large_is_not_read(client: TestClient) -> None:
    refused = client.post("/start", headers={"content-length": str(MOST_BYTES + 1)}, content=b"")
    assert refused.status_code == 413


def test_what_does_not_say_how_large_it_is_is_counted(client: TestClient) -> None:
    piece = b"x" * 2**20

    def endless() -> Iterator[bytes]:
        yield b"form-key="
        for _ in range(MOST_BYTES // len(piece) + 2):
            yield piece

    refused = client.post(
        "/start", content=endless(), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert refused.status_code == 413


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    assert client.post("/start", headers={"content-length": "many"}, content=b"").status_code == 400


@pytest.mark.parametrize("cookie", ["a=1; b", 'x="', "soc-evidence-form=\x7f", "=; ;;", "a" * 5000])
def test_any_cookie_header_gets_an_answer(client: TestClient, cookie: str) -> None:
    assert client.get("/static/mark.svg", headers={"cookie": cookie}).status_code == 200


@pytest.mark.parametrize("planted", ["too-short", "x" * 31, '"><script>' + "x" * 22])
def test_a_key_that_is_not_ours_is_replaced(client: TestClient, planted: str) -> None:
    answer = client.get("/contribute", headers={"cookie": f'soc-evidence-form="{planted}"'})
    (given,) = re.findall(r'name="form-key" value="([^"]+)"', answer.text)
    assert planted not in given
    assert f"soc-evidence-form={given};" in answer.headers["set-cookie"]
