"""A record's statements for programs: the format that was asked for, and all that the graph says."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kb.api import Base

FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}
ADDRESSES = {
    "/claim/work-is-protective": "claim/work-is-protective",
    "/soc/43-5031": "soc/43-5031",
    "/source/onet-29-3": "source/onet-29-3",
    "/docket/bls-2024-0001": "docket/bls-2024-0001",
}


@pytest.fixture(scope="session")
def base(application: Starlette) -> Base:
    found: Base = application.state.workbench.shared.now()
    return found


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", ["address", "header"])
def test_each_format_says_what_the_graph_says(
    client: TestClient, base: Base, path: str, form: str, way: str
) -> None:
    media, kind = FORMATS[form]
    asked = {"headers": {"accept": media}} if way == "header" else {"params": {"format": form}}
    answer = client.get(path, **asked)  # type: ignore[arg-type] # either of two keywords
    assert answer.headers["content-type"] == f"{media}; charset=utf-8"
    assert "Accept" in answer.headers["vary"]
    said = {quad.triple for quad in ox.parse(answer.content, format=kind)}
    assert said == set(base.graph.describe(base.iri(ADDRESSES[path])))


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
        ("text/turtle;q=0.5, text/html;q=0.4", "text/turtle"),
        ("text/turtle;q=0.4, text/html;q=0.5", "text/html"),
        ("application/ld+json, */*;q=0.1", "application/ld+json"),
        ("text/turtle;q=0, */*", "text/html"),
        ("text/turtle;q=lots", "text/html"),
        ("image/png", "text/html"),
    ],
)
def test_the_preferred_format_is_sent(client: TestClient, accept: str, media: str) -> None:
    answer = client.get("/claim/work-is-protective", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(media)


@pytest.mark.parametrize("form", FORMATS)
def test_any_iri_of_the_graph_comes_as_data(client: TestClient, base: Base, form: str) -> None:
    iri = "https://w3id.org/soc-evidence/terms#Claim"
    answer = client.get("/resource", params={"iri": iri, "format": form})
    assert {q.triple for q in ox.parse(answer.content, format=FORMATS[form][1])} == set(
        base.graph.describe(iri)
    )
