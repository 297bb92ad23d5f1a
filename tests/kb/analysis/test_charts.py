from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kb.analysis.charts import chart_of
from kb.analysis.compare import compare
from kb.analysis.svg import Chart, Series, svg
from kb.errors import UsageError
from kb.store.knowledge import Knowledge
from tests.kb.analysis import imported

SVG = "{http://www.w3.org/2000/svg}"


def test_the_image_says_in_words_what_it_shows() -> None:
    chart = Chart("A & B", "jobs", ("one", "two"), (Series("<x>", (1.5, None)),))
    root = ET.fromstring(svg([chart], "Title"))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root}
    assert [named[i] for i in str(root.get("aria-labelledby")).split()] == [
        "Title",
        "A & B. jobs. <x>: one 1.5.",
    ]
    assert "no data" in [text.text for text in root.iter(f"{SVG}text")]
    assert not [e for e in root.iter() if e.tag in (f"{SVG}script", f"{SVG}style", f"{SVG}image")]


def test_bars_begin_at_zero_and_may_be_negative() -> None:
    root = ET.fromstring(svg([Chart("r", "", ("a", "b"), (Series("s", (-0.5, 1.0)),))], "t"))
    bars = [e for e in root.iter(f"{SVG}rect") if e.get("height") == "13"]
    left, right = (float(str(bar.get("x"))) for bar in bars)
    assert left + float(str(bars[0].get("width"))) == pytest.approx(right, abs=0.2)


def test_labels_at_the_ends_of_lines_do_not_overlap() -> None:
    series = (Series("a", (1.0, 100.2)), Series("b", (2.0, 100.5)))
    root = ET.fromstring(svg([Chart("c", "", ("x", "y"), series, line=True)], "t"))
    ends = [float(str(e.get("y"))) for e in root.iter(f"{SVG}text") if e.text in ("100.2", "100.5")]
    assert abs(ends[0] - ends[-1]) >= 12


def test_each_section_that_can_be_drawn_is(knowledge: Knowledge) -> None:
    found = compare(knowledge, ["43-5031", "33-9031"], series=True)
    assert [(c.title, c.line) for c in chart_of(found).charts] == [
        ("Duties by protective function", False),
        ("Jobs", True),
    ]
    titles = [c.title for c in chart_of(compare(imported.make(), ["11-1011", "22-1011"])).charts]
    assert titles[0] == "Shared detailed work activities with 11-1011"
    with pytest.raises(UsageError):
        chart_of(compare(knowledge, ["33-9032"], ["wages"]))


def test_the_unit_is_named_as_the_graph_calls_it(knowledge: Knowledge) -> None:
    (chart,) = chart_of(compare(knowledge, ["33-9031"], ["employment"])).charts
    assert chart.note == "Jobs by place of work, 2025-05; aha"
