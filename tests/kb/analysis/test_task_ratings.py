"""Ratings of tasks: with interval and sample, marked where not to be used, shown where duties are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import kb
from kb.analysis.task_ratings import TaskRating, task_ratings, weights_of
from kb.model.graph import Graph
from tests.conftest import Told


@pytest.fixture(scope="module")
def ratings() -> dict[str, TaskRating]:
    base = kb.open()
    return task_ratings(base.graph, [duty.task for duty in base.records.duties_of("43-5031")])


def test_every_task_of_the_occupation_is_rated(ratings: dict[str, TaskRating]) -> None:
    assert len(ratings) == 18


def test_a_rating_has_interval_and_sample(ratings: dict[str, TaskRating]) -> None:
    medical = ratings["2719"]
    assert medical.relevance and medical.importance and medical.daily
    assert medical.relevance.said() == "81.13 [61.9-91.92], n=75"
    assert (medical.importance.value, medical.importance.sample) == (4.94, 31)
    assert medical.daily.value == 75.99
    assert not medical.importance.few
    assert (medical.source, medical.verification) == ("onet-task-ratings-copy", "second-hand")


class _Rows(Graph):
    """A graph that answers with rows written down."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = rows

    def select(self, query: str, **bindings: object) -> list[dict[str, str]]:  # type: ignore[override]
        return self.rows


def row(scale: str, value: str, **more: str) -> dict[str, str]:
    about = {"task": "t/1", "scale": f"s/{scale}", "source": "source/a", "period": "2025-08"}
    return {**about, "value": value, **more}


def test_the_daily_share_is_the_sum_of_the_categories_that_mean_daily() -> None:
    rows = [
        row("FT", value, category=f"c/{n}", n="40") for n, value in enumerate("10 20 30 15 5 12 8".split(), 1)
    ]
    (rating,) = task_ratings(_Rows(rows), ["1"]).values()
    assert rating.daily and (rating.daily.value, rating.daily.sample) == (25.0, 40)


def test_the_publishers_own_table_comes_before_what_others_report() -> None:
    copy = row("IM", "4.0", source="source/z", period="2026-01", mark="second-hand")
    (rating,) = task_ratings(_Rows([copy, row("IM", "3.5")]), ["1"]).values()
    assert rating.importance and rating.importance.value == 3.5


def test_a_value_not_to_be_used_says_so_and_weighs_nothing() -> None:
    rows = [row("IM", "4.0", unfit="true", n="4"), row("RT", "90", n="12")]
    (rating,) = task_ratings(_Rows(rows), ["1"]).values()
    assert rating.importance and rating.importance.said() == "4, n=4, not to be used"
    assert rating.relevance and rating.relevance.few
    assert rating.weight is None
    assert weights_of(kb.open().records.duties_of("43-5032"), {"1": rating}) == {}


def test_comparing_shows_them_beside_the_duty(cli: Callable[..., Told]) -> None:
    told = cli("compare", "43-5031", "--by", "functions", "--format", "csv")
    line = next(line for line in told.out.splitlines() if "relevance of task 2705" in line)
    assert "99.93,percent,2023-08,76,99.48-99.99,onet-task-ratings-copy,second-hand" in line


def test_explaining_a_duty_tells_what_those_who_do_it_say(cli: Callable[..., Told]) -> None:
    said = cli("explain", "duty/onet-2719").out
    assert "relevant to: 81.13 % [61.9-91.92], n=75, 2023-08 (onet-task-ratings-copy, second-hand)" in said
    assert "importance: 4.94 of 5, n=31" in said
    assert "done daily by: 75.99 % [≈59.2-87.3], n=33" in said
