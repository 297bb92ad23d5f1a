"""Two browsers and a terminal on one workspace: all that was sent is there, kept, or shown again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import kb
from builder.workbench.draft_versions import versions_of
from builder.workbench.open_draft import digest
from builder.workbench.request_guards import FORM_KEY
from kb.workspace import open_workspace
from tests.builder.clean_draft import CLEAN

from .conftest import ADDRESS, Made
from .filled_forms import Form, hand_in

PLACE = "/draft/submission.md"
_SAVES = 6
AGENT = "agent: {{id: {name}, name: An office, kind: office}}\n"


@pytest.fixture
def browsers(office: Path, client_of: Made) -> tuple[TestClient, TestClient]:
    """Two browsers of one workbench."""
    (office / "submission.md").write_text(CLEAN, "utf-8")
    first = client_of(open_workspace(office))
    return first, TestClient(first.app, ADDRESS, raise_server_exceptions=False, follow_redirects=False)


def saves(client: TestClient, who: str, draft: Path) -> set[str]:
    """Save text after text as one who saw the one before; return those that were shown again."""
    key, shown = Form(client.get("/start").text).value(FORM_KEY), set()
    for number in range(_SAVES):
        text = f"{CLEAN}\n{who} {number}.\n"
        seen = digest(draft.read_text("utf-8"))
        answer = client.post(PLACE, data={FORM_KEY: key, "text": text, "seen": seen})
        if answer.status_code != 303:
            assert answer.status_code in (409, 503)
            assert answer.status_code == 503 or f"{who} {number}." in answer.text
            shown.add(text)
    return shown


def test_of_texts_saved_at_once_each_is_there_or_shown_again(
    browsers: tuple[TestClient, TestClient], office: Path
) -> None:
    draft = office / "submission.md"
    with ThreadPoolExecutor(2) as both:
        refused = set().union(*both.map(saves, browsers, ("Ann", "Ben"), (draft, draft)))
    there = {draft.read_text("utf-8"), *(version.text() for version in versions_of(draft))}
    sent = {f"{CLEAN}\n{who} {number}.\n" for who in ("Ann", "Ben") for number in range(_SAVES)}
    assert sent <= there | refused
    assert there - refused


def test_what_browsers_and_a_terminal_add_at_once_is_all_there(
    browsers: tuple[TestClient, TestClient], office: Path
) -> None:
    def by_browser(client: TestClient, name: str) -> None:
        address, page = hand_in(client, [(f"{name}.yaml", AGENT.format(name=name).encode())])
        for _ in range(20):
            page = Form(page).set("allowed", "1").send(client, address, "take")
            if "<h1>Taken in</h1>" in page:
                return
        raise AssertionError(page[-2000:])

    def by_terminal() -> None:
        file = office.parent / "terminal.yaml"
        file.write_text(AGENT.format(name="terminal"))
        with kb.open(office) as base, base.planned([file], {}) as addition:
            base.take_in(addition)

    ann, ben = browsers
    work: list[Callable[[], None]] = [
        lambda: by_browser(ann, "ann"),
        lambda: by_browser(ben, "ben"),
        by_terminal,
    ]
    with ThreadPoolExecutor(3) as three:
        for done in [three.submit(each) for each in work]:
            done.result()
    with kb.open(office) as base:
        assert {"ann", "ben", "terminal"} <= set(base.records.agents)
    for name in ("ann", "ben", "terminal"):
        assert ann.get(f"/agent/{name}", headers={"accept": "text/html"}).status_code == 200
