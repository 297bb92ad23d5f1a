"""Faults and sound sentences of quotations, speakers, locators, notes: `source_cases.tsv`, one a row.

All rows stand in one draft, each in paragraphs of its own; a fault must be named at its lines by its check,
and a sound row must raise nothing above a note.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from kb.findings import Severity
from tests.builder.conftest import Examined

ROWS = Path(__file__).with_name("source_cases.tsv")
HEADING = "# The work\n\n"
NOTES = "# Notes\n\n```{notes}\n```\n"
HEAD = "---\ntitle: A test\ndocket: bls-2024-0001\ndate: 2024-07-01\n---\n\n"


def test_each_fault_is_named_and_nothing_sound(examined: Callable[..., Examined]) -> None:
    with ROWS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    text, places = HEAD + HEADING, []
    for row in rows:
        start = text.count("\n") + 1
        text += row["draft"].replace("\\n", "\n") + "\n\n"
        places.append(range(start, text.count("\n")))
    findings = examined(text + NOTES).prepared.findings
    wrong = []
    for row, place in zip(rows, places, strict=True):
        said = [f for f in findings if f.location.line in place and f.severity is not Severity.NOTE]
        sound = row["expected"] == "-"
        if bool(said) if sound else row["expected"] not in {f.check for f in said}:
            told = "; ".join(f"{f.check}: {f.message}" for f in said) or "nothing"
            wrong.append(f"{row['note']}: {row['draft']} -> {told}")
    assert not wrong, "\n".join(wrong)
