"""What a chart draws: occupations by code, or single figures by their ids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder import document as doc
from tests.builder.conftest import Examined, plain

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
