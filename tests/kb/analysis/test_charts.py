from __future__ import annotations

import pytest

from kb.analysis.compare import compare
from kb.analysis.comparison_charts import chart_of
from kb.errors import UsageError
from kb.store.knowledge import Knowledge
from tests.kb.analysis import imported


def test_each_section_that_can_be_drawn_is(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031", "33-9031"], series=True)
    assert [(c.title, c.kind) for c in chart_of(found).charts] == [
        ("Duties by protective function", "bar"),
        ("Jobs", "line"),
    ]
    titles = [c.title for c in chart_of(compare(imported.make(), ["11-1011", "22-1011"])).charts]
    assert titles[0] == "Shared detailed work activities with 11-1011"
    with pytest.raises(UsageError):
        chart_of(compare(knowledge, ["33-9032"], ["wages"]))


def test_the_unit_is_named_as_the_graph_calls_it(knowledge: Knowledge) -> None:
    (chart,) = chart_of(compare(knowledge, ["33-9031"], ["employment"])).charts
    assert chart.note == "Jobs by place of work, 2025-05; aha"
