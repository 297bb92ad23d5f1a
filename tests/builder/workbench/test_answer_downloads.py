"""An answer can be taken away in every format that the command offers, each with its media type."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

import kb
from kb.querying.result_formats import Format, render
from kb.workspace import Workspace

TABLES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "table": "text/plain",
}
GRAPHS = TABLES | {"json": "application/ld+json", "xml": "application/rdf+xml", "turtle": "text/turtle"}


@pytest.mark.parametrize(("name", "media"), [("sources-by-authority", TABLES), ("argument-of", GRAPHS)])
def test_every_format_is_offered_and_sent(
    client: TestClient, begun: Workspace, name: str, media: dict[str, str]
) -> None:
    page = client.get(f"/ask/{name}", headers={"accept": "text/html"}).text
    assert set(re.findall(r"[?&;]format=(\w+)\"", page)) == set(media)
    with kb.open(begun) as base:
        result = base.evaluate(name)
    for form, kind in media.items():
        sent = client.get(f"/ask/{name}?format={form}")
        assert sent.headers["content-type"] == f"{kind}; charset=utf-8"
        assert sorted(sent.text) == sorted(render(result, Format(form)))
