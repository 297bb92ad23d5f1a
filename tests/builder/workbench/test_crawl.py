"""Every kind of page, with links of one page of each kind followed; `make crawl` follows all."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from kb.workspace import Workspace

from .conftest import Made
from .crawling import Crawl, crawl, first_of_a_kind
from .kinds_of_page import ALIKE, KINDS, kind_of_page

_EACH = 4
"""Links that are followed to pages of a kind."""


@pytest.fixture(scope="module")
def crawled(busy_client: TestClient) -> Crawl:
    return crawl(busy_client, first_of_a_kind, _EACH)


def test_links_of_every_kind_of_page_lead_somewhere(crawled: Crawl) -> None:
    assert crawled.broken == []
    assert crawled.links > 150


def test_every_kind_of_page_is_one_that_is_looked_at(crawled: Crawl) -> None:
    looked_at = {kind_of_page(path.partition("?")[0]) for path in KINDS.values()}
    assert {kind for kind in crawled.pages if kind.split()[0] not in ALIKE} <= looked_at


def test_a_copy_for_reading_leads_to_nothing_that_it_lacks_and_tells_no_path(
    client_of: Made, busy: Workspace
) -> None:
    client = client_of(busy, read_only=True)
    found = crawl(client, first_of_a_kind, _EACH, untold=str(busy.root))
    assert found.broken == []
    assert not {kind.split()[0] for kind in found.pages} & {"draft", "contribute", "review", "findings"}
