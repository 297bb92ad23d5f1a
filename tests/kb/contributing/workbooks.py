"""Workbooks as managers fill them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

Book = Any
DUTIES = (
    "duty occupation kind statement functions assessed-by rationale source locator.page locator.section "
    "verification note"
).split()
FIGURES = "figure occupation measure period value unit place source locator.page verification".split()
DUTY = {
    "duty": "bay-1",
    "occupation": "43-5031",
    "kind": "required",
    "statement": "Ask the caller where the emergency is",
    "functions": "direct-response",
    "assessed-by": "editors",
    "rationale": "The answer sends help",
    "source": "oews-2025",
    "locator.section": "4.1",
    "verification": "verified",
}
FIGURE = {
    "figure": "f-1",
    "occupation": "43-5031",
    "measure": "survey-finding",
    "period": "2025",
    "value": 45,
    "unit": "percent",
    "place": "Bay County, Florida",
    "source": "oews-2025",
    "locator.page": "4",
    "verification": "verified",
}


def book_of(*sheets: tuple[str, list[str], list[Mapping[str, object]]]) -> Book:
    """Return a workbook of sheets: name, columns, rows by column."""
    book: Book = openpyxl.Workbook()
    book.remove(book.active)
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    return book


def duties(**changes: object) -> Book:
    """Return a workbook with one duty; `changes` are of its cells, by column with `_` for `-`."""
    return book_of(("duties", DUTIES, [DUTY | {k.replace("_", "-"): v for k, v in changes.items()}]))


def figures(**changes: object) -> Book:
    """Return a workbook with one figure."""
    return book_of(("figures", FIGURES, [FIGURE | {k.replace("_", "-"): v for k, v in changes.items()}]))


def cell(book: Book, column: str, row: int = 2) -> Any:
    """Return a cell of the first sheet by its column's name."""
    sheet = book.worksheets[0]
    return next(sheet.cell(row, head.column) for head in sheet[1] if head.value == column)


def fill(path: Path, target: Path, answers: list[str | None], **rows: list[Mapping[str, object]]) -> Path:
    """Fill in the office's workbook: the answers of `about us`, and the rows of its sheets."""
    book: Book = openpyxl.load_workbook(path)
    for number, answer in enumerate(answers, 2):
        book["about us"].cell(number, 2, answer)
    for name, filled in rows.items():
        heads = {head.value: head.column for head in book[name][1]}
        for number, row in enumerate(filled, 2):
            for column, value in row.items():
                book[name].cell(number, heads[column], value)
    book.save(target)
    return target


Change = Callable[[Book], object]
