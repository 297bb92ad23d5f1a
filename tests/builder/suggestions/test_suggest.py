from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kb
from builder.suggestions.draft_suggestions import suggest, suggest_within
from tests.bench.suggestions import EXAMPLE, halves, without
from tests.conftest import Told

DRAFT = """\
---
title: A draft
docket: bls-2024-0001
---

# Instructions {claim=life-saving-instructions}

The federal survey lists giving callers medical instructions in an emergency as a core task of the occupation.

In May 2025 there were 102,500 jobs in the occupation, and the committee said they are precluded
from giving advice [@cc-2017-precluded].
"""
Cli = Callable[..., Told]


def suggestions(cli: Cli, *more: str) -> list[dict[str, object]]:
    told = cli("suggest", "submission.md", "--lexical", "--format", "json", *more)
    assert told.code == 0
    found: list[dict[str, object]] = json.loads(told.out)
    return found


def test_fitting_evidence_comes_with_the_key_to_paste(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(DRAFT)
    fits = [s for s in suggestions(cli) if s["kind"] == "fits" and s["line"] == 8]
    assert "[@onet-43-5031-medical-instructions]" in [s["paste"] for s in fits]


@pytest.mark.parametrize(
    "aside",
    [
        "The annual picnic was held by the lake, with sandwiches, lemonade and a sack race for everyone.",
        "The library keeps records of its books, and workers help people who look for a novel at the desk.",
    ],
)
def test_nothing_fits_what_the_base_knows_nothing_about(office: Path, cli: Cli, aside: str) -> None:
    (office / "submission.md").write_text(f"{DRAFT}\n{aside}\n")
    found = {(s["line"], s["kind"]) for s in suggestions(cli)}
    assert (8, "fits") in found
    assert (13, "fits") not in found


def test_nothing_is_suggested_for_what_nobody_has_written_yet(office: Path, cli: Cli) -> None:
    left = "Replace this line: the federal survey lists giving callers medical instructions in an emergency."
    (office / "submission.md").write_text(f"{DRAFT.split('# Instr')[0]}# Instructions\n\n{left}\n")
    assert not suggestions(cli)


def test_contrary_evidence_that_is_not_cited_is_shown_and_what_is_cited_is_not(
    office: Path, cli: Cli
) -> None:
    (office / "submission.md").write_text(DRAFT)
    contrary = {s["record"] for s in suggestions(cli) if s["kind"] == "contrary"}
    assert "evidence/aha-2010-survey-46-percent" in contrary
    assert "evidence/cc-2017-precluded" not in contrary


def test_no_record_is_suggested_twice_and_contrary_says_to_what(office: Path, cli: Cli) -> None:
    again = "A federal survey lists giving medical instructions to callers in an emergency among core tasks."
    (office / "submission.md").write_text(f"{DRAFT}\n{again}\n")
    found = [s for s in suggestions(cli) if s["kind"] != "figure"]
    records = [s["record"] for s in found]
    assert len(records) == len(set(records))
    assert all(str(s["why"]).startswith("contrary to claim/") for s in found if s["kind"] == "contrary")


def test_a_long_paragraph_is_not_held_against_its_evidence(office: Path, cli: Cli) -> None:
    padding = "The county wrote to its members, and they met to talk the matter over for a while. " * 6
    (office / "submission.md").write_text(DRAFT.replace("The federal", f"{padding}The federal"))
    fits = [s["paste"] for s in suggestions(cli) if s["kind"] == "fits" and s["line"] == 8]
    assert "[@onet-43-5031-medical-instructions]" in fits


def test_a_typed_number_is_offered_from_the_graph(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(DRAFT)
    [figure] = [s for s in suggestions(cli) if s["kind"] == "figure"]
    assert figure["paste"] == "{figure}`43-5031 employment 2025-05`"


def test_a_number_nearly_right_is_offered_with_the_right_one(office: Path, cli: Cli) -> None:
    draft = DRAFT.replace("docket:", "occupation: 43-5031\ndocket:").replace("102,500", "105,200")
    (office / "submission.md").write_text(draft)
    [figure] = [s for s in suggestions(cli) if s["kind"] == "figure"]
    assert figure["paste"] == "{figure}`43-5031 employment 2025-05`"
    assert "102,500" in str(figure["why"])


def test_evidence_for_the_claims_that_no_paragraph_uses_is_listed_last(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(DRAFT)
    found = suggestions(cli)
    assert found[-1]["kind"] == "unused"
    assert "unused" not in [s["kind"] for s in suggestions(cli, "--no-unused")]


def test_a_decision_is_kept_in_a_file_and_not_asked_again(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(DRAFT)
    name = "evidence/aha-2010-survey-46-percent"
    assert cli("suggest", "--reject", name).code == 2
    assert cli("suggest", "--reject", name, "--reason", "too old, from 2010").code == 0
    assert (office / "suggestions.csv").read_text() == (
        f'record,decision,reason\n{name},rejected,"too old, from 2010"\n'
    )
    assert name not in [s["record"] for s in suggestions(cli)]


def test_a_malformed_file_of_decisions_names_its_line(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(DRAFT)
    (office / "suggestions.csv").write_text("record,decision,reason\nx,perhaps,\n")
    told = cli("suggest", "submission.md", "--lexical")
    assert told.code == 4
    assert "suggestions.csv:2:1: this is no decision." in told.err


def test_a_draft_that_is_not_there(office: Path, cli: Cli) -> None:
    assert cli("suggest").code == 3


def test_what_the_draft_shows_in_another_way_is_not_suggested(office: Path, cli: Cli) -> None:
    said = "Telecommunicators listen to several radio channels to keep up with situations as they develop."
    (office / "submission.md").write_text(f"{DRAFT}\n{said}\n")
    task = "evidence/onet-43-5031-radio-watch"
    assert task in [s["record"] for s in suggestions(cli)]
    (office / "submission.md").write_text(f"{DRAFT}\n{said.rstrip('.')} [@onet-2715].\n")
    assert task not in [s["record"] for s in suggestions(cli)]


def test_what_a_table_of_the_draft_cites_is_not_suggested(office: Path, cli: Cli) -> None:
    task = "evidence/onet-43-5031-medical-instructions"
    (office / "submission.md").write_text(DRAFT)
    assert task in [s["record"] for s in suggestions(cli)]
    table = "| Task | Source |\n| :-- | :-- |\n| instructions | [@onet-43-5031-medical-instructions] |\n"
    (office / "submission.md").write_text(f"{DRAFT}\n{table}")
    assert task not in [s["record"] for s in suggestions(cli)]


def test_what_one_sentence_of_a_paragraph_states_is_found_among_others(office: Path, cli: Cli) -> None:
    aside = "The county board met in June. It adopted a budget. Residents spoke of roads and of the library. "
    (office / "submission.md").write_text(DRAFT.replace("The federal", f"{aside * 3}The federal"))
    fits = [s["paste"] for s in suggestions(cli) if s["kind"] == "fits" and s["line"] == 8]
    assert fits[0] == "[@onet-43-5031-medical-instructions]"


def test_citations_that_are_taken_away_come_back_where_they_stood(office: Path) -> None:
    example = EXAMPLE.read_text("utf-8")
    part = example[example.index("## What the duties do") : example.index("# How the work is distinct")]
    taken = halves(part)[0]
    (office / "submission.md").write_text(f"---\ntitle: A draft\n---\n\n{without(part, taken)}")
    found = {(s.line - 4, s.record.partition("/")[2]) for s in suggest(office, mode="lexical", unused=False)}
    assert len(taken) >= 8
    assert sum(one in found for one in taken) >= len(taken) / 2


def test_what_was_looked_at_is_kept_and_the_rest_follows(office: Path) -> None:
    text = (
        DRAFT
        + "\nThe federal survey lists questioning callers to determine their locations as a core task.\n"
    )
    draft = office / "submission.md"
    draft.write_text(text)
    with kb.open(office) as base:
        looked = [suggest_within(0, base, draft, "lexical") for _ in range(3)]
        assert [(so_far.looked, so_far.paragraphs) for so_far in looked] == [(1, 3), (2, 3), (3, 3)]
        assert "unused" not in {one.kind for one in looked[0].found}
        assert looked[-1].all
        assert looked[-1].found == suggest(base, draft, "lexical")
        draft.write_text(text.replace("in an emergency", "in an emergency or a fire"))
        assert suggest_within(0, base, draft, "lexical").all  # the only one that had to be looked at
