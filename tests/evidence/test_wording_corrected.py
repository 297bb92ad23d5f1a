"""Records whose wording was found wrong or out of date, as they are now."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from tests.evidence.records import EVIDENCE

Record = dict[str, Any]


@cache
def records(kind: str) -> dict[str, Record]:
    """Return the records of a kind in the YAML files, by id."""
    found: dict[str, Record] = {}
    for path in sorted(EVIDENCE.rglob("*.yaml")):
        said = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get(kind, [])
        found |= {record["id"]: record for record in (said if isinstance(said, list) else [said])}
    return found


def lines(claim: str, direction: str) -> list[str]:
    """Return the items of a claim's lines in a direction."""
    every = records("claim")[claim]["lines"]
    return [item for line in every if line["direction"] == direction for item in line["items"]]


def test_pay_is_not_given_to_the_committee() -> None:
    item = records("evidence")["bls-responses-pay-no-role"]
    said = [item["statement"], item["quote"], records("objection")["O11"]["statement"]]
    assert not any(word in text for text in said for word in ("pay", "benefits", "recognition"))
    assert "these purposes play no role" in item["quote"]
    assert "our reading" in item["note"]
    assert all(
        "our reading" in line["argument"] for line in records("claim")["wages-not-an-argument"]["lines"][:1]
    )


def test_the_first_refusal_is_quoted_with_the_wording_that_it_goes_by() -> None:
    first = records("objection")["O1"]
    assert first["quote"].endswith("which states that workers are coded according to the work performed")
    assert "Coding Guideline 1" in first["verification-note"]


def test_the_house_passed_a_bill_without_the_classification() -> None:
    bill = records("legislation")["us-119-emergency-reporting-act"]
    assert (bill["number"], bill["status"]) == ("H.R. 5200", "passed-one-chamber")
    assert "not of the" in records("evidence")["hr5200-outages-only"]["statement"]


def test_three_of_the_senates_four_findings_are_said_to_be_a_formula() -> None:
    assert "s1332-same-findings" in lines("senate-findings", "disputes")
    assert "formula" in str(records("claim")["senate-findings"]["lines"])


def test_every_open_bill_says_when_it_was_looked_up() -> None:
    still = ("introduced", "referred", "reported", "passed-one-chamber")
    bills = [bill for bill in records("legislation").values() if bill.get("session") == "119th Congress"]
    assert [bill["id"] for bill in bills if bill["status"] in still and "checked" not in bill] == []
