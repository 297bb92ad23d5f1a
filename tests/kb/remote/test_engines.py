"""Every engine answers alike: the named queries, and what the program itself asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kb.api import Base, open_base
from kb.model.classification import default_classification
from kb.workspace import open_workspace
from tests.kb.remote.engines import Engine, oxigraph, virtuoso

_GATHERED = re.compile(r"GROUP_CONCAT\(.*?\)\s+AS\s+\?(\w+)", re.DOTALL)
"""Columns whose values come in an order that SPARQL 1.1 leaves to the engine (18.5.1.7)."""

_ABOVE = (
    "SELECT ?it ?above ?title { ?it skos:broader+ ?above . ?above skos:prefLabel ?title } ORDER BY ?above"
)
"""Ends, one of them given, of a path of any length."""


@pytest.fixture(params=[oxigraph, virtuoso], ids=["oxigraph", "virtuoso"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Base, Base, Engine]]:
    """The base on an engine, and as the embedded store has it."""
    start: Callable[[Path], AbstractContextManager[Engine]] = request.param
    folder, workspace = tmp_path / "engine", tmp_path / "office"
    folder.mkdir()
    (workspace / "evidence").mkdir(parents=True)
    with start(folder) as engine:
        engine.configure(workspace)
        on_server = open_base(workspace)
        on_server.allow_server()
        on_server.push()
        with on_server:
            yield on_server, open_base(replace(open_workspace(workspace), server=None)), engine


def test_all_questions_have_the_same_answers(two: tuple[Base, Base, Engine]) -> None:
    on_server, embedded, engine = two
    assert on_server.pushed_differences() == ()
    names = [query.name for query in embedded.queries()]
    found = {name: on_server.evaluate(name).payload for name in names}
    expected = {name: embedded.evaluate(name).payload for name in names}
    assert len(names) > 30
    if engine.name == "oxigraph":
        assert found == expected
    gathered = {query.name: set(_GATHERED.findall(query.text)) for query in embedded.queries()}
    for name in names:
        assert _comparable(found[name], gathered[name]) == _comparable(expected[name], gathered[name]), name
    assert on_server.coverage() == embedded.coverage()
    assert on_server.explain("O3b") == embedded.explain("O3b")
    assert on_server.compare("43-5031", "33-9031") == embedded.compare("43-5031", "33-9031")
    assert on_server.impact("43-5031", "33-0000") == embedded.impact("43-5031", "33-0000")
    assert on_server.records.claims == embedded.records.claims
    telecommunicators = default_classification().iri("43-5031")
    above = [base.graph.select(_ABOVE, it=telecommunicators) for base in (on_server, embedded)]
    assert above[0] == above[1] and len(above[0]) == 3
    iri = next(iter(embedded.records.sources.values())).iri
    assert set(on_server.graph.describe(iri)) == set(embedded.graph.describe(iri))


def _comparable(payload: bytes, gathered: set[str]) -> object:
    """Return an answer by value: its triples, or the texts of its rows, which engines collate differently."""
    if not payload.startswith(b"{"):
        return sorted(payload.splitlines())
    document = json.loads(payload)
    return sorted((_row(row, gathered) for row in document["results"]["bindings"]), key=str)


def _row(row: dict[str, dict[str, Any]], gathered: set[str]) -> dict[str, object]:
    return {
        name: sorted(row[name]["value"].split()) if name in gathered else row[name]["value"]
        for name in sorted(row)
        if row[name]["value"] or name not in gathered  # of nothing, an empty text or none
    }
