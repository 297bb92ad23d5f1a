"""Read a publisher's file into sheets: XLSX workbooks and tab-delimited text, with limits.

calamine (python-calamine) reads the workbooks; `make bench` measures it against openpyxl's read-only mode,
which takes four times as long.

An XLSX file is a ZIP archive of XML parts (ECMA-376 Part 2). Whoever made it may have lied about the sizes
in it, so every part is unpacked here once, in pieces and with a bound, and refused when it is a bomb, when
it declares a document type (entities come from there), when a cell is placed so that a reader would have to
allocate a huge empty sheet, or when a cell holds a formula: published data are values.
"""

from __future__ import annotations

import copy
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

import python_calamine as calamine

from kb.importing.publisher_sheet import Cell, CellError, Columns, RefusedFileError, Sheet

MAX_FILE = 200 * 1024 * 1024
"""Bytes of a publisher's file; the largest known is a tenth of it."""
MAX_UNPACKED = 1024 * 1024 * 1024
"""Bytes of all parts together."""
MAX_RATIO = 200
"""Unpacked to packed bytes of a part of more than a mebibyte; official workbooks stay below 40."""
MAX_PARTS = 1000
_PIECE = 1 << 20
_OVERLAP = 256
"""Bytes of the piece before that are looked at again: no mark searched for is longer."""

_DOCUMENT_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?/?>")
_CELL = re.compile(rb'\sr="([A-Z]+[0-9]+)"')
_FAR_COLUMN = re.compile(rb'\sr="(?:[A-Z]{3,}|[C-Z][A-Z])[0-9]+"')
_FAR_ROW = re.compile(rb'\sr="[A-Z]*([0-9]{6,})"')

SUFFIXES = frozenset({".xlsx", ".txt"})
"""What publishers issue: Excel workbooks, and tab-delimited text in the text release of O*NET."""
NOT_AVAILABLE = "n/a"
"""How O*NET's text release marks a cell that its Excel release leaves empty."""


def inspect_package(path: Path, shown: str) -> None:
    """Unpack every part once and drop it.

    Raises:
        RefusedFileError: the package is damaged or hostile; the message names the part.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_names([part.filename for part in parts], shown)
            total = 0
            for part in parts:
                total += _inspect_part(archive, part, shown, MAX_UNPACKED - total)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        message = str(error).rstrip(".")
        raise RefusedFileError(
            f"{shown} is not a sound XLSX workbook: {message}.", "Download it again from the publisher."
        ) from error


def _check_names(names: list[str], shown: str) -> None:
    if len(names) > MAX_PARTS:
        raise _hostile(shown, f"it has {len(names)} parts")
    if len(set(names)) != len(names):
        raise _hostile(shown, "two of its parts have the same name")
    for name in names:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name.startswith(("/", "\\")) or ".." in parts or (parts and ":" in parts[0]) or "\0" in name:
            raise _hostile(shown, f"the part name {name!r} leads outside the package")


def _inspect_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, shown: str, left: int) -> int:
    """Unpack a part to its true end, whatever its declared size, and return the bytes it took."""
    bound = min(left, max(part.compress_size * MAX_RATIO, _PIECE))
    asked = copy.copy(part)
    asked.file_size = bound + 2 * _PIECE  # beyond the bound, so that what stops the reading is the bound
    sheet = _Sheet() if "/worksheets/" in part.filename and part.filename.endswith(".xml") else None
    size = 0
    with archive.open(asked) as stream:
        for piece, fresh in _pieces(stream):
            size += fresh
            if size > bound:
                raise _hostile(shown, f"its part {part.filename} unpacks to more than {bound:,} bytes")
            _check_markup(piece, part.filename, shown)
            if sheet is not None:
                sheet.check(piece, shown)
    if size != part.file_size:
        raise _hostile(shown, f"its part {part.filename} is not as long as it says")
    if sheet is not None:
        sheet.check_rows(shown)
    return size


def _pieces(stream: object) -> Iterator[tuple[bytes, int]]:
    """Yield pieces with the end of the one before in front, and how many bytes are new."""
    before = b""
    while fresh := stream.read(_PIECE):  # type: ignore[attr-defined]
        yield before + fresh, len(fresh)
        before = (before + fresh)[-_OVERLAP:]


def _check_markup(piece: bytes, name: str, shown: str) -> None:
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    if _DOCUMENT_TYPE.search(piece):
        raise _hostile(shown, f"its part {name} declares a document type or entities")
    if b"\0" in piece:
        raise _hostile(shown, f"its part {name} is not UTF-8 text")


class _Sheet:
    """What was seen of one worksheet."""

    def __init__(self) -> None:
        self.cells = 0
        self.last_row = 0

    def check(self, piece: bytes, shown: str) -> None:
        formula = _FORMULA.search(piece)
        if formula:
            cells = _CELL.findall(piece, 0, formula.start())
            where = f"cell {cells[-1].decode()}" if cells else "a cell"
            raise RefusedFileError(
                f"{shown}: {where} holds a formula; published data are values.",
                "Use the workbook exactly as the publisher issued it.",
            )
        far = _FAR_COLUMN.search(piece)
        if far:
            raise _hostile(shown, f"it has a cell far to the right ({far.group().decode().strip()})")
        self.cells += piece.count(b"<c ") + piece.count(b":c ")
        rows = _FAR_ROW.findall(piece)
        self.last_row = max(self.last_row, *map(int, rows)) if rows else self.last_row

    def check_rows(self, shown: str) -> None:
        """Refuse a sheet whose last row is far below what its cells can fill."""
        if self.last_row > self.cells:
            raise _hostile(shown, f"it has a cell in row {self.last_row:,} and next to nothing above it")


def _hostile(shown: str, why: str) -> RefusedFileError:
    return RefusedFileError(f"{shown} is refused: {why}.", "Use the file exactly as the publisher issued it.")


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
                Sheet(shown, name, [_cells(row, number, shown) for number, row in enumerate(rows, 1)])
                for name in book.sheet_names
                if (rows := book.get_sheet_by_name(name).to_python(skip_empty_area=False)) is not None
            ]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise RefusedFileError(
            f"{shown} is not a sound XLSX workbook: {error}.", "Download it again from the publisher."
        ) from error


def _cells(values: Sequence[object], number: int, shown: str) -> list[Cell]:
    try:
        return [_cell(value) for value in values]
    except CellError as error:
        place = Columns((), tuple(range(len(values))), lettered=True)
        at = place.place(next(i for i, value in enumerate(values) if value is error.cell), number)
        raise RefusedFileError(f"{shown}: {at} holds {error}.", error.remedy) from error


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (bool, int, float)):
        number = float(value)
        if math.isfinite(number):
            return number
    return str(value).strip()


def _text(value: str) -> str:
    text = value.strip()
    if text.startswith("="):
        raise CellError(value, "which is a formula; published data are values")
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
    return Sheet(shown, path.stem, list(_split(lines, shown)), lettered=False)


def _split(lines: Iterable[str], shown: str) -> Iterable[list[Cell]]:
    """Yield rows; each must have as many fields as the header."""
    width = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            yield []  # which keeps the numbers of the lines
            continue
        fields = line.split("\t")
        width = width or len(fields)
        if len(fields) != width:
            raise RefusedFileError(
                f"{shown}, line {number}: {len(fields)} fields; the header has {width}.",
                "Use the file exactly as the publisher issued it.",
            )
        try:
            yield [_text(field) for field in fields]
        except CellError as error:
            raise RefusedFileError(f"{shown}: line {number} holds {error}.", error.remedy) from error
