"""The data sets with a structure are well-formed cubes: W3C integrity constraints IC-1, 2, 11, 12 and 14."""

from __future__ import annotations

import pytest

from kb.store import Knowledge, open_readonly
from kb.workspace import bundle_root, open_workspace

CONSTRAINTS = {
    "IC-1 one data set": """
        { ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d } }
        UNION { ?o a qb:Observation ; qb:dataSet ?d, ?e FILTER (?d != ?e) }""",
    "IC-2 one structure": "?o a qb:DataSet ; qb:structure ?s, ?t FILTER (?s != ?t)",
    "IC-11 all dimensions": """
        ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?dimension
        FILTER NOT EXISTS { ?o ?dimension ?value }""",
    "IC-12 no two alike": """
        ?o qb:dataSet ?d ; soce:occupation ?a ; soce:measure ?b ; sdmx-dimension:refPeriod ?c .
        ?p qb:dataSet ?d ; soce:occupation ?a ; soce:measure ?b ; sdmx-dimension:refPeriod ?c .
        ?d qb:structure ?structure FILTER (?o != ?p)""",
    "IC-14 all measures": """
        ?o qb:dataSet/qb:structure/qb:component/qb:measure ?measure
        FILTER NOT EXISTS { ?o ?measure ?value }""",
}


@pytest.fixture
def base() -> Knowledge:
    return open_readonly(open_workspace(bundle_root()))


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_no_observation_breaks_the_constraint(name: str, base: Knowledge) -> None:
    assert base.select(f"SELECT DISTINCT ?o {{ {CONSTRAINTS[name]} }}") == []


def test_the_structures_are_used(base: Knowledge) -> None:
    rows = base.select("SELECT ?d (COUNT(?o) AS ?n) { ?o qb:dataSet ?d . ?d qb:structure ?s } GROUP BY ?d")
    assert {row["d"].rpartition("/")[2] for row in rows} == {"oews-national", "onet-training"}
