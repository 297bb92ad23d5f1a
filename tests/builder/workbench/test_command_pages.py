"""What to do, where it names a command: the page that does the same is named beside it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Match, Mount

from builder.workbench.command_pages import remedy

SAID = {
    "Put the document into `texts/`, for example with `soc-evidence add`.": ["/contribute"],
    "Add it: soc-evidence new agent.": ["/forms/agent.yaml", "/contribute"],
    "Restore it, or decide again: soc-evidence review OFFICE --accept RECORD": ["/review"],
    "Run soc-evidence check, then soc-evidence build.": ["/findings", "/draft"],
    "Try it with soc-evidence query.": ["/ask"],
    "Bring it in: soc-evidence import soc.": [],
    "Correct the code.": [],
}


def links(text: str) -> list[str]:
    return [part.partition('"')[0] for part in text.split('<a href="')[1:]]


@pytest.mark.parametrize("said", SAID)
def test_a_remedy_leads_to_the_pages_that_do_it(application: Starlette, said: str) -> None:
    made = remedy(said)
    assert links(made) == SAID[said]
    for path in links(made):
        scope = {"type": "http", "path": path, "method": "GET", "headers": []}
        routes = (route for route in application.routes if not isinstance(route, Mount))
        assert any(route.matches(scope)[0] is Match.FULL for route in routes)


def test_a_copy_for_reading_leads_only_to_what_it_has() -> None:
    assert links(remedy("Try soc-evidence check, or soc-evidence query.", read_only=True)) == ["/ask"]


def test_markup_in_a_remedy_is_text() -> None:
    assert "<b>" not in remedy("<b> `<b>` soc-evidence add <b>")
