"""A centre's first job in a real browser, by keyboard alone; and the pages it meets, looked at with axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kb
from builder.workbench.application import make_application
from kb.workspace import open_workspace
from tests.kb.contributing.workbooks import duties
from tests.kb.reviewing.offices import fill, make_office, packed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .browsing import Visit

JOB = "Call Taker, Bay County\nMarch 2025\n\nDuties:\n- Ask callers where help is needed.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of an association to which an office has sent something."""
    root = tmp_path_factory.mktemp("centre")
    pack = packed(fill(make_office(root / "bay", "bay", "Bay County ECC", "Dana Reyes")), root / "bay.zip")
    association = make_office(root / "apco", "apco", "APCO", "Jo Steward")
    with kb.open(association) as base:
        base.receive(pack)
    return association


@pytest.fixture(scope="module")
def address(folder: Path, browser: Browser) -> Iterator[str]:
    """Where its workbench is served, once there is a browser to look at it."""
    from .browsing import served

    del browser
    with served(make_application(open_workspace(folder))) as found:
        yield found


def test_a_centre_hands_in_corrects_and_confirms_by_keyboard_alone(
    visit: Visit, folder: Path, tmp_path: Path
) -> None:
    book = tmp_path / "bay.xlsx"
    duties(occupation="43-503").save(book)
    page = visit.open("/")
    visit.tab_to("Contribute")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contribute")
    visit.tab_to("Files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(book)
    visit.tab_to("Read the files")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contribute/*")
    visit.tab_to("B2 should say")
    page.keyboard.press("Control+A")
    page.keyboard.type("43-5031")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing stands in the way.").wait_for()
    tick = page.get_by_role("checkbox", name="The office may hand this in")
    while not tick.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    visit.tab_to("Take in")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Taken in").wait_for()
    assert list(folder.glob("evidence/contributed/*/bay.csv"))


@pytest.mark.parametrize("path", ["/contribute", "/review", "/review/bay", "/review/bay/evidence/bay.1"])
def test_a_page_for_working_meets_wcag(visit: Visit, path: str) -> None:
    from .browsing import looked_at

    assert looked_at(visit.open(path)) == []


def test_what_was_handed_in_is_shown_so_that_all_can_read_it(visit: Visit, tmp_path: Path) -> None:
    from .browsing import looked_at

    book, job = tmp_path / "bay.xlsx", tmp_path / "job.txt"
    duties(occupation="43-503", kind="sometimes").save(book)
    job.write_text(JOB)
    page = visit.open("/contribute")
    page.get_by_label("Files").set_input_files([book, job])
    page.get_by_label("SOC code of the occupation").fill("43-5031")
    page.get_by_role("button", name="Read the files").click()
    page.wait_for_url("**/contribute/*")
    assert page.get_by_label("Take in duty 1").count() == 1
    assert looked_at(page) == []
