"""Findings as values: what they are about, and what is shown once."""

from __future__ import annotations

import json
from pathlib import Path

from kb.checking import check
from kb.findings import Check, Location, Severity, in_order
from kb.reports import render_findings
from kb.workspace import open_workspace

CHECK = Check("date-missing", Severity.WARNING, "A record has no date.", "Add one.")
WHERE = Location("a.yaml", 2, 1)


def test_a_finding_tells_programs_what_it_is_about() -> None:
    finding = CHECK.finding("No date.", WHERE, subject="source/a", data=(("value", "x"),))
    assert (finding.subject, finding.value("value"), finding.value("other")) == ("source/a", "x", "")
    assert json.loads(render_findings([finding], "json"))[0]["subject"] == "source/a"


def test_what_reads_the_same_is_shown_once() -> None:
    one = CHECK.finding("No date.", WHERE, data=(("value", "b"),))
    two = CHECK.finding("No date.", WHERE, data=(("value", "a"),))
    assert in_order([one, two]) == in_order([two, one]) == [two]


def test_a_finding_of_a_shape_names_its_record_and_key(office: Path) -> None:
    (office / "evidence" / "claim.yaml").write_text("claim:\n  id: works\n  title: It works\n", "utf-8")
    for _ in range(2):  # validated, then remembered
        found = [f for f in check(open_workspace()) if f.subject == "claim/works"]
        assert found
        assert all(f.value("constraint") for f in found)
        assert "mincount" in {f.value("constraint") for f in found}
