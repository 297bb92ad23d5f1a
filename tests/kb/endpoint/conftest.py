"""An endpoint over the bundled base: as an application, and as a process with an address."""

from __future__ import annotations

import dataclasses
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from kb.endpoint.endpoint_application import make_endpoint
from kb.endpoint.listening import Place, listening_at
from kb.endpoint.query_service import PUBLIC, QueryService
from kb.querying.evaluation import MEBIBYTE
from kb.search.model_files import VARIABLE
from kb.workspace import Workspace, open_workspace

SECONDS = 4.0
"""Most seconds of a query in these tests."""
LIMITS = dataclasses.replace(PUBLIC, seconds=SECONDS, answer=4 * MEBIBYTE)
ORIGIN = "https://example.org"


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return open_workspace(tmp_path_factory.mktemp("nowhere"))


@pytest.fixture(scope="module")
def endpoint(workspace: Workspace) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(VARIABLE, "/no/model")
        application = make_endpoint(QueryService(workspace, LIMITS), ("testserver",), [ORIGIN])
        with TestClient(application, raise_server_exceptions=False) as client:
            yield client


@contextmanager
def listening_endpoint(service: QueryService) -> Iterator[int]:
    """Serve an endpoint that other programs can reach on this machine; gives its port."""
    listening = listening_at(Place())
    server = uvicorn.Server(uvicorn.Config(make_endpoint(service), log_config=None))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="session")
def address(workspace: Workspace) -> Iterator[str]:
    with listening_endpoint(QueryService(workspace)) as port:
        yield f"http://127.0.0.1:{port}/sparql"


@pytest.fixture(scope="session")
def w3c_suite() -> Path:
    folder = Path(os.environ.get("SOC_EVIDENCE_DATA", "")) / "suites" / "rdf-tests" / "sparql" / "sparql11"
    if not os.environ.get("SOC_EVIDENCE_DATA") or not folder.is_dir():
        pytest.skip("SOC_EVIDENCE_DATA has no suites/rdf-tests: the W3C's SPARQL tests did NOT run")
    return folder
