"""The sheets of a workbook that came in: cells with their addresses, and what is hidden in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kb.findings import Check, Finding, Location, Severity
from kb.texts.document_kinds import SHEETS
from kb.texts.number_formats import CellKind

LEFT_OUT = Check(
    "sheet-part-left-out",
    Severity.WARNING,
    "A part of a workbook is hidden, struck out, or stands where no records are, and was not taken in.",
    "Show it and hand the workbook in again if it is meant; otherwise delete it.",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that shows something."""

    row: int
    column: int
    text: str
    kind: CellKind
    plain: str = ""
    """Of a number what is shown in digits alone; of a formula what it showed."""
    exact: str = ""
    """Of a number the whole value in the same form."""

    @property
    def address(self) -> str:
        """Return such as `C7`."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    shown: str
    """Path of the workbook, as findings name it."""
    name: str
    prefix: str
    """What stands before the address of a cell: `duties!`, or nothing in a workbook of one sheet."""
    hidden: bool
    cells: tuple[Cell, ...]
    """By row and column."""
    unseen: tuple[tuple[str, str, str], ...] = ()
    """What is not taken: `row`, `column` or `cell`, where it is, and why."""
    merged: tuple[str, ...] = ()
    """Ranges of cells that are merged, such as `B2:B5`."""

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row and column."""
        found: dict[int, dict[int, Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, {})[cell.column] = cell
        return found

    def place(self, row: int, column: int) -> Location:
        """Return the place of a cell, empty or not."""
        return Location(self.shown, row, column, f"{self.prefix}{letters(column)}{row}")

    def what_is_unseen(self) -> list[Finding]:
        """Name what is hidden or struck out; all of a hidden sheet is."""
        if self.hidden:
            message = f"The sheet `{self.name}` is hidden; it was not taken in."
            return [LEFT_OUT.finding(message, self.place(1, 1))] if self.cells else []
        return [self._unseen(*part) for part in self.unseen]

    def _unseen(self, what: str, where: str, why: str) -> Finding:
        match = re.fullmatch(r"([A-Z]*)(\d*)", where)
        column, row = (match[1], match[2]) if match else ("", "")
        at = self._visible(what, int(row or 1), column_number(column or "A"))
        taken = "that part was not taken in" if why.endswith("in part") else "it was not taken in"
        message = f"{what.capitalize()} {where} {why}; {taken}."
        return LEFT_OUT.finding(message, self.place(*at))

    def _visible(self, what: str, row: int, column: int) -> tuple[int, int]:
        """Return the nearest cell that people see, beside a row or column that is hidden."""
        hidden = {(kind, place) for kind, place, _ in self.unseen}
        while what == "row" and (what, str(row)) in hidden:
            row += 1
        while what == "column" and (what, letters(column)) in hidden:
            column += 1
        return row, column


def sheets_of(details: Mapping[str, Any], shown: str) -> list[Sheet]:
    """Return the sheets that `kb.texts.workbook_cells.read_workbook` found in the workbook at a path."""
    several = len(details["sheets"]) > 1
    return [
        Sheet(
            shown,
            raw["name"],
            named(raw["name"]) if several else "",
            raw["hidden"],
            tuple(_cells(raw["cells"])),
            tuple((what, where, why) for what, where, why in raw["unseen"]),
            tuple(raw["merged"]),
        )
        for raw in details["sheets"]
    ]


def _cells(raw: Iterable[list[Any]]) -> Iterable[Cell]:
    for row, column, text, kind, plain, exact in raw:
        yield Cell(row, column, text, CellKind(kind), plain, exact)


def named(sheet: str) -> str:
    """Write a sheet's name before a cell, as spreadsheet programs do: `duties!` or `'night shift'!`."""
    plain = re.fullmatch(r"[^\W\d]\w*", sheet)
    return f"{sheet}!" if plain else "'{}'!".format(sheet.replace("'", "''"))


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def column_number(column: str) -> int:
    """Return the number of a column's letters: A is 1, AB is 28."""
    found = 0
    for letter in column:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def is_workbook(path: Path) -> bool:
    """Say whether a file is a workbook by its name."""
    return path.suffix.lower() in SHEETS
