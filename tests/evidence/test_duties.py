"""Duties are complete, assessed by one standard, and in our own words."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml

from tests.evidence.records import EVIDENCE, Record, Workbook

LONGEST_RUN = 7
"""Consecutive words that a statement may share with the official text; short duties need some."""
DEFINITION_ONLY = {"33-2011", "33-3051"}
TASKS = "onet/Task Statements.xlsx"
DEFINITIONS = "soc/soc_2018_definitions.xlsx"


def test_kinds_follow_the_documented_rule(duties: dict[str, Record]) -> None:
    for duty in _tasks(duties):
        assert duty["kind"] == ("required" if duty["task-type"] == "core" else "may")
        assert duty["note"], "the rule is stated with the duty"


def test_ids_name_the_place_the_duty_comes_from(duties: dict[str, Record]) -> None:
    for duty in duties.values():
        assert duty["file"] == f"{duty['occupation']}.csv"
        if duty["task"]:
            assert duty["duty"] == f"onet-{duty['task']}"
            assert duty["locator.item"] == f"Task {duty['task']}"
        else:
            assert duty["duty"].startswith(f"soc-{duty['occupation']}-")


def test_functions_are_known_and_each_judgement_is_reasoned(duties: dict[str, Record]) -> None:
    text = (EVIDENCE.parent / "ontology" / "functions.yaml").read_text(encoding="utf-8")
    known = {function["id"] for function in yaml.safe_load(text)["function"]}
    for duty in duties.values():
        functions = duty["functions"].split(";") if duty["functions"] else []
        assert set(functions) <= known
        assert functions == sorted(set(functions))
        assert duty["rationale"] and duty["assessed-by"] == "editors", duty["duty"]
        assert bool(functions) != duty["rationale"].startswith("No function of the list fits")


def test_order_counts_from_one_in_each_file(duties: dict[str, Record]) -> None:
    orders: dict[str, list[int]] = {}
    for duty in duties.values():
        orders.setdefault(duty["file"], []).append(int(duty["order"]))
    for order in orders.values():
        assert order == list(range(1, len(order) + 1))


def test_the_protective_content_of_the_definition_is_in_may_clauses(duties: dict[str, Record]) -> None:
    clauses = {d["duty"]: d["kind"] for d in duties.values() if d["duty"].startswith("soc-43-5031-")}
    assert Counter(clauses.values()) == {"required": 2, "may": 3}
    assert clauses["soc-43-5031-instruct"] == "may"


def test_tasks_are_all_there_in_the_order_of_the_workbook(
    duties: dict[str, Record], workbook: Workbook
) -> None:
    rows = workbook(TASKS)
    for code in sorted({duty["occupation"] for duty in duties.values()} - DEFINITION_ONLY):
        official = [
            (str(row[2]), str(row[4] or "untyped").lower(), str(number))
            for number, row in enumerate(rows, 1)
            if row[0] == f"{code}.00"
        ]
        ours = [
            (duty["task"], duty["task-type"], duty["locator.row"])
            for duty in _tasks(duties)
            if duty["occupation"] == code
        ]
        assert ours == official


def test_definition_duties_name_the_row_of_their_definition(
    duties: dict[str, Record], workbook: Workbook
) -> None:
    rows = workbook(DEFINITIONS)
    for duty in duties.values():
        if not duty["task"]:
            row = rows[int(duty["locator.row"]) - 1]
            assert row[1] == duty["occupation"]
            if duty["kind"] == "may":
                assert re.search(r"\bmay\b", str(row[3]), re.IGNORECASE)


def test_no_statement_copies_the_official_text(duties: dict[str, Record], workbook: Workbook) -> None:
    codes = {duty["occupation"] for duty in duties.values()}
    official = [str(row[3]) for row in workbook(DEFINITIONS) if row[1] in codes]
    official += [str(row[3]) for row in workbook(TASKS) if str(row[0])[:7] in codes]
    copied = {run for text in official for run in _runs(text)}
    for duty in duties.values():
        assert _runs(duty["statement"]) & copied == set(), duty["duty"]


@pytest.mark.parametrize("code", ["43-5031", "33-9031"])
def test_both_sides_have_duties_without_a_protective_function(duties: dict[str, Record], code: str) -> None:
    plain = {"", "record-keeping", "equipment-care", "customer-service", "schedule-work"}
    assert any(d["functions"] in plain for d in _tasks(duties) if d["occupation"] == code)


def _tasks(duties: dict[str, Record]) -> list[Record]:
    return [duty for duty in duties.values() if duty["task"]]


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of words one longer than is allowed."""
    words = re.findall(r"[a-z0-9-]+", re.sub(r"[^\x00-\x7f]|'", "", text.lower()))
    length = LONGEST_RUN + 1
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
