"""`coverage DRAFT` says what that draft answers; without a draft, what the records could."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Told

Cli = Callable[..., Told]
DRAFT = """\
---
title: T
docket: bls-2024-0001
submitter: {organization: Bay County}
date: 2026-11-28
occupation: 43-5031
proposes: 33-0000
required-items: [R8]
declines-to-contest: {O4: we have not read it, O5: we agree}
---

# The work {#work topic=T5 item=R1 claim=threat-detection answers="O1,O5"}

Text.
"""


def test_a_draft_is_held_to_what_it_owes(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(DRAFT, "utf-8")
    told = cli("coverage", "submission.md", "--format", "json", "--strict")
    assert told.code == 1
    found = {(e["section"], e["id"]): (e["state"], e["open"], e["by"]) for e in json.loads(told.out)}
    assert found["topics", "T5"] == ("answered", False, ["#work"])
    assert found["topics", "T4"] == ("not answered", True, [])
    assert ("topics", "T6") not in found
    assert found["required items", "R1"] == ("supplied", False, ["#work"])
    assert found["required items", "R8"] == ("named in the front matter", False, [])
    assert found["required items", "R2"] == ("not supplied", True, [])
    assert found["objections", "O1"] == ("answered", False, ["#work"])
    assert found["objections", "O4"] == ("not contested: we have not read it", False, [])
    assert found["objections", "O5"] == ("declined and answered", True, ["#work"])
    assert found["objections", "O2"] == ("unanswered", True, [])
    assert found["principles", "P2"] == ("argued; an objection invokes it", False, ["#work"])
    assert found["principles", "P10"] == ("not argued; an objection invokes it", True, [])
    assert [name for section, name in found if section == "claims"] == ["threat-detection"]


def test_another_side_and_kind_owe_less(office: Path, cli: Cli) -> None:
    changed = DRAFT.replace("proposes: 33-0000", "proposes: 33-0000\nposition: against\nkind: letter")
    changed = changed.replace('answers="O1,O5"', "")
    (office / "submission.md").write_text(changed, "utf-8")
    told = cli("coverage", "submission.md", "--format", "json", "--strict")
    assert told.code == 0, told.out
    assert {entry["id"] for entry in json.loads(told.out)} == {
        "threat-detection",
        "P2",
        "R1",
        "R8",
        "T5",
        "O4",
        "O5",
    }


def test_without_a_draft_it_is_about_the_records(empty: Path, cli: Cli) -> None:
    told = cli("coverage")
    assert "within reach" in told.out
    assert "closed" not in told.out
    assert "coverage DRAFT" in told.err
