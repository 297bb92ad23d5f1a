"""Whatever the graph names has an address that leads somewhere."""

from __future__ import annotations

import random

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builder.workbench.record_addresses import address_of
from kb.namespaces import record

_NAMED = "SELECT DISTINCT ?o { { ?s ?p ?o } UNION { ?o ?p ?any } UNION { ?s ?o ?any } FILTER(ISIRI(?o)) }"
_EACH = 3


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (record("claim", "call-volume"), "/claim/call-volume"),
        (record("claim", "call-volume") + "#lines-1", "/claim/call-volume"),
        ("https://example.org/x", "/resource?iri=https%3A%2F%2Fexample.org%2Fx"),
    ],
)
def test_a_record_has_its_own_page_and_its_parts_have_it_too(iri: str, address: str) -> None:
    assert address_of(iri) == address


def test_what_the_graph_names_opens(application: Starlette, client: TestClient) -> None:
    graph = application.state.workbench.shared.now().graph
    links = sorted({address_of(row["o"]) for row in graph.select(_NAMED)})
    random.Random(1).shuffle(links)
    opened: dict[str, int] = {}
    for link in links:
        kind = link.split("/")[1][:40]
        opened[kind] = opened.get(kind, 0) + 1
        if opened[kind] <= _EACH:
            assert client.get(link, headers={"accept": "text/html"}).status_code == 200, link
    assert len(opened) > 15


def test_a_text_that_looks_like_an_address_is_no_link(client: TestClient) -> None:
    page = client.get("/resource?iri=https%3A%2F%2Fw3id.org%2Fsoc-evidence%2Fterms").text
    assert "<td>https://w3id.org/soc-evidence/terms#</td>" in page


def test_what_a_part_of_a_record_cites_leads_to_the_record(client: TestClient) -> None:
    page = client.get("/source/gsa-regulations-gov-api").text
    assert 'href="/docket/bls-2024-0001"' in page
    assert "limits-" not in page
