"""Look into an XLSX package before a spreadsheet library opens it.

An XLSX file is a ZIP archive of XML parts (ECMA-376 Part 2). Whoever made it may have lied about the sizes
in it, so every part is unpacked here once, in pieces and with a bound, and refused when it is a bomb, when
it declares a document type (entities come from there), when a cell is placed so that a reader would have to
allocate a huge empty sheet, or when a cell holds a formula: published data are values.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kb.importing.publisher_sheet import RefusedFileError

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
