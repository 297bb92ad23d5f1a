"""What engines write otherwise comes out as the embedded store writes it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from kb.namespaces import XSD
from kb.remote.engine_differences import comparable, make_canonical, query_address, term


@pytest.mark.parametrize(
    ("address", "selecting"),
    [
        ("https://g.example/query?union-default-graph", "https://g.example/query"),
        (
            "https://g.example/base/query?query.all.graphs=true&reasoning=x",
            "https://g.example/base/query?reasoning=x",
        ),
        ("https://g.example/sparql", "https://g.example/sparql"),
    ],
)
def test_a_query_that_selects_its_graphs_is_not_asked_over_the_union(address: str, selecting: str) -> None:
    assert query_address(address, selects=False) == address
    assert query_address(address, selects=True) == selecting


@pytest.mark.parametrize(
    ("kind", "written", "canonical"),
    [
        ("decimal", "3.50", "3.5"),
        ("decimal", "3.00", "3"),
        ("decimal", "300", "300"),
        ("boolean", "1", "true"),
        ("boolean", "0", "false"),
        ("boolean", "true", "true"),
        ("integer", "1", "1"),
        ("string", "1.50", "1.50"),
    ],
)
def test_literals_are_written_alike(kind: str, written: str, canonical: str) -> None:
    value: dict[str, Any] = {"type": "typed-literal", "value": written, "datatype": f"{XSD}{kind}"}
    assert term(value) == ox.Literal(canonical, datatype=ox.NamedNode(f"{XSD}{kind}"))
    make_canonical(value)
    assert value == {"type": "literal", "value": canonical, "datatype": f"{XSD}{kind}"}


def test_a_whole_decimal_is_the_integer_that_it_equals() -> None:
    of = ox.NamedNode("https://example.org/s")
    decimal, integer, other = (
        ox.Triple(of, of, ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{kind}")))
        for text, kind in (("3", "decimal"), ("3", "integer"), ("3.5", "decimal"))
    )
    assert comparable(decimal) == comparable(integer) != comparable(other)
