"""Every derived figure is worked out again from the figures it names, by the formula it states."""

from __future__ import annotations

import ast
import operator
import re
from fractions import Fraction

import pytest

from tests.evidence.records import Record, read_records

DERIVED = read_records("figures", "derived.csv")
TERM = re.compile(r"\b(?:\d{2}-\d{4}|\d{4}-\d{2})\b")
"""A SOC code or a month: which of its inputs the formula means."""
COUNT = re.compile(r"count\(\*(?: < (?P<limit>\d{2}-\d{4}))?\)")
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


@pytest.mark.parametrize("figure_id", sorted(DERIVED))
def test_value_follows_from_the_formula(figures: dict[str, Record], figure_id: str) -> None:
    figure = DERIVED[figure_id]
    inputs = [figures[name] for name in figure["derived-from"].split(";")]
    exact = _evaluate(figure["formula"], inputs)
    digits = len(figure["value"].partition(".")[2])
    half_a_step = Fraction(1, 2 * 10**digits)
    assert abs(exact - Fraction(figure["value"])) <= half_a_step, float(exact)


@pytest.mark.parametrize("figure_id", sorted(DERIVED))
def test_inputs_are_of_one_kind_and_all_used(figures: dict[str, Record], figure_id: str) -> None:
    figure = DERIVED[figure_id]
    inputs = [figures[name] for name in figure["derived-from"].split(";")]
    assert len({(item["measure"], item["unit"], item["dataset"]) for item in inputs}) == 1
    assert figure["verification"] == "computed"
    assert figure["source"] == max(item["source"] for item in inputs), "the latest of its sources"
    if not COUNT.fullmatch(figure["formula"]):
        assert set(TERM.findall(figure["formula"])) == set(_terms(figure["formula"], inputs))


def test_group_33_without_first_responders_is_two_thirds(figures: dict[str, Record]) -> None:
    values = {name: Fraction(figure["value"]) for name, figure in figures.items()}
    share = values["derived-2025-05-33-traditional-responder-share"]
    rest = values["derived-2025-05-33-other-share"]
    assert (share, rest) == (Fraction("33.8"), Fraction("66.2"))
    assert values["derived-2025-05-33-wide-responder-share"] == Fraction("37.4")
    assert values["derived-2025-05-33-9000-share"] == Fraction("47.7")
    assert values["derived-2025-05-33-occupations-smaller-than-43-5031"] == 17


def _terms(formula: str, inputs: list[Record]) -> dict[str, Fraction]:
    """Return the value of each term: inputs are told apart by month or else by occupation."""
    first = TERM.search(formula)
    key = "period" if first and len(first[0].partition("-")[0]) == 4 else "occupation"
    terms = {item[key]: Fraction(item["value"]) for item in inputs}
    assert len(terms) == len(inputs)
    return terms


def _evaluate(formula: str, inputs: list[Record]) -> Fraction:
    if count := COUNT.fullmatch(formula):
        values = {item["occupation"]: Fraction(item["value"]) for item in inputs}
        limit = values.get(count["limit"] or "")
        return Fraction(sum(limit is None or value < limit for value in values.values()))
    terms = _terms(formula, inputs)
    return _arithmetic(ast.parse(TERM.sub(lambda term: str(terms[term[0]]), formula), mode="eval").body)


def _arithmetic(node: ast.expr) -> Fraction:
    """Evaluate sums, differences, products and quotients of numbers, exactly."""
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_arithmetic(node.left), _arithmetic(node.right))
    assert isinstance(node, ast.Constant)
    return Fraction(node.value)
