"""One workbench for all tests of its pages: an office that has begun with the example draft."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builder.workbench.application import make_application
from builder.workbench.request_guards import Access
from builder.workspace import Contributor, example_drafts, make_workspace
from kb.search.model_files import VARIABLE
from kb.workspace import Layer, Workspace, open_workspace
from tests.builder.clean_draft import CLEAN

from .busy_office import make_busy_office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .browsing import Visit

ADDRESS = "http://127.0.0.1:8730"


@pytest.fixture(scope="module", autouse=True)
def _without_model() -> Iterator[None]:
    """Search by words in these tests, and only in these: no model has to be read."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(VARIABLE, "/no/model")
        yield


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace as `init` makes it; tests of this room read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("workbench") / "office"
    make_workspace(folder, Contributor("A. Clerk", "Bay County ECC", "CC-BY-4.0"), example_drafts())
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


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace in which everything that pages show is under way; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("busy") / "office"
    return open_workspace(make_busy_office(folder, {"submission.md": CLEAN}))


@pytest.fixture(scope="session")
def busy_application(busy: Workspace) -> Iterator[Starlette]:
    made = make_application(busy)
    yield made
    made.state.workbench.shared.close()
    made.state.workbench.drafts.close()


@pytest.fixture(scope="session")
def busy_client(busy_application: Starlette) -> TestClient:
    """A browser of its workbench."""
    return TestClient(busy_application, ADDRESS, raise_server_exceptions=False, follow_redirects=False)


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
    shutil.copytree(small_workspace.root / "evidence", tmp_path / "evidence")
    layers = (small_workspace.layers[0], Layer("own", tmp_path, (tmp_path / "evidence",)))
    return Workspace(tmp_path, layers, tmp_path / "derived", None, small_workspace.queries)


@pytest.fixture(scope="session")
def address(application: Starlette) -> Iterator[str]:
    """Where the workbench is served."""
    from .browsing import served

    with served(application) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a skip that says what to install."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("pages NOT tested in a browser: apt-get install chromium")
    pytest.importorskip("playwright", reason="pages NOT tested in a browser: pip install playwright")
    from playwright.sync_api import sync_playwright

    from .browsing import launched

    with sync_playwright() as playwright:
        made = launched(playwright, program)
        yield made
        made.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A page that must not complain of anything."""
    from .browsing import Visit

    with browser.new_context() as context:
        context.set_default_timeout(60_000)
        visit = Visit(context.new_page(), address)
        yield visit
        assert visit.complaints == []
