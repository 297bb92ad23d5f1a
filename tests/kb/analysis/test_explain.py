from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from kb.analysis.explain import Node, explain
from kb.analysis.explanation_text import explanation
from kb.findings import Location
from kb.model.record_names import identify
from kb.store.knowledge import Knowledge


def place(iri: str) -> Location | None:
    return Location("evidence/one.yaml", 7, 3)


def explained(knowledge: Knowledge, name: str) -> Node:
    return explain(knowledge, identify(knowledge, name), place)


def names(nodes: tuple[Node, ...]) -> list[tuple[str, str]]:
    return [(node.relation, f"{node.kind}/{node.id}") for node in nodes]


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in (*node.rests_on, *node.used_by):
        yield from walk(child)


def test_a_claim_leads_to_its_words_in_the_source(knowledge: Knowledge) -> None:
    claim = explained(knowledge, "instructions")
    supporting, contrary = claim.rests_on
    assert (supporting.relation, supporting.title) == ("for, strong", "The words say so.")
    assert (contrary.relation, contrary.title) == ("against, weak", "Old, and of another question.")
    duty, care = supporting.rests_on
    assert (duty.id, care.id) == ("d2", "care")
    details = dict(care.details)
    assert details["quotation"] == "initial care"
    assert details["found at"] == "page e687, section abstract"
    assert details["verification"] == "verified"
    assert care.place == "evidence/one.yaml:7:3"
    assert names(care.rests_on) == [("from", "source/aha")]


def test_a_claim_names_what_uses_it(knowledge: Knowledge) -> None:
    assert names(explained(knowledge, "instructions").used_by) == [
        ("answers", "objection/O1"),
        ("relied on by", "claim/follows"),
        ("relied on by", "claim/rumour"),
    ]


def test_an_objection_leads_to_its_answers_and_their_evidence(knowledge: Knowledge) -> None:
    objection = explained(knowledge, "O1")
    assert names(objection.rests_on) == [
        ("answered by", "claim/instructions"),
        ("answered by", "claim/rumour"),
    ]
    assert "care" in {node.id for node in walk(objection)}
    assert dict(objection.details)["held by"] == "socpc"


@pytest.mark.parametrize(
    ("name", "used_by"),
    [
        ("care", [("for, strong", "claim/instructions")]),
        ("half", [("against, weak", "claim/instructions")]),
        ("never", [("against, in no evidence line", "claim/rumour")]),
        ("d2", [("for, strong", "claim/instructions")]),
        ("e24", [("enters", "figure/e25")]),
        ("R1", [("supplied by", "claim/instructions")]),
        ("P10", [("invoked by", "claim/rumour"), ("invoked by", "objection/O2")]),
        ("bls-1-T3", [("of", "docket/bls-1"), ("answered by", "other/work")]),
    ],
)
def test_a_record_names_what_uses_it(knowledge: Knowledge, name: str, used_by: list[tuple[str, str]]) -> None:
    assert names(explained(knowledge, name).used_by) == used_by


def test_a_source_shows_its_records_and_their_claims(knowledge: Knowledge) -> None:
    source = explained(knowledge, "hearsay")
    assert names(source.used_by) == [("cited by", "evidence/never"), ("cited by", "evidence/told")]
    assert names(source.used_by[1].used_by) == [("for, weak", "claim/rumour")]
    assert names(source.rests_on) == [("reports on", "source/aha")]


def test_an_occupation_shows_duties_and_figures_and_its_group_its_members(knowledge: Knowledge) -> None:
    found = names(explained(knowledge, "43-5031").used_by)
    assert ("has duty", "duty/d2") in found
    assert names(explained(knowledge, "33-9030").used_by) == [
        ("contains", "soc/33-9031"),
        ("contains", "soc/33-9032"),
    ]


def test_a_figure_reads_as_one_line(knowledge: Knowledge) -> None:
    assert explained(knowledge, "e25").title == "employment of 43-5031, 2025-05: 102500 jobs"


def test_the_outline_tells_each_source_once(knowledge: Knowledge) -> None:
    text = explanation(explained(knowledge, "instructions"), "table", 100)
    assert text.count("authority: peer-reviewed") == 1
    assert "from → source/aha: A Policy Statement (see above)" in text
    assert "quotation: “initial care”" in text
    assert max(map(len, text.splitlines())) <= 100


def test_programs_get_the_same_records(knowledge: Knowledge) -> None:
    node = explained(knowledge, "O1")
    rows = list(csv.DictReader(io.StringIO(explanation(node, "csv", None))))
    assert [row["id"] for row in rows] == [found.id for found in walk(node)]
    assert json.loads(explanation(node, "json", None))["rests_on"][0]["id"] == "instructions"
