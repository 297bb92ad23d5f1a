"""Tasks required by a stated threshold: told wherever it is used; what has no rating keeps its type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import kb
from kb.analysis.required_by import read_threshold, sort_duties
from kb.analysis.task_ratings import TaskRating, task_ratings
from kb.errors import UsageError
from kb.model.records import Duty
from kb.model.survey_estimates import Estimate
from tests.conftest import Told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("relevance>=80", "relevance of at least 80 percent"),
        ("Relevance ≥ 80 %", "relevance of at least 80 percent"),
        (
            "relevance>=67 and importance>=3.0",
            "relevance of at least 67 percent and importance of at least 3.0 of 5",
        ),
        ("daily>=50, importance>=4", "at least 50 percent who do it daily and importance of at least 4 of 5"),
    ],
)
def test_a_threshold_is_said_in_words(text: str, said: str) -> None:
    assert read_threshold(text).said == said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("80", "no threshold"),
        ("relevance<80", "no threshold"),
        ("relevance>=", "no threshold"),
        ("frequency>=80", "not rated by 'frequency'"),
        ("importance>=6", "No importance is above 5"),
        ("relevance>=80 and", "no threshold"),
    ],
)
def test_what_is_no_threshold_is_refused_with_an_example(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read_threshold(text)
    assert "relevance" in caught.value.remedy


def duty(task: str, kind: str = "may") -> Duty:
    one = kb.open().records.duties_of("43-5031")[0]
    return replace(one, id=f"d{task}", task=task, kind=kind)


RATED = TaskRating("1", Estimate(81, 75, 62, 92), Estimate(4.9, 31, None, None))


@pytest.mark.parametrize(
    ("rating", "required", "unrated"),
    [
        (RATED, True, False),
        (replace(RATED, relevance=Estimate(80, 75, 60, 90)), True, False),
        (replace(RATED, relevance=Estimate(79.99, 75, 60, 90)), False, False),
        (replace(RATED, relevance=Estimate(90, 75, 60, 99, unfit=True)), True, True),
        (replace(RATED, relevance=Estimate(10, 1, None, None)), True, True),
        (replace(RATED, relevance=None), True, True),
    ],
)
def test_a_rating_sorts_a_task_where_it_may_be_used(
    rating: TaskRating, required: bool, unrated: bool
) -> None:
    task = duty("1", "required" if unrated or not required else "may")
    found = sort_duties([task], {"1": rating}, read_threshold("relevance>=80"))
    assert [one.kind == "required" for one in found.duties] == [required]
    assert bool(found.unrated) is unrated


def test_a_clause_of_a_definition_stands_as_it_is() -> None:
    found = sort_duties([duty("", "may")], {}, read_threshold("relevance>=80"))
    assert (found.duties[0].kind, found.unrated) == ("may", ())


def test_the_threshold_is_told_beside_the_counts(cli: Callable[..., Told]) -> None:
    told = cli("compare", "43-5031", "43-5032", "--by", "functions", "--required-by", "relevance>=95")
    words = " ".join(told.out.split())
    assert "Tasks are required by relevance of at least 95 percent" in words
    assert "12 of the tasks of 43-5032 stand by their type" in words
    counted = cli("compare", "43-5031", "--sensitivity", "--required-by", "relevance>=95")
    assert "Required by relevance of at least 95 percent" in counted.out


def test_the_ratings_of_the_base_move_a_task_across_the_threshold() -> None:
    base = kb.open()
    duties = base.records.duties_of("43-5031")
    ratings = task_ratings(base.graph, [one.task for one in duties])
    found = sort_duties(duties, ratings, read_threshold("relevance>=80"))
    kinds = {one.task: one.kind for one in found.duties if one.task}
    assert (kinds["2719"], kinds["2721"], kinds["2720"]) == ("required", "may", "may")
    assert not found.unrated
