"""Every kind of page in a real browser: nothing complains, nothing is out of reach, scripts may be off."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette

from builder.workbench.draft_versions import versions_of
from builder.workbench.kept_uploads import waiting_uploads
from kb.workspace import Workspace

from .kinds_of_page import KINDS, PROBLEMS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .browsing import Visit


@pytest.fixture(scope="module")
def address(busy_application: Starlette, browser: Browser) -> Iterator[str]:
    """Where the workbench of the busy workspace is served, once there is a browser to look at it."""
    from .browsing import served

    del browser
    with served(busy_application) as found:
        yield found


def path_of(kind: str, busy: Workspace) -> str:
    """Return the address of a kind of page in the busy workspace."""
    upload, version = waiting_uploads(busy)[0], versions_of(busy.root / "submission.md")[0]
    return KINDS[kind].replace("UPLOAD", upload.key).replace("VERSION", version.key)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_meets_wcag_at_both_widths_and_in_both_schemes(
    visit: Visit, busy: Workspace, kind: str
) -> None:
    from .browsing import looked_at

    assert looked_at(visit.open(path_of(kind, busy))) == []


@pytest.mark.parametrize("kind", PROBLEMS)
def test_a_page_about_a_problem_meets_wcag_too(browser: Browser, address: str, kind: str) -> None:
    from .browsing import looked_at

    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + PROBLEMS[kind])
        assert looked_at(page) == []


def test_a_researcher_finds_asks_and_downloads_by_keyboard_alone(visit: Visit, tmp_path: Path) -> None:
    visit.open("/")
    visit.tab_to("Ask")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/ask")
    visit.tab_to("Duties of an occupation")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/ask/duties-of")
    visit.page.keyboard.press("Tab")
    field = visit.page.locator("main form input").first
    while not field.evaluate("each => each === document.activeElement"):
        visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Control+A")
    visit.page.keyboard.type("33-9032")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**33-9032**")
    visit.tab_to("CSV")
    with visit.page.expect_download() as started:
        visit.page.keyboard.press("Enter")
    target = tmp_path / "answer.csv"
    started.value.save_as(target)
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    assert len(rows) > 5
    assert "33-9032" in visit.page.url


def test_a_policy_writer_searches_and_sees_what_speaks_against_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open("/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    visit.tab_to("Search the base")
    page.keyboard.type("work performed is protective")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=**")
    link = page.locator("ol.hits h2 a[href^='/claim/']").first
    visit.tab_to(link.inner_text().strip())
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/**")
    against = page.get_by_role("region", name="Against")
    assert against.get_by_role("link").count() > 0
    visit.tab_to(against.get_by_role("link").first.inner_text().strip())
    page.keyboard.press("Enter")
    page.wait_for_function("!location.pathname.startsWith('/claim/')")


def test_the_skip_link_leads_past_the_menu(visit: Visit) -> None:
    page = visit.open("/objections")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_with_scripts_off_all_is_read_searched_and_asked(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_label("Search the base").fill("stress")
        page.get_by_role("button", name="Search").click()
        assert page.locator("ol.hits li").count() > 3
        page.goto(f"{address}/ask/duties-of")
        page.locator("main form input").first.fill("33-9032")
        page.get_by_role("button", name="Ask").click()
        assert page.locator("tbody tr").count() > 5
        page.goto(f"{address}/sparql")
        page.locator("textarea").fill("SELECT ?c { ?c a soce:Claim } ORDER BY ?c LIMIT 3")
        page.get_by_role("button", name="Ask").click()
        assert page.locator("main table tbody tr").count() == 3
        page.goto(f"{address}/laws")
        page.locator("ol.tiles a").first.click()
        assert page.locator("tbody tr").count() >= 1


def test_a_lost_server_loses_no_words(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/sparql")
        page.locator("textarea").fill("SELECT ?c { ?c a soce:Claim }")
        context.set_offline(True)
        with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
            page.goto(f"{address}/ask")
        context.set_offline(False)
        page.go_back()
        assert "soce:Claim" in page.locator("textarea").input_value()


def test_the_field_for_sparql_offers_names_of_the_graph_by_keyboard(visit: Visit) -> None:
    page = visit.open("/sparql")
    field = page.get_by_label("Query")
    field.fill("SELECT ?claim { ?claim ")
    field.press("End")
    field.type("soce:statem")
    page.get_by_role("option", name="soce:statement").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    field.type(" ?words }")
    assert field.input_value() == "SELECT ?claim { ?claim soce:statement ?words }"
    field.press("Control+Enter")
    page.wait_for_url("**/sparql?query=**")
    assert page.locator("tbody tr").count() > 5


def test_colours_beneath_the_field_are_its_text_and_no_markup(visit: Visit) -> None:
    page = visit.open("/sparql")
    text = 'SELECT * { ?s ?p "<img src=x onerror=alert(1)>" # <b>\n FILTER(?n > 3.5) <http://a/b#c> }'
    page.get_by_label("Query").fill(text)
    assert page.locator(".paint").evaluate("each => each.textContent") == f"{text}\n"
    assert page.locator(".paint *:not(span)").count() == 0
    assert page.locator(".paint .token-keyword").all_inner_texts() == ["SELECT", "FILTER"]


def test_the_cursor_goes_to_the_mistake(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/sparql?query=SELECT+*+%7B%0A+%3Fs+nope%3Ax+%3Fo%0A%7D")
        assert page.locator("#mistake pre mark").inner_text().startswith("nope:x")
        at = page.evaluate("document.activeElement.selectionStart")
        assert page.locator("textarea").input_value()[at:].startswith("nope:x")
