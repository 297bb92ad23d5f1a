"""A policy writer's first job in a browser, by keyboard alone and with scripts off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.workbench.application import make_application
from builder.workbench.draft_versions import VERSIONS
from builder.workspace import Contributor, make_workspace
from kb.workspace import open_workspace
from tests.builder.clean_draft import CLEAN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .browsing import Visit

WORDS = "They deserve better pay."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("drafting") / "office"
    make_workspace(root, Contributor("A. Clerk", "Bay County ECC", "CC-BY-4.0"), {"submission.md": CLEAN})
    return root


@pytest.fixture
def draft(folder: Path) -> Iterator[Path]:
    """The draft, clean before each test and put back after it."""
    path = folder / "submission.md"
    path.write_text(CLEAN, "utf-8")
    yield path
    path.write_text(CLEAN, "utf-8")


@pytest.fixture(scope="module")
def address(folder: Path, browser: Browser) -> Iterator[str]:
    """Where the workbench is served, once there is a browser to look at it."""
    from .browsing import served

    del browser
    with served(make_application(open_workspace(folder))) as found:
        yield found


def at_the_end(page: Page) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")


def test_a_writer_is_told_saves_cites_and_sees_the_page_by_keyboard_alone(visit: Visit, draft: Path) -> None:
    page = visit.open("/")
    visit.tab_to("Drafts")
    page.keyboard.press("Enter")
    page.wait_for_url("**/draft")
    visit.tab_to("submission.md")
    page.keyboard.press("Enter")
    page.wait_for_url("**/draft/submission.md")
    visit.tab_to("Text of the draft")
    at_the_end(page)
    page.keyboard.type(WORDS)
    page.locator("#findings").get_by_text("benefits-language").wait_for()
    page.keyboard.press("Control+S")
    page.get_by_text("Saved", exact=True).wait_for()
    assert WORDS in draft.read_text("utf-8")
    assert any(path.read_text("utf-8") == CLEAN for path in (draft.parent / VERSIONS).rglob("*.md"))
    visit.tab_to("Words, or a sentence")
    page.keyboard.type("staffing shortages")
    page.keyboard.press("Enter")
    page.locator("#finder-hits li").first.wait_for()
    visit.tab_to("Cite")
    page.keyboard.press("Enter")
    assert f"{WORDS}[@" in page.locator("#draft-text").input_value()
    visit.tab_to("Set the pages")
    page.keyboard.press("Enter")
    picture = page.locator("#page-view img")
    picture.wait_for()
    assert (picture.get_attribute("alt") or "").startswith("Page ")


def test_the_page_follows_the_cursor(visit: Visit, draft: Path) -> None:
    many = "\n\n".join(f"Paragraph {number} is here so that the pages are several." for number in range(90))
    draft.write_text(f"{CLEAN}\n# The middle {{#middle}}\n\n{many}\n\n# The end {{#end}}\n\nLast.\n", "utf-8")
    page = visit.open("/draft/submission.md")
    page.get_by_role("button", name="Set the pages").click()
    picture = page.locator("#page-view img")
    picture.wait_for()
    text = page.get_by_label("Text of the draft")
    text.focus()
    text.press("Control+Home")
    first = picture.get_attribute("alt") or ""
    text.press("Control+End")
    page.wait_for_function("first => document.querySelector('#page-view img').alt !== first", arg=first)
    assert first.startswith("Page 1 of ")


def test_what_was_saved_elsewhere_meanwhile_is_shown_beside_mine(
    browser: Browser, address: str, draft: Path
) -> None:
    with browser.new_context(base_url=address) as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto("/draft/submission.md")
        draft.write_text(f"{CLEAN}\nTheirs.\n", "utf-8")
        page.get_by_label("Text of the draft").focus()
        at_the_end(page)
        page.keyboard.type("Mine.")
        page.keyboard.press("Control+S")
        page.get_by_role("heading", name="was changed elsewhere").wait_for()
        told = page.locator(".difference").inner_text()
        assert "- Theirs." in told
        assert "+ Mine." in told
        assert draft.read_text("utf-8") == f"{CLEAN}\nTheirs.\n"
        assert (
            page.get_by_role("button", name="Keep the text on disk, and mine as a former text").count() == 1
        )
        page.get_by_role("button", name="Save this in its place").click()
        page.wait_for_url("**saved=yes")
        assert "Mine." in draft.read_text("utf-8")


def test_with_scripts_off_a_draft_is_saved_checked_and_seen(
    browser: Browser, address: str, draft: Path
) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto("/draft/submission.md")
        page.get_by_label("Text of the draft").fill(f"{CLEAN}\n{WORDS}\n")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved. The text before it is kept").wait_for()
        assert "benefits-language" in page.locator("#findings").inner_text()
        assert draft.read_text("utf-8") == f"{CLEAN}\n{WORDS}\n"
        page.get_by_role("link", name="Pages").click()
        assert page.get_by_role("img", name="Page 1", exact=True).count() == 1
