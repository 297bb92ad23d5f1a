"""Single cells of a workbook corrected in place of their old words, without opening it in another program."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.contributing.workbook_reading import Workbook
from kb.contributing.workbook_sheets import column_number
from kb.findings import Location
from kb.texts.strict_ooxml import as_transitional

WRITABLE = frozenset({".xlsx", ".xlsm"})
"""Suffixes of workbooks that cells can be written into."""


def shown_at(book: Workbook, place: Location) -> str:
    """Return what a cell shows; an empty string for one that is empty."""
    prefix, name = sheet_and_cell(place.cell)
    letters = name.rstrip("0123456789")
    row = int(name.removeprefix(letters) or 0)
    sheet = next((sheet for sheet in book.sheets if sheet.prefix == prefix), None)
    cell = sheet.rows.get(row, {}).get(column_number(letters)) if sheet else None
    return cell.text if cell else ""


def corrected(path: Path, cells: Mapping[str, str]) -> bytes:
    """Return a workbook with new words in some cells, as text; an empty text empties the cell.

    Args:
        path: the workbook, of a kind that is `WRITABLE`; it is not changed.
        cells: what each is to hold, by its address, such as `C7` or `duties!C7`.
    """
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book: Any = openpyxl.load_workbook(as_transitional(path), rich_text=True)
    for address, text in cells.items():
        prefix, name = sheet_and_cell(address)
        sheet = book[sheet_named(prefix)] if prefix else book.worksheets[0]
        cell = sheet[name]
        cell.value = text or None
        cell.number_format = "@"
        if text:
            cell.data_type = "s"  # what begins with = is no formula here
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_and_cell(address: str) -> tuple[str, str]:
    """Part what stands before an address (`duties!`, or nothing) from the cell itself."""
    prefix, mark, name = address.rpartition("!")
    return prefix + mark, name


def sheet_named(prefix: str) -> str:
    """Return the name of the sheet that stands before an address, as `duties!` or `'night shift'!`."""
    name = prefix.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
