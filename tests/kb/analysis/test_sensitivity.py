"""Functions counted under every rule, against counts by hand; the expected one against all its draws."""

from __future__ import annotations

import csv
import io
from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.analysis.sensitivity import DRAWN, Sensitivity, sensitivity
from kb.analysis.sensitivity_text import sensitivity_csv, sensitivity_text
from kb.model.records import Duty, Function, Provenance

CODES = "43-5031 33-9031 33-9032 33-9091 33-9092 33-9093 33-3041 33-9011 33-9094 33-2011 33-3051 43-5032"
BY_HAND = {
    "required-and-may": "8 5 10 5 6 7 5 6 6 4 7 1",
    "required": "7 5 10 5 6 7 5 6 3 3 7 1",
    "definition": "6 3 4 1 3 3 2 2 5 4 7 0",
    "definition-required": "2 3 4 1 3 3 2 2 3 3 7 0",
    "core-tasks": "7 5 10 5 6 7 5 6 - - - 1",
    "two-duties": "6 4 6 3 5 5 3 4 6 4 1 0",
    "tenth": "3 4 6 3 5 4 2 4 4 4 7 0",
    "rarefied": "6.3 - 8.9 4.8 5.6 5.3 3.8 5.2 5.3 - - 0.8",
    "without-onet-29-3": "6 3 4 1 3 3 2 2 5 4 7 0",
}
"""Rule -> counts in the order of CODES, counted by hand out of the files of duties."""


@pytest.fixture(scope="module")
def bundled() -> Sensitivity:
    return kb.open().sensitivity(*CODES.split())


@pytest.mark.parametrize("rule", BY_HAND)
def test_counts_are_those_counted_by_hand(rule: str, bundled: Sensitivity) -> None:
    (found,) = [one for one in bundled.rules if one.id == rule]
    assert " ".join("-" if count is None else f"{count:g}" for count in found.counts) == BY_HAND[rule]


def test_the_span_is_that_of_all_rules(bundled: Sensitivity) -> None:
    assert (bundled.span("43-5031"), bundled.span("43-5032")) == ((2, 8), (0, 1))


def test_ratings_weigh_the_tasks_that_have_them(bundled: Sensitivity) -> None:
    (weighted,) = [one for one in bundled.rules if one.id == "weighted"]
    assert weighted.counts[0] == 2
    assert {*weighted.counts[1:]} == {None}
    assert weighted.label.endswith("(O*NET Task Ratings (copy))")


def test_an_occupation_without_duties_has_no_count_and_is_named() -> None:
    found = kb.open().sensitivity("33-9021")
    assert found.span("33-9021") is None
    assert "No duties of 33-9021 are recorded." in found.lacking
    assert "not recorded" in sensitivity_text(found, None)


def test_the_table_for_programs_has_an_empty_cell_for_no_count(bundled: Sensitivity) -> None:
    rows = {row["rule"]: row for row in csv.DictReader(io.StringIO(sensitivity_csv(bundled)))}
    assert (rows["rarefied"]["33-2011"], rows["required"]["43-5031"]) == ("", "7")


class _Known:
    """The little that a count asks of the records."""

    definitions_source = "definitions"

    def __init__(self) -> None:
        self.sources: dict[str, object] = {}
        self.functions = {f: Function(f, f, "", protective=True, order=1) for f in "abcd"}


@given(st.lists(st.sets(st.sampled_from("abcd")), min_size=DRAWN, max_size=DRAWN + 2))
def test_the_expected_count_is_the_mean_over_all_draws(performed: list[set[str]]) -> None:
    duties = [
        Duty(str(n), "43-5031", "required", "", tuple(sorted(some)), Provenance("tasks"))
        for n, some in enumerate(performed)
    ]
    draws = [len(set().union(*draw)) for draw in combinations(performed, DRAWN)]
    found = sensitivity(_Known(), ["43-5031"], duties)  # type: ignore[arg-type]
    (rarefied,) = [rule for rule in found.rules if rule.id == "rarefied"]
    assert rarefied.counts[0] == pytest.approx(fmean(draws), abs=0.051)
