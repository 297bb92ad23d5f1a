"""Wording, line by line: the file says which check speaks of a sentence; `-` says that none does."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from builder.building import fill_and_check
from builder.resolve.resolve_draft import read
from kb.store import Knowledge
from kb.workspace import Workspace

HEAD = "---\ntitle: Wording\ndocket: bls-2024-0001\nsubmitter: {organization: An office}\n---\n\n"
ROWS = [line.split("\t") for line in (Path(__file__).parent / "wording.tsv").read_text("utf-8").splitlines()]
WATCHED = {check for expected, _ in ROWS for check in expected.split(",")} - {"-"}
"""The checks that the table is about; what others say of these sentences is theirs to test."""


@pytest.fixture(scope="module")
def said(knowledge: Knowledge, small_workspace: Workspace) -> dict[int, set[str]]:
    """Return the checks that speak of each row, all rows being the paragraphs of one draft."""
    text = HEAD + "".join(f"{sentence}\n\n" for _, sentence in ROWS)
    findings = fill_and_check(read(text, "wording.md"), "wording.md", knowledge, small_workspace).findings
    by_row: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.check in WATCHED:
            by_row[(finding.location.line - HEAD.count("\n") - 1) // 2].add(finding.check)
    return by_row


@pytest.mark.parametrize("row", range(len(ROWS)), ids=lambda row: ROWS[row][1][:50])
def test_wording(row: int, said: dict[int, set[str]]) -> None:
    expected = ROWS[row][0]
    assert said.get(row, set()) == (set() if expected == "-" else set(expected.split(",")))
