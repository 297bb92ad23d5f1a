"""What a chart draws: occupations by code, or single figures by their ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from builder import document as doc
from builder.building import fill_and_check
from builder.draft import parse
from builder.layout.set_charts import chart_drawing
from kb.api import Base, open_base
from kb.charts import Polyline
from kb.workspace import open_workspace
from tests.builder.conftest import Examined, plain
from tests.conftest import ROOT

Examine = Callable[..., Examined]


def chart(examined: Examine, text: str) -> doc.Chart:
    found = examined(f"```{{chart}} {text}\n```").first(doc.Chart)
    assert isinstance(found, doc.Chart)
    return found


def test_figures_by_id_of_several_occupations(examined: Examine) -> None:
    found = chart(
        examined, "oews-43-5031-employment oews-33-9031-employment\n:emphasise: oews-33-9031-employment"
    )
    telling, watching = found.categories
    assert (telling, watching[:8]) == ("Public Safety Telecommunicators", "Gambling")
    assert (found.series[0].values, found.emphasised) == ((102500, 9520), (watching,))
    assert plain(found.caption) == "Employment, May 2025"


def test_figures_by_id_of_several_days_make_bars_that_say_when(examined: Examine) -> None:
    found = chart(examined, "oews-43-5031-employment-2024 oews-33-9031-employment")
    assert found.kind == "bar"
    assert [name[-10:] for name in found.categories] == ["(May 2024)", "(May 2025)"]


def test_one_figure_over_time_makes_a_line(examined: Examine) -> None:
    found = chart(examined, "oews-43-5031-employment-2024 oews-43-5031-employment")
    assert (found.kind, found.categories) == ("line", ("May 2024", "May 2025"))
    assert [(s.name, s.values) for s in found.series] == [
        ("Public Safety Telecommunicators", (101140, 102500))
    ]


def test_a_figure_of_a_place_says_where(examined: Examine) -> None:
    assert chart(examined, "oews-az-openings oews-nm-openings").categories == ("Arizona", "New Mexico")
    assert chart(examined, "oews-az-openings").categories == ("Arizona",)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("oews-43-5031-employment oews-43-5031-wage", "mixed-units"),
        ("oews-43-5031-employmnt", "unknown-code"),
        ("oews-43-5031-employment\n:emphasise: 33-9031", "unknown-figure"),
    ],
)
def test_what_cannot_be_drawn(text: str, check: str, examined: Examine) -> None:
    assert examined(f"```{{chart}} {text}\n```").of(check)


def test_a_line_is_interrupted_where_the_classification_changed(bundled: Base) -> None:
    found = drawn(bundled, "2020-05 2022-05 2023-05")
    assert found.breaks == ("May 2022",)  # the first period drawn after the break
    assert "line interrupted at May 2022: before May 2021 a mixture" in found.unit
    assert "interrupted" in found.alternative
    assert len(lines(found)) == len(lines(replace(found, breaks=()))) + 1
    after = drawn(bundled, "2022-05 2023-05")
    assert (after.breaks, "interrupted" in after.unit + after.alternative) == ((), False)


@pytest.fixture(scope="module")
def bundled() -> Base:
    """The bundled base, whose estimates go back behind a change of the classification."""
    return open_base(open_workspace(ROOT).base)


def drawn(base: Base, periods: str) -> doc.Chart:
    text = f"---\ntitle: T\n---\n\n```{{chart}} 43-5031\n:measure: employment\n:periods: {periods}\n```\n"
    blocks = fill_and_check(parse(text, "x.md"), "x.md", base.graph, base.workspace).resolved.document.blocks
    [found] = [block for block in blocks if isinstance(block, doc.Chart)]
    return found


def lines(chart: doc.Chart) -> list[Polyline]:
    """Return what is drawn, dots apart."""
    marks = chart_drawing(chart, 400).marks
    return [mark for mark in marks if isinstance(mark, Polyline) and len(set(mark.points)) > 1]
