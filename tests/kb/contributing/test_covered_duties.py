"""How well duties that a description says are found; `docs/job-descriptions.md` has the figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.contributing.covered_duties import CoveredDuties
from tests.bench.covered import recorded
from tests.kb.contributing.labelled_lines import Verdicts, verdicts

KNOWN = {"guard": "Guard premises against theft.", "log": "Keep a log of calls.", "empty": ""}


@pytest.fixture(scope="module")
def reporting() -> Verdicts:
    return verdicts("reporting", recorded())


def test_what_is_held_to_be_said_and_what_not_is_mostly_right(reporting: Verdicts) -> None:
    assert (reporting.said.right, reporting.said.wrong, reporting.said.missed) == (31, 4, 38)
    assert (reporting.absent.right, reporting.absent.wrong, reporting.absent.missed) == (60, 14, 69)


@given(st.text())
def test_any_sentence_has_a_likeness_from_nought_to_one_with_each_duty(sentence: str) -> None:
    found = CoveredDuties(KNOWN).of(sentence)
    assert {coverage.duty for coverage in found} == KNOWN.keys()
    assert all(0 <= coverage.likeness <= 1 for coverage in found)
    assert [c.likeness for c in found] == sorted((c.likeness for c in found), reverse=True)


def test_the_same_words_are_as_alike_as_can_be() -> None:
    first = CoveredDuties(KNOWN).of("Keep a log of calls.")[0]
    assert (first.duty, first.likeness) == ("log", 1.0)
    assert first.is_likely


def test_words_that_no_duty_has_make_a_sentence_less_like_all_of_them() -> None:
    known = CoveredDuties(KNOWN)
    assert (
        known.of("Guard the premises of a lighthouse")[0].likeness
        < known.of("Guard the premises")[0].likeness
    )
