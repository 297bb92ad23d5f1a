"""Pages, endpoint and documents over a server are those over the files, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.workbench.application import make_application
from kb.api import open_base
from kb.endpoint.endpoint_application import make_endpoint
from kb.endpoint.query_service import QueryService
from kb.search.model_files import VARIABLE
from kb.workspace import Workspace, open_workspace
from tests.builder.clean_draft import CLEAN
from tests.conftest import Told
from tests.kb.remote.engines import Engine

Cli = Callable[..., Told]
ADDRESS = "http://127.0.0.1:8730"
PAGES = (
    *("/", "/soc/43-5031", "/matrix", "/claim/work-is-protective", "/sources", "/ask/duties-of"),
    "/compare?codes=43-5031+33-9031+33-0000&whole=1",
    "/search?q=Telecommunicators+are+clerical&mode=lexical&against=1",
    "/sparql?query=SELECT+*+%7B+%3Fs+soce:statement+%3Ft+%7D+LIMIT+0",
    "/draft/submission.md/coverage",
)
ROWS = "/sparql?query=SELECT+%3Fs+%3Ft+%7B+%3Fs+soce:statement+%3Ft+%7D+ORDER+BY+%3Fs"
SELECTED = "/sparql?query=SELECT+%28COUNT%28*%29+AS+%3Fn%29+%7B+%3Fs+%3Fp+%3Fo+%7D&default-graph-uri="
ASKED = (
    *((ROWS, media) for media in ("text/csv", "application/sparql-results+json", "text/html")),
    ("/sparql?query=CONSTRUCT+WHERE+%7B+%3Fs+soce:statement+%3Ft+%7D", "application/ld+json"),
    (f"{SELECTED}https://w3id.org/soc-evidence/nothing", "text/csv"),
    ("/sparql?query=SELECT+%3Ft+%7B+%3Ft+soce:foundByWords+%22stress%22+%7D+ORDER+BY+%3Ft", "text/csv"),
    ("/sparql?query=SELECT+*+%7B+SERVICE+%3Chttp://x.example%3E+%7B+%3Fs+%3Fp+%3Fo+%7D+%7D", "text/csv"),
    ("/query/objections", "text/csv"),
    ("/query", "text/turtle"),
    ("/id/objection/A1", "text/turtle"),
)


@pytest.fixture
def offices(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> tuple[Workspace, Workspace]:
    """A workspace whose base is on a server, and the same as the embedded store has it."""
    monkeypatch.setenv(VARIABLE, "/no/model")
    folder = tmp_path / "office"
    (folder / "evidence").mkdir(parents=True)
    (folder / "submission.md").write_text(CLEAN)
    engine.configure(folder)
    monkeypatch.chdir(folder)
    with open_base(folder) as base:
        base.allow_server()
        assert not base.push_state().difference
    workspace = open_workspace(folder)
    return workspace, replace(workspace, server=None)


@pytest.fixture
def two_workbenches(offices: tuple[Workspace, Workspace]) -> Iterator[list[TestClient]]:
    with ExitStack() as stack:
        made = [make_application(workspace) for workspace in offices]
        for application in made:
            stack.enter_context(closing(application.state.workbench.shared))
            stack.enter_context(closing(application.state.workbench.drafts))
        yield [TestClient(application, ADDRESS, raise_server_exceptions=False) for application in made]


def test_pages_are_the_same(two_workbenches: list[TestClient]) -> None:
    for client in two_workbenches:
        client.get("/search?q=stress&mode=lexical")  # the index is made here, and said so
    for page in PAGES:
        there, here = (client.get(page) for client in two_workbenches)
        assert (there.status_code, _without_keys(there.text)) == (200, _without_keys(here.text)), page


def _without_keys(page: str) -> str:
    """Return a page without the secrets of its forms, and without how long a query took."""
    return re.sub(r'"[\w-]{32,}"|[\d.]+ s\b', "", page)


def test_the_endpoint_answers_the_same(offices: tuple[Workspace, Workspace]) -> None:
    with ExitStack() as stack:
        made = [TestClient(make_endpoint(QueryService(workspace), ("testserver",))) for workspace in offices]
        clients = [stack.enter_context(client) for client in made]
        for address, media in ASKED:
            there, here = (client.get(address, headers={"accept": media}) for client in clients)
            assert (there.status_code, there.content) == (here.status_code, here.content), (address, media)


def test_documents_and_their_checks_are_the_same(
    offices: tuple[Workspace, Workspace], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def done() -> list[object]:
        told: list[object] = [
            cli(*arguments)
            for arguments in (
                ("check",),
                ("coverage", "submission.md"),
                ("suggest", "submission.md"),
                ("build", "submission.md", "--draft", "-o", "x.pdf"),
            )
        ]
        made = Path("x.pdf").read_bytes()
        Path("x.pdf").unlink()
        return [*told, made]

    cli("search", "--lexical", "stress")  # the index is made here, and said so
    there = done()
    monkeypatch.setenv("SOC_EVIDENCE_STORE", "embedded")
    assert there == done()
