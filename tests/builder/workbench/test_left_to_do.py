"""The first page: what is left to do, where it is done, and the next step of each user."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from builder.workbench.open_draft import digest
from builder.workspace import Contributor, make_workspace
from kb.workspace import Workspace, open_workspace
from tests.builder.clean_draft import CLEAN

from .conftest import Made

PLACEHOLDER = "\n# More {#more}\n\nReplace this with what your office does.\n"


def counted(client: TestClient) -> str:
    """Return the first page once everything is counted."""
    for _ in range(600):
        page = client.get("/", headers={"accept": "text/html"}).text
        if "being checked" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("what is left is never counted")


def left(page: str) -> dict[str, str]:
    """Return what is left, as address and sentence."""
    part = page.partition("<h2>Left to do</h2>")[2].partition("<h2>")[0]
    found = re.findall(r'<li><a href="([^"]+)">(.*?)</li>', part)
    return {address: re.sub(r"<[^>]+>", "", said) for address, said in found}


def test_everything_that_is_under_way_is_named_with_where_it_is_done(busy_client: TestClient) -> None:
    page = counted(busy_client)
    found = left(page)
    assert found["/findings"] == "2 errors and 1 warning in the records of your office"
    assert re.fullmatch(r"\d+ errors?.* in submission.md", found["/draft/submission.md"])
    assert found["/draft/submission.md/coverage"].endswith("that submission.md owes an answer")
    assert found["/review/bay"] == "4 rows that bay sent wait for a decision"
    assert found["/claims?open=1"].endswith("without enough support")
    (upload,) = (address for address in found if address.startswith("/contribute/"))
    assert found[upload] == "bay.xlsx and 1 more handed in and not taken in yet"
    for address in found:
        assert busy_client.get(address).status_code == 200
    assert "closed on 2024-08-12" in page
    assert page.count("<p>Next: ") == 3


@pytest.fixture
def office_with(client_of: Made, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], TestClient]:
    """Make the workbench of an office that has one draft and no evidence."""

    def make(text: str) -> TestClient:
        folder = tmp_path_factory.mktemp("left") / "office"
        make_workspace(folder, Contributor("A. Clerk", "Bay County", "CC-BY-4.0"), {"submission.md": text})
        return client_of(open_workspace(folder))

    return make


def test_placeholders_are_counted_and_the_writers_next_step(
    office_with: Callable[[str], TestClient],
) -> None:
    client = office_with(CLEAN + PLACEHOLDER)
    page = counted(client)
    assert "in submission.md, 1 placeholder among them" in left(page)["/draft/submission.md"]
    assert 'Next: <a href="/draft/submission.md">replace the placeholders of submission.md' in page
    assert 'Next: <a href="/contribute">hand in what your office has</a>' in page
    bench = client.app.state.workbench  # type: ignore[attr-defined] # a Starlette, typed as any application
    draft = bench.drafts.at("submission.md")
    draft.save(CLEAN, digest(draft.text()))
    assert "placeholder" not in counted(client)


def test_a_first_step_is_to_begin(client_of: Made, evidence: Workspace) -> None:
    alone = Workspace(evidence.root, evidence.layers[:1], evidence.derived, None, evidence.queries)
    page = client_of(alone).get("/", headers={"accept": "text/html"}).text
    assert page.count('Next: <a href="/start">begin a workspace</a>') == 2
    assert "/findings" not in page


def test_a_copy_for_reading_tells_of_no_work(client_of: Made, busy: Workspace) -> None:
    page = client_of(busy, read_only=True).get("/", headers={"accept": "text/html"}).text
    assert set(left(page)) == {"/claims?open=1"}
