"""How values are written, which round values mark an axis, and how labels fit."""

from __future__ import annotations

import pytest

from kb.charts import Chart, Series
from kb.charts.scales import apart, clipped, folded, ticks, written


@pytest.mark.parametrize(
    ("value", "expected"),
    [(98420, "98,420"), (38.25, "38.25"), (-4, "\u22124"), (None, "not available"), (0.5, "0.5")],
)
def test_written(value: float | None, expected: str) -> None:
    assert written(value) == expected


def test_the_values_of_a_chart_are_written_alike() -> None:
    chart = Chart("", "", ("a", "b", "c"), (Series("s", (84.3, 37.0, None)),), sign="$", decimals=1)
    assert [chart.written(chart.value(0, at)) for at in range(3)] == ["$84.3", "$37.0", "not available"]


@pytest.mark.parametrize(
    ("values", "from_zero", "expected"),
    [
        ([26, 53], False, [20, 30, 40, 50, 60]),
        ([3, 9], True, [0, 2.5, 5, 7.5, 10]),
        ([], False, [0, 0.25, 0.5, 0.75, 1]),
        ([5, 5], False, [5, 5.25, 5.5, 5.75, 6]),
        ([-0.04, 0.02], False, [-0.04, -0.02, 0, 0.02]),
    ],
)
def test_ticks(values: list[float], from_zero: bool, expected: list[float]) -> None:
    assert ticks(values, from_zero) == pytest.approx(expected)


def test_labels_that_are_too_wide_are_folded_then_cut() -> None:
    assert clipped("short", 5, len) == "short"
    assert clipped("too long", 5, len) == "too…"
    assert folded("one two three four", 8, len) == ["one two", "three", "four"]
    assert folded("one two three four", 5, len, most=2) == ["one", "two…"]
    assert folded("", 5, len) == [""]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([10, 50, 90], [10, 50, 90]),
        ([10, 12, 90], [10, 20, 90]),
        ([95, 99, 98], [80, 100, 90]),
    ],
)
def test_labels_are_moved_apart_and_stay_above_the_bottom(wanted: list[float], expected: list[float]) -> None:
    assert apart(wanted, 10, 100) == expected
