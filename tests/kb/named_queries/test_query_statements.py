"""Named queries in the graph: found by a query, whole, and in step with their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.api import Base, open_base
from kb.model.record_names import PREDECLARED
from kb.named_queries.query_statements import address_of_query
from kb.querying.query_functions import FUNCTIONS
from kb.querying.query_parameters import blocks
from kb.workspace import open_workspace

EXECUTABLES = """SELECT ?query ?text ?label {
  ?query a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct ?text ; rdfs:label ?label
} ORDER BY ?query"""
PARAMETERS = "SELECT ?name ?default { ?query sh:parameter [ sh:name ?name ; sh:defaultValue ?default ] }"
DECLARED = "SELECT ?prefix { ?query sh:prefixes/sh:declare [ sh:prefix ?prefix ; sh:namespace ?namespace ] }"
MINE = (
    "# title: Mine\n# param: code = 43-5031 | A code\nSELECT ?s { VALUES ?code { '43-5031' } ?s ?p ?code }\n"
)


@pytest.fixture
def base(office: Path) -> Base:
    return open_base(office)


def executables(base: Base) -> dict[str, Any]:
    return {str(row["query"]): row for row in base.query(EXECUTABLES)}  # type: ignore[union-attr] # rows


def test_every_named_query_is_found_by_a_query(base: Base) -> None:
    found = executables(base)
    queries = {address_of_query(query.name): query for query in base.queries()}
    assert found.keys() == queries.keys()
    for address, row in found.items():
        assert row["label"] == queries[address].title
        ox.Store().query(row["text"], custom_functions=FUNCTIONS)  # whole, in any tool
        bound = PARAMETERS.replace("?query", f"<{address}>")
        names = {str(parameter["name"]) for parameter in base.query(bound)}  # type: ignore[union-attr] # rows
        assert (
            names
            == {parameter.name for parameter in queries[address].parameters}
            <= blocks(row["text"]).keys()
        )


def test_its_text_gives_what_its_name_gives(base: Base) -> None:
    text = executables(base)[address_of_query("duties-of")]["text"]
    assert list(base.query(text)) == list(base.query("duties-of"))  # type: ignore[arg-type] # rows


def test_the_prefixes_of_a_query_are_declared(base: Base) -> None:
    (claims,) = (q for q in base.queries() if q.name == "unsupported-claims")
    rows = base.query(DECLARED.replace("?query", f"<{address_of_query(claims.name)}>"))
    prefixes = {str(row["prefix"]) for row in rows}  # type: ignore[union-attr] # rows
    assert {"soce", "dcterms"} <= prefixes <= PREDECLARED.keys()


def test_the_graph_follows_the_offices_own_queries(office: Path, base: Base) -> None:
    shipped = executables(base)
    (office / "queries").mkdir()
    (office / "queries" / "mine.rq").write_text(MINE)
    (office / "queries" / "duties-of.rq").write_text(MINE.replace("Mine", "Our duties"))
    (office / "queries" / "broken.rq").write_bytes(b"SELECT * { ?s ?p '\xff' }")
    changed = executables(open_base(office))
    assert changed.keys() - shipped.keys() == {address_of_query("mine")}
    assert changed[address_of_query("duties-of")]["label"] == "Our duties"
    (office / "queries" / "mine.rq").write_text(MINE.replace("Mine", "Mine, again"))
    assert executables(open_base(office))[address_of_query("mine")]["label"] == "Mine, again"
    for path in (office / "queries").iterdir():
        path.unlink()
    assert executables(open_base(office)) == shipped


def test_a_folder_of_queries_may_lie_anywhere(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "soc-evidence.toml").write_text('queries = "ours"\n')
    (tmp_path / "ours" / "mine.rq").write_text(MINE)
    assert address_of_query("mine") in executables(open_base(open_workspace(tmp_path)))
