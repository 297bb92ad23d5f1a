"""One workbench for all tests of its pages: an office that has begun with the example draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builder.workbench.application import make_application
from builder.workbench.request_guards import Access
from builder.workspace import Contributor, example_draft, make_workspace
from kb.search.model_files import VARIABLE
from kb.workspace import Workspace, open_workspace

ADDRESS = "http://127.0.0.1:8730"


@pytest.fixture(scope="session", autouse=True)
def _without_model() -> Iterator[None]:
    """Search by words: the base's passages are not encoded for these tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(VARIABLE, "/no/model")
        yield


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace as `init` makes it; tests of this room read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("workbench") / "office"
    make_workspace(folder, Contributor("A. Clerk", "Bay County ECC", "CC-BY-4.0"), example_draft())
    return open_workspace(folder)


@pytest.fixture(scope="session")
def application(begun: Workspace) -> Iterator[Starlette]:
    made = make_application(begun)
    yield made
    made.state.workbench.shared.close()
    made.state.workbench.drafts.close()


@pytest.fixture(scope="session")
def client(application: Starlette) -> TestClient:
    """A browser that is on this machine and has opened no page yet."""
    return TestClient(application, ADDRESS, raise_server_exceptions=False, follow_redirects=False)


Made = Callable[..., TestClient]


@pytest.fixture
def client_of() -> Iterator[Made]:
    """Make a browser of a workbench of one's own."""
    made: list[Starlette] = []

    def make(
        workspace: Workspace, access: Access | None = None, *, read_only: bool = False, address: str = ADDRESS
    ) -> TestClient:
        made.append(make_application(workspace, access, read_only=read_only))
        return TestClient(made[-1], address, raise_server_exceptions=False, follow_redirects=False)

    yield make
    for application in made:
        with closing(application.state.workbench.shared), closing(application.state.workbench.drafts):
            pass


@pytest.fixture
def evidence(small_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the small base, whose files a test may change."""
    import shutil

    from kb.workspace import Layer

    shutil.copytree(small_workspace.root / "evidence", tmp_path / "evidence")
    layers = (small_workspace.layers[0], Layer("own", tmp_path, (tmp_path / "evidence",)))
    return Workspace(tmp_path, layers, tmp_path / "derived", None, small_workspace.queries)
