"""Values of a survey: intervals against published worked examples, and when they can be compared."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.common.wilson_interval import wilson
from kb.model.records import Figure, Provenance
from kb.model.survey_estimates import Estimate, estimate_of, share


@pytest.mark.parametrize(
    ("cases", "sample", "lower", "upper"),
    [
        (81, 263, 25.5, 36.6),
        (15, 148, 6.2, 16.0),
        (0, 20, 0.0, 16.1),
        (1, 29, 0.6, 17.2),
    ],
)
def test_wilson_gives_the_published_intervals(cases: int, sample: int, lower: float, upper: float) -> None:
    """Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998.

    Table I, method 3.
    """
    assert wilson(100 * cases / sample, sample) == (lower, upper)


@given(st.floats(0, 100), st.integers(1, 5000))
def test_an_interval_holds_its_share_and_stays_within_the_scale(percent: float, sample: int) -> None:
    lower, upper = wilson(percent, sample)
    assert 0 <= lower <= percent + 0.05
    assert percent - 0.05 <= upper <= 100


@given(st.floats(0, 100), st.integers(1, 500))
def test_more_answers_make_no_interval_wider(percent: float, sample: int) -> None:
    few, many = wilson(percent, sample), wilson(percent, 4 * sample)
    assert many[1] - many[0] <= few[1] - few[0] + 0.2


def test_intervals_overlap_or_not_or_cannot_be_compared() -> None:
    high, low = share(84.29, 26), share(37.0, 24)
    assert high.overlaps(low) is False
    assert high.overlaps(share(50.42, 31)) is True
    assert high.overlaps(Estimate(40, 24, None, None)) is None
    assert high.overlaps(share(40, 24, unfit=True)) is None
    assert high.overlaps(share(0, 1)) is None


FIGURE = Figure("f", "11-1011", "asked", "2020", Decimal(40), "percent", Provenance("s"), sample="20")


def test_a_figure_has_the_interval_of_its_publisher_else_one_of_its_sample() -> None:
    computed = estimate_of(FIGURE, {"asked"})
    assert computed and computed.said("%") == "40% [≈21.9-61.3], n=20"
    published = estimate_of(replace(FIGURE, lower="30", upper="50"), {"asked"})
    assert published and published.said("%") == "40% [30-50], n=20"


def test_a_percentage_that_is_no_share_of_those_asked_has_no_interval() -> None:
    found = estimate_of(FIGURE, ())
    assert found and found.said("%") == "40%, n=20"
    assert estimate_of(replace(FIGURE, sample=""), {"asked"}) is None
