"""What a claim's own standing does to what it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.analysis.coverage import coverage
from kb.analysis.explain import explain
from kb.namespaces import record
from kb.standing import Standing
from kb.store import open_readonly
from kb.workspace import open_workspace

from .bases import write_claim

ANSWERED = ("can be answered", False)
NO_LONGER = ("no answer on record; no longer answered by: base-claim-x", True)
OF_CLAIMS: dict[Standing, tuple[str, tuple[str, bool]]] = {
    Standing.RETRACTED: ("", NO_LONGER),
    Standing.SUPERSEDED: ("", NO_LONGER),
    Standing.AWAITING_REVIEW: ("awaiting review", NO_LONGER),
    Standing.UNSETTLED: (
        (
            "to be argued anew: `claim/base-claim-x` rests on what no longer stands: "
            "`source/county-report` is retracted on 2026-01-05: the figures were made up"
        ),
        NO_LONGER,
    ),
    Standing.OUT_OF_DATE: ("to be argued anew: `claim/base-claim-x` holds only until 2025-12", NO_LONGER),
    Standing.USABLE: ("supported", ANSWERED),
}
"""State of the claim in the coverage, empty where it is not listed; that of the objection it answers."""


@pytest.mark.parametrize("standing", list(OF_CLAIMS), ids=lambda s: s.value)
def test_a_claim_that_does_not_stand_answers_nothing(office: Path, standing: Standing) -> None:
    write_claim(office / "evidence", standing)
    graph = open_readonly(open_workspace())
    entries = {entry.id: entry for entry in coverage(graph)}
    state, objection = OF_CLAIMS[standing]
    claim = entries.get("base-claim-x")
    assert (claim.state if claim else "") == state
    if standing is Standing.UNSETTLED:  # the objection comes from the same source, which is retracted
        assert "county-objection" not in entries
    else:
        found = entries["county-objection"]
        assert (found.state, found.open) == objection
    told = explain(graph, record("claim", "base-claim-x"), lambda iri: None)
    assert told.standing == ("" if standing is Standing.USABLE else standing.value)
    if standing is Standing.SUPERSEDED:
        assert entries["base-claim-y"].state == "supported"
