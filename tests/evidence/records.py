"""Reading of the duty and figure files, as a spreadsheet program would read them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

EVIDENCE = Path(__file__).resolve().parents[2] / "evidence"

Record = dict[str, str]
Row = tuple[object, ...]
Workbook = Callable[[str], list[Row]]
"""Gives the rows of an official workbook's first sheet; the row numbered n is at index n - 1."""


def read_records(folder: str, pattern: str = "*.csv") -> dict[str, Record]:
    """Return the records of a folder's CSV files by id, each with the file it stands in."""
    records: dict[str, Record] = {}
    for path in sorted((EVIDENCE / folder).glob(pattern)):
        with path.open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                record_id = row[next(iter(row))]
                assert record_id not in records, f"{record_id} stands twice"
                records[record_id] = {**row, "file": path.name}
    return records
