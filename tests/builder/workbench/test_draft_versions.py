"""Former texts of a draft: listed, compared with the present one, brought back; none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.workbench.draft_versions import VERSIONS, versions_of
from kb.workspace import open_workspace
from tests.builder.clean_draft import CLEAN

from .conftest import Made
from .filled_forms import Form

PLACE = "/draft/submission.md"


@pytest.fixture
def client(office: Path, client_of: Made) -> TestClient:
    (office / "submission.md").write_text(CLEAN, "utf-8")
    return client_of(open_workspace(office))


@pytest.fixture
def draft(office: Path, client: TestClient) -> Iterator[Path]:
    """The draft, saved once with a line more."""
    Form(client.get(PLACE).text).set("text", f"{CLEAN}\nMore.\n").send(client, PLACE)
    return office / "submission.md"


def test_a_former_text_is_compared_and_brought_back(client: TestClient, draft: Path) -> None:
    (former,) = versions_of(draft)
    assert f'href="{PLACE}/versions/{former.key}"' in client.get(f"{PLACE}/versions").text
    page = client.get(f"{PLACE}/versions/{former.key}").text
    assert "<ins>+ More.</ins>" in page
    assert "Saved." in Form(page).send(client, f"{PLACE}/versions/{former.key}")
    assert draft.read_text("utf-8") == CLEAN
    newest = versions_of(draft)[0]
    assert newest.text() == f"{CLEAN}\nMore.\n", "what was replaced is kept in its turn"


def test_what_changed_since_the_page_was_opened_is_not_replaced(client: TestClient, draft: Path) -> None:
    (former,) = versions_of(draft)
    form = Form(client.get(f"{PLACE}/versions/{former.key}").text)
    draft.write_text(f"{CLEAN}\nTheirs.\n", "utf-8")
    assert "was changed elsewhere" in form.send(client, f"{PLACE}/versions/{former.key}")
    assert draft.read_text("utf-8") == f"{CLEAN}\nTheirs.\n"


def test_of_a_stale_save_both_texts_stay(client: TestClient, draft: Path) -> None:
    mine = Form(client.get(PLACE).text).set("text", f"{CLEAN}\nMine.\n")
    draft.write_text(f"{CLEAN}\nTheirs.\n", "utf-8")
    told = mine.send(client, PLACE)
    assert f'formaction="{PLACE}/versions"' in told
    assert "your text is the newest" in Form(told).send(client, f"{PLACE}/versions")
    assert draft.read_text("utf-8") == f"{CLEAN}\nTheirs.\n"
    assert versions_of(draft)[0].text() == f"{CLEAN}\nMine.\n"


@pytest.mark.parametrize("key", ["..%2f..%2fsubmission", "2026-01-01T000000-000000Z", "notes"])
def test_an_address_of_no_former_text_leads_nowhere(client: TestClient, draft: Path, key: str) -> None:
    (draft.parent / VERSIONS / "submission" / "notes.md").write_text("not a former text")
    answer = client.get(f"{PLACE}/versions/{key}")
    assert answer.status_code == 404
    assert "not a former text" not in answer.text
