from __future__ import annotations

import csv
import io
import json

import pytest

from kb.analysis.coverage import Entry, coverage
from kb.analysis.coverage_text import coverage_text as render
from kb.standing.gathering import standings_of_graph
from kb.standing.support import claim_support
from kb.store.knowledge import Knowledge


@pytest.fixture
def entries(knowledge: Knowledge) -> dict[str, Entry]:
    return {entry.id: entry for entry in coverage(knowledge)}


@pytest.mark.parametrize(
    ("name", "state", "left"),
    [
        ("instructions", "supported; contrary acknowledged", False),
        ("rumour", "hearsay only; contrary not weighed: never", True),
        ("bare", "unsupported", True),
        ("follows", "supported through the claims that it relies on", False),
        ("O1", "can be answered; without support: rumour", False),
        ("O2", "can be answered; without support: rumour", True),
        ("O10", "left open: The text was not seen.", False),
        ("O11", "no answer on record", True),
        ("P2", "can be argued; an objection invokes it", False),
        ("P10", "can be argued without support; an objection invokes it", True),
        ("P3", "no claim invokes it", False),
        ("R1", "can be supplied", False),
        ("R2", "no claim on record", True),
        ("bls-1-T1", "for a draft to answer", False),
        ("bls-1-T2", "needs no reply", False),
        ("bls-1-T3", "answered", False),
    ],
)
def test_each_thing_has_its_state(entries: dict[str, Entry], name: str, state: str, left: bool) -> None:
    assert (entries[name].state, entries[name].open) == (state, left)


def test_a_section_without_entries_is_one_line() -> None:
    entry = Entry("topics", "T5", "Change", "answered", False, ())
    told = render([entry], "table", 80)
    assert told.startswith("claims: none\n\nobjections: none\n")
    assert "0 of 0" not in told
    assert "topics: 1 of 1 within reach\n" in told


def test_second_hand_never_counts_as_support(knowledge: Knowledge) -> None:
    found = claim_support(knowledge, standings_of_graph(knowledge))["rumour"]
    assert (found.counting, found.other, found.unweighed) == ((), ("told",), ("never",))


def test_a_docket_keeps_its_own_topics(knowledge: Knowledge) -> None:
    topics = [entry.id for entry in coverage(knowledge, "bls-2") if entry.section == "topics"]
    assert topics == ["bls-2-T1"]


def test_sections_and_ids_come_in_the_order_of_counting(knowledge: Knowledge) -> None:
    found = [entry.id for entry in coverage(knowledge) if entry.section in ("objections", "principles")]
    assert found == ["O1", "O2", "O10", "O11", "P2", "P3", "P10"]


def test_the_report_counts_what_is_left(knowledge: Knowledge) -> None:
    text = render(coverage(knowledge), "table", None)
    assert "claims: 2 of 4 within reach" in text
    assert "objections: 2 of 4 within reach" in text


def test_programs_get_the_same_entries(knowledge: Knowledge) -> None:
    entries = coverage(knowledge)
    rows = list(csv.DictReader(io.StringIO(render(entries, "csv", None))))
    assert [row["id"] for row in rows] == [entry.id for entry in entries]
    assert [entry["open"] for entry in json.loads(render(entries, "json", None))] == [e.open for e in entries]
