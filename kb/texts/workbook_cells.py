"""The first sheet of a workbook as CSV text. Runs in the extraction worker only.

A record sheet holds plain values. A formula is refused, because what it shows is not what it says and it
would run on the machine of whoever opens the file next.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kb.common.output import as_csv
from kb.texts.document_limits import RefusedError, look_over

MAX_ROWS = 50_000
MAX_COLUMNS = 100


def read_sheet(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the first sheet as RFC 4180 text, and where its lines were.

    `rows` has the row of each line; `sheet` is what stands before a cell's address where the workbook has
    other sheets too, such as `duties!`.

    Raises:
        RefusedError: hostile, damaged, or with formulas.
    """
    look_over(path)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError) as error:
        raise RefusedError(f"The workbook cannot be read: {str(error)[:120]}.") from error
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size is not to be relied on
    lines: list[list[str]] = []
    rows = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > MAX_ROWS or len(row) > MAX_COLUMNS:
            raise RefusedError(f"The sheet has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns.")
        values = [_plain(cell) for cell in row]
        if any(values):
            lines.append(values)
            rows.append(number)
    several = len(book.sheetnames) > 1
    return _even(lines), {"rows": rows, "sheet": _named(sheet.title) if several else ""}


def _named(sheet: str) -> str:
    """Write a sheet's name before a cell, as spreadsheet programs do."""
    plain = re.fullmatch(r"[^\W\d]\w*", sheet)
    return f"{sheet}!" if plain else "'{}'!".format(sheet.replace("'", "''"))


def _plain(cell: Any) -> str:
    """Return a cell's value as a person would type it."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise RefusedError(f"Cell {cell.coordinate} holds a formula; paste its value instead.")
    if cell.data_type == "e":
        raise RefusedError(f"Cell {cell.coordinate} holds the error {value}.")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _even(rows: list[list[str]]) -> str:
    """Write rows as CSV, each with the columns of the header; a sheet leaves out empty cells at the end."""
    if not rows:
        raise RefusedError("The first sheet is empty.")
    width = max((number for number, name in enumerate(rows[0], 1) if name), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
        while len(row) > width and not row[-1]:
            row.pop()
    return as_csv(rows[0], rows[1:])
