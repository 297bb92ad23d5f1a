"""Ten questions about earlier requests, each answered by a named query; the answers were counted by hand."""

from __future__ import annotations

from collections import Counter

from tests.ontology.test_queries import ending, rows


def requests(kind: str) -> list[dict[str, str]]:
    return rows("committee-decisions", request=kind)


def test_eight_requests_to_move_an_occupation_are_on_record() -> None:
    assert len(requests("move-group")) == 8


def test_one_of_them_was_accepted_and_its_reason_was_not_found() -> None:
    (accepted,) = [row for row in requests("move-group") if row["outcome"] == "accepted"]
    assert (accepted["title"].partition(",")[0], accepted["reason"]) == (
        "Move dental hygienists to the diagnosing and treating practitioners",
        "none found",
    )


def test_every_refusal_of_a_move_whose_reason_was_seen_rests_on_principle_2() -> None:
    refused = [row for row in requests("move-group") if row["outcome"] == "not-accepted"]
    assert {row["principles"] for row in refused if row["reason"] != "none found"} == {"P2"}


def test_telecommunicators_were_refused_twice() -> None:
    refused = [row["round"] for row in requests("move-group") if row["from"] == "43-5031"]
    assert refused == ["2018 first round", "2018 second round"]


def test_what_came_of_new_occupations() -> None:
    found = Counter(row["outcome"] for row in requests("new-detailed"))
    assert found == {"not-accepted": 12, "accepted": 5, "accepted-in-part": 1}


def test_principle_2_was_decisive_thirteen_times() -> None:
    found = Counter(row["outcome"] for row in rows("reasons-under-principle", principle_id="P2"))
    assert found == {"not-accepted": 10, "accepted": 2, "accepted-in-part": 1}


def test_principle_9_let_three_in() -> None:
    found = Counter(row["outcome"] for row in rows("reasons-under-principle", principle_id="P9"))
    assert found == {"not-accepted": 3, "accepted": 2, "accepted-in-part": 1}


def test_one_guideline_was_cited() -> None:
    (row,) = rows("reasons-under-principle", principle_id="G2")
    assert row["docket"] == "08-1156 (A)"


def test_what_the_committee_said_on_the_kind_of_our_main_claim() -> None:
    bearing = [row for row in rows("decisions-on-claims") if row["claim_id"] == "work-is-protective"]
    assert {ending(row["decision"]) for row in bearing} == {
        "socpc-2010-08-0358-1",
        "socpc-2018-first-I-0199-move",
        "socpc-2018-final-move",
    }


def test_how_much_of_it_was_seen() -> None:
    kinds = ("move-group", "new-detailed", "retitle", "definition", "split", "other")
    found = Counter(row["verification"] for kind in kinds for row in requests(kind))
    assert sum(found.values()) == 39
    assert found["second-hand"] == 16
