"""How well the recorded duties that a job description says, and those that it leaves out, are found.

The labelled lines of `tests/kb/contributing/covered`, held against the recorded duties of the base; with
SOC_EVIDENCE_DATA also with the words of O*NET's own tasks, as where they are imported.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import openpyxl

from kb.contributing.covered_duties import LIKELY, POSSIBLE, CoveredDuties
from kb.workspace import bundle_root
from tests.kb.contributing.labelled_lines import verdicts
from tests.kb.contributing.labelled_postings import HALVES, Score


def recorded(official: dict[str, str] | None = None) -> dict[str, CoveredDuties]:
    """Return the base's duties by occupation; `official` has the text of tasks by number."""
    rows = [
        row
        for path in sorted((bundle_root() / "evidence" / "duties").glob("*.csv"))
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    ]
    plain = {row["duty"]: f"{row['statement']} {row['keywords'].replace(';', ' ')}" for row in rows}
    found = {}
    for code in {row["occupation"] for row in rows}:
        own = {row["duty"]: row["task"] for row in rows if row["occupation"] == code}
        words = {duty: f"{plain[duty]} {(official or {}).get(task, '')}" for duty, task in own.items()}
        found[code] = CoveredDuties(words, (text for duty, text in plain.items() if duty not in own))
    return found


def run() -> None:
    """Print the tables."""
    print(f"likely from {LIKELY}, nothing alike below {POSSIBLE}")  # noqa: T201
    _table("words of the base", recorded())
    folder = os.environ.get("SOC_EVIDENCE_DATA")
    if not folder:
        print("\nwith O*NET's own words: SOC_EVIDENCE_DATA is not set")  # noqa: T201
        return
    book = openpyxl.load_workbook(Path(folder) / "data" / "onet" / "Task Statements.xlsx", read_only=True)
    rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    _table("and O*NET's own words", recorded({str(row[2]): str(row[3]) for row in rows}))


def _table(name: str, known: dict[str, CoveredDuties]) -> None:
    print(f"\n{name:34}{'right':>7}{'wrong':>7}{'missed':>7}{'precision':>11}{'recall':>8}")  # noqa: T201
    for half in HALVES:
        found = verdicts(half, known)
        _row(f"{half}, a line likely says", found.lines)
        _row(f"{half}, a description likely says", found.said)
        _row(f"{half}, nothing alike in it", found.absent)


def _row(name: str, found: Score) -> None:
    shares = f"{found.precision:11.3f}{found.recall:8.3f}"
    print(f"{name:34}{found.right:7}{found.wrong:7}{found.missed:7}{shares}")  # noqa: T201
