"""Where other classifications put telecommunicators, by the named query; the answers were counted by hand."""

from __future__ import annotations

from collections import Counter

from tests.ontology.test_queries import ending, rows


def test_most_that_were_found_speak_against_the_move() -> None:
    sides = Counter(row["side"] for row in rows("classes-elsewhere"))
    assert sides == {"not found": 4, "against": 3, "for": 2, "neither": 2}


def test_who_puts_them_with_protective_services() -> None:
    found = [ending(row["elsewhere"]) for row in rows("classes-elsewhere") if row["side"] == "for"]
    assert found == ["uk-apprenticeship-st0483", "virginia-emergency-services"]


def test_what_was_looked_for_and_not_found_has_its_day_and_no_class() -> None:
    missing = [row for row in rows("classes-elsewhere") if row["side"] == "not found"]
    assert all(row["checked"] and not row.get("class_code") for row in missing)


def test_asked_of_the_present_group_the_sides_turn() -> None:
    against = {
        ending(row["elsewhere"])
        for row in rows("classes-elsewhere", proposed="33")
        if row["side"] == "against"
    }
    turned = {
        ending(row["elsewhere"]) for row in rows("classes-elsewhere", proposed="43") if row["side"] == "for"
    }
    assert turned <= against
