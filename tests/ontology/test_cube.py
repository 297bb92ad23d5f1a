"""Which data sets are cubes; that these are well formed, test_integrity.py shows."""

from __future__ import annotations

import pytest

from kb.store import Knowledge, open_readonly
from kb.workspace import bundle_root, open_workspace


@pytest.fixture
def base() -> Knowledge:
    return open_readonly(open_workspace(bundle_root()))


def test_the_structures_are_used(base: Knowledge) -> None:
    rows = base.select("SELECT ?d (COUNT(?o) AS ?n) { ?o qb:dataSet ?d . ?d qb:structure ?s } GROUP BY ?d")
    assert {row["d"].rpartition("/")[2] for row in rows} == {"oews-national", "onet-training"}
