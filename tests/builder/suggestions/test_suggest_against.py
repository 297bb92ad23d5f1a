"""What speaks against a draft or a claim."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import builder
import kb
from tests.conftest import Told

HEAD = """\
---
title: A draft
docket: bls-2024-0001
occupation: 43-5031
proposes: 33-0000
---

"""
ARGUED = (
    "# Instructions {claim=life-saving-instructions}\n\nThey tell callers what to do until help arrives.\n"
)
Cli = Callable[..., Told]
Against = Callable[..., dict[str, dict[str, object]]]


@pytest.fixture
def against(office: Path, cli: Cli) -> Against:
    def ask(draft: str, *more: str) -> dict[str, dict[str, object]]:
        (office / "submission.md").write_text(HEAD + draft)
        told = cli("suggest", "--against", "--lexical", "--format", "json", *more)
        assert told.code == 0
        return {str(row["record"]): row for row in json.loads(told.out)}

    return ask


def test_what_disputes_what_a_section_argues_comes_with_how_it_is_weighed(against: Against) -> None:
    found = against(ARGUED)
    row = found["evidence/aha-2010-survey-46-percent"]
    assert (row["kind"], row["line"]) == ("contrary", 10)
    assert "contrary to claim/life-saving-instructions; weighed: In 2010 not every center" in str(row["why"])
    assert {row["kind"] for row in found.values()} == {"contrary", "refused", "objection"}


def test_what_the_draft_cites_or_answers_is_not_held_against_it(against: Against) -> None:
    refused = next(name for name, row in against(ARGUED).items() if row["kind"] == "refused")
    cited = f"[@aha-2010-survey-46-percent; @decision:{refused.partition('/')[2]}]"
    found = against(f"{ARGUED}\nThis is conceded {cited}.\n\n```{{objection}} O3b\n```\n")
    left = {"evidence/aha-2010-survey-46-percent", refused, "objection/O3b"}
    assert left.isdisjoint(found)
    assert "objection/O3a" in found


def test_a_claim_need_not_be_named_where_a_paragraph_says_it(against: Against, office: Path) -> None:
    assert not against("# Asides\n\nThey paint the fence of the center green in the spring of every year.\n")
    with kb.open(office) as base:
        stated = base.records.claims["advice-under-protocol"].statement
    found = against(f"# Asides\n\n{stated}\n")
    assert all(", which this paragraph touches on" in str(row["why"]) for row in found.values())
    assert "objection/O3c" in found


def test_an_opponent_is_shown_no_objection(against: Against, office: Path) -> None:
    found = against(ARGUED)
    assert "objection" in {row["kind"] for row in found.values()}
    (office / "submission.md").write_text(HEAD.replace("docket:", "position: against\ndocket:") + ARGUED)
    assert "objection" not in {s.kind for s in builder.suggest_against(office, mode="lexical")}


def test_what_was_rejected_is_not_shown_again(against: Against, cli: Cli) -> None:
    name = next(iter(against(ARGUED)))
    assert cli("suggest", "--reject", name, "--reason", "It is of another country.").code == 0
    assert name not in against(ARGUED)


def test_a_claim_is_asked_about_without_a_draft(office: Path, cli: Cli) -> None:
    told = cli("suggest", "--against", "--claim", "claim/work-is-protective")
    assert (told.code, told.err) == (0, "15 against it.\n")
    assert "claim/work-is-protective: refused: [@decision:socpc-2018-first-I-0199-move]" in told.out
    assert told.out.count("and 4 more weighed with it") == 1
    wrong = cli("suggest", "--against", "--claim", "work-is-protectve")
    assert (wrong.code, "Did you mean 'work-is-protective'?" in wrong.err) == (3, True)
    assert cli("suggest", "--claim", "work-is-protective").code == 2
