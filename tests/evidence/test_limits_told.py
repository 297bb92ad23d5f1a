"""What speaks against a measure or a share of the base stands in its records, beside what it is used for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

import kb
from kb.model.records import Claim
from tests.evidence.records import EVIDENCE, Record, Workbook

CONTROLS = {"43-2011": "3 3 0 0 0", "53-2021": "5 5 3 3 2"}
"""Occupation outside group 33 -> functions by all and by required duties, by the definition and its required
clauses, and where a function needs a tenth of the duties, counted by hand."""
RULES = ("required-and-may", "required", "definition", "definition-required", "tenth")
STEPS = {
    "detect-threats": ("listen", "question"),
    "guide-public": ("tell",),
    "rescue-and-aid": ("first aid",),
    "control-access": ("records",),
}
"""Function -> words of its definition that no definition of group 33 has."""


@pytest.fixture(scope="module")
def base() -> Iterator[kb.Base]:
    with kb.open() as opened:
        yield opened


def records(path: str) -> dict[str, dict[str, str]]:
    """Return the evidence items of a file of sources, by id."""
    read = yaml.safe_load((EVIDENCE / "sources" / f"{path}.yaml").read_text("utf-8"))
    return {item["id"]: item for item in read["evidence"]}


def against(claim: str, base: kb.Base) -> str:
    """Return what is said against a claim, line by line."""
    found = base.records.claims[claim]
    assert isinstance(found, Claim)
    return " ".join(line.argument for line in found.lines if line.direction == "disputes")


@pytest.mark.parametrize("code", CONTROLS)
def test_occupations_outside_the_group_are_counted_by_the_same_rules(code: str, base: kb.Base) -> None:
    counted = {rule.id: rule.counts[0] for rule in base.sensitivity(code).rules}
    assert [counted[rule] for rule in RULES] == [float(n) for n in CONTROLS[code].split()]


def test_the_functions_are_called_no_test_of_membership(base: kb.Base) -> None:
    assert "no test of membership" in against("work-is-protective", base)


def test_wording_beyond_the_definitions_is_called_the_editors_own(workbook: Workbook) -> None:
    text = (EVIDENCE.parent / "ontology" / "functions.yaml").read_text("utf-8")
    functions = {function["id"]: function for function in yaml.safe_load(text)["function"]}
    rows = workbook("soc/soc_2018_definitions.xlsx")
    group = " ".join(str(row[3]).lower() for row in rows if row[0] == "Detailed" and str(row[1])[:3] == "33-")
    for name, words in STEPS.items():
        assert "the editors' step" in functions[name]["rationale"], name
        for word in words:
            assert word in functions[name]["definition"].lower(), name
            assert not re.search(rf"\b{word}\b", group), word


def test_a_share_that_hangs_on_one_member_is_given_without_it(
    base: kb.Base, figures: dict[str, Record]
) -> None:
    assert "hangs on one member" in against("majority-of-group-not-first-responders", base)
    assert figures["derived-2025-05-33-responder-share-without-guards"]["value"] == "51.1"
    assert figures["derived-2025-05-33-wide-responder-share-without-guards"]["value"] == "56.6"


def test_the_broad_occupation_that_is_left_is_among_the_consequences(base: kb.Base) -> None:
    assert "33.6 percent" in against("consequential-changes-limited", base)


def test_the_order_of_a_list_is_no_rank() -> None:
    item = records("onet-29-3")["onet-43-5031-medical-instructions"]
    assert "first" not in item["statement"]
    rated = records("onet-task-ratings-copy")["onet-ratings-medical-instructions"]
    assert "fewer than all core tasks but one" in rated["statement"].replace("\n", " ")


def test_a_test_says_how_often_it_is_right_and_how_to_repeat_it() -> None:
    item = records("onet-29-3")["blind-test-43-5031"]
    assert "of 40 occupations with a lead as small, 16 were placed rightly" in item["statement"]
    assert "soc-evidence blind 43-5031 --every 1" in item["method"]


def test_titles_that_two_occupations_share_are_told(workbook: Workbook) -> None:
    rows = workbook("onet/Alternate Titles.xlsx")
    titles = [{str(row[2]) for row in rows if str(row[0])[:7] == code} for code in ("43-5031", "43-5032")]
    shared = titles[0] & titles[1]
    statement = records("onet-29-3")["onet-43-5031-alarm-titles"]["statement"]
    assert shared == {"Radio Dispatcher", "Security Dispatcher"}
    assert all(title in statement for title in shared)


def test_the_oldest_objection_is_conceded_where_it_stands(base: kb.Base) -> None:
    assert "the base holds none of any agency" in base.records.objections["O10"].reply.lower()
