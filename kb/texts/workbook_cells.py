"""The sheets of a workbook, cell by cell, as they are shown. Runs in the extraction worker only.

What is hidden or struck out is named and left out. What the cells mean is the business of `kb.contributing`:
here a formula is a cell of its own kind, with what it shows.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.texts.document_limits import RefusedError, look_over
from kb.texts.number_formats import CellKind, ShownCell, shown
from kb.texts.strict_ooxml import as_transitional

MAX_ROWS = 50_000
MAX_COLUMNS = 200
"""Columns with anything in them; borders and colours further to the right do not count."""

Raw = dict[str, Any]


def read_workbook(path: Path) -> tuple[str, Raw]:
    """Return an empty text, and `sheets`: what `kb.contributing.workbook_sheets.sheets_of` takes.

    Each sheet has its `name`, whether it is `hidden`, its `cells` as lists of row, column, text, kind, plain
    and exact number, `unseen` as lists of what, where and why, and the ranges that are `merged`.

    Raises:
        RefusedError: hostile, damaged, or too large.
    """
    look_over(path)
    book = _opened(path)
    sheets = [_sheet(sheet) for sheet in book.worksheets]
    if any(cell[3] == CellKind.FORMULA for sheet in sheets for cell in sheet["cells"]):
        _say_results(sheets, _opened(path, data_only=True))
    return "", {"sheets": sheets}


def _opened(path: Path, *, data_only: bool = False) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that are not read, such as pictures in headers
            plain = as_transitional(path)
            return openpyxl.load_workbook(plain, data_only=data_only, keep_links=False, rich_text=True)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError) as error:
        remedy = "Open it in Excel or LibreOffice, and save it again as an Excel workbook (.xlsx)."
        raise RefusedError(f"The workbook cannot be read: {str(error)[:120]}.", remedy) from error


def _sheet(sheet: Any) -> Raw:
    """Read one sheet. Cells that are only formatted are passed over, however many there are."""
    hidden_rows, hidden_columns = _hidden_rows(sheet), _hidden_columns(sheet)
    cells: list[list[Any]] = []
    unseen: list[list[str]] = []
    left_out: dict[str, list[str]] = defaultdict(list)
    for row, column, cell in _filled(sheet):
        if row in hidden_rows or (sheet.sheet_format.zeroHeight and row not in sheet.row_dimensions):
            left_out[f"row {row}"].append(cell.coordinate)
        elif column in hidden_columns:
            left_out[f"column {cell.column_letter}"].append(cell.coordinate)
        else:
            found, why = _seen(cell)
            if why:
                unseen.append(["cell", cell.coordinate, why])
            if found.text:
                cells.append([row, column, found.text, found.kind, found.plain, found.exact])
    unseen += [[*where.split(" "), "is hidden"] for where in left_out]
    return {
        "name": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "cells": cells,
        "unseen": unseen,
        "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
    }


def _filled(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    """Yield the cells that hold something, by row and column.

    Raises:
        RefusedError: there are too many rows or columns.
    """
    filled = sorted((place, cell) for place, cell in sheet._cells.items() if cell.value is not None)
    rows = len({place[0] for place, _ in filled})
    columns = len({place[1] for place, _ in filled})
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        limits = f"{MAX_ROWS:,} rows and {MAX_COLUMNS} columns"
        raise RefusedError(f"The sheet `{sheet.title}` is larger than {limits}.", "Split it into several.")
    for (row, column), cell in filled:
        yield row, column, cell


def _hidden_rows(sheet: Any) -> set[int]:
    return {number for number, row in sheet.row_dimensions.items() if row.hidden or row.height == 0}


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width == 0:
            hidden.update(range(column.min or 0, min(column.max or 0, 16_384) + 1))
    return hidden


def _seen(cell: Any) -> tuple[ShownCell, str]:
    """Return what a cell shows, and why some of it is not taken."""
    if cell.has_style and cell.font.strike:
        return ShownCell("", CellKind.TEXT), "is struck out"
    if cell.data_type == "f":
        return ShownCell(str(getattr(cell.value, "text", cell.value)), CellKind.FORMULA), ""
    if cell.data_type == "e":
        return ShownCell(str(cell.value), CellKind.ERROR), ""
    value, why = cell.value, ""
    if isinstance(value, list):  # text in several fonts
        value, why = _standing(value)
    if isinstance(value, str):
        value = _unescaped(value)
    found = shown(value, cell.number_format or "General")
    if not found.text and not why and str(value).strip():
        why = "has a number format that hides it"
    return found, why


def _standing(parts: list[Any]) -> tuple[str, str]:
    """Return the text of runs that are not struck out, and whether there were others."""
    kept = [part for part in parts if isinstance(part, str) or not part.font.strike]
    text = "".join(part if isinstance(part, str) else part.text for part in kept)
    return text, "" if len(kept) == len(parts) else "is struck out in part"


def _unescaped(text: str) -> str:
    """Return a text with line ends and other escaped characters (ECMA-376 part 1, 22.9.2.19) as they are."""
    from openpyxl.utils.escape import unescape

    return str(unescape(text)).replace("\r\n", "\n").replace("\r", "\n")


def _say_results(sheets: list[Raw], calculated: Any) -> None:
    """Give each formula what it showed when the workbook was last saved."""
    for sheet in sheets:
        for cell in sheet["cells"]:
            if cell[3] == CellKind.FORMULA:
                result = calculated[sheet["name"]].cell(cell[0], cell[1])
                found = shown(result.value, result.number_format or "General")
                cell[4] = found.plain or found.text
