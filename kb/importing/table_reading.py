"""Read a publisher's file into sheets: XLSX workbooks and tab-delimited text, with limits.

calamine (python-calamine) reads the workbooks; `make bench` measures it against openpyxl's read-only mode,
which takes four times as long.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import python_calamine as calamine

from kb.importing.publisher_sheet import Cell, RefusedFileError, Sheet
from kb.importing.xlsx_package import MAX_FILE, inspect_package

SUFFIXES = frozenset({".xlsx", ".txt"})
"""What publishers issue: Excel workbooks, and tab-delimited text in the text release of O*NET."""
NOT_AVAILABLE = "n/a"
"""How O*NET's text release marks a cell that its Excel release leaves empty."""


def read_sheets(path: Path, shown: str) -> list[Sheet]:
    """Return the sheets of a file, in its order.

    Raises:
        RefusedFileError: the file is too large, damaged, hostile or of another kind.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise RefusedFileError(f"{shown} cannot be read: {error.strerror}.", "Check the path.") from error
    if size > MAX_FILE:
        raise RefusedFileError(f"{shown} has {size:,} bytes; {MAX_FILE:,} is the most.", "Check the file.")
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return _workbook(path, shown)
    if suffix == ".txt":
        return [_tab_delimited(path, shown)]
    raise RefusedFileError(
        f"{shown} is neither an XLSX workbook nor tab-delimited text.",
        "Give the .xlsx or .txt file as the publisher issued it; open an .xls or .zip and save or unpack it.",
    )


def _workbook(path: Path, shown: str) -> list[Sheet]:
    inspect_package(path, shown)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            return [
                Sheet(shown, name, [[_cell(value, shown) for value in row] for row in rows])
                for name in book.sheet_names
                if (rows := book.get_sheet_by_name(name).to_python(skip_empty_area=False)) is not None
            ]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise RefusedFileError(
            f"{shown} is not a sound XLSX workbook: {error}.", "Download it again from the publisher."
        ) from error


def _cell(value: object, shown: str) -> Cell:
    if isinstance(value, str):
        return _text(value, shown)
    if isinstance(value, (bool, int, float)):
        number = float(value)
        if math.isfinite(number):
            return number
    return str(value).strip()


def _text(value: str, shown: str) -> str:
    text = value.strip()
    if text.startswith("="):
        raise RefusedFileError(
            f"{shown}: a cell holds the formula {text[:40]!r}; published data are values.",
            "Use the file exactly as the publisher issued it.",
        )
    return "" if text == NOT_AVAILABLE else text


def _tab_delimited(path: Path, shown: str) -> Sheet:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFileError(
            f"{shown} is not UTF-8 text (byte {error.start:,}).", "Use the publisher's own file."
        ) from error
    if "\0" in text:
        raise RefusedFileError(f"{shown} is not text.", "Use the publisher's own file.")
    lines = text.replace("\r\n", "\n").split("\n")
    return Sheet(shown, path.stem, list(_split(lines, shown)))


def _split(lines: Iterable[str], shown: str) -> Iterable[list[Cell]]:
    """Yield rows; each must have as many fields as the header."""
    width = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        fields = line.split("\t")
        width = width or len(fields)
        if len(fields) != width:
            raise RefusedFileError(
                f"{shown}, line {number}: {len(fields)} fields; the header has {width}.",
                "Use the file exactly as the publisher issued it.",
            )
        yield [_text(field, shown) for field in fields]
