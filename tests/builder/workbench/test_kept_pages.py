"""Pages that follow from the records alone are made once, and anew when the records change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, Response

from builder.workbench.kept_pages import KeptPages
from kb.api import Base, open_base
from kb.workspace import Workspace

if TYPE_CHECKING:
    from .conftest import Made

FORM_KEY = "key-of-a-visitor"


@pytest.fixture
def base(evidence: Workspace) -> Base:
    return open_base(evidence)


class Maker:
    """Makes a page, and counts how often."""

    def __init__(self, text: str = "a page", status: int = 200) -> None:
        self.text, self.status, self.times = text, status, 0

    def __call__(self) -> Response:
        self.times += 1
        return HTMLResponse(self.text, self.status, {"Vary": "Accept"})


def test_many_readers_of_a_page_have_it_made_once(base: Base) -> None:
    pages, make = KeptPages(), Maker()
    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(pages.answer, base, ("/claims",), make, FORM_KEY) for _ in range(40)]
    assert {bytes(answer.result().body) for answer in answers} == {b"a page"}
    assert {answer.result().headers["vary"] for answer in answers} == {"Accept"}
    assert make.times == 1


def test_what_is_sent_with_one_answer_does_not_go_with_the_next(base: Base) -> None:
    pages, make = KeptPages(), Maker()
    pages.answer(base, ("/claims",), make, FORM_KEY)
    pages.answer(base, ("/claims",), make, FORM_KEY).headers.append("Set-Cookie", "mine")
    assert "set-cookie" not in pages.answer(base, ("/claims",), make, FORM_KEY).headers


@pytest.mark.parametrize(
    "make",
    [Maker(f"<input value={FORM_KEY}>"), Maker("no such page", 404), Maker("x" * 2**20)],
    ids=["form", "mistake", "large"],
)
def test_a_page_for_one_visitor_or_of_a_mistake_is_made_each_time(base: Base, make: Maker) -> None:
    pages = KeptPages()
    for _ in range(3):
        pages.answer(base, ("/claims",), make, FORM_KEY)
    assert make.times == 3


def test_a_page_that_could_not_be_made_holds_nobody_up(base: Base) -> None:
    pages = KeptPages()

    def fail() -> Response:
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            pages.answer(base, ("/claims",), fail, FORM_KEY)


def test_a_page_shows_the_records_as_they_are_now(evidence: Workspace, client_of: Made) -> None:
    browser = client_of(evidence)
    assert "Staff agree" in browser.get("/claims").text
    arguments = Path(evidence.root, "evidence", "arguments.yaml")
    arguments.write_text(arguments.read_text("utf-8").replace("Staff agree", "All agree"), "utf-8")
    browser.app.state.workbench.shared.changed()  # type: ignore[attr-defined] # the application
    assert "All agree" in browser.get("/claims").text


def test_pages_that_differ_in_anything_asked_for_are_kept_apart(evidence: Workspace, client_of: Made) -> None:
    browser = client_of(evidence)
    page = browser.get("/claim/staff-agree", headers={"accept": "text/html"})
    turtle = browser.get("/claim/staff-agree", headers={"accept": "text/turtle"})
    assert page.headers["content-type"].startswith("text/html")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert browser.get("/claims").text != browser.get("/claims?open=1").text
