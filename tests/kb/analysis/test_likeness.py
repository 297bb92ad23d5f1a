"""Likeness by O*NET activities and ratings, training by its survey; on a small import."""

from __future__ import annotations

import csv
import io

import pytest

from kb.analysis.compare import Comparison, compare
from kb.analysis.comparison_rows import comparison_csv
from kb.analysis.comparison_text import comparison_text
from kb.analysis.profiles import correlation, cosine
from tests.kb.analysis import imported


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(imported.make(), ["11-1011", "11-0000", "22-1011"])


def test_activities_are_shared_or_only_on_one_side(found: Comparison) -> None:
    assert found.activities
    overlaps = {o.code: o for o in found.activities.overlaps}
    bakery, bakers = overlaps["11-1021"], overlaps["22-1011"]
    assert (bakery.shared, bakery.only_reference, bakery.only_here) == (("D1", "D2"), (), ("D3",))
    assert bakery.jaccard == round(2 / 3, 4)
    assert (bakers.shared, bakers.jaccard) == ((), 0.0)
    assert found.activities.titles["D3"] == "Activity 3"


def test_a_group_is_likened_without_the_reference_itself(found: Comparison) -> None:
    assert found.activities
    group = next(o for o in found.activities.overlaps if o.code == "11-0000")
    assert (group.occupations, group.jaccard) == (1, round(2 / 3, 4))
    like = next(x for x in found.ratings[0].likenesses if x.code == "11-0000")
    assert (like.occupations, like.difference) == (1, 1.25)


def test_an_occupation_is_not_likened_to_a_group_of_itself() -> None:
    alone = compare(imported.make(), ["22-1011", "22-0000"], whole=True)
    assert alone.activities
    assert (alone.activities.overlaps[0].occupations, alone.ratings[0].likenesses[0].elements) == (0, 0)


def test_a_group_may_be_what_others_are_compared_with() -> None:
    found = compare(imported.make(), ["11-0000"])
    assert found.activities
    assert [len(o.shared) for o in found.activities.overlaps] == [2, 3]


def test_profiles_are_compared_over_common_elements(found: Comparison) -> None:
    (skills,) = found.ratings
    like = {x.code: x for x in skills.likenesses}["22-1011"]
    assert (like.elements, like.correlation) == (3, -1.0)  # E4 is not to be used
    assert [e.id for e in skills.elements] == ["E1", "E2", "E4", "E3"]
    assert [(s.code, s.respondents, s.left_out) for s in skills.samples] == [
        ("11-1011", "20-23", 0),
        ("22-1011", "20-23", 1),
    ]


def test_correlation_and_cosine() -> None:
    assert correlation([1, 2, 3], [2, 4, 6]) == 1.0
    assert correlation([1, 2], [2, 4]) is None
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert cosine([1, 0], [0, 1]) == 0.0
    assert cosine([], []) is None


def test_training_is_told_by_most_frequent_and_middle_answer(found: Comparison) -> None:
    told = {(p.code, p.question): p for p in found.preparation}
    survey = told["11-1011", "OJ"]
    assert (survey.most, survey.middle) == ("Over 3 months", "Over 3 months")
    assert (survey.sample, survey.period) == (25, "2020-01")
    assert survey.share and survey.share.said() == "60 [≈40.7-76.6], n=25"
    assert survey.over_3_months == survey.share
    none = told["22-1011", "OJ"].over_3_months
    assert none and none.said() == "0 [≈0-13.3], n=25"
    assert told["22-1011", "job-zone"].most == "Job Zone 2"


def test_the_facts_are_listed_where_they_are_asked_for(found: Comparison) -> None:
    brief, full = comparison_text(found, 100), comparison_text(found, 100, ["activities", "ratings"])
    assert "Activity 4" not in brief
    assert "Activity 4" in full
    assert "highest in Skills" in full
    assert max(map(len, full.splitlines())) <= 100


def test_programs_get_likeness_with_source(found: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_csv(found))))
    likeness = [row for row in rows if row["section"] == "profile-likeness" and row["code"] == "22-1011"]
    assert [row["value"] for row in likeness] == ["-1.0", "0.543", "2.667"]
    assert {row["source"] for row in likeness} == {"onet-1"}
    assert [r["value"] for r in rows if r["item"] == "shared with 11-1011"] == ["2", "2", "0"]
