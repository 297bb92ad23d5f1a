"""Small O*NET tables: in `onet/` as the Excel release has them, and as the text release shortens them."""

from __future__ import annotations

import re
from pathlib import Path

from .workbooks import Rows, write_text, write_workbook

_NUMBERS = frozenset(
    "Anchor Value;Category;Class Code;Commodity Code;Data Value;Family Code;Incumbents Responding;Index;"
    "Job Zone;Lower CI Bound;Maximum;Original Task ID;Segment Code;"
    "Minimum;N;Standard Error;Task ID;Upper CI Bound".split(";")
)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DERIVED = {"Title", "Scale Name", "Related Title", "DWA Title", "Task", "IWA Title"}
"""Columns that the text release leaves out of most tables, because another table has them."""
_KEPT = {
    "Occupation Data": {"Title"},
    "Task Statements": {"Task"},
    "Emerging Tasks": {"Task"},
    "IWA Reference": {"IWA Title"},
    "DWA Reference": {"DWA Title"},
    "Scales Reference": {"Scale Name"},
}


def _read(path: Path) -> Rows:
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    header, body = lines[0], lines[1:]
    return [header, *([_cell(*pair) for pair in zip(row, header, strict=True)] for row in body)]


def _cell(text: str, column: str) -> object:
    """Return a number where Excel has one."""
    return float(text) if column in _NUMBERS and _NUMBER.fullmatch(text) else text or None


TABLES = {path.stem: _read(path) for path in sorted((Path(__file__).parent / "onet").glob("*.tsv"))}


def write_excel(folder: Path, release: str, names: tuple[str, ...] = tuple(TABLES)) -> Path:
    """Write tables as the Excel release."""
    for name in names:
        write_workbook(folder / f"{name}.xlsx", {name: TABLES[name]})
    return _note(folder, release)


def write_text_release(folder: Path, release: str) -> Path:
    """Write tables as the tab-delimited release."""
    for name, rows in TABLES.items():
        dropped = _DERIVED - _KEPT.get(name, set())
        kept = [index for index, column in enumerate(rows[0]) if column not in dropped]
        write_text(folder / f"{name}.txt", [[row[index] for index in kept] for row in rows])
    return _note(folder, release)


def _note(folder: Path, release: str) -> Path:
    (folder / "Read Me.txt").write_text(f"O*NET {release} Database\nMay 2031 Release\n")
    return folder
