"""Agreement among raters: the worked examples as published, and both coefficients by their definitions."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import MissingError
from kb.rating.agreement import agreement, alpha, kappa

pytest.importorskip("krippendorff", reason="krippendorff is not installed: make agreement")

KRIPPENDORFF_BINARY = """
0 1 0 0 0 0 0 0 1 0
1 1 1 0 0 1 0 0 0 0
"""
KRIPPENDORFF_NOMINAL = """
a a b b d c c c e d d a
b a b b b c c c e d d d
"""
KRIPPENDORFF_MISSING = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Examples of "Computing Krippendorff's Alpha-Reliability" (2011): a rater a line, a unit a column."""

FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
"""Fleiss (1971), table 1: for each patient how many of six psychiatrists made each of five diagnoses."""


def counts(ratings: str) -> np.ndarray:
    rows = [line.split() for line in ratings.strip().splitlines()]
    values = sorted({value for row in rows for value in row} - {"."})
    return np.array([[unit.count(value) for value in values] for unit in zip(*rows, strict=True)])


@pytest.mark.parametrize(
    ("ratings", "published"),
    [(KRIPPENDORFF_BINARY, "0.095"), (KRIPPENDORFF_NOMINAL, "0.692"), (KRIPPENDORFF_MISSING, "0.743")],
)
def test_alpha_is_as_krippendorff_has_it(ratings: str, published: str) -> None:
    assert f"{alpha(counts(ratings)):.3f}" == published


def test_kappa_is_as_fleiss_has_it() -> None:
    table = np.array([[int(digit) for digit in patient] for patient in FLEISS.split()])
    assert table.sum(axis=0).tolist() == [26, 26, 30, 55, 43]
    assert f"{kappa(table):.3f}" == "0.430"


def alpha_by_pairs(units: list[list[int]]) -> Fraction | None:
    """One less the disagreement seen over that expected, pair of values by pair of values."""
    pairable = [unit for unit in units if len(unit) > 1]
    values = [value for unit in pairable for value in unit]
    if len(set(values)) < 2:
        return None
    seen = sum(Fraction(sum(a != b for a, b in permutations(u, 2)), len(u) - 1) for u in pairable)
    expected = Fraction(sum(a != b for a, b in permutations(values, 2)), len(values) - 1)
    return 1 - seen / expected


def kappa_by_shares(units: list[list[int]]) -> Fraction | None:
    """Fleiss' own formula: the mean share of agreeing pairs, held against that of chance."""
    if len({value for unit in units for value in unit}) < 2:
        return None
    raters = len(units[0])
    agreeing = [Fraction(sum(a == b for a, b in permutations(u, 2)), raters * (raters - 1)) for u in units]
    totals = Counter(value for unit in units for value in unit)
    chance = sum(Fraction(n, raters * len(units)) ** 2 for n in totals.values())
    return (Fraction(sum(agreeing), len(units)) - chance) / (1 - chance)


def as_counts(units: list[list[int]]) -> np.ndarray:
    return np.array([[unit.count(0), unit.count(1)] for unit in units])


marks = st.integers(0, 1)


@given(st.lists(st.lists(marks, max_size=4), min_size=1, max_size=12))
def test_alpha_is_that_of_its_definition(units: list[list[int]]) -> None:
    expected = alpha_by_pairs(units)
    assert alpha(as_counts(units)) == (None if expected is None else pytest.approx(float(expected)))


@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(marks, min_size=n, max_size=n), min_size=2)))
def test_kappa_is_that_of_its_definition(units: list[list[int]]) -> None:
    expected = kappa_by_shares(units)
    assert kappa(as_counts(units)) == (None if expected is None else pytest.approx(float(expected)))


def test_the_definitions_give_the_published_values_too() -> None:
    rows = [line.split() for line in KRIPPENDORFF_MISSING.strip().splitlines()]
    units = [[int(v) for v in unit if v != "."] for unit in zip(*rows, strict=True)]
    assert f"{float(alpha_by_pairs(units) or 0):.3f}" == "0.743"
    patients = [[d for d, n in enumerate(map(int, row)) for _ in range(n)] for row in FLEISS.split()]
    assert f"{float(kappa_by_shares(patients) or 0):.3f}" == "0.430"


def test_kappa_is_not_defined_where_units_differ_in_their_raters() -> None:
    assert kappa(np.array([[1, 1], [1, 2]])) is None


@pytest.mark.parametrize("value", [0, 1])
def test_nothing_is_defined_where_all_values_are_alike(value: int) -> None:
    units = [[value] * 3 for _ in product(range(2), repeat=2)]
    assert (alpha(as_counts(units)), kappa(as_counts(units))) == (None, None)


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.rating.agreement.find_spec", lambda name: None)
    with pytest.raises(MissingError) as wrong:
        agreement("trial", [], [], 1)
    assert "agreement" in wrong.value.remedy
