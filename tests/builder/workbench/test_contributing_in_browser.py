"""A centre's first job in a real browser, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.workbench.application import make_application
from kb.workspace import open_workspace
from tests.kb.contributing.workbooks import duties
from tests.kb.reviewing.offices import make_office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .browsing import Visit


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("centre") / "bay", "bay", "Bay County ECC", "Dana Reyes")


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


def test_with_scripts_off_a_centre_hands_in_corrects_and_confirms(
    browser: Browser, address: str, folder: Path, tmp_path: Path
) -> None:
    book = tmp_path / "night.xlsx"
    duties(duty="night-1", occupation="43-503", statement="Answer every call at night").save(book)
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto("/contribute")
        page.get_by_label("Files").set_input_files(book)
        page.get_by_role("button", name="Read the files").click()
        page.get_by_label("B2 should say").fill("43-5031")
        page.get_by_role("button", name="Check again").last.click()
        page.get_by_text("Nothing stands in the way.").wait_for()
        page.get_by_role("checkbox", name="The office may hand this in").check()
        page.get_by_role("button", name="Take in").click()
        page.get_by_role("heading", name="Taken in").wait_for()
        page.locator("main a[href^='/duty/']").first.click()
        assert "Answer every call at night" in page.locator("h1").inner_text()
    assert list(folder.glob("evidence/contributed/*/night.csv"))
